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

/// The controller, the one family whose number is fixed.
pub const GENL_ID_CTRL: u16 = 16;

/// `struct genlmsghdr`: the 4 bytes behind every netlink header of generic
/// netlink.
#[rustfmt::skip]
pub static GENLMSGHDR: Layout = Layout {
    c_name: "genlmsghdr",
    header: "linux/genetlink.h",
    man: "netlink(7)",
    fields: &[
        field(0, U8, "cmd", Meaning::Choose(commands, &[OneOf(CTRL_CMD), Number]), "what to do, in the numbers of the family"),
        field(1, U8, "version", Number, "the version of the family's messages"),
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

/// The numbers of commands are the family's own.
fn commands(context: &Context<'_>) -> Meaning {
    if context.message_type == GENL_ID_CTRL { OneOf(CTRL_CMD) } else { Number }
}

pub const CTRL_CMD_GETFAMILY: u64 = 3;
pub const CTRL_CMD_GETPOLICY: u64 = 10;

/// `CTRL_CMD_…`: what the controller does.
#[rustfmt::skip]
pub const CTRL_CMD: &[Name] = &[
    name(0, "CTRL_CMD_UNSPEC", "nothing"),
    name(1, "CTRL_CMD_NEWFAMILY", "a family is there"),
    name(2, "CTRL_CMD_DELFAMILY", "a family is gone"),
    name(CTRL_CMD_GETFAMILY, "CTRL_CMD_GETFAMILY", "request: tell me about families"),
    name(4, "CTRL_CMD_NEWOPS", "not used"),
    name(5, "CTRL_CMD_DELOPS", "not used"),
    name(6, "CTRL_CMD_GETOPS", "not used"),
    name(7, "CTRL_CMD_NEWMCAST_GRP", "a multicast group is there"),
    name(8, "CTRL_CMD_DELMCAST_GRP", "a multicast group is gone"),
    name(9, "CTRL_CMD_GETMCAST_GRP", "not used"),
    name(CTRL_CMD_GETPOLICY, "CTRL_CMD_GETPOLICY", "request: tell me what a family accepts; and the answer"),
];

pub const CTRL_ATTR_FAMILY_ID: u16 = 1;
pub const CTRL_ATTR_FAMILY_NAME: u16 = 2;
pub const CTRL_ATTR_VERSION: u16 = 3;
pub const CTRL_ATTR_HDRSIZE: u16 = 4;
pub const CTRL_ATTR_MAXATTR: u16 = 5;
pub const CTRL_ATTR_OPS: u16 = 6;
pub const CTRL_ATTR_MCAST_GROUPS: u16 = 7;

/// `CTRL_ATTR_…`: what the controller tells of a family.
#[rustfmt::skip]
pub static CTRL_ATTR: Set = set("CTRL_ATTR", &NLATTR, &[
    attr(CTRL_ATTR_FAMILY_ID, "CTRL_ATTR_FAMILY_ID", U16(Host).meaning(Number), "the number to put into nlmsg_type"),
    attr(CTRL_ATTR_FAMILY_NAME, "CTRL_ATTR_FAMILY_NAME", Text, "its name"),
    attr(CTRL_ATTR_VERSION, "CTRL_ATTR_VERSION", U32(Host).meaning(Number), "its version"),
    attr(CTRL_ATTR_HDRSIZE, "CTRL_ATTR_HDRSIZE", U32(Host).meaning(Unit("bytes")), "of its own header, behind struct genlmsghdr"),
    attr(CTRL_ATTR_MAXATTR, "CTRL_ATTR_MAXATTR", U32(Host).meaning(Number), "the largest number of its attributes"),
    attr(CTRL_ATTR_OPS, "CTRL_ATTR_OPS", Nested(&OPS), "what it can do"),
    attr(CTRL_ATTR_MCAST_GROUPS, "CTRL_ATTR_MCAST_GROUPS", Nested(&MCAST_GROUPS), "what it tells without being asked"),
    attr(8, "CTRL_ATTR_POLICY", Nested(&POLICIES), "what it accepts, policy by policy"),
    attr(9, "CTRL_ATTR_OP_POLICY", Nested(&OP_POLICIES), "which policy holds for which command"),
    attr(10, "CTRL_ATTR_OP", U32(Host).meaning(Number), "in a request: for which command"),
]);

static OPS: Set = list("CTRL_ATTR_OPS", &NLATTR, &OP);
static OP: Attr = attr(0, "operation", Nested(&CTRL_ATTR_OP), "something that it can do");

pub const CTRL_ATTR_OP_ID: u16 = 1;
pub const CTRL_ATTR_OP_FLAGS: u16 = 2;

/// `CTRL_ATTR_OP_…`
#[rustfmt::skip]
pub static CTRL_ATTR_OP: Set = set("CTRL_ATTR_OP", &NLATTR, &[
    attr(CTRL_ATTR_OP_ID, "CTRL_ATTR_OP_ID", U32(Host).meaning(Number), "the number to put into cmd"),
    attr(CTRL_ATTR_OP_FLAGS, "CTRL_ATTR_OP_FLAGS", U32(Host).meaning(Flags(GENL_FLAGS)), "how it may be used"),
]);

/// `GENL_…`: how an operation may be used.
#[rustfmt::skip]
pub const GENL_FLAGS: &[Name] = &[
    name(0x01, "GENL_ADMIN_PERM", "only with CAP_NET_ADMIN"),
    name(0x02, "GENL_CMD_CAP_DO", "for one thing"),
    name(0x04, "GENL_CMD_CAP_DUMP", "for all of them"),
    name(0x08, "GENL_CMD_CAP_HASPOL", "it says what it accepts"),
    name(0x10, "GENL_UNS_ADMIN_PERM", "only with CAP_NET_ADMIN in the namespace's own users"),
];

static MCAST_GROUPS: Set = list("CTRL_ATTR_MCAST_GROUPS", &NLATTR, &MCAST_GROUP);
static MCAST_GROUP: Attr =
    attr(0, "multicast group", Nested(&CTRL_ATTR_MCAST_GRP), "a group that can be joined");

pub const CTRL_ATTR_MCAST_GRP_NAME: u16 = 1;
pub const CTRL_ATTR_MCAST_GRP_ID: u16 = 2;

/// `CTRL_ATTR_MCAST_GRP_…`
#[rustfmt::skip]
pub static CTRL_ATTR_MCAST_GRP: Set = set("CTRL_ATTR_MCAST_GRP", &NLATTR, &[
    attr(CTRL_ATTR_MCAST_GRP_NAME, "CTRL_ATTR_MCAST_GRP_NAME", Text, "its name"),
    attr(CTRL_ATTR_MCAST_GRP_ID, "CTRL_ATTR_MCAST_GRP_ID", U32(Host).meaning(Number), "its number, for NETLINK_ADD_MEMBERSHIP"),
]);

static POLICIES: Set = list("CTRL_ATTR_POLICY", &NLATTR, &POLICY);
static POLICY: Attr = attr(0, "policy", Nested(&POLICY_ATTRS), "a policy, by its number");
static POLICY_ATTRS: Set = list("policy", &NLATTR, &POLICY_ATTR);
static POLICY_ATTR: Attr = attr(
    0,
    "attribute",
    Nested(&NL_POLICY_TYPE_ATTR),
    "what is accepted in the attribute of this number",
);

static OP_POLICIES: Set = list("CTRL_ATTR_OP_POLICY", &NLATTR, &OP_POLICY);
static OP_POLICY: Attr =
    attr(0, "command", Nested(&CTRL_ATTR_POLICY), "the policies for the command of this number");

/// `CTRL_ATTR_POLICY_…`
#[rustfmt::skip]
pub static CTRL_ATTR_POLICY: Set = set("CTRL_ATTR_POLICY", &NLATTR, &[
    attr(1, "CTRL_ATTR_POLICY_DO", U32(Host).meaning(Number), "the policy for one thing"),
    attr(2, "CTRL_ATTR_POLICY_DUMP", U32(Host).meaning(Number), "the policy for all of them"),
]);

/// A family that is not the controller: its attributes are its own business.
pub(crate) static FAMILY_ATTR: Set = set("attribute", &NLATTR, &[]);
