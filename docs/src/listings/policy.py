"""Asks generic netlink's controller which attributes it accepts."""
import socket
import struct
import sys

from messages import NLM_F_DUMP, NLMSG_DONE, messages, request

NETLINK_GENERIC = GENL_ID_CTRL = 16
CTRL_CMD_GETPOLICY, CTRL_ATTR_FAMILY_NAME, CTRL_ATTR_POLICY, CTRL_ATTR_OP_POLICY = 10, 2, 8, 9
OF = {1: "do", 2: "dump"}
NAMES = {1: "type", 4: "smallest", 5: "largest", 6: "shortest", 7: "longest"}
KINDS = {2: "U8", 3: "U16", 4: "U32", 5: "U64", 10: "BINARY", 11: "STRING", 12: "NUL_STRING"}


# ANCHOR: walk
def attributes(payload):
    at = 0
    while at + 4 <= len(payload):
        length, kind = struct.unpack_from("=HH", payload, at)
        yield kind & 0x3fff, payload[at + 4:at + length]
        at += (length + 3) & ~3


def number(payload):
    return int.from_bytes(payload, sys.byteorder)


def show(payload):
    for kind, value in attributes(payload[4:]):  # after struct genlmsghdr
        if kind == CTRL_ATTR_OP_POLICY:
            for command, policies in attributes(value):
                for what, index in attributes(policies):
                    print(f"command {command}, {OF[what]}: policy {number(index)}")
        if kind == CTRL_ATTR_POLICY:
            for policy, accepted in attributes(value):
                for attribute, limits in attributes(accepted):
                    found = {NAMES[what]: number(limit) for what, limit in attributes(limits)}
                    words = [KINDS[found.pop("type")], *(f"{name} {limit}" for name, limit in found.items())]
                    print(f"policy {policy}, attribute {attribute}:", ", ".join(words))
# ANCHOR_END: walk


sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_GENERIC)
sock.bind((0, 0))
name = struct.pack("=HH", 11, CTRL_ATTR_FAMILY_NAME) + b"nlctrl\0\0"
sock.send(request(GENL_ID_CTRL, NLM_F_DUMP, struct.pack("=BBH", CTRL_CMD_GETPOLICY, 1, 0) + name))
done = False
while not done:
    for kind, _, _, payload in messages(sock.recv(1 << 16)):
        done |= kind == NLMSG_DONE
        if not done:
            show(payload)
