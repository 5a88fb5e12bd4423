//! Choices that the tables make by a length or by a sibling, for cases that are in no capture.

use netlink_raw::request::{Request, struct_bytes};
use netlink_raw::uapi::if_link::IFLA_AF_SPEC;
use netlink_raw::uapi::inet_diag::{IDIAG_FAMILY, IDIAG_STATE, INET_DIAG_INFO, InetDiagMsg};
use netlink_raw::uapi::mroute::{IPMRA_TABLE_VIFS, IPMRA_VIFA_FLAGS, IPMRA_VIFA_LOCAL_ADDR};
use netlink_raw::uapi::pkt_sched::TCA_FQ_CODEL_LIMIT;
use netlink_raw::uapi::rtnetlink::{
    IFI_FAMILY, Ifinfomsg, NDUSEROPT_FAMILY, Nduseroptmsg, RTM_NEWLINK, RTM_NEWNDUSEROPT,
    RTM_NEWQDISC, TCA_KIND, TCA_OPTIONS, Tcmsg,
};
use netlink_raw::uapi::sock_diag::SOCK_DIAG_BY_FAMILY;
use netlink_raw::uapi::{DIAG, ROUTE};
use netlink_raw::walk::walk;
use netlink_raw::wire::{Protocol, What};

/// Returns the names of all fields and values, and all faults and unknown bytes.
fn names(protocol: &'static Protocol, bytes: &[u8]) -> Vec<String> {
    walk(protocol, bytes).collect(|span| match (span.what, span.value()) {
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
        (288, "unknown: longer than the table's struct"),
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
    assert_eq!(last(b"pfifo\0"), "unknown: longer than the table's struct");
    assert!(last(b"nobody\0").starts_with("TCA_OPTIONS = "));
}

/// An interface of multicast routing, as Linux 6.18 reports it in the answer to `RTM_GETLINK` with
/// `RTNL_FAMILY_IPMR`, after `MRT_INIT` and `MRT_ADD_VIF` with `VIFF_USE_IFINDEX`: the index is in
/// the place of the address.
#[test]
fn the_flags_of_a_multicast_interface_choose_between_index_and_address() {
    for (flags, local) in [(8_u16, "interface 2"), (0, "2.0.0.0")] {
        let attribute = |number: u16, payload: &[u8]| {
            let message = Request::new(0, 0, 0).with_attribute(number, payload);
            message.into_bytes()[16..].to_vec()
        };
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
