"""In which order notifications arrive."""
import multiprocessing
import os
import socket
import subprocess
import sys

from messages import NLM_F_ACK, RTM_NEWROUTE, add_route, error_of, messages, route_socket

RTMGRP_LINK, RTMGRP_IPV4_IFADDR, RTMGRP_IPV4_ROUTE = 1, 0x10, 0x40
RTM_DELROUTE = 25
TYPES = {16: "RTM_NEWLINK", 20: "RTM_NEWADDR", RTM_NEWROUTE: "RTM_NEWROUTE"}


def received(sock):
    sock.setblocking(False)
    try:
        while True:
            yield from messages(sock.recv(1 << 16))
    except BlockingIOError:
        return


# ANCHOR: groups
with route_socket(RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV4_ROUTE) as sock:
    commands = ["link set lo mtu 1400", "address add 10.0.0.1/24 dev lo",
                "route add 10.7.0.0/16 via 10.0.0.2", "link set lo mtu 1500"]
    subprocess.run(["ip", "-batch", "-"], input="\n".join(commands), text=True, check=True)
    print(*(TYPES[kind] for kind, *_ in received(sock)), sep="\n")
# ANCHOR_END: groups


# ANCHOR: race
def toggle(start, made):
    """Adds and removes a route, while another process does the same with the same route."""
    add = add_route(1)
    remove = add[:4] + RTM_DELROUTE.to_bytes(2, sys.byteorder) + (1 | NLM_F_ACK).to_bytes(2, sys.byteorder) + add[8:]
    start.wait()
    with route_socket() as sock:
        for _ in range(50):
            for request in add, remove:
                os.sched_yield()
                sock.send(request)
                if error_of(sock.recv(4096)) == 0:
                    made.put(request[4])


with route_socket(RTMGRP_IPV4_ROUTE) as sock:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    start, made = multiprocessing.Barrier(2), multiprocessing.SimpleQueue()
    both = [multiprocessing.Process(target=toggle, args=(start, made)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    kinds = [kind for kind, *_ in received(sock)]
    count = 0
    while not made.empty():
        made.get()
        count += 1
    print("two processes, one route; each change is announced once:", len(kinds) == count > 0)
    print("additions and removals alternate:", all(one != other for one, other in zip(kinds, kinds[1:])))
# ANCHOR_END: race
