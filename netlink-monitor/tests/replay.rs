//! `netlink-monitor replay` and `explain` on captures of whole conversations, and on captures whose
//! datagrams were cut off.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use netlink_raw::input::pcap::{self, BadCapture, Writer};
use netlink_raw::request::{Request, message};
use netlink_raw::uapi::neighbour::{NDA_CACHEINFO, NDA_DST, NDM_FAMILY, NDM_IFINDEX, Ndmsg};
use netlink_raw::uapi::netlink::{
    NLM_F_ACK, NLM_F_CREATE, NLM_F_DUMP, NLM_F_EXCL, NLM_F_REQUEST, NLMSG_ERROR,
};
use netlink_raw::uapi::rtnetlink::{
    IFI_INDEX, Ifinfomsg, RTA_DST, RTA_NEWDST, RTM_DELLINK, RTM_DST_LEN, RTM_FAMILY, RTM_GETNEIGH,
    RTM_NEWROUTE, RTM_NEWTFILTER, RTM_PROTOCOL, RTM_SETLINK, RTM_TABLE, RTM_TYPE, Rtmsg,
    TCM_IFINDEX, Tcmsg,
};
use netlink_raw::uapi::{OTHERS, PROTOCOLS};

use harness::{Lab, Output, Running, TempDir, built, have};

const ACKED: u16 = NLM_F_REQUEST | NLM_F_ACK;

fn run(command: &str, arguments: &[&str], capture: &Path) -> Output {
    Output::of(Command::new(built("netlink-monitor")).arg(command).args(arguments).arg(capture))
}

/// Writes a capture of datagrams, each with how many of its bytes are kept.
fn capture(directory: &TempDir, datagrams: &[(&[u8], usize)]) -> PathBuf {
    let path = directory.path().join("test.pcap");
    let mut writer = Writer::new(File::create(&path).expect("a file")).expect("written");
    for (datagram, kept) in datagrams {
        writer.write_cut(UNIX_EPOCH, 0, &datagram[..*kept], datagram.len()).expect("written");
    }
    path
}

/// A route to 10.9.0.0/16.
fn route(flags: u16, port_id: u32) -> Vec<u8> {
    let mut bytes = Request::new(RTM_NEWROUTE, flags, 7)
        .with_struct::<Rtmsg>(&[
            (RTM_FAMILY, 2),
            (RTM_DST_LEN, 16),
            (RTM_TABLE, 254),
            (RTM_PROTOCOL, 3),
            (RTM_TYPE, 1),
        ])
        .with_attribute(RTA_DST, &[10, 9, 0, 0])
        .into_bytes();
    bytes[12..16].copy_from_slice(&port_id.to_ne_bytes());
    bytes
}

/// The answer to a request: `NLMSG_ERROR` with the header of the request.
fn answer(request: &[u8], error: i32) -> Vec<u8> {
    let mut body = error.to_ne_bytes().to_vec();
    body.extend(&request[..16]);
    message(NLMSG_ERROR, 7, 4711, &body)
}

/// Returns the values of a member of each line.
fn members(json: &str, name: &str) -> Vec<String> {
    let value = |line: &str| {
        let object: serde_json::Value = serde_json::from_str(line).expect("JSON");
        object.get(name).map_or("none".to_owned(), |value| value.to_string().replace('"', ""))
    };
    json.lines().map(value).collect()
}

fn conversation() -> Vec<Vec<u8>> {
    let link = |number| {
        Request::new(number, ACKED, 8).with_struct::<Ifinfomsg>(&[(IFI_INDEX, 3)]).into_bytes()
    };
    let add = route(ACKED | NLM_F_CREATE | NLM_F_EXCL, 0);
    let neighbours = |flags, seq| {
        Request::new(RTM_GETNEIGH, flags, seq)
            .with_struct::<Ndmsg>(&[(NDM_FAMILY, 2), (NDM_IFINDEX, 1)])
            .with_attribute(NDA_DST, &[10, 9, 0, 1])
    };
    // In a notification about a filter, the kernel repeats the flags of the request.
    let mut filter = Request::new(RTM_NEWTFILTER, ACKED | NLM_F_CREATE | NLM_F_EXCL, 9)
        .with_struct::<Tcmsg>(&[(TCM_IFINDEX, 1)])
        .into_bytes();
    filter[12..16].copy_from_slice(&4711_u32.to_ne_bytes());
    vec![
        add.clone(),
        answer(&add, -17),
        add.clone(),
        route(NLM_F_CREATE | NLM_F_EXCL, 4711),
        answer(&add, 0),
        link(RTM_DELLINK),
        answer(&link(RTM_DELLINK), -1),
        link(RTM_SETLINK),
        // A program asks for the table, for one entry, and the kernel for an address.
        message_of_family(NLM_F_REQUEST | NLM_F_DUMP),
        neighbours(NLM_F_REQUEST, 5).into_bytes(),
        neighbours(NLM_F_REQUEST, 0).with_attribute(NDA_CACHEINFO, &[0; 16]).into_bytes(),
        filter,
    ]
}

/// What `getaddrinfo` and busybox send: `struct rtgenmsg`, padded.
fn message_of_family(flags: u16) -> Vec<u8> {
    let mut bytes = Request::new(RTM_GETNEIGH, flags, 1).into_bytes();
    bytes.extend([2, 0, 0, 0]);
    bytes[0] = 20;
    bytes
}

#[test]
fn a_request_is_not_an_event() {
    let directory = TempDir::new();
    let datagrams = conversation();
    let all: Vec<(&[u8], usize)> = datagrams.iter().map(|one| (&one[..], one.len())).collect();
    let file = capture(&directory, &all);
    let lines = run("replay", &[], &file).stdout;
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(
        lines[..11],
        [
            "Request RTM_NEWROUTE 10.9.0.0/16",
            "Refused RTM_NEWROUTE: EEXIST (exists already)",
            "Request RTM_NEWROUTE 10.9.0.0/16",
            "10.9.0.0/16",
            "Acknowledged RTM_NEWROUTE",
            "Request RTM_DELLINK",
            "Refused RTM_DELLINK: EPERM (privilege required)",
            "Request RTM_SETLINK",
            "Request RTM_GETNEIGH",
            "Request RTM_GETNEIGH",
            "miss 10.9.0.1 dev if1",
        ]
    );
    assert!(lines[11].contains("filter"), "{lines:?}");
    let json = run("replay", &["--format", "json"], &file).stdout;
    assert_eq!(
        members(&json, "event").join(" "),
        "request refusal request new ack request refusal request request request get new"
    );
    assert_eq!(members(&json, "errno").join(" ").replace("none", ""), " 17   0  1     ");
    // Only notifications are additions, and answers are filtered by what they are about.
    for (arguments, events) in [
        (&["--only", "new"][..], "new new"),
        (&["--only", "del"], ""),
        (&["--count", "2"], "request refusal"),
        (&["--port-id", "4711"], "refusal new ack refusal new"),
    ] {
        let json = run("replay", &[&["--format", "json"], arguments].concat(), &file).stdout;
        assert_eq!(members(&json, "event").join(" "), events, "{arguments:?}");
    }
    let of_links = Output::of(
        Command::new(built("netlink-monitor"))
            .args(["replay", "--format", "json"])
            .args([file.as_os_str(), "link".as_ref()]),
    );
    assert_eq!(members(&of_links.stdout, "event").join(" "), "request refusal request");
    check_schema(&json);
}

/// Checks each line against the schema of events.
fn check_schema(json: &str) {
    const SCRIPT: &str = "
import json, sys
try:
    import jsonschema
except ImportError:
    sys.exit(0)
check = jsonschema.Draft202012Validator(json.load(open(sys.argv[1]))).validate
for line in open(sys.argv[2]):
    check(json.loads(line))
";
    if !have("python3") {
        return;
    }
    let directory = TempDir::new();
    let lines = directory.path().join("lines");
    fs::write(&lines, json).expect("written");
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/schema/event.schema.json");
    let checked = Output::of(Command::new("python3").args(["-c", SCRIPT, schema]).arg(&lines));
    assert!(checked.status.success(), "{}", checked.stderr);
}

#[test]
fn a_datagram_that_was_cut_is_no_event() {
    let directory = TempDir::new();
    let route = route(NLM_F_CREATE | NLM_F_EXCL, 4711);
    let two = [&route[..], &route].concat();
    for (datagram, kept, events) in
        [(&route, 20, 0), (&route, 28, 0), (&route, 32, 0), (&two, 36, 1), (&two, 71, 1)]
    {
        let file = capture(&directory, &[(datagram, kept)]);
        let said = format!("record 1: {kept} of {} bytes captured", datagram.len());
        let replayed = run("replay", &["--format", "json"], &file);
        assert_eq!(replayed.stdout.lines().count(), events, "{kept}: {}", replayed.stdout);
        assert!(replayed.stderr.contains(&said), "{}", replayed.stderr);
        let explained = run("explain", &[], &file);
        assert!(explained.stderr.contains(&said), "{}", explained.stderr);
        assert!(!explained.stdout.contains("(fault)"), "{}", explained.stdout);
        let last = explained.stdout.lines().last().unwrap_or_default();
        assert!(kept == 36 || last.contains("cut off here"), "{kept}: {last}");
        let json = run("explain", &["--format", "json"], &file).stdout;
        assert_eq!(members(&json, "full_len"), [datagram.len().to_string()]);
    }
    // A message with a false length is a fault, and no event either.
    let mut false_len = route.clone();
    false_len[0] += 1;
    let file = capture(&directory, &[(&false_len, false_len.len())]);
    assert_eq!(run("replay", &[], &file).stdout, "");
    assert!(run("explain", &[], &file).stdout.contains("(fault)"));
}

/// A datagram that is longer than the buffer of `follow` is recorded as what it is.
#[test]
fn a_recording_keeps_the_length_of_what_was_cut() {
    let Some(lab) = Lab::start() else { return };
    let directory = TempDir::new();
    let file = directory.path().join("cut.pcap");
    let name = file.to_str().expect("UTF-8");
    let mut follow = lab.spawn(
        built("netlink-monitor"),
        &["follow", "route", "--buffer", "44", "--for", "3", "--write", name],
    );
    lab.sh("sleep 1; ip link set lo up; ip route add 4.3.2.0/30 via 127.0.0.1");
    while !follow.has_ended() {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let followed = follow.finish();
    assert_eq!(followed.stdout, "", "an event was made of a datagram that was cut");
    let mut lengths = Vec::new();
    pcap::read(File::open(&file).expect("a capture"), |record| {
        lengths.push((record.datagram.len(), record.full_len));
        Ok::<(), BadCapture>(())
    })
    .expect("a capture");
    assert_eq!(lengths.last(), Some(&(44, 60)), "{lengths:?}");
}

/// A protocol without tables: its name, its headers, and the rest counted as what it is.
#[test]
fn coverage_counts_what_has_no_table() {
    let directory = TempDir::new();
    let path = directory.path().join("other.pcap");
    // Header and 8 bytes, of a type that is below 16 only in NETLINK_CONNECTOR.
    let datagram = |kind: u16| message(kind, 1, 0, &[1, 2, 3, 4, 5, 6, 7, 8]);
    let mut headers = 0;
    for number in 0..30 {
        let name = OTHERS.iter().find(|(_, other)| other.number == u64::from(number));
        let has_tables = PROTOCOLS.iter().any(|(_, known)| known.number == u64::from(number));
        let bytes = datagram(if number == 11 { 3 } else { 0x702 });
        let mut writer = Writer::new(File::create(&path).expect("a file")).expect("written");
        writer.write(UNIX_EPOCH, number, &bytes).expect("written");
        if has_tables {
            continue;
        }
        // Events of devices are text, and nothing is known of protocols that have no name.
        let unnamed = match (number, name) {
            (1 | 15, _) | (_, None) => 24,
            _ => 8,
        };
        headers += usize::from(unnamed == 8);
        let counted = run("explain", &["--coverage"], &path);
        let expected = format!(
            "1 datagrams, 24 bytes, {unnamed} without a name, 0 in 0 faults, 0 without a meaning"
        );
        assert!(counted.stdout.contains(&expected), "{number}: {}", counted.stdout);
        assert_eq!(counted.status.code(), Some(1), "{number}");
        let Some((name, protocol)) = name else { continue };
        let explained = run("explain", &[], &path).stdout;
        assert!(explained.contains(protocol.c_name) || number == 1, "{number}: {explained}");
        // The bytes alone, with the protocol as people type it and as `who` prints it.
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        for typed in [name, protocol.c_name, protocol.c_name.trim_start_matches("NETLINK_")] {
            let arguments = ["explain", "--protocol", typed, "--hex", &hex];
            let typed = Output::of(Command::new(built("netlink-monitor")).args(arguments));
            assert_eq!(typed.stdout, explained, "{number}");
        }
    }
    assert!(headers >= 15, "{headers}");
    // Nothing in the headers is false: flags above the common ones depend on the type.
    let bytes = Request::new(0xa02, NLM_F_REQUEST | 0x600, 1).into_bytes();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let arguments = ["explain", "--protocol", "netfilter", "--hex", &hex];
    let flags = Output::of(Command::new(built("netlink-monitor")).args(arguments)).stdout;
    assert!(flags.contains("NLM_F_REQUEST|0x600 (0x601)"), "{flags}");
}

/// An MPLS route has labels where others have addresses: label 100 becomes 200.
#[test]
fn mpls_routes_show_labels() {
    let directory = TempDir::new();
    let label = |label: u32| ((label << 12) | 0x100).to_be_bytes();
    let bytes = Request::new(RTM_NEWROUTE, NLM_F_CREATE, 1)
        .with_struct::<Rtmsg>(&[
            (RTM_FAMILY, 28),
            (RTM_DST_LEN, 20),
            (RTM_TABLE, 254),
            (RTM_PROTOCOL, 3),
            (RTM_TYPE, 1),
        ])
        .with_attribute(RTA_DST, &label(100))
        .with_attribute(RTA_NEWDST, &[label(200), label(201)].concat())
        .into_bytes();
    let file = capture(&directory, &[(&bytes, bytes.len())]);
    assert_eq!(run("replay", &[], &file).stdout, "100 as to 200/201\n");
    let json = run("replay", &["--format", "json"], &file).stdout;
    assert_eq!(members(&json, "prefix"), ["none"], "{json}");
    assert!(!json.contains("0.6.65.0"), "{json}");
    check_schema(&json);
    let tree = run("explain", &[], &file).stdout;
    assert!(tree.contains("label 100, class 0, last 1, TTL 0"), "{tree}");
}

/// `tcpdump -U -w - | netlink-monitor explain -`: a program that goes on running is at the other
/// end, and may stay silent for hours after the last record.
#[test]
fn a_live_capture_is_printed_record_by_record() {
    let capture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/captures/guide-route.pcap");
    let live = |arguments: &str| {
        let script = "{ cat \"$1\"; sleep 600; } | { \"$2\" $3 -; echo ended; }";
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh"]).arg(&capture).arg(built("netlink-monitor"));
        Running::start(command.arg(arguments))
    };
    for (arguments, expected) in [
        ("explain --format hex", "00000"),
        ("replay", "4.3.2.0/30 via 127.0.0.1"),
        ("replay --count 1", "ended"),
    ] {
        let mut running = live(arguments);
        running.wait_for(expected);
        running.signal_all("KILL");
    }
}

/// Files that other programs write: `rtmon`, `ip route save`, gzip, a capture of all interfaces, one
/// with several interfaces, one datagram.
#[test]
fn the_files_of_other_programs_are_read() {
    if !["ip", "rtmon", "gzip", "tshark"].into_iter().all(have) {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    let directory = TempDir::new();
    let file = |name: &str| directory.path().join(name);
    let program = built("netlink-monitor");
    let program = program.display();

    lab.sh("ip route add 10.9.0.0/16 dev lo");
    let save = file("save");
    lab.sh(&format!("ip route save > {}", save.display()));
    let saved = run("replay", &[], &save);
    assert!(saved.stdout.contains("10.9.0.0/16 dev "), "{saved:?}");
    assert!(run("explain", &[], &save).stdout.contains("RTM_NEWROUTE, 52 bytes"));
    let piped = lab.sh(&format!("ip route save | {program} replay -"));
    assert_eq!(piped, saved.stdout);

    let rtmon = file("rtmon");
    let listening = lab.spawn("rtmon", &["file", rtmon.to_str().expect("UTF-8"), "route"]);
    listening.wait_for_socket("netlink", &format!(" {} ", listening.id()));
    lab.sh("ip route add 10.8.0.0/16 dev lo; ip route del 10.8.0.0/16");
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
    let events = loop {
        let events = run("replay", &["--timestamps"], &rtmon);
        if events.stdout.contains("Deleted 10.8.0.0/16") {
            break events;
        }
        assert!(std::time::Instant::now() < deadline, "{events:?}");
    };
    // rtmon writes the time of each message before it.
    let is_dated = |line: &str| line.starts_with("[20") || line.starts_with("    ");
    assert!(events.stdout.lines().all(is_dated), "{events:?}");
    drop(listening);

    // Compressed, from a file and from a pipe.
    let plain = capture(&directory, &[(&route(0, 0), 44 - 8)]);
    let expected = run("replay", &[], &plain);
    assert!(expected.stdout.contains("10.9.0.0/16"), "{expected:?}");
    let script = format!("gzip -k {0}; gzip -c {0} | {program} replay -", plain.display());
    let output = Output::of(Command::new("sh").args(["-ec", &script]));
    assert_eq!(output.stdout, expected.stdout, "{output:?}");
    let zipped = run("replay", &[], &plain.with_extension("pcap.gz"));
    assert_eq!(zipped.stdout, expected.stdout, "{zipped:?}");

    // `tcpdump -i any`: a header that tells which records are netlink, in two versions.
    let record = |header: &[u8], datagram: &[u8]| {
        let len = u32::try_from(header.len() + datagram.len()).expect("short").to_le_bytes();
        [&[0; 8], &len[..], &len, header, datagram].concat()
    };
    let pcap = |link_type: u8, records: &[Vec<u8>]| {
        let mut file = vec![0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0];
        file.extend([link_type, u8::from(link_type == 20), 0, 0]);
        [file, records.concat()].concat()
    };
    let ours = route(0, 0);
    let sll = |arphrd: [u8; 2]| [&[0, 4][..], &arphrd, &[0; 10], &[0, 0]].concat();
    let sll2 =
        |arphrd: [u8; 2]| [&[0, 0, 0, 0, 0, 0, 0, 2][..], &arphrd, &[4, 0], &[0; 8]].concat();
    let (netlink, ethernet) = ([0x03, 0x38], [0, 1]);
    for (link_type, header) in [(113, &sll as &dyn Fn([u8; 2]) -> Vec<u8>), (20, &sll2)] {
        let any = file("any.pcap");
        let records = [record(&header(ethernet), &[1; 60]), record(&header(netlink), &ours)];
        fs::write(&any, pcap(link_type, &records)).expect("a file");
        let output = run("replay", &[], &any);
        assert_eq!(output.stdout, expected.stdout, "{link_type}: {output:?}");
        assert!(output.stderr.contains("skipped 1 packets of interfaces without netlink"));
        fs::write(&any, pcap(link_type, &records[..1])).expect("a file");
        run("replay", &[], &any).fails_with(&["expected a capture of netlink"]);
    }

    // Two interfaces in one file, as tshark and Wireshark merge them.
    let (other, merged) = (file("other.pcap"), file("merged.pcapng"));
    fs::write(&other, pcap(1, &[record(&[], &[2; 60]), record(&[], &[3; 60])])).expect("a file");
    let merge = ["-w", merged.to_str().expect("UTF-8"), other.to_str().expect("UTF-8")];
    let merge = Command::new("mergecap").args(merge).arg(&plain).output().expect("mergecap starts");
    assert!(merge.status.success(), "{merge:?}");
    let output = run("explain", &[], &merged);
    assert_eq!(output.stdout, run("explain", &[], &plain).stdout, "{output:?}");
    assert!(output.stderr.contains("skipped 2 packets"), "{output:?}");

    // The bytes alone.
    let raw = file("raw");
    fs::write(&raw, &ours).expect("a file");
    assert_eq!(run("explain", &["--raw"], &raw).stdout, run("explain", &[], &plain).stdout);
    run("explain", &[], &raw).fails_with(&["--raw"]);
}
