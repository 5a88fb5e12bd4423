//! Records the captures of the book: conversations with a real kernel in the lab, with sequence
//! numbers and port IDs that we choose.
//!
//! ```text
//! record --list               the names of the scenarios
//! record NAME FILE.pcap       records a scenario
//! record --about NAME         describes a scenario and lists its commands
//! ```
//!
//! `scripts/record-captures` records all of them. iproute2 sets up links, addresses and so on. The
//! recorded conversation is our own, so that two recordings have the same bytes except for the
//! kernel's counters and times.

#![forbid(unsafe_code)]

use std::fs::File;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, UNIX_EPOCH};

use messenger::program::{self, Failure};
use netlink_raw::conversation::{DumpEvent, NotDone};
use netlink_raw::input::pcap::Writer;
use netlink_raw::lab;
use netlink_raw::request::{Request, struct_bytes};
use netlink_raw::route::{Action, RouteChange};
use netlink_raw::socket::NetlinkSocket;
use netlink_raw::uapi::fib_rules::{FIB_RULE_HDR_FAMILY, FibRuleHdr};
use netlink_raw::uapi::genetlink::{
    CTRL_ATTR_FAMILY_NAME, CTRL_CMD_GETFAMILY, CTRL_CMD_GETPOLICY, GENL_ID_CTRL, GENLMSGHDR_CMD,
    GENLMSGHDR_VERSION, Genlmsghdr,
};
use netlink_raw::uapi::if_addr::{IFA_FAMILY, IFA_INDEX, Ifaddrmsg};
use netlink_raw::uapi::if_addrlabel::{IFAL_FAMILY, Ifaddrlblmsg};
use netlink_raw::uapi::if_bridge::{BR_PORT_MSG_FAMILY, BrPortMsg};
use netlink_raw::uapi::if_link::{IF_STATS_MSG_FILTER_MASK, IfStatsMsg};
use netlink_raw::uapi::inet_diag::{
    INET_DIAG_REQ_V2_ID_IDIAG_SPORT, INET_DIAG_REQ_V2_IDIAG_EXT, INET_DIAG_REQ_V2_IDIAG_STATES,
    INET_DIAG_REQ_V2_SDIAG_FAMILY, INET_DIAG_REQ_V2_SDIAG_PROTOCOL, InetDiagReqV2,
};
use netlink_raw::uapi::neighbour::{NDA_DST, NDM_FAMILY, NDM_IFINDEX, Ndmsg, Ndtmsg};
use netlink_raw::uapi::net_namespace::{NETNSA_NSID, NETNSA_PID};
use netlink_raw::uapi::netconf::{NCM_FAMILY, Netconfmsg};
use netlink_raw::uapi::netlink::{
    NLM_F_ACK, NLM_F_CREATE, NLM_F_DUMP, NLM_F_EXCL, NLM_F_REQUEST, NLMSG_TYPE, NLMSGHDR,
};
use netlink_raw::uapi::netlink_diag::{
    NETLINK_DIAG_REQ_NDIAG_SHOW, NETLINK_DIAG_REQ_SDIAG_FAMILY, NETLINK_DIAG_REQ_SDIAG_PROTOCOL,
    NetlinkDiagReq,
};
use netlink_raw::uapi::nexthop::Nhmsg;
use netlink_raw::uapi::pkt_cls::{
    TC_U32_KEY_MASK, TC_U32_KEY_OFF, TC_U32_KEY_VAL, TC_U32_SEL_FLAGS, TC_U32_SEL_NKEYS,
    TCA_ACT_KIND, TCA_U32_CLASSID, TCA_U32_SEL, TcU32Key, TcU32Sel,
};
use netlink_raw::uapi::pkt_sched::{
    TC_H_CLSACT, TC_H_MAJ_MASK, TC_H_MIN_INGRESS, TC_HTB_GLOB_DEFCLS, TC_HTB_GLOB_RATE2QUANTUM,
    TC_HTB_GLOB_VERSION, TC_HTB_OPT_BUFFER, TC_HTB_OPT_CBUFFER, TC_HTB_OPT_CEIL_CELL_ALIGN,
    TC_HTB_OPT_CEIL_CELL_LOG, TC_HTB_OPT_CEIL_LINKLAYER, TC_HTB_OPT_CEIL_RATE,
    TC_HTB_OPT_RATE_CELL_ALIGN, TC_HTB_OPT_RATE_CELL_LOG, TC_HTB_OPT_RATE_LINKLAYER,
    TC_HTB_OPT_RATE_RATE, TCA_HTB_CTAB, TCA_HTB_INIT, TCA_HTB_PARMS, TCA_HTB_RTAB, TcHtbGlob,
    TcHtbOpt,
};
use netlink_raw::uapi::rtnetlink::{
    IFI_FAMILY, Ifinfomsg, RTA_LEN, RTA_OIF, RTA_TYPE, RTATTR, RTM_DST_LEN, RTM_FAMILY,
    RTM_GETACTION, RTM_GETADDR, RTM_GETADDRLABEL, RTM_GETANYCAST, RTM_GETLINK, RTM_GETMDB,
    RTM_GETMULTICAST, RTM_GETNEIGH, RTM_GETNEIGHTBL, RTM_GETNETCONF, RTM_GETNEXTHOP,
    RTM_GETNEXTHOPBUCKET, RTM_GETNSID, RTM_GETQDISC, RTM_GETROUTE, RTM_GETRULE, RTM_GETSTATS,
    RTM_GETTCLASS, RTM_GETTFILTER, RTM_NEWADDR, RTM_NEWNSID, RTM_NEWQDISC, RTM_NEWROUTE,
    RTM_NEWTCLASS, RTM_NEWTFILTER, RTM_TABLE, Rtattr, Rtgenmsg, Rtmsg, TCA_KIND, TCA_OPTIONS,
    TCA_ROOT_TAB, TCM_HANDLE, TCM_IFINDEX, TCM_INFO, TCM_PARENT, Tcamsg, Tcmsg,
};
use netlink_raw::uapi::sock_diag::SOCK_DIAG_BY_FAMILY;
use netlink_raw::uapi::unix_diag::{
    UNIX_DIAG_REQ_SDIAG_FAMILY, UNIX_DIAG_REQ_UDIAG_SHOW, UNIX_DIAG_REQ_UDIAG_STATES, UnixDiagReq,
};
use netlink_raw::wire::{CStruct, Member, align};
use nix::sys::socket::SockProtocol;

/// The port ID of the client, and the first of its sequence numbers. All their bytes differ, so
/// that a wrong byte order is visible.
const PORT_ID: u32 = 0x0506_0708;
const SEQ: u32 = 0x0102_0304;

/// A datagram of the messenger over IPv4 or IPv6. It is not netlink, so it is not a scenario like
/// the others.
struct Packet {
    name: &'static str,
    about: &'static str,
    from: &'static str,
    to: &'static str,
}

/// The sender's port has two bytes that differ. The receiver's port is the guide's.
const PACKETS: &[Packet] = &[
    Packet {
        name: "udp-msg",
        about: "The messenger's datagram on the loopback interface: IPv4, UDP, three bytes.",
        from: "127.0.0.1:258",
        to: "127.0.0.1:12345",
    },
    Packet {
        name: "udp6-msg",
        about: "The messenger's datagram over IPv6.",
        from: "[::1]:258",
        to: "[::1]:12345",
    },
];

/// A conversation to record.
struct Scenario {
    name: &'static str,
    about: &'static str,
    protocol: SockProtocol,
    /// Shell commands to run before the conversation.
    setup: &'static [&'static str],
    talk: fn(&mut Recorder) -> Result<(), Failure>,
}

const ROUTE_PROTOCOL: SockProtocol = SockProtocol::NetlinkRoute;

/// A pair of veth interfaces with fixed addresses, and none that IPv6 generates.
///
/// Which of the two gets the route to the multicast addresses of IPv6 first is a matter of chance.
/// A scenario that records IPv6 routes therefore disables IPv6 on `veth1`.
macro_rules! veth {
    ($($more:literal),* $(,)?) => {
        &[
            "ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02",
            "ip link set veth0 addrgenmode none up",
            "ip link set veth1 addrgenmode none up",
            $($more),*
        ]
    };
}

/// A bridge without IPv6, because with it the bridge itself would join multicast groups at some
/// time.
macro_rules! bridge {
    ($($more:literal),* $(,)?) => {
        &[
            "echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6",
            "ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02",
            "ip link set veth0 up",
            "ip link set veth1 up",
            "ip link add br0 address 02:00:00:00:00:03 type bridge mcast_snooping 1",
            "ip link set br0 up",
            "ip link set veth1 master br0",
            $($more),*
        ]
    };
}

const SCENARIOS: &[Scenario] = &[
    Scenario {
        name: "guide-route",
        about: "The guide's two commands, which add and delete a route: request, acknowledgement, notification.",
        protocol: ROUTE_PROTOCOL,
        setup: &[],
        talk: guide_route,
    },
    Scenario {
        name: "guide-ip-route",
        about: "The guide's `ip route`: one request, a multipart answer, NLMSG_DONE.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!(
            "ip address add 10.10.96.194/22 dev veth0",
            "ip route add default via 10.10.99.254",
            "ip route add 169.254.0.0/16 dev veth0 metric 1008",
            "ip address add 192.168.122.1/24 dev veth1",
        ),
        talk: |recorder| recorder.dump::<Rtmsg>(RTM_GETROUTE, &[(RTM_FAMILY, 2)]),
    },
    Scenario {
        name: "refused",
        about: "A request with an attribute that is too short. The extended acknowledgement points at the attribute.",
        protocol: ROUTE_PROTOCOL,
        setup: &[],
        talk: refused,
    },
    Scenario {
        name: "link",
        about: "Interfaces: loopback, veth, a bridge and its port, tun, and ifb with an alternative name, a group and a description.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!(
            "ip link add br0 address 02:00:00:00:00:03 type bridge",
            "ip link set br0 addrgenmode none up",
            "ip link set veth1 master br0",
            "ip tuntap add tun0 mode tun",
            "ip link add ifb9 address 02:00:00:00:00:09 type ifb",
            "ip link property add dev veth0 altname cable",
            "ip link set veth0 alias 'one end of a cable' group 7",
        ),
        talk: |recorder| recorder.dump::<Ifinfomsg>(RTM_GETLINK, &[]),
    },
    Scenario {
        name: "bridge-port",
        about: "The same interfaces in the bridge's own family, AF_BRIDGE.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!(
            "ip link add br0 address 02:00:00:00:00:03 type bridge",
            "ip link set br0 addrgenmode none up",
            "ip link set veth1 master br0",
        ),
        talk: |recorder| recorder.dump::<Ifinfomsg>(RTM_GETLINK, &[(IFI_FAMILY, 7)]),
    },
    Scenario {
        name: "stats",
        about: "Counters of interfaces: everything that the kernel reports about loopback, a bridge and its port.",
        protocol: ROUTE_PROTOCOL,
        setup: bridge!(),
        talk: |recorder| {
            // A datagram of three bytes and 42 bytes of headers, sent and received.
            let socket = std::net::UdpSocket::bind("127.0.0.1:12345")?;
            socket.send_to(b"MSG", "127.0.0.1:12345")?;
            // One bit for each of the five groups of counters.
            recorder.dump::<IfStatsMsg>(RTM_GETSTATS, &[(IF_STATS_MSG_FILTER_MASK, 0x1f)])
        },
    },
    Scenario {
        name: "addr",
        about: "Addresses: IPv4 with a label, a lifetime and a peer, and IPv6.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!(
            "ip address add 192.0.2.1/24 broadcast + label veth0:1 dev veth0",
            "ip address add 192.0.2.9 peer 198.51.100.9 dev veth0",
            "ip address add 203.0.113.1/24 valid_lft 3600 preferred_lft 1800 dev veth1",
            "ip address add 2001:db8::1/64 nodad dev veth0",
        ),
        talk: |recorder| recorder.dump::<Ifaddrmsg>(RTM_GETADDR, &[]),
    },
    Scenario {
        name: "addrlabel",
        about: "Address labels: those of every machine (RFC 6724), and one for an interface.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!("ip addrlabel add prefix 2001:db8:1::/48 dev veth0 label 99"),
        talk: |recorder| recorder.dump::<Ifaddrlblmsg>(RTM_GETADDRLABEL, &[(IFAL_FAMILY, 10)]),
    },
    Scenario {
        name: "multicast",
        about: "Multicast groups: one is joined and left, then all that the interfaces have joined, and the anycast addresses of a router.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!(
            "ip address add 192.0.2.1/24 dev veth0",
            "echo 1 > /proc/sys/net/ipv6/conf/veth0/forwarding",
            "ip address add 2001:db8::1/64 nodad dev veth0",
        ),
        talk: multicast,
    },
    Scenario {
        name: "route",
        about: "Routes: with metrics, several next hops, a table above 255, a gateway of a different family, a source, and kinds that drop packets.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!(
            "ip address add 192.0.2.1/24 dev veth0",
            "ip route add 198.51.100.0/24 via 192.0.2.254 mtu 1400 advmss 1300 rto_min 5ms initcwnd 20 quickack 1 congctl reno",
            "ip route add 203.0.113.0/24 nexthop via 192.0.2.253 weight 2 nexthop via 192.0.2.254",
            "ip route add 10.1.0.0/16 dev veth0 table 1000 metric 7 proto static src 192.0.2.1",
            "ip route add 10.2.0.0/16 via inet6 fe80::1 dev veth0",
            "ip route add 10.3.0.0/16 dev veth0 tos 0x10",
            "ip route add blackhole 10.4.0.0/16",
            "ip route add unreachable 10.5.0.0/16",
        ),
        talk: |recorder| recorder.dump::<Rtmsg>(RTM_GETROUTE, &[(RTM_FAMILY, 2)]),
    },
    Scenario {
        name: "route6",
        about: "IPv6 routes: with a preference, a lifetime, and several next hops.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!(
            "echo 1 > /proc/sys/net/ipv6/conf/veth1/disable_ipv6",
            "ip address add 2001:db8::1/64 nodad dev veth0",
            "ip route add 2001:db8:1::/48 via 2001:db8::fe pref high metric 7",
            "ip route add 2001:db8:2::/48 nexthop via 2001:db8::fd nexthop via 2001:db8::fe",
            "ip route add 2001:db8:3::/48 dev veth0 expires 3600",
        ),
        talk: |recorder| recorder.dump::<Rtmsg>(RTM_GETROUTE, &[(RTM_FAMILY, 10)]),
    },
    Scenario {
        name: "route-encap",
        about: "Routes that encapsulate packets in IPv4.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!(
            "ip address add 192.0.2.1/24 dev veth0",
            "ip route add 10.7.0.0/16 encap ip id 7 dst 192.0.2.9 ttl 64 dev veth0",
        ),
        talk: |recorder| recorder.dump::<Rtmsg>(RTM_GETROUTE, &[(RTM_FAMILY, 2)]),
    },
    Scenario {
        name: "route6-encap",
        about: "IPv6 routes that encapsulate packets with a segment routing header.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!(
            "echo 1 > /proc/sys/net/ipv6/conf/veth1/disable_ipv6",
            "ip address add 2001:db8::1/64 nodad dev veth0",
            "ip route add 2001:db8:7::/48 encap seg6 mode encap segs 2001:db8::a,2001:db8::b dev veth0",
        ),
        talk: |recorder| recorder.dump::<Rtmsg>(RTM_GETROUTE, &[(RTM_FAMILY, 10)]),
    },
    Scenario {
        name: "mroute",
        about: "Multicast routing: the table that always exists, reported in a dump of links. Interfaces and routes in it would need a daemon.",
        protocol: ROUTE_PROTOCOL,
        setup: &[],
        talk: |recorder| recorder.dump::<Ifinfomsg>(RTM_GETLINK, &[(IFI_FAMILY, 128)]),
    },
    Scenario {
        name: "neigh",
        about: "Neighbours, one by one, because a dump would list them in a random order.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!(
            "ip address add 192.0.2.1/24 dev veth0",
            "ip neigh add 192.0.2.7 lladdr 02:00:00:00:00:07 dev veth0 nud permanent",
            "ip neigh add 2001:db8::7 lladdr 02:00:00:00:00:07 dev veth0 nud permanent router",
            "ip neigh add 192.0.2.8 lladdr 02:00:00:00:00:08 dev veth0 nud noarp protocol static",
        ),
        talk: neighbours,
    },
    Scenario {
        name: "neightbl",
        about: "The neighbour tables, with their times and counters.",
        protocol: ROUTE_PROTOCOL,
        setup: &[],
        talk: |recorder| recorder.dump::<Ndtmsg>(RTM_GETNEIGHTBL, &[]),
    },
    Scenario {
        name: "rule",
        about: "Rules: the kernel's own, and one with port ranges, a mark and users.",
        protocol: ROUTE_PROTOCOL,
        setup: &[
            "ip rule add priority 100 from 192.0.2.0/24 to 198.51.100.0/24 iif lo fwmark 0x7/0xff ipproto udp sport 1000-2000 dport 53 uidrange 0-0 table 1000 suppress_prefixlength 0",
            "ip rule add priority 200 not from 203.0.113.1 goto 32766",
        ],
        talk: |recorder| recorder.dump::<FibRuleHdr>(RTM_GETRULE, &[(FIB_RULE_HDR_FAMILY, 2)]),
    },
    Scenario {
        name: "nexthop",
        about: "Next hops as objects: a gateway, a blackhole, a group, and a resilient group.",
        protocol: ROUTE_PROTOCOL,
        setup: NEXTHOPS,
        talk: |recorder| recorder.dump::<Nhmsg>(RTM_GETNEXTHOP, &[]),
    },
    Scenario {
        name: "nexthop-bucket",
        about: "The buckets of a resilient group.",
        protocol: ROUTE_PROTOCOL,
        setup: NEXTHOPS,
        talk: |recorder| recorder.dump::<Nhmsg>(RTM_GETNEXTHOPBUCKET, &[]),
    },
    Scenario {
        name: "netconf",
        about: "The IPv4 settings of interfaces.",
        protocol: ROUTE_PROTOCOL,
        setup: &[],
        talk: |recorder| recorder.dump::<Netconfmsg>(RTM_GETNETCONF, &[(NCM_FAMILY, 2)]),
    },
    Scenario {
        name: "nsid",
        about: "A network namespace gets an ID.",
        protocol: ROUTE_PROTOCOL,
        setup: &[],
        talk: nsid,
    },
    Scenario {
        name: "mdb",
        about: "The multicast database of a bridge: a group on a port.",
        protocol: ROUTE_PROTOCOL,
        setup: bridge!("bridge mdb add dev br0 port veth1 grp 239.1.2.3 permanent"),
        talk: |recorder| recorder.dump::<BrPortMsg>(RTM_GETMDB, &[(BR_PORT_MSG_FAMILY, 7)]),
    },
    Scenario {
        name: "mdb6",
        about: "The same for IPv6, where a group has sixteen bytes.",
        protocol: ROUTE_PROTOCOL,
        setup: bridge!("bridge mdb add dev br0 port veth1 grp ff02::1234 permanent"),
        talk: |recorder| recorder.dump::<BrPortMsg>(RTM_GETMDB, &[(BR_PORT_MSG_FAMILY, 7)]),
    },
    Scenario {
        name: "router",
        about: "A router advertises a prefix and a name server: the notifications, and the address and routes that the kernel creates.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!(
            "echo 0 > /proc/sys/net/ipv6/conf/veth1/accept_ra",
            "echo 2 > /proc/sys/net/ipv6/conf/veth0/accept_ra",
            "echo 0 > /proc/sys/net/ipv6/conf/veth0/accept_dad",
            "echo 0 > /proc/sys/net/ipv6/conf/veth0/use_tempaddr",
            "ip address add fe80::2/64 dev veth1 nodad",
        ),
        talk: router,
    },
    Scenario {
        name: "qdisc",
        about: "Queueing disciplines with their counters.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!("tc qdisc replace dev veth0 root handle 1: pfifo_fast"),
        talk: |recorder| recorder.dump::<Tcmsg>(RTM_GETQDISC, &[]),
    },
    Scenario {
        name: "tc-htb",
        about: "Traffic control: a hierarchy of token buckets, a class in it, and a filter that leads to the class. Each is created and announced. After a packet, all are dumped with their counters.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!(
            "ip address add 192.0.2.1/24 dev veth0",
            "ip neigh add 192.0.2.7 lladdr 02:00:00:00:00:07 dev veth0 nud permanent",
        ),
        talk: traffic_classes,
    },
    Scenario {
        name: "tc-tbf",
        about: "A token bucket that accounts for ATM cells: its options, and its table of sizes on the link.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!(
            "tc qdisc add dev veth0 root handle 1: stab linklayer atm mtu 256 tsize 16 tbf rate 4mbit burst 5kb latency 50ms peakrate 8mbit minburst 2kb",
        ),
        talk: |recorder| recorder.dump::<Tcmsg>(RTM_GETQDISC, &[]),
    },
    Scenario {
        name: "tc-action",
        about: "Filters for incoming packets, and their actions: one copies packets to a different interface, one is a program that drops everything.",
        protocol: ROUTE_PROTOCOL,
        setup: veth!(
            "tc qdisc add dev veth0 clsact",
            "tc filter add dev veth0 ingress protocol ip pref 7 u32 match ip dst 192.0.2.0/24 match ip protocol 17 0xff action mirred egress mirror dev veth1",
            "tc filter add dev veth0 ingress protocol all pref 8 bpf da bytecode '1,6 0 0 2'",
        ),
        talk: actions,
    },
    Scenario {
        name: "genl-family",
        about: "The controller of generic netlink describes itself.",
        protocol: SockProtocol::NetlinkGeneric,
        setup: &[],
        talk: genl_family,
    },
    Scenario {
        name: "genl-policy",
        about: "What the controller of generic netlink accepts.",
        protocol: SockProtocol::NetlinkGeneric,
        setup: &[],
        talk: genl_policy,
    },
    Scenario {
        name: "diag-netlink",
        about: "Netlink sockets: a messenger's receiver, and the kernel's own end of generic netlink.",
        protocol: SockProtocol::NetlinkSockDiag,
        setup: &[],
        talk: diag_netlink,
    },
    Scenario {
        name: "diag-udp",
        about: "UDP sockets: a messenger's receiver.",
        protocol: SockProtocol::NetlinkSockDiag,
        setup: &[],
        talk: |recorder| {
            let socket = std::net::UdpSocket::bind("127.0.0.1:12345")?;
            let fields = [
                (INET_DIAG_REQ_V2_SDIAG_FAMILY, 2),
                (INET_DIAG_REQ_V2_SDIAG_PROTOCOL, 17),
                (INET_DIAG_REQ_V2_IDIAG_STATES, 0xffff_ffff),
                // INET_DIAG_SKMEMINFO, number 7, is bit 6.
                (INET_DIAG_REQ_V2_IDIAG_EXT, 1 << 6),
            ];
            recorder.dump::<InetDiagReqV2>(SOCK_DIAG_BY_FAMILY, &fields)?;
            drop(socket);
            Ok(())
        },
    },
    Scenario {
        name: "diag-tcp",
        about: "TCP sockets: a listener, and both ends of a connection that has carried three bytes.",
        protocol: SockProtocol::NetlinkSockDiag,
        setup: &[],
        talk: diag_tcp,
    },
    Scenario {
        name: "diag-unix",
        about: "Unix sockets: a listener in the abstract namespace.",
        protocol: SockProtocol::NetlinkSockDiag,
        setup: &[],
        talk: diag_unix,
    },
    Scenario {
        name: "usersock",
        about: "The messenger over netlink: three bytes, without any header.",
        protocol: SockProtocol::NetlinkUserSock,
        setup: &[],
        talk: |recorder| {
            recorder.client.send_to(b"MSG", PORT_ID, 0)?;
            let mut buffer = vec![0; 16];
            let bytes = recorder.client.receive(&mut buffer)?.bytes.to_vec();
            recorder.write(&bytes)
        },
    },
];

const NEXTHOPS: &[&str] = veth!(
    "ip address add 192.0.2.1/24 dev veth0",
    "ip nexthop add id 1 via 192.0.2.253 dev veth0",
    "ip nexthop add id 2 via 192.0.2.254 dev veth0 protocol static",
    "ip nexthop add id 3 blackhole",
    "ip nexthop add id 10 group 1,3/2",
    "ip nexthop add id 11 group 1/2 type resilient buckets 4 idle_timer 60 unbalanced_timer 300",
);

fn guide_route(recorder: &mut Recorder) -> Result<(), Failure> {
    // RTMGRP_IPV4_ROUTE
    let monitor = NetlinkSocket::open(ROUTE_PROTOCOL)?;
    monitor.bind(0, 0x40)?;
    monitor.set_timeout(Duration::from_secs(5))?;
    let words = ["4.3.2.0/30", "via", "127.0.0.1"].map(str::to_owned);
    let mut buffer = vec![0; 65_536];
    for action in [Action::Add, Action::Del] {
        let request = RouteChange::parse(action, &words)?.request(recorder.seq())?;
        recorder.ask(&request)?;
        let received = monitor.receive(&mut buffer)?.bytes.to_vec();
        recorder.write(&received)?;
    }
    Ok(())
}

/// In a new namespace, lo has index 1 and a pair of veth interfaces has 2 and 3. The peer is
/// created first.
const VETH0: u64 = 3;

/// Sends what `tc qdisc add`, `tc class add` and `tc filter add` send. The traffic control group
/// receives a notification of each.
fn traffic_classes(recorder: &mut Recorder) -> Result<(), Failure> {
    /// 1: is the qdisc and 1:10 the class. Both numbers of a class are hexadecimal.
    const QDISC: u64 = 0x1_0000;
    const CLASS: u64 = 0x1_0010;
    /// `RTNLGRP_TC`
    const GROUP: u32 = 4;

    let monitor = NetlinkSocket::open(ROUTE_PROTOCOL)?;
    monitor.bind(0, 0)?;
    monitor.join(GROUP)?;
    monitor.set_timeout(Duration::from_secs(5))?;
    let mut buffer = vec![0; 65_536];

    // htb r2q 10 default 10
    let global =
        [(TC_HTB_GLOB_VERSION, 3), (TC_HTB_GLOB_RATE2QUANTUM, 10), (TC_HTB_GLOB_DEFCLS, 0x10)];
    let init = struct_bytes::<TcHtbGlob>(&global);
    let qdisc = attributes(&[(TCA_HTB_INIT, &init)]);

    // htb rate 1mbit ceil 2mbit burst 1600b cburst 1600b, with the rates in bytes.
    let (rate, ceil) = (125_000, 250_000);
    let rates = [
        (TC_HTB_OPT_RATE_CELL_LOG, 3),
        (TC_HTB_OPT_RATE_LINKLAYER, 1),
        (TC_HTB_OPT_RATE_CELL_ALIGN, 0xffff),
        (TC_HTB_OPT_RATE_RATE, rate),
        (TC_HTB_OPT_CEIL_CELL_LOG, 3),
        (TC_HTB_OPT_CEIL_LINKLAYER, 1),
        (TC_HTB_OPT_CEIL_CELL_ALIGN, 0xffff),
        (TC_HTB_OPT_CEIL_RATE, ceil),
        (TC_HTB_OPT_BUFFER, ticks(1600, rate)),
        (TC_HTB_OPT_CBUFFER, ticks(1600, ceil)),
    ];
    let class = attributes(&[
        (TCA_HTB_PARMS, &struct_bytes::<TcHtbOpt>(&rates)),
        (TCA_HTB_RTAB, &rate_table(rate)),
        (TCA_HTB_CTAB, &rate_table(ceil)),
    ]);

    // u32 match ip dst 192.0.2.0/24 flowid 1:10: the destination is 16 bytes after the start of an
    // IPv4 header.
    let mut selector = struct_bytes::<TcU32Sel>(&[(TC_U32_SEL_FLAGS, 1), (TC_U32_SEL_NKEYS, 1)]);
    let key = [(TC_U32_KEY_MASK, 0xffff_ff00), (TC_U32_KEY_VAL, 0xc000_0200), (TC_U32_KEY_OFF, 16)];
    selector.extend(struct_bytes::<TcU32Key>(&key));
    let filter =
        attributes(&[(TCA_U32_CLASSID, &0x1_0010_u32.to_ne_bytes()), (TCA_U32_SEL, &selector)]);

    let number = TCA_KIND;
    let options = TCA_OPTIONS;
    // Priority 7, and ETH_P_IP in network order.
    let info = 7 << 16 | u64::from(0x0800_u16.to_be());
    let (root, kind) = (0xffff_ffff, b"htb\0");
    for (message_type, kind, fields, content) in [
        (RTM_NEWQDISC, kind, [(TCM_HANDLE, QDISC), (TCM_PARENT, root)], &qdisc),
        (RTM_NEWTCLASS, kind, [(TCM_HANDLE, CLASS), (TCM_PARENT, QDISC)], &class),
        (RTM_NEWTFILTER, b"u32\0", [(TCM_PARENT, QDISC), (TCM_INFO, info)], &filter),
    ] {
        let flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL;
        let fields = [&fields[..], &[(TCM_IFINDEX, VETH0)]].concat();
        let request = Request::new(message_type, flags, recorder.seq())
            .with_struct::<Tcmsg>(&fields)
            .with_attribute(number, kind)
            .with_attribute(options, content)
            .into_bytes();
        recorder.ask(&request)?;
        let received = monitor.receive(&mut buffer)?.bytes.to_vec();
        recorder.write(&received)?;
    }
    std::net::UdpSocket::bind("192.0.2.1:0")?.send_to(b"MSG", "192.0.2.7:12345")?;
    recorder.dump::<Tcmsg>(RTM_GETQDISC, &[])?;
    recorder.dump::<Tcmsg>(RTM_GETTCLASS, &[(TCM_IFINDEX, VETH0)])?;
    let filters = [(TCM_IFINDEX, VETH0), (TCM_PARENT, QDISC)];
    recorder.dump::<Tcmsg>(RTM_GETTFILTER, &filters)
}

/// Returns the time to send this many bytes, in the kernel's ticks of 64 nanoseconds
/// (`/proc/net/psched` has their length).
fn ticks(bytes: u64, rate: u64) -> u64 {
    bytes * (1_000_000_000 / 64) / rate
}

/// Returns what iproute2's `tc_calc_rtable` computes, except for rounding: the ticks for 8, 16, 24,
/// … bytes.
fn rate_table(rate: u64) -> Vec<u8> {
    let ticks = (1..=256).map(|cells| u32::try_from(ticks(cells * 8, rate)).unwrap_or(u32::MAX));
    ticks.flat_map(u32::to_ne_bytes).collect()
}

/// Returns the payload of a nested attribute.
fn attributes(list: &[(u16, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (number, payload) in list {
        let len = RTATTR.size() + payload.len();
        let header = [(RTA_LEN, len as u64), (RTA_TYPE, (*number).into())];
        bytes.extend(struct_bytes::<Rtattr>(&header));
        bytes.extend(*payload);
        bytes.resize(align(bytes.len()), 0);
    }
    bytes
}

fn actions(recorder: &mut Recorder) -> Result<(), Failure> {
    /// The part of the clsact qdisc where packets arrive: the major number of `TC_H_CLSACT` and
    /// `TC_H_MIN_INGRESS`.
    const INGRESS: u64 = TC_H_CLSACT & TC_H_MAJ_MASK | TC_H_MIN_INGRESS;
    recorder.dump::<Tcmsg>(RTM_GETQDISC, &[])?;
    let filters = [(TCM_IFINDEX, VETH0), (TCM_PARENT, INGRESS)];
    recorder.dump::<Tcmsg>(RTM_GETTFILTER, &filters)?;
    // All actions of a kind: a list with one entry, which contains only the kind.
    let action = attributes(&[(TCA_ACT_KIND, b"mirred\0")]);
    let request = Request::new(RTM_GETACTION, NLM_F_REQUEST | NLM_F_DUMP, recorder.seq())
        .with_struct::<Tcamsg>(&[])
        .with_attribute(TCA_ROOT_TAB, &attributes(&[(1, &action)]))
        .into_bytes();
    recorder.ask_for_all(&request)
}

fn refused(recorder: &mut Recorder) -> Result<(), Failure> {
    let flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL;
    let fields = [(RTM_FAMILY, 2), (RTM_DST_LEN, 30), (RTM_TABLE, 254)];
    let request = Request::new(RTM_NEWROUTE, flags, recorder.seq())
        .with_struct::<Rtmsg>(&fields)
        .with_attribute(RTA_OIF, &[1, 0])
        .into_bytes();
    recorder.write(&request)?;
    let mut answers = Vec::new();
    let result = recorder.client.request(&request, |answer| answers.push(answer.bytes.to_vec()));
    if !matches!(result, Err(NotDone::Refused(_))) {
        return Err(Failure::Told("the kernel did not refuse".to_owned()));
    }
    answers.iter().try_for_each(|answer| recorder.write(answer))
}

fn multicast(recorder: &mut Recorder) -> Result<(), Failure> {
    use std::net::{Ipv4Addr, UdpSocket};
    /// `RTNLGRP_IPV4_MCADDR`, since Linux 6.14.
    const GROUP: u32 = 37;
    let monitor = NetlinkSocket::open(ROUTE_PROTOCOL)?;
    monitor.bind(0, 0)?;
    monitor.set_timeout(Duration::from_secs(5))?;
    monitor.join(GROUP)?;
    let mut buffer = vec![0; 65_536];

    let socket = UdpSocket::bind("0.0.0.0:12345")?;
    let (group, interface) = (Ipv4Addr::new(239, 1, 2, 3), Ipv4Addr::new(192, 0, 2, 1));
    socket.join_multicast_v4(&group, &interface)?;
    let joined = monitor.receive(&mut buffer)?.bytes.to_vec();
    recorder.write(&joined)?;
    for family in [2, 10] {
        recorder.dump::<Ifaddrmsg>(RTM_GETMULTICAST, &[(IFA_FAMILY, family)])?;
    }
    socket.leave_multicast_v4(&group, &interface)?;
    let left = monitor.receive(&mut buffer)?.bytes.to_vec();
    recorder.write(&left)?;
    recorder.dump::<Ifaddrmsg>(RTM_GETANYCAST, &[(IFA_FAMILY, 10)])
}

fn neighbours(recorder: &mut Recorder) -> Result<(), Failure> {
    let number = NDA_DST;
    for address in ["192.0.2.7", "192.0.2.8", "2001:db8::7"] {
        let address: std::net::IpAddr = address.parse().map_err(std::io::Error::other)?;
        let (family, octets) = match address {
            std::net::IpAddr::V4(address) => (2, address.octets().to_vec()),
            std::net::IpAddr::V6(address) => (10, address.octets().to_vec()),
        };
        let flags = NLM_F_REQUEST | NLM_F_ACK;
        let request = Request::new(RTM_GETNEIGH, flags, recorder.seq())
            .with_struct::<Ndmsg>(&[(NDM_FAMILY, family), (NDM_IFINDEX, VETH0)])
            .with_attribute(number, &octets)
            .into_bytes();
        recorder.ask(&request)?;
    }
    Ok(())
}

/// A router on veth1 sends an advertisement, and the host on veth0 receives it.
fn router(recorder: &mut Recorder) -> Result<(), Failure> {
    use socket2::{Domain, Protocol, Socket, Type};
    use std::net::SocketAddrV6;
    /// The peer is created before veth0.
    const VETH1: u32 = 2;
    const NEWADDR: u64 = RTM_NEWADDR as u64;
    /// `RTNLGRP_IPV6_IFADDR`
    const ADDRESSES: u32 = 9;
    /// `RTNLGRP_IPV6_PREFIX`
    const PREFIXES: u32 = 18;
    /// `RTNLGRP_ND_USEROPT`
    const OPTIONS: u32 = 20;
    /// A router advertisement (RFC 4861), with its numbers in network order. The kernel writes the
    /// checksum.
    #[rustfmt::skip]
    const ADVERTISEMENT: &[u8] = &[
        134, 0, 0, 0, // type, code, checksum
        64, 0x08, 0x07, 0x08, // hop limit, a preferred router, for 1,800 seconds
        0, 0, 0, 0, // reachable time: unspecified
        0, 0, 0, 0, // retransmission time: unspecified
        1, 1, 2, 0, 0, 0, 0, 2, // option 1, 8 bytes: its link-layer address
        3, 4, 64, 0xc0, // option 3, 32 bytes: a prefix of 64 bits, on link, for addresses
        0x00, 0x01, 0x51, 0x80, // valid for 86,400 seconds
        0x00, 0x00, 0x38, 0x40, // preferred for 14,400 seconds
        0, 0, 0, 0,
        0x20, 0x01, 0x0d, 0xb8, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 2001:db8:5::
        25, 3, 0, 0, // option 25, 24 bytes (RFC 8106): name servers
        0x00, 0x00, 0x0e, 0x10, // for 3,600 seconds
        0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x53, // 2001:db8::53
    ];

    // The kernel creates the address some time later, so its notification and the others can arrive
    // in either order. Two sockets separate them.
    let mut monitors = Vec::new();
    for (groups, announcements) in [([PREFIXES, OPTIONS].as_slice(), 3), (&[ADDRESSES], 1)] {
        let monitor = NetlinkSocket::open(ROUTE_PROTOCOL)?;
        monitor.bind(0, 0)?;
        monitor.set_timeout(Duration::from_secs(5))?;
        groups.iter().try_for_each(|group| monitor.join(*group))?;
        monitors.push((monitor, announcements));
    }

    let socket = Socket::new(Domain::IPV6, Type::RAW, Some(Protocol::ICMPV6))?;
    // Hosts ignore an advertisement with a hop limit below 255, because its sender is not on this
    // link.
    socket.set_multicast_hops_v6(255)?;
    socket.set_multicast_if_v6(VETH1)?;
    socket.set_multicast_loop_v6(false)?;
    let [here, all] = ["fe80::2", "ff02::1"].map(str::parse);
    let [here, all] = [here, all].map(|ip| ip.map(|ip| SocketAddrV6::new(ip, 0, 0, VETH1)));
    socket.bind(&here.map_err(std::io::Error::other)?.into())?;
    socket.send_to(ADVERTISEMENT, &all.map_err(std::io::Error::other)?.into())?;

    let mut buffer = vec![0; 65_536];
    for (monitor, announcements) in &monitors {
        let mut left = *announcements;
        while left > 0 {
            let received = monitor.receive(&mut buffer)?.bytes.to_vec();
            // The notification of the router's own address may arrive only now.
            let body = received.get(NLMSGHDR.size()..).unwrap_or_default();
            let of_router = NLMSG_TYPE.field().read(&received) == Some(NEWADDR)
                && IFA_INDEX.field().read(body) == Some(VETH1.into());
            if !of_router {
                recorder.write(&received)?;
                left -= 1;
            }
        }
    }
    recorder.dump::<Rtmsg>(RTM_GETROUTE, &[(RTM_FAMILY, 10)])
}

fn nsid(recorder: &mut Recorder) -> Result<(), Failure> {
    // Another process's namespace, in which `cat` waits until its input is closed.
    let mut other = Command::new("unshare")
        .args(["--net", "cat"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    // It answers once it is in the namespace.
    if let (Some(stdin), Some(stdout)) = (&mut other.stdin, &mut other.stdout) {
        use std::io::{Read, Write};
        stdin.write_all(b"?")?;
        stdout.read_exact(&mut [0])?;
    }
    let request = Request::new(RTM_NEWNSID, NLM_F_REQUEST | NLM_F_ACK, recorder.seq())
        .with_struct::<Rtgenmsg>(&[])
        // `struct rtgenmsg` has one byte, but attributes start at a multiple of four.
        .aligned()
        .with_attribute(NETNSA_PID, &other.id().to_ne_bytes())
        .with_attribute(NETNSA_NSID, &7_i32.to_ne_bytes())
        .into_bytes();
    recorder.ask(&request)?;
    recorder.dump::<Rtgenmsg>(RTM_GETNSID, &[])?;
    drop(other.stdin.take());
    other.wait()?;
    Ok(())
}

fn genl_family(recorder: &mut Recorder) -> Result<(), Failure> {
    let request = controller(recorder.seq(), NLM_F_REQUEST | NLM_F_ACK, CTRL_CMD_GETFAMILY);
    recorder.ask(&request)
}

fn genl_policy(recorder: &mut Recorder) -> Result<(), Failure> {
    let request = controller(recorder.seq(), NLM_F_REQUEST | NLM_F_DUMP, CTRL_CMD_GETPOLICY);
    recorder.ask_for_all(&request)
}

/// Returns a request to the controller about itself.
fn controller(seq: u32, flags: u16, command: u64) -> Vec<u8> {
    Request::new(GENL_ID_CTRL, flags, seq)
        .with_struct::<Genlmsghdr>(&[(GENLMSGHDR_CMD, command), (GENLMSGHDR_VERSION, 2)])
        .with_attribute(CTRL_ATTR_FAMILY_NAME, b"nlctrl\0")
        .into_bytes()
}

/// Dumps one socket at a time, because the kernel lists several in the order of a hash table.
fn diag_netlink(recorder: &mut Recorder) -> Result<(), Failure> {
    let receiver = NetlinkSocket::open(SockProtocol::NetlinkUserSock)?;
    receiver.bind(12_345, 0)?;
    receiver.join(5)?;
    for protocol in [SockProtocol::NetlinkUserSock, SockProtocol::NetlinkGeneric] {
        let number = u64::try_from(protocol as i32).unwrap_or_default();
        // Memory, groups and flags.
        let fields = [
            (NETLINK_DIAG_REQ_SDIAG_FAMILY, 16),
            (NETLINK_DIAG_REQ_SDIAG_PROTOCOL, number),
            (NETLINK_DIAG_REQ_NDIAG_SHOW, 0xb),
        ];
        recorder.dump::<NetlinkDiagReq>(SOCK_DIAG_BY_FAMILY, &fields)?;
    }
    drop(receiver);
    Ok(())
}

/// Dumps one socket at a time, because the kernel lists connections in the order of a hash table.
fn diag_tcp(recorder: &mut Recorder) -> Result<(), Failure> {
    use socket2::{Domain, Socket, Type};
    use std::io::{Read, Write};
    use std::net::{Ipv4Addr, SocketAddrV4, TcpListener, TcpStream};
    const ESTABLISHED: u64 = 1 << 1;
    const LISTEN: u64 = 1 << 10;
    let (there, here) = (12_345, 54_321);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, there))?;
    let client = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    client.bind(&SocketAddrV4::new(Ipv4Addr::LOCALHOST, here).into())?;
    client.connect(&SocketAddrV4::new(Ipv4Addr::LOCALHOST, there).into())?;
    let mut client = TcpStream::from(client);
    let (mut server, _) = listener.accept()?;
    client.write_all(b"MSG")?;
    server.read_exact(&mut [0; 3])?;
    for (states, source) in [(LISTEN, there), (ESTABLISHED, there), (ESTABLISHED, here)] {
        let fields = [
            (INET_DIAG_REQ_V2_SDIAG_FAMILY, 2),
            (INET_DIAG_REQ_V2_SDIAG_PROTOCOL, 6),
            (INET_DIAG_REQ_V2_IDIAG_STATES, states),
            (INET_DIAG_REQ_V2_ID_IDIAG_SPORT, source.into()),
            // INET_DIAG_MEMINFO, number 1, to INET_DIAG_SHUTDOWN, number 8.
            (INET_DIAG_REQ_V2_IDIAG_EXT, 0xff),
        ];
        recorder.dump::<InetDiagReqV2>(SOCK_DIAG_BY_FAMILY, &fields)?;
    }
    Ok(())
}

fn diag_unix(recorder: &mut Recorder) -> Result<(), Failure> {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::{SocketAddr, UnixListener};
    let address = SocketAddr::from_abstract_name("netlink-record")?;
    let listener = UnixListener::bind_addr(&address)?;
    // Name, peer, pending connections, queues, memory and user, in all states.
    let fields = [
        (UNIX_DIAG_REQ_SDIAG_FAMILY, 1),
        (UNIX_DIAG_REQ_UDIAG_STATES, 0xffff_ffff),
        (UNIX_DIAG_REQ_UDIAG_SHOW, 0x7d),
    ];
    recorder.dump::<UnixDiagReq>(SOCK_DIAG_BY_FAMILY, &fields)?;
    drop(listener);
    Ok(())
}

/// The client of a conversation, and the file in which it is recorded.
struct Recorder {
    client: NetlinkSocket,
    file: Writer<File>,
    protocol: SockProtocol,
    asked: u32,
    written: u64,
}

impl Recorder {
    fn seq(&mut self) -> u32 {
        self.asked += 1;
        SEQ + self.asked - 1
    }

    fn write(&mut self, datagram: &[u8]) -> Result<(), Failure> {
        let protocol = self.protocol as i32;
        let protocol = u16::try_from(protocol).unwrap_or_default();
        // Real times would make two recordings differ. Each datagram is a microsecond after the one
        // before.
        self.written += 1;
        Ok(self.file.write(UNIX_EPOCH + Duration::from_micros(self.written), protocol, datagram)?)
    }

    /// Records a request and its answer, up to the acknowledgement.
    fn ask(&mut self, request: &[u8]) -> Result<(), Failure> {
        self.write(request)?;
        let mut answers = Vec::new();
        let result = self.client.request(request, |answer| answers.push(answer.bytes.to_vec()));
        result.map_err(|not_done| Failure::Told(not_done.to_string()))?;
        answers.iter().try_for_each(|answer| self.write(answer))
    }

    /// Records a request and its multipart answer.
    fn ask_for_all(&mut self, request: &[u8]) -> Result<(), Failure> {
        self.write(request)?;
        let mut answers = Vec::new();
        let result = self.client.dump(request, 32 * 1024, |event| match event {
            DumpEvent::Datagram(datagram) => answers.push(datagram.bytes.to_vec()),
            DumpEvent::Again(_) => answers.clear(),
        });
        result.map_err(|not_done| Failure::Told(not_done.to_string()))?;
        answers.iter().try_for_each(|answer| self.write(answer))
    }

    fn dump<S: CStruct>(
        &mut self,
        message_type: u16,
        fields: &[(Member<S>, u64)],
    ) -> Result<(), Failure> {
        let request = Request::new(message_type, NLM_F_REQUEST | NLM_F_DUMP, self.seq())
            .with_struct(fields)
            .aligned()
            .into_bytes();
        self.ask_for_all(&request)
    }
}

fn record(scenario: &Scenario, path: &str) -> Result<(), Failure> {
    let file = File::create(path)?;
    lab::enter()?;
    for command in scenario.setup {
        let status = Command::new("sh").args(["-c", command]).status()?;
        if !status.success() {
            return Err(Failure::Told(format!("{command}: {status}")));
        }
    }
    wait_until_settled()?;
    let client = NetlinkSocket::open(scenario.protocol)?;
    client.bind(PORT_ID, 0)?;
    client.extended_acks()?;
    client.set_timeout(Duration::from_secs(5))?;
    let protocol = scenario.protocol;
    let mut recorder =
        Recorder { client, file: Writer::new(file)?, protocol, asked: 0, written: 0 };
    (scenario.talk)(&mut recorder)
}

/// Waits until the kernel has done what it leaves to work queues: an interface with a carrier is
/// running a moment later (`linkwatch_do_dev` in net/core/link_watch.c), and an IPv6 address has
/// its route a moment later (`addrconf_dad_work` in net/ipv6/addrconf.c).
fn wait_until_settled() -> Result<(), Failure> {
    for _ in 0..500 {
        let links = Command::new("ip").args(["-o", "link"]).output()?.stdout;
        let links = String::from_utf8_lossy(&links).into_owned();
        // iproute2 prints NO-CARRIER for an interface that is up but not running.
        let settling = |link: &str| link.contains("NO-CARRIER") && link.contains("LOWER_UP");
        if !links.lines().any(settling) && ipv6_addresses_have_routes() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Err(Failure::Told("an interface or an IPv6 address is not ready after 5 s".to_owned()))
}

/// Whether every IPv6 address is the destination of a route, tentative ones aside. A kernel without
/// IPv6 has neither file.
fn ipv6_addresses_have_routes() -> bool {
    const TENTATIVE: u8 = 0x40;
    let read = |path| std::fs::read_to_string(path).unwrap_or_default();
    let routes = read("/proc/net/ipv6_route");
    read("/proc/net/if_inet6").lines().all(|line| {
        // The address, and after index, prefix length and scope, the flags.
        let mut words = line.split_whitespace();
        let address = words.next().unwrap_or_default();
        let flags = words.nth(3).and_then(|word| u8::from_str_radix(word, 16).ok());
        flags.is_some_and(|flags| flags & TENTATIVE != 0)
            || routes.lines().any(|route| route.starts_with(&format!("{address} 80 ")))
    })
}

/// Sends a datagram over loopback and records the packet from a packet socket on the interface,
/// which receives it without the link's header (packet(7)).
fn record_packet(packet: &Packet, path: &str) -> Result<(), Failure> {
    use nix::sys::socket::{AddressFamily, LinkAddr, SockFlag, SockType, recvfrom, socket};
    use nix::sys::time::TimeVal;
    use std::os::fd::AsRawFd;
    /// `PACKET_OUTGOING`: on loopback, each packet appears a second time, as an incoming one.
    const OUTGOING: u8 = 4;

    let file = File::create(path)?;
    lab::enter()?;
    let wire = socket(
        AddressFamily::Packet,
        SockType::Datagram,
        SockFlag::SOCK_CLOEXEC,
        SockProtocol::EthAll,
    )
    .map_err(std::io::Error::from)?;
    let limit = TimeVal::new(5, 0);
    nix::sys::socket::setsockopt(&wire, nix::sys::socket::sockopt::ReceiveTimeout, &limit)
        .map_err(std::io::Error::from)?;
    let receiver = std::net::UdpSocket::bind(packet.to)?;
    std::net::UdpSocket::bind(packet.from)?.send_to(b"MSG", packet.to)?;
    let mut buffer = vec![0; 65_536];
    let len = loop {
        let received = recvfrom::<LinkAddr>(wire.as_raw_fd(), &mut buffer);
        let (len, from) = received.map_err(std::io::Error::from)?;
        // A new lab may still be sending packets of its own.
        let is_msg = buffer.get(..len).is_some_and(|packet| packet.ends_with(b"MSG"));
        if is_msg && from.is_some_and(|from| from.pkttype() == OUTGOING) {
            break len;
        }
    };
    drop(receiver);
    let new = if packet.from.starts_with('[') { Writer::ip6 } else { Writer::ip };
    let bytes = buffer.get(..len).unwrap_or_default();
    Ok(new(file)?.write_packet(UNIX_EPOCH + Duration::from_micros(1), bytes)?)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let packet = |name: &str| PACKETS.iter().find(|packet| packet.name == name);
    let find = |name: &str| {
        let found = SCENARIOS.iter().find(|scenario| scenario.name == name);
        found.ok_or_else(|| {
            Failure::Told(format!(
                "no scenario '{}'; `record --list` shows the names",
                name.escape_debug()
            ))
        })
    };
    let result = match words.as_slice() {
        ["--list"] => SCENARIOS
            .iter()
            .map(|scenario| scenario.name)
            .chain(PACKETS.iter().map(|packet| packet.name))
            .try_for_each(|name| Ok(program::print(&format!("{name}\n"))?)),
        ["--about", name] if packet(name).is_some() => packet(name)
            .map_or(Ok(()), |packet| Ok(program::print(&format!("{}\n", packet.about))?)),
        ["--about", name] => find(name).and_then(|scenario| {
            let commands: String =
                scenario.setup.iter().map(|command| format!("    {command}\n")).collect();
            Ok(program::print(&format!("{}\n\n{commands}", scenario.about))?)
        }),
        [name, path] => match packet(name) {
            Some(packet) => record_packet(packet, path),
            None => find(name).and_then(|scenario| record(scenario, path)),
        },
        _ => Err(Failure::Told("usage: record --list | --about NAME | NAME FILE.pcap".to_owned())),
    };
    program::finish("record", result)
}
