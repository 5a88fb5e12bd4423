"""What two options change when a socket's receive buffer is full."""
import errno
import socket
import subprocess

from messages import route_socket

SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, NETLINK_BROADCAST_ERROR, NETLINK_NO_ENOBUFS = 270, 1, 4, 5
RTNLGRP_TC, RTNLGRP_IPV4_ROUTE = 4, 7


def listener(group, *options):
    sock = route_socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.setsockopt(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group)
    for option in options:
        sock.setsockopt(SOL_NETLINK, option, 1)
    sock.setblocking(False)
    return sock


def add_routes(numbers):
    lines = "".join(f"route append 10.3.{i}.0/24 dev lo\n" for i in numbers)
    subprocess.run(["ip", "-batch", "-"], input=lines, text=True, check=True)


def receive(sock, count):
    """What the next calls return: the third number of a destination, or an error."""
    for _ in range(count):
        try:
            yield str(sock.recv(4096)[42])
        except OSError as error:
            yield errno.errorcode[error.errno]
            if error.errno == errno.EAGAIN:
                return


def dropped(sock):
    """How many messages the kernel has dropped."""
    port_id = str(sock.getsockname()[0])
    with open("/proc/net/netlink") as file:
        rows = [line.split() for line in file]
    return next(row[8] for row in rows if row[1:3] == ["0", port_id])


# ANCHOR: enobufs
for number, options in enumerate([[], [NETLINK_NO_ENOBUFS]]):
    with listener(RTNLGRP_IPV4_ROUTE, *options) as sock:
        print("with NETLINK_NO_ENOBUFS:" if options else "without the option:")
        add_routes(range(100 * number + 1, 100 * number + 21))
        print("  20 routes are added; dropped:", dropped(sock))
        print("  4 calls:", *receive(sock, 4))
        add_routes(range(100 * number + 21, 100 * number + 24))
        print("  3 more are added; all that is left:", *receive(sock, 100))
        print("  dropped in all:", dropped(sock))
# ANCHOR_END: enobufs

# ANCHOR: broadcast
def tc(command):
    return subprocess.run(["tc", *command.split()], capture_output=True, text=True)


tc("qdisc add dev lo clsact")
for options in [], [NETLINK_BROADCAST_ERROR]:
    for number in range(1, 21):
        tc(f"filter add dev lo ingress protocol ip pref 1 handle 800::{number} u32 match ip dst 10.0.0.{number}/32")
    with listener(RTNLGRP_TC, *options):
        print("a listener with NETLINK_BROADCAST_ERROR:" if options else "a listener without the option:")
        for number in range(1, 21):
            deletion = tc(f"filter del dev lo ingress protocol ip pref 1 handle 800::{number} u32")
            if deletion.returncode != 0:
                print(f"  filter {number}:", deletion.stderr.splitlines()[0])
                break
        print("  filters left:", tc("filter show dev lo ingress").stdout.count("match"))
# ANCHOR_END: broadcast
