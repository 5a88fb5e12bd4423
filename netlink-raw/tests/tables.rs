//! Choices that the tables make by a length or by a sibling, for cases that are in no capture.

use netlink_raw::request::{Request, struct_bytes};
use netlink_raw::uapi::if_link::{
    IFLA_AF_SPEC, IFLA_GROUP, IFLA_INET6_CONF, IFLA_INET6_STATS, IFLA_NETNS_IMMUTABLE,
};
use netlink_raw::uapi::inet_diag::{IDIAG_FAMILY, IDIAG_STATE, INET_DIAG_INFO, InetDiagMsg};
use netlink_raw::uapi::mroute::{IPMRA_TABLE_VIFS, IPMRA_VIFA_FLAGS, IPMRA_VIFA_LOCAL_ADDR};
use netlink_raw::uapi::pkt_sched::TCA_FQ_CODEL_LIMIT;
use netlink_raw::uapi::rtnetlink::{
    IFI_FAMILY, Ifinfomsg, NDUSEROPT_FAMILY, Nduseroptmsg, RTA_ENCAP, RTA_ENCAP_TYPE, RTM_FAMILY,
    RTM_NEWLINK, RTM_NEWNDUSEROPT, RTM_NEWQDISC, RTM_NEWROUTE, RTM_SETDCB, Rtmsg, TCA_KIND,
    TCA_OPTIONS, Tcmsg,
};
use netlink_raw::uapi::seg6_iptunnel::SEG6_IPTUNNEL_SRH;
use netlink_raw::uapi::sock_diag::SOCK_DIAG_BY_FAMILY;
use netlink_raw::uapi::{DIAG, ROUTE};
use netlink_raw::walk::walk;
use netlink_raw::wire::{Protocol, What};

/// Returns the bytes of an attribute.
fn attribute(number: u16, payload: &[u8]) -> Vec<u8> {
    Request::new(0, 0, 0).with_attribute(number, payload).into_bytes()[16..].to_vec()
}

/// Returns the names of all fields and values, and all faults and unknown bytes.
fn names(protocol: &'static Protocol, bytes: &[u8]) -> Vec<String> {
    walk(protocol, bytes).collect(|span| match (span.what, span.value()) {
        (What::Field(field), None) if span.is_missing() => Some(format!("no {}", field.c_name)),
        (What::Field(field), Some(value)) => Some(format!("{} = {value}", field.c_name)),
        (What::Payload(attr, _), Some(value)) => Some(format!("{} = {value}", attr.c_name)),
        (What::Unknown(why), _) => Some(format!("unknown: {why}")),
        (What::Fault(fault), _) => Some(format!("fault: {}", fault.c_name)),
        _ => None,
    })
}

/// `struct tcp_info` as kernels since 4.10 send it, and other bytes in the same attribute.
#[test]
fn tcp_info_may_be_shorter_or_longer() {
    let answer = |info: &[u8]| {
        Request::new(SOCK_DIAG_BY_FAMILY, 0, 1)
            .with_struct::<InetDiagMsg>(&[(IDIAG_FAMILY, 2), (IDIAG_STATE, 10)])
            .with_attribute(INET_DIAG_INFO, info)
            .into_bytes()
    };
    for (len, last) in [
        (192, "tcpi_sndbuf_limited = 0 microseconds"),
        (200, "tcpi_delivered_ce = 0 packets"),
        (224, "tcpi_reord_seen = 0"),
        (232, "tcpi_snd_wnd = 0 bytes"),
        (240, "tcpi_rehash = 0"),
        (248, "tcpi_total_rto_time = 0 milliseconds"),
        (280, "tcpi_accecn_opt_seen = 0"),
        (288, "unknown: longer than the table's struct: from a newer kernel"),
    ] {
        // The struct begins with the state, here TCP_LISTEN.
        let mut info = vec![0; len];
        info[0] = 10;
        let names = names(&DIAG, &answer(&info));
        assert!(names.contains(&"tcpi_state = TCP_LISTEN (10)".to_owned()), "{names:?}");
        assert_eq!(names.last().map(String::as_str), Some(last), "{len}");
        assert!(!names.iter().any(|name| name.starts_with("fault")), "{len}");
    }
    // A different protocol's struct, and the struct of a kernel before 4.10.
    for info in [[7; 280].as_slice(), &[10; 104]] {
        let names = names(&DIAG, &answer(info));
        assert!(!names.iter().any(|name| name.starts_with("tcpi_")), "{names:?}");
    }
}

/// The length of the option depends on the number of name servers.
#[test]
fn a_router_may_have_several_name_servers() {
    for servers in [1_u8, 2, 3] {
        let mut option = vec![25, 1 + 2 * servers, 0, 0, 0, 0, 0x0e, 0x10];
        for server in 1..=servers {
            option.extend([0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, server]);
        }
        let mut bytes = Request::new(RTM_NEWNDUSEROPT, 0, 1).into_bytes();
        bytes.extend(struct_bytes::<Nduseroptmsg>(&[(NDUSEROPT_FAMILY, 10)]));
        bytes.extend(&option);
        let len = u32::try_from(bytes.len()).expect("short");
        bytes[..4].copy_from_slice(&len.to_ne_bytes());
        let names = names(&ROUTE, &bytes);
        let last = format!("address[{}] = 2001:db8::{servers}", servers - 1);
        assert!(names.contains(&"lifetime = 3600 seconds".to_owned()), "{names:?}");
        assert_eq!(names.last(), Some(&last), "{names:?}");
    }
}

/// `fq_codel` is in no capture, because a kernel may be built without it.
#[test]
fn the_kind_of_a_qdisc_chooses_the_table_of_its_options() {
    let limit = TCA_FQ_CODEL_LIMIT;
    let inner = Request::new(0, 0, 0).with_attribute(limit, &10_240_u32.to_ne_bytes());
    let inner = inner.into_bytes();
    let message = |kind: &[u8]| {
        Request::new(RTM_NEWQDISC, 0, 1)
            .with_struct::<Tcmsg>(&[])
            .with_attribute(TCA_KIND, kind)
            // Only the attribute follows the header of the inner message.
            .with_attribute(TCA_OPTIONS, &inner[16..])
            .into_bytes()
    };
    let last = |kind| names(&ROUTE, &message(kind)).pop().unwrap_or_default();
    assert_eq!(last(b"fq_codel\0"), "TCA_FQ_CODEL_LIMIT = 10240 packets");
    assert_eq!(last(b"pfifo\0"), "unknown: longer than the table's struct: from a newer kernel");
    assert!(last(b"nobody\0").starts_with("TCA_OPTIONS = "));
}

/// An interface of multicast routing, as Linux 6.18 reports it in the answer to `RTM_GETLINK` with
/// `RTNL_FAMILY_IPMR`, after `MRT_INIT` and `MRT_ADD_VIF` with `VIFF_USE_IFINDEX`: the index is in
/// the place of the address.
#[test]
fn the_flags_of_a_multicast_interface_choose_between_index_and_address() {
    let address = std::net::Ipv4Addr::from(2_u32.to_ne_bytes()).to_string();
    for (flags, local) in [(8_u16, "interface 2"), (0, &address)] {
        let interface = [
            attribute(IPMRA_VIFA_FLAGS, &flags.to_ne_bytes()),
            attribute(IPMRA_VIFA_LOCAL_ADDR, &2_u32.to_ne_bytes()),
        ];
        let interface = attribute(1, &interface.concat());
        let interfaces = attribute(IPMRA_TABLE_VIFS, &interface);
        let bytes = Request::new(RTM_NEWLINK, 0, 1)
            .with_struct::<Ifinfomsg>(&[(IFI_FAMILY, 128)])
            .with_attribute(IFLA_AF_SPEC, &interfaces)
            .into_bytes();
        let last = names(&ROUTE, &bytes).pop();
        assert_eq!(last, Some(format!("IPMRA_VIFA_LOCAL_ADDR = {local}")));
    }
}

/// Linux 6.15 changed the order of the IPv6 counters, and not their number. What else is in the
/// message tells which order it is; if nothing does, only the counters at the
/// same place in both have names.
#[test]
fn ipv6_counters_are_named_only_if_their_order_is_known() {
    let attributes = |list: &[(u16, Vec<u8>)]| {
        let message = Request::new(0, 0, 0);
        let message = list
            .iter()
            .fold(message, |message, (number, payload)| message.with_attribute(*number, payload));
        message.into_bytes()[16..].to_vec()
    };
    let link = |counters: usize, settings: usize, around: &[(u16, Vec<u8>)]| {
        let stats: Vec<u8> = (0..counters as u64).flat_map(u64::to_ne_bytes).collect();
        let inet6 =
            attributes(&[(IFLA_INET6_CONF, vec![0; 4 * settings]), (IFLA_INET6_STATS, stats)]);
        let spec = attributes(&[(10, inet6)]);
        let mut all = vec![(IFLA_AF_SPEC, spec)];
        all.extend_from_slice(around);
        let message = Request::new(RTM_NEWLINK, 0, 1).with_struct::<Ifinfomsg>(&[]);
        let message = all
            .iter()
            .fold(message, |message, (number, payload)| message.with_attribute(*number, payload));
        names(&ROUTE, &message.into_bytes())
    };
    let full = (IFLA_GROUP, vec![0; 4]);
    let immutable = (IFLA_NETNS_IMMUTABLE, vec![0]);
    let has = |names: &[String], name: &str| names.iter().any(|known| known == name);
    // 6.15 and later, and 6.17 and later.
    for names in [link(38, 57, &[full.clone(), immutable]), link(38, 60, &[])] {
        assert!(has(&names, "IPSTATS_MIB_OUTOCTETS = 10"), "{names:?}");
        assert!(has(&names, "IPSTATS_MIB_INADDRERRORS = 15"), "{names:?}");
        assert!(has(&names, "IPSTATS_MIB_REASM_OVERLAPS = 37"), "{names:?}");
    }
    // 6.7 to 6.14, and before.
    let only = std::slice::from_ref(&full);
    for names in [link(38, 57, only), link(37, 50, &[]), link(36, 50, only)] {
        assert!(has(&names, "IPSTATS_MIB_OUTOCTETS = 6"), "{names:?}");
        assert!(has(&names, "IPSTATS_MIB_INADDRERRORS = 10"), "{names:?}");
        assert!(!names.iter().any(|name| name.starts_with("fault")), "{names:?}");
    }
    // Either, and a later one.
    let unknown = "unknown: longer than the table's struct: from a newer kernel";
    let named = |names: &[String]| names.iter().filter(|n| n.starts_with("IPSTATS_MIB_")).count();
    let either = link(38, 57, &[]);
    assert!(has(&either, "IPSTATS_MIB_INDELIVERS = 3") && has(&either, "mibs[36] = 36"));
    assert!(!has(&either, unknown) && named(&either) == 4, "{either:?}");
    let later = link(39, 60, only);
    assert!(has(&later, unknown) && named(&later) == 1, "{later:?}");
}

/// After the segments of a segment routing header there may be options. The header has the number of
/// segments.
#[test]
fn a_segment_routing_header_may_end_with_a_signature() {
    let route = |options: &[u8]| {
        // Mode "encap", then the header: two segments.
        let mut header = vec![1, 0, 0, 0, 0, 9, 4, 1, 1, 0, 0, 0];
        header.extend([0xfe; 32]);
        header.extend(options);
        let message = Request::new(RTM_NEWROUTE, 0, 1)
            .with_struct::<Rtmsg>(&[(RTM_FAMILY, 10)])
            .with_attribute(RTA_ENCAP, &attribute(SEG6_IPTUNNEL_SRH, &header))
            .with_attribute(RTA_ENCAP_TYPE, &5_u16.to_ne_bytes());
        names(&ROUTE, &message.into_bytes())
    };
    let count = |names: &[String], name: &str| names.iter().filter(|n| n.starts_with(name)).count();
    let mut signature = vec![5, 38, 0, 0, 0, 0, 0, 7];
    signature.extend([0; 32]);
    // The kernel accepts other options, and ignores them.
    let padding = [4, 6, 0, 0, 0, 0, 0, 0];
    for (options, last) in
        [(&[][..], "s6_addr = "), (&signature, "hmac = 00"), (&padding, "tlvs = 040600")]
    {
        let names = route(options);
        assert_eq!((count(&names, "s6_addr"), count(&names, "fault")), (2, 0), "{names:?}");
        assert!(count(&names, last) > 0, "{last}: {names:?}");
    }
}

/// The kernel answers a command of data centre bridging with the attribute of the command, and a
/// result in it.
#[test]
fn an_attribute_of_dcb_holds_settings_or_a_result() {
    const DCB_ATTR_IEEE: u16 = 13;
    let message = |payload: &[u8]| {
        let attribute = attribute(DCB_ATTR_IEEE, payload);
        let body = [&[0, 20, 0, 0], attribute.as_slice()].concat();
        let len = u32::try_from(16 + body.len()).expect("short");
        let mut message = Request::new(RTM_SETDCB, 0, 1).into_bytes();
        message[..4].copy_from_slice(&len.to_ne_bytes());
        names(&ROUTE, &[message, body].concat())
    };
    let answer = message(&[0]);
    assert!(answer.contains(&"cmd = DCB_CMD_IEEE_SET (20)".to_owned()), "{answer:?}");
    assert!(answer.contains(&"DCB_ATTR_IEEE = 0".to_owned()), "{answer:?}");
    let app = attribute(1, &[5, 3, 10, 0]);
    let settings = message(&attribute(3, &app));
    assert!(settings.contains(&"priority = 3".to_owned()), "{settings:?}");
}
