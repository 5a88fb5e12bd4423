"""Adds an address in the middle of a dump of addresses."""
import socket
import subprocess

from messages import NLM_F_DUMP_INTR, NLMSG_DONE, dump, messages, route_socket

RTM_GETADDR = 22
addresses = [f"address add 10.0.{i // 250}.{i % 250}/32 dev lo\n" for i in range(500)]
subprocess.run(["ip", "-batch", "-"], input="".join(addresses), text=True, check=True)

# ANCHOR: dump
with route_socket() as sock:
    sock.send(dump(RTM_GETADDR, 8))
    done, count, flagged = False, 0, []
    for datagram_number in range(1, 1000):
        for kind, flags, _, _ in messages(sock.recv(4096)):
            count += 1
            done = kind == NLMSG_DONE
            if flags & NLM_F_DUMP_INTR:
                flagged.append(count)
        if done:
            break
        if datagram_number == 2:
            subprocess.run("ip address add 10.9.9.9/32 dev lo", shell=True, check=True)
    print(f"{count} messages in {datagram_number} datagrams; with NLM_F_DUMP_INTR: {flagged}")
# ANCHOR_END: dump
