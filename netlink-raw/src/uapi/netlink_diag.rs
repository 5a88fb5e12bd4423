//! `include/uapi/linux/netlink_diag.h`: requests for netlink sockets.

use crate::uapi::netlink::{NETLINK, NETLINK_STATE, NLATTR};
use crate::uapi::sock_diag::SK_MEMINFO;
use crate::uapi::sys_socket::{FAMILIES, SOCK};
use crate::wire::{
    CStruct,
    Kind::{Bytes, U8, U16, U32},
    Layout,
    Meaning::{self, Flags, Number, OneOf, Reserved, Unit},
    Member, Name,
    Order::Host,
    Set,
    Shape::{Struct, Structs},
    attr, field, name, set,
};

/// `struct netlink_diag_req`
#[rustfmt::skip]
pub static NETLINK_DIAG_REQ: Layout = Layout {
    c_name: "netlink_diag_req",
    header: "linux/netlink_diag.h",
    man: "sock_diag(7)",
    fields: &[
        field(0, U8, "sdiag_family", OneOf(FAMILIES), "always AF_NETLINK"),
        field(1, U8, "sdiag_protocol", OneOf(NETLINK), "netlink protocol to match"),
        field(2, U16(Host), "pad", Reserved, "zero"),
        field(4, U32(Host), "ndiag_ino", Number, "inode to match, 0: all"),
        field(8, U32(Host), "ndiag_show", Flags(NDIAG_SHOW), "what to report"),
        field(12, Bytes(8), "ndiag_cookie", Meaning::Id, "cookie to match"),
    ],
};
const _: () = assert!(NETLINK_DIAG_REQ.size() == 20 && NETLINK_DIAG_REQ.has_no_hole());

/// `struct netlink_diag_req`: the type of its members; its table is [`NETLINK_DIAG_REQ`].
#[doc(alias = "netlink_diag_req")]
pub enum NetlinkDiagReq {}

impl CStruct for NetlinkDiagReq {
    const LAYOUT: &'static Layout = &NETLINK_DIAG_REQ;
}

/// `sdiag_family`
pub const NETLINK_DIAG_REQ_SDIAG_FAMILY: Member<NetlinkDiagReq> = Member::named("sdiag_family");
/// `sdiag_protocol`
pub const NETLINK_DIAG_REQ_SDIAG_PROTOCOL: Member<NetlinkDiagReq> = Member::named("sdiag_protocol");
/// `ndiag_ino`
pub const NETLINK_DIAG_REQ_NDIAG_INO: Member<NetlinkDiagReq> = Member::named("ndiag_ino");
/// `ndiag_show`
pub const NETLINK_DIAG_REQ_NDIAG_SHOW: Member<NetlinkDiagReq> = Member::named("ndiag_show");
/// `ndiag_cookie`
pub const NETLINK_DIAG_REQ_NDIAG_COOKIE: Member<NetlinkDiagReq> = Member::named("ndiag_cookie");

pub const NDIAG_SHOW_MEMINFO: u64 = 0x1;
pub const NDIAG_SHOW_GROUPS: u64 = 0x2;

/// `NDIAG_SHOW_…`
#[rustfmt::skip]
pub const NDIAG_SHOW: &[Name] = &[
    name(NDIAG_SHOW_MEMINFO, "NDIAG_SHOW_MEMINFO", "memory"),
    name(NDIAG_SHOW_GROUPS, "NDIAG_SHOW_GROUPS", "multicast groups"),
    name(0x4, "NDIAG_SHOW_RING_CFG", "memory-mapped rings"),
    name(0x8, "NDIAG_SHOW_FLAGS", "options"),
];

/// `struct netlink_diag_msg`
#[rustfmt::skip]
pub static NETLINK_DIAG_MSG: Layout = Layout {
    c_name: "netlink_diag_msg",
    header: "linux/netlink_diag.h",
    man: "sock_diag(7)",
    fields: &[
        field(0, U8, "ndiag_family", OneOf(FAMILIES), "always AF_NETLINK"),
        field(1, U8, "ndiag_type", OneOf(SOCK), "raw or datagram, no difference"),
        field(2, U8, "ndiag_protocol", OneOf(NETLINK), "netlink protocol"),
        field(3, U8, "ndiag_state", OneOf(NETLINK_STATE), "whether it has a fixed peer"),
        field(4, U32(Host), "ndiag_portid", Number, "port ID, 0: the kernel"),
        field(8, U32(Host), "ndiag_dst_portid", Number, "port ID of the peer"),
        field(12, U32(Host), "ndiag_dst_group", Number, "group that it sends to"),
        field(16, U32(Host), "ndiag_ino", Number, "inode, listed in /proc/PID/fd"),
        field(20, Bytes(8), "ndiag_cookie", Meaning::Id, "unique cookie, never used again"),
    ],
};
const _: () = assert!(NETLINK_DIAG_MSG.size() == 28 && NETLINK_DIAG_MSG.has_no_hole());

/// `struct netlink_diag_msg`: the type of its members; its table is [`NETLINK_DIAG_MSG`].
#[doc(alias = "netlink_diag_msg")]
pub enum NetlinkDiagMsg {}

impl CStruct for NetlinkDiagMsg {
    const LAYOUT: &'static Layout = &NETLINK_DIAG_MSG;
}

/// `ndiag_family`
pub const NDIAG_FAMILY: Member<NetlinkDiagMsg> = Member::named("ndiag_family");
/// `ndiag_type`
pub const NDIAG_TYPE: Member<NetlinkDiagMsg> = Member::named("ndiag_type");
/// `ndiag_protocol`
pub const NDIAG_PROTOCOL: Member<NetlinkDiagMsg> = Member::named("ndiag_protocol");
/// `ndiag_state`
pub const NDIAG_STATE: Member<NetlinkDiagMsg> = Member::named("ndiag_state");
/// `ndiag_portid`
pub const NDIAG_PORTID: Member<NetlinkDiagMsg> = Member::named("ndiag_portid");
/// `ndiag_dst_portid`
pub const NDIAG_DST_PORTID: Member<NetlinkDiagMsg> = Member::named("ndiag_dst_portid");
/// `ndiag_dst_group`
pub const NDIAG_DST_GROUP: Member<NetlinkDiagMsg> = Member::named("ndiag_dst_group");
/// `ndiag_ino`
pub const NDIAG_INO: Member<NetlinkDiagMsg> = Member::named("ndiag_ino");
/// `ndiag_cookie`
pub const NDIAG_COOKIE: Member<NetlinkDiagMsg> = Member::named("ndiag_cookie");

pub const NETLINK_DIAG_MEMINFO: u16 = 0;
pub const NETLINK_DIAG_GROUPS: u16 = 1;

/// `NETLINK_DIAG_…`: numbered from 0.
#[rustfmt::skip]
pub static NETLINK_DIAG: Set = set("NETLINK_DIAG", &NLATTR, &[
    attr(NETLINK_DIAG_MEMINFO, "NETLINK_DIAG_MEMINFO", Struct(&SK_MEMINFO), "memory"),
    attr(NETLINK_DIAG_GROUPS, "NETLINK_DIAG_GROUPS", Structs(&GROUPS), "joined groups, one bit each"),
    attr(2, "NETLINK_DIAG_RX_RING", Struct(&NETLINK_DIAG_RING), "receive ring"),
    attr(3, "NETLINK_DIAG_TX_RING", Struct(&NETLINK_DIAG_RING), "send ring"),
    attr(4, "NETLINK_DIAG_FLAGS", U32(Host).meaning(Flags(NDIAG_FLAG)), "options"),
]);

/// A word of the bit mask of multicast groups.
#[rustfmt::skip]
static GROUPS: Layout = Layout {
    c_name: "unsigned long",
    header: "linux/netlink_diag.h",
    man: "sock_diag(7)",
    fields: &[field(0, U32(Host), "groups", Flags(&[]), "32 groups, the lowest bit is the first")],
};

/// `NDIAG_FLAG_…`
#[rustfmt::skip]
pub const NDIAG_FLAG: &[Name] = &[
    name(0x01, "NDIAG_FLAG_CB_RUNNING", "a dump is in progress"),
    name(0x02, "NDIAG_FLAG_PKTINFO", "receives the group of each datagram"),
    name(0x04, "NDIAG_FLAG_BROADCAST_ERROR", "senders learn of its overruns"),
    name(0x08, "NDIAG_FLAG_NO_ENOBUFS", "no ENOBUFS after an overrun"),
    name(0x10, "NDIAG_FLAG_LISTEN_ALL_NSID", "also receives from other namespaces"),
    name(0x20, "NDIAG_FLAG_CAP_ACK", "errors repeat only the request's header"),
];

/// `struct netlink_diag_ring`
#[rustfmt::skip]
pub static NETLINK_DIAG_RING: Layout = Layout {
    c_name: "netlink_diag_ring",
    header: "linux/netlink_diag.h",
    man: "sock_diag(7)",
    fields: &[
        field(0, U32(Host), "ndr_block_size", Unit("bytes"), "size of a block"),
        field(4, U32(Host), "ndr_block_nr", Number, "number of blocks"),
        field(8, U32(Host), "ndr_frame_size", Unit("bytes"), "size of a frame"),
        field(12, U32(Host), "ndr_frame_nr", Number, "number of frames"),
    ],
};
const _: () = assert!(NETLINK_DIAG_RING.size() == 16 && NETLINK_DIAG_RING.has_no_hole());
