//! The library against a real kernel: conversations that our programs do not have.
//!
//! Each test runs this program again inside a lab, where an ignored test does the work: a test
//! harness has threads, and a process with threads cannot enter a lab.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::net::UdpSocket;
use std::ops::Range;

use netlink_raw::by_hand::read_message;
use netlink_raw::conversation::{Again, DumpEvent, NotDone};
use netlink_raw::explain::pointed_at;
use netlink_raw::request::Request;
use netlink_raw::route::{Action, RouteChange};
use netlink_raw::socket::NetlinkSocket;
use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::if_addr::{IFA_FAMILY, IFA_INDEX, IFA_LOCAL, IFA_PREFIXLEN, Ifaddrmsg};
use netlink_raw::uapi::netlink::{
    NLM_F_ACK, NLM_F_CREATE, NLM_F_DUMP, NLM_F_EXCL, NLM_F_REQUEST, NLMSG_SEQ,
};
use netlink_raw::uapi::rtnetlink::{
    IFI_INDEX, Ifinfomsg, RTA_OIF, RTM_DST_LEN, RTM_FAMILY, RTM_GETADDR, RTM_GETLINK, RTM_GETROUTE,
    RTM_NEWADDR, RTM_NEWROUTE, RTM_TABLE, Rtmsg,
};
use netlink_raw::walk::walk;
use netlink_raw::wire::What;
use nix::errno::Errno;
use nix::sys::socket::{SockProtocol, setsockopt, sockopt};

use harness::Lab;

/// Runs an ignored test of this file in a lab.
fn in_the_lab(test: &str) {
    let Some(lab) = Lab::start() else { return };
    let this = std::env::current_exe().expect("the path of the test");
    let printed = lab.output(this, &["--exact", test, "--ignored", "--nocapture"]);
    assert!(printed.contains("1 passed"), "{printed}");
}

fn client() -> NetlinkSocket {
    let socket = NetlinkSocket::client(SockProtocol::NetlinkRoute).expect("a socket");
    socket.bind(0, 0).expect("a port ID");
    socket.set_timeout(std::time::Duration::from_secs(10)).expect("a timeout");
    socket
}

fn words(route: &str) -> Vec<String> {
    route.split(' ').map(str::to_owned).collect()
}

#[test]
fn an_extended_acknowledgement_points_at_a_byte() {
    in_the_lab("refused_attribute");
}

#[test]
#[ignore = "run in the lab by an_extended_acknowledgement_points_at_a_byte"]
fn refused_attribute() {
    // An interface index has four bytes. The kernel's policy refuses two.
    let request =
        Request::new(RTM_NEWROUTE, NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL, 7)
            .with_struct::<Rtmsg>(&[(RTM_FAMILY, 2), (RTM_DST_LEN, 30), (RTM_TABLE, 254)])
            .with_attribute(RTA_OIF, &[1, 0])
            .into_bytes();
    let refused = match client().request(&request, |_| {}) {
        Err(NotDone::Refused(refused)) => refused,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused.errno, Errno::ERANGE);
    assert_eq!(refused.text.as_deref(), Some("Attribute failed policy validation"));
    assert_eq!(refused.offset, Some(28));
    assert_eq!(pointed_at(walk(&ROUTE, &request), 28).as_deref(), Some("RTA_OIF"));
}

// These tests dump addresses, because the kernel notices changes during such a dump. For IPv4
// routes, it does not set `NLM_F_DUMP_INTR`.

/// Adds the nth address to `lo`.
fn add_address(client: &NetlinkSocket, n: u32) {
    let fields = [(IFA_FAMILY, 2), (IFA_PREFIXLEN, 32), (IFA_INDEX, 1)];
    let request = Request::new(RTM_NEWADDR, NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE, n)
        .with_struct::<Ifaddrmsg>(&fields)
        .with_attribute(IFA_LOCAL, &(0x0a00_0000 + n).to_be_bytes())
        .into_bytes();
    client.request(&request, |_| {}).expect("an address is added");
}

/// Dumps addresses in several datagrams, and calls `meanwhile` after each of them.
fn dump_addresses(
    client: &NetlinkSocket,
    mut meanwhile: impl FnMut(),
) -> (Result<(), NotDone>, Vec<Again>, usize) {
    let request = Request::new(RTM_GETADDR, NLM_F_REQUEST | NLM_F_DUMP, 1)
        .with_struct::<Ifaddrmsg>(&[(IFA_FAMILY, 2)])
        .into_bytes();
    let mut again = Vec::new();
    let mut messages = 0;
    let result = client.dump(&request, 4096, |event| match event {
        DumpEvent::Datagram(datagram) => {
            meanwhile();
            walk(&ROUTE, datagram.bytes).for_each(|span| messages += usize::from(span.depth == 0));
        }
        DumpEvent::Again(why) => {
            again.push(why);
            messages = 0;
        }
    });
    (result, again, messages)
}

#[test]
fn an_interrupted_dump_is_requested_again() {
    in_the_lab("interrupted_dump");
}

#[test]
#[ignore = "run in the lab by a_dump_that_was_interrupted_is_asked_for_again"]
fn interrupted_dump() {
    let other = client();
    (1..=1000).for_each(|n| add_address(&other, n));
    let mut added = false;
    let (result, again, messages) = dump_addresses(&client(), || {
        if !added {
            added = true;
            add_address(&other, 2000);
        }
    });
    assert_eq!(result, Ok(()));
    assert_eq!(again, [Again::Interrupted], "interrupted once, then undisturbed");
    // The added addresses, 127.0.0.1, and NLMSG_DONE.
    assert_eq!(messages, 1001 + 1 + 1);
}

#[test]
fn a_dump_of_a_table_that_keeps_changing_is_given_up() {
    in_the_lab("restless_dump");
}

#[test]
#[ignore = "run in the lab by a_table_that_never_rests_is_given_up"]
fn restless_dump() {
    let other = client();
    (1..=500).for_each(|n| add_address(&other, n));
    let mut n = 2000;
    let (result, again, _) = dump_addresses(&client(), || {
        n += 1;
        add_address(&other, n);
    });
    assert_eq!(result, Err(NotDone::Restless));
    assert!(again.len() > 1 && again.iter().all(|why| *why == Again::Interrupted));
}

#[test]
fn a_dump_that_is_refused_says_why() {
    in_the_lab("refused_dump");
}

#[test]
#[ignore = "run in the lab by a_dump_that_is_refused_says_why"]
fn refused_dump() {
    /// A message type that rtnetlink has never had.
    const NOTHING: u16 = 123;
    let request = Request::new(NOTHING, NLM_F_REQUEST | NLM_F_DUMP, 1)
        .with_struct::<Rtmsg>(&[(RTM_FAMILY, 2)])
        .into_bytes();
    match client().dump(&request, 4096, |_| {}) {
        Err(NotDone::Refused(refused)) => assert_eq!(refused.errno, Errno::EOPNOTSUPP),
        other => panic!("{other:?}"),
    }
}

#[test]
fn by_hand_and_walk_agree_on_what_a_kernel_sends() {
    in_the_lab("both_readers");
}

#[test]
#[ignore = "run in the lab by by_hand_and_walk_agree_on_what_a_kernel_sends"]
fn both_readers() {
    let monitor = NetlinkSocket::open(SockProtocol::NetlinkRoute).expect("a socket");
    monitor.bind(0, 0x40).expect("the group of IPv4 routes");
    monitor.set_timeout(std::time::Duration::from_secs(10)).expect("a timeout");
    let other = client();
    let routes = ["4.3.2.0/30 via 127.0.0.1", "4.4.0.0/16 dev lo", "default via 127.0.0.1 dev lo"];
    let mut buffer = vec![0; 65_536];
    let mut met = 0;
    for action in [Action::Add, Action::Del] {
        for route in routes {
            let change = RouteChange::parse(action, &words(route)).expect("a route");
            let request = change.request(42).expect("a request");
            other.request(&request, |answer| met += agree(answer.bytes)).expect("done");
            let datagram = monitor.receive(&mut buffer).expect("a notification");
            assert_eq!(datagram.from_port_id, 0);
            met += agree(datagram.bytes);
        }
    }
    let request = Request::new(RTM_GETROUTE, NLM_F_REQUEST | NLM_F_DUMP, 1)
        .with_struct::<Rtmsg>(&[(RTM_FAMILY, 2)])
        .into_bytes();
    other
        .dump(&request, 32 * 1024, |event| {
            if let DumpEvent::Datagram(datagram) = event {
                met += agree(datagram.bytes);
            }
        })
        .expect("a dump");
    // 6 acknowledgements, 6 notifications, 3 local routes, NLMSG_DONE. Linux 5.10 has one more local
    // route: there, the lowest address of a network is one for broadcasts as well.
    assert!(matches!(met, 16 | 17), "{met}");
}

/// Asserts that both readers see the same messages with the same destinations, that the leaves tile
/// the datagram, and that nothing in it is unknown. Returns the number of messages.
fn agree(datagram: &[u8]) -> usize {
    let mut covered = 0;
    // The place and the RTA_DST of each message.
    let mut messages: Vec<(Range<usize>, Option<&[u8]>)> = Vec::new();
    walk(&ROUTE, datagram).for_each(|span| {
        assert!(!matches!(span.what, What::Unknown(_) | What::Fault(_)), "at {covered}");
        if span.is_leaf() {
            assert_eq!(span.at.start, covered);
            covered = span.at.end;
        }
        match span.what {
            What::Message { .. } if span.depth == 0 => messages.push((span.at.clone(), None)),
            What::Payload(attr, _) if attr.c_name == "RTA_DST" => {
                messages.last_mut().expect("a message first").1 = Some(span.bytes);
            }
            _ => {}
        }
    });
    assert_eq!(covered, datagram.len());
    let mut at = 0;
    let mut count = 0;
    while at < datagram.len() {
        let (message, next) = read_message(datagram, at).expect("a well-formed message");
        let (place, destination) = &messages[count];
        assert_eq!((place.start, place.len()), (at, message.nlmsg_len as usize));
        let seq = NLMSG_SEQ.field().read(&datagram[at..]);
        assert_eq!(seq, Some(message.nlmsg_seq.into()));
        assert_eq!(*destination, message.route.and_then(|route| route.rta_dst));
        at = next;
        count += 1;
    }
    assert_eq!(count, messages.len());
    count
}

#[test]
fn the_counters_of_ipv6_have_the_names_that_proc_gives_them() {
    in_the_lab("counters_of_ipv6");
}

#[test]
#[ignore = "run in the lab by the_counters_of_ipv6_have_the_names_that_proc_gives_them"]
fn counters_of_ipv6() {
    // Packets to a socket and to no socket, with different marks for congestion, so that the
    // counters differ from each other.
    let receiver = UdpSocket::bind("[::1]:0").expect("a port");
    let to = receiver.local_addr().expect("an address");
    for (mark, count) in [(1, 2_usize), (2, 5), (3, 11), (0, 23)] {
        let sender = UdpSocket::bind("[::1]:0").expect("a port");
        setsockopt(&sender, sockopt::Ipv6TClass, &mark).expect("a traffic class");
        for len in 0..count {
            sender.send_to(&vec![0; 10 * len], to).expect("sent");
        }
    }
    let request = Request::new(RTM_GETLINK, NLM_F_REQUEST, 1)
        .with_struct::<Ifinfomsg>(&[(IFI_INDEX, 1)])
        .into_bytes();
    let socket = client();
    socket.send_to(&request, 0, 0).expect("sent");
    let mut buffer = vec![0; 1 << 16];
    let link = socket.receive(&mut buffer).expect("an answer").bytes.to_vec();
    let in_message: HashMap<&str, String> = walk(&ROUTE, &link)
        .collect(|span| match span.what {
            What::Field(field)
                if field.c_name.contains("6_MIB_") || field.c_name.contains("IPSTATS_MIB_") =>
            {
                span.value().map(|value| (field.c_name, value.to_string()))
            }
            _ => None,
        })
        .into_iter()
        .collect();
    let in_proc = fs::read_to_string("/proc/net/dev_snmp6/lo").expect("counters");
    let mut compared = 0;
    let mut different = BTreeSet::new();
    for line in in_proc.lines() {
        let mut words = line.split_whitespace();
        let (Some(name), Some(value)) = (words.next(), words.next()) else { continue };
        let c_name = match name {
            "Ip6InReceives" => "IPSTATS_MIB_INPKTS".to_owned(),
            "Ip6OutTransmits" => "IPSTATS_MIB_OUTPKTS".to_owned(),
            "Ip6InNoECTPkts" | "Ip6InECT1Pkts" | "Ip6InECT0Pkts" | "Ip6InCEPkts" => {
                format!("IPSTATS_MIB_{}", name[5..].to_uppercase())
            }
            _ => match (name.strip_prefix("Ip6"), name.strip_prefix("Icmp6")) {
                (Some(name), _) => format!("IPSTATS_MIB_{}", name.to_uppercase()),
                (_, Some(name)) => format!("ICMP6_MIB_{}", name.to_uppercase()),
                _ => continue,
            },
        };
        let ours = in_message.get(c_name.as_str());
        // /proc counts each type of ICMPv6 as well.
        if ours.is_none() && c_name.starts_with("ICMP6_MIB_") {
            continue;
        }
        assert_eq!(ours.map(String::as_str), Some(value), "{c_name} is {name}");
        compared += 1;
        different.extend(Some(value).filter(|value| *value != "0").map(str::to_owned));
    }
    assert!(compared >= 30, "{compared} counters: {in_message:?}");
    assert!(different.len() >= 6, "{different:?}");
    // The same sums, over all interfaces: the lab has one.
    let all = fs::read_to_string("/proc/net/snmp6").expect("counters");
    for (name, c_name) in [
        ("Ip6InECT0Pkts", "IPSTATS_MIB_ECT0PKTS"),
        ("Ip6InOctets", "IPSTATS_MIB_INOCTETS"),
        ("Ip6InDelivers", "IPSTATS_MIB_INDELIVERS"),
    ] {
        let line = all.lines().find(|line| line.split_whitespace().next() == Some(name));
        let value = line.and_then(|line| line.split_whitespace().nth(1));
        assert_eq!(value, in_message.get(c_name).map(String::as_str), "{name}");
    }
}
