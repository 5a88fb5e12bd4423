"""Publishes the tables of a host: from `watch` to a key-value bucket of NATS JetStream.

    netlink-monitor watch --format json route | python3 publish.py nats://127.0.0.1:4222

The publisher keeps the table that it has read, and makes the bucket equal to it: what has changed is
put or deleted, and after each connection the two are compared. So nothing is lost while the broker
is away, however long that takes, and no more is kept than the table itself. What vanished while this
program did not run is deleted when the first reading of its table has ended.

A key of the bucket is HOST.SOURCE.OBJECT.KEY, where KEY is the `key` of the event in base64, because
a bucket takes only letters and digits. The value is the event. Each message carries the `run` and
the `seq` of its event, and the broker drops a second one with the same.
"""
import argparse
import asyncio
import base64
import json
import sys

import nats
from nats.errors import Error
from nats.js.api import KeyValueConfig, StorageType

DELETE = {"KV-Operation": "DEL"}
# How many messages may be on their way to the broker.
WINDOW = 256
# How many seconds an answer may take: long, because a hundred hosts may ask at once. That the broker is
# gone is noticed at once.
PATIENCE = 30


class Publisher:
    def __init__(self, options):
        self.options = options
        self.host = None
        # What this host has: for each key of the bucket, the event as text, and its number.
        self.table = {}
        # The objects whose first reading has ended: what is not in the table does not exist.
        self.complete = set()
        # What the broker may not know yet, with the number of the event.
        self.changed = {}
        self.compare = asyncio.Event()
        self.wake = asyncio.Event()
        # When the bucket was made that the table has been compared with, and the last number that it gave to a message.
        self.compared, self.acknowledged = None, 0
        # What is being done with the broker, and whether it was lost meanwhile.
        self.work, self.lost = None, False

    # ANCHOR: take
    def take(self, line):
        """Takes a line of `watch` in."""
        event = json.loads(line)
        # Only the first line says it.
        self.host = event.get("host", self.host)
        if event["event"] == "sync":
            if event["phase"] == "end" and event["reason"] == "start":
                self.complete.add(event["object"])
                self.compared = None
                self.compare.set()
        else:
            key = ".".join([self.prefix(), event["object"], encoded(event["key"])])
            number = f"{event['run']}.{event['seq']}"
            if event["event"] == "del":
                self.table.pop(key, None)
            else:
                self.table[key] = line
            # Last in order, even if an older change of it waits.
            self.changed.pop(key, None)
            self.changed[key] = number
        self.wake.set()
    # ANCHOR_END: take

    def prefix(self):
        return f"{self.options.host or self.host}.{self.options.source}"

    async def read(self):
        """Reads standard input to its end."""
        reader = asyncio.StreamReader(limit=1 << 24)
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        while line := await reader.readline():
            self.take(line)

    async def run(self):
        reading = asyncio.create_task(self.read())
        reading.add_done_callback(lambda _: self.wake.set())
        # Both when it connects for the first time and when it does so again.
        broker = await nats.connect(self.options.broker, max_reconnect_attempts=-1, reconnect_time_wait=0.2,
                                    connect_timeout=1, pending_size=1 << 20, allow_reconnect=True,
                                    error_cb=self.on_error, disconnected_cb=self.on_disconnected,
                                    reconnected_cb=self.on_connected)
        self.compare.set()
        # `watch` has ended when standard input has: then what is left is published.
        while self.changed or self.compare.is_set() or not reading.done():
            self.wake.clear()
            self.lost = False
            self.work = asyncio.create_task(self.update(broker))
            try:
                await self.work
            except (Error, OSError, asyncio.TimeoutError) as error:
                print(f"publish: {error!r}; trying again", file=sys.stderr)
                await asyncio.sleep(0.2)
                continue
            except asyncio.CancelledError:
                if not self.lost:
                    raise
                await asyncio.sleep(0.2)
                continue
            if not self.changed and not reading.done():
                await self.wake.wait()
        await broker.close()
        await reading

    async def update(self, broker):
        if self.compare.is_set() and self.complete:
            await self.compare_with(broker)
        await self.publish(broker)

    async def on_disconnected(self):
        """No answer will come to what was asked."""
        self.lost = True
        if self.work:
            self.work.cancel()

    async def on_error(self, error):
        print(f"publish: {error}", file=sys.stderr)

    async def on_connected(self):
        self.compare.set()
        self.wake.set()

    # ANCHOR: compare
    async def compare_with(self, broker):
        """Finds what the bucket lacks, and what it has of this host that does not exist."""
        context = broker.jetstream(timeout=PATIENCE)
        config = KeyValueConfig(bucket=self.options.bucket, storage=StorageType.FILE)
        bucket = await context.create_key_value(config)
        stream = await context.stream_info("KV_" + self.options.bucket)
        if stream.created == self.compared and stream.state.last_seq >= self.acknowledged:
            # It is the same bucket as before, and it has lost nothing.
            self.compare.clear()
            return
        watcher = await bucket.watch(f"{self.prefix()}.>", ignore_deletes=True)
        known = {}
        # The end of what is there now is an update without content.
        while (entry := await watcher.updates(timeout=PATIENCE)) is not None:
            known[entry.key] = entry.value
        await watcher.stop()
        self.compare.clear()
        self.compared = stream.created
        for key, line in self.table.items():
            if known.get(key) != line:
                self.changed.setdefault(key, None)
        for key in known.keys() - self.table.keys():
            if key.removeprefix(self.prefix() + ".").split(".")[0] in self.complete:
                self.changed.setdefault(key, None)
    # ANCHOR_END: compare

    # ANCHOR: publish
    async def publish(self, broker):
        """Publishes what has changed, in order, several messages at a time."""
        context = broker.jetstream(timeout=PATIENCE)
        while batch := list(self.changed.items())[:WINDOW]:
            sent = [self.send(context, key, number) for key, number in batch]
            for (key, number), result in zip(batch, await asyncio.gather(*sent, return_exceptions=True)):
                if isinstance(result, BaseException):
                    raise result
                self.acknowledged = max(self.acknowledged, result.seq)
                # Unless it has changed again meanwhile.
                if self.changed.get(key, self) == number:
                    del self.changed[key]

    def send(self, context, key, number):
        headers = {"Nats-Msg-Id": number} if number else {}
        subject = f"$KV.{self.options.bucket}.{key}"
        if key in self.table:
            return context.publish(subject, self.table[key], headers=headers)
        return context.publish(subject, b"", headers=headers | DELETE)
    # ANCHOR_END: publish


def encoded(key):
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def options():
    parser = argparse.ArgumentParser(description="Publishes the output of `watch --format json`.")
    parser.add_argument("broker", help="nats://HOST:PORT")
    parser.add_argument("--bucket", default="netlink")
    parser.add_argument("--host", help="the name of this host; that of the first line otherwise")
    parser.add_argument("--source", default="main", help="tells several network namespaces of a host apart")
    return parser.parse_args()


async def main():
    await Publisher(options()).run()


asyncio.run(main())
