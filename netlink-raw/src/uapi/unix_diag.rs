//! `include/uapi/linux/unix_diag.h`: requests for Unix sockets.

use crate::uapi::net_tcp_states::TCP_STATE;
use crate::uapi::netlink::NLATTR;
use crate::uapi::sock_diag::SK_MEMINFO;
use crate::uapi::sys_socket::{FAMILIES, SOCK};
use crate::wire::{
    CStruct,
    Kind::{Bytes, U8, U16, U32},
    Layout,
    Meaning::{self, Flags, Number, OneOf, Reserved},
    Member, Name,
    Order::Host,
    Set,
    Shape::{Struct, Structs, Text},
    attr, field, name, set,
};

/// `struct unix_diag_req`
#[rustfmt::skip]
pub static UNIX_DIAG_REQ: Layout = Layout {
    c_name: "unix_diag_req",
    header: "linux/unix_diag.h",
    man: "sock_diag(7)",
    fields: &[
        field(0, U8, "sdiag_family", OneOf(FAMILIES), "always AF_UNIX"),
        field(1, U8, "sdiag_protocol", Number, "zero"),
        field(2, U16(Host), "pad", Reserved, "zero"),
        field(4, U32(Host), "udiag_states", Flags(&[]), "states to match: bit n for TCP_ number n"),
        field(8, U32(Host), "udiag_ino", Number, "inode to match, 0: all"),
        field(12, U32(Host), "udiag_show", Flags(UDIAG_SHOW), "what to report"),
        field(16, Bytes(8), "udiag_cookie", Meaning::Id, "cookie to match"),
    ],
};
const _: () = assert!(UNIX_DIAG_REQ.size() == 24 && UNIX_DIAG_REQ.has_no_hole());

/// `struct unix_diag_req`: the type of its members; its table is [`UNIX_DIAG_REQ`].
#[doc(alias = "unix_diag_req")]
pub enum UnixDiagReq {}

impl CStruct for UnixDiagReq {
    const LAYOUT: &'static Layout = &UNIX_DIAG_REQ;
}

/// `sdiag_family`
pub const UNIX_DIAG_REQ_SDIAG_FAMILY: Member<UnixDiagReq> = Member::named("sdiag_family");
/// `udiag_states`
pub const UNIX_DIAG_REQ_UDIAG_STATES: Member<UnixDiagReq> = Member::named("udiag_states");
/// `udiag_ino`
pub const UNIX_DIAG_REQ_UDIAG_INO: Member<UnixDiagReq> = Member::named("udiag_ino");
/// `udiag_show`
pub const UNIX_DIAG_REQ_UDIAG_SHOW: Member<UnixDiagReq> = Member::named("udiag_show");
/// `udiag_cookie`
pub const UNIX_DIAG_REQ_UDIAG_COOKIE: Member<UnixDiagReq> = Member::named("udiag_cookie");

/// `UDIAG_SHOW_…`
#[rustfmt::skip]
pub const UDIAG_SHOW: &[Name] = &[
    name(0x01, "UDIAG_SHOW_NAME", "path"),
    name(0x02, "UDIAG_SHOW_VFS", "inode of the path"),
    name(0x04, "UDIAG_SHOW_PEER", "peer"),
    name(0x08, "UDIAG_SHOW_ICONS", "pending connections"),
    name(0x10, "UDIAG_SHOW_RQLEN", "queues"),
    name(0x20, "UDIAG_SHOW_MEMINFO", "memory"),
    name(0x40, "UDIAG_SHOW_UID", "user"),
];

/// `struct unix_diag_msg`
#[rustfmt::skip]
pub static UNIX_DIAG_MSG: Layout = Layout {
    c_name: "unix_diag_msg",
    header: "linux/unix_diag.h",
    man: "sock_diag(7)",
    fields: &[
        field(0, U8, "udiag_family", OneOf(FAMILIES), "always AF_UNIX"),
        field(1, U8, "udiag_type", OneOf(SOCK), "stream, datagram or seqpacket"),
        field(2, U8, "udiag_state", OneOf(TCP_STATE), "state"),
        field(3, U8, "pad", Reserved, "zero"),
        field(4, U32(Host), "udiag_ino", Number, "inode, listed in /proc/PID/fd"),
        field(8, Bytes(8), "udiag_cookie", Meaning::Id, "unique cookie, never used again"),
    ],
};
const _: () = assert!(UNIX_DIAG_MSG.size() == 16 && UNIX_DIAG_MSG.has_no_hole());

/// `UNIX_DIAG_…`: numbered from 0.
#[rustfmt::skip]
pub static UNIX_DIAG: Set = set("UNIX_DIAG", &NLATTR, &[
    attr(0, "UNIX_DIAG_NAME", Text, "path, or abstract name after a zero byte"),
    attr(1, "UNIX_DIAG_VFS", Struct(&UNIX_DIAG_VFS), "inode of the path"),
    attr(2, "UNIX_DIAG_PEER", U32(Host).meaning(Number), "inode of the peer"),
    attr(3, "UNIX_DIAG_ICONS", Structs(&ICONS), "inodes of pending connections"),
    attr(4, "UNIX_DIAG_RQLEN", Struct(&UNIX_DIAG_RQLEN), "queues"),
    attr(5, "UNIX_DIAG_MEMINFO", Struct(&SK_MEMINFO), "memory"),
    attr(6, "UNIX_DIAG_SHUTDOWN", U8.meaning(Number), "closed for: 1 receiving, 2 sending, 3 both"),
    attr(7, "UNIX_DIAG_UID", U32(Host).meaning(Number), "owner"),
]);

/// `struct unix_diag_vfs`
#[rustfmt::skip]
pub static UNIX_DIAG_VFS: Layout = Layout {
    c_name: "unix_diag_vfs",
    header: "linux/unix_diag.h",
    man: "sock_diag(7)",
    fields: &[
        field(0, U32(Host), "udiag_vfs_ino", Number, "inode"),
        field(4, U32(Host), "udiag_vfs_dev", Flags(&[]), "device"),
    ],
};

/// An inode in the list of pending connections.
#[rustfmt::skip]
static ICONS: Layout = Layout {
    c_name: "u32",
    header: "linux/unix_diag.h",
    man: "sock_diag(7)",
    fields: &[field(0, U32(Host), "inode", Number, "a pending connection")],
};

/// `struct unix_diag_rqlen`
#[rustfmt::skip]
pub static UNIX_DIAG_RQLEN: Layout = Layout {
    c_name: "unix_diag_rqlen",
    header: "linux/unix_diag.h",
    man: "sock_diag(7)",
    fields: &[
        field(0, U32(Host), "udiag_rqueue", Number, "unread bytes (listener: connections)"),
        field(4, U32(Host), "udiag_wqueue", Number, "bytes the peer has not read (listener: limit)"),
    ],
};
