"""How the identification numbers of packets to one address follow each other."""
import socket
import struct
import time

ETH_P_IP = 0x0800
with (
    socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM) as tap,
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender,
):
    tap.bind(("lo", ETH_P_IP))

    def send():
        """Sends a packet, and returns its identification number."""
        sender.sendto(b"MSG", ("127.0.0.1", 12345))
        while True:
            packet = tap.recv(65536)
            if packet[9] == socket.IPPROTO_UDP:
                return struct.unpack_from("!H", packet, 4)[0]

    ids = [send() for _ in range(5)]
    print("without a pause:", *((b - a) % 65536 for a, b in zip(ids, ids[1:])))
    time.sleep(0.5)
    print("after half a second:", (send() - ids[-1]) % 65536)
