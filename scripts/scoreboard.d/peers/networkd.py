"""systemd-networkd, which keeps what it needs of the network and publishes it on D-Bus.

It needs no service manager, but a bus and directories in /run, which it gets in a mount namespace.
"""

import collections
import ipaddress
import json
import os
import shutil
import subprocess
import time

import tables

NETWORKD = "/lib/systemd/systemd-networkd"
# A /run of its own with a bus in it. The last line ends both when this shell ends.
SCRIPT = f"""
mount -t tmpfs tmpfs /run
mkdir -p /run/dbus /run/systemd/netif/links /run/systemd/netif/leases
chown -R systemd-network:systemd-network /run/systemd/netif
dbus-daemon --system --nofork --nopidfile & bus=$!
for _ in $(seq 100); do [ -S /run/dbus/system_bus_socket ] && break; sleep 0.05; done
{NETWORKD} & networkd=$!
trap 'kill $bus $networkd; wait; exit' EXIT TERM
echo $networkd
read end
"""
NAME, PATH = "org.freedesktop.network1", "/org/freedesktop/network1"


class Peer:
    name = "networkd"
    compare = []
    configuration = "systemd-networkd without a configuration for these links, asked over D-Bus (as networkctl --json)"

    def __init__(self, tools, work):
        pass

    def unavailable(self):
        there = os.path.exists(NETWORKD) and all(map(shutil.which, ["dbus-daemon", "busctl"]))
        return None if there else "systemd-networkd, dbus-daemon or busctl is not installed"

    def version(self):
        return subprocess.check_output([NETWORKD, "--version"], text=True).splitlines()[0]

    def start(self):
        self.child = subprocess.Popen(
            ["unshare", "--mount", "sh", "-c", SCRIPT],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.readers = [int(self.child.stdout.readline())]
        for _ in range(200):
            if self.describe():
                return
            time.sleep(0.1)
        raise OSError("systemd-networkd does not answer")

    def describe(self):
        """All that it says, or None if it does not answer."""
        bus = f"--address=unix:path=/proc/{self.readers[0]}/root/run/dbus/system_bus_socket"
        call = ["busctl", bus, "--json=short", "call", NAME, PATH, NAME + ".Manager", "Describe"]
        answer = subprocess.run(call, capture_output=True, text=True)
        return json.loads(json.loads(answer.stdout)["data"][0]) if answer.returncode == 0 else None

    def table(self):
        """It has an entry for each next hop, and does not say whether they are of one route. If the
        kernel has one route with several, they are taken for one here, too."""
        said = self.describe()
        separate = several_routes()
        routes = {}
        for dev, route in entries(said):
            prefix = f"{address(route['Destination'])}/{route['DestinationPrefixLength']}"
            hop = (address(route.get("Gateway")), dev, None)
            metric, table = route["Priority"], route["Table"]
            new = {"prefix": prefix, "type": route["Type"], "table": table, "metric": metric, "hops": []}
            key = (prefix, table, metric, hop if separate[prefix, metric] > 1 else None)
            # Two entries that differ only in what is not compared are one.
            hops = routes.setdefault(key, new)["hops"]
            if hop not in hops:
                hops.append(hop)
        return tables.frr(routes.values())


def entries(said):
    """Its routes with their interfaces; those without one are elsewhere."""
    for route in said.get("Routes", []):
        yield None, route
    for interface in said["Interfaces"]:
        for route in interface.get("Routes", []):
            yield interface["Name"], route


def address(octets):
    return str(ipaddress.ip_address(bytes(octets))) if octets else None


def several_routes():
    """How many routes of the main table the kernel has of each prefix and metric."""
    counts = collections.Counter()
    for family, everything in [("-4", "0.0.0.0/0"), ("-6", "::/0")]:
        for route in json.loads(subprocess.check_output(["ip", "-j", family, "route"], text=True)):
            dst = everything if route["dst"] == "default" else str(ipaddress.ip_network(route["dst"]))
            counts[dst, route.get("metric", 0)] += 1
    return counts
