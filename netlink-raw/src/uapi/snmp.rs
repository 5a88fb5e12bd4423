//! `include/uapi/linux/snmp.h`: counters, as arrays of numbers. The first element is the number of
//! elements.

use crate::wire::{Kind::U64, Layout, Meaning::Number, Order::Host, array};

/// `IPSTATS_MIB_…`: counters of IPv6 on an interface (RFC 4293).
#[rustfmt::skip]
pub static IPSTATS_MIB: Layout = Layout {
    c_name: "ipstats_mib",
    header: "linux/snmp.h",
    man: "ipv6(7)",
    fields: &array(U64(Host), Number, &[
        ("IPSTATS_MIB_NUM", "how many numbers there are"),
        ("IPSTATS_MIB_INPKTS", "packets received"),
        ("IPSTATS_MIB_INOCTETS", "bytes received"),
        ("IPSTATS_MIB_INDELIVERS", "packets handed to a protocol"),
        ("IPSTATS_MIB_OUTFORWDATAGRAMS", "packets forwarded"),
        ("IPSTATS_MIB_OUTREQUESTS", "packets that this machine wanted to send"),
        ("IPSTATS_MIB_OUTOCTETS", "bytes sent"),
        ("IPSTATS_MIB_INHDRERRORS", "packets with a bad header"),
        ("IPSTATS_MIB_INTOOBIGERRORS", "packets too big to be forwarded"),
        ("IPSTATS_MIB_INNOROUTES", "packets received for which there was no route"),
        ("IPSTATS_MIB_INADDRERRORS", "packets with a bad address"),
        ("IPSTATS_MIB_INUNKNOWNPROTOS", "packets of an unknown protocol"),
        ("IPSTATS_MIB_INTRUNCATEDPKTS", "packets cut short"),
        ("IPSTATS_MIB_INDISCARDS", "packets received and dropped"),
        ("IPSTATS_MIB_OUTDISCARDS", "packets dropped on their way out"),
        ("IPSTATS_MIB_OUTNOROUTES", "packets to be sent for which there was no route"),
        ("IPSTATS_MIB_REASMTIMEOUT", "fragments given up waiting for the others"),
        ("IPSTATS_MIB_REASMREQDS", "fragments received"),
        ("IPSTATS_MIB_REASMOKS", "packets put together again"),
        ("IPSTATS_MIB_REASMFAILS", "packets that could not be put together"),
        ("IPSTATS_MIB_FRAGOKS", "packets fragmented"),
        ("IPSTATS_MIB_FRAGFAILS", "packets that could not be fragmented"),
        ("IPSTATS_MIB_FRAGCREATES", "fragments made"),
        ("IPSTATS_MIB_INMCASTPKTS", "multicast packets received"),
        ("IPSTATS_MIB_OUTMCASTPKTS", "multicast packets sent"),
        ("IPSTATS_MIB_INBCASTPKTS", "broadcast packets received"),
        ("IPSTATS_MIB_OUTBCASTPKTS", "broadcast packets sent"),
        ("IPSTATS_MIB_INMCASTOCTETS", "bytes of multicast packets received"),
        ("IPSTATS_MIB_OUTMCASTOCTETS", "bytes of multicast packets sent"),
        ("IPSTATS_MIB_INBCASTOCTETS", "bytes of broadcast packets received"),
        ("IPSTATS_MIB_OUTBCASTOCTETS", "bytes of broadcast packets sent"),
        ("IPSTATS_MIB_CSUMERRORS", "packets with a wrong checksum"),
        ("IPSTATS_MIB_NOECTPKTS", "packets without congestion notification"),
        ("IPSTATS_MIB_ECT1PKTS", "packets marked ECT(1)"),
        ("IPSTATS_MIB_ECT0PKTS", "packets marked ECT(0)"),
        ("IPSTATS_MIB_CEPKTS", "packets that met congestion"),
        ("IPSTATS_MIB_REASM_OVERLAPS", "fragments that overlap"),
        // Since Linux 6.6, which gave the sixth its present name; until then
        // IPSTATS_MIB_OUTPKTS was the name of that.
        ("IPSTATS_MIB_OUTPKTS", "packets sent"),
    ]),
};

/// `ICMP6_MIB_…`: counters of ICMPv6 on an interface.
#[rustfmt::skip]
pub static ICMP6_MIB: Layout = Layout {
    c_name: "icmp6_mib",
    header: "linux/snmp.h",
    man: "ipv6(7)",
    fields: &array(U64(Host), Number, &[
        ("ICMP6_MIB_NUM", "how many numbers there are"),
        ("ICMP6_MIB_INMSGS", "messages received"),
        ("ICMP6_MIB_INERRORS", "bad messages received"),
        ("ICMP6_MIB_OUTMSGS", "messages sent"),
        ("ICMP6_MIB_OUTERRORS", "messages that could not be sent"),
        ("ICMP6_MIB_CSUMERRORS", "messages with a wrong checksum"),
        ("ICMP6_MIB_RATELIMITHOST", "messages held back, to go easy on a host"),
    ]),
};
