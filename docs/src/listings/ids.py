"""The identification numbers of five packets from one address to another."""
import socket
import struct

ETH_P_ALL = 3
with socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_ALL)) as tap:
    tap.bind(("lo", ETH_P_ALL))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for _ in range(5):
            sender.sendto(b"MSG", ("127.0.0.1", 12345))
    ids = []
    while len(ids) < 5:
        packet, (_, _, direction, *_) = tap.recvfrom(65536)
        if direction == socket.PACKET_OUTGOING and packet[9] == socket.IPPROTO_UDP:
            ids += struct.unpack_from("!H", packet, 4)
    print("from one to the next:", *((b - a) % 65536 for a, b in zip(ids, ids[1:])))
