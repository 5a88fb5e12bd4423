"""How much of a receive buffer a message takes."""
import socket

NETLINK_USERSOCK = 2


# ANCHOR: measured
def taken(sock):
    """How many bytes of the receive buffer are in use."""
    port_id = str(sock.getsockname()[0])
    with open("/proc/net/netlink") as file:
        rows = [line.split() for line in file]
    return next(int(row[4]) for row in rows if row[1:3] == [str(sock.proto), port_id])


sender = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_USERSOCK)
for length in 1, 60, 250, 1000, 4000, 30000:
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_USERSOCK) as receiver:
        receiver.bind((0, 0))
        sender.sendto(bytes(length), receiver.getsockname())
        print(f"a message of {length} bytes takes {taken(receiver)} of the buffer")
# ANCHOR_END: measured

for asked in 4096, 106496, 1 << 30:
    sender.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, asked)
    print(f"SO_RCVBUF {asked} gives", sender.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF))
