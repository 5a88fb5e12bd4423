//! `netinet/icmp6.h` of the C library: an option of a router advertisement.

use crate::wire::{
    Field,
    Kind::{Bytes, U8, U32},
    Meaning::{self, Flags, Number, Reserved, Unit},
    Name,
    Order::Network,
    field, name,
};

pub const IF_PREFIX_ONLINK: u64 = 0x1;
pub const IF_PREFIX_AUTOCONF: u64 = 0x2;
pub const ND_OPT_PI_FLAG_AUTO: u64 = 0x40;
pub const ND_OPT_PI_FLAG_ONLINK: u64 = 0x80;

/// `ND_OPT_PI_FLAG_…` (`netinet/icmp6.h`, RFC 4861): the byte as the router sent
/// it. Before December 2023 (Linux 6.7, and the stable versions of that time) the
/// kernel made two flags of its own of it, the `IF_PREFIX_…` that stood in
/// `include/net/if_inet6.h`.
#[rustfmt::skip]
pub const ND_OPT_PI_FLAG: &[Name] = &[
    name(IF_PREFIX_ONLINK, "IF_PREFIX_ONLINK", "of an older kernel: its addresses are on this link"),
    name(IF_PREFIX_AUTOCONF, "IF_PREFIX_AUTOCONF", "of an older kernel: addresses may be made from it"),
    name(0x20, "ND_OPT_PI_FLAG_RADDR", "it is a whole address: the router's own (RFC 6275)"),
    name(ND_OPT_PI_FLAG_AUTO, "ND_OPT_PI_FLAG_AUTO", "addresses may be made from it"),
    name(ND_OPT_PI_FLAG_ONLINK, "ND_OPT_PI_FLAG_ONLINK", "its addresses are on this link"),
];

/// `struct nd_opt_prefix_info` (RFC 4861). A message of rtnetlink has it after its own struct.
#[rustfmt::skip]
pub(crate) const ND_OPT_PREFIX_INFO: &[Field; 8] = &[
    field(0, U8, "nd_opt_pi_type", Number, "which option: 3, a prefix"),
    field(1, U8, "nd_opt_pi_len", Unit("times 8 bytes"), "length of the option"),
    field(2, U8, "nd_opt_pi_prefix_len", Unit("bits"), "length of the prefix"),
    field(3, U8, "nd_opt_pi_flags_reserved", Flags(ND_OPT_PI_FLAG), "what it is good for"),
    field(4, U32(Network), "nd_opt_pi_valid_time", Unit("seconds"), "for which it is valid"),
    field(8, U32(Network), "nd_opt_pi_preferred_time", Unit("seconds"), "for which it is preferred"),
    field(12, U32(Network), "nd_opt_pi_reserved2", Reserved, "zero"),
    field(16, Bytes(16), "nd_opt_pi_prefix", Meaning::Ip, "the prefix"),
];
