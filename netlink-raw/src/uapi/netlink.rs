//! `include/uapi/linux/netlink.h`: what all netlink protocols share.

use crate::uapi::errno::ERRNO;
use crate::uapi::net_tcp_states::TCP_CLOSE;
use crate::uapi::sys_socket::FAMILIES;
use crate::wire::{
    Attr, Body, CStruct, Context, Field,
    Kind::{Bytes, Pad, S32, S64, U16, U32, U64},
    Layout,
    Meaning::{self, Errno, Flags, MessageType, Number, OneOf, Reserved, Unit},
    Member, Message, Name,
    Order::Host,
    Set,
    Shape::{Nested, Opaque, Struct, Text},
    attr, field, message, name, set,
};

/// `struct nlmsghdr`: the 16 bytes at the start of every message.
#[rustfmt::skip]
pub static NLMSGHDR: Layout = Layout {
    c_name: "nlmsghdr",
    header: "linux/netlink.h",
    man: "netlink(7)",
    fields: &[
        field(0, U32(Host), "nlmsg_len", Unit("bytes"), "message length, header included"),
        field(4, U16(Host), "nlmsg_type", Meaning::Choose(message_types, &[]), "what the message means"),
        field(6, U16(Host), "nlmsg_flags", Meaning::Choose(message_flags, &[Flags(ACK_FLAGS), Flags(COMMON_FLAGS), Flags(GET_FLAGS), Flags(NEW_FLAGS), Flags(DELETE_FLAGS)]), "how to handle it"),
        field(8, U32(Host), "nlmsg_seq", Number, "sequence number, set by the requester"),
        field(12, U32(Host), "nlmsg_pid", Number, "port ID of the requester, 0 if none"),
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

/// The type of an attribute has a meaning only within its list.
pub(crate) fn attribute_types(context: &Context<'_>) -> Meaning {
    context.set.map_or(Number, Meaning::AttributeType)
}

pub(crate) fn message_types(context: &Context<'_>) -> Meaning {
    MessageType(context.protocol)
}

/// The upper byte of the flags has a different meaning for each kind of request, and for
/// acknowledgements.
///
/// Only rtnetlink numbers its messages in fours: new, delete, get, set. In generic netlink the
/// type is the number of a family, and sock_diag uses one type for requests and replies; in both,
/// the two flags of a dump mean a dump, whatever the type is.
fn message_flags(context: &Context<'_>) -> Meaning {
    let is_route = context.protocol.number == NETLINK_ROUTE;
    Flags(match context.message_type {
        NLMSG_ERROR | NLMSG_DONE => ACK_FLAGS,
        0..NLMSG_MIN_TYPE => COMMON_FLAGS,
        // What a type means, and so its flags, is not known.
        _ if context.protocol.messages.is_empty() => COMMON_FLAGS,
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
    name(NLM_F_MULTI as u64, "NLM_F_MULTI", "multipart message, NLMSG_DONE ends it");
const ACK: Name = name(NLM_F_ACK as u64, "NLM_F_ACK", "acknowledge even on success");
const ECHO: Name =
    name(NLM_F_ECHO as u64, "NLM_F_ECHO", "send resulting notifications to the requester too");
const DUMP_INTR: Name =
    name(NLM_F_DUMP_INTR as u64, "NLM_F_DUMP_INTR", "the table changed during the dump: retry");
const DUMP_FILTERED: Name = name(
    NLM_F_DUMP_FILTERED as u64,
    "NLM_F_DUMP_FILTERED",
    "the kernel applied the requested filter",
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
    name(NLM_F_ROOT as u64, "NLM_F_ROOT", "with NLM_F_MATCH: dump the whole table"),
    name(NLM_F_MATCH as u64, "NLM_F_MATCH", "with NLM_F_ROOT: dump the whole table"),
    name(NLM_F_ATOMIC as u64, "NLM_F_ATOMIC", "take one snapshot, not implemented"),
];

pub const NLM_F_REPLACE: u16 = 0x100;
pub const NLM_F_EXCL: u16 = 0x200;
pub const NLM_F_CREATE: u16 = 0x400;
pub const NLM_F_APPEND: u16 = 0x800;

/// `NLM_F_…` in a request to add something, and in the resulting notification.
#[rustfmt::skip]
pub const NEW_FLAGS: &[Name] = &[
    REQUEST, MULTI, ACK, ECHO, DUMP_INTR, DUMP_FILTERED,
    name(NLM_F_REPLACE as u64, "NLM_F_REPLACE", "replace an existing one"),
    name(NLM_F_EXCL as u64, "NLM_F_EXCL", "fail if it exists"),
    name(NLM_F_CREATE as u64, "NLM_F_CREATE", "create it if it does not exist"),
    name(NLM_F_APPEND as u64, "NLM_F_APPEND", "append to those that exist"),
];

pub const NLM_F_NONREC: u16 = 0x100;
pub const NLM_F_BULK: u16 = 0x200;

/// `NLM_F_…` in a request to delete something.
#[rustfmt::skip]
pub const DELETE_FLAGS: &[Name] = &[
    REQUEST, MULTI, ACK, ECHO, DUMP_INTR, DUMP_FILTERED,
    name(NLM_F_NONREC as u64, "NLM_F_NONREC", "do not delete recursively"),
    name(NLM_F_BULK as u64, "NLM_F_BULK", "delete everything that matches"),
];

pub const NLM_F_CAPPED: u16 = 0x100;
pub const NLM_F_ACK_TLVS: u16 = 0x200;

/// `NLM_F_…` in an acknowledgement.
#[rustfmt::skip]
pub const ACK_FLAGS: &[Name] = &[
    REQUEST, MULTI, ACK, ECHO, DUMP_INTR, DUMP_FILTERED,
    name(NLM_F_CAPPED as u64, "NLM_F_CAPPED", "only the request's header is repeated"),
    name(NLM_F_ACK_TLVS as u64, "NLM_F_ACK_TLVS", "extended acknowledgement attributes follow"),
];

/// Types below this one are the same in all protocols.
pub const NLMSG_MIN_TYPE: u16 = 0x10;

pub const NLMSG_NOOP: u16 = 1;
pub const NLMSG_ERROR: u16 = 2;
pub const NLMSG_DONE: u16 = 3;
pub const NLMSG_OVERRUN: u16 = 4;

/// The message types below 16, shared by all protocols.
#[rustfmt::skip]
pub static CONTROL: &[Message] = &[
    message(NLMSG_NOOP, "NLMSG_NOOP", Body::Empty, "no operation, skip it"),
    message(NLMSG_ERROR, "NLMSG_ERROR", Body::Error, "error, or acknowledgement if error is 0"),
    message(NLMSG_DONE, "NLMSG_DONE", Body::Struct(&DONE, &NLMSGERR_ATTRS), "end of a multipart reply"),
    message(NLMSG_OVERRUN, "NLMSG_OVERRUN", Body::Empty, "data was lost, never sent by the kernel"),
];

/// `struct nlmsgerr`
///
/// Its last member is the header of the request, `struct nlmsghdr`. The request's payload may
/// follow it, so `walk` reads the two together, as a message of their own.
#[rustfmt::skip]
pub static NLMSGERR: Layout = Layout {
    c_name: "nlmsgerr",
    header: "linux/netlink.h",
    man: "netlink(7)",
    fields: &[
        field(0, S32, "error", Errno(ERRNO), "0, or a negative errno"),
        field(4, Bytes(16), "msg", Meaning::Id, "nlmsghdr of the request"),
    ],
};
const _: () = assert!(NLMSGERR.size() == 20 && NLMSGERR.has_no_hole());

/// `struct nlmsgerr`: the type of its members; its table is [`NLMSGERR`].
#[doc(alias = "nlmsgerr")]
pub enum Nlmsgerr {}

impl CStruct for Nlmsgerr {
    const LAYOUT: &'static Layout = &NLMSGERR;
}

/// `error`
pub const NLMSGERR_ERROR: Member<Nlmsgerr> = Member::named("error");
/// `msg`
pub const NLMSGERR_MSG: Member<Nlmsgerr> = Member::named("msg");

/// The payload of NLMSG_DONE. No header has a struct for it: the kernel writes an `int`, the
/// result of the dump (`netlink_dump_done` in `net/netlink/af_netlink.c`).
#[rustfmt::skip]
pub static DONE: Layout = Layout {
    c_name: "nlmsg_done",
    header: "linux/netlink.h",
    man: "netlink(7)",
    fields: &[field(0, S32, "error", Errno(ERRNO), "0, or a negative errno")],
};

/// `struct nlattr`: the header of an attribute.
#[rustfmt::skip]
pub static NLATTR: Layout = Layout {
    c_name: "nlattr",
    header: "linux/netlink.h",
    man: "netlink(7)",
    fields: &[
        field(0, U16(Host), "nla_len", Unit("bytes"), "length with header, no padding"),
        field(2, U16(Host), "nla_type", Meaning::Choose(attribute_types, &[Number]), "attribute type"),
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

/// `NLMSGERR_ATTR_…`: the attributes of an extended acknowledgement.
#[rustfmt::skip]
pub static NLMSGERR_ATTRS: Set = set("NLMSGERR_ATTR", &NLATTR, &[
    attr(NLMSGERR_ATTR_MSG, "NLMSGERR_ATTR_MSG", Text, "reason, as text"),
    attr(NLMSGERR_ATTR_OFFS, "NLMSGERR_ATTR_OFFS", U32(Host).meaning(Unit("bytes into the request")), "position of the offending attribute"),
    attr(3, "NLMSGERR_ATTR_COOKIE", Opaque, "data for clients of the subsystem"),
    attr(4, "NLMSGERR_ATTR_POLICY", Nested(&NL_POLICY_TYPE_ATTR), "what the kernel would have accepted"),
    attr(5, "NLMSGERR_ATTR_MISS_TYPE", U32(Host).meaning(Number), "type of the missing attribute"),
    attr(6, "NLMSGERR_ATTR_MISS_NEST", U32(Host).meaning(Unit("bytes into the request")), "position of the incomplete nest"),
]);

/// `NL_POLICY_TYPE_ATTR_…`: what the kernel accepts in an attribute.
#[rustfmt::skip]
pub static NL_POLICY_TYPE_ATTR: Set = set("NL_POLICY_TYPE_ATTR", &NLATTR, &[
    attr(1, "NL_POLICY_TYPE_ATTR_TYPE", U32(Host).meaning(OneOf(NL_ATTR_TYPE)), "type of the payload"),
    attr(2, "NL_POLICY_TYPE_ATTR_MIN_VALUE_S", S64.meaning(Number), "smallest signed number"),
    attr(3, "NL_POLICY_TYPE_ATTR_MAX_VALUE_S", S64.meaning(Number), "largest signed number"),
    attr(4, "NL_POLICY_TYPE_ATTR_MIN_VALUE_U", U64(Host).meaning(Number), "smallest number"),
    attr(5, "NL_POLICY_TYPE_ATTR_MAX_VALUE_U", U64(Host).meaning(Number), "largest number"),
    attr(6, "NL_POLICY_TYPE_ATTR_MIN_LENGTH", U32(Host).meaning(Unit("bytes")), "shortest payload"),
    attr(7, "NL_POLICY_TYPE_ATTR_MAX_LENGTH", U32(Host).meaning(Unit("bytes")), "longest payload"),
    attr(8, "NL_POLICY_TYPE_ATTR_POLICY_IDX", U32(Host).meaning(Number), "policy of the nested attributes"),
    attr(9, "NL_POLICY_TYPE_ATTR_POLICY_MAXTYPE", U32(Host).meaning(Number), "largest nested attribute type"),
    attr(10, "NL_POLICY_TYPE_ATTR_BITFIELD32_MASK", U32(Host).meaning(Flags(&[])), "bits that may be set"),
    attr(11, "NL_POLICY_TYPE_ATTR_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(12, "NL_POLICY_TYPE_ATTR_MASK", U64(Host).meaning(Flags(&[])), "bits that may be set"),
]);

/// `NL_ATTR_TYPE_…`: types of payload.
#[rustfmt::skip]
pub const NL_ATTR_TYPE: &[Name] = &[
    name(0, "NL_ATTR_TYPE_INVALID", "unused"),
    name(1, "NL_ATTR_TYPE_FLAG", "no payload, being present is enough"),
    name(2, "NL_ATTR_TYPE_U8", "8-bit number"),
    name(3, "NL_ATTR_TYPE_U16", "16-bit number"),
    name(4, "NL_ATTR_TYPE_U32", "32-bit number"),
    name(5, "NL_ATTR_TYPE_U64", "64-bit number"),
    name(6, "NL_ATTR_TYPE_S8", "signed 8-bit number"),
    name(7, "NL_ATTR_TYPE_S16", "signed 16-bit number"),
    name(8, "NL_ATTR_TYPE_S32", "signed 32-bit number"),
    name(9, "NL_ATTR_TYPE_S64", "signed 64-bit number"),
    name(10, "NL_ATTR_TYPE_BINARY", "bytes"),
    name(11, "NL_ATTR_TYPE_STRING", "text, final zero byte optional"),
    name(12, "NL_ATTR_TYPE_NUL_STRING", "text with a final zero byte"),
    name(13, "NL_ATTR_TYPE_NESTED", "nested attributes"),
    name(14, "NL_ATTR_TYPE_NESTED_ARRAY", "list of attribute lists"),
    name(15, "NL_ATTR_TYPE_BITFIELD32", "32 bits and a mask"),
    name(16, "NL_ATTR_TYPE_SINT", "signed number of 32 or 64 bits"),
    name(17, "NL_ATTR_TYPE_UINT", "number of 32 or 64 bits"),
];

pub const NETLINK_ROUTE: u64 = 0;
pub const NETLINK_USERSOCK: u64 = 2;
pub const NETLINK_SOCK_DIAG: u64 = 4;
pub const NETLINK_GENERIC: u64 = 16;
pub const NDIAG_PROTO_ALL: u64 = 255;

/// `NETLINK_…`: the netlink protocols; and the number that means all of them, of
/// `linux/netlink_diag.h`.
#[rustfmt::skip]
pub const NETLINK: &[Name] = &[
    name(NETLINK_ROUTE, "NETLINK_ROUTE", "links, addresses, routes, neighbours, rules"),
    name(1, "NETLINK_UNUSED", "not used"),
    name(NETLINK_USERSOCK, "NETLINK_USERSOCK", "processes talking to each other"),
    name(3, "NETLINK_FIREWALL", "not used"),
    name(NETLINK_SOCK_DIAG, "NETLINK_SOCK_DIAG", "queries about sockets"),
    name(5, "NETLINK_NFLOG", "not used"),
    name(6, "NETLINK_XFRM", "IPsec"),
    name(7, "NETLINK_SELINUX", "SELinux events"),
    name(8, "NETLINK_ISCSI", "iSCSI disks"),
    name(9, "NETLINK_AUDIT", "audit log"),
    name(10, "NETLINK_FIB_LOOKUP", "route lookups"),
    name(11, "NETLINK_CONNECTOR", "process events and more"),
    name(12, "NETLINK_NETFILTER", "firewall"),
    name(14, "NETLINK_DNRTMSG", "DECnet"),
    name(15, "NETLINK_KOBJECT_UEVENT", "devices added and removed"),
    name(NETLINK_GENERIC, "NETLINK_GENERIC", "generic netlink"),
    name(18, "NETLINK_SCSITRANSPORT", "SCSI disks"),
    name(19, "NETLINK_ECRYPTFS", "encrypted file system"),
    name(20, "NETLINK_RDMA", "remote direct memory access"),
    name(21, "NETLINK_CRYPTO", "cryptographic algorithms"),
    name(22, "NETLINK_SMC", "shared memory communications"),
    name(NDIAG_PROTO_ALL, "NDIAG_PROTO_ALL", "request: all protocols"),
];

/// `NETLINK_UNCONNECTED`, `NETLINK_CONNECTED`
#[rustfmt::skip]
pub const NETLINK_STATE: &[Name] = &[
    name(0, "NETLINK_UNCONNECTED", "no fixed peer"),
    name(1, "NETLINK_CONNECTED", "has a fixed peer"),
    // Every kernel socket starts in this state, and only connect(2) changes it here.
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
        field(4, U32(Host), "nl_pid", Number, "port ID, 0: the kernel; not a process ID"),
        field(8, U32(Host), "nl_groups", Flags(&[]), "groups 1 to 32, one bit each: group 7 is 0x40"),
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

/// [`SOCKADDR_NL`] as bytes without a netlink message around them.
pub static SOCKADDR_NL_ROW: Attr =
    attr(0, "sockaddr_nl", Struct(&SOCKADDR_NL), "address of a netlink socket");

/// `struct nla_bitfield32`: bits, and a mask of those that count. The names of the bits depend on
/// the attribute.
pub(crate) const fn nla_bitfield32(fields: &'static [Field; 2]) -> Layout {
    Layout { c_name: "nla_bitfield32", header: "linux/netlink.h", man: "tc-actions(8)", fields }
}

/// The fields of [`nla_bitfield32`].
pub(crate) const fn bits(names: &'static [Name]) -> [Field; 2] {
    [
        field(0, U32(Host), "value", Flags(names), "the bits"),
        field(4, U32(Host), "selector", Flags(names), "bits that count"),
    ]
}
