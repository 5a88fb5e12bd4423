//! `include/uapi/linux/netlink.h`: what all netlink protocols share.

use crate::wire::{
    Body, CStruct, Context,
    Kind::{S32, S64, U16, U32, U64},
    Layout,
    Meaning::{self, Errno, Flags, MessageType, Number, OneOf, Unit},
    Member, Message, Name,
    Order::Host,
    Set,
    Shape::{Nested, Opaque, Text},
    attr, field, message, name, number_of, set,
};

/// `struct nlmsghdr`: the 16 bytes with which every message begins.
#[rustfmt::skip]
pub static NLMSGHDR: Layout = Layout {
    c_name: "nlmsghdr",
    header: "linux/netlink.h",
    man: "netlink(7)",
    fields: &[
        field(0, U32(Host), "nlmsg_len", Unit("bytes"), "length with this header, without the padding behind it"),
        field(4, U16(Host), "nlmsg_type", Meaning::Choose(message_types), "what the message is about"),
        field(6, U16(Host), "nlmsg_flags", Meaning::Choose(message_flags), "how to treat it"),
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

fn message_types(context: &Context<'_>) -> Meaning {
    MessageType(context.protocol)
}

/// The upper byte of the flags has a meaning of its own for each kind of
/// request, and for acknowledgements.
///
/// Only rtnetlink numbers its messages in fours: new, delete, get, set. In generic
/// netlink the number is that of a family, and sock_diag has one for questions and
/// answers; both take the two flags of a dump for a dump, whatever the number is.
fn message_flags(context: &Context<'_>) -> Meaning {
    const FIRST_OF_PROTOCOL: u16 = 16;
    let is_route = std::ptr::eq(context.protocol, &raw const crate::uapi::ROUTE);
    Flags(match context.message_type {
        NLMSG_ERROR | NLMSG_DONE => ACK_FLAGS,
        0..FIRST_OF_PROTOCOL => COMMON_FLAGS,
        _ if !is_route => GET_FLAGS,
        number => match number % 4 {
            0 => NEW_FLAGS,
            1 => DELETE_FLAGS,
            2 => GET_FLAGS,
            _ => COMMON_FLAGS,
        },
    })
}

const REQUEST: Name = name(0x01, "NLM_F_REQUEST", "this is a request");
const MULTI: Name = name(0x02, "NLM_F_MULTI", "one of several messages; NLMSG_DONE ends them");
const ACK: Name =
    name(0x04, "NLM_F_ACK", "answer with an acknowledgement, also when all went well");
const ECHO: Name =
    name(0x08, "NLM_F_ECHO", "send the resulting notifications to the requester too");
const DUMP_INTR: Name =
    name(0x10, "NLM_F_DUMP_INTR", "the table changed during the dump: ask again");
const DUMP_FILTERED: Name =
    name(0x20, "NLM_F_DUMP_FILTERED", "the kernel filtered the dump as asked");

/// `NLM_F_…` in any message.
pub const COMMON_FLAGS: &[Name] = &[REQUEST, MULTI, ACK, ECHO, DUMP_INTR, DUMP_FILTERED];

/// `NLM_F_…` in a request to get something.
#[rustfmt::skip]
pub const GET_FLAGS: &[Name] = &[
    REQUEST, MULTI, ACK, ECHO, DUMP_INTR, DUMP_FILTERED,
    name(0x100, "NLM_F_ROOT", "with NLM_F_MATCH: a dump, that is, the whole table"),
    name(0x200, "NLM_F_MATCH", "with NLM_F_ROOT: a dump, that is, the whole table"),
    name(0x400, "NLM_F_ATOMIC", "as one snapshot; not implemented by the kernel"),
];

/// `NLM_F_…` in a request to make something, and in the notification of it.
#[rustfmt::skip]
pub const NEW_FLAGS: &[Name] = &[
    REQUEST, MULTI, ACK, ECHO, DUMP_INTR, DUMP_FILTERED,
    name(0x100, "NLM_F_REPLACE", "put it in the place of one that exists"),
    name(0x200, "NLM_F_EXCL", "fail if it exists"),
    name(0x400, "NLM_F_CREATE", "make it if it does not exist"),
    name(0x800, "NLM_F_APPEND", "put it behind those that exist"),
];

/// `NLM_F_…` in a request to delete something.
#[rustfmt::skip]
pub const DELETE_FLAGS: &[Name] = &[
    REQUEST, MULTI, ACK, ECHO, DUMP_INTR, DUMP_FILTERED,
    name(0x100, "NLM_F_NONREC", "do not delete what belongs to it"),
    name(0x200, "NLM_F_BULK", "delete all that match"),
];

/// `NLM_F_…` in an acknowledgement.
#[rustfmt::skip]
pub const ACK_FLAGS: &[Name] = &[
    REQUEST, MULTI, ACK, ECHO, DUMP_INTR, DUMP_FILTERED,
    name(0x100, "NLM_F_CAPPED", "of the request, only the header is repeated"),
    name(0x200, "NLM_F_ACK_TLVS", "attributes of the extended acknowledgement follow"),
];

/// A flag as it stands in `nlmsg_flags`.
const fn flag(names: &'static [Name], c_name: &str) -> u16 {
    let number = number_of(names, c_name);
    assert!(number <= 0xffff, "nlmsg_flags has 16 bits");
    (number & 0xffff) as u16
}

/// This is a request.
pub const NLM_F_REQUEST: u16 = flag(COMMON_FLAGS, "NLM_F_REQUEST");
/// Answer with an acknowledgement.
pub const NLM_F_ACK: u16 = flag(COMMON_FLAGS, "NLM_F_ACK");
/// One of several messages of an answer.
pub const NLM_F_MULTI: u16 = flag(COMMON_FLAGS, "NLM_F_MULTI");
/// The table changed during the dump.
pub const NLM_F_DUMP_INTR: u16 = flag(COMMON_FLAGS, "NLM_F_DUMP_INTR");
/// The whole table: `NLM_F_ROOT|NLM_F_MATCH`.
pub const NLM_F_DUMP: u16 = flag(GET_FLAGS, "NLM_F_ROOT") | flag(GET_FLAGS, "NLM_F_MATCH");
/// Fail if it exists.
pub const NLM_F_EXCL: u16 = flag(NEW_FLAGS, "NLM_F_EXCL");
/// Make it if it does not exist.
pub const NLM_F_CREATE: u16 = flag(NEW_FLAGS, "NLM_F_CREATE");
/// In a notification: put into the place of one that existed.
pub const NLM_F_REPLACE: u16 = flag(NEW_FLAGS, "NLM_F_REPLACE");
/// In a notification: put behind those that existed.
pub const NLM_F_APPEND: u16 = flag(NEW_FLAGS, "NLM_F_APPEND");
pub(crate) const NLM_F_CAPPED: u64 = number_of(ACK_FLAGS, "NLM_F_CAPPED");
pub(crate) const NLM_F_ACK_TLVS: u64 = number_of(ACK_FLAGS, "NLM_F_ACK_TLVS");

/// The message types below 16, which every protocol shares.
#[rustfmt::skip]
pub static CONTROL: &[Message] = &[
    message(1, "NLMSG_NOOP", Body::Empty, "nothing: skip it"),
    message(2, "NLMSG_ERROR", Body::Error, "an error, or with error 0 the acknowledgement of a request"),
    message(3, "NLMSG_DONE", Body::Struct(&DONE, &NLMSGERR_ATTRS), "the end of a multipart answer"),
    message(4, "NLMSG_OVERRUN", Body::Empty, "data was lost; defined, but never sent by the kernel"),
];

/// An error, or an acknowledgement.
pub const NLMSG_ERROR: u16 = crate::uapi::ROUTE.number("NLMSG_ERROR");
/// The end of a multipart answer.
pub const NLMSG_DONE: u16 = crate::uapi::ROUTE.number("NLMSG_DONE");

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

/// `E…`: the errors that netlink answers with
/// (`include/uapi/asm-generic/errno-base.h`, `errno.h`; errno(3)). Their numbers
/// are those of x86, ARM and RISC-V; MIPS, PA-RISC and SPARC have others above
/// 34.
#[rustfmt::skip]
pub const ERRNO: &[Name] = &[
    name(1, "EPERM", "it takes a privilege"),
    name(2, "ENOENT", "there is none"),
    name(3, "ESRCH", "there is no such route"),
    name(4, "EINTR", "interrupted"),
    name(6, "ENXIO", "there is no such device"),
    name(7, "E2BIG", "too long"),
    name(11, "EAGAIN", "try again"),
    name(12, "ENOMEM", "no memory"),
    name(13, "EACCES", "it takes a permission"),
    name(14, "EFAULT", "a bad address"),
    name(16, "EBUSY", "in use"),
    name(17, "EEXIST", "it is there already"),
    name(18, "EXDEV", "of another device"),
    name(19, "ENODEV", "there is no such interface"),
    name(22, "EINVAL", "something in the request is not valid"),
    name(23, "ENFILE", "too many files"),
    name(28, "ENOSPC", "no room"),
    name(33, "EDOM", "outside its domain"),
    name(34, "ERANGE", "outside its range, or of a wrong length"),
    name(36, "ENAMETOOLONG", "the name is too long"),
    name(71, "EPROTO", "not as the protocol has it"),
    name(74, "EBADMSG", "the message is bad"),
    name(75, "EOVERFLOW", "too large"),
    name(90, "EMSGSIZE", "the message is too long"),
    name(93, "EPROTONOSUPPORT", "this protocol is not supported"),
    name(95, "EOPNOTSUPP", "this is not supported"),
    name(96, "EPFNOSUPPORT", "this family of protocols is not supported"),
    name(97, "EAFNOSUPPORT", "this family of addresses is not supported"),
    name(98, "EADDRINUSE", "the address is in use"),
    name(99, "EADDRNOTAVAIL", "the address is not one of this machine's"),
    name(100, "ENETDOWN", "the interface is down"),
    name(101, "ENETUNREACH", "no way leads there"),
    name(105, "ENOBUFS", "no room for the message"),
    name(110, "ETIMEDOUT", "it took too long"),
    name(111, "ECONNREFUSED", "nobody is there"),
    name(113, "EHOSTUNREACH", "the host cannot be reached"),
    name(114, "EALREADY", "it has begun already"),
    name(115, "EINPROGRESS", "it has begun"),
];

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
        field(2, U16(Host), "nla_type", Meaning::Choose(attribute_types), "which attribute"),
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

/// `NLMSGERR_ATTR_…`: the extended acknowledgement.
#[rustfmt::skip]
pub static NLMSGERR_ATTRS: Set = set("NLMSGERR_ATTR", &NLATTR, &[
    attr(1, "NLMSGERR_ATTR_MSG", Text, "the kernel's reason, as text"),
    attr(2, "NLMSGERR_ATTR_OFFS", U32(Host).meaning(Unit("bytes into the request")), "where in the request the offending attribute stands"),
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

/// The kernel's reason, as text.
pub const NLMSGERR_ATTR_MSG: u16 = NLMSGERR_ATTRS.number("NLMSGERR_ATTR_MSG");
/// Where in the request the offending attribute stands.
pub const NLMSGERR_ATTR_OFFS: u16 = NLMSGERR_ATTRS.number("NLMSGERR_ATTR_OFFS");
