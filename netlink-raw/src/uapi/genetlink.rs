//! `include/uapi/linux/genetlink.h`: generic netlink, and the controller, which lists its families.
//!
//! A generic netlink family has no fixed number: the kernel assigns one, and the controller, whose
//! number is fixed, reports it. So without asking the controller, only the controller's own
//! messages can be explained.

use crate::uapi::netlink::{NL_POLICY_TYPE_ATTR, NLATTR};
use crate::wire::{
    Attr, CStruct, Context,
    Kind::{U8, U16, U32},
    Layout,
    Meaning::{self, Flags, Number, OneOf, Reserved, Unit},
    Member, Name,
    Order::Host,
    Set,
    Shape::{Nested, Text},
    attr, field, list, name, set,
};

/// The controller, the only family with a fixed number.
pub const GENL_ID_CTRL: u16 = 16;

/// `struct genlmsghdr`: the 4 bytes after every netlink header of generic netlink.
#[rustfmt::skip]
pub static GENLMSGHDR: Layout = Layout {
    c_name: "genlmsghdr",
    header: "linux/genetlink.h",
    man: "netlink(7)",
    fields: &[
        field(0, U8, "cmd", Meaning::Choose(commands, &[OneOf(CTRL_CMD), Number]), "command, numbered by the family"),
        field(1, U8, "version", Number, "version of the family's messages"),
        field(2, U16(Host), "reserved", Reserved, "zero"),
    ],
};
const _: () = assert!(GENLMSGHDR.size() == 4 && GENLMSGHDR.has_no_hole());

/// `struct genlmsghdr`: the type of its members; its table is [`GENLMSGHDR`].
#[doc(alias = "genlmsghdr")]
pub enum Genlmsghdr {}

impl CStruct for Genlmsghdr {
    const LAYOUT: &'static Layout = &GENLMSGHDR;
}

/// `cmd`
pub const GENLMSGHDR_CMD: Member<Genlmsghdr> = Member::named("cmd");
/// `version`
pub const GENLMSGHDR_VERSION: Member<Genlmsghdr> = Member::named("version");

/// Each family numbers its own commands.
fn commands(context: &Context<'_>) -> Meaning {
    if context.message_type == GENL_ID_CTRL { OneOf(CTRL_CMD) } else { Number }
}

pub const CTRL_CMD_GETFAMILY: u64 = 3;
pub const CTRL_CMD_GETPOLICY: u64 = 10;

/// `CTRL_CMD_…`: what the controller does.
#[rustfmt::skip]
pub const CTRL_CMD: &[Name] = &[
    name(0, "CTRL_CMD_UNSPEC", "unspecified"),
    name(1, "CTRL_CMD_NEWFAMILY", "reports a family"),
    name(2, "CTRL_CMD_DELFAMILY", "a family was removed"),
    name(CTRL_CMD_GETFAMILY, "CTRL_CMD_GETFAMILY", "requests families"),
    name(4, "CTRL_CMD_NEWOPS", "not used"),
    name(5, "CTRL_CMD_DELOPS", "not used"),
    name(6, "CTRL_CMD_GETOPS", "not used"),
    name(7, "CTRL_CMD_NEWMCAST_GRP", "a multicast group was added"),
    name(8, "CTRL_CMD_DELMCAST_GRP", "a multicast group was removed"),
    name(9, "CTRL_CMD_GETMCAST_GRP", "not used"),
    name(CTRL_CMD_GETPOLICY, "CTRL_CMD_GETPOLICY", "requests the policy of a family, or replies"),
];

pub const CTRL_ATTR_FAMILY_ID: u16 = 1;
pub const CTRL_ATTR_FAMILY_NAME: u16 = 2;
pub const CTRL_ATTR_VERSION: u16 = 3;
pub const CTRL_ATTR_HDRSIZE: u16 = 4;
pub const CTRL_ATTR_MAXATTR: u16 = 5;
pub const CTRL_ATTR_OPS: u16 = 6;
pub const CTRL_ATTR_MCAST_GROUPS: u16 = 7;

/// `CTRL_ATTR_…`: a family, as the controller describes it.
#[rustfmt::skip]
pub static CTRL_ATTR: Set = set("CTRL_ATTR", &NLATTR, &[
    attr(CTRL_ATTR_FAMILY_ID, "CTRL_ATTR_FAMILY_ID", U16(Host).meaning(Number), "number to use as nlmsg_type"),
    attr(CTRL_ATTR_FAMILY_NAME, "CTRL_ATTR_FAMILY_NAME", Text, "name of the family"),
    attr(CTRL_ATTR_VERSION, "CTRL_ATTR_VERSION", U32(Host).meaning(Number), "version of the family"),
    attr(CTRL_ATTR_HDRSIZE, "CTRL_ATTR_HDRSIZE", U32(Host).meaning(Unit("bytes")), "family header, after struct genlmsghdr"),
    attr(CTRL_ATTR_MAXATTR, "CTRL_ATTR_MAXATTR", U32(Host).meaning(Number), "largest attribute type"),
    attr(CTRL_ATTR_OPS, "CTRL_ATTR_OPS", Nested(&OPS), "operations"),
    attr(CTRL_ATTR_MCAST_GROUPS, "CTRL_ATTR_MCAST_GROUPS", Nested(&MCAST_GROUPS), "multicast groups"),
    attr(8, "CTRL_ATTR_POLICY", Nested(&POLICIES), "policies: what the family accepts"),
    attr(9, "CTRL_ATTR_OP_POLICY", Nested(&OP_POLICIES), "policy of each command"),
    attr(10, "CTRL_ATTR_OP", U32(Host).meaning(Number), "request: for this command"),
]);

static OPS: Set = list("CTRL_ATTR_OPS", &NLATTR, &OP);
static OP: Attr = attr(0, "operation", Nested(&CTRL_ATTR_OP), "an operation");

pub const CTRL_ATTR_OP_ID: u16 = 1;
pub const CTRL_ATTR_OP_FLAGS: u16 = 2;

/// `CTRL_ATTR_OP_…`
#[rustfmt::skip]
pub static CTRL_ATTR_OP: Set = set("CTRL_ATTR_OP", &NLATTR, &[
    attr(CTRL_ATTR_OP_ID, "CTRL_ATTR_OP_ID", U32(Host).meaning(Number), "number to use as cmd"),
    attr(CTRL_ATTR_OP_FLAGS, "CTRL_ATTR_OP_FLAGS", U32(Host).meaning(Flags(GENL_FLAGS)), "how it may be used"),
]);

/// `GENL_…`: how an operation may be used.
#[rustfmt::skip]
pub const GENL_FLAGS: &[Name] = &[
    name(0x01, "GENL_ADMIN_PERM", "needs CAP_NET_ADMIN"),
    name(0x02, "GENL_CMD_CAP_DO", "for a single object"),
    name(0x04, "GENL_CMD_CAP_DUMP", "as a dump"),
    name(0x08, "GENL_CMD_CAP_HASPOL", "has a policy"),
    name(0x10, "GENL_UNS_ADMIN_PERM", "needs CAP_NET_ADMIN in the user namespace"),
];

static MCAST_GROUPS: Set = list("CTRL_ATTR_MCAST_GROUPS", &NLATTR, &MCAST_GROUP);
static MCAST_GROUP: Attr =
    attr(0, "multicast group", Nested(&CTRL_ATTR_MCAST_GRP), "a group to join");

pub const CTRL_ATTR_MCAST_GRP_NAME: u16 = 1;
pub const CTRL_ATTR_MCAST_GRP_ID: u16 = 2;

/// `CTRL_ATTR_MCAST_GRP_…`
#[rustfmt::skip]
pub static CTRL_ATTR_MCAST_GRP: Set = set("CTRL_ATTR_MCAST_GRP", &NLATTR, &[
    attr(CTRL_ATTR_MCAST_GRP_NAME, "CTRL_ATTR_MCAST_GRP_NAME", Text, "name of the group"),
    attr(CTRL_ATTR_MCAST_GRP_ID, "CTRL_ATTR_MCAST_GRP_ID", U32(Host).meaning(Number), "number for NETLINK_ADD_MEMBERSHIP"),
]);

static POLICIES: Set = list("CTRL_ATTR_POLICY", &NLATTR, &POLICY);
static POLICY: Attr = attr(0, "policy", Nested(&POLICY_ATTRS), "policy with this number");
static POLICY_ATTRS: Set = list("policy", &NLATTR, &POLICY_ATTR);
static POLICY_ATTR: Attr =
    attr(0, "attribute", Nested(&NL_POLICY_TYPE_ATTR), "what is accepted in this attribute");

static OP_POLICIES: Set = list("CTRL_ATTR_OP_POLICY", &NLATTR, &OP_POLICY);
static OP_POLICY: Attr = attr(0, "command", Nested(&CTRL_ATTR_POLICY), "policies of this command");

/// `CTRL_ATTR_POLICY_…`
#[rustfmt::skip]
pub static CTRL_ATTR_POLICY: Set = set("CTRL_ATTR_POLICY", &NLATTR, &[
    attr(1, "CTRL_ATTR_POLICY_DO", U32(Host).meaning(Number), "policy for a single object"),
    attr(2, "CTRL_ATTR_POLICY_DUMP", U32(Host).meaning(Number), "policy for a dump"),
]);

/// A family other than the controller: its attributes have numbers of their own.
pub(crate) static FAMILY_ATTR: Set = set("attribute", &NLATTR, &[]);
