"""Reads a dump while the same socket is flooded with notifications."""
import errno
import subprocess
import sys

from messages import NLMSG_DONE, RTM_GETROUTE, RTM_NEWROUTE, dump, messages, route_socket

RTMGRP_IPV4_ROUTE = 0x40


def ip(lines):
    subprocess.run(["ip", "-batch", "-"], input="\n".join(lines), text=True, check=True)


ip(f"route add 10.{i // 250}.{i % 250}.0/24 dev lo table 1000" for i in range(3000))
with route_socket(RTMGRP_IPV4_ROUTE) as sock:
    sock.send(dump(RTM_GETROUTE, 12))
    done, overruns, answers, notifications = False, 0, 0, 0
    for call in range(1000):
        if call == 5:
            ip(f"route add 172.16.{i // 250}.{i % 250} dev lo table 2000" for i in range(1000))
        try:
            datagram = sock.recv(4096)
        except OSError as error:
            if error.errno != errno.ENOBUFS:
                raise
            overruns += 1
            continue
        for kind, _, seq, payload in messages(datagram):
            done = done or kind == NLMSG_DONE
            if kind == RTM_NEWROUTE:
                # RTA_TABLE is the first attribute of a route.
                table = int.from_bytes(payload[16:20], sys.byteorder)
                answers += seq == 1 and table == 1000
                notifications += seq != 1
        if done:
            break
    print(f"{overruns} overrun; {answers} of 3000 routes; {notifications} of 1000 notifications")
