"""Who opened the socket, and who sends: the kernel asks both for CAP_NET_ADMIN."""
import ctypes
import errno

from messages import add_route, error_of, route_socket

CAP_NET_ADMIN = 12
LIBC = ctypes.CDLL(None, use_errno=True)


def net_admin(wanted):
    """Switches the capability off or on, for this process: capget(2), capset(2)."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    data = (ctypes.c_uint32 * 6)()
    LIBC.capget(header, data)
    data[0] = data[0] | 1 << CAP_NET_ADMIN if wanted else data[0] & ~(1 << CAP_NET_ADMIN)
    if LIBC.capset(header, data) != 0:
        raise OSError(ctypes.get_errno(), "capset")


# ANCHOR: cases
def answer(sock):
    error = error_of(sock.recv(4096))
    return errno.errorcode[-error] if error else "acknowledged"


able = route_socket()
net_admin(False)
unable = route_socket()
able.send(add_route(1))
print("opened with, sent without:", answer(able))
net_admin(True)
unable.send(add_route(1))
print("opened without, sent with:", answer(unable))
unable.sendto(add_route(1), (0, 0))
print("the same, to an explicit address:", answer(unable))
able.send(add_route(2))
print("opened with, sent with:", answer(able))
# ANCHOR_END: cases
