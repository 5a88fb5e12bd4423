//! `include/net/ip.h`, which the kernel does not export: the flags of an IPv4 fragment.

use crate::wire::{Name, name};

/// The flags in front of a fragment's offset (RFC 791).
#[rustfmt::skip]
pub const IP_FRAG: &[Name] = &[
    name(0x4000, "IP_DF", "do not fragment"),
    name(0x2000, "IP_MF", "more fragments follow"),
];
