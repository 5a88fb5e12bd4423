"""What a notification says about the group over which it came."""
import socket
import struct
import subprocess

from messages import route_socket

SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, NETLINK_PKTINFO = 270, 1, 3
RTNLGRP_IPV4_ROUTE, RTNLGRP_NEXTHOP, RTNLGRP_IPV4_MCADDR = 7, 32, 37

with route_socket() as sock:
    sock.setsockopt(SOL_NETLINK, NETLINK_PKTINFO, 1)
    for group in RTNLGRP_IPV4_ROUTE, RTNLGRP_NEXTHOP, RTNLGRP_IPV4_MCADDR:
        sock.setsockopt(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group)
    subprocess.run("ip route add 4.3.2.0/30 dev lo".split(), check=True)
    subprocess.run("ip nexthop add id 7 dev lo".split(), check=True)
    member = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    group = socket.inet_aton("224.1.2.3") + socket.inet_aton("127.0.0.1")
    member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
    sock.settimeout(0)
    while True:
        try:
            _, control, _, (_, nl_groups) = sock.recvmsg(65536, 100)
        except BlockingIOError:
            break
        [(_, _, pktinfo)] = control
        print(f"nl_groups 0x{nl_groups:08x}, NETLINK_PKTINFO {struct.unpack('=I', pktinfo)[0]}")
