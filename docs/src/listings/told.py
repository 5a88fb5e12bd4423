"""What a UDP socket is told, when it asks for it."""
import errno
import socket
import struct

IP_RECVERR, SO_RXQ_OVFL = 11, 40  # <linux/in.h>, <asm-generic/socket.h>
ADDRESS = ("127.0.0.1", 12345)


def call(name, function, *arguments):
    try:
        print(name, function(*arguments))
    except OSError as error:
        print(name, errno.errorcode[error.errno])


# ANCHOR: told
for option in 0, 1:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.setsockopt(socket.IPPROTO_IP, IP_RECVERR, option)
        call(f"IP_RECVERR {option}, first sendto:", sender.sendto, b"MSG", ADDRESS)
        call(f"IP_RECVERR {option}, second sendto:", sender.sendto, b"MSG", ADDRESS)

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
    receiver.setsockopt(socket.SOL_SOCKET, SO_RXQ_OVFL, 1)
    receiver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    receiver.bind(ADDRESS)
    receiver.settimeout(0)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for _ in range(20):
            sender.sendto(b"MSG", ADDRESS)
        waiting = 0
        try:
            while receiver.recv(10):
                waiting += 1
        except BlockingIOError:
            pass
        sender.sendto(b"MSG", ADDRESS)
        _, [(_, _, dropped)], _, _ = receiver.recvmsg(10, 100)
        print(f"sent 20, received {waiting}; SO_RXQ_OVFL:", *struct.unpack("=I", dropped))
# ANCHOR_END: told
