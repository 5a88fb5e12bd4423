//! The messenger as a person uses it: the built program, real sockets, and other people's programs
//! at the other end.

use std::os::unix::fs::FileTypeExt;
use std::path::Path;
use std::process::Command;

use harness::{Lab, Output, Running, TempDir, built, have, masked};

/// The guide, "Socket programming", C: the output of the receiver.
const GUIDE_C: &str = "\
This node is a receiver
Starting receiver
Received datagram from 127.0.0.1
Datagram content: MSG
Received datagram from 127.0.0.1
Datagram content: MSG
";

/// The guide, "Socket programming", Python: the output of the receiver.
const GUIDE_PYTHON: &str = "\
This node is a receiver
Starting receiver
Received datagram from  ('127.0.0.1', 58172)
Datagram content:  b'MSG'
Received datagram from  ('127.0.0.1', 39735)
Datagram content:  b'MSG'
";

/// The guide: the output of the sender, in both languages.
const GUIDE_SENDER: &str = "\
This node is a sender
Starting sender
";

/// 127.0.0.1:12345 as `/proc/net/udp` prints it.
const UDP_12345: &str = "0100007F:3039";

/// Starts a receiver in the lab and waits until it can receive.
fn receiver(lab: &Lab, arguments: &[&str]) -> Running {
    let arguments = [&["receiver"], arguments].concat();
    let receiver = lab.spawn(built("messenger"), &arguments);
    receiver.wait_for_socket("udp", UDP_12345);
    receiver
}

fn send(lab: &Lab, arguments: &[&str]) -> Output {
    lab.run(built("messenger"), &[&["sender"], arguments].concat())
}

fn messenger(arguments: &[&str]) -> Output {
    Output::of(Command::new(built("messenger")).args(arguments))
}

#[test]
fn the_output_is_that_of_the_guides_c_program() {
    let Some(lab) = Lab::start() else { return };
    let receiver = receiver(&lab, &["--count", "2"]);
    for _ in 0..2 {
        let sent = send(&lab, &[]);
        assert_eq!((sent.status.code(), sent.stdout.as_str()), (Some(0), GUIDE_SENDER));
    }
    let received = receiver.finish();
    assert_eq!(received.stdout, GUIDE_C);
    assert_eq!((received.status.code(), received.stderr.as_str()), (Some(0), ""));
}

#[test]
fn the_output_is_that_of_the_guides_python_program() {
    let Some(lab) = Lab::start() else { return };
    // The guide types `rec`.
    let arguments = ["rec", "--style", "python", "--count", "2"];
    let receiver = lab.spawn(built("messenger"), &arguments);
    receiver.wait_for_socket("udp", UDP_12345);
    for _ in 0..2 {
        assert_eq!(send(&lab, &["--style", "python"]).stdout, GUIDE_SENDER);
    }
    assert_eq!(masked(&receiver.finish().stdout), masked(GUIDE_PYTHON));
}

#[test]
fn all_256_bytes_are_printed_as_in_python() {
    if !have("python3") {
        return;
    }
    let script = "for i in range(256): print(bytes([i])); print(bytes([i, 39])); \
                  print(bytes([i, 34])); print(bytes([39, i, 34]))";
    let python = Output::of(Command::new("python3").args(["-c", script]));
    let ours: String = (0..=u8::MAX)
        .flat_map(|byte| [vec![byte], vec![byte, b'\''], vec![byte, b'"'], vec![b'\'', byte, b'"']])
        .map(|bytes| messenger::transcript::python_bytes(&bytes) + "\n")
        .collect();
    assert_eq!(python.stdout.lines().count(), 1024);
    assert_eq!(ours, python.stdout);
}

#[test]
fn ipv6_works_in_both_styles() {
    let Some(lab) = Lab::start() else { return };
    for (style, expected) in [
        ("c", "Received datagram from ::1\nDatagram content: MSG\n"),
        ("python", "Received datagram from  ('::1', *)\nDatagram content:  b'MSG'\n"),
    ] {
        let arguments = ["receiver", "--family", "inet6", "--style", style, "--count", "1"];
        let receiver = lab.spawn(built("messenger"), &arguments);
        receiver.wait_for_socket("udp6", ":3039");
        assert_eq!(send(&lab, &["--family", "inet6"]).status.code(), Some(0));
        let received = receiver.finish().stdout.replace(", 0, 0)", ")");
        assert!(masked(&received).ends_with(expected), "{received}");
    }
}

#[test]
fn a_unix_socket_leaves_no_path_behind() {
    let Some(lab) = Lab::start() else { return };
    let directory = TempDir::new();
    let path = directory.path().join("messenger.sock");
    for style in ["c", "python"] {
        let arguments = ["receiver", "--family", "unix", "--style", style];
        let mut receiver = lab.spawn_in(directory.path(), built("messenger"), &arguments);
        receiver.wait_for_socket("unix", "messenger.sock");
        assert!(path.metadata().expect("the path exists").file_type().is_socket());

        let to = path.to_str().expect("UTF-8");
        let client = directory.path().join("client.sock");
        let bind = client.to_str().expect("UTF-8");
        let anonymous = send(&lab, &["--family", "unix", "--to", to]);
        assert_eq!(anonymous.status.code(), Some(0), "{anonymous:?}");
        let named = send(&lab, &["--family", "unix", "--to", to, "--bind", bind]);
        assert_eq!(named.status.code(), Some(0), "{named:?}");
        assert!(!client.exists(), "the sender's own path is gone");

        let expected = match style {
            "c" => ["Received datagram from (unnamed)", "Datagram content: MSG"],
            _ => ["Received datagram from  None", "Datagram content:  b'MSG'"],
        };
        for line in expected {
            assert_eq!(receiver.wait_for(line), line);
        }
        assert!(receiver.wait_for("Received datagram from ").ends_with(bind));

        let ended = receiver.interrupt();
        assert_eq!(ended.status.code(), Some(0), "{ended:?}");
        assert!(!path.exists(), "Ctrl-C removes the path");
    }
}

/// The advice depends on what is at the path. It never suggests to remove a directory or a file
/// that is not a socket.
#[test]
fn a_path_that_exists_is_reported_and_left_alone() {
    let directory = TempDir::new();
    let path = |name: &str| directory.path().join(name).to_str().expect("UTF-8").to_owned();
    let (file, link, folder, left) = (path("file"), path("link"), path("folder"), path("left"));
    std::fs::write(&file, "somebody's").expect("a file");
    std::os::unix::fs::symlink("/nowhere", &link).expect("a link");
    std::fs::create_dir(&folder).expect("a directory");
    // A socket's path stays when the socket closes.
    drop(std::os::unix::net::UnixDatagram::bind(&left).expect("a socket"));

    let receiver = |path: &str| messenger(&["receiver", "--family", "unix", "--bind", path]);
    let sender = |path: &str| messenger(&["sender", "--family", "unix", "--to", path]);
    for (path, word) in [(&file, "not a socket"), (&link, "not a socket"), (&folder, "directory")] {
        let refused = receiver(path);
        refused.fails_with(&["bind", path, "EADDRINUSE", word, "choose a new name"]);
        assert!(!refused.stderr.contains("remove"), "{refused:?}");
    }
    receiver(&left).fails_with(&["bind", &left, "EADDRINUSE", "receiver that was killed"]);
    sender(&left).fails_with(&["sendto", &left, "ECONNREFUSED", "its receiver has ended"]);
    sender(&file).fails_with(&["sendto", &file, "ECONNREFUSED", "not a socket"]);
    sender(&folder).fails_with(&["sendto", &folder, "ECONNREFUSED", "is a directory"]);
    for path in [path("file/below"), path("no/directory")] {
        receiver(&path).fails_with(&["bind", &path, "directory"]);
        sender(&path).fails_with(&["sendto", &path, "directory"]);
    }
    let stream = path("stream");
    let _stream = std::os::unix::net::UnixListener::bind(&stream).expect("a socket");
    sender(&stream).fails_with(&["EPROTOTYPE", "SOCK_DGRAM"]);
    assert_eq!(std::fs::read(&file).expect("still there"), b"somebody's");
}

/// When the receiver exits, the path may belong to a different program.
#[test]
fn a_path_that_was_replaced_is_left_alone() {
    let Some(lab) = Lab::start() else { return };
    let directory = TempDir::new();
    let path = directory.path().join("messenger.sock");
    let receiver = lab.spawn_in(directory.path(), built("messenger"), &["rec", "--family", "unix"]);
    receiver.wait_for_socket("unix", "messenger.sock");
    std::fs::rename(&path, directory.path().join("moved")).expect("the socket's path");
    std::fs::write(&path, "somebody's").expect("a file");
    assert_eq!(receiver.interrupt().status.code(), Some(0));
    assert_eq!(std::fs::read(&path).expect("still there"), b"somebody's");
}

/// A link-local address needs its interface, by name or by index.
#[test]
fn a_link_local_address_needs_its_interface() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    lab.sh("ip link add veth0 type veth peer veth1; ip link set veth0 up; ip link set veth1 up; \
            ip address add fe80::a/64 dev veth0 nodad; ip address add fe80::b/64 dev veth1 nodad");
    // The address has its route a moment later. Before, a datagram would leave by the interface.
    lab.sh("for _ in $(seq 1000); do
                if ip -6 route show table local | grep -q '^local fe80::a dev veth0 '; then break; fi
                sleep 0.01
            done");
    let index = lab.sh("ip -o link show veth0").split(':').next().expect("an index").to_owned();
    let options = ["--family", "inet6", "--style", "python", "--count", "2", "--bind"];
    let receiver =
        lab.spawn(built("messenger"), &[&["receiver"], &options[..], &["fe80::a%veth0"]].concat());
    receiver.wait_for_socket("udp6", ":3039");
    // A datagram to an address of this machine goes through `lo`, but counts as received on the
    // interface that has the address.
    for to in ["fe80::a%veth0".to_owned(), format!("fe80::a%{index}")] {
        let sent = send(&lab, &["--family", "inet6", "--to", &to, "--explain"]);
        assert_eq!(sent.status.code(), Some(0), "{sent:?}");
        assert!(sent.stdout.contains(&format!("sin6_scope_id={index}}}")), "{sent:?}");
    }
    let received = receiver.finish();
    assert_eq!(received.stdout.matches(&format!(", 0, {index})")).count(), 2, "{received:?}");

    let to = |to: &str| send(&lab, &["--family", "inet6", "--to", to]);
    to("fe80::1%nope\u{1b}[2J").is_usage_error(&["does not exist: 'nope\\x1b[2J'", "ip link"]);
    to("::1%lo").is_usage_error(&["try ::1 alone"]);
    to("[::1]:12345").is_usage_error(&["--port"]);
    let connected = send(&lab, &["--family", "inet6", "--to", "fe80::b", "--connect"]);
    connected.fails_with(&["EINVAL", "needs its interface", "fe80::1%eth0"]);
    send(&lab, &["--family", "inet6", "--bind", "fe80::a%99"]).fails_with(&[
        "bind",
        "ENODEV",
        "needs its interface",
    ]);
}

/// One error number has several causes. The advice has to fit the call.
#[test]
fn the_advice_fits_the_call_and_the_family() {
    let Some(lab) = Lab::start() else { return };
    if !have("ip") {
        return;
    }
    lab.sh("ip link add veth0 type veth peer veth1; ip link set veth0 up; ip link set veth1 up; \
            ip address add 192.0.2.1/24 dev veth0");
    for connect in [[].as_slice(), &["--connect"]] {
        let options = [&["--to", "192.0.2.9", "--bind", "127.0.0.1"], connect].concat();
        let refused = send(&lab, &options);
        refused.fails_with(&["192.0.2.9:12345", "EINVAL", "from 127.0.0.1", "--bind"]);
        assert!(!refused.stderr.contains("IPv6"), "{refused:?}");
    }
    send(&lab, &["--to", "192.0.2.255"]).fails_with(&["EACCES", "SO_BROADCAST"]);
    send(&lab, &["--to", "198.51.100.1"]).fails_with(&["ENETUNREACH", "`ip route`"]);
    send(&lab, &["--family", "inet6", "--to", "2001:db8::1"])
        .fails_with(&["ENETUNREACH", "`ip -6 route`"]);
}

#[test]
fn ctrl_c_is_not_an_error() {
    let Some(lab) = Lab::start() else { return };
    let ended = receiver(&lab, &[]).interrupt();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(ended.stderr, "");
}

#[test]
fn a_datagram_longer_than_the_buffer_is_reported_with_both_numbers() {
    let Some(lab) = Lab::start() else { return };
    let receiver = receiver(&lab, &["--buffer", "10", "--count", "1"]);
    send(&lab, &["--message", "0123456789abc"]);
    let received = receiver.finish();
    assert!(received.stdout.ends_with("Datagram content: 0123456789\n"), "{received:?}");
    for word in ["13 bytes", "holds 10", "last 3", "MSG_TRUNC", "--buffer 13"] {
        assert!(received.stderr.contains(word), "{word}: {received:?}");
    }
}

#[test]
fn a_shorter_datagram_shows_nothing_of_the_one_before() {
    let Some(lab) = Lab::start() else { return };
    let receiver = receiver(&lab, &["--count", "2"]);
    send(&lab, &["--message", "a long one"]);
    send(&lab, &["--message", "b"]);
    assert!(receiver.finish().stdout.ends_with("Datagram content: b\n"));
}

#[test]
fn control_bytes_never_reach_the_terminal() {
    let Some(lab) = Lab::start() else { return };
    for style in ["c", "python"] {
        let receiver = receiver(&lab, &["--count", "1", "--style", style, "--explain"]);
        // "Clear the screen", "set the title", a C1 control, not UTF-8.
        lab.sh(&format!(
            "exec '{}' sender --message \"$(printf '\\033[2J\\033]0;x\\007\\302\\233\\377ü')\"",
            built("messenger").display()
        ));
        let stdout = receiver.finish().stdout;
        assert!(stdout.contains(r"\x1b[2J"), "{stdout}");
        assert!(stdout.contains(r"\xff"), "{stdout}");
        assert!(!stdout.chars().any(|c| c.is_control() && c != '\n'), "{stdout:?}");
    }
}

#[test]
fn a_missing_receiver_shows_only_with_connect() {
    let Some(lab) = Lab::start() else { return };
    let lost = send(&lab, &[]);
    assert_eq!((lost.status.code(), lost.stderr.as_str()), (Some(0), ""));
    send(&lab, &["--connect"]).fails_with(&["127.0.0.1:12345", "ECONNREFUSED", "start a receiver"]);
}

#[test]
fn the_sender_sends_as_many_datagrams_as_count_says() {
    let Some(lab) = Lab::start() else { return };
    let receiver = receiver(&lab, &["--count", "3"]);
    let sent = send(&lab, &["--count", "3", "--interval", "0.01", "--connect"]);
    assert_eq!(sent.status.code(), Some(0), "{sent:?}");
    assert_eq!(receiver.finish().stdout.matches("Datagram content: MSG").count(), 3);
}

#[test]
fn a_receiver_with_a_timeout_says_that_nothing_arrived() {
    let Some(lab) = Lab::start() else { return };
    lab.run(built("messenger"), &["receiver", "--timeout", "0.1"]).fails_with(&[
        "127.0.0.1:12345",
        "nothing arrived within 100ms",
        "sender",
    ]);
}

/// Ctrl-Z and `fg` interrupt the system call, but not the receiver.
#[test]
fn a_stopped_receiver_carries_on() {
    let Some(lab) = Lab::start() else { return };
    let receiver = receiver(&lab, &["--timeout", "10", "--count", "1"]);
    for signal in ["STOP", "CONT"] {
        receiver.signal(signal);
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(send(&lab, &[]).status.code(), Some(0));
    let received = receiver.finish();
    assert_eq!((received.status.code(), received.stderr.as_str()), (Some(0), ""));
    assert!(received.stdout.ends_with("Datagram content: MSG\n"), "{received:?}");
}

#[test]
fn errors_say_what_failed_why_and_what_to_do() {
    let Some(lab) = Lab::start() else { return };
    let _receiver = receiver(&lab, &[]);
    let run = |arguments: &[&str]| lab.run(built("messenger"), arguments);

    run(&["receiver"]).fails_with(&["bind 127.0.0.1:12345", "EADDRINUSE", "--port"]);
    run(&["receiver", "--bind", "192.0.2.1"]).fails_with(&[
        "bind 192.0.2.1:12345",
        "EADDRNOTAVAIL",
        "ip address",
    ]);
    run(&["sender", "--message", &"x".repeat(65_508)]).fails_with(&[
        "sendto",
        "EMSGSIZE",
        "65,507 bytes",
        "send less",
    ]);
    run(&["sender", "--family", "inet6", "--message", &"x".repeat(65_528)]).fails_with(&[
        "sendto",
        "EMSGSIZE",
        "65,527 bytes",
        "send less",
    ]);
    let long = format!("/tmp/{}", "x".repeat(120));
    for role in [["receiver", "--bind"], ["sender", "--to"]] {
        run(&[role[0], "--family", "unix", role[1], &long]).fails_with(&[
            "125 bytes",
            "108",
            "shorter",
        ]);
    }
    run(&["sender", "--family", "unix", "--to", "/nowhere/at/all"]).fails_with(&[
        "/nowhere/at/all",
        "ENOENT",
        "receiver",
    ]);
}

#[test]
fn the_largest_message_arrives_whole() {
    let Some(lab) = Lab::start() else { return };
    let receiver = receiver(&lab, &["--count", "1"]);
    let message = "x".repeat(65_507);
    assert_eq!(send(&lab, &["--message", &message]).status.code(), Some(0));
    let received = receiver.finish();
    assert!(received.stdout.ends_with(&format!("Datagram content: {message}\n")));
    assert_eq!(received.stderr, "");
}

#[test]
fn usage_errors_exit_with_2() {
    messenger(&[]).is_usage_error(&["Usage"]);
    messenger(&["courier"]).is_usage_error(&["courier"]);
    messenger(&["receiver", "--bind", "::1"]).is_usage_error(&[
        "--bind",
        "--family inet6",
        "Usage: messenger receiver",
    ]);
    messenger(&["sender", "--to", "127.0.0.1", "--family", "inet6"])
        .is_usage_error(&["--to", "--family inet"]);
    messenger(&["sender", "--to", "nobody\u{1b}[2J"]).is_usage_error(&["'nobody\\x1b[2J'"]);
    messenger(&["receiver", "--timeout", "soon"]).is_usage_error(&["seconds"]);
    messenger(&["receiver", "--timeout", "0"]).is_usage_error(&["seconds"]);
    // The kernel would treat less than a microsecond as no limit.
    messenger(&["receiver", "--timeout", "1e-7"]).is_usage_error(&["seconds"]);
    messenger(&["receiver", "--buffer", "0"]).is_usage_error(&["bytes"]);
    messenger(&["sender", "--count", "0"]).is_usage_error(&["--count"]);
    messenger(&["receiver", "--port", "65536"]).is_usage_error(&["1 to 65535"]);
    // 0 asks the kernel to choose a port, and no sender would know which.
    messenger(&["receiver", "--port", "0", "--timeout", "0.1"]).is_usage_error(&["1 to 65535"]);
    messenger(&["sender", "--to", "127.0.0.1:99"]).is_usage_error(&["--port"]);
    messenger(&["sender", "--to", "localhost"]).is_usage_error(&["'localhost'", "not looked up"]);
}

#[test]
fn help_is_at_most_100_columns_wide() {
    for role in ["receiver", "sender"] {
        for how in ["-h", "--help"] {
            let help = messenger(&[role, how]).stdout;
            assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
        }
    }
}

/// Rust's own parser accepts `+1` as 1, and `inf` as a number of seconds.
#[test]
fn a_number_with_a_sign_is_an_error() {
    // The timeout ends a receiver that wrongly accepts the number.
    for option in ["--port", "--count", "--buffer"] {
        messenger(&["receiver", "--timeout", "0.1", option, "+1"])
            .is_usage_error(&["'+1'", option, "number"]);
    }
    messenger(&["receiver", "--timeout", "+1"]).is_usage_error(&["'+1'", "--timeout", "number"]);
    for seconds in ["inf", "1e9", "NaN", "", "."] {
        messenger(&["sender", "--interval", seconds]).is_usage_error(&["--interval"]);
    }
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let output = Output::of(Command::new("sh").args([
        "-c",
        // `true` exits without reading.
        &format!("{{ sleep 0.1; '{}' sender; echo $? >&2; }} | true", built("messenger").display()),
    ]));
    assert_eq!(output.stderr, "0\n");
}

/// `--explain` prints the same calls as strace, word for word.
#[test]
fn explain_prints_the_calls_that_strace_sees() {
    if !have("strace") {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    let directory = TempDir::new();
    for family in ["inet", "inet6", "unix"] {
        let traced = |role: &str, log: &str, arguments: &[&str]| {
            let program = built("messenger");
            let program = program.to_str().expect("UTF-8");
            let strace = ["-qq", "-e", "trace=network", "-o", log, program];
            let options = [role, "--explain", "--family", family];
            let arguments = [&strace, options.as_slice(), arguments].concat();
            lab.spawn_in(directory.path(), "strace", &arguments)
        };
        let mut receiver = traced("receiver", "receiver.log", &["--count", "2"]);
        receiver.wait_for("bind(");
        let from = if family == "unix" { vec!["--bind", "client.sock"] } else { vec![] };
        let sent = traced("sender", "sender.log", &from).finish();
        let connected = traced("sender", "connected.log", &["--connect"]).finish();
        let received = receiver.finish();
        for (output, log) in
            [(sent, "sender.log"), (received, "receiver.log"), (connected, "connected.log")]
        {
            assert_eq!(output.status.code(), Some(0), "{output:?}");
            let ours: Vec<&str> = output.stdout.lines().filter(|l| l.contains(") = ")).collect();
            let log = std::fs::read_to_string(directory.path().join(log)).expect("a log");
            // strace aligns the results with spaces, and prints an address that was not filled in
            // as a pointer.
            let theirs: Vec<String> = log
                .lines()
                .map(|line| {
                    let (call, result) = line.rsplit_once("= ").expect("a result");
                    let call = match call.split_once("0x") {
                        Some((head, tail)) => {
                            format!(
                                "{head}NULL{}",
                                tail.trim_start_matches(|c: char| c.is_ascii_hexdigit())
                            )
                        }
                        None => call.to_owned(),
                    };
                    format!("{} = {result}", call.trim_end())
                })
                .collect();
            assert!(ours.len() >= 2, "{ours:?}");
            assert_eq!(ours, theirs, "{family}");
        }
    }
}

#[test]
fn explain_names_every_byte_of_the_addresses() {
    let Some(lab) = Lab::start() else { return };
    let receiver = receiver(&lab, &["--explain", "--count", "1"]);
    let sent = send(&lab, &["--explain"]).stdout;
    for row in ["0  02 00 ", "2  30 39 ", "4  7f 00 00 01 ", "8  00 00 00 00 00 00 00 00 "] {
        assert!(sent.contains(row), "{row}: {sent}");
    }
    let received = receiver.finish().stdout;
    assert_eq!(received.matches("struct sockaddr_in, 16 bytes:").count(), 2, "{received}");
}

/// Python's `socket` at the other end, in both directions and each family.
#[test]
fn it_exchanges_messages_with_python() {
    if !have("python3") {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    let directory = TempDir::new();
    for (family, constant, address, table, entry) in [
        ("inet", "AF_INET", "('127.0.0.1', 12345)", "udp", ":3039"),
        ("inet6", "AF_INET6", "('::1', 12345)", "udp6", ":3039"),
        ("unix", "AF_UNIX", "'messenger.sock'", "unix", "messenger.sock"),
    ] {
        let open =
            format!("import socket; s = socket.socket(socket.{constant}, socket.SOCK_DGRAM)");
        let run =
            |program: &str, arguments: &[&str]| lab.spawn_in(directory.path(), program, arguments);
        let ours = built("messenger");
        let ours = ours.to_str().expect("UTF-8");

        let receiver = run(ours, &["receiver", "--family", family, "--count", "1"]);
        receiver.wait_for_socket(table, entry);
        let script = format!("{open}; s.sendto(b'from Python', {address})");
        let python = run("python3", &["-c", &script]).finish();
        assert!(python.status.success(), "{python:?}");
        let received = receiver.finish().stdout;
        assert!(received.ends_with("Datagram content: from Python\n"), "{received}");

        let script = format!("{open}; s.bind({address}); print(s.recvfrom(99)[0]); s.close()");
        let python = run("python3", &["-c", &script]);
        python.wait_for_socket(table, entry);
        let sent = run(ours, &["sender", "--family", family, "--message", "to Python"]).finish();
        assert!(sent.status.success(), "{sent:?}");
        assert_eq!(python.finish().stdout, "b'to Python'\n");
        // Python does not remove its path.
        let _ = std::fs::remove_file(directory.path().join("messenger.sock"));
    }
}

/// socat at the other end, in both directions.
#[test]
fn it_exchanges_messages_with_socat() {
    if !have("socat") {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    let receiver = receiver(&lab, &["--count", "1"]);
    lab.sh("printf 'from socat' | socat - UDP-SENDTO:127.0.0.1:12345");
    assert!(receiver.finish().stdout.ends_with("Datagram content: from socat\n"));

    let socat = lab.spawn("socat", &["-u", "UDP-RECVFROM:12345,bind=127.0.0.1", "-"]);
    socat.wait_for_socket("udp", UDP_12345);
    assert!(send(&lab, &["--message", "to socat\n"]).status.success());
    assert_eq!(socat.finish().stdout, "to socat\n");
}

#[test]
fn imports_form_no_circles() {
    let files = harness::assert_no_circles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(files > 5, "{files}");
}
