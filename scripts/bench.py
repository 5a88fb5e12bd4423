"""The measurements of scripts/bench, which builds what they need and runs them in a lab."""

import json
import os
import platform
import resource
import signal
import subprocess
import sys
import tempfile
import time

from running import Program, until

target, work, routes = sys.argv[1], sys.argv[2], int(sys.argv[3])
monitor, bench = target + "/netlink-monitor", target + "/examples/bench"
EVENTS = min(300_000, routes)


class Run:
    """A program's wall time and processor time in seconds, and its memory in MiB.

    time(1) measures, because a process begun by this one would count our memory."""

    def __init__(self, *command, stdin=None, stdout=subprocess.DEVNULL):
        self.figures = tempfile.NamedTemporaryFile("r", dir=work)
        time1 = ["/usr/bin/time", "--format", "%e %U %S %M", "--output", self.figures.name]
        self.program = Program([*time1, *command], stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, text=True)
        self.child, self.name = self.program.child, command[0]

    def wait(self):
        _, self.stderr = self.child.communicate()
        assert self.child.returncode == 0, (self.name, self.stderr)
        self.wall, user, system, memory = map(float, self.figures.read().split()[-4:])
        self.cpu, self.memory = user + system, memory / 1024
        return self

    def succeeds(self):
        try:
            self.wait()
        except AssertionError:
            return False
        return True

    def listens(self):
        self.program.listens()
        return self


def best(*command, of=3):
    return min((Run(*command).wait() for _ in range(of)), key=lambda run: run.wall)


def row(what, figure, peer="", asked=""):
    print(f"| {what} | {figure} | {peer} | {asked} |", flush=True)


def walk():
    words = subprocess.check_output([bench, "walk"], text=True).split()
    ours, theirs = float(words[words.index("walk") + 1]), float(words[words.index("netlink-packet-route") + 1])
    row("`walk` of a route, 60 bytes", f"{ours:.0f} ns",
        f"netlink-packet-route {theirs:.0f} ns, {theirs / ours:.1f} times", "30 ns, 10 times")


def explain():
    ours = best(monitor, "explain", "--format", "json", work + "/100k.pcap")
    theirs = best("tshark", "-T", "json", "-r", work + "/100k.pcap", of=1)
    row("`explain --format json`, 100,000 messages", f"{ours.wall:.2f} s, {ours.memory:.0f} MiB",
        f"tshark {theirs.wall:.2f} s, {theirs.wall / ours.wall:.1f} times", "20 times")


def large_capture():
    """A capture of 1 GB, as a file and through a pipe: the 100,000 messages again and again."""
    file = work + "/large.pcap"
    with open(work + "/100k.pcap", "rb") as capture, open(file, "wb") as large:
        header, records = capture.read(24), capture.read()
        large.write(header)
        for _ in range(2**30 // len(records) + 1):
            large.write(records)
    size = os.path.getsize(file) / 1e6
    run = best(monitor, "explain", "--coverage", file, of=1)
    with open(file, "rb") as large:
        cat = subprocess.Popen(["cat"], stdin=large, stdout=subprocess.PIPE)
        piped = Run(monitor, "explain", "--coverage", "-", stdin=cat.stdout)
        cat.stdout.close()
        piped.wait()
    os.unlink(file)
    row("`explain --coverage` of a capture of 1 GB", f"{size / run.wall:,.0f} MB/s, {run.memory:.0f} MiB",
        f"from a pipe: {size / piped.wall:,.0f} MB/s, {piped.memory:.0f} MiB", "10 MiB")


def trace():
    """`ip route` writes each of 100,000 lines by a call of its own, and each call stops it twice."""
    subprocess.check_call([bench, "add", "100000"])
    ours = best(monitor, "trace", "--output", "/dev/null", "--", "ip", "route")
    theirs = best("strace", "-f", "-e", "trace=network", "-o", "/dev/null", "ip", "route")
    subprocess.check_call([bench, "del", "100000"])
    row("`trace -- ip route`, 100,000 routes", f"{ours.wall:.2f} s", f"strace {theirs.wall:.2f} s, {ours.wall / theirs.wall:.2f} times",
        "1 time")


def dump():
    subprocess.check_call([bench, "add", str(routes)])
    floor = best(bench, "dump")
    row(f"dump of {routes:,} routes: the floor", f"{floor.wall:.2f} s")
    for what, command, asked in [
        ("as lines", [monitor, "dump", "route", "--family", "inet"], "1.3 floors, 10 MiB"),
        ("as JSON", [monitor, "dump", "route", "--family", "inet", "--format", "json"], "1.3 floors"),
        ("`ip route show`", ["ip", "route", "show"], ""),
        ("`ip -j route show`", ["ip", "-j", "route", "show"], ""),
    ]:
        run = best(*command, of=3 if command[0] == monitor else 1)
        row(f"dump {what}", f"{run.wall:.2f} s, {run.memory:.0f} MiB", f"{run.wall / floor.wall:.1f} floors", asked)
    watch(floor)
    subprocess.check_call([bench, "del", str(routes)])


def has_synced(file):
    """Whether `watch` has reported a complete state to this file."""
    with open(file) as lines:
        return any('"phase":"end"' in line for line in lines)


def watch(floor):
    """The first complete state, and a resync of the whole table."""
    file = work + "/watch.json"
    with open(file, "w") as out:
        run = Run(monitor, "watch", "route", "--format", "json", "--dev", "none", "--for", "6", stdout=out)
        until(lambda: has_synced(file), "the first complete state")
        # An address that goes away makes the table be read again.
        subprocess.check_call("ip addr add 10.255.0.1/32 dev lo; ip addr del 10.255.0.1/32 dev lo", shell=True)
        run.wait()
    with open(file) as lines:
        took = [json.loads(line)["seconds"] for line in lines if '"phase":"end"' in line]
    os.unlink(file)
    row("`watch`: first complete state", f"{took[0]:.2f} s, {run.memory:.0f} MiB", f"{took[0] / floor.wall:.1f} floors",
        "1.3 floors, 80 MiB")
    row("`watch`: resync of the whole table", f"{max(took[1:]):.2f} s", f"{max(took[1:]) / floor.wall:.1f} floors", "2 floors")


def follow():
    """Events at the full speed of the generator, five times; `ip monitor` beside it."""
    lost, theirs_lost, ratios, speed = 0, 0, [], []
    for _ in range(5):
        file = work + "/ip.txt"
        with open(file, "w") as out:
            ours = Run(monitor, "follow", "--count", str(EVENTS), "--timeout", "3", "--stats")
            ours.listens()
            begin = time.monotonic()
            subprocess.check_call([bench, "add", str(EVENTS)])
            speed.append(EVENTS / (time.monotonic() - begin))
            if not ours.succeeds():
                lost += 1
            subprocess.check_call([bench, "del", str(EVENTS)])
            floor = Run(bench, "listen", str(EVENTS))
            floor.listens()
            subprocess.check_call([bench, "add", str(EVENTS)])
            if floor.succeeds() and hasattr(ours, "cpu"):
                ratios.append(ours.cpu / floor.cpu)
            subprocess.check_call([bench, "del", str(EVENTS)])
            theirs = Program(["ip", "monitor", "route"], stdout=out, stderr=subprocess.DEVNULL)
            theirs.listens()
            subprocess.check_call([bench, "add", str(EVENTS)])
            until(theirs.is_waiting, "ip monitor has read what there was")
            theirs.end(signal.SIGTERM)
            subprocess.check_call([bench, "del", str(EVENTS)])
        with open(file) as lines:
            theirs_lost += sum(1 for _ in lines) < EVENTS
        os.unlink(file)
    row(f"`follow` of {EVENTS:,} additions, {min(speed):,.0f} a second",
        f"events lost in {lost} of 5 runs", f"`ip monitor` in {theirs_lost} of 5", "0")
    row("`follow`: processor time", f"{min(ratios):.2f} to {max(ratios):.2f} floors", "", "1.5 floors")


def small_buffer():
    """Without a large buffer events are lost, and the mirror is equal all the same."""
    equal, overruns = 0, 0
    for _ in range(5):
        file = work + "/small.json"
        with open(file, "w") as out:
            run = Run(monitor, "watch", "route", "--family", "inet", "--format", "json", "--stats",
                      "--receive-buffer", "106496", "--for", "12", stdout=out)
            until(lambda: has_synced(file), "the first complete state")
            subprocess.check_call([bench, "add", str(EVENTS)])
            subprocess.check_call([bench, "del", str(EVENTS // 2)])
            run.wait()
        there = set()
        with open(file) as lines:
            for line in lines:
                event = json.loads(line)
                if event["event"] == "del":
                    there.remove(event["prefix"])
                elif event["event"] != "sync" and event["message"]["RTA_TABLE"] == 254:
                    there.add(event["prefix"])
        os.unlink(file)
        shown = subprocess.check_output(["ip", "-4", "route", "show"], text=True).splitlines()
        kernel = {line.split()[0] if "/" in line.split()[0] else line.split()[0] + "/32" for line in shown}
        equal += there == kernel
        overruns += "overruns" in run.stderr
        subprocess.check_call([bench, "del", str(EVENTS - EVENTS // 2), str(EVENTS // 2)])
    row("`watch` with a buffer of 212,992 bytes", f"equal to the kernel in {equal} of 5 runs",
        f"overruns in {overruns} of 5", "5 of 5")


def machine():
    with open("/proc/cpuinfo") as lines:
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "?")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    print(f"{os.cpu_count()} processors ({model}), {memory} GiB, Linux {platform.release().split('-')[0]}\n")
    print("| what | here | beside it | asked for |\n|---|---|---|---|")


resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
subprocess.check_call(["ip", "link", "set", "lo", "up"])
machine()
walk()
explain()
large_capture()
trace()
dump()
follow()
small_buffer()
