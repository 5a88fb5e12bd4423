use proptest::prelude::*;

use super::strings::has_buffer;
use super::{Buffer, Garbage};

/// The datagrams of a text.
fn parse(text: &[u8]) -> Result<Vec<Buffer>, Garbage> {
    super::parse(text).map(|reading| reading.buffers)
}

/// One datagram, whole.
#[track_caller]
fn bytes_of(text: &str) -> Vec<u8> {
    match parse(text.as_bytes()) {
        Ok(buffers) => match buffers.as_slice() {
            [Buffer { bytes, cut_off: false, .. }] => bytes.clone(),
            other => panic!("{text:?} gave {other:?}"),
        },
        Err(garbage) => panic!("{text:?}: {garbage}"),
    }
}

#[track_caller]
fn garbage(text: &str) -> String {
    parse(text.as_bytes()).expect_err("garbage").to_string()
}

fn words(bytes: &[u8], size: usize, between: &str) -> String {
    let word = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    bytes.chunks(size).map(word).collect::<Vec<String>>().join(between)
}

fn dots(bytes: &[u8]) -> String {
    let dot = |byte: &u8| if matches!(byte, b' '..=b'~') { char::from(*byte) } else { '.' };
    bytes.iter().map(dot).collect()
}

fn xxd(bytes: &[u8]) -> String {
    let row = |(row, bytes): (usize, &[u8])| {
        format!("{:08x}: {:<39}  {}\n", row * 16, words(bytes, 2, " "), dots(bytes))
    };
    bytes.chunks(16).enumerate().map(row).collect()
}

fn hexdump(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut last: &[u8] = &[];
    let mut starred = false;
    for (row, bytes) in bytes.chunks(16).enumerate() {
        if bytes == last {
            if !starred {
                text.push_str("*\n");
            }
            starred = true;
            continue;
        }
        (last, starred) = (bytes, false);
        let halves: Vec<String> = bytes.chunks(8).map(|half| words(half, 1, " ")).collect();
        let halves = halves.join("  ");
        text.push_str(&format!("{:08x}  {halves:<48}  |{}|\n", row * 16, dots(bytes)));
    }
    text + &format!("{:08x}\n", bytes.len())
}

/// As strace's `--write` prints it, with the text at the end of the row.
fn strace_rows(bytes: &[u8]) -> String {
    let row = |(row, bytes): (usize, &[u8])| {
        let halves: Vec<String> = bytes.chunks(8).map(|half| words(half, 1, " ")).collect();
        format!(" | {:05x}  {:<48}  {:<16} |\n", row * 16, halves.join("  "), dots(bytes))
    };
    bytes.chunks(16).enumerate().map(row).collect()
}

/// As strace prints a buffer (`string_quote` in its `util.c`): the shortest
/// octal escape that cannot run into the digit after it.
fn strace(bytes: &[u8]) -> String {
    let mut text = String::new();
    for (index, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => text.push_str("\\\""),
            b'\\' => text.push_str("\\\\"),
            b'\t' => text.push_str("\\t"),
            b'\n' => text.push_str("\\n"),
            0x0b => text.push_str("\\v"),
            0x0c => text.push_str("\\f"),
            b'\r' => text.push_str("\\r"),
            b' '..=b'~' => text.push(char::from(*byte)),
            _ if bytes.get(index + 1).is_some_and(u8::is_ascii_digit) => {
                text.push_str(&format!("\\{byte:03o}"));
            }
            _ => text.push_str(&format!("\\{byte:o}")),
        }
    }
    text
}

proptest! {
    #[test]
    fn every_form_gives_the_bytes_back(bytes in prop::collection::vec(any::<u8>(), 1..200)) {
        let x: String = bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect();
        let list: Vec<String> = bytes.iter().map(|byte| format!("0x{byte:02x}")).collect();
        let forms = [
            words(&bytes, 1, ""),
            words(&bytes, 1, " "),
            words(&bytes, 1, ":"),
            words(&bytes, 4, "\n"),
            words(&bytes, 16, "\n").to_uppercase(),
            list.join(", "),
            list.join(" "),
            format!("[{}]\n", list.join(",\n")),
            xxd(&bytes),
            hexdump(&bytes),
            strace_rows(&bytes),
            crate::explain::hex_dump(&bytes),
            format!("\"{x}\""),
            format!("\"{}\"\n", strace(&bytes)),
            format!("sendto(3, \"{}\", 60, 0, NULL, 0) = 60", strace(&bytes)),
            messenger::transcript::python_bytes(&bytes),
            x,
        ];
        for form in &forms {
            prop_assert_eq!(&bytes_of(form), &bytes, "{}", form);
        }
        // Three dots at the end would count as an ellipsis, what looks like quotes as them, and
        // a text without a backslash as hex.
        let bare = strace(&bytes);
        let is_other = bare.ends_with("...") || has_buffer(&bare) || !bare.contains('\\');
        if !is_other {
            prop_assert_eq!(&bytes_of(&bare), &bytes, "{}", bare);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in prop::collection::vec(any::<u8>(), 0..100)) {
        let _ = parse(&text);
    }

    #[test]
    fn nothing_nearly_right_makes_it_panic(text in "[0-9a-fx:|*\"'\\\\ \n.b…,]{0,60}") {
        if let Err(garbage) = parse(text.as_bytes()) {
            prop_assert!(!garbage.to_string().contains(char::is_control));
        }
    }
}

#[test]
fn repeated_rows_come_back() {
    let mut bytes = vec![0; 100];
    bytes.extend(1..20);
    assert!(hexdump(&bytes).contains('*'));
    assert_eq!(bytes_of(&hexdump(&bytes)), bytes);
    // As large as an offset may claim, and no larger.
    assert!(garbage("00000000  00 00\n*\nffffffff\n").contains("line 3, column 1"));
}

#[test]
fn an_ellipsis_means_cut_off() {
    for text in
        ["\"<\\0\"...", "\"<\\0\"…", "<\\0...", "<\\0…\n", "\\x3c\\x00...", "3c 00 …", "3c 00..."]
    {
        let buffers = parse(text.as_bytes()).expect(text);
        let buffer = Buffer { bytes: vec![0x3c, 0], cut_off: true, line: 1, protocol: None };
        assert_eq!(buffers, [buffer], "{text}");
    }
    // The first bytes of a message of 39.
    assert_eq!(bytes_of("'\\0\\0\\0"), [39, 0, 0, 0]);
    // Inside the quotes, dots are bytes: strace puts the ellipsis outside.
    assert_eq!(bytes_of("\"...\""), b"...");
    // A buffer copied with what follows it.
    let buffers = parse(b"\"<\\0\"..., 40, 0").expect("a buffer");
    assert_eq!(buffers, [Buffer { bytes: vec![0x3c, 0], cut_off: true, line: 1, protocol: None }]);
}

#[test]
fn a_dump_may_hold_several_datagrams() {
    let dump = " | 00000  14 00\n | 00000  15 00\nsent 2\n | 00000  16 00\n";
    let buffers = parse(dump.as_bytes()).expect("rows");
    let lines: Vec<(usize, &[u8])> = buffers.iter().map(|b| (b.line, &*b.bytes)).collect();
    assert_eq!(lines, [(1, &[0x14, 0][..]), (2, &[0x15, 0]), (4, &[0x16, 0])]);
}

#[test]
fn lines_of_strace_hold_a_buffer_or_none() {
    let lines = "socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3\n\
                 sendto(3, \"(\\0\"..., 40, 0, NULL, 0) = 40\n\
                 recvmsg(3, {msg_iov(1)=[{\"4\\0\", 32768}], msg_flags=0}, 0) = 2\n";
    let buffers = parse(lines.as_bytes()).expect("two buffers");
    let expected = [(b"(\0", true, 2), (b"4\0", false, 3)];
    assert_eq!(
        buffers,
        expected.map(|(bytes, cut_off, line)| Buffer {
            bytes: bytes.to_vec(),
            cut_off,
            line,
            protocol: Some(0)
        })
    );
}

/// What strace prints is full of strings in quotes. Only the buffer of a call that sends or
/// receives is a datagram.
#[test]
fn only_the_buffer_of_a_call_is_explained() {
    let decoded = [
        // strace 5 and later, 4.13 to 4.15, and one that names an interface.
        "sendto(3, [{nlmsg_len=40, nlmsg_type=RTM_GETLINK}, {ifi_family=AF_UNSPEC}], 40, 0, NULL, 0) = 40",
        "recvmsg(3, {msg_name={sa_family=AF_NETLINK}, msg_iov=[{iov_base=[{{len=52, type=0x18}, \"\\2\\0\"}], iov_len=32768}], msg_flags=0}, 0) = 52",
        "recvfrom(3, {{len=60, type=RTM_NEWROUTE}, {rta_type=RTA_OIF}, if_nametoindex(\"lo\")}, 65535, 0, NULL, 0) = 60",
        "recvmsg(3, {msg_iov=[{iov_base=[{nlmsg_len=20}, inet_addr(\"127.0.0.1\")], iov_len=9}]}, 0) = 20",
    ];
    for line in decoded {
        let garbage = garbage(&format!("socket(AF_NETLINK, SOCK_RAW, 0) = 3\n{line}\n"));
        assert!(garbage.starts_with("line 2, column "), "{garbage}");
        assert!(garbage.contains("strace has decoded them"), "{garbage}");
        assert!(garbage.contains("-e write=all -e read=all"), "{garbage}");
    }
    for line in [
        "execve(\"/usr/bin/ip\", [\"ip\", \"route\"], 0x7ffd /* 9 vars */) = 0",
        "write(2, \"RTNETLINK answers: Network is unreachable\\n\", 42) = 42",
        "ioctl(3, SIOCGIFINDEX, {ifr_name=\"lo\", }) = 0",
        "socket(AF_UNIX, SOCK_STREAM, 0) = 4\nsendto(4, \"GET /\", 5, 0, NULL, 0) = 5",
        "sendto(4<UNIX-STREAM:[123->456]>, \"GET /\", 5, 0, NULL, 0) = 5",
    ] {
        let garbage = garbage(line);
        assert!(garbage.contains("expected a call that sends or receives"), "{line}: {garbage}");
    }
}

/// The protocol of a socket is known from the line that opens it.
#[test]
fn lines_of_strace_tell_the_protocol() {
    for (text, protocol) in [
        (
            "7 socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_SOCK_DIAG) = 3\n7 send(3, \"a\", 1, 0) = 1",
            Some(4),
        ),
        ("send(3<NETLINK:[GENERIC:4711]>, \"a\", 1, 0) = 1", Some(16)),
        ("send(3, \"a\", 1, 0) = 1", None),
    ] {
        let buffers = parse(text.as_bytes()).expect(text);
        assert_eq!(
            buffers.iter().map(|b| (b.protocol, &b.bytes[..])).collect::<Vec<_>>(),
            [(protocol, &b"a"[..])]
        );
    }
}

/// One call is one datagram, however many buffers it has.
#[test]
fn several_buffers_of_a_call_are_one_datagram() {
    let rows = "sendmsg(3, {msg_iov=[{iov_base=[{nlmsg_len=6}], iov_len=4}, {iov_base=\"ab\", iov_len=2}]}, 0) = 6\n \
        * 4 bytes in buffer 0\n | 00000  06 00 00 00\n * 2 bytes in buffer 1\n | 00000  61 62\n\
        recvmsg(3, {msg_iov=[{iov_base=[{nlmsg_len=2}], iov_len=9}]}, 0) = 2\n * 2 bytes in buffer 0\n | 00000  63 64\n\
        write(2, \"no\", 2) = 2\n | 00000  6e 6f\n";
    let strings = "sendmsg(3, {msg_iov=[{iov_base=\"\\6\\0\\0\\0\", iov_len=4}, {iov_base=\"ab\", iov_len=2}]}, 0) = 6\n\
        recvmsg(3, {msg_name={sun_path=\"x\"}, msg_iov(1)=[{\"cd\", 9}]}, 0) = 2\nwrite(2, \"no\", 2) = 2\n";
    for text in [rows, strings] {
        let buffers = parse(text.as_bytes()).expect(text);
        let bytes: Vec<&[u8]> = buffers.iter().map(|buffer| &buffer.bytes[..]).collect();
        assert_eq!(bytes, [&b"\x06\0\0\0ab"[..], b"cd"], "{text}");
    }
}

#[test]
fn comments_are_passed_over() {
    assert_eq!(bytes_of("[\n 0x3c, 0x00, // nlmsg_len\n]"), [0x3c, 0]);
    assert_eq!(bytes_of("# a capture\n3c 00"), [0x3c, 0]);
}

#[test]
fn garbage_is_named_and_placed() {
    for (text, said) in [
        ("", "line 1, column 1: found the end, expected bytes as text"),
        ("  \n", "expected bytes as text"),
        ("3c 0", "line 1, column 4: found '0', expected an even number of hex digits"),
        ("3c 00\n00 zz", "line 2, column 4: found 'zz', expected a hex digit"),
        ("3cg0", "line 1, column 3: found 'g0', expected a hex digit"),
        ("60, 0, 0, 0", "column 1: found '60', expected numbers that can only be hex or only be"),
        ("0x0000003c", "column 1: found '0x0000003c', expected a byte from 0x00 to 0xff"),
        ("0xzz", "column 1: found '0xzz', expected a byte from"),
        ("hello", "column 1: found 'hello', expected a hex digit"),
        ("3c 0g", "column 5: found 'g', expected a hex digit"),
        ("\u{1b}[2J", "column 1: found '\\u{1b}', expected "),
        ("\"\u{1b}[2J\"", "column 2: found '\\u{1b}', expected a character of ASCII"),
        ("\"abc", "column 5: found the end, expected the closing quote"),
        ("\"\\400\"", "column 2: found '\\\\', expected a character of ASCII, or an escape"),
        ("\"\\q\"", "column 2: found '\\\\', expected a character of ASCII, or an escape"),
        ("\"\\x\"", "column 2: found '\\\\', expected a character of ASCII, or an escape"),
        ("\"ő\"", "column 2: found 'ő', expected a character of ASCII"),
        ("f(\"a\", \"b\")", "column 8: found '\\\"', expected one buffer"),
        ("f(1) = 2\nsend(3, \"a", "line 2, column 11: found the end, expected the closing"),
        ("send(3, \"a\", \"b\")", "column 14: found '\\\"', expected one buffer"),
        ("00000000: 3c0", "column 14: found the end, expected the second hex digit"),
        ("00000000: 3c00 xx00", "column 16: found 'xx00', expected a byte of two"),
        ("00000010: 3c00", "column 1: found '00000010', expected the offset"),
        ("00000000: 3c\n00000010: 3c00", "line 2, column 1: found '00000010', expected"),
        ("00000000  3c 00 zz", "column 17: found 'zz', expected a byte of two hex digits"),
    ] {
        let garbage = garbage(text);
        assert!(garbage.contains(said), "{text:?}: {garbage}");
        assert!(garbage.contains("; ") && !garbage.contains(char::is_control), "{garbage}");
    }
    let garbage = parse(b"3c\n00\xff").expect_err("garbage").to_string();
    assert!(garbage.starts_with("line 2, column 3: found the byte \\xff"), "{garbage}");
}

/// As in libnetstack#41, and with the logs of Robpol86/libnl#22 and thom311/libnl#74.
#[test]
fn what_libnl_prints_may_be_in_a_log_and_names_its_protocol() {
    const MESSAGE: &str = "\
--------------------------   BEGIN NETLINK MESSAGE ---------------------------
  [NETLINK HEADER] 16 octets
    .nlmsg_len = 32
    .type = 16 <genl/family::nlctrl>
    .flags = 5 <REQUEST,ACK>
    .seq = 1573128702
    .port = 578815494
  [GENERIC NETLINK HEADER] 4 octets
    .cmd = 3
    .version = 1
    .unused = 0
  [ATTR 02] 8 octets
    6e 6c 38 30 32 31 31 00                         nl80211.
---------------------------  END NETLINK MESSAGE   ---------------------------
";
    let plain = parse(MESSAGE.as_bytes()).expect("a message");
    assert_eq!(plain[0].bytes.len(), 32);
    assert_eq!(plain[0].protocol, Some(16));
    let logged = |prefix: &dyn Fn(usize) -> String| -> String {
        MESSAGE.lines().enumerate().map(|(at, line)| format!("{}{line}\n", prefix(at))).collect()
    };
    for text in [
        logged(&|at| format!("DBG<0>/usr/lib/python2.7/libnl/msg.py:{at}  dump_hex: ")),
        logged(&|_| "Nov 28 12:00:00 host iw[41]: ".to_owned()),
        MESSAGE.replace(
            "    .port",
            "DBG<3>  nl.c:832  int recvmsgs(struct nl_sock *): recvmsgs(0x15a0640): Read 64\n    .port",
        ),
    ] {
        let buffers = parse(text.as_bytes()).expect(&text);
        assert_eq!((&buffers[0].bytes, buffers.len()), (&plain[0].bytes, 1), "{text}");
    }
    let cut = "Nov 28 host: [NETLINK HEADER]";
    assert!(parse(cut.as_bytes()).is_err());
}

/// As in mdlayher/netlink#83 and #183: the bytes there begin after the header.
#[test]
fn a_message_that_go_has_decoded_is_refused() {
    for (text, column) in [
        ("< 0: {Header:{Length:36 Type:error Flags:0 Sequence:9 PID:5} Data:[0 0 0 0 20 0]}", 6),
        (" (netlink.Message) {\n  Header: (netlink.Header) {\n   Length: (uint32) 72,", 3),
    ] {
        let garbage = parse(text.as_bytes()).expect_err(text);
        assert_eq!(garbage.column, column, "{garbage}");
        assert!(garbage.to_string().contains("Go has decoded its header"), "{garbage}");
    }
}

/// As in jsimonetti/rtnetlink#56, rust-netlink/netlink-packet-route#151 and jbaublitz/neli#261: bytes
/// in the words of a failed test and of a log.
#[test]
fn bytes_in_the_words_of_a_log_are_found() {
    let header = [20, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    for text in [
        "    link_test.go:168: unexpected Message bytes:\n            -  got: [0x14 0x00 0x00 0x00 0x03 0x00 \
         0x00 0x00 0x01 0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x00]",
        "[ERROR netlink_proto::codecs] failed to decode packet b\"\\x14\\0\\0\\0\\x03\\0\\0\\0\\x01\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\"",
        "`[20, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]`",
    ] {
        assert_eq!(parse(text.as_bytes()).expect(text)[0].bytes, header, "{text}");
    }
}
