"""One request, as a machine of each kind would send it."""
import socket
import struct

RTM_NEWROUTE, RTA_DST, RTA_OIF = 24, 1, 4


# ANCHOR: built
def message(order):
    """Adds the route 4.3.2.0/30 over interface 7. ORDER is `<` (little-endian) or `>` (big-endian)."""
    return [
        ("nlmsg_len", struct.pack(order + "I", 44)),
        ("nlmsg_type", struct.pack(order + "H", RTM_NEWROUTE)),
        ("nlmsg_flags", struct.pack(order + "H", 0x605)),
        ("nlmsg_seq", struct.pack(order + "I", 1)),
        ("nlmsg_pid", struct.pack(order + "I", 0)),
        ("struct rtmsg, single bytes", struct.pack("8B", socket.AF_INET, 30, 0, 0, 254, 3, 253, 1)),
        ("rtm_flags", struct.pack(order + "I", 0)),
        ("nla_len", struct.pack(order + "H", 8)),
        ("nla_type", struct.pack(order + "H", RTA_DST)),
        ("4.3.2.0, in network order", socket.inet_aton("4.3.2.0")),
        ("nla_len", struct.pack(order + "H", 8)),
        ("nla_type", struct.pack(order + "H", RTA_OIF)),
        ("interface 7", struct.pack(order + "I", 7)),
    ]


print("little-endian            big-endian")
for (name, little), (_, big) in zip(message("<"), message(">")):
    print(f"{little.hex(' '):24} {big.hex(' '):24} {'=' if little == big else ' '} {name}")
# ANCHOR_END: built
