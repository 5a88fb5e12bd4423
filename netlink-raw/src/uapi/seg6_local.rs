//! `include/uapi/linux/seg6_local.h`: what a router does with a packet whose segment is its own.

use crate::uapi::netlink::NLATTR;
use crate::uapi::seg6::{IPV6_SR_HDR, SEGMENTS};
use crate::wire::{
    Kind::{U8, U32, U64},
    Meaning::{Flags, Interface, Number, OneOf, Unit},
    Name,
    Order::Host,
    Set,
    Shape::{Flexible, Ip, Nested, Opaque, Text},
    attr, name, set,
};

/// `SEG6_LOCAL_…`
#[rustfmt::skip]
pub static SEG6_LOCAL: Set = set("SEG6_LOCAL", &NLATTR, &[
    attr(1, "SEG6_LOCAL_ACTION", U32(Host).meaning(OneOf(SEG6_LOCAL_ACTION)), "what to do"),
    attr(2, "SEG6_LOCAL_SRH", Flexible(&IPV6_SR_HDR, &SEGMENTS), "segment routing header to add"),
    attr(3, "SEG6_LOCAL_TABLE", U32(Host).meaning(Number), "routing table"),
    attr(4, "SEG6_LOCAL_NH4", Ip, "neighbour"),
    attr(5, "SEG6_LOCAL_NH6", Ip, "neighbour"),
    attr(6, "SEG6_LOCAL_IIF", U32(Host).meaning(Interface), "incoming interface"),
    attr(7, "SEG6_LOCAL_OIF", U32(Host).meaning(Interface), "outgoing interface"),
    attr(8, "SEG6_LOCAL_BPF", Nested(&SEG6_LOCAL_BPF_PROG), "BPF program"),
    attr(9, "SEG6_LOCAL_VRFTABLE", U32(Host).meaning(Number), "routing table of a VRF"),
    attr(10, "SEG6_LOCAL_COUNTERS", Nested(&SEG6_LOCAL_CNT), "counters"),
    attr(11, "SEG6_LOCAL_FLAVORS", Nested(&SEG6_LOCAL_FLV), "variants of the action"),
]);

/// `SEG6_LOCAL_ACTION_…`
#[rustfmt::skip]
pub const SEG6_LOCAL_ACTION: &[Name] = &[
    name(1, "SEG6_LOCAL_ACTION_END", "the next segment"),
    name(2, "SEG6_LOCAL_ACTION_END_X", "the next segment, through a given neighbour"),
    name(3, "SEG6_LOCAL_ACTION_END_T", "the next segment, looked up in a table"),
    name(4, "SEG6_LOCAL_ACTION_END_DX2", "unwrap a frame, and send it out of an interface"),
    name(5, "SEG6_LOCAL_ACTION_END_DX6", "unwrap an IPv6 packet, and send it to a neighbour"),
    name(6, "SEG6_LOCAL_ACTION_END_DX4", "unwrap an IPv4 packet, and send it to a neighbour"),
    name(7, "SEG6_LOCAL_ACTION_END_DT6", "unwrap an IPv6 packet, and look it up in a table"),
    name(8, "SEG6_LOCAL_ACTION_END_DT4", "unwrap an IPv4 packet, and look it up in a table"),
    name(9, "SEG6_LOCAL_ACTION_END_B6", "add segments"),
    name(10, "SEG6_LOCAL_ACTION_END_B6_ENCAP", "wrap the packet, with more segments"),
    name(11, "SEG6_LOCAL_ACTION_END_BM", "wrap the packet with MPLS labels"),
    name(12, "SEG6_LOCAL_ACTION_END_S", "look up the last segment in a table"),
    name(13, "SEG6_LOCAL_ACTION_END_AS", "proxy for a program without segment routing"),
    name(14, "SEG6_LOCAL_ACTION_END_AM", "the same, without wrapping"),
    name(15, "SEG6_LOCAL_ACTION_END_BPF", "BPF program"),
    name(16, "SEG6_LOCAL_ACTION_END_DT46", "unwrap a packet, and look it up in a table"),
];

/// `SEG6_LOCAL_BPF_PROG_…`
#[rustfmt::skip]
pub static SEG6_LOCAL_BPF_PROG: Set = set("SEG6_LOCAL_BPF_PROG", &NLATTR, &[
    attr(1, "SEG6_LOCAL_BPF_PROG", U32(Host).meaning(Number), "program ID; in a request, file descriptor"),
    attr(2, "SEG6_LOCAL_BPF_PROG_NAME", Text, "name of the program"),
]);

/// `SEG6_LOCAL_CNT_…`
#[rustfmt::skip]
pub static SEG6_LOCAL_CNT: Set = set("SEG6_LOCAL_CNT", &NLATTR, &[
    attr(1, "SEG6_LOCAL_CNT_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(2, "SEG6_LOCAL_CNT_PACKETS", U64(Host).meaning(Unit("packets")), "handled"),
    attr(3, "SEG6_LOCAL_CNT_BYTES", U64(Host).meaning(Unit("bytes")), "handled"),
    attr(4, "SEG6_LOCAL_CNT_ERRORS", U64(Host).meaning(Unit("packets")), "dropped"),
]);

/// `SEG6_LOCAL_FLV_…`
#[rustfmt::skip]
pub static SEG6_LOCAL_FLV: Set = set("SEG6_LOCAL_FLV", &NLATTR, &[
    attr(1, "SEG6_LOCAL_FLV_OPERATION", U32(Host).meaning(Flags(&[])), "bits: 2 PSP, 4 USP, 8 USD, 16 NEXT-C-SID"),
    attr(2, "SEG6_LOCAL_FLV_LCBLOCK_BITS", U8.meaning(Unit("bits")), "common beginning of compressed segments"),
    attr(3, "SEG6_LOCAL_FLV_LCNODE_FN_BITS", U8.meaning(Unit("bits")), "each compressed segment"),
]);
