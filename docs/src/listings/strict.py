"""Asks for the routes of one table."""
import socket
import struct
import subprocess

from messages import NLM_F_DUMP, NLMSG_DONE, RTM_GETROUTE, RTM_NEWROUTE, messages, request, route_socket

SOL_NETLINK, NETLINK_GET_STRICT_CHK, NLM_F_DUMP_FILTERED, RTA_TABLE = 270, 12, 0x20, 15

routes = "route add 10.4.0.0/16 dev lo\nroute add 10.5.0.0/16 dev lo table 1000\n"
subprocess.run(["ip", "-batch", "-"], input=routes, text=True, check=True)

# ANCHOR: strict
sock = route_socket()
for strict in 0, 1:
    sock.setsockopt(SOL_NETLINK, NETLINK_GET_STRICT_CHK, strict)
    rtmsg = struct.pack("=BBBBBBBBI", socket.AF_INET, 0, 0, 0, 0, 0, 0, 0, 0)
    table = struct.pack("=HHI", 8, RTA_TABLE, 1000)
    sock.send(request(RTM_GETROUTE, NLM_F_DUMP, rtmsg + table))
    routes, filtered, done = 0, False, False
    while not done:
        for kind, flags, _, _ in messages(sock.recv(1 << 16)):
            routes += kind == RTM_NEWROUTE
            filtered |= bool(flags & NLM_F_DUMP_FILTERED)
            done |= kind == NLMSG_DONE
    print(f"NETLINK_GET_STRICT_CHK {strict}, a dump of table 1000: "
          f"number of routes: {routes}, NLM_F_DUMP_FILTERED: {filtered}")
# ANCHOR_END: strict
