"""Where extended acknowledgements are found, and what they hold."""
import errno
import socket
import struct
import subprocess
import sys

from messages import (HEADER, NLM_F_ACK, NLM_F_CREATE, NLM_F_DUMP, NLMSG_DONE, NLMSG_ERROR, RTM_GETROUTE,
                      messages, request)

SOL_NETLINK, NETLINK_EXT_ACK, NETLINK_GET_STRICT_CHK = 270, 11, 12
NLM_F_CAPPED, NLM_F_ACK_TLVS = 0x100, 0x200
NAMES = {1: "MSG", 2: "OFFS", 3: "COOKIE", 4: "POLICY", 5: "MISS_TYPE", 6: "MISS_NEST"}


def attribute(kind, payload):
    return (struct.pack("=HH", 4 + len(payload), kind) + payload).ljust((4 + len(payload) + 3) & ~3, b"\0")


def attributes(payload):
    at = 0
    while at + 4 <= len(payload):
        length, kind = struct.unpack_from("=HH", payload, at)
        yield kind & 0x3fff, payload[at + 4:at + length]
        at += (max(length, 4) + 3) & ~3


# ANCHOR: show
def show(what, datagram):
    for kind, flags, _, payload in messages(datagram):
        if kind not in (NLMSG_ERROR, NLMSG_DONE):
            continue
        error = int.from_bytes(payload[:4], sys.byteorder, signed=True)
        # In NLMSG_DONE, the attributes follow the error. In NLMSG_ERROR, the request is between.
        skip = 4
        if kind == NLMSG_ERROR:
            request_len = int.from_bytes(payload[4:8], sys.byteorder)
            skip += HEADER.size if flags & NLM_F_CAPPED else (request_len + 3) & ~3
        print(f"{what}: {'NLMSG_DONE' if kind == NLMSG_DONE else 'NLMSG_ERROR'},",
              errno.errorcode[-error] if error else "0")
        for number, value in attributes(payload[skip:] if flags & NLM_F_ACK_TLVS else b""):
            text = value.rstrip(b"\0").decode() if number == 1 else int.from_bytes(value, sys.byteorder)
            print(f"    NLMSGERR_ATTR_{NAMES[number]}: {text}")
# ANCHOR_END: show


def listening_to_reasons(protocol):
    sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol)
    sock.bind((0, 0))
    sock.setsockopt(SOL_NETLINK, NETLINK_EXT_ACK, 1)
    return sock


sock = listening_to_reasons(socket.NETLINK_ROUTE)

# ANCHOR: done
sock.setsockopt(SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1)
rtmsg = struct.pack("=BBBBBBBBI", socket.AF_INET, 0, 0, 0, 77, 0, 0, 0, 0)
sock.send(request(RTM_GETROUTE, NLM_F_DUMP, rtmsg))
show("a dump of table 77", sock.recv(4096))
# ANCHOR_END: done

# ANCHOR: warning
RTM_NEWTCLASS, TCA_KIND, TCA_OPTIONS, TCA_HTB_PARMS = 40, 1, 2, 1
subprocess.run("tc qdisc add dev lo root handle 1: htb".split(), check=True)
tcmsg = struct.pack("=BxxxiIII", 0, 1, 0x10001, 0x10000, 0)  # on lo: class 1:1 of 1:
rate = struct.pack("=BBHhHI", 0, 1, 0, 0, 0, 1)  # one byte a second, on Ethernet
htb = attribute(TCA_HTB_PARMS, rate + rate + struct.pack("=5I", 1, 1, 0, 0, 0))
sock.send(request(RTM_NEWTCLASS, NLM_F_ACK | NLM_F_CREATE,
                  tcmsg + attribute(TCA_KIND, b"htb\0") + attribute(TCA_OPTIONS, htb)))
show("a class with an odd rate", sock.recv(4096))
# ANCHOR_END: warning

# ANCHOR: missing
NETLINK_GENERIC = GENL_ID_CTRL = 16
CTRL_CMD_GETFAMILY, CTRL_ATTR_FAMILY_ID, CTRL_ATTR_FAMILY_NAME = 3, 1, 2
ETHTOOL_MSG_STRSET_GET, STRSET_HEADER, STRSET_STRINGSETS, STRINGSET = 1, 1, 2, 1
NLA_F_NESTED = 0x8000
genl = listening_to_reasons(NETLINK_GENERIC)
genl.send(request(GENL_ID_CTRL, 0, struct.pack("=BBH", CTRL_CMD_GETFAMILY, 1, 0)
                  + attribute(CTRL_ATTR_FAMILY_NAME, b"ethtool\0")))
_, _, _, payload = next(messages(genl.recv(1 << 16)))
ethtool = int.from_bytes(dict(attributes(payload[4:]))[CTRL_ATTR_FAMILY_ID], sys.byteorder)

command = struct.pack("=BBH", ETHTOOL_MSG_STRSET_GET, 1, 0)
header = attribute(STRSET_HEADER | NLA_F_NESTED, b"")
genl.send(request(ethtool, NLM_F_ACK, command))
show("no header", genl.recv(4096))
# Which set of strings? Its number is missing.
which = attribute(STRINGSET | NLA_F_NESTED, b"")
sets = attribute(STRSET_STRINGSETS | NLA_F_NESTED, which)
genl.send(request(ethtool, NLM_F_ACK, command + header + sets))
show("a set without its number", genl.recv(4096))
# ANCHOR_END: missing
