//! `include/uapi/linux/netlink.h`: what all netlink protocols share.

use crate::uapi::errno::ERRNO;
use crate::uapi::net_tcp_states::TCP_CLOSE;
use crate::uapi::sys_socket::FAMILIES;
use crate::wire::{
    Attr, Body, CStruct, Context, Field,
    Kind::{Pad, S32, S64, U16, U32, U64},
    Layout,
    Meaning::{self, Errno, Flags, MessageType, Number, OneOf, Reserved, Unit},
    Member, Message, Name,
    Order::Host,
    Set,
    Shape::{Nested, Opaque, Struct, Text},
    attr, field, message, name, set,
};

/// `struct nlmsghdr`: the 16 bytes with which every message begins.
#[rustfmt::skip]
pub static NLMSGHDR: Layout = Layout {
    c_name: "nlmsghdr",
    header: "linux/netlink.h",
    man: "netlink(7)",
    fields: &[
        field(0, U32(Host), "nlmsg_len", Unit("bytes"), "length with this header, without the padding behind it"),
        field(4, U16(Host), "nlmsg_type", Meaning::Choose(message_types, &[]), "what the message is about"),
        field(6, U16(Host), "nlmsg_flags", Meaning::Choose(message_flags, &[Flags(ACK_FLAGS), Flags(COMMON_FLAGS), Flags(GET_FLAGS), Flags(NEW_FLAGS), Flags(DELETE_FLAGS)]), "how to treat it"),
        field(8, U32(Host), "nlmsg_seq", Number, "chosen by who asks, repeated in the answer"),
        field(12, U32(Host), "nlmsg_pid", Number, "port ID of who asked; 0 in requests, and where nobody asked; not a process ID"),
    ],
};
const _: () = assert!(NLMSGHDR.size() == 16 && NLMSGHDR.has_no_hole());

/// `struct nlmsghdr`: the type of its members; its table is [`NLMSGHDR`].
#[doc(alias = "nlmsghdr")]
pub enum Nlmsghdr {}

impl CStruct for Nlmsghdr {
    const LAYOUT: &'static Layout = &NLMSGHDR;
}

/// `nlmsg_len`
pub const NLMSG_LEN: Member<Nlmsghdr> = Member::named("nlmsg_len");
/// `nlmsg_type`
pub const NLMSG_TYPE: Member<Nlmsghdr> = Member::named("nlmsg_type");
/// `nlmsg_flags`
pub const NLMSG_FLAGS: Member<Nlmsghdr> = Member::named("nlmsg_flags");
/// `nlmsg_seq`
pub const NLMSG_SEQ: Member<Nlmsghdr> = Member::named("nlmsg_seq");
/// `nlmsg_pid`
pub const NLMSG_PID: Member<Nlmsghdr> = Member::named("nlmsg_pid");

/// An attribute's number means something only within its list.
pub(crate) fn attribute_types(context: &Context<'_>) -> Meaning {
    context.set.map_or(Number, Meaning::AttributeType)
}

pub(crate) fn message_types(context: &Context<'_>) -> Meaning {
    MessageType(context.protocol)
}

/// The upper byte of the flags has a meaning of its own for each kind of
/// request, and for acknowledgements.
///
/// Only rtnetlink numbers its messages in fours: new, delete, get, set. In generic
/// netlink the number is that of a family, and sock_diag has one for questions and
/// answers; both take the two flags of a dump for a dump, whatever the number is.
fn message_flags(context: &Context<'_>) -> Meaning {
    let is_route = context.protocol.number == NETLINK_ROUTE;
    Flags(match context.message_type {
        NLMSG_ERROR | NLMSG_DONE => ACK_FLAGS,
        0..NLMSG_MIN_TYPE => COMMON_FLAGS,
        _ if !is_route => GET_FLAGS,
        number => match number % 4 {
            0 => NEW_FLAGS,
            1 => DELETE_FLAGS,
            2 => GET_FLAGS,
            _ => COMMON_FLAGS,
        },
    })
}

pub const NLM_F_REQUEST: u16 = 0x01;
pub const NLM_F_MULTI: u16 = 0x02;
pub const NLM_F_ACK: u16 = 0x04;
pub const NLM_F_ECHO: u16 = 0x08;
pub const NLM_F_DUMP_INTR: u16 = 0x10;
pub const NLM_F_DUMP_FILTERED: u16 = 0x20;

const REQUEST: Name = name(NLM_F_REQUEST as u64, "NLM_F_REQUEST", "this is a request");
const MULTI: Name =
    name(NLM_F_MULTI as u64, "NLM_F_MULTI", "one of several messages; NLMSG_DONE ends them");
const ACK: Name =
    name(NLM_F_ACK as u64, "NLM_F_ACK", "answer with an acknowledgement, also when all went well");
const ECHO: Name =
    name(NLM_F_ECHO as u64, "NLM_F_ECHO", "send the resulting notifications to the requester too");
const DUMP_INTR: Name =
    name(NLM_F_DUMP_INTR as u64, "NLM_F_DUMP_INTR", "the table changed during the dump: ask again");
const DUMP_FILTERED: Name = name(
    NLM_F_DUMP_FILTERED as u64,
    "NLM_F_DUMP_FILTERED",
    "the kernel filtered the dump as asked",
);

/// `NLM_F_…` in any message.
pub const COMMON_FLAGS: &[Name] = &[REQUEST, MULTI, ACK, ECHO, DUMP_INTR, DUMP_FILTERED];

pub const NLM_F_ROOT: u16 = 0x100;
pub const NLM_F_MATCH: u16 = 0x200;
pub const NLM_F_ATOMIC: u16 = 0x400;
/// The whole table.
pub const NLM_F_DUMP: u16 = NLM_F_ROOT | NLM_F_MATCH;

/// `NLM_F_…` in a request to get something.
#[rustfmt::skip]
pub const GET_FLAGS: &[Name] = &[
    REQUEST, MULTI, ACK, ECHO, DUMP_INTR, DUMP_FILTERED,
    name(NLM_F_ROOT as u64, "NLM_F_ROOT", "with NLM_F_MATCH: a dump, that is, the whole table"),
    name(NLM_F_MATCH as u64, "NLM_F_MATCH", "with NLM_F_ROOT: a dump, that is, the whole table"),
    name(NLM_F_ATOMIC as u64, "NLM_F_ATOMIC", "as one snapshot; not implemented by the kernel"),
];

pub const NLM_F_REPLACE: u16 = 0x100;
pub const NLM_F_EXCL: u16 = 0x200;
pub const NLM_F_CREATE: u16 = 0x400;
pub const NLM_F_APPEND: u16 = 0x800;

/// `NLM_F_…` in a request to make something, and in the notification of it.
#[rustfmt::skip]
pub const NEW_FLAGS: &[Name] = &[
    REQUEST, MULTI, ACK, ECHO, DUMP_INTR, DUMP_FILTERED,
    name(NLM_F_REPLACE as u64, "NLM_F_REPLACE", "put it in the place of one that exists"),
    name(NLM_F_EXCL as u64, "NLM_F_EXCL", "fail if it exists"),
    name(NLM_F_CREATE as u64, "NLM_F_CREATE", "make it if it does not exist"),
    name(NLM_F_APPEND as u64, "NLM_F_APPEND", "put it behind those that exist"),
];

pub const NLM_F_NONREC: u16 = 0x100;
pub const NLM_F_BULK: u16 = 0x200;

/// `NLM_F_…` in a request to delete something.
#[rustfmt::skip]
pub const DELETE_FLAGS: &[Name] = &[
    REQUEST, MULTI, ACK, ECHO, DUMP_INTR, DUMP_FILTERED,
    name(NLM_F_NONREC as u64, "NLM_F_NONREC", "do not delete what belongs to it"),
    name(NLM_F_BULK as u64, "NLM_F_BULK", "delete all that match"),
];

pub const NLM_F_CAPPED: u16 = 0x100;
pub const NLM_F_ACK_TLVS: u16 = 0x200;

/// `NLM_F_…` in an acknowledgement.
#[rustfmt::skip]
pub const ACK_FLAGS: &[Name] = &[
    REQUEST, MULTI, ACK, ECHO, DUMP_INTR, DUMP_FILTERED,
    name(NLM_F_CAPPED as u64, "NLM_F_CAPPED", "of the request, only the header is repeated"),
    name(NLM_F_ACK_TLVS as u64, "NLM_F_ACK_TLVS", "attributes of the extended acknowledgement follow"),
];

/// The types below are the same in all protocols.
pub const NLMSG_MIN_TYPE: u16 = 0x10;

pub const NLMSG_NOOP: u16 = 1;
pub const NLMSG_ERROR: u16 = 2;
pub const NLMSG_DONE: u16 = 3;
pub const NLMSG_OVERRUN: u16 = 4;

/// The message types below 16, which every protocol shares.
#[rustfmt::skip]
pub static CONTROL: &[Message] = &[
    message(NLMSG_NOOP, "NLMSG_NOOP", Body::Empty, "nothing: skip it"),
    message(NLMSG_ERROR, "NLMSG_ERROR", Body::Error, "an error, or with error 0 the acknowledgement of a request"),
    message(NLMSG_DONE, "NLMSG_DONE", Body::Struct(&DONE, &NLMSGERR_ATTRS), "the end of a multipart answer"),
    message(NLMSG_OVERRUN, "NLMSG_OVERRUN", Body::Empty, "data was lost; defined, but never sent by the kernel"),
];

/// The part of `struct nlmsgerr` in front of the request that it repeats.
#[rustfmt::skip]
pub static NLMSGERR: Layout = Layout {
    c_name: "nlmsgerr",
    header: "linux/netlink.h",
    man: "netlink(7)",
    fields: &[field(0, S32, "error", Errno(ERRNO), "0 for success, else an errno with a minus sign")],
};
const _: () = assert!(NLMSGERR.size() == 4 && NLMSGERR.has_no_hole());

/// `struct nlmsgerr`: the type of its members; its table is [`NLMSGERR`].
#[doc(alias = "nlmsgerr")]
pub enum Nlmsgerr {}

impl CStruct for Nlmsgerr {
    const LAYOUT: &'static Layout = &NLMSGERR;
}

/// `error`
pub const NLMSGERR_ERROR: Member<Nlmsgerr> = Member::named("error");

/// The payload of NLMSG_DONE. The headers have no struct for it: the kernel writes
/// an `int`, the dump's result (`netlink_dump_done` in `net/netlink/af_netlink.c`).
#[rustfmt::skip]
pub static DONE: Layout = Layout {
    c_name: "nlmsg_done",
    header: "linux/netlink.h",
    man: "netlink(7)",
    fields: &[field(0, S32, "error", Errno(ERRNO), "0 for a complete dump, else an errno with a minus sign")],
};

/// `struct nlattr`: the header of an attribute.
#[rustfmt::skip]
pub static NLATTR: Layout = Layout {
    c_name: "nlattr",
    header: "linux/netlink.h",
    man: "netlink(7)",
    fields: &[
        field(0, U16(Host), "nla_len", Unit("bytes"), "length with this header, without the padding behind it"),
        field(2, U16(Host), "nla_type", Meaning::Choose(attribute_types, &[Number]), "which attribute"),
    ],
};
const _: () = assert!(NLATTR.size() == 4 && NLATTR.has_no_hole());

/// `struct nlattr`: the type of its members; its table is [`NLATTR`].
#[doc(alias = "nlattr")]
pub enum Nlattr {}

impl CStruct for Nlattr {
    const LAYOUT: &'static Layout = &NLATTR;
}

/// `nla_len`
pub const NLA_LEN: Member<Nlattr> = Member::named("nla_len");
/// `nla_type`
pub const NLA_TYPE: Member<Nlattr> = Member::named("nla_type");

pub const NLMSGERR_ATTR_MSG: u16 = 1;
pub const NLMSGERR_ATTR_OFFS: u16 = 2;

/// `NLMSGERR_ATTR_…`: the extended acknowledgement.
#[rustfmt::skip]
pub static NLMSGERR_ATTRS: Set = set("NLMSGERR_ATTR", &NLATTR, &[
    attr(NLMSGERR_ATTR_MSG, "NLMSGERR_ATTR_MSG", Text, "the kernel's reason, as text"),
    attr(NLMSGERR_ATTR_OFFS, "NLMSGERR_ATTR_OFFS", U32(Host).meaning(Unit("bytes into the request")), "where in the request the offending attribute stands"),
    attr(3, "NLMSGERR_ATTR_COOKIE", Opaque, "what the subsystem wants to tell its own clients"),
    attr(4, "NLMSGERR_ATTR_POLICY", Nested(&NL_POLICY_TYPE_ATTR), "what the kernel would have accepted"),
    attr(5, "NLMSGERR_ATTR_MISS_TYPE", U32(Host).meaning(Number), "the type of a required attribute that is missing"),
    attr(6, "NLMSGERR_ATTR_MISS_NEST", U32(Host).meaning(Unit("bytes into the request")), "where the nest stands in which it is missing"),
]);

/// `NL_POLICY_TYPE_ATTR_…`: what the kernel accepts in an attribute.
#[rustfmt::skip]
pub static NL_POLICY_TYPE_ATTR: Set = set("NL_POLICY_TYPE_ATTR", &NLATTR, &[
    attr(1, "NL_POLICY_TYPE_ATTR_TYPE", U32(Host).meaning(OneOf(NL_ATTR_TYPE)), "what its payload is"),
    attr(2, "NL_POLICY_TYPE_ATTR_MIN_VALUE_S", S64.meaning(Number), "the smallest number, signed"),
    attr(3, "NL_POLICY_TYPE_ATTR_MAX_VALUE_S", S64.meaning(Number), "the largest number, signed"),
    attr(4, "NL_POLICY_TYPE_ATTR_MIN_VALUE_U", U64(Host).meaning(Number), "the smallest number"),
    attr(5, "NL_POLICY_TYPE_ATTR_MAX_VALUE_U", U64(Host).meaning(Number), "the largest number"),
    attr(6, "NL_POLICY_TYPE_ATTR_MIN_LENGTH", U32(Host).meaning(Unit("bytes")), "the shortest payload"),
    attr(7, "NL_POLICY_TYPE_ATTR_MAX_LENGTH", U32(Host).meaning(Unit("bytes")), "the longest payload"),
    attr(8, "NL_POLICY_TYPE_ATTR_POLICY_IDX", U32(Host).meaning(Number), "which policy holds inside"),
    attr(9, "NL_POLICY_TYPE_ATTR_POLICY_MAXTYPE", U32(Host).meaning(Number), "the largest attribute number inside"),
    attr(10, "NL_POLICY_TYPE_ATTR_BITFIELD32_MASK", U32(Host).meaning(Flags(&[])), "the bits of a bit field that may be set"),
    attr(11, "NL_POLICY_TYPE_ATTR_PAD", Opaque, "keeps the next attribute aligned to 8 bytes"),
    attr(12, "NL_POLICY_TYPE_ATTR_MASK", U64(Host).meaning(Flags(&[])), "the bits that may be set"),
]);

/// `NL_ATTR_TYPE_…`: what a payload is.
#[rustfmt::skip]
pub const NL_ATTR_TYPE: &[Name] = &[
    name(0, "NL_ATTR_TYPE_INVALID", "unused"),
    name(1, "NL_ATTR_TYPE_FLAG", "nothing: that it is there says all"),
    name(2, "NL_ATTR_TYPE_U8", "a number of 8 bits"),
    name(3, "NL_ATTR_TYPE_U16", "a number of 16 bits"),
    name(4, "NL_ATTR_TYPE_U32", "a number of 32 bits"),
    name(5, "NL_ATTR_TYPE_U64", "a number of 64 bits"),
    name(6, "NL_ATTR_TYPE_S8", "a signed number of 8 bits"),
    name(7, "NL_ATTR_TYPE_S16", "a signed number of 16 bits"),
    name(8, "NL_ATTR_TYPE_S32", "a signed number of 32 bits"),
    name(9, "NL_ATTR_TYPE_S64", "a signed number of 64 bits"),
    name(10, "NL_ATTR_TYPE_BINARY", "bytes"),
    name(11, "NL_ATTR_TYPE_STRING", "text, with or without a zero byte at its end"),
    name(12, "NL_ATTR_TYPE_NUL_STRING", "text, with a zero byte at its end"),
    name(13, "NL_ATTR_TYPE_NESTED", "attributes"),
    name(14, "NL_ATTR_TYPE_NESTED_ARRAY", "a list of attribute lists"),
    name(15, "NL_ATTR_TYPE_BITFIELD32", "32 bits, and which of them count"),
    name(16, "NL_ATTR_TYPE_SINT", "a signed number of 32 or 64 bits"),
    name(17, "NL_ATTR_TYPE_UINT", "a number of 32 or 64 bits"),
];

pub const NETLINK_ROUTE: u64 = 0;
pub const NETLINK_USERSOCK: u64 = 2;
pub const NETLINK_SOCK_DIAG: u64 = 4;
pub const NETLINK_GENERIC: u64 = 16;
pub const NDIAG_PROTO_ALL: u64 = 255;

/// `NETLINK_…`: the protocols of netlink.
#[rustfmt::skip]
pub const NETLINK: &[Name] = &[
    name(NETLINK_ROUTE, "NETLINK_ROUTE", "links, addresses, routes, neighbours, rules"),
    name(1, "NETLINK_UNUSED", "not used"),
    name(NETLINK_USERSOCK, "NETLINK_USERSOCK", "processes among themselves"),
    name(3, "NETLINK_FIREWALL", "not used"),
    name(NETLINK_SOCK_DIAG, "NETLINK_SOCK_DIAG", "questions about sockets"),
    name(5, "NETLINK_NFLOG", "not used"),
    name(6, "NETLINK_XFRM", "IPsec"),
    name(7, "NETLINK_SELINUX", "events of SELinux"),
    name(8, "NETLINK_ISCSI", "network disks"),
    name(9, "NETLINK_AUDIT", "the audit log"),
    name(10, "NETLINK_FIB_LOOKUP", "lookups in routing tables"),
    name(11, "NETLINK_CONNECTOR", "events of processes, and more"),
    name(12, "NETLINK_NETFILTER", "the firewall"),
    name(14, "NETLINK_DNRTMSG", "DECnet"),
    name(15, "NETLINK_KOBJECT_UEVENT", "devices that come and go"),
    name(NETLINK_GENERIC, "NETLINK_GENERIC", "generic netlink"),
    name(18, "NETLINK_SCSITRANSPORT", "disks"),
    name(19, "NETLINK_ECRYPTFS", "an encrypted file system"),
    name(20, "NETLINK_RDMA", "remote memory"),
    name(21, "NETLINK_CRYPTO", "ciphers"),
    name(22, "NETLINK_SMC", "shared memory for TCP"),
    name(NDIAG_PROTO_ALL, "NDIAG_PROTO_ALL", "in a request: all of them"),
];

/// `NETLINK_UNCONNECTED`, `NETLINK_CONNECTED`
#[rustfmt::skip]
pub const NETLINK_STATE: &[Name] = &[
    name(0, "NETLINK_UNCONNECTED", "without a fixed peer"),
    name(1, "NETLINK_CONNECTED", "with a fixed peer"),
    // Every socket of the kernel begins so, and connect(2) alone changes it here.
    name(TCP_CLOSE, "TCP_CLOSE", "never had a fixed peer"),
];

/// `struct sockaddr_nl`: the address of a netlink socket.
#[rustfmt::skip]
pub static SOCKADDR_NL: Layout = Layout {
    c_name: "sockaddr_nl",
    header: "linux/netlink.h",
    man: "netlink(7)",
    fields: &[
        field(0, U16(Host), "nl_family", OneOf(FAMILIES), "always AF_NETLINK"),
        field(2, Pad(2), "nl_pad", Reserved, "zero"),
        field(4, U32(Host), "nl_pid", Number, "the port ID: 0 is the kernel; not a process ID"),
        field(8, U32(Host), "nl_groups", Flags(&[]), "multicast groups 1 to 32, one bit each: group 7 is 0x40"),
    ],
};
const _: () = assert!(SOCKADDR_NL.size() == 12 && SOCKADDR_NL.has_no_hole());

/// `struct sockaddr_nl`: the type of its members; its table is [`SOCKADDR_NL`].
#[doc(alias = "sockaddr_nl")]
pub enum SockaddrNl {}

impl CStruct for SockaddrNl {
    const LAYOUT: &'static Layout = &SOCKADDR_NL;
}

/// `nl_family`
pub const NL_FAMILY: Member<SockaddrNl> = Member::named("nl_family");
/// `nl_pid`
pub const NL_PID: Member<SockaddrNl> = Member::named("nl_pid");
/// `nl_groups`
pub const NL_GROUPS: Member<SockaddrNl> = Member::named("nl_groups");

/// [`SOCKADDR_NL`] as something to be explained by itself.
pub static SOCKADDR_NL_ROW: Attr =
    attr(0, "sockaddr_nl", Struct(&SOCKADDR_NL), "the address of a netlink socket");

/// `struct nla_bitfield32`: bits, and which of them count. The attribute says which names the bits
/// have.
pub(crate) const fn nla_bitfield32(fields: &'static [Field; 2]) -> Layout {
    Layout { c_name: "nla_bitfield32", header: "linux/netlink.h", man: "tc-actions(8)", fields }
}

/// The fields of [`nla_bitfield32`].
pub(crate) const fn bits(names: &'static [Name]) -> [Field; 2] {
    [
        field(0, U32(Host), "value", Flags(names), "the bits"),
        field(4, U32(Host), "selector", Flags(names), "the bits that count"),
    ]
}
