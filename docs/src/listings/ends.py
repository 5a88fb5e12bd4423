"""In which datagram of a dump NLMSG_DONE comes."""
import socket

from messages import NLMSG_DONE, dump, messages, route_socket

DUMPS = [
    ("links", 18, 16, 0),
    ("IPv4 addresses", 22, 8, socket.AF_INET),
    ("IPv6 addresses", 22, 8, socket.AF_INET6),
    ("IPv4 routes", 26, 12, socket.AF_INET),
    ("IPv6 routes", 26, 12, socket.AF_INET6),
    ("rules", 34, 12, socket.AF_INET),
]
for name, kind, struct_len, family in DUMPS:
    with route_socket() as sock:
        sock.send(dump(kind, struct_len, family))
        kinds = []
        while NLMSG_DONE not in kinds:
            kinds = [kind for kind, *_ in messages(sock.recv(65536))]
        print(f"{name}: {'alone' if len(kinds) == 1 else 'after the last entry'}")
