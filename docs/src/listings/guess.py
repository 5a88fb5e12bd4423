"""Takes bytes 40 to 44 of a message for the destination, as the guide's program does."""
import socket
import subprocess

from messages import route_socket

RTMGRP_IPV4_ROUTE = 0x40

# ANCHOR: guess
with route_socket(RTMGRP_IPV4_ROUTE) as sock:
    for route in "4.3.2.0/30 via 127.0.0.1", "default dev lo", "default via 127.0.0.1 table 9":
        subprocess.run(["ip", "route", "add", *route.split()], check=True)
        data = sock.recv(65535)
        print(f"{route}: {socket.inet_ntoa(data[40:44])}")
# ANCHOR_END: guess
