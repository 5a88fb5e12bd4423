//! `include/uapi/linux/amt.h`: multicast through tunnels (RFC 7450).

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Kind::{U16, U32},
    Meaning::{Interface, Number},
    Order::{Host, Network},
    Set,
    Shape::Ip,
    attr, set,
};

/// `IFLA_AMT_…`
#[rustfmt::skip]
pub static IFLA_AMT: Set = set("IFLA_AMT", &NLATTR, &[
    attr(1, "IFLA_AMT_MODE", U32(Host).meaning(Number), "0: gateway, 1: relay"),
    attr(2, "IFLA_AMT_RELAY_PORT", U16(Network).meaning(Number), "UDP port of the relay"),
    attr(3, "IFLA_AMT_GATEWAY_PORT", U16(Network).meaning(Number), "UDP port of the gateway"),
    attr(4, "IFLA_AMT_LINK", U32(Host).meaning(Interface), "interface below"),
    attr(5, "IFLA_AMT_LOCAL_IP", Ip, "local address"),
    attr(6, "IFLA_AMT_REMOTE_IP", Ip, "remote address, once it is known"),
    attr(7, "IFLA_AMT_DISCOVERY_IP", Ip, "where the gateway looks for a relay"),
    attr(8, "IFLA_AMT_MAX_TUNNELS", U32(Host).meaning(Number), "limit of the relay's tunnels"),
]);
