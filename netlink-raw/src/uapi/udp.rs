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
        field(0, U16(Network), "source", Number, "the sender's port"),
        field(2, U16(Network), "dest", Number, "the receiver's port"),
        field(4, U16(Network), "len", Unit("bytes"), "length of the datagram, this header included"),
        field(6, U16(Network), "check", Number, "checksum; on loopback left to hardware that is not there"),
    ],
};
const _: () = assert!(UDPHDR.size() == 8 && UDPHDR.has_no_hole());

/// A UDP datagram: header, then what the program sent.
pub static UDP: Attr = attr(0, "udp", UDP_DATAGRAM, "a UDP datagram");
pub(crate) const UDP_DATAGRAM: Shape = Headed(&UDPHDR, &DATA);
static DATA: Attr = attr(0, "data", Id, "what the program sent");
