"""Deletes many entries with one request."""
import os
import socket
import struct
import subprocess

from messages import NLM_F_ACK, error_of, request, route_socket

NLM_F_BULK, RTM_DELNEIGH, RTM_DELROUTE = 0x200, 29, 25
AF_BRIDGE, NTF_SELF, NDA_LLADDR = 7, 2, 2


def entries():
    listed = subprocess.run("bridge fdb show br br0".split(), stdout=subprocess.PIPE, text=True, check=True)
    return listed.stdout.count("master br0 static")


def answer(sock):
    error = error_of(sock.recv(4096))
    return os.strerror(-error) if error else "acknowledged"


links = "link add br0 type bridge\nlink add veth0 type veth peer name veth1\nlink set veth0 master br0\n"
subprocess.run(["ip", "-batch", "-"], input=links, text=True, check=True)
for number in range(1, 6):
    subprocess.run(f"bridge fdb add 02:00:00:00:00:{number:02} dev veth0 master static".split(), check=True)

# ANCHOR: bulk
sock = route_socket()
print("entries of the bridge:", entries())
ndmsg = struct.pack("=BxxxiHBB", AF_BRIDGE, socket.if_nametoindex("br0"), 0, NTF_SELF, 0)
mac = struct.pack("=HH6sxx", 10, NDA_LLADDR, bytes.fromhex("020000000001"))
sock.send(request(RTM_DELNEIGH, NLM_F_ACK | NLM_F_BULK, ndmsg + mac))
print("one RTM_DELNEIGH with NLM_F_BULK and a MAC address:", answer(sock))
sock.send(request(RTM_DELNEIGH, NLM_F_ACK | NLM_F_BULK, ndmsg))
print(f"one RTM_DELNEIGH with NLM_F_BULK: {answer(sock)}; entries: {entries()}")
sock.send(request(RTM_DELROUTE, NLM_F_ACK | NLM_F_BULK, bytes([socket.AF_INET]).ljust(12, b"\0")))
print("one RTM_DELROUTE with NLM_F_BULK:", answer(sock))
# ANCHOR_END: bulk
