//! `include/uapi/linux/rpl_iptunnel.h`: routes that add the source routing header of RPL (RFC 6554).

use crate::uapi::in6::IN6_ADDR;
use crate::uapi::netlink::NLATTR;
use crate::uapi::rpl::IPV6_RPL_SR_HDR;
use crate::wire::{
    Attr, Set,
    Shape::{Flexible, Structs},
    attr, set,
};

/// `RPL_IPTUNNEL_…`
#[rustfmt::skip]
pub static RPL_IPTUNNEL: Set = set("RPL_IPTUNNEL", &NLATTR, &[
    attr(1, "RPL_IPTUNNEL_SRH", Flexible(&IPV6_RPL_SR_HDR, &SEGMENTS), "source routing header"),
]);

static SEGMENTS: Attr = attr(0, "segments", Structs(&IN6_ADDR), "segments");
