"""Moves a link into another network namespace, and listens in both; then listens to both from one."""
import ctypes
import os
import socket
import struct
import subprocess

from messages import NLM_F_ACK, error_of, messages, request, route_socket

SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, NETLINK_LISTEN_ALL_NSID = 270, 1, 8
RTNLGRP_LINK, RTNLGRP_IPV4_IFADDR, RTNLGRP_NSID = 1, 5, 28
RTM_GETLINK, RTM_SETLINK, RTM_NEWNSID, NETNSA_NSID, NETNSA_FD = 18, 19, 88, 1, 3
TYPES = {16: "RTM_NEWLINK", 17: "RTM_DELLINK", 20: "RTM_NEWADDR", 21: "RTM_DELADDR", 88: "RTM_NEWNSID"}
IFLA_IFNAME, IFLA_NET_NS_FD = 3, 28
SHOWN = {37: "IFLA_LINK_NETNSID", 45: "IFLA_NEW_NETNSID", 49: "IFLA_NEW_IFINDEX"}
CLONE_NEWNET = 0x40000000
LIBC = ctypes.CDLL(None, use_errno=True)


def new_namespace():
    """A file that refers to a new network namespace; this process stays where it is."""
    here = os.open("/proc/self/ns/net", os.O_RDONLY)
    if LIBC.unshare(CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    made = os.open("/proc/self/ns/net", os.O_RDONLY)
    LIBC.setns(here, CLONE_NEWNET)
    os.close(here)
    return made


def inside(namespace, function, *arguments):
    """Calls a function with this process in another network namespace."""
    here = os.open("/proc/self/ns/net", os.O_RDONLY)
    LIBC.setns(namespace, CLONE_NEWNET)
    try:
        return function(*arguments)
    finally:
        LIBC.setns(here, CLONE_NEWNET)
        os.close(here)


def ip(*commands):
    subprocess.run(["ip", "-batch", "-"], input="\n".join(commands), text=True, check=True)


def listener(*groups):
    sock = route_socket()
    for group in groups:
        sock.setsockopt(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group)
    sock.setblocking(False)
    return sock


def attribute(kind, number):
    return struct.pack("=HHi", 8, kind, number)


def change(kind, payload):
    with route_socket() as sock:
        sock.send(request(kind, NLM_F_ACK, payload))
        assert error_of(sock.recv(1 << 16)) == 0


def link(name):
    return struct.pack("=BxHiII", 0, 0, socket.if_nametoindex(name), 0, 0)


def about(payload):
    """The name of a link, and the numbers of namespaces in its message."""
    at = 16
    while at + 4 <= len(payload):
        length, kind = struct.unpack_from("=HH", payload, at)
        if kind == IFLA_IFNAME:
            yield payload[at + 4:at + length].rstrip(b"\0").decode()
        if kind in SHOWN:
            yield f"{SHOWN[kind]} {struct.unpack_from('=i', payload, at + 4)[0]}"
        at += (length + 3) & ~3


# ANCHOR: show
def show(name, sock):
    while True:
        try:
            datagram, control, _, _ = sock.recvmsg(1 << 16, 100)
        except BlockingIOError:
            return
        nsid = [f"[nsid {struct.unpack('=i', value)[0]}]" for level, kind, value in control
                if (level, kind) == (SOL_NETLINK, NETLINK_LISTEN_ALL_NSID)]
        for kind, _, _, payload in messages(datagram):
            print(f"  {name}:", TYPES[kind], *(about(payload) if kind in (16, 17) else []), *nsid)
# ANCHOR_END: show


pod, other_pod = new_namespace(), new_namespace()
ip("link add veth0 type veth peer name veth1")

# ANCHOR: moved
host = listener(RTNLGRP_LINK, RTNLGRP_NSID)
in_pod = inside(pod, listener, RTNLGRP_LINK)
print("veth1 moves into the pod:")
change(RTM_SETLINK, link("veth1") + attribute(IFLA_NET_NS_FD, pod))
show("host", host)
show("pod", in_pod)
with route_socket() as sock:
    sock.send(request(RTM_GETLINK, 0, link("veth0")))
    print("  asked for veth0:", *about(next(messages(sock.recv(1 << 16)))[3]))
# ANCHOR_END: moved

# ANCHOR: watched
watching = listener(RTNLGRP_LINK, RTNLGRP_IPV4_IFADDR)
watching.setsockopt(SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, 1)
print("addresses are added in the host, the pod and another pod:")
add = "address add 10.0.0.1/24 dev lo"
ip(add)
inside(pod, ip, add)
inside(other_pod, ip, add)
show("host, all nsid", watching)
print("the other pod gets the number 7, and the address again:")
change(RTM_NEWNSID, bytes(4) + attribute(NETNSA_NSID, 7) + attribute(NETNSA_FD, other_pod))
inside(other_pod, ip, "address del 10.0.0.1/24 dev lo", add)
show("host, all nsid", watching)
# ANCHOR_END: watched
