"""The flags of the notification that each command causes."""
import subprocess

from messages import messages, route_socket

RTMGRP_IPV4_ROUTE = 0x40
FLAGS = {0x100: "NLM_F_REPLACE", 0x200: "NLM_F_EXCL", 0x400: "NLM_F_CREATE", 0x800: "NLM_F_APPEND"}

with route_socket(RTMGRP_IPV4_ROUTE) as sock:
    for command in (
        "ip route replace 10.1.0.0/16 dev lo",
        "ip route append 10.2.0.0/16 dev lo",
        "ip route append 10.2.0.0/16 via 127.0.0.2",
        "ip route prepend 10.2.0.0/16 via 127.0.0.3",
        "ip route replace 10.1.0.0/16 via 127.0.0.1",
        "ip route delete 10.1.0.0/16",
        "ip address add 127.0.0.5/32 dev lo",
    ):
        subprocess.run(command.split(), check=True)
        for kind, flags, _, _ in messages(sock.recv(65536)):
            names = "|".join(name for bit, name in FLAGS.items() if flags & bit) or 0
            print(f"{command}: {'RTM_NEWROUTE' if kind == 24 else 'RTM_DELROUTE'} {names}")
