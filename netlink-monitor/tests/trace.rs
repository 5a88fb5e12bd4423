//! `trace` shows what strace shows, and what a program itself knows that it sent and received; and
//! the command does not notice.

#[path = "support/captures.rs"]
mod book;
#[path = "support/strace.rs"]
mod strace;

use std::path::Path;
use std::process::Command;

use harness::{Lab, Output, Running, TempDir, built, have};
use serde_json::Value;

/// Something of each kind, so that the commands below have something to list.
const NETWORK: &str = "
    ip link set lo up
    ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02
    ip link add br0 address 02:00:00:00:00:03 type bridge
    ip link set veth1 master br0
    ip addr add 198.51.100.2/24 dev veth0
    ip route add unreachable 192.0.2.0/24
    ip rule add priority 100 from 192.0.2.0/24 table 1000
    ip nexthop add id 4 blackhole
    nft add table ip filter
    nft 'add chain ip filter input { type filter hook input priority 0; }'
    nft add rule ip filter input tcp dport 22 counter accept
";

/// Commands that print the same when they are run twice, and some that are refused.
const COMMANDS: &[&str] = &[
    "ip route show table all",
    "ip -6 route show table all",
    "ip rule",
    "ip addr show dev lo",
    "ip link show dev veth0",
    "ip neigh",
    "ip nexthop",
    "ip netconf",
    "ip route get 198.51.100.9",
    "ip route add 192.0.2.0/24 dev veth0",
    "ip route add 203.0.113.0/24 via 203.0.113.1",
    "bridge link",
    "bridge -d link",
    "tc qdisc",
    "tc qdisc show dev veth0",
    "ss --listening --tcp --numeric",
    "genl ctrl list",
    "genl ctrl get name nlctrl",
    "nft list ruleset",
    "nft list table ip missing",
    "ethtool --show-features lo",
    "iw dev",
];

/// The datagrams that a command sends and receives, as strace and as `trace` see them.
#[test]
fn the_bytes_are_those_that_strace_shows_in_the_same_order() {
    let tools = ["strace", "ip", "bridge", "tc", "ss", "genl", "nft", "ethtool", "iw"];
    if !tools.into_iter().all(have) {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    lab.sh(NETWORK);
    let directory = TempDir::new();
    let file = |name: &str| directory.path().join(name).to_str().expect("UTF-8").to_owned();
    let (log, capture) = (file("log"), file("capture.pcap"));
    let mut compared = 0;
    for command in COMMANDS {
        let words: Vec<&str> = command.split(' ').collect();
        let rows = ["-f", "-qq", "-s", "0", "-e", "trace=network"];
        let rows = [&rows[..], &["-e", "read=all", "-e", "write=all", "-o", &log, "--"]].concat();
        let plain = lab.run("strace", &[rows, words.clone()].concat());
        let ours = ["trace", "--output", "/dev/null", "--write", &capture, "--"];
        let traced = lab.run(built("netlink-monitor"), &[ours.to_vec(), words].concat());
        assert_eq!(plain.status, traced.status, "{command}: {traced:?}");
        assert_eq!(plain.stdout, traced.stdout, "{command}");
        let theirs: Vec<_> = strace::calls(Path::new(&log))
            .into_iter()
            // A peek shows a datagram that the next call returns as well.
            .filter(|call| !call.line.contains("MSG_PEEK"))
            .map(|call| (call.protocol.number, masked(call.bytes)))
            .collect();
        let ours: Vec<_> = book::datagrams(Path::new(&capture))
            .into_iter()
            .map(|(protocol, bytes)| (u64::from(protocol), masked(bytes)))
            .collect();
        let different = theirs.iter().zip(&ours).position(|(theirs, ours)| theirs != ours);
        assert_eq!(different, None, "{command}: the first datagram that differs");
        assert_eq!(theirs.len(), ours.len(), "{command}");
        assert!(ours.len() > 1, "{command} sent and received nothing");
        compared += ours.len();
    }
    assert!(compared > 100, "{compared}");
}

/// Sequence numbers are often the time, and port IDs the process ID: they differ between two runs.
fn masked(mut bytes: Vec<u8>) -> Vec<u8> {
    const NLMSG_ERROR: u16 = 2;
    // It names the process that asks.
    const NFT_MSG_NEWGEN: u16 = 10 << 8 | 15;
    let mut at = 0;
    while let Some(header) = bytes.get(at..at + 16) {
        let len = u32::from_ne_bytes(header[..4].try_into().expect("four bytes")) as usize;
        let message_type = u16::from_ne_bytes([header[4], header[5]]);
        let repeated = if message_type == NLMSG_ERROR { at + 20 } else { at };
        if message_type == NFT_MSG_NEWGEN {
            bytes[at + 16..].fill(0);
        }
        for header in [at, repeated] {
            if let Some(numbers) = bytes.get_mut(header + 8..header + 16) {
                numbers.fill(0);
            }
        }
        at += len.max(16).next_multiple_of(4);
    }
    bytes
}

/// A program that writes down what it sends and receives: by every call there is, in threads, in
/// children, through copies of descriptors and a passed one, before and after `exec`.
const EVERY_CALL: &str = r#"
import array, ctypes, os, socket, struct, sys, threading
libc = ctypes.CDLL(None, use_errno=True)
log = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
seq = int(sys.argv[2])
def note(way, bytes):
    os.write(log, f"{way} {bytes.hex()}\n".encode())
def request():
    global seq
    seq += 1
    message = struct.pack("=IHHII4x", 20, 3, 5, seq, 0)    # NLMSG_DONE with NLM_F_ACK
    note("sent", message)
    return message
def answer(bytes):
    note("received", bytes)
def talk(send, receive):
    send(request())
    answer(receive())
def read(fd):
    return os.read(fd, 4096)
def preadv(fd):
    parts = [bytearray(20), bytearray(4096)]
    count = os.readv(fd, parts)
    return b"".join(bytes(part) for part in parts)[:count]
class iovec(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("len", ctypes.c_size_t)]
class msghdr(ctypes.Structure):
    _fields_ = [("name", ctypes.c_void_p), ("namelen", ctypes.c_uint), ("iov", ctypes.c_void_p),
                ("iovlen", ctypes.c_size_t), ("control", ctypes.c_void_p),
                ("controllen", ctypes.c_size_t), ("flags", ctypes.c_int)]
class mmsghdr(ctypes.Structure):
    _fields_ = [("header", msghdr), ("len", ctypes.c_uint)]
def several(fd, count):
    'sendmmsg and recvmmsg'
    buffers = [ctypes.create_string_buffer(request()) for _ in range(count)]
    parts = [iovec(ctypes.addressof(b), 20) for b in buffers]
    headers = (mmsghdr * count)(*[mmsghdr(msghdr(None, 0, ctypes.addressof(p), 1, None, 0, 0), 0)
                                  for p in parts])
    assert libc.sendmmsg(fd, headers, count, 0) == count
    buffers = [ctypes.create_string_buffer(4096) for _ in range(count)]
    parts = [iovec(ctypes.addressof(b), 4096) for b in buffers]
    headers = (mmsghdr * count)(*[mmsghdr(msghdr(None, 0, ctypes.addressof(p), 1, None, 0, 0), 0)
                                  for p in parts])
    assert libc.recvmmsg(fd, headers, count, 0, None) == count
    for header, buffer in zip(headers, buffers):
        answer(buffer.raw[:header.len])
if len(sys.argv) > 3:
    inherited = int(sys.argv[3])
    talk(lambda b: os.write(inherited, b), lambda: read(inherited))
    sys.exit(3)
s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
fd = s.fileno()
talk(s.send, lambda: s.recv(4096))
talk(lambda b: s.sendto(b, (0, 0)), lambda: s.recvfrom(4096)[0])
talk(lambda b: s.sendmsg([b[:7], b[7:]]), lambda: s.recvmsg(4096)[0])
talk(lambda b: os.write(fd, b), lambda: read(fd))
talk(lambda b: os.writev(fd, [b[:16], b[16:]]), lambda: preadv(fd))
several(fd, 3)
# Peeked at twice, received once.
s.send(request())
s.recv(4096, socket.MSG_PEEK)
s.recv(0, socket.MSG_PEEK | socket.MSG_TRUNC)
answer(s.recv(4096))
# Other numbers for the same socket, and the old number for another file.
copy = os.dup(fd)
talk(lambda b: os.write(copy, b), lambda: read(copy))
os.dup2(copy, 77)
talk(lambda b: os.write(77, b), lambda: read(77))
# A pipe is no netlink socket, whatever is written into it.
r, w = os.pipe()
os.write(w, b"\x14\0\0\0\3\0\5\0" + b"\0" * 12)
os.read(r, 100)
# Another thread, a child, a socket that a child has sent, another program.
thread = threading.Thread(target=lambda: talk(s.send, lambda: s.recv(4096)))
thread.start(); thread.join()
seq += 100
if os.fork() == 0:
    talk(s.send, lambda: s.recv(4096))
    os._exit(0)
os.wait()
seq += 100
ours, theirs = socket.socketpair(socket.AF_UNIX)
if os.fork() == 0:
    passed = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_USERSOCK + 14)
    socket.send_fds(theirs, [b"x"], [passed.fileno()])
    os._exit(0)
os.wait()
fds = socket.recv_fds(ours, 1, 1)[1]
talk(lambda b: os.write(fds[0], b), lambda: read(fds[0]))
os.set_inheritable(copy, True)
os.execv(sys.executable, [sys.executable, __file__, sys.argv[1], str(seq + 100), str(copy)])
"#;

/// A command and its exit code.
fn trace(lab: &Lab, arguments: &[&str]) -> Output {
    lab.run(built("netlink-monitor"), &[&["trace"], arguments].concat())
}

/// The datagrams of `trace --format json`.
fn datagrams(stderr: &str) -> Vec<Value> {
    let objects = stderr.lines().map(|line| serde_json::from_str(line).expect(line));
    objects.filter(|object: &Value| object["event"] == "datagram").collect()
}

#[test]
fn a_program_sees_itself_as_trace_sees_it() {
    if !have("python3") {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    let directory = TempDir::new();
    let file = |name: &str| directory.path().join(name).to_str().expect("UTF-8").to_owned();
    let (script, log, capture, lines) =
        (file("every.py"), file("log"), file("capture.pcap"), file("lines"));
    std::fs::write(&script, EVERY_CALL).expect("a file");
    let ours = ["--format", "json", "--output", &lines, "--write", &capture, "--"];
    let output = trace(&lab, &[&ours[..], &["python3", &script, &log, "1000"]].concat());
    // The program after `exec` says so.
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let objects = datagrams(&std::fs::read_to_string(&lines).expect("lines"));
    let seen: Vec<String> = objects
        .iter()
        .zip(book::datagrams(Path::new(&capture)))
        .map(|(object, (protocol, bytes))| {
            assert_eq!(object["protocol"], protocol);
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{} {hex}", object["direction"].as_str().expect("a text"))
        })
        .collect();
    let noted = std::fs::read_to_string(&log).expect("the program's own log");
    assert_eq!(noted.lines().collect::<Vec<_>>(), seen);
    assert_eq!(seen.len(), 30, "{seen:#?}");
    // Every answer belongs to the request before it, or to one of the three.
    for pair in objects.chunks_exact(2).take(5) {
        assert_eq!(pair[1]["messages"][0]["answers"], pair[0]["messages"][0]["number"]);
    }
    let processes: std::collections::BTreeSet<i64> =
        objects.iter().map(|object| object["pid"].as_i64().expect("a number")).collect();
    assert!(processes.len() >= 3, "a thread and a child: {processes:?}");
}

/// What a command asks and hears, and what the kernel says about the byte at fault.
#[test]
fn a_refusal_points_at_the_byte_of_the_request() {
    let Some(lab) = Lab::start() else { return };
    lab.sh("ip link add veth0 type veth peer name veth1; ip link set veth0 up");
    let script = "
import socket, struct
s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
s.setsockopt(270, 11, 1)    # NETLINK_EXT_ACK
# RTM_NEWROUTE with an RTA_DST of two bytes
body = struct.pack('=BBBBBBBBI', 2, 24, 0, 0, 254, 3, 253, 1, 0) + struct.pack('=HHHH', 6, 1, 10, 0)
s.send(struct.pack('=IHHII', 16 + len(body), 24, 0x405, 7, 0) + body)
s.recv(4096)";
    let output = trace(&lab, &["--", "python3", "-c", script]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let lines: Vec<&str> = output.stderr.lines().collect();
    assert!(lines[0].contains(" 3 -> route #1 RTM_NEWROUTE, 36 bytes, "), "{output:?}");
    assert!(lines[0].ends_with("NLM_F_CREATE, seq 7"), "{output:?}");
    assert!(
        lines[1].contains("answers #1: ERANGE (Math result not representable), in the"),
        "{output:?}"
    );
    assert_eq!(lines[2], "    the kernel points at byte 28 of #1: RTA_DST");
    assert_eq!(lines.len(), 3, "{output:?}");
}

#[test]
fn input_output_exit_code_and_signals_are_the_commands_own() {
    let Some(lab) = Lab::start() else { return };
    let directory = TempDir::new();
    let lines = directory.path().join("lines");
    let lines = lines.to_str().expect("UTF-8");
    for (script, code) in [
        ("echo to stdout; echo to stderr >&2; exit 7", Some(7)),
        ("ip route >/dev/null; exec sh -c 'exit 9'", Some(9)),
        // Killed while it waits in a system call.
        ("(sleep 0.1; kill -KILL $$) & exec ip monitor", None),
        ("kill -TERM $$", None),
    ] {
        let plain = lab.run("sh", &["-c", script]);
        let traced = trace(&lab, &["--output", lines, "--", "sh", "-c", script]);
        assert_eq!(plain.status, traced.status, "{script}: {traced:?}");
        assert_eq!(plain.stdout, traced.stdout, "{script}");
        assert_eq!(plain.stderr, traced.stderr, "{script}");
        assert_eq!(traced.status.code(), code, "{script}: {traced:?}");
    }
    let missing = trace(&lab, &["--", "no-such-program"]);
    assert_eq!(missing.status.code(), Some(127), "{missing:?}");
    assert!(missing.stderr.contains("cannot run 'no-such-program'"), "{missing:?}");
}

/// Ctrl-C reaches the whole process group; SIGTERM only this program, which passes it on.
#[test]
fn a_signal_ends_the_command_and_then_trace() {
    let Some(lab) = Lab::start() else { return };
    for to_all in [true, false] {
        let script =
            "trap 'echo caught; exit 5' INT TERM; echo ready; while :; do sleep 0.05; done";
        let mut running = lab.spawn(built("netlink-monitor"), &["trace", "--", "sh", "-c", script]);
        running.wait_for("ready");
        if to_all {
            running.signal_all("INT");
        } else {
            running.signal("TERM");
        }
        running.wait_for("caught");
        let output = running.finish();
        assert_eq!(output.status.code(), Some(5), "{output:?}");
    }
}

/// Ctrl-Z stops the command, and `fg` lets it go on.
#[test]
fn a_stopped_command_goes_on() {
    let Some(lab) = Lab::start() else { return };
    let script = "echo $$; kill -STOP $$; echo again; ip route >/dev/null";
    let mut running = lab.spawn(built("netlink-monitor"), &["trace", "--", "sh", "-c", script]);
    let pid = running.wait_for("");
    let stat = format!("/proc/{pid}/stat");
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
    // T is stopped, t is stopped by the tracer.
    while !std::fs::read_to_string(&stat)
        .is_ok_and(|stat| stat.contains(") T ") || stat.contains(") t "))
    {
        assert!(std::time::Instant::now() < deadline, "the command does not stop");
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    assert!(!running.prints_within(std::time::Duration::from_millis(50)));
    let status = Command::new("kill").args(["-s", "CONT", "--", &pid]).status().expect("kill");
    assert!(status.success());
    running.wait_for("again");
    let output = running.finish();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.contains("RTM_GETROUTE"), "{output:?}");
}

/// What the filter leaves, the table at the end, and the capture in Wireshark.
#[test]
fn filter_summary_and_capture() {
    if !have("tshark") {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    let directory = TempDir::new();
    let capture = directory.path().join("capture.pcap");
    let capture = capture.to_str().expect("UTF-8");
    let all = trace(&lab, &["--write", capture, "--", "ip", "addr"]);
    assert!(all.stderr.contains("RTM_GETADDR") && all.stderr.contains("RTM_GETLINK"), "{all:?}");
    let fields = ["-T", "fields", "-e", "netlink.hdr_len", "-r", capture];
    let tshark = Output::of(Command::new("tshark").args(fields));
    let lengths = |text: &str| -> Vec<u32> {
        let numbers = text.split([',', '\n']).filter_map(|number| number.trim().parse().ok());
        // `ip` sends zeros behind its request, in which Wireshark sees a message of length 0.
        let mut numbers: Vec<u32> = numbers.filter(|len| *len > 0).collect();
        numbers.sort_unstable();
        numbers
    };
    let ours: Vec<&str> = all
        .stderr
        .lines()
        .filter_map(|line| line.split_once(" bytes")?.0.rsplit_once(' ').map(|(_, len)| len))
        .collect();
    assert_eq!(lengths(&tshark.stdout), lengths(&ours.join("\n")));
    assert!(ours.len() > 4);

    let some = trace(&lab, &["--filter", "RTM_GETADDR", "--filter", "route", "--", "ip", "addr"]);
    assert_eq!(some.stderr.lines().count(), 1, "{some:?}");
    assert!(some.stderr.contains(" -> route #") && some.stderr.contains("RTM_GETADDR"), "{some:?}");
    let none = trace(&lab, &["--filter", "generic", "--", "ip", "addr"]);
    assert_eq!(none.stderr, "");
    trace(&lab, &["--filter", "nonsense", "--", "true"]).is_usage_error(&["RTM_NEWROUTE"]);

    let summary = trace(&lab, &["--summary", "--", "ip", "addr"]);
    let row = |name: &str| {
        let line = summary.stderr.lines().find(|line| line.ends_with(name)).expect(name);
        line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row("RTM_GETADDR")[0], "1");
    assert_eq!(row("RTM_GETADDR")[3..6], ["ms", "sent", "route"]);
    assert_eq!(row("RTM_NEWADDR")[2..4], ["received", "route"]);
}

/// Someone else's namespace and identity: `setpriv` drops all privileges before the command.
#[test]
fn a_command_without_privileges_is_traced() {
    if !have("setpriv") {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    let words = ["--", "setpriv", "--no-new-privs", "--bounding-set", "-all", "--", "ip", "route"];
    let output = trace(&lab, &words);
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.contains(" -> route #1 RTM_GETROUTE"), "{output:?}");
}

/// A process can have one tracer only, as where a setting or a filter forbids it.
#[test]
fn where_tracing_is_forbidden_the_error_names_the_setting() {
    if !have("strace") {
        return;
    }
    let program = built("netlink-monitor");
    let program = program.to_str().expect("UTF-8");
    let strace = ["-f", "-qq", "-e", "trace=none", "-e", "inject=ptrace:error=EPERM"];
    let words = [&strace[..], &["-o", "/dev/null", program, "trace", "--", "true"]].concat();
    let output = Output::of(Command::new("strace").args(words));
    output.fails_with(&["ptrace: not permitted", "SYS_PTRACE"]);
}

/// Reads lines of JSON, and checks each against the schema and the schema against a wrong one.
const SCHEMA: &str = "
import json, sys
try:
    import jsonschema
except ImportError:
    sys.exit(77)
check, every_byte = (jsonschema.Draft202012Validator(json.load(open(path))).validate
                     for path in sys.argv[1:])
events = set()
for line in sys.stdin:
    object = json.loads(line)
    check(object)
    if object['event'] == 'datagram':
        every_byte(object['datagram'])
    events.add(object['event'])
    object['surprise'] = 1
    try:
        check(object)
    except jsonschema.ValidationError:
        continue
    sys.exit('the schema accepts anything')
print(*sorted(events))
";

#[test]
fn the_json_matches_its_schema() {
    if !have("python3") {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    let schema = |name: &str| format!("{}/../docs/schema/{name}", env!("CARGO_MANIFEST_DIR"));
    let schemas = [schema("trace.schema.json"), schema("explain.schema.json")].join(" ");
    let directory = TempDir::new();
    let lines = directory.path().join("lines");
    let name = lines.to_str().expect("UTF-8");
    let script = "
ip route; genl ctrl list; ss -t
ip route add 203.0.113.0/24 via 203.0.113.1
python3 -c 'import socket; socket.socket(16, 3, 0).bind((0, 64))'
python3 -c 'import socket; s = socket.socket(16, 3, 0); s.sendto(b\"abc\", (77777, 0))'
true";
    let output = trace(&lab, &["--format", "json", "--output", name, "--", "sh", "-c", script]);
    assert!(output.status.success(), "{output:?}");
    for python in ["python3", "/usr/bin/python3"] {
        let shell = format!("{python} -c \"$0\" {schemas} < {name}");
        let output = Output::of(Command::new("sh").args(["-c", &shell, SCHEMA]));
        match output.status.code() {
            Some(77 | 127) => continue,
            code => assert_eq!(code, Some(0), "{output:?}"),
        }
        assert_eq!(output.stdout.trim_end(), "datagram failed joined");
        return;
    }
    harness::skip("Python's jsonschema is not installed");
}

/// Every form of output explains the same datagrams.
#[test]
fn each_format_explains_each_byte() {
    let Some(lab) = Lab::start() else { return };
    let command = ["--", "ip", "route", "show", "table", "all"];
    for (format, words) in [
        ("tree", &["RTM_GETROUTE, ", "struct rtmsg, 12 bytes", "RTA_DST"][..]),
        ("hex", &["nlmsg_len", "rtm_family"]),
        ("html", &["<figure", "nlmsg_len"]),
    ] {
        let output = trace(&lab, &[&["--format", format][..], &command].concat());
        for word in words.iter().chain(&["-> route #1 RTM_GETROUTE"]) {
            assert!(output.stderr.contains(word), "{format}: {word}: {output:?}");
        }
    }
    let started = Running::start(
        Command::new(built("netlink-monitor")).args(["trace", "--format", "json", "--", "true"]),
    );
    assert_eq!(started.finish().stderr, "");
}
