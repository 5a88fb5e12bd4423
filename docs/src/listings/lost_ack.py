"""Adds twenty routes on a socket that also listens, and has a small buffer."""
import errno
import socket
import struct
import subprocess

from messages import NLM_F_ACK, NLMSG_ERROR, RTM_NEWROUTE, messages, request, route_socket

NLM_F_EXCL, NLM_F_CREATE = 0x200, 0x400
RTMGRP_IPV4_ROUTE = 0x40


def add(number):
    route = struct.pack("=BBBBBBBBI", socket.AF_INET, 24, 0, 0, 254, 3, 253, 1, 0)
    dst = struct.pack("=HH4B", 8, 1, 10, 0, number, 0)
    oif = struct.pack("=HHI", 8, 4, 1)
    return request(RTM_NEWROUTE, NLM_F_ACK | NLM_F_EXCL | NLM_F_CREATE, route + dst + oif, number)


# ANCHOR: lost
with route_socket(RTMGRP_IPV4_ROUTE) as sock:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.setblocking(False)
    for number in range(1, 21):
        sock.send(add(number))
    acknowledged = []
    while True:
        try:
            datagram = sock.recv(4096)
        except OSError as error:
            print(errno.errorcode[error.errno])
            if error.errno == errno.EAGAIN:
                break
            continue
        acknowledged += [seq for kind, _, seq, _ in messages(datagram) if kind == NLMSG_ERROR]
    print("acknowledged:", *acknowledged)
# ANCHOR_END: lost

routes = subprocess.run(["ip", "route"], capture_output=True, text=True, check=True).stdout
print("routes there:", len(routes.splitlines()))
