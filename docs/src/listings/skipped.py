"""Deletes and adds routes in the middle of a dump of routes, and looks for what the dump lacks."""
import socket
import struct
import subprocess

from messages import NLM_F_DUMP_INTR, NLMSG_DONE, dump, messages, route_socket

RTM_GETROUTE, RTA_DST = 26, 1


def change(action, numbers):
    lines = [f"route {action} 2001:db8:{number:x}::/48 dev lo\n" for number in numbers]
    subprocess.run(["ip", "-6", "-batch", "-"], input="".join(lines), text=True, check=True)


def destination(body):
    """The value of the attribute RTA_DST, after the 12 bytes of struct rtmsg."""
    at = 12
    while at < len(body):
        length, kind = struct.unpack_from("=HH", body, at)
        if kind == RTA_DST:
            return socket.inet_ntop(socket.AF_INET6, body[at + 4:at + length])
        at += (length + 3) & ~3
    return None


# ANCHOR: dump
change("add", range(1, 3001))
with route_socket() as sock:
    sock.send(dump(RTM_GETROUTE, 12, socket.AF_INET6))
    found, flagged, done, datagrams = [], 0, False, 0
    while not done:
        for kind, flags, _, body in messages(sock.recv(8192)):
            done = done or kind == NLMSG_DONE
            flagged += flags & NLM_F_DUMP_INTR
            found.append(destination(body))
        datagrams += 1
        if datagrams == 1:
            change("del", range(1, 21))
            change("add", [4000])

missing = [number for number in range(21, 3001) if f"2001:db8:{number:x}::" not in found]
print(f"{len(missing)} routes that exist are not in the dump; {flagged} messages have NLM_F_DUMP_INTR")
# ANCHOR_END: dump
