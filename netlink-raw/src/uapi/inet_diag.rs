//! `include/uapi/linux/inet_diag.h`: requests for TCP and UDP sockets.

use crate::uapi::in_::IPPROTO;
use crate::uapi::net_tcp_states::TCP_STATE;
use crate::uapi::netlink::NLATTR;
use crate::uapi::sock_diag::SK_MEMINFO;
use crate::uapi::sys_socket::{AF_INET, FAMILIES};
use crate::uapi::tcp::{TCP_DIAG_MD5SIG, TCP_INFOS, tcp_info};
use crate::wire::{
    CStruct, Context,
    Kind::{Bytes, U8, U16, U32, U64},
    Layout,
    Meaning::{self, Flags, Interface, Ip4, Number, OneOf, Reserved, Unit},
    Member, Name,
    Order::{Host, Network},
    Set,
    Shape::{self, Nested, Opaque, Struct, Structs, Text},
    attr, field, name, set,
};

/// An address has four words; an IPv4 address is in the first.
fn address(context: &Context<'_>) -> Meaning {
    if context.family == AF_INET { Ip4 } else { Meaning::Ip }
}

/// `struct inet_diag_req_v2`, with the `struct inet_diag_sockid` inside it.
#[rustfmt::skip]
pub static INET_DIAG_REQ_V2: Layout = Layout {
    c_name: "inet_diag_req_v2",
    header: "linux/inet_diag.h",
    man: "sock_diag(7)",
    fields: &[
        field(0, U8, "sdiag_family", OneOf(FAMILIES), "AF_INET or AF_INET6"),
        field(1, U8, "sdiag_protocol", OneOf(IPPROTO), "protocol to match"),
        field(2, U8, "idiag_ext", Flags(&[]), "wanted attributes: bit n-1 for INET_DIAG n"),
        field(3, U8, "pad", Reserved, "zero"),
        field(4, U32(Host), "idiag_states", Flags(&[]), "states to match: bit n for TCP_ number n"),
        field(8, U16(Network), "id.idiag_sport", Number, "local port, 0: any"),
        field(10, U16(Network), "id.idiag_dport", Number, "remote port, 0: any"),
        field(12, Bytes(16), "id.idiag_src", Meaning::Choose(address, &[Ip4, Meaning::Ip]), "local address"),
        field(28, Bytes(16), "id.idiag_dst", Meaning::Choose(address, &[Ip4, Meaning::Ip]), "remote address"),
        field(44, U32(Host), "id.idiag_if", Interface, "interface the socket is bound to"),
        field(48, Bytes(8), "id.idiag_cookie", Meaning::Id, "cookie to match, all bits set: any"),
    ],
};
const _: () = assert!(INET_DIAG_REQ_V2.size() == 56 && INET_DIAG_REQ_V2.has_no_hole());

/// `struct inet_diag_req_v2`: the type of its members; its table is [`INET_DIAG_REQ_V2`].
#[doc(alias = "inet_diag_req_v2")]
pub enum InetDiagReqV2 {}

impl CStruct for InetDiagReqV2 {
    const LAYOUT: &'static Layout = &INET_DIAG_REQ_V2;
}

/// `sdiag_family`
pub const INET_DIAG_REQ_V2_SDIAG_FAMILY: Member<InetDiagReqV2> = Member::named("sdiag_family");
/// `sdiag_protocol`
pub const INET_DIAG_REQ_V2_SDIAG_PROTOCOL: Member<InetDiagReqV2> = Member::named("sdiag_protocol");
/// `idiag_ext`
pub const INET_DIAG_REQ_V2_IDIAG_EXT: Member<InetDiagReqV2> = Member::named("idiag_ext");
/// `idiag_states`
pub const INET_DIAG_REQ_V2_IDIAG_STATES: Member<InetDiagReqV2> = Member::named("idiag_states");
/// `id.idiag_sport`
pub const INET_DIAG_REQ_V2_ID_IDIAG_SPORT: Member<InetDiagReqV2> = Member::named("id.idiag_sport");

/// `struct inet_diag_msg`, with the `struct inet_diag_sockid` inside it.
#[rustfmt::skip]
pub static INET_DIAG_MSG: Layout = Layout {
    c_name: "inet_diag_msg",
    header: "linux/inet_diag.h",
    man: "sock_diag(7)",
    fields: &[
        field(0, U8, "idiag_family", OneOf(FAMILIES), "AF_INET or AF_INET6"),
        field(1, U8, "idiag_state", OneOf(TCP_STATE), "state"),
        field(2, U8, "idiag_timer", Number, "1 retransmit, 2 keepalive, 3 time wait, 4 probe"),
        field(3, U8, "idiag_retrans", Number, "retransmissions"),
        field(4, U16(Network), "id.idiag_sport", Number, "local port"),
        field(6, U16(Network), "id.idiag_dport", Number, "remote port"),
        field(8, Bytes(16), "id.idiag_src", Meaning::Choose(address, &[Ip4, Meaning::Ip]), "local address"),
        field(24, Bytes(16), "id.idiag_dst", Meaning::Choose(address, &[Ip4, Meaning::Ip]), "remote address"),
        field(40, U32(Host), "id.idiag_if", Interface, "interface the socket is bound to"),
        field(44, Bytes(8), "id.idiag_cookie", Meaning::Id, "unique cookie, never used again"),
        field(52, U32(Host), "idiag_expires", Unit("milliseconds"), "time until the timer fires"),
        field(56, U32(Host), "idiag_rqueue", Number, "unread bytes (listener: connections)"),
        field(60, U32(Host), "idiag_wqueue", Number, "unacknowledged bytes (listener: backlog limit)"),
        field(64, U32(Host), "idiag_uid", Number, "owner"),
        field(68, U32(Host), "idiag_inode", Number, "inode, listed in /proc/PID/fd"),
    ],
};
const _: () = assert!(INET_DIAG_MSG.size() == 72 && INET_DIAG_MSG.has_no_hole());

/// `struct inet_diag_msg`: the type of its members; its table is [`INET_DIAG_MSG`].
#[doc(alias = "inet_diag_msg")]
pub enum InetDiagMsg {}

impl CStruct for InetDiagMsg {
    const LAYOUT: &'static Layout = &INET_DIAG_MSG;
}

/// `idiag_family`
pub const IDIAG_FAMILY: Member<InetDiagMsg> = Member::named("idiag_family");
/// `idiag_state`
pub const IDIAG_STATE: Member<InetDiagMsg> = Member::named("idiag_state");

/// `INET_DIAG_REQ_…`: in a request.
#[rustfmt::skip]
pub static INET_DIAG_REQ: Set = set("INET_DIAG_REQ", &NLATTR, &[
    attr(1, "INET_DIAG_REQ_BYTECODE", Opaque, "filter program"),
    attr(2, "INET_DIAG_REQ_SK_BPF_STORAGES", Opaque, "BPF storages to report"),
    attr(3, "INET_DIAG_REQ_PROTOCOL", U32(Host).meaning(OneOf(IPPROTO)), "protocol, all 32 bits"),
]);

pub const INET_DIAG_INFO: u16 = 2;

/// `INET_DIAG_…`: in a reply.
#[rustfmt::skip]
pub static INET_DIAG: Set = set("INET_DIAG", &NLATTR, &[
    attr(1, "INET_DIAG_MEMINFO", Struct(&INET_DIAG_MEMINFO), "memory"),
    attr(INET_DIAG_INFO, "INET_DIAG_INFO", Shape::Choose(info, TCP_INFOS), "protocol state, such as struct tcp_info"),
    attr(3, "INET_DIAG_VEGASINFO", Struct(&TCPVEGAS_INFO), "congestion control state (Vegas and others)"),
    attr(4, "INET_DIAG_CONG", Text, "congestion control"),
    attr(5, "INET_DIAG_TOS", U8.meaning(Number), "type of service"),
    attr(6, "INET_DIAG_TCLASS", U8.meaning(Number), "traffic class"),
    attr(7, "INET_DIAG_SKMEMINFO", Struct(&SK_MEMINFO), "memory"),
    attr(8, "INET_DIAG_SHUTDOWN", U8.meaning(Number), "closed for: 1 receiving, 2 sending, 3 both"),
    attr(9, "INET_DIAG_DCTCPINFO", Struct(&TCP_DCTCP_INFO), "congestion control state (DCTCP)"),
    attr(10, "INET_DIAG_PROTOCOL", U8.meaning(OneOf(IPPROTO)), "protocol"),
    attr(11, "INET_DIAG_SKV6ONLY", U8.meaning(Number), "1: IPv6 only"),
    attr(12, "INET_DIAG_LOCALS", Opaque, "local addresses"),
    attr(13, "INET_DIAG_PEERS", Opaque, "remote addresses"),
    attr(14, "INET_DIAG_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(15, "INET_DIAG_MARK", U32(Host).meaning(Flags(&[])), "firewall mark of its packets"),
    attr(16, "INET_DIAG_BBRINFO", Struct(&TCP_BBR_INFO), "congestion control state (BBR)"),
    attr(17, "INET_DIAG_CLASS_ID", U32(Host).meaning(Flags(&[])), "traffic class of its packets"),
    attr(18, "INET_DIAG_MD5SIG", Structs(&TCP_DIAG_MD5SIG), "keys of TCP MD5 signatures"),
    attr(19, "INET_DIAG_ULP_INFO", Nested(&INET_ULP_INFO), "protocol above, such as TLS"),
    attr(20, "INET_DIAG_SK_BPF_STORAGES", Opaque, "BPF storages"),
    attr(21, "INET_DIAG_CGROUP_ID", U64(Host).meaning(Number), "control group"),
    attr(22, "INET_DIAG_SOCKOPT", U16(Host).meaning(Flags(INET_DIAG_SOCKOPT)), "options, one bit each"),
]);

/// `struct inet_diag_sockopt`: a bit field, with the bits of a little-endian machine.
#[rustfmt::skip]
pub const INET_DIAG_SOCKOPT: &[Name] = &[
    name(0x0001, "recverr", "queues errors: IP_RECVERR"),
    name(0x0002, "is_icsk", "connection-oriented"),
    name(0x0004, "freebind", "may bind to a missing address: IP_FREEBIND"),
    name(0x0008, "hdrincl", "writes the IP header itself: IP_HDRINCL"),
    name(0x0010, "mc_loop", "receives its own multicast: IP_MULTICAST_LOOP"),
    name(0x0020, "transparent", "may use foreign addresses: IP_TRANSPARENT"),
    name(0x0040, "mc_all", "receives all joined groups: IP_MULTICAST_ALL"),
    name(0x0080, "nodefrag", "no reassembly: IP_NODEFRAG"),
    name(0x0100, "bind_address_no_port", "port chosen by connect: IP_BIND_ADDRESS_NO_PORT"),
    name(0x0200, "recverr_rfc4884", "extended errors: IP_RECVERR_RFC4884"),
    name(0x0400, "defer_connect", "connects with first data: TCP_FASTOPEN_CONNECT"),
];

/// Only TCP is laid out. MPTCP and SCTP use structs of their own here, and a reply does not say
/// which protocol it describes. The struct of TCP starts with the state, which the message's own
/// struct repeats.
fn info(context: &Context<'_>) -> Shape {
    let info = context.find(&INET_DIAG, context.around, INET_DIAG_INFO);
    let state = context.view::<InetDiagMsg>(context.body).get(IDIAG_STATE);
    let layout = info.and_then(|info| tcp_info(info.len()));
    match (info.and_then(|info| U8.read(info.get(..1)?)), layout) {
        (first, Some(layout)) if first == state => Struct(layout),
        _ => Opaque,
    }
}

/// `INET_ULP_INFO_…`
#[rustfmt::skip]
pub static INET_ULP_INFO: Set = set("INET_ULP_INFO", &NLATTR, &[
    attr(1, "INET_ULP_INFO_NAME", Text, "name"),
    attr(2, "INET_ULP_INFO_TLS", Opaque, "TLS state"),
    attr(3, "INET_ULP_INFO_MPTCP", Opaque, "MPTCP state"),
]);

/// `struct tcpvegas_info`
#[rustfmt::skip]
pub static TCPVEGAS_INFO: Layout = Layout {
    c_name: "tcpvegas_info",
    header: "linux/inet_diag.h",
    man: "sock_diag(7)",
    fields: &[
        field(0, U32(Host), "tcpv_enabled", Number, "1: active"),
        field(4, U32(Host), "tcpv_rttcnt", Number, "round-trip times measured"),
        field(8, U32(Host), "tcpv_rtt", Unit("microseconds"), "round-trip time"),
        field(12, U32(Host), "tcpv_minrtt", Unit("microseconds"), "shortest round-trip time"),
    ],
};

/// `struct tcp_dctcp_info`
#[rustfmt::skip]
pub static TCP_DCTCP_INFO: Layout = Layout {
    c_name: "tcp_dctcp_info",
    header: "linux/inet_diag.h",
    man: "sock_diag(7)",
    fields: &[
        field(0, U16(Host), "dctcp_enabled", Number, "1: active"),
        field(2, U16(Host), "dctcp_ce_state", Number, "1: the last packet met congestion"),
        field(4, U32(Host), "dctcp_alpha", Number, "extent of congestion, 1024: all packets"),
        field(8, U32(Host), "dctcp_ab_ecn", Unit("bytes"), "acknowledged, met congestion"),
        field(12, U32(Host), "dctcp_ab_tot", Unit("bytes"), "acknowledged"),
    ],
};

/// `struct tcp_bbr_info`
#[rustfmt::skip]
pub static TCP_BBR_INFO: Layout = Layout {
    c_name: "tcp_bbr_info",
    header: "linux/inet_diag.h",
    man: "sock_diag(7)",
    fields: &[
        field(0, U32(Host), "bbr_bw_lo", Number, "bandwidth in bytes a second, lower 32 bits"),
        field(4, U32(Host), "bbr_bw_hi", Number, "bandwidth in bytes a second, upper 32 bits"),
        field(8, U32(Host), "bbr_min_rtt", Unit("microseconds"), "shortest round-trip time"),
        field(12, U32(Host), "bbr_pacing_gain", Number, "pacing rate / bandwidth, in 1/256"),
        field(16, U32(Host), "bbr_cwnd_gain", Number, "congestion window / path capacity, in 1/256"),
    ],
};
const _: () = assert!(TCP_BBR_INFO.size() == 20 && TCP_BBR_INFO.has_no_hole());

/// `struct inet_diag_meminfo`
#[rustfmt::skip]
pub static INET_DIAG_MEMINFO: Layout = Layout {
    c_name: "inet_diag_meminfo",
    header: "linux/inet_diag.h",
    man: "sock_diag(7)",
    fields: &[
        field(0, U32(Host), "idiag_rmem", Unit("bytes"), "in the receive queue"),
        field(4, U32(Host), "idiag_wmem", Unit("bytes"), "waiting to be sent"),
        field(8, U32(Host), "idiag_fmem", Unit("bytes"), "reserved for more"),
        field(12, U32(Host), "idiag_tmem", Unit("bytes"), "in the send queue"),
    ],
};
const _: () = assert!(INET_DIAG_MEMINFO.size() == 16 && INET_DIAG_MEMINFO.has_no_hole());
