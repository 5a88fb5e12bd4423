//! The programs of netlink-raw against a real kernel, in the lab, compared with iproute2, strace
//! and Python.

use std::process::Command;

use harness::{Lab, Output, Running, TempDir, built, have, masked};

/// The guide, "How to use Netlink", C.
const GUIDE_C: &str = "\
Starting netlink receiverd
nlmsg_len: 60, nlmsg_type 24, nlmsg_flags: 1536, nlmsg_seq: 1543015716, nlmsg_pid: 15333
Netmask: 30
nlmsg_len: 60, nlmsg_type 25, nlmsg_flags: 0, nlmsg_seq: 1543015717, nlmsg_pid: 15343
Netmask: 30
";

/// The guide, "How to use Netlink", Python.
const GUIDE_PYTHON: &str = "\
Netlink header:  60 RTM_NEWROUTE 1536 1543012056 13037
Netlink payload:  2 30 0 0 254 3 0 1 0
Netmask: 30
IP:  b'\\x04\\x03\\x02\\x00'
Netlink header:  60 RTM_DELROUTE 0 1543012061 13047
Netlink payload:  2 30 0 0 254 3 0 1 0
Netmask: 30
IP:  b'\\x04\\x03\\x02\\x00'
";

/// The commands in the guide's second terminal.
const GUIDE_COMMANDS: &str = "ip r a 4.3.2.0/30 via 127.0.0.1; ip r d 4.3.2.0/30 via 127.0.0.1";

/// The mask of groups as `/proc/net/netlink` prints it.
const IPV4_ROUTE: &str = " 00000040 ";
const IPV6_ROUTE: &str = " 00000400 ";

fn raw(lab: &Lab, arguments: &[&str]) -> Output {
    lab.run(built("netlink-raw"), arguments)
}

/// Starts a monitor in the lab and waits until it listens.
fn monitor(lab: &Lab, arguments: &[&str]) -> Running {
    let monitor = lab.spawn(built("netlink-raw"), arguments);
    let mask = if arguments.contains(&"inet6") { IPV6_ROUTE } else { IPV4_ROUTE };
    monitor.wait_for_socket("netlink", mask);
    monitor
}

#[test]
fn the_output_is_that_of_the_guides_c_program() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    // Without a command, the program runs `monitor`.
    for arguments in [["--count", "2"].as_slice(), &["monitor", "--count", "2"]] {
        let monitor = monitor(&lab, arguments);
        lab.sh(GUIDE_COMMANDS);
        let output = monitor.finish();
        assert_eq!(masked(&output.stdout), masked(GUIDE_C));
        assert_eq!((output.status.code(), output.stderr.as_str()), (Some(0), ""));
    }
}

#[test]
fn the_output_is_that_of_the_guides_python_program() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    let monitor = monitor(&lab, &["--style", "python", "--count", "2"]);
    lab.sh(GUIDE_COMMANDS);
    assert_eq!(masked(&monitor.finish().stdout), masked(GUIDE_PYTHON));
}

#[test]
fn a_notification_carries_the_requesters_numbers() {
    let Some(lab) = Lab::start() else { return };
    let monitor = monitor(&lab, &["--count", "1"]);
    let add = lab.spawn(built("netlink-raw"), &["add", "4.3.2.0/30", "via", "127.0.0.1"]);
    let requester = add.id();
    assert!(add.finish().status.success());
    let line = format!("nlmsg_seq: 1, nlmsg_pid: {requester}\n");
    let output = monitor.finish().stdout;
    assert!(output.contains(&line), "{line}{output}");
}

#[test]
fn the_line_for_a_default_route_says_that_it_has_no_destination() {
    let Some(lab) = Lab::start() else { return };
    for style in ["c", "python"] {
        let monitor = monitor(&lab, &["--style", style, "--count", "1"]);
        assert!(raw(&lab, &["add", "default", "dev", "lo"]).status.success());
        let output = monitor.finish().stdout;
        assert!(output.contains("Netmask: 0\n"), "{output}");
        assert!(output.contains("no RTA_DST"), "{output}");
        assert!(raw(&lab, &["del", "default"]).status.success());
    }
}

#[test]
fn ipv6_routes_have_their_own_group() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    lab.sh("ip link add veth0 type veth peer veth1; ip link set veth0 up; ip link set veth1 up");
    let monitor = monitor(&lab, &["--family", "inet6", "--style", "python"]);
    assert!(raw(&lab, &["add", "2001:db8:1::/48", "dev", "veth0"]).status.success());
    let mut monitor = monitor;
    let expected =
        "IP:  b' \\x01\\r\\xb8\\x00\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00'";
    assert_eq!(monitor.wait_for(expected), expected);
}

#[test]
fn a_forged_datagram_is_reported_and_not_printed() {
    let Some(lab) = Lab::start() else { return };
    if !have("python3") {
        return;
    }
    let monitor = monitor(&lab, &["--count", "1", "--timeout", "10"]);
    // A forged notification: the right bytes from the wrong address.
    let script = format!(
        "import socket; s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0); \
         s.bind((4711, 0)); s.sendto(bytes([16, 0, 0, 0, 24] + [0] * 11), ({}, 0))",
        monitor.id()
    );
    lab.output("python3", &["-c", &script]);
    assert!(raw(&lab, &["add", "4.3.2.0/30", "via", "127.0.0.1"]).status.success());
    let output = monitor.finish();
    assert_eq!(output.stdout.lines().count(), 3, "only the kernel's message: {output:?}");
    assert!(output.stderr.contains("not from the kernel but from port ID 4711"), "{output:?}");
}

#[test]
fn an_overrun_is_explained_and_the_monitor_carries_on() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    let mut monitor = monitor(&lab, &[]);
    // A stopped monitor cannot read. The default buffer holds about 256 events.
    monitor.signal("STOP");
    let batch: String =
        (0..1000).map(|n| format!("route add 10.{}.{}.0/24 dev lo\n", n / 250, n % 250)).collect();
    let directory = TempDir::new();
    let path = directory.path().join("batch");
    std::fs::write(&path, batch).expect("a file");
    lab.output("ip", &["-batch", path.to_str().expect("UTF-8")]);
    monitor.signal("CONT");
    // After an overrun, the kernel delivers nothing until the queue is empty.
    monitor.wait_for_socket("netlink", &format!(" 0   {:<10} 00000040 0 ", monitor.id()));
    // The monitor carries on and receives the next change.
    assert!(raw(&lab, &["add", "4.3.2.0/31", "via", "127.0.0.1"]).status.success());
    monitor.wait_for("Netmask: 31");
    let output = monitor.interrupt();
    assert_eq!(output.status.code(), Some(0));
    for word in ["ENOBUFS", "receive buffer", "lost", "dump"] {
        assert!(output.stderr.contains(word), "{word}: {}", output.stderr);
    }
    assert!(output.stdout.matches("Netmask").count() < 1000, "nothing was lost?");
}

#[test]
fn a_truncated_message_is_reported_with_both_lengths() {
    let Some(lab) = Lab::start() else { return };
    let monitor = monitor(&lab, &["--buffer", "40", "--count", "1", "--timeout", "5"]);
    assert!(raw(&lab, &["add", "4.3.2.0/30", "via", "127.0.0.1"]).status.success());
    let output = monitor.finish();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    for word in
        ["60 bytes", "holds 40", "last 20", "MSG_TRUNC", "at byte 0", "arrived within", "same lab"]
    {
        assert!(output.stderr.contains(word), "{word}: {output:?}");
    }
}

#[test]
fn ctrl_c_and_a_closed_pipe_are_not_errors() {
    let Some(lab) = Lab::start() else { return };
    let output = monitor(&lab, &[]).interrupt();
    assert_eq!((output.status.code(), output.stderr.as_str()), (Some(0), ""));
    let program = built("netlink-raw");
    let dump = lab.sh(&format!("'{}' dump | head -n 1", program.display()));
    assert!(dump.starts_with("nlmsghdr: nlmsg_len 60 bytes"), "{dump}");
}

/// The program makes the system calls in the guide's strace output, and no others.
#[test]
fn the_system_calls_are_those_of_the_guides_programs() {
    if !have("strace") {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    let directory = TempDir::new();
    for (arguments, calls) in [
        (
            ["monitor", "--count", "1"].as_slice(),
            [
                "socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 3",
                "bind(3, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=0x000040}, 12) = 0",
                "recvmsg(3, {msg_name={sa_family=AF_NETLINK, nl_pid=0, nl_groups=0x000040}, ",
            ],
        ),
        (
            &["receiver", "--count", "1", "--port-id", "77"],
            [
                "socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_USERSOCK) = 3",
                "bind(3, {sa_family=AF_NETLINK, nl_pid=77, nl_groups=00000000}, 12) = 0",
                "recvmsg(3, {msg_name={sa_family=AF_NETLINK, nl_pid=",
            ],
        ),
    ] {
        let program = built("netlink-raw");
        let program = program.to_str().expect("UTF-8");
        let strace = ["-qq", "-f", "-e", "trace=network", "-o", "log", program];
        let traced = lab.spawn_in(directory.path(), "strace", &[&strace, arguments].concat());
        let (table, entry) = match arguments[0] {
            "monitor" => ("netlink", IPV4_ROUTE),
            _ => ("netlink", " 2   77 "),
        };
        traced.wait_for_socket(table, entry);
        match arguments[0] {
            "monitor" => raw(&lab, &["add", "4.3.2.0/30", "via", "127.0.0.1"]),
            _ => raw(&lab, &["sender", "--port-id", "77"]),
        };
        assert!(traced.finish().status.success());
        let log = std::fs::read_to_string(directory.path().join("log")).expect("a log");
        // With -f, each line begins with the process ID, and a call that waits while a different
        // thread runs is split into two lines.
        let seen: Vec<&str> = log
            .lines()
            .filter_map(|line| line.split_once(' '))
            .map(|(_, call)| call.trim_start())
            .collect();
        let seen = seen.join("\n").replace(" <unfinished ...>\n<... recvmsg resumed>", "");
        let seen: Vec<&str> = seen.lines().collect();
        assert_eq!(seen.len(), calls.len(), "{log}");
        for (seen, call) in seen.iter().zip(calls) {
            assert!(seen.starts_with(call), "{call}\n{log}");
        }
    }
}

/// `strace --write=3` shows the bytes that iproute2 sends. Ours are the same except for the
/// sequence number.
#[test]
fn add_and_del_send_the_bytes_of_iproute2() {
    if !have("strace") || !have("ip") {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    lab.sh("ip link add veth0 type veth peer veth1; ip link set veth0 up; ip link set veth1 up");
    for route in [
        "4.3.2.0/30 via 127.0.0.1",
        "4.3.2.0/30 via 127.0.0.1 dev lo",
        "4.3.2.0/30 dev lo",
        "4.3.2.1 via 127.0.0.1",
        "default via 127.0.0.1",
        "0.0.0.0/0 via 127.0.0.1",
        "2001:db8::/32 dev veth0",
        "2001:db8::1 via fe80::1 dev veth0",
    ] {
        let words: Vec<&str> = route.split(' ').collect();
        for action in ["add", "del"] {
            let strace = ["-qq", "-e", "trace=sendmsg", "-e", "write=3", "ip", "route", action];
            let traced = lab.run("strace", &[&strace, words.as_slice()].concat());
            assert!(traced.status.success(), "{traced:?}");
            // Undo the change, so that ours makes the same one.
            let undo = if action == "add" { "del" } else { "add" };
            assert!(raw(&lab, &[&[undo], words.as_slice()].concat()).status.success());

            let ours = raw(&lab, &[&[action], words.as_slice()].concat());
            assert!(ours.status.success(), "{ours:?}");
            assert!(ours.stdout.contains("acknowledged"), "{ours:?}");
            let (mut theirs, mut ours) = (hex_rows(&traced.stderr), hex_rows(&ours.stdout));
            assert!(theirs.len() >= 36, "{}", traced.stderr);
            theirs[8..12].fill(0);
            ours[8..12].fill(0);
            assert_eq!(ours, theirs, "{action} {route}");
        }
    }
}

/// Returns the bytes in rows such as ` | 00010  02 1e 00 00  …  ....  |`.
fn hex_rows(text: &str) -> Vec<u8> {
    let rows = text.lines().filter_map(|line| line.trim_start().strip_prefix("| "));
    rows.flat_map(|row| {
        // Five digits of offset, two spaces, then 16 bytes in 49 columns.
        let columns = row.get(7..row.len().min(7 + 49)).unwrap_or_default();
        columns
            .split_whitespace()
            .map_while(|byte| u8::from_str_radix(byte, 16).ok().filter(|_| byte.len() == 2))
            .collect::<Vec<u8>>()
    })
    .collect()
}

#[test]
fn a_refusal_shows_the_errno_the_kernels_text_and_advice() {
    let Some(lab) = Lab::start() else { return };
    let add = |words: &[&str]| raw(&lab, &[&["add"], words].concat());
    assert!(add(&["4.3.2.0/30", "via", "127.0.0.1"]).status.success());
    add(&["4.3.2.0/30", "via", "127.0.0.1"]).fails_with(&["EEXIST", "netlink-raw dump"]);
    add(&["4.3.2.1/30", "via", "127.0.0.1"]).fails_with(&[
        "EINVAL",
        "\"Invalid prefix for given prefix length\"",
        "try 4.3.2.0/30",
    ]);
    add(&["5.0.0.0/8", "via", "9.9.9.9"]).fails_with(&[
        "ENETUNREACH",
        "\"Nexthop has invalid gateway\"",
        "reachable",
    ]);
    raw(&lab, &["del", "6.0.0.0/8"]).fails_with(&["ESRCH", "no such route"]);
    add(&["5.0.0.0/8", "dev", "nope\u{1b}[2J"]).fails_with(&["'nope\\u{1b}[2J'", "ip link"]);
}

/// EINVAL and similar errors have many causes. The advice has to fit the right one.
#[test]
fn the_advice_fits_the_cause_of_the_error() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    lab.sh("ip link add veth0 type veth peer veth1; ip link set veth0 up; ip link set veth1 up; \
            ip address add 192.0.2.1/24 dev veth0; ip link add down0 type veth peer down1");
    for (route, word) in [
        ("5.0.0.1/0 dev lo", ["EINVAL", "try 0.0.0.0/0"]),
        ("5.0.0.0/8 via 192.0.2.255", ["EINVAL", "192.0.2.255 cannot be a gateway"]),
        ("5.0.0.0/8 via 224.0.0.1", ["ENETUNREACH", "224.0.0.1 cannot be a gateway"]),
        ("5.0.0.0/8 via 0.0.0.0", ["ENODEV", "0.0.0.0 means no gateway"]),
        (
            "5.0.0.0/8 via 9.9.9.9 dev veth0",
            ["ENETUNREACH", "no existing route leads to the gateway 9.9.9.9"],
        ),
        ("5.0.0.0/8 dev down0", ["ENETDOWN", "ip link set down0 up"]),
        ("2001:db8::/32 via fe80::1", ["EINVAL", "via fe80::1 dev NAME"]),
        ("2001:db8::/32 via ::1", ["EINVAL", "::1 is this machine itself"]),
        ("2001:db8::/32 via ff02::1 dev veth0", ["EINVAL", "ff02::1 cannot be a gateway"]),
        ("2001:db8::/32 via 2001:db9::1", ["EHOSTUNREACH", "netlink-raw dump --family inet6"]),
    ] {
        let words: Vec<&str> = route.split(' ').collect();
        let refused = raw(&lab, &[["add"].as_slice(), &words].concat());
        refused.fails_with(&word);
        let for_bits = refused.stderr.contains("bits beyond");
        assert_eq!(for_bits, route.contains("5.0.0.1/0"), "{refused:?}");
    }

    // For IPv6, the kernel accepts bits beyond the prefix length.
    let masked = raw(&lab, &["add", "2001:db8::1/32", "dev", "veth0"]);
    assert_eq!(masked.status.code(), Some(0), "{masked:?}");
    assert!(masked.stderr.contains("the route leads to 2001:db8::/32"), "{masked:?}");
    assert!(lab.sh("ip -6 route show dev veth0").contains("2001:db8::/32 "));
}

#[test]
fn a_change_needs_privilege() {
    // This runs in the lab, with a process that gives up its capabilities there, because a test
    // must not try to change the routes of the machine itself.
    if !have("setpriv") {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    let program = built("netlink-raw");
    let program = program.to_str().expect("UTF-8");
    let caps = ["--inh-caps=-all", "--bounding-set=-all", "--", program];
    let add = ["add", "4.3.2.0/30", "via", "127.0.0.1"];
    let output = lab.run("setpriv", &[caps, add].concat());
    output.fails_with(&["EPERM", "CAP_NET_ADMIN", "scripts/lab"]);
}

#[test]
fn usage_errors_exit_with_2() {
    let raw = |arguments: &[&str]| Output::of(Command::new(built("netlink-raw")).args(arguments));
    raw(&["add"]).is_usage_error(&["ROUTE"]);
    raw(&["add", "4.3.2.0/30"]).is_usage_error(&["via GATEWAY", "dev NAME"]);
    raw(&["add", "4.3.2.0/33", "via", "1.1.1.1"]).is_usage_error(&["4.3.2.0/33", "0 to 32"]);
    raw(&["add", "4.3.2/24", "via", "1.1.1.1"]).is_usage_error(&["'4.3.2/24'", "4.3.2.0/30"]);
    raw(&["add", "4.3.2.0/30", "via"]).is_usage_error(&["'via'"]);
    raw(&["add", "4.3.2.0/30", "via", "::1"]).is_usage_error(&["different families"]);
    raw(&["add", "4.3.2.0/30", "over", "1.1.1.1"]).is_usage_error(&["'over'", "via GATEWAY"]);
    raw(&["add", "4.3.2.0/30", "via", "fe80::1%lo"]).is_usage_error(&["via fe80::1 dev lo"]);
    raw(&["sender", "--group", "33"]).is_usage_error(&["33"]);
    raw(&["monitor", "--family", "ipx"]).is_usage_error(&["ipx", "inet6"]);
}

#[test]
fn help_is_at_most_100_columns_wide() {
    for subcommand in ["monitor", "dump", "add", "del", "receiver", "sender"] {
        for how in ["-h", "--help"] {
            let help = Output::of(Command::new(built("netlink-raw")).args([subcommand, how]));
            let help = help.stdout;
            assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
        }
    }
}

/// The last one must not win silently.
#[test]
fn a_word_that_is_given_twice_is_an_error() {
    let raw = |arguments: &[&str]| Output::of(Command::new(built("netlink-raw")).args(arguments));
    for (action, word, ways) in
        [("add", "via", ["127.0.0.1", "127.0.0.2"]), ("del", "dev", ["lo", "lo"])]
    {
        let refused = raw(&[action, "4.3.2.0/30", word, ways[0], word, ways[1]]);
        let usage = format!("Usage: netlink-raw {action}");
        refused.is_usage_error(&[&format!("'{word}' is given twice"), "once", &usage]);
    }
}

/// Rust's own parser accepts `+24` as 24.
#[test]
fn a_number_with_a_sign_is_an_error() {
    let raw = |arguments: &[&str]| Output::of(Command::new(built("netlink-raw")).args(arguments));
    for prefix in ["4.3.2.0/+24", "4.3.2.0/", "4.3.2.0/24/3", "4.3.2.0/255.255.255.0"] {
        raw(&["add", prefix, "via", "127.0.0.1"]).is_usage_error(&[prefix, "from 0 to 32"]);
    }
    raw(&["add", "::/+8", "dev", "lo"]).is_usage_error(&["'::/+8'", "from 0 to 128"]);
    // The timeout ends a receiver that wrongly accepts the number.
    for arguments in [
        ["receiver", "--timeout", "0.1", "--port-id"].as_slice(),
        &["receiver", "--timeout", "0.1", "--group"],
        &["receiver", "--timeout", "0.1", "--count"],
        &["monitor", "--timeout", "0.1", "--buffer"],
        &["monitor", "--timeout"],
        &["sender", "--port-id"],
        &["sender", "--count"],
        &["dump", "--buffer"],
    ] {
        let option = arguments[arguments.len() - 1];
        raw(&[arguments, &["+3"]].concat()).is_usage_error(&["'+3'", option]);
    }
}

#[test]
fn a_dump_prints_the_same_routes_as_iproute2() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    // More than fits into one datagram of 32 KiB.
    lab.sh(
        "for i in $(seq 0 255); do for j in 0 1 2; do echo route add 10.$j.$i.0/24 dev lo; done; \
         done | ip -batch -",
    );
    let theirs = lab.sh("ip -4 route show table all").lines().count();
    let ours = lab.output(built("netlink-raw"), &["dump"]);
    assert!(theirs > 768);
    assert_eq!(ours.matches("nlmsg_type RTM_NEWROUTE (24)").count(), theirs);
    assert_eq!(ours.matches("rtmsg: rtm_family AF_INET (2), ").count(), theirs);
    assert!(ours.contains("RTA_DST 10.2.255.0; RTA_OIF interface 1\n"), "{ours}");
    // What continues a line is indented.
    let whole = ours.replace("\n    ", " ");
    let end: Vec<&str> = whole.lines().rev().take(2).collect();
    assert_eq!(end[0], "nlmsg_done: error 0 (no error)");
    assert!(end[1].contains("nlmsg_type NLMSG_DONE (3), nlmsg_flags NLM_F_MULTI (0x2)"));

    // If the buffer is too small, the program notices and the dump is still complete. For a buffer
    // of 4 KiB, the kernel makes its datagrams small enough.
    for (buffer, truncated) in
        [("1", true), ("20", true), ("64", true), ("1000", true), ("4096", false)]
    {
        let output = raw(&lab, &["dump", "--buffer", buffer]);
        assert!(masked_port(&output.stdout) == masked_port(&ours), "--buffer {buffer}");
        assert_eq!(output.stderr.contains("MSG_TRUNC"), truncated, "{}", output.stderr);
    }

    let inet6 = lab.output(built("netlink-raw"), &["dump", "--family", "inet6"]);
    assert!(inet6.contains("rtm_family AF_INET6 (10)") && inet6.contains("RTA_DST ::1"));
    // A struct inside an attribute, which every IPv6 route has.
    assert!(inet6.contains("RTA_CACHEINFO rta_cacheinfo: rta_clntref 0, "), "{inet6}");
}

/// Removes the port ID from the messages of a dump. It is the requester's, here the process ID.
fn masked_port(dump: &str) -> String {
    let whole = dump.replace("\n    ", " ");
    let lines = whole.lines().map(|line| line.split(", nlmsg_pid").next().unwrap_or_default());
    lines.collect::<Vec<&str>>().join("\n")
}

/// Returns whether the rows of `--explain` for one message cover all its bytes.
fn covers(rows: &str, len: usize) -> bool {
    let mut covered = 0;
    for row in rows.lines() {
        let Some((at, rest)) = row.trim_start().split_once("  ") else { continue };
        let Ok(at) = at.parse::<usize>() else { continue };
        let bytes: Vec<&str> = rest
            .split(' ')
            .take_while(|byte| byte.len() == 2 && u8::from_str_radix(byte, 16).is_ok())
            .collect();
        if bytes.is_empty() {
            continue;
        }
        if at != covered {
            return false;
        }
        covered += bytes.len();
    }
    covered == len
}

#[test]
fn explain_shows_every_byte_sent_and_received() {
    let Some(lab) = Lab::start() else { return };
    let monitor = monitor(&lab, &["--count", "1", "--explain"]);
    let add =
        lab.output(built("netlink-raw"), &["add", "4.3.2.0/30", "via", "127.0.0.1", "--explain"]);
    let (sent, received) = add.split_once("received 36 bytes from\n").expect("both ways");
    assert!(covers(sent, 44), "{sent}");
    // The kernel's address, then the acknowledgement.
    let at = received.find("NLMSG_ERROR").expect("an acknowledgement");
    let at = received[..at].rfind('\n').expect("a line");
    assert!(covers(&received[..at], 12), "{received}");
    assert!(covers(&received[at..], 36), "{received}");
    assert!(received.contains("error          0 (no error)"), "{received}");

    let notified = monitor.finish().stdout;
    let at = notified.find("RTM_NEWROUTE, 60 bytes").expect("the message");
    let at = notified[..at].rfind('\n').expect("a line");
    assert!(covers(&notified[at..], 60), "{notified}");
    assert!(notified.contains("04 03 02 00"), "{notified}");

    let dump = lab.output(built("netlink-raw"), &["dump", "--explain"]);
    assert!(dump.starts_with("sending 28 bytes\n"), "{dump}");
    assert!(dump.contains("NLM_F_REQUEST|NLM_F_ROOT|NLM_F_MATCH (0x301)"), "{dump}");
    assert!(dump.contains("received 20 bytes from\n"), "{dump}");
    assert!(!add.contains("(unknown)") && !dump.contains("(unknown)"), "no byte is unknown");
}

#[test]
fn the_messenger_works_over_netlink() {
    let Some(lab) = Lab::start() else { return };
    for (style, expected) in [
        ("c", "Received datagram from {}\nDatagram content: MSG\n"),
        ("python", "Received datagram from  ({}, 0)\nDatagram content:  b'MSG'\n"),
    ] {
        let receiver = lab.spawn(built("netlink-raw"), &["rec", "--style", style, "--count", "1"]);
        receiver.wait_for_socket("netlink", " 2   12345 ");
        let sender = lab.spawn(built("netlink-raw"), &["sender"]);
        let id = sender.id().to_string();
        assert_eq!(sender.finish().stdout, "This node is a sender\nStarting sender\n");
        let expected = expected.replace("{}", &id);
        assert_eq!(
            receiver.finish().stdout,
            format!("This node is a receiver\nStarting receiver\n{expected}")
        );
    }
}

#[test]
fn a_message_to_a_group_reaches_all_its_members() {
    let Some(lab) = Lab::start() else { return };
    let receivers = ["101", "102"].map(|port_id| {
        let arguments = ["receiver", "--port-id", port_id, "--group", "5", "--count", "1"];
        let receiver = lab.spawn(built("netlink-raw"), &arguments);
        // Group 5 is bit 4.
        let pattern = format!(" 2   {port_id:<10} 00000010 ");
        receiver.wait_for_socket("netlink", &pattern);
        receiver
    });
    // A different group has no members.
    assert_eq!(raw(&lab, &["sender", "--group", "6", "--message", "no"]).status.code(), Some(0));
    let sent = raw(&lab, &["sender", "--group", "5"]);
    assert_eq!((sent.status.code(), sent.stderr.as_str()), (Some(0), ""));
    for receiver in receivers {
        assert!(receiver.finish().stdout.ends_with("Datagram content: MSG\n"));
    }
}

#[test]
fn the_errors_of_the_netlink_messenger_say_what_to_do() {
    let Some(lab) = Lab::start() else { return };
    raw(&lab, &["sender", "--port-id", "99"])
        .fails_with(&["ECONNREFUSED", "netlink-raw receiver --port-id 99"]);
    let receiver = lab.spawn(built("netlink-raw"), &["receiver"]);
    receiver.wait_for_socket("netlink", " 2   12345 ");
    // The kernel looks at the length before it looks for the receiver.
    for to in ["99", "12345"] {
        raw(&lab, &["sender", "--port-id", to, "--message", ""]).fails_with(&[
            "ENODATA",
            "no empty datagram",
            "at least one byte",
        ]);
    }
    raw(&lab, &["receiver"]).fails_with(&["bind", "EADDRINUSE", "port ID"]);
}

/// The whole program of the book's page "Netlink in ten minutes".
#[test]
fn the_monitor_of_ten_minutes_prints_routes() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    let mut monitor = lab.spawn(built("examples/ten_minutes"), &[]);
    monitor.wait_for("listening");
    lab.sh(GUIDE_COMMANDS);
    monitor.wait_for("del");
    let printed = monitor.interrupt().stdout;
    assert_eq!(printed, "listening\nnew 4.3.2.0/30\ndel 4.3.2.0/30\n");
}
