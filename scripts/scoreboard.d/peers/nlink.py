"""The store of the crate `nlink`, which resyncs after an overrun (scoreboard.d/nlink/)."""

import json
import os
import subprocess

import tables


class Peer:
    name = "nlink"
    compare = []
    configuration = "Connection::into_events_with_resync, reflected into a Store by family, prefix, table and metric"

    def __init__(self, tools, work):
        self.program = tools.nlink

    def unavailable(self):
        return None if os.path.exists(self.program) else "scoreboard.d/nlink is not built"

    def version(self):
        return subprocess.check_output([self.program, "--version"], text=True).strip()

    def start(self):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.child = subprocess.Popen([self.program], **pipes)
        self.child.stdout.readline()
        self.readers = [self.child.pid]

    def table(self):
        self.child.stdin.write("\n")
        self.child.stdin.flush()
        names, routes = tables.interfaces(), json.loads(self.child.stdout.readline())
        for route in routes:
            route["hops"] = [(via, names.get(index, f"if{index}"), weight) for via, index, weight in route["hops"]]
        return tables.frr(routes)
