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

/// `ND_OPT_PI_FLAG_…` (RFC 4861): the byte as the router sent it. Before December 2023 (Linux 6.7,
/// and the stable versions of that time) the kernel converted it to two flags of its own,
/// `IF_PREFIX_…` in `include/net/if_inet6.h`.
#[rustfmt::skip]
pub const ND_OPT_PI_FLAG: &[Name] = &[
    name(IF_PREFIX_ONLINK, "IF_PREFIX_ONLINK", "on this link (older kernels)"),
    name(IF_PREFIX_AUTOCONF, "IF_PREFIX_AUTOCONF", "for autoconfiguration (older kernels)"),
    name(0x20, "ND_OPT_PI_FLAG_RADDR", "the full address of the router (RFC 6275)"),
    name(ND_OPT_PI_FLAG_AUTO, "ND_OPT_PI_FLAG_AUTO", "for autoconfiguration of addresses"),
    name(ND_OPT_PI_FLAG_ONLINK, "ND_OPT_PI_FLAG_ONLINK", "on this link"),
];

/// `struct nd_opt_prefix_info` (RFC 4861). In a message it follows `struct nduseroptmsg`.
#[rustfmt::skip]
pub(crate) const ND_OPT_PREFIX_INFO: &[Field; 8] = &[
    field(0, U8, "nd_opt_pi_type", Number, "option type, 3: prefix"),
    field(1, U8, "nd_opt_pi_len", Unit("times 8 bytes"), "length of the option"),
    field(2, U8, "nd_opt_pi_prefix_len", Unit("bits"), "prefix length"),
    field(3, U8, "nd_opt_pi_flags_reserved", Flags(ND_OPT_PI_FLAG), "how the prefix may be used"),
    field(4, U32(Network), "nd_opt_pi_valid_time", Unit("seconds"), "valid lifetime"),
    field(8, U32(Network), "nd_opt_pi_preferred_time", Unit("seconds"), "preferred lifetime"),
    field(12, U32(Network), "nd_opt_pi_reserved2", Reserved, "zero"),
    field(16, Bytes(16), "nd_opt_pi_prefix", Meaning::Ip, "the prefix"),
];
