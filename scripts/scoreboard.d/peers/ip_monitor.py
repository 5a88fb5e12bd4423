"""`ip monitor route`, added up by a script, as people write it: the first look, then each line."""

import subprocess
import threading

import tables

# Numbers instead of names, and each route on one line.
OPTIONS = ["-o", "-N"]
UNICAST = "1"


class Peer:
    name = "ip monitor"
    compare = []
    configuration = "ip -o -N monitor route, and ip -o -N route show table all for what was there before"

    def __init__(self, tools, work):
        self.state = {}

    def unavailable(self):
        return None

    def version(self):
        return subprocess.check_output(["ip", "-V"], text=True).strip()

    def start(self):
        self.child = subprocess.Popen(["ip", *OPTIONS, "monitor", "route"], stdout=subprocess.PIPE, text=True)
        for family in ["-4", "-6"]:
            shown = subprocess.check_output(["ip", *OPTIONS, family, "route", "show", "table", "all"], text=True)
            for line in shown.splitlines():
                self.add(line)
        threading.Thread(target=self.add_up, daemon=True).start()
        self.readers = [self.child.pid]

    def add_up(self):
        for line in self.child.stdout:
            self.add(line)

    def add(self, line):
        words = line.replace("\\", " ").split()
        deleted = words[0] == "Deleted"
        words = words[deleted:]
        # The type, unless it is the usual one.
        if not words[0].isdigit():
            words.insert(0, UNICAST)
        if deleted:
            self.state.pop(key(words), None)
        else:
            self.state[key(words)] = words

    def table(self):
        return tables.frr([route(words) for words in list(self.state.values())])


def after(words, name):
    """The word after this one; None if it is not there."""
    return words[words.index(name) + 1] if name in words else None


def key(words):
    """What the kernel finds a route by."""
    return (prefix(words), *(after(words, name) for name in ["tos", "table", "metric"]))


def prefix(words):
    """The destination; only routes of IPv6 have a preference."""
    six = "pref" in words or ":" in words[1]
    if words[1] == "default":
        return "::/0" if six else "0.0.0.0/0"
    return words[1] if "/" in words[1] else words[1] + ("/128" if six else "/32")


def route(words):
    # What follows each word `nexthop`, if there are several next hops; otherwise all of it.
    legs, rest = [], words
    while "nexthop" in rest:
        rest = rest[rest.index("nexthop") + 1:]
        legs.append(rest[:rest.index("nexthop")] if "nexthop" in rest else rest)
    hops = [(after(leg, "via"), after(leg, "dev"), int(after(leg, "weight") or 1)) for leg in legs or [words]]
    return {
        "prefix": prefix(words),
        "type": int(words[0]),
        "table": int(after(words, "table") or 254),
        "metric": int(after(words, "metric") or 0),
        "hops": hops,
    }
