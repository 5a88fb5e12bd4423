"""A request that lacks NLM_F_REQUEST."""
from messages import (HEADER, NLM_F_REQUEST, NLMSG_DONE, RTM_GETROUTE, add_route, dump, error_of, messages,
                      route_socket)


def is_there(sock, destination):
    sock.send(dump(RTM_GETROUTE, 12))
    found = False
    while True:
        for kind, _, _, payload in messages(sock.recv(1 << 16)):
            found |= destination in payload
            if kind == NLMSG_DONE:
                return found


# ANCHOR: sent
sock = route_socket()
whole = add_route(2)
length, kind, flags, seq, port_id = HEADER.unpack_from(whole)
without = HEADER.pack(length, kind, flags & ~NLM_F_REQUEST, seq, port_id) + whole[HEADER.size:]
for name, message in [("without NLM_F_REQUEST", without), ("with NLM_F_REQUEST", whole)]:
    sock.send(message)
    error = error_of(sock.recv(4096))
    print(f"{name}: error {error}, the route is there: {is_there(sock, bytes([10, 1, 2, 0]))}")
# ANCHOR_END: sent
