//! `include/uapi/linux/udp.h`: the UDP header.

use crate::wire::{
    Attr,
    Kind::U16,
    Layout,
    Meaning::{Number, Unit},
    Order::Network,
    Shape::{self, Headed, Id},
    attr, field,
};

/// `struct udphdr`: ports, length, checksum.
#[rustfmt::skip]
pub static UDPHDR: Layout = Layout {
    c_name: "udphdr",
    header: "linux/udp.h",
    man: "udp(7)",
    fields: &[
        field(0, U16(Network), "source", Number, "source port"),
        field(2, U16(Network), "dest", Number, "destination port"),
        field(4, U16(Network), "len", Unit("bytes"), "length with this header"),
        field(6, U16(Network), "check", Number, "checksum, unfinished on loopback"),
    ],
};
const _: () = assert!(UDPHDR.size() == 8 && UDPHDR.has_no_hole());

/// A UDP datagram: the header, then the payload.
pub static UDP: Attr = attr(0, "udp", UDP_DATAGRAM, "UDP datagram");
pub(crate) const UDP_DATAGRAM: Shape = Headed(&UDPHDR, &DATA);
static DATA: Attr = attr(0, "data", Id, "payload");
