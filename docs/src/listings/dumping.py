"""How a dump is made: one part ahead of the reader, and one dump at a time for each socket."""
import subprocess

from messages import (NLMSG_DONE, NLMSG_ERROR, RTM_GETROUTE, RTM_NEWROUTE, add_route, dump, error_of, messages,
                      route_socket)


def waiting(sock):
    """How many bytes of the receive buffer are in use."""
    port_id = str(sock.getsockname()[0])
    with open("/proc/net/netlink") as file:
        rows = [line.split() for line in file]
    return next(int(row[4]) for row in rows if row[1:3] == ["0", port_id])


routes = [f"route add 10.0.{i // 250}.{i % 250} dev lo\n" for i in range(1500)]
subprocess.run(["ip", "-batch", "-"], input="".join(routes), text=True, check=True)

# ANCHOR: ahead
with route_socket() as sock, route_socket() as other:
    sock.send(dump(RTM_GETROUTE, 12))
    print(f"the request is sent; a part is waiting: {waiting(sock) > 0}")
    for part in range(1, 6):
        found = list(messages(sock.recv(1 << 16)))
        routes = [payload for kind, _, _, payload in found if kind == RTM_NEWROUTE]
        new = any(bytes([10, 1, 9, 0]) in payload for payload in routes)
        print(f"part {part}: {len(routes)} routes, the new one: {new}; "
              f"the next is waiting: {waiting(sock) > 0}")
        if part == 1:
            other.send(add_route(9))
            print(f"route 10.1.9.0/24 is added: error {error_of(other.recv(4096))}")
        if found[-1][0] == NLMSG_DONE:
            break
# ANCHOR_END: ahead

# ANCHOR: busy
with route_socket() as sock:
    for seq in 1, 2:
        sock.send(dump(RTM_GETROUTE, 12, seq=seq))
    for _ in range(5):
        kind, _, seq, _ = next(messages(datagram := sock.recv(1 << 16)))
        what = f"error {error_of(datagram)}" if kind == NLMSG_ERROR else f"type {kind}"
        print(f"answer to {seq}: {what}")
# ANCHOR_END: busy
