"""The kernel announces a device, on a protocol without netlink messages."""
import socket
import subprocess

# ANCHOR: heard
NETLINK_KOBJECT_UEVENT = 15
sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_KOBJECT_UEVENT)
sock.bind((0, 1))
subprocess.run(["ip", "link", "add", "veth0", "type", "veth", "peer", "name", "veth1"], check=True)
datagram = sock.recv(1 << 16)
for text in datagram.rstrip(b"\0").split(b"\0"):
    print(" ", text.decode())
# ANCHOR_END: heard
