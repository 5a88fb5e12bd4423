//! The commands of netlink-monitor: captures and replay, filters, dumps, who, families, errors for
//! bad input, and output that can no longer be written.

use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use harness::{Lab, Output, Running, TempDir, built, have};
use serde_json::Value;

fn monitor(arguments: &[&str]) -> Output {
    Output::of(Command::new(built("netlink-monitor")).args(arguments))
}

/// Starts a follower in the lab, and waits until it has joined its last group.
fn follower(lab: &Lab, arguments: &[&str]) -> Running {
    let running = lab.spawn(built("netlink-monitor"), arguments);
    // For addresses, it joins groups 5 and 9 as well.
    let groups = if arguments.contains(&"addr") { "04000771" } else { "04000661" };
    running.wait_for_socket("netlink", &format!(" {:<10} {groups} ", running.id()));
    running
}

const ROUTES: &str = "ip route add 4.3.2.0/30 via 127.0.0.1
ip route add 10.9.0.0/16 dev lo table 1000 proto static
ip route add blackhole 10.8.0.0/16
ip -6 route add 2001:db8::/32 dev lo
ip route del 4.3.2.0/30";

#[test]
fn replay_prints_what_follow_wrote() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") || !have("tshark") {
        return;
    }
    let directory = TempDir::new();
    let file = directory.path().join("routes.pcap");
    let file = file.to_str().expect("UTF-8");
    let follow = follower(&lab, &["follow", "--write", file, "--count", "5"]);
    lab.sh(ROUTES);
    let live = follow.finish();
    assert_eq!(live.status.code(), Some(0), "{live:?}");
    assert_eq!(live.stdout.lines().count(), 5, "{live:?}");

    // A capture does not know the names of interfaces unless it has their messages.
    let replayed = monitor(&["replay", file]);
    assert_eq!(replayed.stdout.replace("dev if1", "dev lo"), live.stdout);
    let fields = ["-r", file, "-T", "fields", "-e", "netlink.hdr_len"];
    let wireshark = Output::of(Command::new("tshark").args(fields));
    assert_eq!(wireshark.stdout.split_whitespace().count(), 5, "{wireshark:?}");

    let lines = |options: &[&str]| {
        let output = monitor(&[&["replay", file], options].concat());
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        output.stdout.lines().map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(lines(&["--only", "del"]), ["Deleted 4.3.2.0/30 via 127.0.0.1 dev if1"]);
    assert_eq!(lines(&["--type", "blackhole"]), ["blackhole 10.8.0.0/16"]);
    assert_eq!(
        lines(&["--table", "1000"]),
        ["10.9.0.0/16 dev if1 table 1000 proto static scope link"]
    );
    assert_eq!(lines(&["--proto", "static"]).len(), 1);
    assert_eq!(lines(&["--family", "inet6"]).len(), 1);
    assert_eq!(lines(&["--prefix", "within:10.0.0.0/8"]).len(), 2);
    assert_eq!(lines(&["--prefix", "containing:4.3.2.1"]).len(), 2);
    assert_eq!(lines(&["--prefix", "10.8.0.0/16", "--only", "new"]).len(), 1);
    assert_eq!(lines(&["link"]), [""; 0]);
    assert_eq!(lines(&["--count", "2"]).len(), 2);
    let stamped = lines(&["--timestamps"]);
    assert!(
        stamped.iter().all(|line| line.starts_with("[20") && line.contains("Z] ")),
        "{stamped:?}"
    );
    let with_id = lines(&["--show-port-id", "--count", "1"]);
    let port_id = with_id[0].rsplit(' ').next().expect("a port ID");
    assert_ne!(port_id, "0", "`ip` made the change");
    assert_eq!(lines(&["--port-id", port_id]).len(), 1);

    let json: Vec<Value> = lines(&["--format", "json"])
        .iter()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(json[0]["event"], "new");
    assert_eq!(json[0]["prefix"], "4.3.2.0/30");
    assert_eq!(json[0]["message"]["RTA_GATEWAY"], "127.0.0.1");
    assert_eq!(json[0]["message"]["RTA_TABLE_name"], "RT_TABLE_MAIN");
    assert_eq!(json[4]["event"], "del");
}

/// The kernel applies the parts of a filter that it can before it queues a notification, so the
/// follower does not even count the others.
#[test]
fn the_kernel_filters_what_follow_receives() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    let expected: [(&[&str], &str); 6] = [
        (&["--only", "del"], "Deleted 4.3.2.0/30 via 127.0.0.1 dev lo\n"),
        (&["--type", "blackhole"], "blackhole 10.8.0.0/16\n"),
        (&["--proto", "static"], "10.9.0.0/16 dev lo table 1000 proto static scope link\n"),
        (&["--family", "inet6"], "2001:db8::/32 dev lo metric 1024 pref medium\n"),
        (
            &["--family", "inet", "--only", "new", "--type", "unicast", "--proto", "static"],
            "10.9.0.0/16 dev lo table 1000 proto static scope link\n",
        ),
        // The kernel chooses a port ID for `ip`, and never 1.
        (&["--port-id", "1"], ""),
    ];
    let followers = expected.map(|(options, lines)| {
        let end: &[&str] =
            if lines.is_empty() { &[] } else { &["--count", "1", "--timeout", "30"] };
        let arguments = [&["follow", "--stats"], end, options].concat();
        (lab.spawn(built("netlink-monitor"), &arguments), options, lines)
    });
    for (running, options, _) in &followers {
        // A follower joins only the groups of the families that it wants.
        let groups = match options {
            [_, "inet6", ..] => "00000401",
            [_, "inet", ..] => "00000041",
            _ => "04000661",
        };
        running.wait_for_socket("netlink", &format!(" {:<10} {groups} ", running.id()));
    }
    lab.sh(ROUTES);
    for (running, options, lines) in followers {
        let output = if lines.is_empty() {
            // By now, everything for this follower has been queued. Its queue is empty when the
            // column after the groups is 0.
            let empty = format!(" {:<10} 04000661 0 ", running.id());
            running.wait_for_socket("netlink", &empty);
            running.interrupt()
        } else {
            running.finish()
        };
        assert_eq!(output.stdout, lines, "{options:?}: {output:?}");
        let count = lines.lines().count();
        let stats = format!("{count} events in {count} datagrams;");
        assert!(output.stderr.contains(&stats), "{options:?}: {output:?}");
    }
    // BPF must not drop what it cannot examine: messages about interfaces and rules.
    let rules = lab.spawn(
        built("netlink-monitor"),
        &["follow", "rule", "link", "--proto", "static", "--count", "1", "--timeout", "30"],
    );
    rules.wait_for_socket("netlink", &format!(" {:<10} 00040081 ", rules.id()));
    lab.sh(
        "ip link add veth0 type veth peer name veth1; ip rule add pref 7 table 1000 proto static",
    );
    let output = rules.finish();
    assert!(output.stdout.starts_with("7:"), "{output:?}");
}

#[test]
fn a_dump_is_filtered_by_the_kernel_and_by_us() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") || !have("strace") {
        return;
    }
    lab.sh(ROUTES);
    let dump = |options: &[&str]| {
        lab.output(built("netlink-monitor"), &[&["dump", "route"], options].concat())
    };
    let all = dump(&[]);
    assert!(all.contains("10.9.0.0/16") && all.contains("2001:db8::/32"), "{all}");
    assert_eq!(
        dump(&["--table", "1000"]),
        "10.9.0.0/16 dev lo table 1000 proto static scope link\n"
    );
    assert_eq!(dump(&["--type", "blackhole"]), "blackhole 10.8.0.0/16\n");
    assert_eq!(dump(&["--dev", "lo", "--table", "1000", "--only", "del"]), "");
    // The request contains what the kernel can filter by: 16 bytes of header, 12 of struct rtmsg
    // and 8 of RTA_TABLE.
    let monitor = built("netlink-monitor");
    let monitor = monitor.to_str().expect("UTF-8");
    let strace = ["-f", "-e", "trace=sendto", monitor, "dump", "route", "--table", "1000"];
    let traced = lab.run("strace", &strace);
    assert!(traced.stderr.contains("nlmsg_len=36"), "{traced:?}");

    lab.run(monitor, &["dump", "route", "--dev", "nobody0"])
        .fails_with(&["no interface 'nobody0'", "dump link"]);
    lab.run(monitor, &["dump", "prefix"]).fails_with(&["no table of prefix", "follow prefix"]);
    // If the kernel lacks an object, the others are still dumped.
    let everything = lab.output(monitor, &["dump", "all", "--format", "json"]);
    for object in ["link", "addr", "route", "rule", "netconf"] {
        assert!(everything.contains(&format!("\"object\":\"{object}\"")), "{object}: {everything}");
    }
}

#[test]
fn who_and_families_show_what_the_kernel_has() {
    let Some(lab) = Lab::start() else { return };
    let follow = follower(&lab, &["follow"]);
    let who = lab.output(built("netlink-monitor"), &["who"]);
    let row = who.lines().find(|row| row.contains(&format!(" {} ", follow.id())));
    let row = row.unwrap_or_else(|| panic!("{}: {who}", follow.id()));
    let rows = who.lines().filter(|row| row.contains(&format!(" {} ", follow.id())));
    assert_eq!(rows.count(), 1, "a socket is listed once: {who}");
    assert!(row.starts_with("ROUTE ") && row.contains("netlink-monito"), "{row}");
    assert!(
        row.contains("LINK, IPV4_MROUTE, IPV4_ROUTE, IPV6_MROUTE, IPV6_ROUTE, MPLS_ROUTE"),
        "{row}"
    );
    assert!(who.lines().any(|row| row.contains("the kernel")), "{who}");
    let json = lab.output(built("netlink-monitor"), &["who", "--json"]);
    let sockets: Vec<Value> =
        json.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let ours = sockets.iter().find(|socket| socket["port_id"] == u64::from(follow.id()));
    let ours = ours.expect("the follower");
    assert_eq!(ours["groups"], serde_json::json!([1, 6, 7, 10, 11, 27]));
    assert_eq!(ours["processes"][0]["pid"], follow.id());

    let families = monitor(&["families"]);
    assert!(families.stdout.contains("nlctrl: ID 16, "), "{families:?}");
    assert!(families.stdout.contains("    group 16: notify\n"), "{families:?}");
    let one = monitor(&["families", "nlctrl", "--json"]);
    let one: Value = serde_json::from_str(&one.stdout).expect("JSON");
    assert_eq!((&one["id"], &one["groups"]["16"]), (&Value::from(16), &Value::from("notify")));
    monitor(&["families", "nobody"]).fails_with(&["no family 'nobody'"]);
}

#[test]
fn a_rule_has_a_destination_and_a_source() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    lab.sh("ip rule add from 10.0.0.0/8 pref 7 table main
            ip -6 rule add from 2001:db8::/32 to 2001:db8:1::/48 pref 7 table main");
    let json = lab.output(built("netlink-monitor"), &["dump", "rule", "--format", "json"]);
    let events = json.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let both = |event: Value| {
        (event["prefix"].as_str().map(str::to_owned), event["source"].as_str().map(str::to_owned))
    };
    let found: Vec<_> =
        events.filter(|event| event["message"]["FRA_PRIORITY"] == 7).map(both).collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        found,
        [(some("0.0.0.0/0"), some("10.0.0.0/8")), (some("2001:db8:1::/48"), some("2001:db8::/32")),]
    );
}

/// An interface may have almost any name. No output sends a terminal what would change the
/// direction of the text, and JSON has the name itself.
#[test]
fn a_name_that_a_terminal_would_obey_is_escaped_once() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    let name = "a\u{202e}\\b";
    lab.output("ip", &["link", "add", name, "type", "veth", "peer", "name", "other"]);
    let dump = |format| lab.output(built("netlink-monitor"), &["dump", "link", "--format", format]);
    for format in ["line", "tree", "json", "hex"] {
        assert!(!dump(format).contains('\u{202e}'), "{format}");
    }
    assert!(dump("line").contains(r"a\u{202e}\\b"), "{}", dump("line"));
    let json = dump("json");
    let events = json.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let named = events.filter(|event| event["dev"] == name).collect::<Vec<Value>>();
    assert_eq!(named.len(), 1, "{json}");
    assert_eq!(named[0]["message"]["IFLA_IFNAME"], name);

    // Bytes that are no text are not mistaken for a text with a backslash.
    for (alias, hex) in [("a\\377", Value::from("61ff")), ("a\\\\xff", Value::Null)] {
        lab.sh(&format!("ip link set other alias \"$(printf '{alias}')\""));
        let json = dump("json");
        let mut events =
            json.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        let other = events.find(|event| event["dev"] == "other").expect("the interface");
        assert_eq!(other["message"]["IFLA_IFALIAS"], r"a\xff");
        assert_eq!(other["message"]["IFLA_IFALIAS_hex"], hex);
    }
}

#[test]
fn errors_name_the_bad_input() {
    monitor(&["follow", "rout"]).is_usage_error(&["'rout'", "possible values", "nexthop"]);
    monitor(&["follow", "--prefix", "10.0.0.1/8"]).is_usage_error(&["did you mean 10.0.0.0/8?"]);
    monitor(&["follow", "--table", "many"]).is_usage_error(&["main", "a number"]);
    monitor(&["watch", "prefix"]).fails_with(&["prefix cannot be watched", "follow prefix"]);
    monitor(&["replay", "/no/such/file"]).fails_with(&["/no/such/file", "No such file"]);
    let directory = TempDir::new();
    let file = directory.path().join("damaged.pcap");
    let capture = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/captures/guide-route.pcap");
    let bytes = std::fs::read(capture).expect("a capture");
    std::fs::write(&file, &bytes[..bytes.len() - 3]).expect("a file");
    let output = monitor(&["replay", file.to_str().expect("UTF-8")]);
    let request = "Request RTM_NEWROUTE 4.3.2.0/30 via 127.0.0.1\nAcknowledged RTM_NEWROUTE\n";
    assert!(output.stdout.starts_with(request), "{output:?}");
    assert!(output.stderr.contains("at byte "), "{output:?}");
    assert_eq!(output.status.code(), Some(1));
    // Datagrams of a different protocol are reported, not decoded by guesswork.
    let generic = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/captures/genl-family.pcap");
    let output = monitor(&["replay", generic]);
    assert!(output.stderr.contains("datagrams of other protocols"), "{output:?}");
}

#[test]
fn a_full_disk_is_an_error_and_a_closed_pipe_is_not() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    // A full disk.
    let full = lab.run(built("netlink-monitor"), &["follow", "--write", "/dev/full"]);
    full.fails_with(&["/dev/full", "No space left on device"]);
    let gone = lab.run(built("netlink-monitor"), &["follow", "--write", "/no/such/dir/x.pcap"]);
    gone.fails_with(&["/no/such/dir/x.pcap", "No such file"]);

    // If the disk fills up later, the file is complete up to the last record.
    let directory = TempDir::new();
    let file = directory.path().join("small.pcap");
    let file = file.to_str().expect("UTF-8");
    let command = format!(
        "ulimit -f 1; trap '' XFSZ; exec '{}' follow --write '{file}' >/dev/null",
        built("netlink-monitor").display()
    );
    let follow = lab.spawn("bash", &["-c", &command]);
    follow.wait_for_socket("netlink", &format!(" {:<10} 04000661 ", follow.id()));
    lab.sh("for i in $(seq 1 40); do ip route add 10.7.$i.0/24 dev lo; done");
    let output = follow.finish();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(output.stderr.contains("the file ends with the last datagram that"), "{output:?}");
    // A record that was written only in part has been cut off.
    let replayed = monitor(&["replay", file]);
    assert_eq!((replayed.status.code(), replayed.stderr.as_str()), (Some(0), ""));
    assert!(replayed.stdout.lines().count() >= 8, "{replayed:?}");
    let directory = monitor(&["follow", "--write", "/"]);
    assert_eq!(directory.stderr, "netlink-monitor: /: Is a directory (os error 21)\n");

    // The reader of the pipe has gone.
    let mut child = Command::new(built("netlink-monitor"));
    let capture = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/captures/link.pcap");
    let mut child = child
        .args(["replay", capture, "--format", "tree"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("netlink-monitor starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}

#[test]
fn what_is_not_needed_is_not_read() {
    if !have("timeout") {
        return;
    }
    let mut child = Command::new("timeout")
        .arg("60")
        .arg(built("netlink-monitor"))
        .args(["replay", "--count", "2", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("timeout starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let capture = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/captures/link.pcap");
    let capture = std::fs::read(capture).expect("a capture");
    let (header, records) = capture.split_at(24);
    stdin.write_all(header).expect("a pipe with room");
    // The records again and again, for as long as something reads them.
    while stdin.write_all(records).is_ok() {}
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(!output.stdout.is_empty());

    monitor(&["explain", "/dev/zero"]).fails_with(&["/dev/zero", "more than 64 MiB of text"]);
}

/// Few files, one process, little memory, and a time that no clock can add: each is an error or
/// no problem at all.
#[test]
fn no_limit_makes_a_program_panic() {
    let Some(lab) = Lab::start() else { return };
    if !have("prlimit") {
        return;
    }
    let capture = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/captures/link.pcap");
    for limit in ["--nofile=4", "--nofile=5", "--nofile=6", "--nproc=1", "--as=60000000"] {
        for command in [
            &["follow", "--for", "0.01"][..],
            &["watch", "link", "--for", "0.01"],
            &["dump", "route"],
            &["who"],
            &["families"],
            &["lab"],
            &["lab", "--name", "limits", "--", "true"],
            &["replay", capture],
            &["explain", capture],
        ] {
            let program = built("netlink-monitor");
            let program = [limit, program.to_str().expect("UTF-8")];
            let output = lab.run("prlimit", &[&program, command].concat());
            let code = output.status.code();
            // 126: the lab could not run its command.
            assert!(matches!(code, Some(0 | 1 | 126)), "{limit} {command:?}: {output:?}");
        }
    }
    let follow = follower(&lab, &["follow", "--for", "18000000000000000000"]);
    assert_eq!(follow.interrupt().status.code(), Some(0));
}

#[test]
fn follow_and_watch_exit_after_their_time_and_on_a_signal() {
    let Some(lab) = Lab::start() else { return };
    let output = lab.run(built("netlink-monitor"), &["follow", "--for", "0.2", "--stats"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(
        output.stderr.contains("0 events in 0 datagrams; the receive buffer holds "),
        "{output:?}"
    );
    let follow = follower(&lab, &["follow"]);
    follow.signal("TERM");
    let output = follow.finish();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.contains("0 events"), "{output:?}");
    let watch = lab.run(built("netlink-monitor"), &["watch", "--for", "0.2", "--format", "json"]);
    assert_eq!(watch.status.code(), Some(0), "{watch:?}");
    // On a busy machine, 0.2 s may be too short to read the tables.
    let mut watch = lab.spawn(built("netlink-monitor"), &["watch", "--format", "json"]);
    watch.wait_for(r#"{"v":1,"event":"sync","object":"route","phase":"end","reason":"start""#);
    let watch = watch.interrupt();
    assert_eq!(watch.status.code(), Some(0), "{watch:?}");
    assert!(watch.stdout.contains("\"origin\":\"state\""), "{watch:?}");
}

/// A namespace gets an ID in this one as soon as an interface leads to it.
#[test]
fn events_of_other_namespaces_have_their_nsid() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") || !have("unshare") || !have("nsenter") {
        return;
    }
    let mut follow =
        follower(&lab, &["follow", "link", "addr", "route", "--all-nsid", "--for", "20"]);
    lab.sh("unshare --net sleep 20 & other=$!
            while [ \"$(readlink /proc/$other/ns/net)\" = \"$(readlink /proc/self/ns/net)\" ]; do
                sleep 0.01
            done
            ip link add veth0 type veth peer name there0 netns $other
            ip link set veth0 up
            nsenter --net=/proc/$other/ns/net ip link set there0 up
            nsenter --net=/proc/$other/ns/net ip addr add 10.3.0.1/24 dev there0
            nsenter --net=/proc/$other/ns/net ip route add 10.4.0.0/16 dev there0
            kill $other");
    let line = follow.wait_for("[nsid 0] 10.4.0.0/16");
    assert_eq!(line, "[nsid 0] 10.4.0.0/16 dev there0 scope link");
}

/// However many routes a datagram contains, they are printed with one write.
#[test]
fn each_datagram_is_printed_with_one_write() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") || !have("strace") {
        return;
    }
    lab.sh("for i in $(seq 1 60); do ip route add 10.7.$i.0/24 dev lo; done");
    let monitor = built("netlink-monitor");
    let options = ["-f", "-e", "trace=write", monitor.to_str().expect("UTF-8")];
    let dump = ["dump", "route", "--family", "inet"];
    let traced = lab.run("strace", &[options.as_slice(), &dump].concat());
    let writes = traced.stderr.lines().filter(|line| line.contains("write(1,")).count();
    assert!(traced.stdout.lines().count() >= 60 && writes <= 2, "{writes} writes: {traced:?}");
}

/// Returns the commands under "Examples:" in the help of a command, without their descriptions.
fn examples(command: &str) -> Vec<String> {
    let help = monitor(&[command, "--help"]).stdout;
    let (_, examples) = help.split_once("Examples:\n").expect("examples");
    let examples: Vec<String> = examples
        .lines()
        .map(|line| {
            let line = line.strip_prefix("  ").expect("an indented example");
            line.split("  ").next().expect("a command").to_owned()
        })
        .collect();
    assert!(examples.len() >= 2, "{command}: {examples:?}");
    examples
}

/// Repeats everything that an example in the help could be waiting for.
const TRAFFIC: &str = "\
for _ in $(seq 2000); do
    ip route add 4.3.2.0/30 via 127.0.0.1
    ip route add 10.9.0.0/16 dev lo proto bgp
    ip addr add 10.1.2.3/8 dev lo
    ip addr del 10.1.2.3/8 dev lo
    ip route flush table main
    sleep 0.02
done";

/// Runs each example as a person would type it. It has to exit with code 0, or print a line and
/// then exit on Ctrl-C.
#[test]
fn every_example_in_the_help_works() {
    let Some(lab) = Lab::start() else { return };
    if !have("jq") || !have("strace") || !have("stdbuf") {
        return;
    }
    let program = built("netlink-monitor");
    let directory = TempDir::new();
    let capture = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/captures/guide-route.pcap");
    std::fs::copy(capture, directory.path().join("routes.pcap")).expect("a capture");
    let path = program.parent().expect("a directory").display();
    // One example joins this lab.
    let mut guide =
        lab.spawn(&program, &["lab", "--name", "guide", "--", "sh", "-c", "echo; sleep 600"]);
    guide.wait_for("");
    let _traffic = lab.spawn("sh", &["-c", TRAFFIC]);
    for command in ["follow", "watch", "dump", "replay", "explain", "who", "families", "lab"] {
        for example in examples(command) {
            // One example starts a shell. Standard input is empty, so the shell exits.
            let typed = example.replace("--name guide", "--name other");
            let script = format!("PATH=\"{path}:$PATH\"; {typed}");
            let mut running =
                lab.spawn_in(directory.path(), "stdbuf", &["-oL", "sh", "-c", &script]);
            let printed = running.prints_within(Duration::from_secs(60));
            if !running.has_ended() && printed {
                running.signal_all("INT");
            }
            let output = running.finish();
            let interrupted = output.status.signal() == Some(2) && printed;
            assert!(output.status.success() || interrupted, "{example}: {output:?}");
        }
    }
}

#[test]
fn manual_pages_and_completions_are_complete() {
    let directory = TempDir::new();
    let path = directory.path().to_str().expect("UTF-8");
    assert_eq!(monitor(&["man", path]).status.code(), Some(0));
    let page = std::fs::read_to_string(directory.path().join("netlink-monitor-watch.1"));
    let page = page.expect("a page");
    assert!(page.contains(".TH netlink-monitor-watch 1") && page.contains("Examples:"), "{page}");
    for shell in ["bash", "zsh", "fish"] {
        let script = monitor(&["completions", shell]).stdout;
        // An option, a command, a protocol, a struct, the name of a number, an object.
        for word in
            ["receive-buffer", "families", "usersock", "sockaddr_in6", "blackhole", "nexthop"]
        {
            // For fish, clap completes only the arguments of options.
            let missing = shell == "fish" && word == "nexthop";
            assert_eq!(script.contains(word), !missing, "{shell}: {word}");
        }
    }
}

#[test]
fn imports_form_no_circles() {
    let files = harness::assert_no_circles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(files > 50, "{files}");
}
