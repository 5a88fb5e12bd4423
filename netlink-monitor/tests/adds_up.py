#!/usr/bin/env python3
"""Adds up what 'netlink-monitor watch --format json' printed, and compares it with iproute2.

Usage: adds_up.py FILE OBJECT...

A second opinion beside law.rs: it shares no code with the project, keeps entries by their
identity instead of by their whole content, and asks ip, tc and bridge what the kernel has.
Prints nothing and exits with 0 if they agree.
"""

import json
import subprocess
import sys
from collections import Counter

AF_INET = 2
# What there may be several of that are equal.
SEVERAL = "CHAIN", "ROUTE", "RULE"
INGRESS = "ffff:fff2"
FAMILIES = {AF_INET: "inet", 10: "inet6"}


def run(command):
    output = subprocess.run(command.split(), check=True, capture_output=True, text=True).stdout
    # Without an entry, some print nothing at all, and some an empty object.
    return [row for row in json.loads(output or "[]") if row]


def handle(number):
    """A handle of traffic control as tc prints it."""
    major, minor = number >> 16, number & 0xFFFF
    return f"{major:x}:{minor:x}" if minor else f"{major:x}:"


def place(number):
    """Where a filter is: 'ingress' and 'parent ffff:' are the same."""
    return INGRESS if number == 0xFFFF0000 else handle(number)


# What each message is about.

def identity(kind, m):
    match kind:
        case "LINK":
            return kind, m["ifi_index"]
        case "ADDR":
            keys = "ifa_family", "ifa_index", "ifa_prefixlen", "IFA_LOCAL", "IFA_ADDRESS"
            return kind, *map(m.get, keys)
        case "NEIGH":
            return kind, m["ndm_family"], m["ndm_ifindex"], m.get("NDA_DST")
        case "NETCONF":
            return kind, m["ncm_family"], m["NETCONFA_IFINDEX"]
        case "NEXTHOP":
            return kind, m["NHA_ID"]
        case "QDISC":
            return kind, m["tcm_ifindex"], m["tcm_parent"]
        case "TFILTER":
            keys = "tcm_ifindex", "tcm_info", "tcm_handle", "TCA_CHAIN"
            return kind, place(m["tcm_parent"]), *map(m.get, keys)
        case _:
            return kind, json.dumps(lasting(m), sort_keys=True)


def lasting(value):
    """A message without what only counts or measures."""
    if isinstance(value, list):
        return [lasting(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    passing = "RTA_CACHEINFO", "TCA_STATS", "TCA_STATS2", "TCA_XSTATS"
    return {name: lasting(inner) for name, inner in value.items()
            if name not in passing and not name.endswith("_PAD")}


def added_up(path):
    """The entries after all events, as messages."""
    entries = {}

    def remove(event, message):
        for key, _ in parts(event, message):
            if not entries.get(key):
                sys.exit(f"gone, and was never there: {key}\n{event}")
            entries[key].pop()

    for line in open(path):
        event = json.loads(line)
        if event["event"] == "sync":
            continue
        if event["event"] == "replace":
            remove(event, event["old"])
        if event["event"] == "del":
            remove(event, event["message"])
            continue
        for key, part in parts(event, event["message"]):
            entries.setdefault(key, []).append(part)
            if len(entries[key]) > 1 and key[0] not in SEVERAL:
                sys.exit(f"reported twice: {key}\n{line}")
    return [(key[0], message) for key, messages in entries.items() for message in messages]


def parts(event, m):
    """The entries that a message is about, each with its identity."""
    kind = event["type"][7:]
    if kind != "MDB":
        return [(identity(kind, m), m)]
    groups = [group for group in m.get("MDBA_MDB", {}).values()]
    infos = [{"bridge": m["ifindex_name"], **info} for group in groups for info in group.values()]
    keys = "bridge", "ifindex", "vid", "addr.u", "MDBA_MDB_EATTR_SOURCE"
    return [((kind, *map(info.get, keys)), info) for info in infos]


# What both sides have in common, as one tuple an entry.

def names(m, member, prefix):
    return tuple(sorted(name.removeprefix(prefix) for name in m.get(member + "_names", [])))


def link(m):
    bridge = m.get("IFLA_LINKINFO", {}).get("IFLA_INFO_DATA", {})
    port = m.get("IFLA_LINKINFO", {}).get("IFLA_INFO_SLAVE_DATA", {})
    properties = m.get("IFLA_PROP_LIST", {})
    inet6 = m.get("IFLA_AF_SPEC", {}).get("AF_INET6", {})
    return (
        m["IFLA_IFNAME"], m["IFLA_MTU"], m.get("IFLA_TXQLEN", 0), m.get("IFLA_ADDRESS"),
        m.get("IFLA_IFALIAS"), m["IFLA_GROUP"], m.get("IFLA_MASTER_name"),
        tuple(sorted(value for name, value in properties.items()
                     if name.startswith("IFLA_ALT_IFNAME"))),
        m["IFLA_OPERSTATE_name"].removeprefix("IF_OPER_"),
        "IFF_UP" in m["ifi_flags_names"], "IFF_NOARP" in m["ifi_flags_names"],
        "IFF_MULTICAST" in m["ifi_flags_names"],
        inet6.get("IFLA_INET6_ADDR_GEN_MODE"),
        *map(bridge.get, ("IFLA_BR_FORWARD_DELAY", "IFLA_BR_AGEING_TIME", "IFLA_BR_STP_STATE",
                          "IFLA_BR_MCAST_SNOOPING", "IFLA_BR_PRIORITY")),
        *map(port.get, ("IFLA_BRPORT_LEARNING", "IFLA_BRPORT_COST", "IFLA_BRPORT_PRIORITY")),
    )


MODES = {"eui64": 0, "none": 1, "stable_secret": 2, "random": 3}
OFF = {"off": 0, "loose": 2, "strict": 1}


def their_link(row):
    info = row.get("linkinfo", {})
    bridge, port = info.get("info_data", {}), info.get("info_slave_data", {})
    group = row["group"]
    number = lambda value: value if value is None else int(value)
    return (
        row["ifname"], row["mtu"], row.get("txqlen", 0), row.get("address"),
        row.get("ifalias"), 0 if group == "default" else int(group), row.get("master"),
        tuple(sorted(row.get("altnames", []))), row["operstate"],
        "UP" in row["flags"], "NOARP" in row["flags"], "MULTICAST" in row["flags"],
        MODES.get(row.get("inet6_addr_gen_mode")),
        *map(bridge.get, ("forward_delay", "ageing_time", "stp_state", "mcast_snooping",
                          "priority")),
        *(number(port.get(name)) for name in ("learning", "cost", "priority")),
    )


def addr(m):
    family = FAMILIES[m["ifa_family"]]
    local = m.get("IFA_LOCAL", m.get("IFA_ADDRESS"))
    tentative = "IFA_F_TENTATIVE" in m["IFA_FLAGS_names"]
    return m["ifa_index_name"], family, local, m["ifa_prefixlen"], tentative


def route(m):
    """One tuple a next hop: whether routes are joined is not asked here."""
    family = FAMILIES[m["rtm_family"]]
    prefix = f"{m.get('RTA_DST', '')}/{m['rtm_dst_len']}"
    table, metric = m["RTA_TABLE"], m.get("RTA_PRIORITY")
    kind = m["rtm_type_name"].removeprefix("RTN_").lower()
    head = family, prefix, table, metric, kind, m["rtm_tos"]
    hops = [hop for name, hop in sorted(m.items()) if name.startswith("RTA_MULTIPATH")
            and not name.endswith("_name")]
    hops = [inner for hop in hops for inner in (hop if isinstance(hop, list) else [hop])]
    if not hops:
        down = "RTNH_F_LINKDOWN" in m["rtm_flags_names"]
        return [(*head, m.get("RTA_OIF_name"), m.get("RTA_GATEWAY"), down)]
    return [(*head, hop.get("rtnh_ifindex_name"), hop.get("RTA_GATEWAY"),
             "RTNH_F_LINKDOWN" in hop["rtnh_flags_names"]) for hop in hops]


TABLES = {"local": 255, "main": 254, "default": 253}


def their_route(row, family):
    default = "/0"
    bits = 32 if family == "inet" else 128
    prefix = default if row["dst"] == "default" else row["dst"]
    prefix = prefix if "/" in prefix else f"{prefix}/{bits}"
    table = row.get("table", "main")
    table = TABLES.get(table) or int(table)
    head = (family, prefix, table, row.get("metric"), row.get("type", "unicast"),
            int(row.get("tos", "0"), 16))
    hops = row.get("nexthops", [row])
    return [(*head, hop.get("dev"), hop.get("gateway"), "linkdown" in hop["flags"])
            for hop in hops]


def rule(m):
    table = m["FRA_TABLE"]
    return FAMILIES[m["family"]], m.get("FRA_PRIORITY", 0), table, m.get("FRA_FWMARK", 0)


def neigh(m):
    state = names(m, "ndm_state", "NUD_")
    return m["ndm_ifindex_name"], m["NDA_DST"], m.get("NDA_LLADDR"), state


def netconf(m):
    special = {-1: "all", -2: "default"}
    index = m["NETCONFA_IFINDEX"]
    return (
        FAMILIES[m["ncm_family"]], special.get(index, index), bool(m["NETCONFA_FORWARDING"]),
        m.get("NETCONFA_RP_FILTER"), bool(m["NETCONFA_PROXY_NEIGH"]),
        bool(m["NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN"]),
    )


def mdb(m):
    state = m["state_name"].removeprefix("MDB_").lower().removesuffix("orary")
    return m["bridge"], m["ifindex_name"], m["addr.u"], m.get("MDBA_MDB_EATTR_SOURCE"), state


def family(m):
    """The address family, where it matters: iproute2 is asked for IPv4 and IPv6 only."""
    return m.get("rtm_family") or m.get("ncm_family") or m.get("family") or AF_INET


def ours(path):
    """Everything that was printed, as a multiset for each type of message."""
    every, entries = {}, added_up(path)
    ingress = {m["tcm_ifindex"] for _, m in entries if m.get("TCA_KIND") == "ingress"}
    for kind, m in entries:
        rows = every.setdefault(kind, Counter())
        if family(m) not in FAMILIES:
            continue
        match kind:
            case "LINK":
                rows[link(m)] += 1
            case "ADDR":
                rows[addr(m)] += 1
            case "ROUTE":
                rows.update(route(m))
            case "RULE":
                rows[rule(m)] += 1
            case "NEXTHOP":
                rows[m["NHA_ID"], m.get("NHA_OIF_name"), m.get("NHA_GATEWAY")] += 1
            case "NEIGH":
                rows[neigh(m)] += 1
            case "NETCONF":
                rows[netconf(m)] += 1
            case "MDB":
                rows[mdb(m)] += 1
            case "QDISC":
                rows[m["tcm_ifindex_name"], m["TCA_KIND"], handle(m["tcm_handle"])] += 1
            case "TFILTER":
                # An ingress queueing discipline has one place, however it was named.
                at = place(m["tcm_parent"])
                if at.startswith("ffff:") and m["tcm_ifindex"] in ingress:
                    at = INGRESS
                rows[m.get("tcm_ifindex_name"), at, m["TCA_KIND"], m["tcm_info"] >> 16] += 1
    return every


# Where each kind of queueing discipline has filters: the words for tc, and the number.
PLACES = {
    "ingress": {"ingress": INGRESS},
    "clsact": {"ingress": INGRESS, "egress": "ffff:fff3"},
    "htb": {"parent 1:": "1:", "parent 1:1": "1:1"},
}


def theirs(objects):
    """The same from iproute2."""
    every = {}
    links = run("ip -j -d link show")
    index = {row["ifname"]: row["ifindex"] for row in links}
    if "link" in objects:
        every["LINK"] = Counter(map(their_link, links))
    if "addr" in objects:
        every["ADDR"] = Counter(
            (row["ifname"], info["family"], info["local"], info["prefixlen"],
             info.get("tentative", False))
            for row in run("ip -j addr show") for info in row.get("addr_info", []))
    if "route" in objects:
        every["ROUTE"] = Counter()
        for flag, family in (("-4", "inet"), ("-6", "inet6")):
            for row in run(f"ip {flag} -j route show table all"):
                every["ROUTE"].update(their_route(row, family))
    if "rule" in objects:
        every["RULE"] = Counter()
        for flag, family in (("-4", "inet"), ("-6", "inet6")):
            for row in run(f"ip {flag} -j rule show"):
                table = TABLES.get(row["table"]) or int(row["table"])
                mark = int(row.get("fwmark", "0"), 0)
                every["RULE"][family, row["priority"], table, mark] += 1
    if "nexthop" in objects:
        every["NEXTHOP"] = Counter((row["id"], row.get("dev"), row.get("gateway"))
                                   for row in run("ip -j nexthop show"))
    if "neigh" in objects:
        every["NEIGH"] = Counter(
            (row["dev"], row["dst"], row.get("lladdr"), tuple(sorted(row["state"])))
            for family in ("-4", "-6") for row in run(f"ip {family} -j neigh show nud all"))
    if "netconf" in objects:
        every["NETCONF"] = Counter(
            (row["family"], index.get(row["interface"], row["interface"]), row["forwarding"],
             OFF.get(row.get("rp_filter")), row["proxy_neigh"],
             row["ignore_routes_with_linkdown"])
            # With the module mpls_router, there are settings of MPLS as well.
            for row in run("ip -j netconf show") if row["family"] in FAMILIES.values())
    if "mdb" in objects:
        every["MDB"] = Counter(
            (entry["dev"], entry["port"], entry["grp"], entry.get("src"), entry["state"])
            for row in run("bridge -j mdb show") for entry in row["mdb"])
    if "tc" in objects:
        qdiscs = run("tc -j qdisc show")
        every["QDISC"] = Counter((row["dev"], row["kind"], row["handle"]) for row in qdiscs)
        # Filters of a block that ports share are asked for by its number, once.
        blocks = {row["ingress_block"] for row in qdiscs if "ingress_block" in row}
        places = [(None, handle(block), f"block {block}") for block in blocks]
        for row in qdiscs:
            for name, at in PLACES.get(row["kind"], {}).items():
                if not (name == "ingress" and "ingress_block" in row):
                    places.append((row["dev"], at, f"dev {row['dev']} {name}"))
        every["TFILTER"] = Counter((dev, at, row["kind"], row["pref"])
                                   for dev, at, words in places for row in filters(words))
    return every


def filters(words):
    """The filters at a place; none where the place does not exist."""
    command = ["tc", "-j", "filter", "show", *words.split()]
    output = subprocess.run(command, capture_output=True, text=True).stdout
    return [row for row in json.loads(output or "[]") if row.get("kind")]


def main():
    path, *objects = sys.argv[1:]
    we, they = ours(path), theirs(objects)
    wrong = []
    for kind, rows in they.items():
        mine = we.get(kind, Counter())
        wrong += [f"{kind}: only iproute2 has {row}" for row in (rows - mine).elements()]
        wrong += [f"{kind}: only watch has {row}" for row in (mine - rows).elements()]
    sys.exit("\n".join(wrong) or 0)


main()
