"""The tables of peers that have no form of their own, in FRR's: what forwards, and nothing else.

`netlink-monitor compare` reads it, and compares the prefix, the metric, the type and the next hops
of each route.
"""

import json
import subprocess

# RTN_UNICAST and others (linux/rtnetlink.h), and what FRR says of their next hop.
UNICAST = 1
TYPES = {6: "blackhole", 7: "reject", 8: "adminProhibited"}


def interfaces():
    """The names of the interfaces here, by index."""
    links = json.loads(subprocess.check_output(["ip", "-j", "link"], text=True))
    return {link["ifindex"]: link["ifname"] for link in links}


def frr(routes):
    """FRR's JSON of routes: each a dict with prefix, table, metric, type and hops, which are
    (gateway, interface, weight); what is not known is None."""
    table = {}
    for route in routes:
        if route["type"] == UNICAST:
            several = len(route["hops"]) > 1
            hops = [
                {"fib": True, "ip": via, "interfaceName": dev, "weight": weight if several else None}
                for via, dev, weight in route["hops"]
            ]
        else:
            hops = [{"fib": True, TYPES.get(route["type"], "unknown"): True}]
        table.setdefault(route["prefix"], []).append({
            "prefix": route["prefix"],
            "protocol": "kernel",
            "installed": True,
            # zebra, too, splits a metric: the first byte is the distance.
            "distance": route["metric"] >> 24,
            "metric": route["metric"] & 0xFFFFFF,
            "table": route["table"],
            "nexthops": hops,
        })
    return json.dumps(table)
