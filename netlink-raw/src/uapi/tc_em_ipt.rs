//! `include/uapi/linux/tc_ematch/tc_em_ipt.h`: a term that asks a match of iptables.

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Kind::{U8, U32},
    Meaning::Number,
    Order::Host,
    Set,
    Shape::{Id, Text},
    attr, set,
};

/// `TCA_EM_IPT_…`
#[rustfmt::skip]
pub static TCA_EM_IPT: Set = set("TCA_EM_IPT", &NLATTR, &[
    attr(1, "TCA_EM_IPT_HOOK", U32(Host).meaning(Number), "hook of Netfilter: 0 before routing, 4 after"),
    attr(2, "TCA_EM_IPT_MATCH_NAME", Text, "name of the match"),
    attr(3, "TCA_EM_IPT_MATCH_REVISION", U8.meaning(Number), "revision of the match"),
    attr(4, "TCA_EM_IPT_NFPROTO", U8.meaning(Number), "2: IPv4, 10: IPv6"),
    // A C struct of the match: each has its own.
    attr(5, "TCA_EM_IPT_MATCH_DATA", Id, "settings of the match"),
]);
