"""Several requests in one datagram, and a request that wants its notification back."""
import errno
import sys

from messages import HEADER, NLMSG_ERROR, add_route, messages, route_socket

NLM_F_ECHO = 8


def show(datagram):
    for kind, _, seq, payload in messages(datagram):
        if kind == NLMSG_ERROR:
            error = int.from_bytes(payload[:4], sys.byteorder, signed=True)
            print(f"  answer to {seq}: {errno.errorcode[-error] if error else 'acknowledged'}")
        else:
            print(f"  message of type {kind}, sequence number {seq}, {HEADER.size + len(payload)} bytes")


# ANCHOR: sent
sock = route_socket()
print("three requests in one send:")
sock.send(add_route(1, seq=1) + add_route(1, seq=2) + add_route(2, seq=3))
for _ in range(3):
    show(sock.recv(4096))
print("one request with NLM_F_ECHO:")
sock.send(add_route(3, NLM_F_ECHO, seq=4))
for _ in range(2):
    show(sock.recv(4096))
# ANCHOR_END: sent
