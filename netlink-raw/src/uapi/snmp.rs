//! `include/uapi/linux/snmp.h`: counters, as arrays of numbers. The first element is the number of
//! elements.

use crate::wire::{Kind::U64, Layout, Meaning::Number, Order::Host, array};

/// `IPSTATS_MIB_…`: counters of IPv6 on an interface (RFC 4293), in the order of Linux 6.15 and
/// later.
#[rustfmt::skip]
pub static IPSTATS_MIB: Layout = Layout {
    c_name: "ipstats_mib",
    header: "linux/snmp.h",
    man: "ipv6(7)",
    fields: &array(U64(Host), Number, &[
        ("IPSTATS_MIB_NUM", "number of elements"),
        ("IPSTATS_MIB_INPKTS", "packets received"),
        ("IPSTATS_MIB_INOCTETS", "bytes received"),
        ("IPSTATS_MIB_INDELIVERS", "packets delivered to a protocol"),
        ("IPSTATS_MIB_NOECTPKTS", "packets without ECN"),
        ("IPSTATS_MIB_ECT1PKTS", "packets marked ECT(1)"),
        ("IPSTATS_MIB_ECT0PKTS", "packets marked ECT(0)"),
        ("IPSTATS_MIB_CEPKTS", "packets that met congestion"),
        ("IPSTATS_MIB_OUTREQUESTS", "packets to send from this machine"),
        ("IPSTATS_MIB_OUTPKTS", "packets sent"),
        ("IPSTATS_MIB_OUTOCTETS", "bytes sent"),
        ("IPSTATS_MIB_OUTFORWDATAGRAMS", "packets forwarded"),
        ("IPSTATS_MIB_INHDRERRORS", "packets with a bad header"),
        ("IPSTATS_MIB_INTOOBIGERRORS", "packets too big to forward"),
        ("IPSTATS_MIB_INNOROUTES", "packets received, no route"),
        ("IPSTATS_MIB_INADDRERRORS", "packets with a bad address"),
        ("IPSTATS_MIB_INUNKNOWNPROTOS", "packets of an unknown protocol"),
        ("IPSTATS_MIB_INTRUNCATEDPKTS", "truncated packets"),
        ("IPSTATS_MIB_INDISCARDS", "packets received and dropped"),
        ("IPSTATS_MIB_OUTDISCARDS", "outgoing packets dropped"),
        ("IPSTATS_MIB_OUTNOROUTES", "packets to send, no route"),
        ("IPSTATS_MIB_REASMTIMEOUT", "reassembly timeouts"),
        ("IPSTATS_MIB_REASMREQDS", "fragments received"),
        ("IPSTATS_MIB_REASMOKS", "packets reassembled"),
        ("IPSTATS_MIB_REASMFAILS", "packets not reassembled"),
        ("IPSTATS_MIB_FRAGOKS", "packets fragmented"),
        ("IPSTATS_MIB_FRAGFAILS", "packets not fragmented"),
        ("IPSTATS_MIB_FRAGCREATES", "fragments created"),
        ("IPSTATS_MIB_INMCASTPKTS", "multicast packets received"),
        ("IPSTATS_MIB_OUTMCASTPKTS", "multicast packets sent"),
        ("IPSTATS_MIB_INBCASTPKTS", "broadcast packets received"),
        ("IPSTATS_MIB_OUTBCASTPKTS", "broadcast packets sent"),
        ("IPSTATS_MIB_INMCASTOCTETS", "bytes of multicast packets received"),
        ("IPSTATS_MIB_OUTMCASTOCTETS", "bytes of multicast packets sent"),
        ("IPSTATS_MIB_INBCASTOCTETS", "bytes of broadcast packets received"),
        ("IPSTATS_MIB_OUTBCASTOCTETS", "bytes of broadcast packets sent"),
        ("IPSTATS_MIB_CSUMERRORS", "packets with a bad checksum"),
        ("IPSTATS_MIB_REASM_OVERLAPS", "overlapping fragments"),
    ]),
};

const _: () = assert!(IPSTATS_MIB.fields.len() == IPSTATS_MIB_UNTIL_6_14.fields.len());

/// The same in the order of older kernels. `IPSTATS_MIB_OUTPKTS`, the last, was added in Linux 6.7.
/// Before, it was the name of the counter that is now `IPSTATS_MIB_OUTREQUESTS`.
#[rustfmt::skip]
pub static IPSTATS_MIB_UNTIL_6_14: Layout = Layout {
    c_name: "ipstats_mib",
    header: "linux/snmp.h",
    man: "ipv6(7)",
    fields: &array(U64(Host), Number, &[
        ("IPSTATS_MIB_NUM", "number of elements"),
        ("IPSTATS_MIB_INPKTS", "packets received"),
        ("IPSTATS_MIB_INOCTETS", "bytes received"),
        ("IPSTATS_MIB_INDELIVERS", "packets delivered to a protocol"),
        ("IPSTATS_MIB_OUTFORWDATAGRAMS", "packets forwarded"),
        ("IPSTATS_MIB_OUTREQUESTS", "packets to send from this machine"),
        ("IPSTATS_MIB_OUTOCTETS", "bytes sent"),
        ("IPSTATS_MIB_INHDRERRORS", "packets with a bad header"),
        ("IPSTATS_MIB_INTOOBIGERRORS", "packets too big to forward"),
        ("IPSTATS_MIB_INNOROUTES", "packets received, no route"),
        ("IPSTATS_MIB_INADDRERRORS", "packets with a bad address"),
        ("IPSTATS_MIB_INUNKNOWNPROTOS", "packets of an unknown protocol"),
        ("IPSTATS_MIB_INTRUNCATEDPKTS", "truncated packets"),
        ("IPSTATS_MIB_INDISCARDS", "packets received and dropped"),
        ("IPSTATS_MIB_OUTDISCARDS", "outgoing packets dropped"),
        ("IPSTATS_MIB_OUTNOROUTES", "packets to send, no route"),
        ("IPSTATS_MIB_REASMTIMEOUT", "reassembly timeouts"),
        ("IPSTATS_MIB_REASMREQDS", "fragments received"),
        ("IPSTATS_MIB_REASMOKS", "packets reassembled"),
        ("IPSTATS_MIB_REASMFAILS", "packets not reassembled"),
        ("IPSTATS_MIB_FRAGOKS", "packets fragmented"),
        ("IPSTATS_MIB_FRAGFAILS", "packets not fragmented"),
        ("IPSTATS_MIB_FRAGCREATES", "fragments created"),
        ("IPSTATS_MIB_INMCASTPKTS", "multicast packets received"),
        ("IPSTATS_MIB_OUTMCASTPKTS", "multicast packets sent"),
        ("IPSTATS_MIB_INBCASTPKTS", "broadcast packets received"),
        ("IPSTATS_MIB_OUTBCASTPKTS", "broadcast packets sent"),
        ("IPSTATS_MIB_INMCASTOCTETS", "bytes of multicast packets received"),
        ("IPSTATS_MIB_OUTMCASTOCTETS", "bytes of multicast packets sent"),
        ("IPSTATS_MIB_INBCASTOCTETS", "bytes of broadcast packets received"),
        ("IPSTATS_MIB_OUTBCASTOCTETS", "bytes of broadcast packets sent"),
        ("IPSTATS_MIB_CSUMERRORS", "packets with a bad checksum"),
        ("IPSTATS_MIB_NOECTPKTS", "packets without ECN"),
        ("IPSTATS_MIB_ECT1PKTS", "packets marked ECT(1)"),
        ("IPSTATS_MIB_ECT0PKTS", "packets marked ECT(0)"),
        ("IPSTATS_MIB_CEPKTS", "packets that met congestion"),
        ("IPSTATS_MIB_REASM_OVERLAPS", "overlapping fragments"),
        ("IPSTATS_MIB_OUTPKTS", "packets sent"),
    ]),
};

/// The same if nothing tells which of the two orders it is. What is at the same place in both has its
/// name; each other element has the meaning that it has in either.
#[rustfmt::skip]
pub static IPSTATS_MIB_OF_EITHER: Layout = Layout {
    c_name: "ipstats_mib",
    header: "linux/snmp.h",
    man: "ipv6(7)",
    fields: &array(U64(Host), Number, &[
        ("IPSTATS_MIB_NUM", "number of elements"),
        ("IPSTATS_MIB_INPKTS", "packets received"),
        ("IPSTATS_MIB_INOCTETS", "bytes received"),
        ("IPSTATS_MIB_INDELIVERS", "packets delivered to a protocol"),
        ("mibs[4]", "packets forwarded; since 6.15: packets without ECN"),
        ("mibs[5]", "packets to send from this machine; since 6.15: packets marked ECT(1)"),
        ("mibs[6]", "bytes sent; since 6.15: packets marked ECT(0)"),
        ("mibs[7]", "packets with a bad header; since 6.15: packets that met congestion"),
        ("mibs[8]", "packets too big to forward; since 6.15: packets to send from this machine"),
        ("mibs[9]", "packets received, no route; since 6.15: packets sent"),
        ("mibs[10]", "packets with a bad address; since 6.15: bytes sent"),
        ("mibs[11]", "packets of an unknown protocol; since 6.15: packets forwarded"),
        ("mibs[12]", "truncated packets; since 6.15: packets with a bad header"),
        ("mibs[13]", "packets received and dropped; since 6.15: packets too big to forward"),
        ("mibs[14]", "outgoing packets dropped; since 6.15: packets received, no route"),
        ("mibs[15]", "packets to send, no route; since 6.15: packets with a bad address"),
        ("mibs[16]", "reassembly timeouts; since 6.15: packets of an unknown protocol"),
        ("mibs[17]", "fragments received; since 6.15: truncated packets"),
        ("mibs[18]", "packets reassembled; since 6.15: packets received and dropped"),
        ("mibs[19]", "packets not reassembled; since 6.15: outgoing packets dropped"),
        ("mibs[20]", "packets fragmented; since 6.15: packets to send, no route"),
        ("mibs[21]", "packets not fragmented; since 6.15: reassembly timeouts"),
        ("mibs[22]", "fragments created; since 6.15: fragments received"),
        ("mibs[23]", "multicast packets received; since 6.15: packets reassembled"),
        ("mibs[24]", "multicast packets sent; since 6.15: packets not reassembled"),
        ("mibs[25]", "broadcast packets received; since 6.15: packets fragmented"),
        ("mibs[26]", "broadcast packets sent; since 6.15: packets not fragmented"),
        ("mibs[27]", "bytes of multicast packets received; since 6.15: fragments created"),
        ("mibs[28]", "bytes of multicast packets sent; since 6.15: multicast packets received"),
        ("mibs[29]", "bytes of broadcast packets received; since 6.15: multicast packets sent"),
        ("mibs[30]", "bytes of broadcast packets sent; since 6.15: broadcast packets received"),
        ("mibs[31]", "packets with a bad checksum; since 6.15: broadcast packets sent"),
        ("mibs[32]", "packets without ECN; since 6.15: bytes of multicast packets received"),
        ("mibs[33]", "packets marked ECT(1); since 6.15: bytes of multicast packets sent"),
        ("mibs[34]", "packets marked ECT(0); since 6.15: bytes of broadcast packets received"),
        ("mibs[35]", "packets that met congestion; since 6.15: bytes of broadcast packets sent"),
        ("mibs[36]", "overlapping fragments; since 6.15: packets with a bad checksum"),
        ("mibs[37]", "packets sent; since 6.15: overlapping fragments"),
    ]),
};

/// The same in an order that is not known: only the first element is where it always was.
#[rustfmt::skip]
pub static IPSTATS_MIB_UNKNOWN: Layout = Layout {
    c_name: "ipstats_mib",
    header: "linux/snmp.h",
    man: "ipv6(7)",
    fields: &array(U64(Host), Number, &[
        ("IPSTATS_MIB_NUM", "number of elements; their order is not known for this kernel"),
    ]),
};

/// `ICMP6_MIB_…`: counters of ICMPv6 on an interface.
#[rustfmt::skip]
pub static ICMP6_MIB: Layout = Layout {
    c_name: "icmp6_mib",
    header: "linux/snmp.h",
    man: "ipv6(7)",
    fields: &array(U64(Host), Number, &[
        ("ICMP6_MIB_NUM", "number of elements"),
        ("ICMP6_MIB_INMSGS", "messages received"),
        ("ICMP6_MIB_INERRORS", "bad messages received"),
        ("ICMP6_MIB_OUTMSGS", "messages sent"),
        ("ICMP6_MIB_OUTERRORS", "messages that could not be sent"),
        ("ICMP6_MIB_CSUMERRORS", "messages with a bad checksum"),
        ("ICMP6_MIB_RATELIMITHOST", "messages over the rate limit"),
    ]),
};
