//! Evidence from outside: other programs that decode the same bytes agree with us.
//!
//! | program | reads | has to agree on |
//! |---|---|---|
//! | Wireshark | the captures of the book | offset, length, number |
//! | strace | the traffic of `ip`, `bridge`, `tc`, `ss` on this machine | names, values, order, place |
//! | `netlink-packet-route` | the captures | numbers, texts, addresses |
//!
//! Where they disagree and we are right, a list has an entry with the reason. An entry that is no
//! longer needed fails the test.

#[path = "support/captures.rs"]
mod book;
#[path = "support/strace.rs"]
mod strace;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::net::IpAddr;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use netlink_packet_core::{NetlinkMessage, NetlinkPayload, Nla};
use netlink_packet_route::RouteNetlinkMessage as Route;
use netlink_raw::uapi::ROUTE;
use netlink_raw::uapi::inet_diag::INET_DIAG;
use netlink_raw::uapi::net_tcp_states::TCP_STATE;
use netlink_raw::uapi::netlink::{NLM_F_DUMP, NLMSG_LEN, NLMSG_TYPE};
use netlink_raw::uapi::snmp::{IPSTATS_MIB, IPSTATS_MIB_UNTIL_6_14};
use netlink_raw::walk::walk;
use netlink_raw::wire::{Field, Kind, Meaning, NLA_TYPE_MASK, Name, Span, Value, What, align};

use book::{captures, datagrams, directory, protocol, records};
use harness::{Lab, Output, Running, TempDir, have};
use strace::{Atom, Call};

/// Fields that we read differently from Wireshark, and why.
const WIRESHARK: &[(&str, &str)] = &[(
    "netlink-sock_diag.inet_states",
    "Wireshark reads it in network order; the kernel, in include/uapi/linux/inet_diag.h, as __u32",
)];

/// Wireshark's dissector decodes only part of rtnetlink. Each field that it names has to have our
/// offset, length and number.
#[test]
fn wireshark_finds_the_same_fields() {
    if !have("tshark") {
        return;
    }
    let mut agreed = 0;
    let mut disagreed = BTreeSet::new();
    for file in captures(&directory()) {
        let pdml = Output::of(Command::new("tshark").args(["-T", "pdml", "-r"]).arg(&file)).stdout;
        let packets: Vec<&str> = pdml.split("<packet>").skip(1).collect();
        let datagrams = datagrams(&file);
        if datagrams.is_empty() {
            continue;
        }
        assert_eq!(packets.len(), datagrams.len(), "{}", file.display());
        for (packet, (number, bytes)) in packets.iter().zip(&datagrams) {
            let spans = walk(protocol(*number), bytes).collect(|span| {
                let number = match span.value() {
                    Some(Value::Number { number, .. }) => Some(number),
                    // We do not read these bytes as a number, so only compare their place.
                    _ => None,
                };
                Some((span.at.clone(), number))
            });
            for line in packet.lines().filter(|line| line.contains("<field name=\"netlink")) {
                let attribute = |name: &str| {
                    let (_, rest) = line.split_once(&format!(" {name}=\""))?;
                    rest.split('"').next()
                };
                // `<field name="netlink.hdr_len" … size="4" pos="16" show="60" value="3c000000"/>`
                let (Some(name), Some(size), Some(pos), Some(show), Some(_)) = (
                    line.split('"').nth(1),
                    attribute("size").and_then(|size| size.parse::<usize>().ok()),
                    attribute("pos").and_then(|pos| pos.parse::<usize>().ok()),
                    attribute("show"),
                    attribute("value"),
                ) else {
                    continue;
                };
                // The 16 bytes before the datagram belong to the capture format.
                let Some(start) = pos.checked_sub(16) else { continue };
                let theirs = match show.strip_prefix("0x") {
                    Some(hex) => u64::from_str_radix(hex, 16).ok(),
                    None => show.parse().ok(),
                };
                let Some(theirs) = theirs else { continue };
                let same = spans.iter().filter(|(at, _)| *at == (start..start + size));
                let mut same = same.map(|(_, number)| *number);
                let ours = same.next().map(|first| same.flatten().next().or(first));
                // A flag or a part of a number is shown with all of its bytes.
                let part = line.contains("unmaskedvalue");
                // The type of an attribute may be shown without its two flag bits.
                let mask = if name.ends_with("attr_type") { 0x3fff } else { u64::MAX };
                match ours {
                    Some(None) => agreed += 1,
                    Some(Some(ours)) if part || ours == theirs || ours & mask == theirs => {
                        agreed += 1;
                    }
                    _ if WIRESHARK.iter().any(|(known, _)| *known == name) => {
                        disagreed.insert(name.to_owned());
                    }
                    ours => panic!(
                        "{}: {name} at {start}, {size} bytes: theirs is {theirs}, ours is {ours:?}\n{line}",
                        file.display()
                    ),
                }
            }
        }
    }
    assert!(agreed > 500, "{agreed}");
    for (known, _) in WIRESHARK {
        assert!(disagreed.contains(*known), "no longer needed: {known}");
    }
}

/// The messenger's datagram in an IPv4 packet and in an IPv6 packet.
#[test]
fn wireshark_finds_the_same_fields_in_the_messengers_packet() {
    if !have("tshark") {
        return;
    }
    for (name, theirs) in [
        ("udp-msg", ["ip.len", "ip.proto", "udp.srcport", "udp.dstport", "udp.length", "data"]),
        ("udp6-msg", ["ipv6.plen", "ipv6.nxt", "udp.srcport", "udp.dstport", "udp.length", "data"]),
    ] {
        let file = directory().join(name).with_extension("pcap");
        let fields = theirs.iter().flat_map(|field| ["-e", *field]);
        let tshark = ["-o", "udp.check_checksum:FALSE", "-T", "fields"];
        let output =
            Output::of(Command::new("tshark").arg("-r").arg(&file).args(tshark).args(fields));
        let [(content, packet)] = records(&file).try_into().expect("one packet");
        let wanted = ["tot_len", "payload_len", "protocol", "nexthdr", "source", "dest", "len"];
        let ours = content.walk(&packet).collect(|span| match (span.what, span.value()?) {
            (What::Field(field), Value::Number { number, .. }) => {
                wanted.contains(&field.c_name).then(|| number.to_string())
            }
            (What::Payload(attr, _), _) if attr.c_name == "data" => {
                Some(span.bytes.iter().map(|byte| format!("{byte:02x}")).collect())
            }
            _ => None,
        });
        assert_eq!(output.stdout.trim_end(), ours.join("\t"), "{name}: {output:?}");
        assert_eq!(ours.len(), theirs.len(), "{ours:?}");
    }
}

/// Makes one of everything that this kernel supports, for the programs below to list.
const ONE_OF_EACH: &str = "
    ip link set lo up
    ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02
    ip link add br0 address 02:00:00:00:00:03 type bridge
    ip link set veth1 master br0
    ip link property add dev veth0 altname cable
    ip link set veth0 alias uplink
    for link in br0 veth0 veth1; do ip link set $link up; done
    ip addr add 198.51.100.2/24 brd + dev veth0
    ip addr add 2001:db8::2/64 dev veth0 nodad valid_lft 600 preferred_lft 300
    ip route add 192.0.2.0/24 via 198.51.100.1 metric 5 mtu 1400 advmss 1300 rto_min 5ms congctl reno
    ip route add 203.0.113.0/24 nexthop via 198.51.100.1 weight 2 nexthop via 198.51.100.3
    ip route add 192.0.2.128/25 encap ip id 7 dst 198.51.100.9 via 198.51.100.1
    ip route add unreachable 192.0.2.7/32 table 1000
    ip route add 10.2.0.0/16 via inet6 fe80::1 dev veth0
    ip route add 2001:db8:1::/48 via 2001:db8::1 metric 7 expires 600 pref high
    ip route add 2001:db8:2::/48 encap seg6 mode encap segs 2001:db8::3,2001:db8::4 dev veth0
    ip neigh add 198.51.100.1 lladdr 02:00:00:00:00:09 dev veth0
    ip neigh add proxy 2001:db8::77 dev veth0
    ip rule add priority 100 from 192.0.2.0/24 to 198.51.100.0/24 iif lo fwmark 0x7/0xff \
        ipproto udp sport 1000-2000 dport 53 uidrange 0-0 table 1000 suppress_prefixlength 0
    ip rule add priority 200 not from 203.0.113.1 goto 32766
    ip nexthop add id 1 via 198.51.100.1 dev veth0
    ip nexthop add id 2 via 198.51.100.3 dev veth0
    ip nexthop add id 3 group 1,3/2 type resilient buckets 4
    ip nexthop add id 4 blackhole
    ip nexthop add id 5 group 1/2
    bridge mdb add dev br0 port veth1 grp 239.1.2.3 permanent
    tc qdisc replace dev veth0 root handle 1: pfifo_fast
    ip link add veth4 type veth peer name veth5
";

/// Programs that list all of it, and some that change it or are refused.
const PROGRAMS: &[&str] = &[
    "ip -d -s link",
    "ip addr",
    "ip -4 route show table all",
    "ip -6 route show table all",
    "ip route get 192.0.2.5",
    "ip neigh",
    "ip -6 neigh show proxy",
    "ip rule",
    "ip -6 rule",
    "ip nexthop",
    "ip nexthop bucket",
    "ip netconf",
    "ip ntable",
    "ip netns list-id",
    "bridge mdb",
    "bridge -d link",
    "bridge fdb",
    "bridge vlan",
    "tc -s qdisc",
    "tc qdisc replace dev veth0 root tbf rate 1mbit burst 32kbit latency 400ms",
    "tc -s qdisc",
    "ss -t -u -x -a -m -i -e",
    "ss -a -A netlink",
    "genl ctrl list",
    "ip link add veth2 type veth peer name veth3",
    "ip route add 198.51.100.77 via 203.0.113.9",
    "ip link add bad type nothing",
];

/// Changes that the kernel announces. The last one ends the watch.
const CHANGES: &str = "
    ip link set veth4 up
    ip link set veth4 mtu 1400
    ip addr add 203.0.113.9/24 dev veth4
    ip addr del 203.0.113.9/24 dev veth4
    ip route add 198.51.100.64/26 via 198.51.100.1
    ip route replace 198.51.100.64/26 via 198.51.100.3
    ip route del 198.51.100.64/26
    ip neigh add 198.51.100.8 lladdr 02:00:00:00:00:08 dev veth0
    ip neigh del 198.51.100.8 dev veth0
    ip nexthop add id 8 via 198.51.100.1 dev veth0
    ip nexthop del id 8
    bridge mdb add dev br0 port veth1 grp ff02::1234 permanent
    bridge mdb del dev br0 port veth1 grp ff02::1234 permanent
    bridge fdb add 02:00:00:00:00:0a dev veth1 master
    bridge fdb del 02:00:00:00:00:0a dev veth1 master
    ip link del veth4
    ip rule add priority 999 from 192.0.2.9
";

/// Sockets for `ss` to find.
const SOCKETS: &str = "
import socket, time
tcp = socket.create_server(('127.0.0.1', 5001))
peer = socket.create_connection(('127.0.0.1', 5001))
tcp6 = socket.create_server(('::1', 5002), family=socket.AF_INET6)
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.bind(('127.0.0.1', 5003))
unix = socket.socket(socket.AF_UNIX)
unix.bind('\\0cable')
unix.listen()
pair = socket.socketpair()
print('ready', flush=True)
time.sleep(600)
";

/// Where strace 6.1 decodes the same bytes differently: its name or value, our name, and why. An
/// empty name means that one of us prints nothing there.
///
/// Where the names differ, the values still have to agree.
#[rustfmt::skip]
const STRACE: &[(&str, &str, &str)] = &[
    ("nla_len", "rta_len", "strace uses one header for all attributes; linux/rtnetlink.h has struct rtattr"),
    ("nla_type", "rta_type", "the same"),
    ("family", "nh_family", "strace does not know RTM_GETNEXTHOPBUCKET, and guesses a struct rtgenmsg"),
    ("ifi_family", "ndm_family", "for a bridge's neighbours, strace expects struct ifinfomsg, which old programs sent"),
    ("...", "ndm_ifindex", "struct ifinfomsg is longer than the struct ndmsg in the message, so strace gives up"),
    ("ARPHRD_NETROM", "ifi_type", "the kind with number 0; but a request leaves the field empty"),
    ("NUD_NONE", "ndm_state", "0; but these are bits, and none is set"),
    ("nlctrl", "nlmsg_type", "the family's name; GENL_ID_CTRL is its number"),
    ("02", "IFLA_ADDRESS", "the first byte: for a bridge's port, strace does not know the length of an address"),
    ("", "weight_high", "newer than strace 6.1; padding until then"),
    ("unused", "", "the last five bits of INET_DIAG_SOCKOPT"),
];

/// A part of a datagram that strace may decode.
struct Leaf<'a> {
    at: std::ops::Range<usize>,
    c_name: &'static str,
    value: Option<Value<'a>>,
    reserved: bool,
}

impl<'a> Leaf<'a> {
    fn of(span: &Span<'_, 'a>) -> Option<Leaf<'a>> {
        let (c_name, reserved) = match span.what {
            What::Field(Field { kind: Kind::Pad(_), .. }) | What::Padding => return None,
            What::Field(field) => (field.c_name, matches!(field.meaning, Meaning::Reserved)),
            What::Payload(attr, _) => (attr.c_name, false),
            What::Unknown(_) => ("", false),
            _ => return None,
        };
        Some(Leaf { at: span.at.clone(), c_name, value: span.value(), reserved })
    }
}

/// strace decodes what real programs send and receive. Every name and every value has to be ours,
/// in the same order, with nothing between them.
#[test]
fn strace_decodes_the_same_names_and_values() {
    if !["strace", "ip", "bridge", "tc", "ss", "genl", "python3", "unshare"].into_iter().all(have) {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    lab.sh(ONE_OF_EACH);
    // A link into a different network namespace makes the kernel assign an ID to it.
    let wait = "echo ready; exec sleep 600";
    let mut elsewhere = lab.spawn("unshare", &["--net", "sh", "-c", wait]);
    elsewhere.wait_for("ready");
    lab.output("ip", &["link", "set", "veth5", "netns", &elsewhere.id().to_string()]);
    let mut sockets = lab.spawn("python3", &["-c", SOCKETS]);
    sockets.wait_for("ready");
    let directory = TempDir::new();
    let log = directory.path().join("log");
    let log_name = log.to_str().expect("UTF-8");
    let mut agreed: BTreeMap<&str, usize> = BTreeMap::new();
    let mut disagreed = BTreeSet::new();
    let mut links = links_of(&lab);
    let mut check = |program: &'static str, name: &'static str| {
        let calls = strace::calls(&log);
        assert!(calls.len() > 1, "{program} sent and received nothing");
        // Keep the links that have been deleted.
        links.extend(links_of(&lab));
        for call in &calls {
            match compare(call, &links, &mut disagreed) {
                Ok(number) => *agreed.entry(name).or_default() += number,
                Err(why) => panic!("{program}: {why}\n{}", call.line),
            }
        }
    };
    let traced = |words: &[&'static str]| [strace::ALL, &["-o", log_name], words].concat();
    for program in PROGRAMS {
        let words: Vec<&str> = program.split(' ').collect();
        lab.run("strace", &traced(&words));
        check(program, words[0]);
    }
    // Notifications are not answers: one program listens while others make changes.
    let mut monitor = lab.spawn("strace", &traced(&["ip", "monitor", "all"]));
    let ip = listening_child(&monitor);
    lab.sh(CHANGES);
    monitor.wait_for("[RULE]999:");
    lab.output("kill", &["-s", "INT", &ip]);
    monitor.finish();
    check("ip monitor all", "ip monitor");
    drop((sockets, elsewhere));
    // As measured, with room for neighbours, sockets and families to vary.
    for (program, least) in [
        ("ip", 12_000),
        ("ip monitor", 2_500),
        ("bridge", 6_000),
        ("tc", 4_000),
        ("ss", 500),
        ("genl", 40),
    ] {
        assert!(agreed[program] > least, "{agreed:?}");
    }
    for entry in STRACE {
        assert!(disagreed.contains(entry), "no longer needed: {entry:?}");
    }
}

/// Waits until the program that strace runs listens, and returns its process ID, which is also its
/// port ID. Before that program, strace starts other children to test what it can do.
fn listening_child(strace: &Running) -> String {
    let id = strace.id();
    let read = |path: String| std::fs::read_to_string(path).unwrap_or_default();
    for _ in 0..4_000 {
        let child = read(format!("/proc/{id}/task/{id}/children")).trim().to_owned();
        if !child.is_empty()
            && read(format!("/proc/{child}/net/netlink")).contains(&format!(" {child} "))
        {
            return child;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("ip does not listen");
}

/// Returns the index of each interface in a lab, by name.
fn links_of(lab: &Lab) -> BTreeMap<String, u64> {
    let rows = lab.output("ip", &["-o", "link"]);
    let link = |row: &str| {
        let mut words = row.split([':', '@', ' ']).filter(|word| !word.is_empty());
        let index = words.next()?.parse().ok()?;
        Some((words.next()?.to_owned(), index))
    };
    rows.lines().filter_map(link).collect()
}

type Known = &'static (&'static str, &'static str, &'static str);

/// Compares strace's atoms with our leaves, one by one, and returns how many are equal.
fn compare(
    call: &Call,
    links: &BTreeMap<String, u64>,
    disagreed: &mut BTreeSet<Known>,
) -> Result<usize, String> {
    let leaves = walk(call.protocol, &call.bytes).collect(Leaf::of);
    let mut rest = leaves.as_slice();
    let mut known = |theirs: &str, ours: &str| {
        let entry = STRACE.iter().find(|(name, c_name, _)| *name == theirs && *c_name == ours);
        disagreed.extend(entry);
        entry.is_some()
    };
    let mut agreed = 0;
    for atom in &call.decoded {
        let Atom { name, value } = atom;
        if known(name, "") {
            continue;
        }
        // strace does not print reserved fields.
        while let Some((leaf, after)) = rest.split_first()
            && !same_name(name, leaf.c_name)
            && (leaf.reserved || known("", leaf.c_name))
        {
            rest = after;
        }
        let Some((leaf, after)) = rest.split_first() else {
            // Zeros after the last message, which the kernel ignores. strace reads them as one.
            if (name.as_str(), value.as_str()) == ("nlmsg_len", "0") {
                return Ok(agreed);
            }
            return Err(format!("{atom:?} there, nothing here"));
        };
        let is_same = if value.starts_with('"') {
            text(value, &call.bytes, &mut rest)
        } else if let Some((bit, is_last)) = bit(name, leaf) {
            // strace prints a bit field as one pair for each bit.
            rest = if is_last { after } else { rest };
            *value == u8::from(bit).to_string()
        } else if known(value, leaf.c_name) {
            rest = after;
            // strace gives up until the next message.
            while value == "..." && rest.first().is_some_and(|leaf| leaf.c_name != "nlmsg_len") {
                rest = &rest[1..];
            }
            continue;
        } else {
            rest = after;
            (same_name(name, leaf.c_name) || known(name, leaf.c_name))
                && same_value(value, leaf, &call.bytes, links)
        };
        if !is_same {
            let ours = leaf.value.map(|value| value.to_string());
            return Err(format!("{atom:?} there, {} {:?} {ours:?} here", leaf.c_name, leaf.at));
        }
        agreed += 1;
    }
    match rest.first() {
        Some(leaf) => Err(format!("nothing there, {} {:?} here", leaf.c_name, leaf.at)),
        None => Ok(agreed),
    }
}

/// Returns whether strace's name is ours. strace names only the member where we also name the
/// struct. It has no name for a payload, and a number for an index that is newer than strace.
fn same_name(theirs: &str, ours: &str) -> bool {
    theirs.is_empty()
        || theirs.parse::<u32>().is_ok()
        || theirs == ours
        || reordered(theirs, ours)
        || ours.split_once('.').is_some_and(|(_, member)| theirs == member)
}

/// Returns whether strace 6.1, which names the IPv6 counters in the order of Linux 6.1, has this
/// name at the place where the order of Linux 6.15 has ours.
fn reordered(theirs: &str, ours: &str) -> bool {
    IPSTATS_MIB_UNTIL_6_14.fields.iter().zip(IPSTATS_MIB.fields).any(|(old, new)| {
        let name_in_6_1 = match old.c_name {
            "IPSTATS_MIB_OUTREQUESTS" => "IPSTATS_MIB_OUTPKTS",
            c_name => c_name,
        };
        theirs == name_in_6_1 && ours == new.c_name
    })
}

/// Returns the value of the bit with this name, if the leaf has one, and whether it is the last
/// bit.
fn bit(name: &str, leaf: &Leaf<'_>) -> Option<(bool, bool)> {
    let Some(Value::Number { number, meaning: Meaning::Flags(names), .. }) = leaf.value else {
        return None;
    };
    let bit = find(names, name)?;
    Some((number & bit != 0, names.last().is_some_and(|last| last.number == bit)))
}

/// Returns whether the bytes of a quoted text are next, and skips them.
fn text(quoted: &str, bytes: &[u8], rest: &mut &[Leaf<'_>]) -> bool {
    let theirs = netlink_raw::input::text::parse(quoted.as_bytes()).expect("a text");
    let theirs = &theirs.buffers[0].bytes;
    let start = rest[0].at.start;
    let end = start + theirs.len();
    // Where strace decodes less than we do, they may be several of our leaves.
    let inside = rest.iter().take_while(|leaf| leaf.at.start < end.max(start + 1)).count();
    let last = rest[inside - 1].at.end;
    *rest = &rest[inside..];
    // strace leaves out the zero byte at the end of a text.
    let tail = bytes.get(end..last.max(end)).unwrap_or(&[1]);
    bytes.get(start..end) == Some(theirs) && matches!(tail, [] | [0])
}

/// Returns whether strace's value is ours.
fn same_value(theirs: &str, leaf: &Leaf<'_>, bytes: &[u8], links: &BTreeMap<String, u64>) -> bool {
    // `[7771, 0]` is the bytes as numbers of equal width.
    if let Some(numbers) = theirs.strip_prefix('[') {
        let numbers = numbers.trim_end_matches(']').split(", ").map(str::parse::<u64>);
        let numbers: Vec<u64> = numbers.collect::<Result<_, _>>().expect("numbers");
        let width = leaf.at.len() / numbers.len();
        let theirs = numbers.iter().flat_map(|number| number.to_le_bytes().into_iter().take(width));
        return theirs.eq(bytes[leaf.at.clone()].iter().copied());
    }
    match leaf.value {
        Some(Value::Number { number, kind, meaning }) => {
            let parts = theirs.split('|').map(|word| number_of(word, meaning, links));
            let bits = parts.into_iter().try_fold(0, |all, part| Some(all | part?));
            // strace prints some negative numbers without their sign.
            let mask = u64::MAX >> (64 - 8 * kind.size());
            bits.is_some_and(|bits| bits & mask == number & mask)
        }
        // `inet_addr("192.0.2.1")`, `inet_pton(AF_INET6, "2001:db8::1", &idiag_src)`
        Some(value @ Value::Ip(_)) => {
            theirs.starts_with("inet_") && theirs.split('"').nth(1) == Some(&value.to_string())
        }
        Some(value @ Value::Hardware(_)) => theirs == value.to_string(),
        _ => false,
    }
}

/// Returns the number of one of strace's words, for a field with this meaning.
fn number_of(word: &str, meaning: Meaning, links: &BTreeMap<String, u64>) -> Option<u64> {
    let inner = |function: &str| word.strip_prefix(function)?.strip_suffix(')');
    if let Some(hex) = word.strip_prefix("0x") {
        return u64::from_str_radix(hex, 16).ok();
    }
    if let Ok(number) = word.parse::<i64>() {
        return Some(number.cast_unsigned());
    }
    if let Some(number) = inner("htons(").or(inner("htonl(")) {
        return number_of(number, meaning, links);
    }
    if let Some(link) = inner("if_nametoindex(") {
        return links.get(link.trim_matches('"')).copied();
    }
    if let Some(state) = word.strip_prefix("1<<") {
        // `1<<(INET_DIAG_INFO-1)`
        let attribute = state.strip_prefix('(').and_then(|state| state.strip_suffix("-1)"));
        return match attribute {
            Some(name) => INET_DIAG
                .attrs
                .iter()
                .find(|row| row.c_name == name)
                .map(|row| 1 << (row.number - 1)),
            None => match meaning {
                Meaning::Flags(names) => {
                    find(names, state).or_else(|| Some(1 << find(TCP_STATE, state)?))
                }
                _ => None,
            },
        };
    }
    match meaning {
        Meaning::Flags(_) if word == "NLM_F_DUMP" => Some(NLM_F_DUMP.into()),
        Meaning::OneOf(names) | Meaning::Flags(names) => find(names, word),
        Meaning::Errno(names) => Some(find(names, word.strip_prefix('-')?)?.wrapping_neg()),
        Meaning::MessageType(protocol) => {
            let mut messages = protocol.messages.iter().chain(protocol.control);
            messages.find(|row| row.c_name == word).map(|row| row.number.into())
        }
        Meaning::AttributeType(_) if word == "NLA_F_NESTED" => Some(0x8000),
        Meaning::AttributeType(_) if word == "NLA_F_NET_BYTEORDER" => Some(0x4000),
        Meaning::AttributeType(set) => {
            set.attrs.iter().find(|row| row.c_name == word).map(|row| row.number.into())
        }
        _ => None,
    }
}

fn find(names: &[Name], c_name: &str) -> Option<u64> {
    names.iter().find(|name| name.c_name == c_name).map(|name| name.number)
}

/// Where `netlink-packet-route` decodes the same bytes differently: how its value, printed with
/// `{:?}`, begins, and why.
#[rustfmt::skip]
const PACKET_ROUTE: &[(&str, &str)] = &[
    ("TcHeader", "it splits a handle into its two halves"),
    ("SuppressPrefixLen", "it reads the kernel's int as unsigned; -1 means that there is no such length"),
    ("Encap([Seg6", "it reverses the segments; in the header, the last segment to be visited comes first"),
    ("Stab(", "it keeps the bytes of a size table"),
    ("AfSpecUnknown", "it keeps the bytes of a family that it does not know"),
    ("Options", "for a discipline that it does not know, it also keeps the attribute's header"),
];

/// Captures with messages that `netlink-packet-route` cannot decode, and why.
#[rustfmt::skip]
const PACKET_ROUTE_LACKS: &[(&str, &str, &str)] = &[
    ("mdb", "RTM_GETMDB", "a type that it does not know; the kernel answers with the same"),
    ("mdb6", "RTM_GETMDB", "the same"),
    ("netconf", "RTM_GETNETCONF", "the same"),
    ("netconf", "RTM_NEWNETCONF", "the same"),
    ("nexthop", "RTM_GETNEXTHOP", "the same"),
    ("nexthop", "RTM_NEWNEXTHOP", "the same"),
    ("nexthop-bucket", "RTM_GETNEXTHOPBUCKET", "the same"),
    ("nexthop-bucket", "RTM_NEWNEXTHOPBUCKET", "the same"),
    ("multicast", "RTM_NEWMULTICAST", "a type that it does not know"),
    ("multicast", "RTM_GETMULTICAST", "a type that it does not know"),
    ("multicast", "RTM_DELMULTICAST", "a type that it does not know"),
    ("multicast", "RTM_GETANYCAST", "a type that it does not know"),
    ("router", "RTM_NEWNDUSEROPT", "a type that it does not know"),
    ("refused", "RTM_NEWROUTE", "malformed on purpose"),
];

/// An attribute as `netlink-packet-route` decodes it: the number, the payload encoded again, and
/// the text that `{:?}` prints.
struct Decoded {
    number: u16,
    payload: Vec<u8>,
    printed: String,
}

impl Decoded {
    fn of<T: Nla + std::fmt::Debug>(attributes: &[T]) -> Vec<Decoded> {
        let decoded = attributes.iter().map(|attribute| {
            let mut payload = vec![0; attribute.value_len()];
            attribute.emit_value(&mut payload);
            let number = attribute.kind() & NLA_TYPE_MASK;
            Decoded { number, payload, printed: format!("{attribute:?}") }
        });
        decoded.collect()
    }
}

/// Returns the printed header and the attributes of a message, or `None` if it has none.
fn decoded(message: &Route) -> Option<(String, Vec<Decoded>)> {
    macro_rules! of {
        ($message:expr) => {
            Some((format!("{:?}", $message.header), Decoded::of(&$message.attributes)))
        };
    }
    match message {
        Route::NewLink(link) | Route::DelLink(link) | Route::GetLink(link) => of!(link),
        Route::NewAddress(address) | Route::DelAddress(address) | Route::GetAddress(address) => {
            of!(address)
        }
        Route::NewRoute(route) | Route::DelRoute(route) | Route::GetRoute(route) => of!(route),
        Route::NewNeighbour(neighbour)
        | Route::DelNeighbour(neighbour)
        | Route::GetNeighbour(neighbour) => of!(neighbour),
        Route::NewNeighbourTable(table) | Route::GetNeighbourTable(table) => of!(table),
        Route::NewRule(rule) | Route::DelRule(rule) | Route::GetRule(rule) => of!(rule),
        Route::NewNsId(nsid) | Route::DelNsId(nsid) | Route::GetNsId(nsid) => of!(nsid),
        Route::NewQueueDiscipline(tc)
        | Route::DelQueueDiscipline(tc)
        | Route::GetQueueDiscipline(tc) => of!(tc),
        _ => None,
    }
}

/// Returns the numbers, texts and addresses in the printed text. Words are the crate's own names
/// for numbers, and are ignored.
fn values(printed: &str) -> Vec<String> {
    let mut values = Vec::new();
    // It keeps nested attributes that it does not know as bytes.
    let parts: Vec<&str> = printed.split("DefaultNla {").collect();
    let known = parts.iter().enumerate().map(|(at, part)| match part.split_once('}') {
        Some((_, after)) if at > 0 => after,
        _ => *part,
    });
    for part in known {
        for (at, text) in part.split('"').enumerate() {
            if at % 2 == 1 {
                values.push(text.to_owned());
                continue;
            }
            for word in text.split([' ', ',', '(', ')', '[', ']', '{', '}']) {
                let hex = word.strip_prefix("0x").and_then(|hex| u64::from_str_radix(hex, 16).ok());
                match word {
                    "true" => values.push("1".to_owned()),
                    "false" => values.push("0".to_owned()),
                    _ if hex.is_some() => values.extend(hex.map(|number| number.to_string())),
                    _ if word.parse::<i128>().is_ok() || word.parse::<IpAddr>().is_ok() => {
                        values.push(word.to_owned());
                    }
                    _ => {}
                }
            }
        }
    }
    values
}

/// Returns the same for one of our values.
fn our_values(value: Value<'_>) -> Vec<String> {
    match value {
        Value::Number { number, kind: Kind::S32 | Kind::S64, .. } => {
            vec![number.cast_signed().to_string()]
        }
        Value::Number { number, .. } => vec![number.to_string()],
        Value::Text(_) => vec![value.to_string().trim_matches('"').to_owned()],
        Value::Ip(_) => vec![value.to_string()],
        Value::Hardware(bytes) | Value::Id(bytes) | Value::Opaque(bytes) => {
            bytes.iter().map(u8::to_string).collect()
        }
    }
}

/// `netlink-packet-route` has to decode the same attributes in the same order, and to encode the
/// same payloads again. Every number, text and address in it has to be ours, in the same place and
/// order.
#[test]
fn netlink_packet_route_decodes_the_same_attributes() {
    let mut agreed = 0;
    let mut disagreed: BTreeSet<&(&str, &str)> = BTreeSet::new();
    let (mut types, mut unknown) = (BTreeSet::new(), BTreeSet::new());
    let mut check = |printed: &str, same_bytes: bool, ours: &[String], file: &Path| {
        let theirs = values(printed);
        let mut rest = ours.iter();
        if same_bytes && theirs.iter().all(|value| rest.any(|ours| ours == value)) {
            agreed += theirs.len();
            return;
        }
        let Some(known) = PACKET_ROUTE.iter().find(|(known, _)| printed.starts_with(known)) else {
            panic!("{}: theirs is {printed}, ours is {ours:?}", file.display());
        };
        disagreed.insert(known);
    };
    for file in captures(&directory()) {
        for (_, bytes) in datagrams(&file).iter().filter(|(number, _)| *number == 0) {
            let mut at = 0;
            while let Some(message) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
                let len = NLMSG_LEN.field().read(message).expect("a header");
                let len = usize::try_from(len).expect("a length");
                let message = &message[..len];
                at += align(len);
                let number = NLMSG_TYPE.field().read(message).expect("a header");
                let row = ROUTE.get(u16::try_from(number).expect("16 bits")).expect("a row");
                let Ok(typed) = NetlinkMessage::<Route>::deserialize(message) else {
                    let name = file.file_stem().and_then(OsStr::to_str).expect("a name");
                    let lacks = |(file, c_name, _): &&_| *file == name && *c_name == row.c_name;
                    let entry = PACKET_ROUTE_LACKS.iter().find(lacks);
                    unknown.insert(entry.unwrap_or_else(|| panic!("{name}: {}", row.c_name)));
                    continue;
                };
                let NetlinkPayload::InnerMessage(payload) = &typed.payload else { continue };
                let Some((header, attributes)) = decoded(payload) else { continue };
                types.insert(row.c_name);
                // Our leaves: those of the struct, then those of each outer attribute.
                let mut ours: Vec<(u16, &[u8], Vec<String>)> = vec![(0, &[], Vec::new())];
                walk(&ROUTE, message).for_each(|span| match span.what {
                    What::Attribute { number, .. } if span.depth == 1 => {
                        ours.push((number, &span.bytes[4..], Vec::new()));
                    }
                    // It does not print the headers of attributes.
                    What::Field(Field { c_name: "rta_len" | "nla_len", .. }) => {}
                    What::Field(Field { c_name: "rta_type" | "nla_type", .. }) => {}
                    _ if span.at.start >= 16 => {
                        let (_, _, values) = ours.last_mut().expect("the struct's");
                        values.extend(span.value().into_iter().flat_map(our_values));
                    }
                    _ => {}
                });
                let (_, _, fields) = ours.remove(0);
                check(&header, true, &fields, &file);
                assert_eq!(attributes.len(), ours.len(), "{}: {payload:?}", file.display());
                for (theirs, (number, payload, values)) in attributes.iter().zip(&ours) {
                    assert_eq!(theirs.number, *number, "{}", theirs.printed);
                    check(&theirs.printed, theirs.payload == *payload, values, &file);
                }
            }
        }
    }
    assert!(agreed > 2_000, "{agreed}");
    assert!(types.len() > 15, "{types:?}");
    for entry in PACKET_ROUTE_LACKS {
        assert!(unknown.contains(entry), "no longer needed: {entry:?}");
    }
    for entry in PACKET_ROUTE {
        assert!(disagreed.contains(entry), "no longer needed: {entry:?}");
    }
}
