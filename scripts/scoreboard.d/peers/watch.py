"""`netlink-monitor watch`, and a dozen lines of Python that add its output up."""

import json
import subprocess
import threading
import time


class Peer:
    name = "watch"
    # Nothing is left out of its output, so nothing is left out here.
    compare = ["--all-tables"]
    configuration = "netlink-monitor watch route --format json"

    def __init__(self, tools, work):
        self.tools, self.state, self.sync = tools, {}, ""

    def unavailable(self):
        return None

    def version(self):
        return subprocess.check_output([self.tools.monitor, "--version"], text=True).strip()

    def start(self):
        command = [self.tools.monitor, *self.configuration.split()[1:]]
        self.child = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        threading.Thread(target=self.add_up, daemon=True).start()
        while '"phase":"end"' not in self.sync:
            time.sleep(0.01)
        self.readers = [self.child.pid]

    def add_up(self):
        for line in self.child.stdout:
            event = json.loads(line)
            if event["event"] == "sync":
                self.sync = line
            elif event["event"] == "del":
                del self.state[event["key"]]
            else:
                self.state[event["key"]] = line

    def table(self):
        """The last line of each key; and of the last reading, without which it is not complete."""
        return "".join([*list(self.state.values()), self.sync])
