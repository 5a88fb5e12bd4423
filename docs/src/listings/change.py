"""Sends ifi_flags and ifi_change to an interface, and prints its flags."""
import socket
import struct
import subprocess

from messages import NLM_F_ACK, request, route_socket

RTM_SETLINK = 19
IFF_UP, IFF_NOARP, IFF_MULTICAST = 0x1, 0x80, 0x1000


def ip(command):
    subprocess.run(["ip", *command.split()], check=True)


def flags():
    with open("/sys/class/net/veth0/flags", encoding="ascii") as file:
        value = int(file.read(), 16)
    names = {"UP": IFF_UP, "NOARP": IFF_NOARP, "MULTICAST": IFF_MULTICAST}
    return ",".join(name for name, bit in names.items() if value & bit) or "none"


ip("link add veth0 type veth peer name veth1")
index = socket.if_nametoindex("veth0")
with route_socket() as sock:
    for ifi_flags, ifi_change in (0, IFF_UP), (0, 0), (IFF_UP, 0), (0, 0xFFFFFFFF):
        ip("link set veth0 up arp off multicast on")
        before = flags()
        sock.send(request(RTM_SETLINK, NLM_F_ACK,
                          struct.pack("=BxHiII", 0, 0, index, ifi_flags, ifi_change)))
        sock.recv(4096)
        print(f"ifi_flags {ifi_flags:#x}, ifi_change {ifi_change:#x}: {before} -> {flags()}")
