"""pyroute2's NDB: a database of the network, kept by its own threads."""

import json
import subprocess

import tables

# Runs in the Python that has pyroute2, prints the routes for each line that it reads.
PROGRAM = """
import json, sys
from pyroute2 import NDB
with NDB() as ndb:
    print(flush=True)
    for _ in sys.stdin:
        print(json.dumps([dict(row._as_dict()) for row in ndb.routes.dump()]), flush=True)
"""


class Peer:
    name = "NDB"
    compare = []
    configuration = "pyroute2.NDB(), its defaults"

    def __init__(self, tools, work):
        self.python = tools.python

    def unavailable(self):
        if subprocess.run([self.python, "-c", "import pyroute2"], stderr=subprocess.DEVNULL).returncode:
            return "pyroute2 is not installed"
        return None

    def version(self):
        code = "import importlib.metadata as m; print('pyroute2', m.version('pyroute2'))"
        return subprocess.check_output([self.python, "-c", code], text=True).strip()

    def start(self):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.child = subprocess.Popen([self.python, "-c", PROGRAM], **pipes)
        self.child.stdout.readline()
        self.readers = [self.child.pid]

    def table(self):
        self.child.stdin.write("\n")
        self.child.stdin.flush()
        names, routes = tables.interfaces(), {}
        for row in json.loads(self.child.stdout.readline()):
            prefix = f"{row['dst'] or ('::' if row['family'] == 10 else '0.0.0.0')}/{row['dst_len']}"
            # A row for each next hop of several; their interfaces are not in it.
            several = row["nh_hops"] is not None
            if several:
                hop = (row["nh_gateway"], names.get(row["nh_oif"]), row["nh_hops"] + 1)
            else:
                hop = (row["gateway"] or None, names.get(row["oif"], f"if{row['oif']}"), 1)
            new = {
                "prefix": prefix,
                "type": row["type"],
                "table": row["table"],
                "metric": row["priority"] or 0,
                "hops": [],
            }
            key = (prefix, row["table"], row["priority"], row["tos"], None if several else hop)
            routes.setdefault(key, new)["hops"].append(hop)
        return tables.frr(routes.values())
