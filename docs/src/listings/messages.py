"""What the other listings share: a request, a dump, the messages of a datagram."""
import socket
import struct
import sys

NLM_F_REQUEST, NLM_F_ACK, NLM_F_DUMP_INTR, NLM_F_DUMP = 1, 4, 0x10, 0x300
NLM_F_EXCL, NLM_F_CREATE = 0x200, 0x400
NLMSG_ERROR, NLMSG_DONE = 2, 3
RTM_NEWROUTE, RTM_GETROUTE = 24, 26
HEADER = struct.Struct("=IHHII")  # struct nlmsghdr: length, type, flags, sequence number, port ID


def route_socket(groups=0):
    sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE)
    sock.bind((0, groups))
    return sock


def request(kind, flags, payload, seq=1):
    return HEADER.pack(HEADER.size + len(payload), kind, NLM_F_REQUEST | flags, seq, 0) + payload


def dump(kind, struct_len, family=socket.AF_INET, seq=1):
    """A request for a whole table: a struct with nothing in it but the family."""
    return request(kind, NLM_F_DUMP, bytes([family]).ljust(struct_len, b"\0"), seq)


def messages(datagram):
    """The type, flags, sequence number and payload of each message."""
    at = 0
    while at + HEADER.size <= len(datagram):
        length, kind, flags, seq, _ = HEADER.unpack_from(datagram, at)
        yield kind, flags, seq, datagram[at + HEADER.size:at + length]
        at += (max(length, HEADER.size) + 3) & ~3


def add_route(number, flags=0, seq=1):
    """A request that adds the route 10.1.NUMBER.0/24 over lo, and wants to know whether it worked."""
    route = struct.pack("=BBBBBBBBI", socket.AF_INET, 24, 0, 0, 254, 3, 253, 1, 0)
    destination = struct.pack("=HH4B", 8, 1, 10, 1, number, 0)
    interface = struct.pack("=HHI", 8, 4, 1)
    return request(RTM_NEWROUTE, NLM_F_ACK | NLM_F_EXCL | NLM_F_CREATE | flags, route + destination + interface, seq)


def error_of(datagram):
    """The number in an answer: 0, or a negative errno."""
    return int.from_bytes(datagram[16:20], sys.byteorder, signed=True)
