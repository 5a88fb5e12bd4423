"""How many notifications about routes a receive buffer holds."""
import errno
import socket
import subprocess

from messages import route_socket

RTMGRP_IPV4_ROUTE = 0x40

with route_socket(RTMGRP_IPV4_ROUTE) as sock:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 106496)
    size = sock.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF)
    routes = "".join(f"route add 10.{i // 250}.{i % 250}.0/24 dev lo\n" for i in range(1000))
    subprocess.run(["ip", "-batch", "-"], input=routes, text=True, check=True)
    sock.setblocking(False)
    count, length = 0, 0
    while True:
        try:
            datagram = sock.recv(4096)
        except OSError as error:
            if error.errno == errno.ENOBUFS:
                continue
            break
        count += 1
        length = len(datagram)
    print(f"SO_RCVBUF 106496 gives {size}: {count} of 1000 notifications, of {length} bytes each")
