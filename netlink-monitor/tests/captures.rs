//! The captures of the book: every byte has a name, every prefix is tiled, and a second recording
//! is the same.

#[path = "support/captures.rs"]
mod book;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use netlink_raw::by_hand::read_message;
use netlink_raw::input::pcap::Content;
use netlink_raw::uapi::{self, ROUTE};
use netlink_raw::walk::{Walk, walk};
use netlink_raw::wire::{Attr, Field, Span, Value, What};

use book::{captures, datagrams, directory, protocol, records};
use harness::{Lab, Output, Random, TempDir, built, have, skip};

/// Fields whose value differs from one recording to the next: counters, times, process IDs and
/// random values. A name that ends with an underscore covers all names that begin with it.
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
    "lastuse",
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
    // numbers that the kernel assigns
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
    // The age of an action, in hundredths of a second.
    "firstuse",
    "NETNSA_PID",
    // In an IP packet, the numbers that identify fragments and flows are random, and the checksum
    // covers them.
    "id",
    "check",
    "flow_lbl[0]",
    "flow_lbl[1..3]",
];

/// Asserts the tiling law: the leaves cover every byte once, in order.
fn assert_tiled(walk: Walk<'_>) {
    let mut covered = 0;
    walk.for_each(|span| {
        if span.is_leaf() {
            assert_eq!(span.at.start, covered);
            covered = span.at.end;
        }
    });
    assert_eq!(covered, walk.bytes().len());
}

#[test]
fn every_prefix_of_every_capture_is_tiled() {
    for file in captures(&directory()) {
        for (content, bytes) in records(&file) {
            for len in 0..=bytes.len() {
                assert_tiled(content.walk(&bytes[..len]));
            }
        }
    }
}

/// Reads the fuzzer's seeds, and the inputs that it has found on this machine. An input is a byte
/// that chooses the protocol, followed by the datagram.
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
            assert_tiled(walk(protocol, datagram));
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

/// Bytes of other kernels that have no name, by what is unnamed, and why. An entry that is not
/// needed fails.
const UNNAMED: &[(&str, &str)] = &[];

/// Everything that iproute2 can make, on Debian's kernels; recorded by `scripts/kernels --record`.
#[test]
fn every_byte_of_other_kernels_has_a_name() {
    let files = captures_of_kernels();
    let mut used: BTreeSet<&(&str, &str)> = BTreeSet::new();
    for file in &files {
        let mut inside = Vec::new();
        for (content, bytes) in records(file) {
            assert_tiled(content.walk(&bytes));
            content.walk(&bytes).for_each(|span| {
                inside.truncate(span.depth);
                let name = match span.what {
                    What::Attribute { row: Some(row), .. } => row.c_name,
                    What::Struct(layout) => layout.c_name,
                    _ => "",
                };
                let why = match (span.what, span.value()) {
                    (What::Unknown(why), _) => why,
                    (What::Fault(fault), _) => fault.c_name,
                    (_, Some(Value::Opaque(_))) => "bytes",
                    _ => {
                        inside.push(name);
                        return;
                    }
                };
                let excepted = UNNAMED.iter().find(|(entry, _)| inside.contains(entry));
                assert!(excepted.is_some(), "{}: {inside:?}: {why}", file.display());
                used.extend(excepted);
            });
        }
    }
    let unused: Vec<_> = UNNAMED.iter().filter(|entry| !used.contains(entry)).collect();
    assert!(unused.is_empty(), "no longer needed: {unused:?}");
}

/// Each event is printed in every form, whatever kernel it is from.
#[test]
fn events_of_other_kernels_are_printed() {
    for file in captures_of_kernels() {
        for format in ["line", "json", "tree"] {
            let output = Output::of(
                Command::new(built("netlink-monitor"))
                    .args(["replay", "--format", format])
                    .arg(&file),
            );
            assert_eq!(output.status.code(), Some(0), "{}: {output:?}", file.display());
            assert!(output.stdout.lines().count() > 50, "{}: {output:?}", file.display());
        }
    }
}

/// Returns the captures of other kernels.
fn captures_of_kernels() -> Vec<PathBuf> {
    let entries = fs::read_dir(directory().join("kernels")).expect("the captures of kernels");
    let files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    assert!(files.len() >= 2, "{files:?}");
    files
}

/// The check in CI has to be able to fail.
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
                let (message, next) = read_message(bytes, at).expect("a well-formed message");
                routes += usize::from(message.route.is_some());
                at = next;
            }
            assert_eq!(at, bytes.len());
        }
    }
    assert!(routes > 20, "{routes}");
}

/// Returns the name and the value of a field or a payload.
fn named(span: &Span<'_, '_>) -> Option<(&'static str, String)> {
    let (What::Field(Field { c_name, .. }) | What::Payload(Attr { c_name, .. }, _)) = span.what
    else {
        return None;
    };
    Some((c_name, span.value()?.to_string()))
}

/// Returns the parts of a datagram that have to be the same in every recording.
fn lasting(content: Content, bytes: &[u8]) -> Vec<String> {
    content.walk(bytes).collect(|span| {
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

/// Captures that depend only on the commands, not on the machine's state since it started. The test
/// compares new recordings of these with those in the book.
const ONLY_THE_COMMANDS: &[&str] = &[
    "guide-ip-route",
    "guide-route",
    "refused",
    "route",
    "route6",
    "rule",
    "udp-msg",
    "udp6-msg",
    "usersock",
];

/// Compares the lasting parts of two recordings, datagram by datagram.
#[track_caller]
fn assert_same(name: &str, first: &[(Content, Vec<u8>)], second: &[(Content, Vec<u8>)]) {
    assert_eq!(first.len(), second.len(), "{name}");
    for ((content, first), (same, second)) in first.iter().zip(second) {
        assert_eq!(content, same, "{name}");
        let (first, second) = (lasting(*content, first), lasting(*content, second));
        for (first, second) in first.iter().zip(&second) {
            assert_eq!(first, second, "{name}");
        }
        assert_eq!(first.len(), second.len(), "{name}");
    }
}

#[test]
fn a_second_recording_is_the_same() {
    let Some(_lab) = Lab::start() else { return };
    if !have("ip") || !have("tc") || !have("bridge") || !have("unshare") {
        return;
    }
    let example = built("examples/record");
    let record = |name: &str, file: &Path| {
        let output = Output::of(Command::new(&example).arg(name).arg(file));
        assert_eq!(output.status.code(), Some(0), "{name}: {output:?}");
        records(file)
    };
    let release = Output::of(Command::new("uname").arg("-r")).stdout;
    let kernel = release.trim().split('-').next().unwrap_or_default();
    let directory = TempDir::new();
    let names = Output::of(Command::new(&example).arg("--list")).stdout;
    let file = directory.path().join("capture.pcap");
    // A TUN interface needs this file. With udev, every user can open it; without udev, only root.
    let tun = fs::File::options().read(true).write(true).open("/dev/net/tun");
    for name in names.lines() {
        if let ("link", Err(error)) = (name, &tun) {
            skip(&format!("the scenario 'link' needs /dev/net/tun: {error}"));
            continue;
        }
        let (first, second) = (record(name, &file), record(name, &file));
        assert_same(name, &first, &second);
        // Compare it with the book's capture only if that was recorded on the same kernel, because
        // a different kernel may send more.
        if !ONLY_THE_COMMANDS.contains(&name) {
            continue;
        }
        let book = self::directory().join(name);
        let about =
            fs::read_to_string(book.with_extension("txt")).expect("the capture's description");
        if about.contains(&format!(" on Linux {kernel}, ")) {
            assert_same(name, &records(&book.with_extension("pcap")), &second);
        }
    }
    // The repository has a recording of each scenario, and no others.
    let recorded: BTreeSet<String> = captures(&self::directory())
        .iter()
        .filter_map(|path| path.file_stem())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    assert_eq!(recorded, names.lines().map(str::to_owned).collect());
}

/// Changes bytes and cuts ends.
#[test]
#[ignore = "CI runs it on an optimised build: cargo test --release -- --ignored"]
fn ten_million_mutated_datagrams_are_tiled() {
    let seeds: Vec<(u16, Vec<u8>)> = captures(&directory())
        .iter()
        .flat_map(|file| datagrams(file))
        // Keep the seeds short, so that the mutations reach every kind of message.
        .map(|(number, bytes)| (number, bytes[..bytes.len().min(400)].to_vec()))
        .collect();
    let mut random = Random::new(0x0102_0304_0506_0708);
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
        assert_tiled(walk(protocol(*number), &bytes));
    }
    assert_tiled(walk(&ROUTE, &bytes));
}

#[test]
fn in_ci_a_skipped_test_fails() {
    // On a student's machine, the message is only printed.
    if std::env::var("CI").is_ok_and(|ci| ci == "true") {
        assert!(std::panic::catch_unwind(|| skip("a test of skip itself")).is_err());
    }
}
