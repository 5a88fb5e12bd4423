"""One question, asked in four ways: how large may a packet on lo be?"""
import fcntl
import socket
import struct

from messages import messages, request, route_socket

# ANCHOR: asked
with open("/sys/class/net/lo/mtu") as file:
    print("sysfs:  ", file.read().strip())

SIOCGIFMTU = 0x8921
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
answer = fcntl.ioctl(udp, SIOCGIFMTU, struct.pack("16si12x", b"lo", 0))
print("ioctl:  ", struct.unpack("16si12x", answer)[1])

RTM_GETLINK, IFLA_MTU = 18, 4
sock = route_socket()
sock.send(request(RTM_GETLINK, 0, struct.pack("=BxHiII", 0, 0, 1, 0, 0)))
_, _, _, payload = next(messages(sock.recv(1 << 16)))
at = 16
while at < len(payload):
    length, kind = struct.unpack_from("=HH", payload, at)
    if kind == IFLA_MTU:
        print("netlink:", struct.unpack_from("=I", payload, at + 4)[0])
    at += (length + 3) & ~3

with open("/proc/net/dev") as file:
    print("procfs: ", "counters of lo, but no MTU" if "lo:" in file.read() else "?")
# ANCHOR_END: asked
