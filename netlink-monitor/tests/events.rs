//! `--format json` of real events matches its schema, and lines and JSON of events with damaged
//! bytes are harmless.

#[path = "support/captures.rs"]
mod book;
use std::fmt::{self, Write};
use std::path::PathBuf;
use std::process::Command;

use book::{captures, datagrams, directory};
use harness::{Lab, Output, Random, TempDir, built, have, skip};
use netlink_monitor::event::events;
use netlink_monitor::names::Names;
use netlink_monitor::object::OBJECTS;
use netlink_monitor::print::{Context, json, line};

/// The protocol of the sockets that events come from.
const NETLINK_ROUTE: u16 = 0;

/// Reads lines of JSON. Exits with code 77 if Python's jsonschema is missing.
const SCRIPT: &str = r"
import json, sys
try:
    import jsonschema
except ImportError:
    sys.exit(77)
check = jsonschema.Draft202012Validator(json.load(open(sys.argv[1]))).validate
objects, example = set(), None
for line in sys.stdin:
    event = json.loads(line)
    check(event)
    objects.add(event['object'])
    if event['event'] != 'sync':
        example = event
print(*sorted(objects))
def without(key):
    return {k: v for k, v in example.items() if k != key}
for wrong in ({}, without('v'), without('message'), {**example, 'v': 2}, {**example, 'x': 1},
              {**example, 'event': 'gone'}, {**example, 'seq': -1},
              {**example, 'message': {'rtm_type_name': 1}}, {**example, 'message': {'x': 0.5}}):
    try:
        check(wrong)
    except jsonschema.ValidationError:
        continue
    sys.exit('the schema accepts anything: ' + repr(wrong))
";

/// Reads lines of JSON, and fails if an object has the same key twice.
const KEYS: &str = r"
import json, sys
def members(pairs):
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), keys
    return dict(pairs)
lines = 0
for line in sys.stdin:
    json.loads(line, object_pairs_hook=members)
    lines += 1
print(lines)
";

/// Returns a shell command that prints all events of all captures.
fn replay() -> String {
    let program = built("netlink-monitor");
    let one = |path: &PathBuf| {
        let time = if path.ends_with("route.pcap") { "" } else { "--timestamps" };
        let (program, path) = (program.display(), path.display());
        format!("'{program}' replay '{path}' --format json {time} || exit 1; ")
    };
    format!("({})", captures(&directory()).iter().map(one).collect::<String>())
}

#[test]
fn the_json_of_events_matches_its_schema() {
    if !have("python3") {
        return;
    }
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/schema/event.schema.json");
    let Some(lab) = Lab::start() else { return };
    lab.sh("ip link add veth0 type veth peer name veth1; ip link set veth0 up");
    // A watcher prints more kinds of events than a replay: the state at the start, what a link
    // was before, and a route that disappeared with its link.
    let mut watch =
        lab.spawn(built("netlink-monitor"), &["watch", "link", "route", "--format", "json"]);
    watch.wait_for(r#"{"v":1,"event":"sync","object":"route","phase":"end""#);
    lab.sh("ip route add 10.9.0.0/16 dev veth0; ip link set veth0 down");
    let gone = "route rtm_family=2 rtm_dst_len=16 RTA_TABLE=254 RTA_DST=10.9.0.0";
    watch.wait_for(&format!(r#"{{"v":1,"event":"del","object":"route","key":"{gone}""#));
    let lines = watch.interrupt().stdout;
    let directory = TempDir::new();
    let watched = directory.path().join("watched.json");
    for word in ["\"origin\":\"state\"", "\"event\":\"sync\"", "\"old\":{", "\"origin\":\"resync\""]
    {
        assert!(lines.contains(word), "{word}: {lines}");
    }
    std::fs::write(&watched, lines).expect("a file");
    let command = format!("({}; cat {}) | \"$0\" -c \"$1\" {schema}", replay(), watched.display());
    // Debian's package works only with Debian's own Python.
    for python in ["python3", "/usr/bin/python3"] {
        let output = Output::of(Command::new("sh").args(["-c", &command, python, SCRIPT]));
        match output.status.code() {
            Some(77 | 127) => continue,
            code => assert_eq!(code, Some(0), "{output:?}"),
        }
        let mut objects: Vec<&str> = OBJECTS.iter().map(|object| object.name).collect();
        objects.sort_unstable();
        // There is a real event for each object.
        assert_eq!(output.stdout.trim_end(), objects.join(" "));
        return;
    }
    skip("Python's jsonschema is not installed");
}

#[test]
fn no_json_object_has_a_key_twice() {
    if !have("python3") {
        return;
    }
    let command = format!("{} | python3 -c \"$0\"", replay());
    let output = Output::of(Command::new("sh").args(["-c", &command, KEYS]));
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let lines: usize = output.stdout.trim_end().parse().expect("a number of lines");
    assert!(lines > 100, "{lines}");
    // If jq is installed, it reads the same lines. The shell exits with code 127 if it is not.
    let command = format!("{} | jq -c .object", replay());
    let output = Output::of(Command::new("sh").args(["-c", &command]));
    if output.status.code() != Some(127) {
        assert_eq!(output.stdout.lines().count(), lines, "{}", output.stderr);
    }
}

/// Changes up to four bytes of a datagram at random.
fn mutate(random: &mut Random, bytes: &mut [u8]) {
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        bytes[at] = match random.below(4) {
            0 => 0,
            1 => 0xff,
            2 => bytes[at] ^ (1 << random.below(8)),
            _ => random.below(256).to_le_bytes()[0],
        };
    }
}

/// Returns the lines for the events of a datagram.
fn lines(bytes: &[u8], names: &mut Names) -> String {
    let mut text = String::new();
    let written: fmt::Result = events(bytes, |event| {
        names.learn(event);
        line::event(&mut text, event, names)?;
        text.write_char('\n')
    });
    written.expect("writing to a String cannot fail");
    harmless(&text, bytes);
    text
}

/// Returns the JSON objects for the events of a datagram.
fn objects(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (names, mut writer) = (Names::default(), json::Writer::default());
    let written: fmt::Result =
        events(bytes, |event| writer.event(&mut text, event, &names, Context::default()));
    written.expect("writing to a String cannot fail");
    harmless(&text, bytes);
    text
}

/// Asserts that no control character reaches the terminal, except the tab in a line about a rule.
fn harmless(text: &str, bytes: &[u8]) {
    let odd = text.chars().find(|char| char.is_control() && !"\n\t".contains(*char));
    assert_eq!(odd, None, "{text:?} of {bytes:02x?}");
}

/// For any bytes, nothing panics, no control character is printed, and no JSON object has a key
/// twice. Lines for the kernel's real messages also have no white space at the end.
#[test]
fn damaged_events_are_printed_without_harm() {
    let mut random = Random::new(0x0123_4567_89ab_cdef);
    let (mut count, mut sample) = (0, String::new());
    for path in captures(&directory()) {
        let mut names = Names::default();
        for (protocol, datagram) in datagrams(&path) {
            if protocol != NETLINK_ROUTE {
                continue;
            }
            let text = lines(&datagram, &mut names);
            let mut all = text.lines();
            assert!(all.all(|line| !line.ends_with(char::is_whitespace)), "{path:?}: {text}");
            count += text.lines().count();
            for round in 0..100 {
                let mut bytes = datagram.clone();
                mutate(&mut random, &mut bytes);
                lines(&bytes, &mut Names::default());
                let json = objects(&bytes);
                assert_eq!(json.matches('\n').count(), json.matches("{\"v\":1,").count(), "{json}");
                if round < 20 {
                    sample.push_str(&json);
                }
            }
        }
    }
    assert!(count > 150, "{count}");
    if !have("python3") {
        return;
    }
    let directory = TempDir::new();
    let file = directory.path().join("events.json");
    std::fs::write(&file, &sample).expect("a file");
    let command = format!("python3 -c \"$0\" < '{}'", file.display());
    let output = Output::of(Command::new("sh").args(["-c", &command, KEYS]));
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}
