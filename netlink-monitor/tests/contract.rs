//! What `watch` promises: each sentence of the page docs/src/contract.md is the name of a test, which
//! runs it against a real kernel.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use harness::{Lab, Running, TempDir, built, have};

const PAGE: &str = include_str!("../../docs/src/contract.md");

/// The sentences in bold, as names of tests.
fn sentences() -> Vec<String> {
    let bold = PAGE.split("**").skip(1).step_by(2);
    bold.map(|sentence| {
        let name: String = sentence
            .trim_end_matches('.')
            .chars()
            .map(|char| if char.is_alphanumeric() { char.to_ascii_lowercase() } else { '_' })
            .collect();
        name.replace("__", "_")
    })
    .collect()
}

#[test]
fn each_sentence_has_a_test() {
    let sentences = sentences();
    assert!(sentences.len() > 20, "{sentences:?}");
    for sentence in sentences {
        let test = format!("#[test]\nfn {sentence}() {{");
        assert!(include_str!("contract.rs").contains(&test), "no test is called {sentence}");
    }
}

/// A `watch` that writes to a file, in a lab.
struct Watch {
    lab: Lab,
    running: Running,
    directory: TempDir,
}

/// What most tests watch: the kernel's tables of these have nothing that changes by itself.
const TABLES: &str = "route rule addr nexthop";

impl Watch {
    /// Starts a lab, prepares it by a script, and starts `watch` in it; `None` if this machine
    /// cannot.
    fn start(prepare: &str, arguments: &str) -> Option<Watch> {
        let lab = Lab::start()?;
        if !["ip", "jq", "python3"].into_iter().all(have) {
            return None;
        }
        // No IPv6 addresses that come by themselves, and are first tentative.
        lab.sh("echo 1 > /proc/sys/net/ipv6/conf/default/addr_gen_mode
                for n in 0 1; do
                    ip link add d$n type veth peer name peer$n
                    ip link set d$n up; ip link set peer$n up
                done
                ip addr add 192.0.2.1/24 dev d0");
        lab.sh(prepare);
        let directory = TempDir::new();
        let running = run(&lab, directory.path(), "lines", arguments, "");
        let mut watch = Watch { lab, running, directory };
        watch.wait("the first reading", |lines| {
            let first = lines.first()?["run"].clone();
            let ends = lines.iter().filter(|line| is_sync(line, "end") && line["run"] == first);
            let objects = ["link", "route", "rule", "addr", "nexthop"];
            let asked = arguments.split(' ').filter(|word| objects.contains(word)).count();
            (ends.count() >= asked).then_some(())
        });
        Some(watch)
    }

    fn sh(&self, script: &str) {
        self.lab.sh(script);
    }

    fn lines(&self) -> Vec<Value> {
        read(&self.directory.path().join("lines"))
    }

    /// Waits until the lines so far have what is asked for.
    #[track_caller]
    fn wait<T>(&mut self, what: &str, find: impl Fn(&[Value]) -> Option<T>) -> T {
        let patience = Instant::now() + Duration::from_secs(60);
        loop {
            let lines = self.lines();
            if let Some(found) = find(&lines) {
                return found;
            }
            assert!(!self.running.has_ended(), "watch has ended");
            assert!(Instant::now() < patience, "{what}: {}", serde_json::json!(lines));
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for an event about a key that contains this text, and returns it.
    #[track_caller]
    fn event(&mut self, kind: &str, text: &str) -> Value {
        self.wait(&format!("{kind} {text}"), |lines| {
            lines.iter().rfind(|line| line["event"] == kind && has_key(line, text)).cloned()
        })
    }

    /// Waits until the lines add up to what the kernel has. Nothing changes the network meanwhile,
    /// but the kernel itself may still be at it: it notices a carrier late.
    #[track_caller]
    fn adds_up(&self) {
        self.file_adds_up("lines");
    }

    #[track_caller]
    fn file_adds_up(&self, file: &str) {
        let patience = Instant::now() + Duration::from_secs(60);
        loop {
            let sum = messages(added_up(&read(&self.directory.path().join(file))));
            let kernel = dumped(&self.lab);
            if sum == kernel {
                return;
            }
            let late = Instant::now() > patience;
            assert!(!late, "printed: {sum:?}\n\nthe kernel has: {kernel:?}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// How many lines there are after all that has happened so far was printed.
    fn mark(&mut self) -> usize {
        self.sh("ip route add 198.51.100.99 dev lo proto 99; ip route del 198.51.100.99 proto 99");
        self.event("del", "RTA_DST=198.51.100.99");
        self.lines().len()
    }
}

/// Starts `watch` in a lab. Its lines go to a file, perhaps through another command.
fn run(lab: &Lab, directory: &Path, file: &str, arguments: &str, through: &str) -> Running {
    let program = built("netlink-monitor");
    let script = format!(
        "{} '{}' watch --format json {arguments} {through} > '{}'",
        if through.is_empty() { "exec" } else { "" },
        program.display(),
        directory.join(file).display()
    );
    lab.spawn("sh", &["-c", &script])
}

/// The lines of a file, up to the last that is whole.
fn read(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    whole.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn is_sync(line: &Value, phase: &str) -> bool {
    line["event"] == "sync" && line["phase"] == phase
}

fn has_key(line: &Value, text: &str) -> bool {
    line["key"].as_str().is_some_and(|key| key.contains(text))
}

/// What a reader has after these lines: by its key, what it is and its message.
fn added_up(lines: &[Value]) -> BTreeMap<String, (Value, Value)> {
    let mut table = BTreeMap::new();
    for line in lines {
        match (line["event"].as_str().expect("an event"), line["key"].as_str()) {
            ("sync", None) => {}
            ("del", Some(key)) => drop(table.remove(key)),
            (_, Some(key)) => {
                let entry = (line["object"].clone(), lasting(&line["message"]));
                table.insert(key.to_owned(), entry);
            }
            other => panic!("{other:?}: {line}"),
        }
    }
    table
}

/// The messages of a table, sorted.
fn messages(table: BTreeMap<String, (Value, Value)>) -> Vec<Value> {
    let mut messages: Vec<Value> = table.into_values().map(|(_, message)| message).collect();
    messages.sort_by_key(Value::to_string);
    messages
}

/// A message without what changes by itself.
fn lasting(message: &Value) -> Value {
    let mut message = message.clone();
    if let Some(members) = message.as_object_mut() {
        members.retain(|name, _| !["RTA_CACHEINFO", "IFA_CACHEINFO"].contains(&name.as_str()));
    }
    message
}

/// What the kernel has of [`TABLES`].
fn dumped(lab: &Lab) -> Vec<Value> {
    let arguments: Vec<&str> = "dump --format json".split(' ').chain(TABLES.split(' ')).collect();
    let printed = lab.output(built("netlink-monitor"), &arguments);
    let mut messages: Vec<Value> = printed
        .lines()
        .map(|line| lasting(&serde_json::from_str::<Value>(line).expect("JSON")["message"]))
        .collect();
    messages.sort_by_key(Value::to_string);
    messages
}

/// Changes of all sorts, with some that the kernel does not report.
const CHANGES: &str = "
    ip route add 10.1.0.0/16 dev d0; ip route append 10.1.0.0/16 dev d1
    ip route replace 10.1.0.0/16 via 192.0.2.7; ip route add 10.2.0.0/16 via 192.0.2.8 src 192.0.2.1
    ip -6 route add 2001:db8::/32 dev d0; ip -6 route append 2001:db8::/32 dev d1
    ip rule add priority 7 from 10.0.0.0/8 table 7; ip rule add priority 7 from 10.0.0.0/8 table 8
    ip nexthop add id 5 via 192.0.2.9 dev d0; ip route add 10.5.0.0/16 nhid 5
    ip addr add 198.51.100.1/24 dev d1; ip route add 10.6.0.0/16 dev d1 src 198.51.100.1
    ip addr del 198.51.100.1/24 dev d1; ip nexthop del id 5; ip link set d1 down; ip link set d1 up";

#[test]
fn a_reader_needs_nothing_but_the_key_and_the_kind_of_event() {
    let Some(watch) = Watch::start("", TABLES) else { return };
    watch.sh(CHANGES);
    watch.adds_up();
    let lines = watch.directory.path().join("copy");
    std::fs::copy(watch.directory.path().join("lines"), &lines).expect("a copy");
    let listings = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/src/listings");
    let kernel = messages(added_up(&read(&lines)));
    for reader in ["python3 '{}/table.py'", "jq -n -f '{}/table.jq'"] {
        let command = format!("{} < '{}'", reader.replace("{}", listings), lines.display());
        let table: BTreeMap<String, Value> =
            serde_json::from_str(&watch.lab.sh(&command)).expect("JSON");
        let mut messages: Vec<Value> = table.values().map(lasting).collect();
        messages.sort_by_key(Value::to_string);
        assert_eq!(messages, kernel, "{reader}");
    }
    // "In twelve lines."
    for file in ["table.py", "table.jq"] {
        let text = std::fs::read_to_string(Path::new(listings).join(file)).expect("a listing");
        assert!(text.lines().count() <= 12, "{text}");
    }
}

#[test]
fn two_entries_that_exist_at_the_same_time_never_share_a_key() {
    let Some(mut watch) = Watch::start("", TABLES) else { return };
    watch.sh("ip route add 10.1.0.0/16 dev d0; ip route append 10.1.0.0/16 dev d1
              ip rule add priority 7 from 10.0.0.0/8 table 7; ip rule add priority 7 table 8");
    // The last of the messages, then the number of entries: nothing was overwritten.
    watch.event("new", "rule family=2 FRA_PRIORITY=7#2");
    watch.event("new", "RTA_DST=10.1.0.0#2");
    watch.adds_up();
}

#[test]
fn an_entry_keeps_its_key_while_only_its_state_changes() {
    let Some(mut watch) = Watch::start("", "link route") else { return };
    watch.sh("ip link set d1 down; ip link set d1 name d9; ip link set d9 mtu 1400 alias nine");
    watch.wait("the interface's last state", |lines| {
        let table = added_up(lines);
        let named = table.values().filter(|(_, message)| {
            message["IFLA_IFNAME"] == "d9" && message["IFLA_IFALIAS"] == "nine"
        });
        (named.count() == 1).then_some(())
    });
    let lines = watch.lines();
    assert!(lines.iter().all(|line| line["event"] != "del" || line["object"] != "link"));
    watch.sh("ip route add 10.1.0.0/16 dev d0; ip route append 10.1.0.0/16 via 192.0.2.3
              ip route replace 10.1.0.0/16 via 192.0.2.2; ip route del 10.1.0.0/16 via 192.0.2.2");
    // The second keeps its number when the first is gone.
    let last = watch.wait("the route that is left", |lines| {
        let table = added_up(lines);
        let mut left = table.into_iter().filter(|(key, _)| key.contains("RTA_DST=10.1.0.0"));
        let (only, rest) = (left.next()?, left.next());
        (rest.is_none() && only.1.1["RTA_GATEWAY"] == "192.0.2.3").then_some(only.0)
    });
    assert!(last.ends_with("#2"), "{last}");
}

#[test]
fn a_deletion_carries_the_last_state() {
    let Some(mut watch) = Watch::start("ip route add 10.1.0.0/16 via 192.0.2.2", TABLES) else {
        return;
    };
    let before = watch.event("new", "RTA_DST=10.1.0.0");
    watch.sh("ip route del 10.1.0.0/16");
    let after = watch.event("del", "RTA_DST=10.1.0.0");
    assert_eq!(after["message"], before["message"]);
    assert_eq!(after["message"]["RTA_GATEWAY"], "192.0.2.2");
}

#[test]
fn a_replacement_carries_the_state_before_it() {
    let Some(mut watch) = Watch::start("ip route add 10.1.0.0/16 via 192.0.2.2", TABLES) else {
        return;
    };
    let before = watch.event("new", "RTA_DST=10.1.0.0");
    watch.sh("ip route replace 10.1.0.0/16 via 192.0.2.3");
    let after = watch.event("replace", "RTA_DST=10.1.0.0");
    assert_eq!(after["old"], before["message"]);
    assert_eq!(after["message"]["RTA_GATEWAY"], "192.0.2.3");
}

#[test]
fn lines_are_numbered_without_a_gap() {
    let Some(watch) = Watch::start("", &format!("--receive-buffer 4096 {TABLES}")) else {
        return;
    };
    watch.sh(CHANGES);
    watch.adds_up();
    let lines = watch.lines();
    let numbers: Vec<u64> = lines.iter().map(|line| line["seq"].as_u64().expect("seq")).collect();
    assert_eq!(numbers, (1..=lines.len() as u64).collect::<Vec<_>>());
}

/// What the kernel says of the machine that a lab is on.
fn machine(lab: &Lab) -> [Value; 3] {
    let text = |script: &str| lab.sh(script).trim().to_owned();
    let netns = text("stat --dereference --format %i /proc/self/ns/net");
    [
        text("uname -n").into(),
        text("cat /proc/sys/kernel/random/boot_id").into(),
        netns.parse::<u64>().expect("an inode").into(),
    ]
}

#[test]
fn the_first_line_names_the_run_and_the_machine() {
    let Some(watch) = Watch::start("", TABLES) else { return };
    let lines = watch.lines();
    let (first, rest) = lines.split_first().expect("a line");
    let named = [&first["host"], &first["boot"], &first["netns"]].map(Clone::clone);
    assert_eq!(named, machine(&watch.lab));
    assert!(rest.iter().all(|line| line["host"].is_null() && line["run"] == first["run"]));
    let again = watch
        .lab
        .output(built("netlink-monitor"), &["watch", "--format", "json", "--count", "1", "route"]);
    let again: Value = serde_json::from_str(again.lines().next().expect("a line")).expect("JSON");
    assert_ne!(again["run"], first["run"]);
}

#[test]
fn every_line_names_the_machine() {
    let Some(watch) = Watch::start("", &format!("--identify {TABLES}")) else { return };
    let machine = machine(&watch.lab);
    for line in watch.lines() {
        assert_eq!([&line["host"], &line["boot"], &line["netns"]].map(Clone::clone), machine);
    }
}

#[test]
fn each_reading_begins_and_ends_with_a_sync() {
    let Some(mut watch) = Watch::start("ip route add 10.1.0.0/16 dev d1", TABLES) else { return };
    watch.sh("ip link set d1 down");
    watch.event("del", "RTA_DST=10.1.0.0");
    watch.adds_up();
    let mut open: Option<Value> = None;
    let mut found = 0;
    for line in watch.lines() {
        match (&open, line["event"] == "sync") {
            (None, true) => {
                assert_eq!(line["phase"], "begin", "{line}");
                open = Some(line);
            }
            (Some(begin), true) => {
                assert_eq!(line["phase"], "end", "{line}");
                for member in ["object", "reason"] {
                    assert_eq!(line[member], begin[member], "{line}");
                }
                open = None;
            }
            // What was found by reading is inside, and only that.
            (inside, false) => {
                let found_by_reading = !line["origin"].is_null();
                found += usize::from(found_by_reading);
                assert_eq!(inside.is_some(), found_by_reading, "{line}");
            }
        }
    }
    assert!(open.is_none() && found > 5);
}

#[test]
fn after_the_end_of_the_first_reading_the_lines_add_up_to_the_table() {
    let Some(watch) = Watch::start(CHANGES, TABLES) else { return };
    // Up to the last `sync` of the first readings, and no further.
    let lines = watch.lines();
    let is_end = |line: &Value| is_sync(line, "end") && line["reason"] == "start";
    let end = lines.iter().rposition(is_end).expect("an end");
    assert_eq!(messages(added_up(&lines[..=end])), dumped(&watch.lab));
}

#[test]
fn what_the_kernel_reports_is_printed_at_once() {
    let Some(mut watch) = Watch::start("", &format!("--resync 0 {TABLES}")) else { return };
    let before = watch.lines().len();
    watch.sh("ip route add 10.1.0.0/16 dev d0");
    let event = watch.event("new", "RTA_DST=10.1.0.0");
    assert!(event["origin"].is_null(), "{event}");
    assert_eq!(watch.lines().len(), before + 1);
}

#[test]
fn what_the_kernel_removes_silently_is_printed_at_the_next_look() {
    let prepare = "ip route add 10.1.0.0/16 dev d1";
    let Some(mut watch) = Watch::start(prepare, &format!("--resync 0 {TABLES}")) else { return };
    watch.sh("ip link set d1 down");
    let event = watch.event("del", "RTA_DST=10.1.0.0");
    assert_eq!(event["origin"], "resync", "{event}");
}

#[test]
fn what_nothing_hints_at_is_printed_at_the_periodic_check() {
    let Some(mut watch) = Watch::start("ip link set d1 down", "--resync 0.1 link") else { return };
    watch.sh("ip link set d1 alias nothing-hints-at-it");
    let index = watch.lab.sh("ip -j link show d1 | jq .[0].ifindex");
    let event = watch.event("replace", &format!("link ifi_index={}", index.trim()));
    assert_eq!(event["reason"], "a periodic check", "{event}");
    assert_eq!(event["message"]["IFLA_IFALIAS"], "nothing-hints-at-it");
}

#[test]
fn without_periodic_checks_what_nothing_hints_at_is_never_printed() {
    let Some(mut watch) = Watch::start("ip link set d1 down", "--resync 0 link route") else {
        return;
    };
    watch.sh("ip link set d1 alias nothing-hints-at-it");
    std::thread::sleep(Duration::from_secs(2));
    let lines = watch.mark();
    assert!(watch.lines()[..lines].iter().all(|line| !line.to_string().contains("hints-at")));
}

#[test]
fn counters_are_never_printed_by_themselves() {
    let Some(mut watch) = Watch::start("", "--resync 0.1 link route") else { return };
    let before = watch.lines().len();
    let packets = || watch.lab.sh("ip -s -j link show lo | jq .[0].stats64.rx.packets");
    let few = packets();
    watch.sh(r#"python3 -c '
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for _ in range(100): s.sendto(b"x", ("127.0.0.1", 9))
'"#);
    assert_ne!(packets(), few, "the packets were counted");
    // Two periodic checks after that.
    watch.wait("two checks", |lines| {
        let checks = lines[before..].iter().filter(|line| {
            is_sync(line, "begin")
                && line["object"] == "link"
                && line["reason"] == "a periodic check"
        });
        (checks.count() >= 2).then_some(())
    });
    let lines = watch.lines();
    assert!(lines[before..].iter().all(|line| line["event"] == "sync"), "{lines:?}");
}

/// Many routes, added or deleted: those with these numbers.
fn many(action: &str, numbers: RangeInclusive<usize>) -> String {
    format!(
        "seq {} {} | awk '{{ printf \"route {action} 10.7.%d.%d dev d0\\n\", \
         $1 / 256, $1 % 256 }}' | ip -batch -",
        numbers.start(),
        numbers.end()
    )
}

#[test]
fn after_an_overrun_the_lines_add_up_again() {
    let arguments = format!("--resync 0 --receive-buffer 4096 {TABLES}");
    let Some(watch) = Watch::start("", &arguments) else { return };
    for round in 0.. {
        watch.sh(&many("add", 1..=1000));
        watch.sh(&many("del", 1..=900));
        watch.adds_up();
        watch.sh("ip route flush root 10.7.0.0/16");
        watch.adds_up();
        if watch.lines().iter().any(|line| line["reason"] == "overrun") {
            return;
        }
        assert!(round < 20, "it reads faster than the kernel writes");
    }
}

#[test]
fn after_being_suspended_the_lines_add_up_again() {
    let arguments = format!("--resync 0 --receive-buffer 4096 {TABLES}");
    let Some(watch) = Watch::start("", &arguments) else { return };
    watch.running.signal("STOP");
    watch.sh(&many("add", 1..=500));
    watch.sh(CHANGES);
    watch.running.signal("CONT");
    watch.adds_up();
    assert!(watch.lines().iter().any(|line| line["reason"] == "overrun"));
}

#[test]
fn a_slow_reader_loses_nothing() {
    let Some(watch) = Watch::start("", TABLES) else { return };
    // This one does not read before it is told to.
    let directory = watch.directory.path().to_owned();
    watch.sh(&format!("mkfifo '{}/go'", directory.display()));
    let through = format!("| {{ cat '{}/go' > /dev/null; cat; }}", directory.display());
    let arguments = format!("--resync 0 --receive-buffer 4096 {TABLES}");
    let slow = run(&watch.lab, &directory, "slow", &arguments, &through);
    watch.sh(&many("add", 1..=2000));
    watch.sh(&many("del", 1..=1500));
    watch.sh(CHANGES);
    watch.sh(&format!("echo > '{}/go'", directory.display()));
    watch.file_adds_up("slow");
    drop(slow);
}

#[test]
fn after_a_restart_what_the_first_reading_lacks_is_gone() {
    let prepare = "ip route add 10.1.0.0/16 dev d0; ip route add 10.2.0.0/16 dev d0";
    let Some(mut watch) = Watch::start(prepare, TABLES) else { return };
    let mut table = added_up(&watch.lines());
    watch.running.signal("KILL");
    watch.sh("ip route del 10.1.0.0/16; ip route add 10.3.0.0/16 dev d0");
    let first = watch.lines()[0]["run"].clone();
    let directory = watch.directory.path().to_owned();
    watch.running = run(&watch.lab, &directory, "lines", TABLES, "");
    watch.wait("the second run", |lines| {
        // The file may still be that of the first.
        let lines = lines.iter().filter(|line| line["run"] != first);
        (lines.filter(|line| is_sync(line, "end")).count() == 4).then_some(())
    });
    // The reader of the page: what has not come again before the end of its table's first reading
    // is removed.
    let mut again: BTreeMap<String, (Value, Value)> = BTreeMap::new();
    for line in watch.lines() {
        if is_sync(&line, "end") {
            table.retain(|key, (object, _)| *object != line["object"] || again.contains_key(key));
        } else if line["event"] == "new" {
            let key = line["key"].as_str().expect("a key").to_owned();
            let entry = (line["object"].clone(), lasting(&line["message"]));
            again.insert(key.clone(), entry.clone());
            table.insert(key, entry);
        }
    }
    let (table, kernel) = (messages(table), dumped(&watch.lab));
    let odd: Vec<&Value> = table.iter().filter(|message| !kernel.contains(message)).collect();
    assert_eq!(odd, Vec::<&Value>::new());
    assert_eq!(table, kernel);
}

#[test]
fn reading_the_same_lines_twice_gives_the_same_table() {
    let Some(watch) = Watch::start("", TABLES) else { return };
    watch.sh(CHANGES);
    watch.adds_up();
    let lines = watch.lines();
    let once = added_up(&lines);
    assert!(once.len() > 10, "{once:?}");
    assert_eq!(added_up(&[&lines[..], &lines[..]].concat()), once);
    // From any line on.
    for from in 0..lines.len() {
        assert_eq!(added_up(&[&lines[..], &lines[from..]].concat()), once, "from {from}");
    }
}

#[test]
fn changes_to_one_object_come_in_the_order_of_the_kernel() {
    let Some(mut watch) = Watch::start("", &format!("--resync 0 {TABLES}")) else { return };
    let before = watch.lines().len();
    let batch: String = (0..50)
        .map(|number| {
            let route = format!("10.1.{number}.0/24");
            format!("route add {route} dev d0\nroute del {route}\nroute add {route} dev d1\n")
        })
        .collect();
    watch.sh(&format!("printf '%s' '{batch}' | ip -batch -"));
    watch.event("new", "RTA_DST=10.1.49.0");
    watch.mark();
    let lines = watch.lines();
    let printed: Vec<String> = lines[before..]
        .iter()
        .filter(|line| has_key(line, "RTA_DST=10.1."))
        .map(|line| format!("{} {} {}", line["event"], line["prefix"], line["dev"]))
        .collect();
    let expected: Vec<String> = (0..50)
        .flat_map(|number| {
            ["\"new\" # \"d0\"", "\"del\" # \"d0\"", "\"new\" # \"d1\""]
                .map(|event| event.replace('#', &format!("\"10.1.{number}.0/24\"")))
        })
        .collect();
    assert_eq!(printed, expected);
}

#[test]
fn at_the_end_of_a_reading_deletions_come_first() {
    let arguments = format!("--resync 0 --receive-buffer 4096 {TABLES}");
    let Some(watch) = Watch::start(&many("add", 1..=5), &arguments) else { return };
    watch.running.signal("STOP");
    // An overrun swallows that these five have gone and others have come.
    watch.sh(&many("add", 6..=600));
    watch.sh(&many("del", 1..=300));
    watch.running.signal("CONT");
    watch.adds_up();
    let lines = watch.lines();
    let is_begin = |line: &Value| is_sync(line, "begin") && line["reason"] == "overrun";
    let mut checked = 0;
    for (begin, _) in lines.iter().enumerate().filter(|(_, line)| is_begin(line)) {
        let found = lines[begin + 1..].iter().take_while(|line| line["event"] != "sync");
        let kinds: Vec<&Value> = found.map(|line| &line["event"]).collect();
        checked += kinds.len();
        assert!(kinds.is_sorted_by_key(|kind| **kind != "del"), "{kinds:?}");
    }
    assert!(checked > 0, "nothing was found by reading again");
}

#[test]
fn with_a_filter_an_entry_that_no_longer_matches_is_deleted() {
    let prepare = "ip route add 10.1.0.0/16 dev d0";
    let Some(mut watch) = Watch::start(prepare, "--dev d0 route") else { return };
    watch.sh("ip route replace 10.1.0.0/16 dev d1");
    let event = watch.event("del", "RTA_DST=10.1.0.0");
    assert_eq!(event["dev"], "d0", "{event}");
    assert!(watch.lines().iter().all(|line| line["dev"].is_null() || line["dev"] == "d0"));
}

#[test]
fn with_a_filter_an_entry_that_begins_to_match_is_new() {
    let prepare = "ip route add 10.1.0.0/16 dev d1";
    let Some(mut watch) = Watch::start(prepare, "--dev d0 route") else { return };
    watch.sh("ip route replace 10.1.0.0/16 dev d0");
    let event = watch.event("new", "RTA_DST=10.1.0.0");
    assert_eq!(event["dev"], "d0", "{event}");
}
