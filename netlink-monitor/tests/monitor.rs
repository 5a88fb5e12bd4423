//! netlink-monitor against a real kernel: the socket2 twin of the monitor by hand, the whole guide
//! in one run, and the lab itself.

use std::process::Command;
use std::time::{Duration, Instant};

use harness::{Lab, Output, Running, TempDir, built, have, masked, skip};

/// The masks of groups: the guide's monitor joins the group of IPv4 routes. Ours joins the groups
/// of all routes, and that of interfaces for their names.
const IPV4_ROUTE: &str = " 00000040 ";
const ALL_ROUTES: &str = " 04000661 ";

/// The guide's `sudo ip r …` commands, and more.
const COMMANDS: &str = "\
ip route add 4.3.2.0/30 via 127.0.0.1
ip route append 4.3.2.0/30 dev lo
ip route replace 4.3.2.0/30 via 127.0.0.2
ip route add 10.0.0.0/8 nexthop via 127.0.0.2 weight 2 nexthop via 127.0.0.3
ip route add table 1000 192.0.2.1 dev lo metric 7
ip route add default via 127.0.0.1
ip route add blackhole 198.51.100.0/24
ip route del 4.3.2.0/30 via 127.0.0.2
ip route flush table main
";

fn monitor(program: &str, lab: &Lab, arguments: &[&str]) -> Running {
    let monitor = lab.spawn(built(program), arguments);
    // Look for its own port ID, which is the process ID, because a different monitor may already
    // be listening.
    let groups = if program == "netlink-raw" { IPV4_ROUTE } else { ALL_ROUTES };
    monitor.wait_for_socket("netlink", &format!(" {:<10}{groups}", monitor.id()));
    monitor
}

fn lab_command(arguments: &[&str]) -> Output {
    Output::of(Command::new(built("netlink-monitor")).arg("lab").args(arguments))
}

#[test]
fn both_monitors_print_the_same_lines() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    for style in ["c", "python"] {
        let mut by_hand = monitor("netlink-raw", &lab, &["--style", style]);
        let mut twin = monitor("netlink-monitor", &lab, &["--format", style]);
        lab.sh(COMMANDS);
        // The last route has a prefix length that no other has.
        lab.sh("ip route add 203.0.113.128/25 dev lo");
        let end = "Netmask: 25";
        assert_eq!(by_hand.wait_for(end), twin.wait_for(end));
        let (by_hand, twin) = (by_hand.interrupt(), twin.interrupt());
        assert!(by_hand.stdout.matches("Netmask").count() > 10, "{by_hand:?}");
        assert_eq!(by_hand.stdout, twin.stdout);
        assert_eq!(by_hand.stderr, "");
        assert!(twin.stderr.contains(" events in "), "{twin:?}");
        lab.sh("ip route flush table all proto boot");
    }
}

#[test]
fn the_twin_can_do_what_the_monitor_by_hand_can() {
    let Some(lab) = Lab::start() else { return };
    let monitor = monitor("netlink-monitor", &lab, &["follow", "--count", "1", "--format", "tree"]);
    let add = ["add", "4.3.2.0/30", "via", "127.0.0.1"];
    assert!(lab.run(built("netlink-raw"), &add).status.success());
    let output = monitor.finish();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stdout.contains("04 03 02 00                  RTA_DST        4.3.2.0"),
        "{output:?}"
    );

    let late = lab.run(built("netlink-monitor"), &["--timeout", "0.1"]);
    late.fails_with(&["nothing arrived within 100ms"]);
    Output::of(Command::new(built("netlink-monitor")).args(["--format", "cobol"]))
        .is_usage_error(&["cobol", "python"]);
}

#[test]
fn a_forged_datagram_is_reported_and_not_printed() {
    let Some(lab) = Lab::start() else { return };
    if !have("python3") {
        return;
    }
    let monitor = monitor("netlink-monitor", &lab, &["--count", "1"]);
    let script = format!(
        "import socket; s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0); \
         s.bind((4711, 0)); s.sendto(bytes([16, 0, 0, 0, 24] + [0] * 11), ({}, 0))",
        monitor.id()
    );
    lab.output("python3", &["-c", &script]);
    // The route is the one event that the monitor waits for.
    lab.sh("ip route add 4.3.2.0/30 via 127.0.0.1");
    let output = monitor.finish();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.contains("from port ID 4711"), "{output:?}");
    assert_eq!(output.stdout.lines().count(), 1, "{output:?}");
    assert!(output.stdout.contains("4.3.2.0/30"), "{output:?}");
}

/// Anyone with the privilege can send to a watcher as fast as they like: each datagram is counted,
/// and only one a second is worth a warning.
#[test]
fn forged_datagrams_are_counted_and_warned_about_at_a_bounded_rate() {
    let Some(lab) = Lab::start() else { return };
    if !have("python3") || !have("ip") {
        return;
    }
    // Watching routes takes the groups of links, addresses and next hops as well.
    for (command, groups) in [("follow", "04000661"), ("watch", "84000771")] {
        let options = ["route", "--prefix", "2001:db8::/32", "--count", "2", "--stats"];
        let monitor = lab.spawn(built("netlink-monitor"), &[&[command], &options[..]].concat());
        monitor.wait_for_socket("netlink", &format!(" {:<10} {groups} ", monitor.id()));
        let script = format!(
            "import socket; s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)\n\
             s.bind((4711, 0))\n\
             for _ in range(500): s.sendto(bytes([16, 0, 0, 0, 24] + [0] * 11), ({}, 0))",
            monitor.id()
        );
        lab.output("python3", &["-c", &script]);
        lab.sh("ip -6 route add 2001:db8::/32 dev lo; ip -6 route del 2001:db8::/32 dev lo");
        let output = monitor.finish();
        assert!(output.stdout.contains("\nDeleted 2001:db8::/32 dev lo"), "{output:?}");
        let warnings = output.stderr.lines().filter(|line| line.contains("from port ID 4711"));
        let warnings = warnings.count();
        assert!((1..100).contains(&warnings), "{command}: {warnings} warnings: {output:?}");
        let counted = "500 datagrams ignored that were not from the kernel";
        assert!(output.stderr.contains(counted), "{command}: {output:?}");
    }
}

/// `lab` without a command shows the whole guide in one run.
#[test]
fn lab_without_a_command_shows_the_whole_guide() {
    let begin = Instant::now();
    let output = lab_command(&[]);
    if output.stderr.contains("this machine does not allow the lab") {
        return skip(&output.stderr);
    }
    assert!(begin.elapsed() < Duration::from_secs(10));
    assert_eq!((output.status.code(), output.stderr.as_str()), (Some(0), ""));
    let quoted: String = output
        .stdout
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .map(|line| format!("{line}\n"))
        .collect();
    for transcript in [
        "Starting netlink receiverd\n\
         nlmsg_len: 60, nlmsg_type 24, nlmsg_flags: 1536, nlmsg_seq: *, nlmsg_pid: *\n\
         Netmask: 30\n\
         nlmsg_len: 60, nlmsg_type 25, nlmsg_flags: 0, nlmsg_seq: *, nlmsg_pid: *\n\
         Netmask: 30\n",
        "Netlink header:  60 RTM_NEWROUTE 1536 * *\n\
         Netlink payload:  2 30 0 0 254 3 0 1 0\n\
         Netmask: 30\n\
         IP:  b'\\x04\\x03\\x02\\x00'\n\
         Netlink header:  60 RTM_DELROUTE 0 * *\n\
         Netlink payload:  2 30 0 0 254 3 0 1 0\n\
         Netmask: 30\n\
         IP:  b'\\x04\\x03\\x02\\x00'\n",
    ] {
        assert!(masked(&quoted).contains(transcript), "{}", output.stdout);
    }
    // Every byte is explained: two addresses of 12 bytes and two messages of 60.
    let mut bytes = 0;
    for line in output.stdout.lines() {
        let columns: Vec<&str> = line.split_whitespace().collect();
        if columns.first().is_some_and(|offset| offset.parse::<usize>().is_ok()) {
            let is_byte = |word: &&&str| word.len() == 2 && u8::from_str_radix(word, 16).is_ok();
            bytes += columns[1..].iter().take_while(is_byte).count();
        }
    }
    assert_eq!(bytes, 2 * (12 + 60), "{}", output.stdout);
}

/// A monitor in the lab would receive the two changes. One outside must not.
#[test]
fn a_monitor_outside_the_lab_receives_nothing_from_it() {
    let Some(_lab) = Lab::start() else { return };
    let mut outside = Running::start(&mut Command::new(built("netlink-raw")));
    // The monitor prints this once it listens.
    outside.wait_for("Starting netlink receiverd");
    assert_eq!(lab_command(&[]).status.code(), Some(0));
    let received = outside.interrupt();
    assert!(!received.stdout.contains("Netmask: 30"), "{received:?}");
}

#[test]
fn lab_exits_with_the_exit_code_of_its_command() {
    let Some(_lab) = Lab::start() else { return };
    for code in [0, 1, 77] {
        let output = lab_command(&["--", "sh", "-c", &format!("exit {code}")]);
        assert_eq!(output.status.code(), Some(code));
    }
    let missing = lab_command(&["--", "/no/such/program\u{1b}[2J"]);
    assert_eq!(missing.status.code(), Some(127));
    for word in ["cannot run '/no/such/program\\u{1b}[2J'", "PATH"] {
        assert!(missing.stderr.contains(word), "{missing:?}");
    }
    let no_program = lab_command(&["--", "/etc/passwd"]);
    assert_eq!(no_program.status.code(), Some(126));
    assert!(no_program.stderr.contains("'/etc/passwd'"), "{no_program:?}");
    assert!(no_program.stderr.contains("may execute"), "{no_program:?}");
}

#[test]
fn help_is_at_most_100_columns_wide() {
    for subcommand in [[].as_slice(), &["follow"], &["lab"]] {
        let mut command = Command::new(built("netlink-monitor"));
        let help = Output::of(command.args(subcommand).arg("--help")).stdout;
        assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
    }
}

#[test]
fn the_only_interface_in_a_lab_is_loopback_and_it_is_up() {
    let Some(_lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    let shell = |commands| lab_command(&["--", "sh", "-c", commands]).stdout;
    assert_eq!(shell("ip -o link").lines().count(), 1);
    assert!(shell("ip -o address show dev lo").contains("127.0.0.1/8"));
    assert!(shell("ip -o link show dev lo").contains("LOOPBACK,UP,LOWER_UP"));
    // Not the machine's: `/sys` is that of the lab, too.
    assert_eq!(shell("ls /sys/class/net"), "lo\n");
    assert_eq!(shell("ls /run/netns 2>/dev/null"), "");
}

#[test]
fn a_named_lab_ends_with_its_command_and_leaves_it_no_descriptor() {
    let Some(_lab) = Lab::start() else { return };
    let name = format!("ends-{}", std::process::id());
    let lab = |commands| lab_command(&["--name", &name, "--", "sh", "-c", commands]);
    // What the command has left in the background does not hold the name.
    let first = lab("sleep 60 >/dev/null 2>&1 & echo $!; exit 3");
    assert_eq!(first.status.code(), Some(3));
    let named = lab("ls /proc/self/fd");
    let unnamed = lab_command(&["--", "sh", "-c", "ls /proc/self/fd"]);
    assert_eq!(named.stdout, unnamed.stdout);
    Output::of(Command::new("kill").arg(first.stdout.trim()));
    // A signal for the lab is one for its command.
    let kills_the_lab = lab("kill $PPID; exec sleep 60");
    assert_eq!(kills_the_lab.status.code(), Some(128 + 15), "{kills_the_lab:?}");
}

#[test]
fn two_programs_share_a_lab() {
    let Some(lab) = Lab::start() else { return };
    let monitor = monitor("netlink-monitor", &lab, &["--count", "1"]);
    // A different process in the same lab.
    let add = ["add", "4.3.2.0/30", "via", "127.0.0.1"];
    assert!(lab.run(built("netlink-raw"), &add).status.success());
    assert_eq!(monitor.finish().stdout, "4.3.2.0/30 via 127.0.0.1 dev lo\n");
}

#[test]
fn a_named_lab_can_be_joined_while_it_runs() {
    let Some(_lab) = Lab::start() else { return };
    let name = format!("names-{}", std::process::id());
    let gone = ["no lab named", name.as_str(), "--name"];
    lab_command(&["--join", &name, "--", "true"]).fails_with(&gone);

    let mut holder = Running::start(Command::new(built("netlink-monitor")).args([
        "lab",
        "--name",
        &name,
        "--",
        "sh",
        "-c",
        "echo ready; sleep 60",
    ]));
    holder.wait_for("ready");
    assert_eq!(lab_command(&["--join", &name, "--", "true"]).status.code(), Some(0));
    lab_command(&["--name", &name, "--", "true"]).fails_with(&["running already", "--join"]);
    drop(holder);
    lab_command(&["--join", &name, "--", "true"]).fails_with(&gone);

    lab_command(&["--name", "a b", "--", "true"]).fails_with(&["'a b'", "letters, digits"]);
    lab_command(&["--name", "a", "--join", "b"]).is_usage_error(&["--join"]);
}

/// If you repeat the command of the first terminal in a second one that is already in the lab, the
/// error says so.
#[test]
fn joining_a_lab_from_inside_is_an_error() {
    let Some(_lab) = Lab::start() else { return };
    let name = format!("inside-{}", std::process::id());
    let run = |options: &[&str], again: &[&str]| {
        let program = built("netlink-monitor");
        let program = program.to_str().expect("UTF-8");
        lab_command(&[options, &["--", program, "lab"], again, &["--", "true"]].concat())
    };
    let already = ["already in the lab named", name.as_str(), "exit"];
    run(&["--name", &name], &["--join", &name]).fails_with(&already);
    run(&["--name", &name], &["--name", &name]).fails_with(&already);
    let elsewhere = ["no lab named other in this lab", "names given outside", "exit"];
    run(&["--name", &name], &["--join", "other"]).fails_with(&elsewhere);
    run(&[], &["--join", "other"]).fails_with(&elsewhere);
    // A lab can be started inside a lab.
    assert_eq!(run(&["--name", &name], &["--name", "other"]).status.code(), Some(0));
}

/// If the tests run as root, the lab also has to work for a user who is not root.
#[test]
fn an_ordinary_user_can_use_the_lab() {
    if !have("setpriv") {
        return;
    }
    let Some(_lab) = Lab::start() else { return };
    // Other users may have no access to the build directory.
    let directory = TempDir::new();
    let program = directory.path().join("netlink-monitor");
    std::fs::copy(built("netlink-monitor"), &program).expect("a copy");
    let is_root = Output::of(Command::new("id").arg("-u")).stdout == "0\n";
    let command = |arguments: &[&str]| {
        let mut command = Command::new("setpriv");
        if is_root {
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        }
        command.arg("--").arg(&program).arg("lab").args(arguments);
        command
    };
    let story = Output::of(&mut command(&[]));
    if !is_root && story.stderr.contains("this machine does not allow the lab") {
        return skip(&story.stderr);
    }
    assert_eq!((story.status.code(), story.stderr.as_str()), (Some(0), ""));
    assert!(story.stdout.contains("RTA_DST        4.3.2.0"));

    let name = format!("nobody-{}", std::process::id());
    let mut first = Running::start(&mut command(&[
        "--name",
        &name,
        "--",
        "sh",
        "-c",
        "echo $(id -u) $(readlink /proc/self/ns/net); sleep 60",
    ]));
    let first = first.wait_for("0 net:");
    let second = ["--join", &name, "--", "sh", "-c", "echo $(id -u) $(readlink /proc/self/ns/net)"];
    let second = Output::of(&mut command(&second));
    assert_eq!(second.stdout.trim_end(), first, "{second:?}");
    if is_root {
        // Each user has names of their own.
        lab_command(&["--join", &name, "--", "true"]).fails_with(&["no lab named"]);
    }
}

/// The program runs in a user namespace that allows no further ones, without the privilege to
/// create a network namespace.
#[test]
fn if_the_machine_forbids_the_lab_the_error_names_the_setting() {
    if !have("unshare") || !have("setpriv") {
        return;
    }
    let script = "echo 0 > /proc/sys/user/max_user_namespaces && \
                  exec setpriv --inh-caps=-all --bounding-set=-all \"$0\" lab";
    let program = built("netlink-monitor");
    let output = Output::of(
        Command::new("unshare")
            .args(["--user", "--map-root-user", "sh", "-c", script])
            .arg(program),
    );
    if output.status.code() != Some(1) || !output.stderr.contains("forbids") {
        // The test itself needs a user namespace.
        let Some(_lab) = Lab::start() else { return };
    }
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    for word in
        ["does not allow the lab", "unshare", "sysctl user.max_user_namespaces=10000", "sudo"]
    {
        assert!(output.stderr.contains(word), "{word}: {output:?}");
    }
}

#[test]
fn the_lab_script_runs_a_command_in_a_lab() {
    let Some(_lab) = Lab::start() else { return };
    if !have("cargo") {
        return;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../scripts/lab");
    let output = Output::of(Command::new(script).args(["sh", "-c", "exit 42"]));
    assert_eq!(output.status.code(), Some(42), "{output:?}");
    let output = Output::of(Command::new(script).args(["--join", "nobody-has-this"]));
    output.fails_with(&["no lab named nobody-has-this"]);
}
