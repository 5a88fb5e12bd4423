"""What an answer repeats of the request."""
from messages import add_route, messages, route_socket

SOL_NETLINK, NETLINK_CAP_ACK, NLM_F_CAPPED = 270, 10, 0x100

# ANCHOR: capped
sock = route_socket()
sock.send(add_route(1))
sock.recv(4096)
for capped in 0, 1:
    sock.setsockopt(SOL_NETLINK, NETLINK_CAP_ACK, capped)
    for name, message in ("refused", add_route(1)), ("accepted", add_route(2 + capped)):
        sock.send(message)
        answer = sock.recv(4096)
        _, flags, _, _ = next(messages(answer))
        print(f"NETLINK_CAP_ACK {capped}, a request of {len(message)} bytes, {name}: "
              f"an answer of {len(answer)} bytes, NLM_F_CAPPED {bool(flags & NLM_F_CAPPED)}")
# ANCHOR_END: capped
