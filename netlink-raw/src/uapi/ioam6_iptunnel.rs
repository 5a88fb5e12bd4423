//! `include/uapi/linux/ioam6_iptunnel.h`: routes that add in-situ OAM data to packets (RFC 9197).

use crate::uapi::ioam6::IOAM6_TRACE_HDR;
use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Kind::{U8, U32},
    Meaning::{Number, Unit},
    Order::Host,
    Set,
    Shape::{Ip, Struct},
    attr, set,
};

/// `IOAM6_IPTUNNEL_…`
#[rustfmt::skip]
pub static IOAM6_IPTUNNEL: Set = set("IOAM6_IPTUNNEL", &NLATTR, &[
    attr(1, "IOAM6_IPTUNNEL_MODE", U8.meaning(Number), "1: into the packet, 2: around it, 3: either"),
    attr(2, "IOAM6_IPTUNNEL_DST", Ip, "destination of the packets around"),
    attr(3, "IOAM6_IPTUNNEL_TRACE", Struct(&IOAM6_TRACE_HDR), "header of the data"),
    attr(4, "IOAM6_IPTUNNEL_FREQ_K", U32(Host).meaning(Unit("packets")), "with the data, …"),
    attr(5, "IOAM6_IPTUNNEL_FREQ_N", U32(Host).meaning(Unit("packets")), "… of this many"),
    attr(6, "IOAM6_IPTUNNEL_SRC", Ip, "source of the packets around"),
]);
