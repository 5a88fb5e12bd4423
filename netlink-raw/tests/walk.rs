//! The decoder on golden messages, on every truncated prefix of them, and on random bytes: the
//! tiling law holds for all of them.

mod given;

use std::ops::Range;

use netlink_raw::by_hand::{Malformed, read_message};
use netlink_raw::explain;
use netlink_raw::request::Request;
use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::if_link::IFLA_STATS64;
use netlink_raw::uapi::netlink::{NLM_F_DUMP, NLM_F_REQUEST};
use netlink_raw::uapi::rtnetlink::{
    Ifinfomsg, RTM_GETADDR, RTM_GETADDRLABEL, RTM_GETANYCAST, RTM_GETLINK, RTM_GETMDB,
    RTM_GETMULTICAST, RTM_GETNEIGH, RTM_GETNEXTHOP, RTM_GETNSID, RTM_GETQDISC, RTM_GETROUTE,
    RTM_GETRULE, RTM_NEWLINK,
};
use netlink_raw::walk::{Inside, Walk, walk};
use netlink_raw::wire::{Endian, Fault, Value, What};
use proptest::prelude::*;

use given::{DONE, NEWROUTE};

/// A refusal with its extended acknowledgement: `RTM_NEWROUTE` with an
/// `RTA_OIF` of two bytes, on a socket with `NETLINK_EXT_ACK`.
///
/// Linux 6.18, x86-64, in the lab, from Python's `socket`.
#[rustfmt::skip]
const REFUSED: [u8; 140] = [
    0x8c, 0x00, 0x00, 0x00, // nlmsg_len = 140
    0x02, 0x00,             // nlmsg_type = NLMSG_ERROR
    0x00, 0x02,             // nlmsg_flags = NLM_F_ACK_TLVS
    0x04, 0x03, 0x02, 0x01, // nlmsg_seq = 0x01020304
    0x08, 0x07, 0x06, 0x05, // nlmsg_pid = 0x05060708
    0xde, 0xff, 0xff, 0xff, // error = -34, ERANGE
    0x24, 0x00, 0x00, 0x00, // the request again: nlmsg_len = 36
    0x18, 0x00, 0x05, 0x06, // RTM_NEWROUTE, REQUEST|ACK|EXCL|CREATE
    0x04, 0x03, 0x02, 0x01, 0x00, 0x00, 0x00, 0x00,
    0x02, 0x1e, 0x00, 0x00, 0xfe, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, // rtmsg
    0x06, 0x00, 0x04, 0x00, 0x01, 0x00, 0x00, 0x00, // RTA_OIF: 2 bytes, 2 of padding
    0x27, 0x00, 0x01, 0x00, // NLMSGERR_ATTR_MSG, 39 bytes, 1 of padding
    0x41, 0x74, 0x74, 0x72, 0x69, 0x62, 0x75, 0x74, 0x65, 0x20, 0x66, 0x61,
    0x69, 0x6c, 0x65, 0x64, 0x20, 0x70, 0x6f, 0x6c, 0x69, 0x63, 0x79, 0x20, 0x76, 0x61, 0x6c,
    0x69, 0x64, 0x61, 0x74, 0x69, 0x6f, 0x6e, 0x00, 0x00,
    0x08, 0x00, 0x02, 0x00, 0x1c, 0x00, 0x00, 0x00, // NLMSGERR_ATTR_OFFS = 28
    0x24, 0x00, 0x04, 0x80, // NLMSGERR_ATTR_POLICY, nested
    0x0c, 0x00, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, // from 0
    0x0c, 0x00, 0x05, 0x00, 0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, // to 2^32 - 1
    0x08, 0x00, 0x01, 0x00, 0x04, 0x00, 0x00, 0x00, // NL_ATTR_TYPE_U32
];

/// `ip route add 10.0.0.0/8 nexthop via 127.0.0.2 weight 2 nexthop via
/// 127.0.0.3`, as a monitor received it; Linux 6.18, x86-64, in the lab.
#[rustfmt::skip]
const MULTIPATH: [u8; 80] = [
    0x50, 0x00, 0x00, 0x00, 0x18, 0x00, 0x00, 0x06,
    0x04, 0x03, 0x02, 0x01, 0x08, 0x07, 0x06, 0x05,
    0x02, 0x08, 0x00, 0x00, 0xfe, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00,
    0x08, 0x00, 0x0f, 0x00, 0xfe, 0x00, 0x00, 0x00, // RTA_TABLE
    0x08, 0x00, 0x01, 0x00, 0x0a, 0x00, 0x00, 0x00, // RTA_DST = 10.0.0.0
    0x24, 0x00, 0x09, 0x00, // RTA_MULTIPATH, 36 bytes
    0x10, 0x00, 0x00, 0x01, 0x01, 0x00, 0x00, 0x00, // rtnexthop, weight 2
    0x08, 0x00, 0x05, 0x00, 0x7f, 0x00, 0x00, 0x02, // RTA_GATEWAY
    0x10, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, // rtnexthop, weight 1
    0x08, 0x00, 0x05, 0x00, 0x7f, 0x00, 0x00, 0x03, // RTA_GATEWAY
];

const GOLDEN: [&[u8]; 4] = [&NEWROUTE, &REFUSED, &MULTIPATH, &DONE];

/// The walk of a datagram from a little-endian machine, such as those where these were recorded.
fn sent(bytes: &[u8]) -> Walk<'_> {
    walk(&ROUTE, bytes).in_order(Endian::Little)
}

/// Asserts the tiling law: the leaves cover every byte once, in order; groups contain the spans
/// that follow them; the depth grows by one at a time; the number of spans is linear.
fn assert_tiled(bytes: &[u8]) {
    let mut covered = 0;
    let mut spans = 0;
    let mut groups: Vec<Range<usize>> = Vec::new();
    sent(bytes).for_each(|span| {
        spans += 1;
        assert_eq!(span.bytes, &bytes[span.at.clone()]);
        groups.truncate(span.depth);
        assert_eq!(groups.len(), span.depth, "a level is missing at {}", span.at.start);
        if let Some(group) = groups.last() {
            assert!(
                group.start <= span.at.start && span.at.end <= group.end,
                "{:?} is not inside {group:?}",
                span.at
            );
        }
        if span.is_leaf() {
            assert_eq!(span.at.start, covered, "a hole or an overlap");
            assert!(
                !span.at.is_empty() || matches!(span.what, What::Fault(_)) || span.is_missing()
            );
            covered = span.at.end;
        } else {
            assert_eq!(span.at.start, covered, "a group starts where the last leaf ended");
            groups.push(span.at.clone());
        }
    });
    assert_eq!(covered, bytes.len(), "bytes at the end are not covered");
    assert!(spans <= 4 * bytes.len() + 4, "{spans} spans for {} bytes", bytes.len());
}

/// Returns the leaves as `offset name = value`.
fn leaves(bytes: &[u8]) -> Vec<String> {
    sent(bytes).collect(|span| {
        let at = span.at.start;
        let value = || span.value().map(|value| value.to_string()).unwrap_or_default();
        Some(match span.what {
            What::Field(field) if span.is_missing() => format!("{at} no {}", field.c_name),
            What::Field(field) => format!("{at} {} = {}", field.c_name, value()),
            What::Payload(attr, _) => format!("{at} {} = {}", attr.c_name, value()),
            What::Padding => format!("{at} padding"),
            What::Unknown(why) => format!("{at} unknown: {why}"),
            What::Fault(fault) => format!("{at} fault: {fault}"),
            What::Message { .. } | What::Struct(_) | What::Attribute { .. } => return None,
        })
    })
}

#[test]
fn every_byte_of_the_guides_message_has_a_name_and_a_value() {
    assert_eq!(
        leaves(&NEWROUTE),
        [
            "0 nlmsg_len = 60 bytes",
            "4 nlmsg_type = RTM_NEWROUTE (24)",
            "6 nlmsg_flags = NLM_F_EXCL|NLM_F_CREATE (0x600)",
            "8 nlmsg_seq = 16909060",
            "12 nlmsg_pid = 84281096",
            "16 rtm_family = AF_INET (2)",
            "17 rtm_dst_len = 30 bits",
            "18 rtm_src_len = 0 bits",
            "19 rtm_tos = 0",
            "20 rtm_table = RT_TABLE_MAIN (254)",
            "21 rtm_protocol = RTPROT_BOOT (3)",
            "22 rtm_scope = RT_SCOPE_UNIVERSE (0)",
            "23 rtm_type = RTN_UNICAST (1)",
            "24 rtm_flags = 0",
            "28 rta_len = 8 bytes",
            "30 rta_type = RTA_TABLE (15)",
            "32 RTA_TABLE = RT_TABLE_MAIN (254)",
            "36 rta_len = 8 bytes",
            "38 rta_type = RTA_DST (1)",
            "40 RTA_DST = 4.3.2.0",
            "44 rta_len = 8 bytes",
            "46 rta_type = RTA_GATEWAY (5)",
            "48 RTA_GATEWAY = 127.0.0.1",
            "52 rta_len = 8 bytes",
            "54 rta_type = RTA_OIF (4)",
            "56 RTA_OIF = interface 1",
        ]
    );
}

#[test]
fn an_error_repeats_the_request_and_points_into_it() {
    let leaves = leaves(&REFUSED);
    for leaf in [
        "6 nlmsg_flags = NLM_F_ACK_TLVS (0x200)",
        "16 error = -ERANGE (-34)",
        "20 nlmsg_len = 36 bytes",
        "24 nlmsg_type = RTM_NEWROUTE (24)",
        "52 fault: offset 52: RTA_OIF needs 4 bytes, but has 2",
        "54 padding",
        "60 NLMSGERR_ATTR_MSG = \"Attribute failed policy validation\"",
        "95 padding",
        "100 NLMSGERR_ATTR_OFFS = 28 bytes into the request",
        "106 nla_type = NLMSGERR_ATTR_POLICY (4)|NLA_F_NESTED",
        "112 NL_POLICY_TYPE_ATTR_MIN_VALUE_U = 0",
        "124 NL_POLICY_TYPE_ATTR_MAX_VALUE_U = 4294967295",
        "136 NL_POLICY_TYPE_ATTR_TYPE = NL_ATTR_TYPE_U32 (4)",
    ] {
        assert!(leaves.iter().any(|l| l == leaf), "{leaf:?} is missing: {leaves:#?}");
    }
    let request = &REFUSED[20..56];
    let pointed = explain::pointed_at(sent(request), 28);
    assert_eq!(pointed.as_deref(), Some("RTA_OIF"));
    let pointed = explain::pointed_at(sent(request), 17);
    assert_eq!(pointed.as_deref(), Some("rtm_dst_len = 30 bits"));
    assert_eq!(explain::pointed_at(sent(request), 36), None);
}

#[test]
fn next_hops_contain_attributes() {
    let leaves = leaves(&MULTIPATH);
    for leaf in [
        "48 rtnh_len = 16 bytes",
        "51 rtnh_hops = 1",
        "52 rtnh_ifindex = interface 1",
        "60 RTA_GATEWAY = 127.0.0.2",
        "76 RTA_GATEWAY = 127.0.0.3",
    ] {
        assert!(leaves.iter().any(|l| l == leaf), "{leaf:?} is missing: {leaves:#?}");
    }
}

/// A plain dump leaves out no field, however deeply it is nested.
#[test]
fn fields_of_structs_inside_attributes_are_printed() {
    let fields = |bytes: &[u8]| {
        let mut text = String::new();
        explain::fields(&mut text, sent(bytes)).expect("writing to a String cannot fail");
        text
    };
    let multipath = fields(&MULTIPATH);
    let attributes = multipath.lines().last().expect("the attributes");
    assert_eq!(
        attributes,
        "RTA_TABLE RT_TABLE_MAIN (254); RTA_DST 10.0.0.0; RTA_MULTIPATH \
         rtnexthop: rtnh_len 16 bytes, rtnh_flags 0, rtnh_hops 1, rtnh_ifindex interface 1; \
         RTA_GATEWAY 127.0.0.2 \
         rtnexthop: rtnh_len 16 bytes, rtnh_flags 0, rtnh_hops 0, rtnh_ifindex interface 1; \
         RTA_GATEWAY 127.0.0.3"
    );
    let mut unknown = NEWROUTE;
    unknown[38] = 99;
    assert!(fields(&unknown).contains("; RTA attribute 99 unknown 04 03 02 00; RTA_GATEWAY"));
}

#[test]
fn a_fault_says_where_it_is_and_how_many_bytes_are_missing() {
    let fault = |bytes: &[u8]| {
        let faults = sent(bytes).collect(|span| match span.what {
            What::Fault(fault) => Some(fault),
            _ => None,
        });
        faults.first().copied().expect("a fault")
    };
    let with = |at: usize, value: u8| {
        let mut bytes = NEWROUTE;
        bytes[at] = value;
        bytes
    };
    assert_eq!(fault(&NEWROUTE[..15]), Fault { at: 0, c_name: "nlmsghdr", need: 16, have: 15 });
    assert_eq!(fault(&with(0, 15)), Fault { at: 0, c_name: "nlmsg_len", need: 16, have: 15 });
    assert_eq!(fault(&with(0, 61)), Fault { at: 60, c_name: "nlmsg_len", need: 61, have: 60 });
    assert_eq!(fault(&with(0, 27)), Fault { at: 16, c_name: "rtmsg", need: 12, have: 11 });
    assert_eq!(fault(&with(0, 16)), Fault { at: 16, c_name: "rtmsg", need: 12, have: 0 });
    // An attribute of length zero, which sends a naive reader into an endless loop.
    assert_eq!(fault(&with(28, 0)), Fault { at: 28, c_name: "rta_len", need: 4, have: 0 });
    assert_eq!(fault(&with(28, 33)), Fault { at: 28, c_name: "rta_len", need: 33, have: 32 });
    assert_eq!(fault(&with(52, 6)), Fault { at: 56, c_name: "RTA_OIF", need: 4, have: 2 });
}

/// A message of `RTM_NEWLINK` with one attribute.
fn link(number: u16, payload: &[u8]) -> Vec<u8> {
    let link = Request::new(RTM_NEWLINK, 0, 1)
        .with_struct::<Ifinfomsg>(&[])
        .with_attribute(number, payload)
        .into_bytes();
    walk(&ROUTE, &link).to_order(Endian::Little)
}

fn faults(bytes: &[u8]) -> Vec<String> {
    leaves(bytes).into_iter().filter(|leaf| leaf.contains(" fault: ")).collect()
}

/// `struct rtnl_link_stats64` had 23 fields until Linux 4.6, 24 until 5.19, and has 25 now. A
/// longer one comes from a kernel that is newer than the tables.
#[test]
fn a_struct_may_be_that_of_an_older_or_a_newer_kernel() {
    for (len, last) in [
        (184, "220 no rx_nohandler"),
        (192, "228 no rx_otherhost_dropped"),
        (200, "228 rx_otherhost_dropped = 0"),
        (208, "236 unknown: longer than the table's struct: from a newer kernel"),
    ] {
        let bytes = link(IFLA_STATS64, &vec![0; len]);
        assert_eq!(
            leaves(&bytes).last().map(|leaf| leaf.split(" packets").next()),
            Some(Some(last))
        );
        assert_eq!(faults(&bytes), [""; 0], "{len} bytes");
        assert_tiled(&bytes);
    }
    // No kernel has ever sent half a field.
    assert_eq!(faults(&link(IFLA_STATS64, &[0; 188])).len(), 1);
    assert_eq!(faults(&link(IFLA_STATS64, &[0; 4])).len(), 1);
}

/// The fields after the missing one are not listed: a struct of one field would otherwise be
/// followed by all the others.
#[test]
fn only_the_first_missing_field_is_named() {
    let leaves = leaves(&link(IFLA_STATS64, &[0; 8]));
    assert_eq!(leaves[leaves.len() - 2..], ["36 rx_packets = 0", "44 no tx_packets"]);
}

/// What `getaddrinfo`, `getifaddrs`, libnl and busybox send: the family, and 3 bytes of padding.
#[test]
fn a_dump_request_may_consist_of_the_family() {
    for get in [
        RTM_GETLINK,
        RTM_GETADDR,
        RTM_GETROUTE,
        RTM_GETNEIGH,
        RTM_GETRULE,
        RTM_GETMULTICAST,
        RTM_GETANYCAST,
        RTM_GETADDRLABEL,
        RTM_GETMDB,
        RTM_GETNSID,
    ] {
        let request = |flags, body: &[u8]| message_with(get, flags, body);
        for body in [&[2][..], &[2, 0, 0, 0]] {
            let bytes = request(NLM_F_REQUEST | NLM_F_DUMP, body);
            assert_eq!(faults(&bytes), [""; 0], "{get}");
            assert!(leaves(&bytes).contains(&"16 rtgen_family = AF_INET (2)".to_owned()), "{get}");
        }
        // Anything but a dump needs the whole struct: the kernel refuses it.
        if get != RTM_GETNSID {
            assert_eq!(faults(&request(NLM_F_REQUEST, &[2, 0, 0, 0])).len(), 1, "{get}");
        }
    }
    // So does a dump of these (`nlmsg_parse` in `tc_dump_qdisc`, `rtm_dump_nexthop`).
    for get in [RTM_GETQDISC, RTM_GETNEXTHOP] {
        let bytes = message_with(get, NLM_F_REQUEST | NLM_F_DUMP, &[2, 0, 0, 0]);
        assert_eq!(faults(&bytes).len(), 1, "{get}");
    }
}

fn message_with(number: u16, flags: u16, body: &[u8]) -> Vec<u8> {
    let header = Request::new(number, flags, 1).into_bytes();
    let mut bytes = walk(&ROUTE, &header).to_order(Endian::Little);
    bytes.extend(body);
    let len = u32::try_from(bytes.len()).expect("short");
    bytes[..4].copy_from_slice(&len.to_le_bytes());
    bytes
}

/// `ip route get` sends its buffer, of which the message is only the beginning.
#[test]
fn zeros_after_the_last_message_are_no_fault() {
    for zeros in [4, 16, 1000] {
        let mut bytes = NEWROUTE.to_vec();
        bytes.resize(bytes.len() + zeros, 0);
        assert_eq!(faults(&bytes), [""; 0]);
        assert_eq!(leaves(&bytes).last().map(String::as_str), Some("60 zeros = "));
        assert_tiled(&bytes);
        // Without a message before them, or with anything else among them, they are.
        assert_eq!(faults(&bytes[60..]).len(), 1);
        *bytes.last_mut().expect("not empty") = 1;
        assert_eq!(faults(&bytes).len(), 1);
    }
}

#[test]
fn bytes_that_no_table_describes_are_kept() {
    let mut bytes = NEWROUTE;
    bytes[4] = 0xff; // a message type that is not in the table
    assert!(leaves(&bytes).contains(&"16 unknown: the payload of an unknown type".to_owned()));
    let mut bytes = NEWROUTE;
    bytes[30..32].copy_from_slice(&[0xff, 0xbf]); // NLA_F_NESTED and an unknown number
    let leaves = leaves(&bytes);
    assert!(leaves.contains(&"30 rta_type = 16383|NLA_F_NESTED".to_owned()), "{leaves:#?}");
    assert!(leaves.contains(&"32 unknown: the payload of an unknown attribute".to_owned()));
}

#[test]
fn every_truncated_prefix_is_tiled() {
    for golden in GOLDEN {
        for len in 0..=golden.len() {
            assert_tiled(&golden[..len]);
        }
    }
}

#[test]
fn endless_nesting_is_cut_off() {
    // RTA_MULTIPATH in RTA_MULTIPATH in …, each 12 bytes deeper.
    let mut inside = Vec::new();
    while inside.len() < 60_000 {
        let hop_len = u16::try_from(inside.len() + 8).expect("below 65,536");
        let attr_len = hop_len + 4;
        let mut outer = attr_len.to_le_bytes().to_vec();
        outer.extend(9_u16.to_le_bytes());
        outer.extend(hop_len.to_le_bytes());
        outer.extend([0; 6]);
        outer.extend(&inside);
        inside = outer;
    }
    let len = u32::try_from(28 + inside.len()).expect("small");
    let mut bytes = len.to_le_bytes().to_vec();
    bytes.extend(&NEWROUTE[4..28]);
    bytes.extend(&inside);
    assert_tiled(&bytes);
    assert!(leaves(&bytes).iter().any(|leaf| leaf.ends_with("nested too deep to follow")));
}

/// If the shape of an attribute depends on a sibling, the reader looks for the sibling. For a long
/// list, this must not take quadratic time.
#[test]
fn the_search_for_a_sibling_is_limited() {
    // Many RTA_ENCAP of four bytes each. The RTA_ENCAP_TYPE comes last.
    const COUNT: usize = 8_000;
    let mut bytes = NEWROUTE[..28].to_vec();
    for _ in 0..COUNT {
        bytes.extend([8, 0, 22, 0, 8, 0, 1, 0]);
    }
    bytes.extend([6, 0, 21, 0, 1, 0, 0, 0]);
    let len = u32::try_from(bytes.len()).expect("small").to_le_bytes();
    bytes[..4].copy_from_slice(&len);
    assert_tiled(&bytes);
    // The search begins at the start of the list, so it reaches the sibling only in a short list.
    let leaves = leaves(&bytes);
    let unread = leaves.iter().filter(|leaf| leaf.contains("RTA_ENCAP = 08000100")).count();
    assert_eq!(unread, COUNT, "the search went further than it should");
}

#[test]
fn the_flag_bits_of_a_type_are_not_part_of_its_number() {
    let mut bytes = NEWROUTE;
    bytes[39] |= 0xc0; // NLA_F_NESTED and NLA_F_NET_BYTEORDER, on RTA_DST
    let native = sent(&bytes).to_order(Endian::NATIVE);
    let (message, _) = read_message(&native, 0).expect("a good message");
    assert_eq!(message.route.and_then(|route| route.rta_dst), Some([4, 3, 2, 0].as_slice()));
    assert_by_hand_agrees(&bytes);
}

#[test]
fn by_hand_reports_what_is_malformed() {
    let malformed = |bytes: &[u8]| {
        // `by_hand` reads what this machine has received.
        read_message(&sent(bytes).to_order(Endian::NATIVE), 0).expect_err("malformed")
    };
    assert_eq!(
        malformed(&NEWROUTE[..10]),
        Malformed { at: 0, what: "struct nlmsghdr", need: 16, have: 10 }
    );
    assert_eq!(
        malformed(&NEWROUTE[..59]),
        Malformed { at: 0, what: "the message", need: 60, have: 59 }
    );
    let mut zero = NEWROUTE;
    zero[36] = 0;
    assert_eq!(malformed(&zero), Malformed { at: 36, what: "rta_len", need: 4, have: 0 });
}

/// Asserts that both readers decode the same from a datagram. `by_hand` reads what this machine has
/// received.
fn assert_by_hand_agrees(bytes: &[u8]) {
    // From the decoder: the messages, with the fields of their first two structs and their RTA_DST.
    struct Seen<'a> {
        start: usize,
        fields: Vec<(&'static str, u64)>,
        destination: Option<&'a [u8]>,
    }
    let native = sent(bytes).to_order(Endian::NATIVE);
    let bytes = native.as_slice();
    let mut messages: Vec<Seen<'_>> = Vec::new();
    let (mut faulty, mut labels) = (false, false);
    walk(&ROUTE, bytes).for_each(|span| match (span.depth, span.what, span.value()) {
        (0, What::Message { .. }, _) => {
            let start = span.at.start;
            messages.push(Seen { start, fields: Vec::new(), destination: None });
        }
        (2, What::Field(field), Some(Value::Number { number, .. })) => {
            let message = messages.last_mut().expect("a message first");
            message.fields.push((field.c_name, number));
        }
        (2, What::Payload(attr, _), Some(Value::Ip(value))) if attr.c_name == "RTA_DST" => {
            messages.last_mut().expect("a message first").destination = Some(value);
        }
        (_, What::Fault(_), _) => faulty = true,
        // To `by_hand`, zeros after the last message are one that is too short.
        (_, What::Field(field), _) if field.c_name == "zeros" => faulty = true,
        // Labels, which `by_hand` does not know.
        (_, What::Struct(layout), _) if layout.c_name == "mpls_label" => labels = true,
        _ => {}
    });
    if labels {
        return;
    }
    let mut at = 0;
    let mut read = 0;
    while at < bytes.len() {
        let Ok((message, next)) = read_message(bytes, at) else {
            assert!(faulty, "by_hand found a fault that walk did not");
            return;
        };
        let Seen { start, fields, destination } = &messages[read];
        assert_eq!(*start, at);
        let field = |name: &str| {
            fields.iter().find(|(c_name, _)| *c_name == name).map(|(_, number)| *number)
        };
        assert_eq!(field("nlmsg_len"), Some(message.nlmsg_len.into()));
        assert_eq!(field("nlmsg_type"), Some(message.nlmsg_type.into()));
        assert_eq!(field("nlmsg_flags"), Some(message.nlmsg_flags.into()));
        assert_eq!(field("nlmsg_seq"), Some(message.nlmsg_seq.into()));
        assert_eq!(field("nlmsg_pid"), Some(message.nlmsg_pid.into()));
        if let Some(route) = message.route {
            assert_eq!(field("rtm_family"), Some(route.rtm_family.into()));
            assert_eq!(field("rtm_dst_len"), Some(route.rtm_dst_len.into()));
            assert_eq!(field("rtm_src_len"), Some(route.rtm_src_len.into()));
            assert_eq!(field("rtm_tos"), Some(route.rtm_tos.into()));
            assert_eq!(field("rtm_table"), Some(route.rtm_table.into()));
            assert_eq!(field("rtm_protocol"), Some(route.rtm_protocol.into()));
            assert_eq!(field("rtm_scope"), Some(route.rtm_scope.into()));
            assert_eq!(field("rtm_type"), Some(route.rtm_type.into()));
            assert_eq!(field("rtm_flags"), Some(route.rtm_flags.into()));
            assert_eq!(*destination, route.rta_dst.filter(|dst| !dst.is_empty()));
        }
        at = next;
        read += 1;
    }
    assert_eq!(read, messages.len());
}

#[test]
fn by_hand_agrees_on_every_prefix() {
    for golden in GOLDEN {
        for len in 0..=golden.len() {
            assert_by_hand_agrees(&golden[..len]);
        }
    }
}

/// Generates golden messages with some bytes changed, cut or repeated.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6);
    (0..GOLDEN.len(), 1..4_usize, changes, any::<prop::sample::Index>()).prop_map(
        |(golden, times, changes, cut)| {
            let mut bytes = GOLDEN[golden].repeat(times);
            for (at, value) in changes {
                let at = at.index(bytes.len());
                bytes[at] = value;
            }
            bytes.truncate(cut.index(bytes.len() + 1));
            bytes
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 16 } else { 4096 }))]

    #[test]
    fn any_bytes_are_tiled(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        assert_tiled(&bytes);
    }

    #[test]
    fn mutated_messages_are_tiled(bytes in mutated()) {
        assert_tiled(&bytes);
    }

    #[test]
    fn by_hand_agrees_on_mutated_messages(bytes in mutated()) {
        assert_by_hand_agrees(&bytes);
    }

    #[test]
    fn printers_print_no_control_characters_for_any_bytes(bytes in mutated()) {
        let mut text = String::new();
        explain::tree(&mut text, sent(&bytes), 100).expect("writing to a String cannot fail");
        explain::fields(&mut text, sent(&bytes)).expect("writing to a String cannot fail");
        explain::json(&mut text, sent(&bytes)).expect("writing to a String cannot fail");
        // The only escapes are the tree's colours. None come from the input.
        let text = anstream::adapter::strip_str(&text).to_string();
        prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
    }
}

/// A caller can leave out groups of spans, and nothing else is left out with them.
#[test]
fn a_caller_can_leave_out_what_is_inside_a_span() {
    let all = sent(&REFUSED).collect(|span| {
        let attribute = matches!(span.what, What::Attribute { .. });
        Some((span.depth, attribute, format!("{:?} {:?}", span.at, span.bytes)))
    });
    // The two fields of its header follow the span of an attribute.
    let mut header = 0;
    let mut payload = all.clone();
    payload.retain(|(_, attribute, _)| {
        let keep = header == 0;
        header = if *attribute { 2_usize } else { header.saturating_sub(1) };
        keep
    });
    assert!(payload.len() < all.len(), "the message has attributes");
    let mut nothing = all.clone();
    nothing.retain(|(depth, ..)| *depth == 0);
    for (wanted, expected) in
        [(Inside::All, all), (Inside::Payload, payload), (Inside::Nothing, nothing)]
    {
        let mut visited = Vec::new();
        let visit = sent(&REFUSED).visit(|span| {
            visited.push(format!("{:?} {:?}", span.at, span.bytes));
            Ok::<Inside, Fault>(wanted)
        });
        assert_eq!(visit, Ok(()));
        let expected: Vec<String> = expected.into_iter().map(|(_, _, span)| span).collect();
        assert_eq!(visited, expected, "{wanted:?}");
    }
}
