//! `include/uapi/linux/netconf.h`: settings of an interface, as they change.

use crate::uapi::netlink::NLATTR;
use crate::uapi::sys_socket::FAMILIES;
use crate::wire::{
    CStruct,
    Kind::{S32, U8},
    Layout,
    Meaning::{Interface, Number, OneOf},
    Member, Set, attr, field, set,
};

/// `struct netconfmsg`: the struct of every message about settings.
#[rustfmt::skip]
pub static NETCONFMSG: Layout = Layout {
    c_name: "netconfmsg",
    header: "linux/netconf.h",
    man: "ip-netconf(8)",
    fields: &[field(0, U8, "ncm_family", OneOf(FAMILIES), "address family of the settings")],
};
const _: () = assert!(NETCONFMSG.size() == 1 && NETCONFMSG.has_no_hole());

/// `struct netconfmsg`: the type of its members; its table is [`NETCONFMSG`].
#[doc(alias = "netconfmsg")]
pub enum Netconfmsg {}

impl CStruct for Netconfmsg {
    const LAYOUT: &'static Layout = &NETCONFMSG;
}

/// `ncm_family`
pub const NCM_FAMILY: Member<Netconfmsg> = Member::named("ncm_family");

// Instead of an interface: all interfaces, or the defaults for new ones.
pub const NETCONFA_IFINDEX_ALL: i64 = -1;
pub const NETCONFA_IFINDEX_DEFAULT: i64 = -2;

pub const NETCONFA_IFINDEX: u16 = 1;

/// `NETCONFA_…`: the settings.
#[rustfmt::skip]
pub static NETCONFA: Set = set("NETCONFA", &NLATTR, &[
    attr(NETCONFA_IFINDEX, "NETCONFA_IFINDEX", S32.meaning(Interface), "interface, -1: all, -2: default"),
    attr(2, "NETCONFA_FORWARDING", S32.meaning(Number), "1: forward packets between interfaces"),
    attr(3, "NETCONFA_RP_FILTER", S32.meaning(Number), "source check: 0 none, 1 this interface, 2 any"),
    attr(4, "NETCONFA_MC_FORWARDING", S32.meaning(Number), "1: forward multicast packets"),
    attr(5, "NETCONFA_PROXY_NEIGH", S32.meaning(Number), "1: answer ARP or solicitations for others"),
    attr(6, "NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN", S32.meaning(Number), "1: skip routes without carrier"),
    attr(7, "NETCONFA_INPUT", S32.meaning(Number), "1: accept MPLS packets"),
    attr(8, "NETCONFA_BC_FORWARDING", S32.meaning(Number), "1: forward directed broadcasts"),
    // Since Linux 6.17.
    attr(9, "NETCONFA_FORCE_FORWARDING", S32.meaning(Number), "1: forward here even if all is 0"),
]);
