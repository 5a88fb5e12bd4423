"""FRR's zebra, which every routing protocol of FRR goes through."""

import os
import shutil
import subprocess
import time

ZEBRA = "/usr/lib/frr/zebra"
# What Debian's /etc/frr/daemons gives it: a large receive buffer.
OPTIONS = "-s 90000000"


class Peer:
    name = "zebra"
    compare = []
    configuration = f"zebra {OPTIONS}, with an empty configuration"

    def __init__(self, tools, work):
        self.work = work

    def unavailable(self):
        return None if os.path.exists(ZEBRA) and shutil.which("vtysh") else "FRR is not installed"

    def version(self):
        return "FRR " + subprocess.check_output([ZEBRA, "--version"], text=True).splitlines()[0]

    def start(self):
        # It becomes this user.
        shutil.chown(self.work, "frr", "frr")
        configuration = self.work + "/zebra.conf"
        open(configuration, "w").close()
        files = ["-f", configuration, "-i", self.work + "/zebra.pid", "-z", self.work + "/zserv.api"]
        self.child = subprocess.Popen(
            [ZEBRA, *OPTIONS.split(), *files, "--vty_socket", self.work, "-P", "0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(500):
            if os.path.exists(self.work + "/zebra.vty"):
                break
            time.sleep(0.02)
        self.readers = [self.child.pid]

    def table(self):
        ask = ["-c", "show ip route json", "-c", "show ipv6 route json"]
        return subprocess.check_output(["vtysh", "--vty_socket", self.work, *ask], text=True)
