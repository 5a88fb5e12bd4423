"""A monitor among other things: one loop waits for netlink and for UDP."""
import errno
import select
import socket
import subprocess

from messages import route_socket

RTMGRP_IPV4_ROUTE = 0x40
ADDRESS = ("127.0.0.1", 12345)


def add_routes(second, count):
    lines = "".join(f"route add 10.{second}.{third}.0/24 dev lo\n" for third in range(count))
    subprocess.run(["ip", "-batch", "-"], input=lines, text=True, check=True)


# ANCHOR: read
def read(sock, at_most):
    """Reads until EAGAIN, or this many datagrams."""
    results = []
    while len(results) < at_most:
        try:
            sock.recv(1 << 16)
            results.append("datagram")
        except BlockingIOError:
            return [*results, "EAGAIN"]
        except OSError as error:
            results.append(errno.errorcode[error.errno])
    return results
# ANCHOR_END: read


# ANCHOR: loop
def run(what, number, trigger, at_most, routes=3, buffer_len=1 << 16):
    netlink = route_socket(RTMGRP_IPV4_ROUTE)
    netlink.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer_len)
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(ADDRESS)
    loop = select.epoll()
    for sock in netlink, udp:
        sock.setblocking(False)
        loop.register(sock, select.EPOLLIN | trigger)

    add_routes(number, routes)
    udp.sendto(b"MSG", ADDRESS)
    print(what)
    while ready := loop.poll(timeout=0.2):
        for descriptor, events in ready:
            name, sock = ("udp", udp) if descriptor == udp.fileno() else ("netlink", netlink)
            error = " and EPOLLERR" if events & select.EPOLLERR else ""
            print(f"  EPOLLIN{error} for {name}:", *read(sock, at_most))
    print("  no more events; left in the netlink socket:", read(netlink, 100).count("datagram"))
# ANCHOR_END: loop


run("level-triggered, one datagram for each event:", 1, 0, 1)
run("edge-triggered, one datagram for each event:", 2, select.EPOLLET, 1)
run("edge-triggered, until EAGAIN:", 3, select.EPOLLET, 100)
run("the same, after an overrun:", 4, select.EPOLLET, 100, routes=10, buffer_len=2048)
