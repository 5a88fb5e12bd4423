"""Three generations of validation: the same mistakes, sent to commands of different age."""
import os
import socket
import struct
import sys

from messages import (NLM_F_ACK, NLM_F_CREATE, NLM_F_DUMP, NLMSG_DONE, NLMSG_ERROR, RTM_GETROUTE,
                      RTM_NEWROUTE, messages, request, route_socket)

SOL_NETLINK, NETLINK_GET_STRICT_CHK = 270, 12
NETLINK_GENERIC = GENL_ID_CTRL = 16
RTA_DST, RTA_OIF = 1, 4


def attribute(kind, payload):
    return (struct.pack("=HH", 4 + len(payload), kind) + payload).ljust((4 + len(payload) + 3) & ~3, b"\0")


def outcome(sock, message):
    sock.send(message)
    while True:
        for kind, _, _, payload in messages(datagram := sock.recv(1 << 16)):
            if kind in (NLMSG_ERROR, NLMSG_DONE):
                error = int.from_bytes(payload[:4], sys.byteorder, signed=True)
                return os.strerror(-error) if error else "accepted"


def family_id(sock, name):
    CTRL_CMD_GETFAMILY, CTRL_ATTR_FAMILY_ID, CTRL_ATTR_FAMILY_NAME = 3, 1, 2
    sock.send(request(GENL_ID_CTRL, 0, struct.pack("=BBH", CTRL_CMD_GETFAMILY, 1, 0)
                      + attribute(CTRL_ATTR_FAMILY_NAME, name + b"\0")))
    _, _, _, payload = next(messages(sock.recv(1 << 16)))
    at = 4
    while at < len(payload):
        length, kind = struct.unpack_from("=HH", payload, at)
        if kind == CTRL_ATTR_FAMILY_ID:
            return struct.unpack_from("=H", payload, at + 4)[0]
        at += (length + 3) & ~3


route = route_socket()
strict = route_socket()
strict.setsockopt(SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1)
generic = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_GENERIC)
generic.bind((0, 0))
netdev, NETDEV_CMD_DEV_GET, NETDEV_A_DEV_IFINDEX = family_id(generic, b"netdev"), 1, 1

# ANCHOR: mistakes
lo = struct.pack("=I", 1)
mistakes = {
    "none": lambda number: attribute(number, lo),
    "a number of 8 bytes instead of 4": lambda number: attribute(number, lo + bytes(4)),
    "a number of 2 bytes instead of 4": lambda number: attribute(number, lo[:2]),
    "an attribute of the unknown type 200": lambda number: attribute(number, lo) + attribute(200, lo),
    "4 bytes after the last attribute": lambda number: attribute(number, lo) + b"\1\0\0\0",
}
new_route = struct.pack("=BBBBBBBBI", socket.AF_INET, 24, 0, 0, 254, 3, 253, 1, 0)
any_route = struct.pack("=BBBBBBBBI", socket.AF_INET, 0, 0, 0, 0, 0, 0, 0, 0)
dev_get = struct.pack("=BBH", NETDEV_CMD_DEV_GET, 1, 0)
for third, (name, wrong) in enumerate(mistakes.items()):
    dst = attribute(RTA_DST, bytes([10, 8, third, 0]))
    print(f"mistake: {name}")
    for what, sock, kind, flags, payload, number in [
        ("RTM_NEWROUTE", route, RTM_NEWROUTE, NLM_F_ACK | NLM_F_CREATE, new_route + dst, RTA_OIF),
        ("dump of RTM_GETROUTE", route, RTM_GETROUTE, NLM_F_DUMP, any_route, RTA_OIF),
        ("the same, with NETLINK_GET_STRICT_CHK", strict, RTM_GETROUTE, NLM_F_DUMP, any_route, RTA_OIF),
        ("family netdev, dev-get", generic, netdev, NLM_F_ACK, dev_get, NETDEV_A_DEV_IFINDEX),
    ]:
        print(f"    {what}: {outcome(sock, request(kind, flags, payload + wrong(number)))}")
# ANCHOR_END: mistakes
