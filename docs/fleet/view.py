"""Shows the tables of all hosts, and then every change: one view of a bucket.

    python3 view.py nats://127.0.0.1:4222
"""
import asyncio
import json
import sys

import nats


async def main(broker, name="netlink"):
    connection = await nats.connect(broker, max_reconnect_attempts=-1)
    bucket = await connection.jetstream().key_value(name)
    watcher = await bucket.watchall()
    async for entry in watcher:
        if entry is None:
            # Everything that was there has been shown.
            continue
        host, source, *_ = entry.key.split(".")
        if entry.operation:
            print(f"{host} {source}: gone: {entry.key}", flush=True)
        else:
            event = json.loads(entry.value)
            print(f"{host} {source}: {event['key']}", flush=True)


asyncio.run(main(*sys.argv[1:]))
