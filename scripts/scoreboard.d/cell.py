"""One history with one peer, in the network namespace that this program was started in.

Prints a JSON object: how the peer differed from the kernel before, and at each look after.
"""

import argparse
import fcntl
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

import histories
from peers import PEERS

# How long a peer may take for its first state, in seconds.
PATIENCE = 30
# How many differences are kept as examples.
EXAMPLES = 3


def ip(lines):
    """Runs lines of `ip -batch`. All of them are meant to succeed."""
    subprocess.run(["ip", "-batch", "-"], input="\n".join(lines) + "\n", text=True, check=True)


def differences(peer, tools, work):
    """The lines in which the peer's table differs from the kernel's."""
    file = work + "/table"
    with open(file, "w") as out:
        out.write(peer.table())
    lines = []
    for family in ["inet", "inet6"]:
        compare = subprocess.run(
            [tools.monitor, "compare", "--with", file, "--family", family, *peer.compare],
            capture_output=True, text=True)
        # Not a table: a peer that knows that it is in the middle of reading says so.
        if compare.returncode > 1:
            lines.append(compare.stderr.strip().replace(file, peer.name))
        lines += [line.replace(file, peer.name) for line in compare.stdout.splitlines()]
    return lines


def look(peer, tools, work, after):
    lines = differences(peer, tools, work)
    return {"after": after, "different": len(lines), "examples": lines[:EXAMPLES]}


def control(tools, work):
    """iproute2's own look has to be equal, or the comparison is wrong."""
    class Fresh:
        name, compare = "ip", ["--all-tables"]

        def table(self):
            show = ["ip", "-N", "-j", "route", "show", "table", "all"]
            return "".join(subprocess.check_output([*show[:1], family, *show[1:]], text=True) for family in ["-4", "-6"])

    lines = differences(Fresh(), tools, work)
    assert not lines, f"ip -j route and the kernel differ: {lines[:EXAMPLES]}"


def settled(peer, tools, work):
    """Waits for the peer's first state to equal the kernel, and looks."""
    deadline = time.monotonic() + PATIENCE
    while True:
        first = look(peer, tools, work, 0)
        if not first["different"] or time.monotonic() > deadline:
            return first
        time.sleep(0.2)


def run(steps, peer, other):
    """The history."""
    lines = []
    for step in [*steps, None]:
        if step in (histories.STOP, histories.GO, None):
            if lines:
                ip(lines)
            lines = []
            for pid in peer.readers if step else []:
                os.kill(pid, signal.SIGSTOP if step == histories.STOP else signal.SIGCONT)
        else:
            lines.append(step.format(other=other))


def late(*_):
    raise TimeoutError("the peer did not answer in time")


def cell(tools):
    network = histories.Network(tools.seed, tools.history)
    work = tempfile.mkdtemp(dir=tools.work)
    os.chmod(work, 0o755)
    peer = PEERS[tools.peer](tools, work)
    other = subprocess.Popen(["unshare", "--net", "sleep", "1000"])
    try:
        with open(tools.lock, "w") as lock:
            # One at a time: what is measured is the peer, not how busy the machine is.
            fcntl.flock(lock, fcntl.LOCK_EX)
            # A peer that does not answer must not stop the rest.
            signal.alarm(6 * PATIENCE + 2 * tools.quiet)
            ip(network.lines())
            peer.start()
            result = {"first": settled(peer, tools, work), "looks": []}
            run(histories.HISTORIES[tools.history](network), peer, other.pid)
            end = time.monotonic()
            time.sleep(2)
            result["looks"].append(look(peer, tools, work, 2))
            control(tools, work)
        # The last look is at its time for all; the others only find out when a peer is equal again.
        healing = result["looks"][0]["different"]
        pause = tools.quiet / 10
        while healing and time.monotonic() - end < tools.quiet - pause:
            time.sleep(pause)
            again = look(peer, tools, work, round(time.monotonic() - end))
            if not again["different"]:
                result["looks"].append(again)
                break
        if tools.to_the_end or healing:
            time.sleep(max(0, end + tools.quiet - time.monotonic()))
            result["looks"].append(look(peer, tools, work, tools.quiet))
            control(tools, work)
        return result
    finally:
        # The peer first: it may have to take leave of the network.
        for child in [getattr(peer, "child", None), other]:
            if child:
                child.terminate()
                try:
                    child.wait(timeout=10)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()


signal.signal(signal.SIGALRM, late)
options = argparse.ArgumentParser()
for name in ["--peer", "--history", "--work", "--lock", "--monitor", "--python", "--nlink"]:
    options.add_argument(name, required=True)
for name in ["--seed", "--quiet"]:
    options.add_argument(name, type=int, required=True)
options.add_argument("--to-the-end", action="store_true")
try:
    print(json.dumps(cell(options.parse_args())))
except (AssertionError, subprocess.CalledProcessError, OSError) as error:
    print(json.dumps({"failed": str(error)}))
    sys.exit(1)
