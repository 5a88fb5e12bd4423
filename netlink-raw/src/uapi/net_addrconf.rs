//! `include/net/addrconf.h`, which the kernel does not export: lifetimes of addresses.

/// In `struct ifa_cacheinfo`: forever.
pub const INFINITY_LIFE_TIME: u64 = 0xffff_ffff;
