//! `include/uapi/linux/mpls_iptunnel.h`: routes that add MPLS labels.

use crate::uapi::mpls::MPLS_LABEL;
use crate::uapi::netlink::NLATTR;
use crate::wire::{Kind::U8, Meaning::Unit, Set, Shape::Structs, attr, set};

pub const MPLS_IPTUNNEL_DST: u16 = 1;
pub const MPLS_IPTUNNEL_TTL: u16 = 2;

/// `MPLS_IPTUNNEL_…`
#[rustfmt::skip]
pub static MPLS_IPTUNNEL: Set = set("MPLS_IPTUNNEL", &NLATTR, &[
    attr(MPLS_IPTUNNEL_DST, "MPLS_IPTUNNEL_DST", Structs(&MPLS_LABEL), "labels, outermost first"),
    attr(MPLS_IPTUNNEL_TTL, "MPLS_IPTUNNEL_TTL", U8.meaning(Unit("hops")), "time to live of the labels"),
]);
