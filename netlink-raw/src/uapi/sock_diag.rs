//! `include/uapi/linux/sock_diag.h`: what the requests for all kinds of socket share.

use crate::wire::{CStruct, Kind::U32, Layout, Meaning::Unit, Member, Order::Host, array};

// The types of message. The tables in `diag_messages.rs` list what each of them holds.
pub const SOCK_DIAG_BY_FAMILY: u16 = 20;
pub const SOCK_DESTROY: u16 = 21;

/// `SK_MEMINFO_…`: the memory of a socket, as an array of numbers.
#[rustfmt::skip]
pub static SK_MEMINFO: Layout = Layout {
    c_name: "sk_meminfo",
    header: "linux/sock_diag.h",
    man: "sock_diag(7)",
    fields: &array(U32(Host), Unit("(bytes)"), &[
        ("SK_MEMINFO_RMEM_ALLOC", "in the receive queue"),
        ("SK_MEMINFO_RCVBUF", "limit of the receive queue"),
        ("SK_MEMINFO_WMEM_ALLOC", "in the send queue"),
        ("SK_MEMINFO_SNDBUF", "limit of the send queue"),
        ("SK_MEMINFO_FWD_ALLOC", "reserved for more"),
        ("SK_MEMINFO_WMEM_QUEUED", "queued to be sent"),
        ("SK_MEMINFO_OPTMEM", "for options and filters"),
        ("SK_MEMINFO_BACKLOG", "waiting, socket in use"),
        ("SK_MEMINFO_DROPS", "packets dropped, not bytes"),
    ]),
};

/// `SK_MEMINFO_…`: the type of its members; its table is [`SK_MEMINFO`].
pub enum SkMeminfo {}

impl CStruct for SkMeminfo {
    const LAYOUT: &'static Layout = &SK_MEMINFO;
}

/// `SK_MEMINFO_DROPS`
pub const SK_MEMINFO_DROPS: Member<SkMeminfo> = Member::named("SK_MEMINFO_DROPS");
