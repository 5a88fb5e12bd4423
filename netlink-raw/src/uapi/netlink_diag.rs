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
        field(1, U8, "sdiag_protocol", OneOf(NETLINK), "sockets of which protocol"),
        field(2, U16(Host), "pad", Reserved, "zero"),
        field(4, U32(Host), "ndiag_ino", Number, "the socket with this inode; 0 for all"),
        field(8, U32(Host), "ndiag_show", Flags(NDIAG_SHOW), "what to tell of each"),
        field(12, Bytes(8), "ndiag_cookie", Meaning::Id, "the socket with this cookie"),
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
    name(0x4, "NDIAG_SHOW_RING_CFG", "rings of memory shared with it"),
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
        field(1, U8, "ndiag_type", OneOf(SOCK), "raw or datagrams: no difference"),
        field(2, U8, "ndiag_protocol", OneOf(NETLINK), "its protocol"),
        field(3, U8, "ndiag_state", OneOf(NETLINK_STATE), "whether it has a fixed peer"),
        field(4, U32(Host), "ndiag_portid", Number, "its port ID; 0 is the kernel's own"),
        field(8, U32(Host), "ndiag_dst_portid", Number, "the port ID of its peer"),
        field(12, U32(Host), "ndiag_dst_group", Number, "the group that it sends to"),
        field(16, U32(Host), "ndiag_ino", Number, "its inode: /proc/PID/fd says whose it is"),
        field(20, Bytes(8), "ndiag_cookie", Meaning::Id, "a number that no other socket ever gets"),
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
    attr(NETLINK_DIAG_MEMINFO, "NETLINK_DIAG_MEMINFO", Struct(&SK_MEMINFO), "its memory"),
    attr(NETLINK_DIAG_GROUPS, "NETLINK_DIAG_GROUPS", Structs(&GROUPS), "the groups that it has joined, one bit each"),
    attr(2, "NETLINK_DIAG_RX_RING", Struct(&NETLINK_DIAG_RING), "the ring that it receives from"),
    attr(3, "NETLINK_DIAG_TX_RING", Struct(&NETLINK_DIAG_RING), "the ring that it sends from"),
    attr(4, "NETLINK_DIAG_FLAGS", U32(Host).meaning(Flags(NDIAG_FLAG)), "its options"),
]);

/// A word of the bit mask of groups.
#[rustfmt::skip]
static GROUPS: Layout = Layout {
    c_name: "unsigned long",
    header: "linux/netlink_diag.h",
    man: "sock_diag(7)",
    fields: &[field(0, U32(Host), "groups", Flags(&[]), "32 groups: the lowest bit is the first")],
};

/// `NDIAG_FLAG_…`
#[rustfmt::skip]
pub const NDIAG_FLAG: &[Name] = &[
    name(0x01, "NDIAG_FLAG_CB_RUNNING", "in the middle of a dump"),
    name(0x02, "NDIAG_FLAG_PKTINFO", "NETLINK_PKTINFO: is told the group of each datagram"),
    name(0x04, "NDIAG_FLAG_BROADCAST_ERROR", "NETLINK_BROADCAST_ERROR: senders are told that it missed something"),
    name(0x08, "NDIAG_FLAG_NO_ENOBUFS", "NETLINK_NO_ENOBUFS: is not told itself"),
    name(0x10, "NDIAG_FLAG_LISTEN_ALL_NSID", "NETLINK_LISTEN_ALL_NSID: hears other namespaces, too"),
    name(0x20, "NDIAG_FLAG_CAP_ACK", "NETLINK_CAP_ACK: errors repeat only the header of its request"),
];

/// `struct netlink_diag_ring`
#[rustfmt::skip]
pub static NETLINK_DIAG_RING: Layout = Layout {
    c_name: "netlink_diag_ring",
    header: "linux/netlink_diag.h",
    man: "sock_diag(7)",
    fields: &[
        field(0, U32(Host), "ndr_block_size", Unit("bytes"), "of a block"),
        field(4, U32(Host), "ndr_block_nr", Number, "how many blocks"),
        field(8, U32(Host), "ndr_frame_size", Unit("bytes"), "of a frame"),
        field(12, U32(Host), "ndr_frame_nr", Number, "how many frames"),
    ],
};
const _: () = assert!(NETLINK_DIAG_RING.size() == 16 && NETLINK_DIAG_RING.has_no_hole());
