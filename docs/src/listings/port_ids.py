"""Which port IDs the kernel chooses."""
import os

from messages import route_socket

# ANCHOR: ids
first, second = route_socket(), route_socket()
ids = [sock.getsockname()[0] for sock in (first, second)]
print("the first is the process ID:", ids[0] == os.getpid())
print("the second is above two thousand million:", ids[1] > 2_000_000_000)
first.close()
print("the process ID is free again:", route_socket().getsockname()[0] == os.getpid())
# ANCHOR_END: ids
