"""What happens to a network: changes as lines for `ip -batch`, the same for the same seed.

`network` is the beginning of each. A history is a list of steps: lines for `ip`, or a word for
what the reader does meanwhile, STOP or GO. In a line, {other} is a process in another namespace.
"""

import random

STOP, GO = "stop", "go"
# RTPROT_STATIC, by number: FRR gives the name to another, too.
STATIC = "proto 4"
# Two links, each with a network of IPv4 and one of IPv6.
LINKS = [("a0", "10.1.0.", "2001:db8:1::"), ("b0", "10.2.0.", "2001:db8:2::")]


class Network:
    """The routes that are there at the beginning, and random choices."""

    def __init__(self, seed, name):
        self.random = random.Random(f"{seed} {name}")
        self.free4 = self.random.sample(range(1 << 16), 50_000)
        self.free6 = self.random.sample(range(0xE000), 1_000)
        self.routes, self.routes6 = [], []
        for _ in range(20):
            self.routes.append((self.prefix(), self.gateway()))
        for _ in range(6):
            self.routes6.append((self.prefix6(), self.gateway6()))
        self.joined = [self.prefix() for _ in range(6)]
        self.joined6 = [(self.prefix6(), *map(self.gateway6, LINKS)) for _ in range(2)]
        self.sourced = [self.prefix() for _ in range(5)]
        self.by_object = [self.prefix() for _ in range(4)]
        self.by_group = [self.prefix() for _ in range(2)]

    def prefix(self):
        """A prefix of 172.16.0.0/12 that is not used yet."""
        number = self.free4.pop()
        return f"172.{16 + number // 4096}.{number // 16 % 256}.{number % 16 * 16}/28"

    def prefix6(self):
        return f"2001:db8:{0x1000 + self.free6.pop():x}::/48"

    def gateway(self, link=None):
        _, net, _ = link or self.random.choice(LINKS)
        return f"{net}{self.random.randrange(2, 250)}"

    def gateway6(self, link=None):
        _, _, net = link or self.random.choice(LINKS)
        return f"{net}{self.random.randrange(2, 0xffff):x}"

    def hops(self, several=2):
        """Next hops over both links, with weights."""
        links = [LINKS[index % 2] for index in range(several)]
        return " ".join(f"nexthop via {self.gateway(link)} weight {self.random.randrange(1, 9)}" for link in links)

    def lines(self):
        """The lines that make the network. Nothing in it changes by itself: the kernel adds no
        addresses (addrgenmode), and tests none for duplicates (nodad)."""
        yield "link set lo up"
        for dev, net, net6 in LINKS:
            peer = dev.replace("0", "1")
            yield f"link add {dev} type veth peer name {peer}"
            for end in [dev, peer]:
                yield f"link set {end} addrgenmode none"
                yield f"link set {end} up"
            yield f"addr add {net}1/24 dev {dev}"
            yield f"addr add {net6}1/64 dev {dev} nodad"
        yield "nexthop add id 11 via 10.1.0.11 dev a0"
        yield "nexthop add id 12 via 10.2.0.12 dev b0"
        yield "nexthop add id 13 group 11/12"
        for prefix, gateway in self.routes + self.routes6:
            yield f"route add {prefix} via {gateway} {STATIC}"
        for prefix in self.joined:
            yield f"route add {prefix} {STATIC} {self.hops()}"
        for prefix, one, other in self.joined6:
            yield f"route add {prefix} {STATIC} nexthop via {one} nexthop via {other}"
        for prefix in self.sourced:
            yield f"route add {prefix} via {self.gateway(LINKS[1])} src 10.1.0.1 {STATIC}"
        for prefix in self.by_object:
            yield f"route add {prefix} nhid 11"
        for prefix in self.by_group:
            yield f"route add {prefix} nhid 13"

    def some(self, routes, number):
        return self.random.sample(routes, number)

    def many(self, number):
        """As many changes of IPv4 routes: half are new ones, and each quarter replaces or deletes
        one of those."""
        there, lines = [], []
        for index in range(number):
            if index % 4 < 2:
                there.append(self.prefix())
                lines.append(f"route add {there[-1]} via {self.gateway()}")
            else:
                at = self.random.randrange(len(there))
                if index % 4 == 2:
                    lines.append(f"route replace {there[at]} via {self.gateway()}")
                else:
                    there[at], there[-1] = there[-1], there[at]
                    lines.append(f"route del {there.pop()}")
        return lines


def overrun(network):
    """40,000 changes while the reader is stopped, as a busy machine may stop it."""
    return [STOP, *network.many(40_000), GO]


def link_down(_):
    """One of the links is taken down."""
    return ["link set a0 down"]


def carrier(_):
    """The other end of a link is taken down: the link loses its carrier."""
    return ["link set a1 down"]


def address_deleted(_):
    """An address is deleted: five routes had it as their source."""
    return ["addr del 10.1.0.1/24 dev a0"]


def next_hop_deleted(_):
    """A next hop object is deleted: four routes used it, and two a group with it."""
    return ["nexthop del id 11"]


def replace(network):
    """Routes get another gateway, or are joined of two."""
    chosen = [f"route replace {prefix} via {network.gateway()}" for prefix, _ in network.some(network.routes, 6)]
    joined = [f"route replace {prefix} {network.hops(3)}" for prefix in network.some(network.joined, 3)]
    six = [f"route replace {prefix} via {network.gateway6()}" for prefix, _ in network.some(network.routes6, 3)]
    return chosen + joined + six


def append(network):
    """Routes to prefixes that have one: IPv4 keeps both, IPv6 joins them."""
    four = [f"route append {prefix} via {network.gateway()}" for prefix, _ in network.some(network.routes, 6)]
    six = [f"route append {prefix} via {network.gateway6()}" for prefix, _ in network.some(network.routes6, 3)]
    return four + six


def prepend(network):
    """The same before those that are there, which the kernel then no longer uses; of some, the
    first is deleted again."""
    lines = []
    for prefix, _ in network.some(network.routes, 6):
        gateway = network.gateway()
        lines.append(f"route prepend {prefix} via {gateway}")
        if network.random.randrange(2):
            lines.append(f"route del {prefix} via {gateway}")
    return lines


def ecmp_leg(network):
    """Routes of IPv6 get a third next hop and lose their first; then a link goes down, and all
    routes lose those over it."""
    more = [f"route append {prefix} via {network.gateway6()}" for prefix, _, _ in network.joined6]
    less = [f"route del {prefix} via {first}" for prefix, first, _ in network.joined6]
    return more + less + ["link set b0 down"]


def table_flush(_):
    """All routes but those of next hop objects are flushed, one request for each."""
    return [f"route flush table main {STATIC} root {net}" for net in ["172.16.0.0/12", "2001:db8::/32"]]


def namespace_move(_):
    """A link is moved to another network namespace."""
    return ["link set a0 netns {other}"]


def burst(network):
    """10,000 changes as fast as one `ip -batch` can."""
    return network.many(10_000)


# By name; the name is a part of the seed.
HISTORIES = {
    "overrun": overrun,
    "link down": link_down,
    "carrier": carrier,
    "address deleted": address_deleted,
    "next hop deleted": next_hop_deleted,
    "replace": replace,
    "append": append,
    "prepend": prepend,
    "ECMP leg": ecmp_leg,
    "table flush": table_flush,
    "namespace move": namespace_move,
    "burst": burst,
}
