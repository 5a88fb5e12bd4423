"""How long the datagrams of a dump are, for readers with different buffers."""
import itertools
import socket
import subprocess

from messages import NLMSG_DONE, RTM_GETROUTE, dump, messages, route_socket

routes = [f"route add 10.{i // 250}.{i % 250}.0/24 dev lo\n" for i in range(2000)]
subprocess.run(["ip", "-batch", "-"], input="".join(routes), text=True, check=True)


def lengths(first_two, others):
    with route_socket() as sock:
        sock.send(dump(RTM_GETROUTE, 12))
        for buffer_len in itertools.chain([first_two] * 2, itertools.repeat(others)):
            datagram, _, flags, _ = sock.recvmsg(buffer_len)
            cut = " cut" if flags & socket.MSG_TRUNC else ""
            yield f"{len(datagram)}{cut}"
            if any(kind == NLMSG_DONE for kind, *_ in messages(datagram)):
                return


for first_two, others in (4096, 4096), (8192, 8192), (65536, 65536), (65536, 4096):
    print(f"first two calls of recv: {first_two} bytes; all later ones: {others}")
    for length, group in itertools.groupby(lengths(first_two, others)):
        print(f"    {len(list(group))} of {length}")
