"""BIRD, which learns the kernel's routes from notifications and from a scan now and then."""

import os
import shutil
import subprocess
import time

# Without `learn`, it has only its own routes. A scan every 20 seconds is what its manual shows.
CONFIGURATION = """
router id 10.1.0.1;
protocol device { }
protocol kernel { ipv4 { import all; export all; }; learn; scan time 20; }
protocol kernel { ipv6 { import all; export all; }; learn; scan time 20; }
"""


class Peer:
    name = "BIRD"
    compare = []
    configuration = CONFIGURATION.strip()

    def __init__(self, tools, work):
        self.work, self.control = work, work + "/bird.ctl"

    def unavailable(self):
        return None if shutil.which("bird") and shutil.which("birdc") else "BIRD is not installed"

    def version(self):
        said = subprocess.run(["bird", "--version"], capture_output=True, text=True)
        return (said.stdout + said.stderr).strip()

    def start(self):
        file = self.work + "/bird.conf"
        with open(file, "w") as out:
            out.write(CONFIGURATION)
        self.child = subprocess.Popen(
            ["bird", "-f", "-c", file, "-s", self.control, "-P", self.work + "/bird.pid"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(500):
            if os.path.exists(self.control):
                break
            time.sleep(0.02)
        self.readers = [self.child.pid]

    def table(self):
        return subprocess.check_output(["birdc", "-s", self.control, "show", "route"], text=True)
