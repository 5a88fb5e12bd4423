//! The captures of the book: every byte has a name, every prefix is tiled, a
//! second recording is the same, and other programs agree.

mod support;

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use netlink_monitor::capture::pcap::{self, BadCapture};
use netlink_raw::by_hand::read_message;
use netlink_raw::uapi::{self, ROUTE};
use netlink_raw::walk::walk;
use netlink_raw::wire::{Attr, Field, Protocol, Span, Value, What};

use support::{Lab, Output, TempDir, built, have, skip};

/// Fields whose value differs from one recording to the next: counters, times,
/// process IDs and what the kernel draws at random. A name that ends with an
/// underscore stands for all that begin so.
const VOLATILE: &[&str] = &[
    // times
    "cstamp",
    "tstamp",
    "ndm_confirmed",
    "ndm_used",
    "ndm_updated",
    "ndtc_last_flush",
    "ndtc_last_rand",
    "NDTPA_REACHABLE_TIME",
    "reachable_time",
    "rta_lastuse",
    "rta_expires",
    "IFLA_BR_GC_TIMER",
    "IFLA_BR_HELLO_TIMER",
    "IFLA_BRPORT_MESSAGE_AGE_TIMER",
    "IFLA_BRPORT_FORWARD_DELAY_TIMER",
    "IFLA_BRPORT_HOLD_TIMER",
    "NHA_RES_BUCKET_IDLE_TIME",
    "install",
    "idiag_timer",
    "idiag_expires",
    "tcpi_rto",
    "tcpi_ato",
    "tcpi_rtt",
    "tcpi_rttvar",
    "tcpi_min_rtt",
    "tcpi_rcv_rtt",
    "tcpi_last_",
    "tcpi_pacing_rate",
    "tcpi_delivery_rate",
    "tcpi_busy_time",
    "bbr_bw_lo",
    "bbr_bw_hi",
    "bbr_min_rtt",
    // counters
    "rx_",
    "tx_",
    "multicast",
    "igmp_",
    "mld_",
    "mcast_bytes[0]",
    "mcast_bytes[1]",
    "mcast_packets[0]",
    "mcast_packets[1]",
    "collisions",
    "IPSTATS_MIB_",
    "ICMP6_MIB_",
    "ndts_allocs",
    "ndts_destroys",
    "ndts_lookups",
    "ndts_hits",
    "ndtc_entries",
    "packets",
    "bytes",
    "lends",
    "tokens",
    "ctokens",
    // numbers that the kernel gives
    "ndtc_hash_rnd",
    "ndtc_hash_mask",
    "ndtc_entry_size",
    "ndiag_ino",
    "ndiag_cookie",
    "ndiag_portid",
    "idiag_inode",
    "id.idiag_cookie",
    "udiag_ino",
    "udiag_cookie",
    "NETNSA_PID",
];

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/captures")
}

/// The captures, by name.
fn captures(directory: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(directory)
        .expect("the directory of captures")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pcap"))
        .collect();
    files.sort();
    assert!(files.len() > 20, "{files:?}");
    files
}

fn protocol(number: u16) -> &'static Protocol {
    uapi::protocol(number).unwrap_or_else(|| panic!("protocol {number}"))
}

fn datagrams(file: &Path) -> Vec<(u16, Vec<u8>)> {
    let mut datagrams = Vec::new();
    pcap::read(File::open(file).expect("a capture"), |record| {
        datagrams.push((record.protocol, record.datagram.to_vec()));
        Ok::<(), BadCapture>(())
    })
    .expect("a good capture");
    assert!(!datagrams.is_empty(), "{}", file.display());
    datagrams
}

/// The tiling law.
fn assert_tiled(protocol: &'static Protocol, bytes: &[u8]) {
    let mut covered = 0;
    walk(protocol, bytes).for_each(|span| {
        if span.is_leaf() {
            assert_eq!(span.at.start, covered);
            covered = span.at.end;
        }
    });
    assert_eq!(covered, bytes.len());
}

#[test]
fn every_prefix_of_every_capture_is_tiled() {
    for file in captures(&directory()) {
        for (number, bytes) in datagrams(&file) {
            for len in 0..=bytes.len() {
                assert_tiled(protocol(number), &bytes[..len]);
            }
        }
    }
}

/// What the fuzzer begins with, and what it has found on this machine, read without
/// it: a byte that chooses the protocol, then the datagram.
#[test]
fn the_fuzzers_inputs_are_tiled() {
    let directory = TempDir::new();
    let seeds = directory.path();
    let output = Output::of(
        Command::new(built("examples/corpus")).arg(seeds).args(captures(&self::directory())),
    );
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../netlink-raw/fuzz");
    let found = [fuzz.join("corpus/walk"), fuzz.join("artifacts/walk")];
    let mut inputs = 0;
    for directory in [seeds].into_iter().chain(found.iter().map(PathBuf::as_path)) {
        let Ok(files) = std::fs::read_dir(directory) else { continue };
        for file in files {
            let input = std::fs::read(file.expect("a file").path()).expect("an input");
            let Some((choice, datagram)) = input.split_first() else { continue };
            let (_, protocol) = uapi::PROTOCOLS[usize::from(*choice) % uapi::PROTOCOLS.len()];
            assert_tiled(protocol, datagram);
            inputs += 1;
        }
    }
    assert!(inputs > 70, "{inputs}");
}

#[test]
fn every_byte_of_every_capture_has_a_name() {
    let files = captures(&directory());
    let output = Output::of(
        Command::new(built("netlink-monitor")).args(["explain", "--coverage"]).args(&files),
    );
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(output.stdout.lines().count(), files.len());
    for line in output.stdout.lines() {
        assert!(line.contains(" 0 without a name, "), "{line}");
        assert!(line.ends_with(" 0 without a meaning"), "{line}");
    }
}

/// The command that CI runs can fail.
#[test]
fn a_byte_without_a_name_is_counted() {
    // A message type that no table has, with a payload of four bytes.
    let hex = "14000000 ffff0000 00000000 00000000 01020304";
    let directory = TempDir::new();
    let file = directory.path().join("unknown");
    std::fs::write(&file, hex).expect("a file");
    let output = Output::of(
        Command::new(built("netlink-monitor")).args(["explain", "--coverage"]).arg(&file),
    );
    assert!(output.stdout.contains("20 bytes, 4 without a name"), "{output:?}");
    output.fails_with(&["bytes without a name"]);
}

#[test]
fn by_hand_and_walk_agree_on_every_route() {
    let mut routes = 0;
    for file in captures(&directory()) {
        for (number, bytes) in datagrams(&file).iter().filter(|(number, _)| *number == 0) {
            let starts = walk(protocol(*number), bytes).collect(|span| match span.what {
                What::Message { .. } if span.depth == 0 => Some(span.at.start),
                _ => None,
            });
            let mut at = 0;
            for start in starts {
                assert_eq!(at, start);
                let (message, next) = read_message(bytes, at).expect("the kernel's are good");
                routes += usize::from(message.route.is_some());
                at = next;
            }
            assert_eq!(at, bytes.len());
        }
    }
    assert!(routes > 20, "{routes}");
}

/// The name and the value of a field or a payload.
fn named(span: &Span<'_, '_>) -> Option<(&'static str, String)> {
    let (What::Field(Field { c_name, .. }) | What::Payload(Attr { c_name, .. }, _)) = span.what
    else {
        return None;
    };
    Some((c_name, span.value()?.to_string()))
}

/// What of a datagram has to be the same in another recording.
fn lasting(protocol: &'static Protocol, bytes: &[u8]) -> Vec<String> {
    walk(protocol, bytes).collect(|span| {
        let Some((name, value)) = named(span) else { return Some(format!("{:?}", span.at)) };
        let is_volatile = VOLATILE
            .iter()
            .any(|entry| *entry == name || entry.ends_with('_') && name.starts_with(entry));
        Some(if is_volatile {
            format!("{:?} {name}", span.at)
        } else {
            format!("{:?} {name} = {value}", span.at)
        })
    })
}

#[test]
fn two_recordings_are_the_same() {
    let Some(_lab) = Lab::start() else { return };
    if !have("ip") || !have("tc") || !have("bridge") || !have("unshare") {
        return;
    }
    let example = built("examples/record");
    let record = |name: &str, file: &Path| {
        let output = Output::of(Command::new(&example).arg(name).arg(file));
        assert_eq!(output.status.code(), Some(0), "{name}: {output:?}");
        datagrams(file)
    };
    let directory = TempDir::new();
    let names = Output::of(Command::new(&example).arg("--list")).stdout;
    let file = directory.path().join("capture.pcap");
    for name in names.lines() {
        let (first, second) = (record(name, &file), record(name, &file));
        assert_eq!(first.len(), second.len(), "{name}");
        for ((number, first), (_, second)) in first.iter().zip(&second) {
            let protocol = protocol(*number);
            let (first, second) = (lasting(protocol, first), lasting(protocol, second));
            for (first, second) in first.iter().zip(&second) {
                assert_eq!(first, second, "{name}");
            }
            assert_eq!(first.len(), second.len(), "{name}");
        }
    }
    // The recordings in the repository are of these scenarios and no others.
    let recorded: BTreeSet<String> = captures(&self::directory())
        .iter()
        .filter_map(|path| path.file_stem())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    assert_eq!(recorded, names.lines().map(str::to_owned).collect());
}

/// Fields of Wireshark that we read in another way, and why.
const WIRESHARK: &[(&str, &str)] = &[(
    "netlink-sock_diag.inet_states",
    "Wireshark reads it in network order; the kernel, in include/uapi/linux/inet_diag.h, as __u32",
)];

/// Wireshark's dissector decodes little of rtnetlink; where it names a field of
/// the bytes, offset, length and number have to be ours.
#[test]
fn wireshark_agrees() {
    if !have("tshark") {
        return;
    }
    let mut agreed = 0;
    let mut disagreed = BTreeSet::new();
    for file in captures(&directory()) {
        let pdml = Output::of(Command::new("tshark").args(["-T", "pdml", "-r"]).arg(&file)).stdout;
        let packets: Vec<&str> = pdml.split("<packet>").skip(1).collect();
        let datagrams = datagrams(&file);
        assert_eq!(packets.len(), datagrams.len(), "{}", file.display());
        for (packet, (number, bytes)) in packets.iter().zip(&datagrams) {
            let spans = walk(protocol(*number), bytes).collect(|span| {
                let number = match span.value() {
                    Some(Value::Number { number, .. }) => Some(number),
                    // Bytes that we do not take for a number: the same bytes.
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
                // The sixteen bytes in front of the datagram are not ours.
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
                        "{}: {name} at {start}, {size} bytes: {theirs} there, {ours:?} here\n{line}",
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

/// strace decodes the same traffic; every number that it names is ours.
#[test]
fn strace_agrees() {
    if !have("strace") {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    let program = built("netlink-raw");
    let program = program.to_str().expect("UTF-8");
    let mut agreed = 0;
    for arguments in [
        ["add", "4.3.2.0/30", "via", "127.0.0.1", "--explain"].as_slice(),
        &["add", "4.3.2.0/30", "via", "127.0.0.1", "--explain"],
        &["dump", "--explain"],
        &["del", "4.3.2.0/30", "via", "127.0.0.1", "--explain"],
    ] {
        let strace = ["-qq", "-s", "65536", "-e", "trace=sendto,recvmsg", "-e", "verbose=all"];
        let traced = lab.run("strace", &[&strace, [program].as_slice(), arguments].concat());
        // Pairs such as `nlmsg_len=44` and `rtm_family=AF_INET`, in order.
        let pairs = traced.stderr.split(['{', '}', '[', ']', ',', ' ']).filter_map(|word| {
            let (name, value) = word.split_once('=')?;
            let ours = ["nlmsg_", "rtm_", "nla_"].iter().any(|prefix| name.starts_with(prefix));
            ours.then(|| (name.replace("nla_", "rta_"), value.to_owned()))
        });
        let mut rest = traced.stdout.as_str();
        for (name, value) in pairs {
            // Our rows stand in the same order as their pairs.
            let Some(at) = rest.find(&format!("  {name} ")) else {
                panic!("{name}={value} is not in ours:\n{rest}\n{}", traced.stderr);
            };
            let row = rest[at..].lines().next().unwrap_or_default();
            rest = &rest[at + 2..];
            let words: Vec<&str> = row.split([' ', '|', '(', ')', ':']).collect();
            let numbers: Vec<u64> = words
                .iter()
                .filter_map(|word| match word.strip_prefix("0x") {
                    Some(hex) => u64::from_str_radix(hex, 16).ok(),
                    None => word.parse().ok(),
                })
                .collect();
            let said = value.split('|').all(|part| {
                // In an error's request, strace knows no names: a type is a
                // number, and so are the flags that depend on it.
                match part.strip_prefix("0x").and_then(|hex| u64::from_str_radix(hex, 16).ok()) {
                    Some(bits) => numbers.iter().any(|number| number & bits == bits),
                    None => words.contains(&part),
                }
            });
            assert!(said, "{name}={value} there, here: {row}");
            agreed += 1;
        }
    }
    assert!(agreed > 100, "{agreed}");
}

/// Every number, text and address that `netlink-packet-route` decodes of links,
/// addresses and routes is ours.
#[test]
fn netlink_packet_route_agrees() {
    use netlink_packet_core::{NetlinkMessage, NetlinkPayload};
    use netlink_packet_route::RouteNetlinkMessage as Route;
    use netlink_packet_route::address::AddressAttribute;
    use netlink_packet_route::link::LinkAttribute;
    use netlink_packet_route::route::{RouteAddress, RouteAttribute};

    let mut agreed = 0;
    for file in captures(&directory()) {
        for (_, bytes) in datagrams(&file).iter().filter(|(number, _)| *number == 0) {
            let mut at = 0;
            while at < bytes.len() {
                let message = &bytes[at..];
                let len = u32::from_ne_bytes(message[..4].try_into().expect("four bytes")) as usize;
                let message = &message[..len];
                at += len.next_multiple_of(4);
                // Not every message that a kernel sends can be decoded by it.
                let Ok(typed) = NetlinkMessage::<Route>::deserialize(message) else { continue };
                let ours: Vec<(&str, String)> = walk(&ROUTE, message).collect(named);
                let mut said: Vec<(&str, String)> = vec![
                    ("nlmsg_len", format!("{} bytes", typed.header.length)),
                    ("nlmsg_seq", typed.header.sequence_number.to_string()),
                    ("nlmsg_pid", typed.header.port_number.to_string()),
                ];
                match typed.payload {
                    NetlinkPayload::InnerMessage(Route::NewRoute(route)) => {
                        let header = &route.header;
                        said.push((
                            "rtm_dst_len",
                            format!("{} bits", header.destination_prefix_length),
                        ));
                        for attribute in &route.attributes {
                            said.extend(match attribute {
                                RouteAttribute::Destination(RouteAddress::Inet(ip)) => {
                                    Some(("RTA_DST", ip.to_string()))
                                }
                                RouteAttribute::Destination(RouteAddress::Inet6(ip)) => {
                                    Some(("RTA_DST", ip.to_string()))
                                }
                                RouteAttribute::Gateway(RouteAddress::Inet(ip)) => {
                                    Some(("RTA_GATEWAY", ip.to_string()))
                                }
                                RouteAttribute::Gateway(RouteAddress::Inet6(ip)) => {
                                    Some(("RTA_GATEWAY", ip.to_string()))
                                }
                                RouteAttribute::PrefSource(RouteAddress::Inet(ip)) => {
                                    Some(("RTA_PREFSRC", ip.to_string()))
                                }
                                RouteAttribute::Oif(index) => {
                                    Some(("RTA_OIF", format!("interface {index}")))
                                }
                                RouteAttribute::Priority(metric) => {
                                    Some(("RTA_PRIORITY", metric.to_string()))
                                }
                                _ => None,
                            });
                        }
                    }
                    NetlinkPayload::InnerMessage(Route::NewAddress(address)) => {
                        said.push(("ifa_prefixlen", format!("{} bits", address.header.prefix_len)));
                        for attribute in &address.attributes {
                            said.extend(match attribute {
                                AddressAttribute::Address(ip) => {
                                    Some(("IFA_ADDRESS", ip.to_string()))
                                }
                                AddressAttribute::Local(ip) => Some(("IFA_LOCAL", ip.to_string())),
                                AddressAttribute::Label(label) => {
                                    Some(("IFA_LABEL", format!("\"{label}\"")))
                                }
                                AddressAttribute::CacheInfo(info) => {
                                    Some(("ifa_valid", format!("{} seconds", info.ifa_valid)))
                                }
                                _ => None,
                            });
                        }
                    }
                    NetlinkPayload::InnerMessage(Route::NewLink(link)) => {
                        said.push(("ifi_index", format!("interface {}", link.header.index)));
                        for attribute in &link.attributes {
                            said.extend(match attribute {
                                LinkAttribute::IfName(name) => {
                                    Some(("IFLA_IFNAME", format!("\"{name}\"")))
                                }
                                LinkAttribute::Mtu(mtu) => {
                                    Some(("IFLA_MTU", format!("{mtu} bytes")))
                                }
                                LinkAttribute::TxQueueLen(len) => {
                                    Some(("IFLA_TXQLEN", format!("{len} packets")))
                                }
                                LinkAttribute::Group(group) => {
                                    Some(("IFLA_GROUP", group.to_string()))
                                }
                                LinkAttribute::Address(address) => {
                                    let bytes: Vec<String> =
                                        address.iter().map(|byte| format!("{byte:02x}")).collect();
                                    Some(("IFLA_ADDRESS", bytes.join(":")))
                                }
                                _ => None,
                            });
                        }
                    }
                    _ => {}
                }
                for (name, value) in said {
                    assert!(
                        ours.iter().any(|(ours, text)| *ours == name && *text == value),
                        "{}: {name} = {value} there, here {ours:?}",
                        file.display()
                    );
                    agreed += 1;
                }
            }
        }
    }
    assert!(agreed > 300, "{agreed}");
}

/// A deterministic source of mutations: xorshift, from a fixed seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or_default()
    }
}

/// Bytes changed, lengths inflated, ends cut, datagrams glued together.
#[test]
#[ignore = "CI runs it on an optimised build: cargo test --release -- --ignored"]
fn ten_million_mutated_datagrams_are_tiled() {
    let seeds: Vec<(u16, Vec<u8>)> = captures(&directory())
        .iter()
        .flat_map(|file| datagrams(file))
        // Short ones: the mutations reach every kind of message.
        .map(|(number, bytes)| (number, bytes[..bytes.len().min(400)].to_vec()))
        .collect();
    let mut random = Random(0x0102_0304_0506_0708);
    let mut bytes = Vec::new();
    for _ in 0..10_000_000 {
        let (number, seed) = &seeds[random.below(seeds.len())];
        bytes.clear();
        bytes.extend_from_slice(seed);
        for _ in 0..random.below(6) {
            let at = random.below(bytes.len());
            let value = random.below(256);
            if let Some(byte) = bytes.get_mut(at) {
                *byte = u8::try_from(value).unwrap_or_default();
            }
        }
        bytes.truncate(random.below(4 * bytes.len() + 1));
        assert_tiled(protocol(*number), &bytes);
    }
    assert_tiled(&ROUTE, &bytes);
}

#[test]
fn skipping_is_told() {
    // The word that a student sees; in CI it is a failure.
    if std::env::var("CI").is_ok_and(|ci| ci == "true") {
        assert!(std::panic::catch_unwind(|| skip("only to see that it fails")).is_err());
    }
}
