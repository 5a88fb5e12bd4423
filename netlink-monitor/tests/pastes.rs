//! Bytes in the forms in which people have them: made by the real programs where they are installed,
//! and by hand, with the source of the form, where they are not.

#[path = "support/captures.rs"]
mod book;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use netlink_raw::input::text::{self, Buffer, Form};

use harness::{Lab, Output, TempDir, built, have};

/// The datagrams that the forms are tried with: a route, and a link with every byte there is.
fn examples() -> Vec<Vec<u8>> {
    let first = |name: &str| {
        let file = book::directory().join(name);
        book::datagrams(&file).swap_remove(0).1
    };
    vec![first("guide-route.pcap"), first("link.pcap"), first("refused.pcap")]
}

/// The datagrams in a text.
#[track_caller]
fn read(text: &str) -> Vec<Vec<u8>> {
    match text::parse(text.as_bytes()) {
        Ok(reading) => reading.buffers.into_iter().map(|buffer| buffer.bytes).collect(),
        Err(garbage) => panic!("{garbage}\n{text}"),
    }
}

#[track_caller]
fn gives(text: &str, bytes: &[u8]) {
    assert_eq!(read(text), [bytes], "{text}");
}

/// What a shell command prints about a file with these bytes, whose name is `$1`.
fn shell(directory: &TempDir, command: &str, bytes: &[u8]) -> String {
    let file = directory.path().join("message");
    fs::write(&file, bytes).expect("a file");
    let output = Output::of(Command::new("sh").args(["-ec", command, "sh"]).arg(&file));
    assert!(output.status.success(), "{command}: {output:?}");
    output.stdout
}

#[test]
fn what_programs_print_is_read() {
    let programs = ["xxd", "hexdump", "od", "base64", "python3", "perl", "node"];
    if !programs.into_iter().all(have) {
        return;
    }
    let directory = TempDir::new();
    for bytes in examples() {
        for command in [
            "xxd $1",
            "xxd -g1 $1",
            "xxd -g4 -c 32 $1",
            "xxd -e $1",
            "xxd -b $1",
            "xxd -p $1",
            "xxd -i $1",
            "xxd -u $1",
            "hexdump $1",
            "hexdump -C $1",
            "hexdump -x $1",
            "hexdump -v -e '16/1 \"%02x \" \"\\n\"' $1",
            "od $1",
            "od -c $1",
            "od -b $1",
            "od -x $1",
            "od -tx1 $1",
            "od -tx1z $1",
            "od -tx4 $1",
            "od -tu1 $1",
            "od -Ax -tx1 -v $1",
            "od -Ad -tx1 $1",
            "od -An -tx1 $1",
            "od -An -x $1",
            "base64 $1",
            "base64 -w0 $1",
            "python3 -c 'import sys; print(open(sys.argv[1], \"rb\").read())' $1",
            "python3 -c 'import sys; print(\"recv\", open(sys.argv[1], \"rb\").read(), flush=True)' $1",
            "python3 -c 'import sys; print(list(open(sys.argv[1], \"rb\").read()))' $1",
            "python3 -c 'import sys; print(bytearray(open(sys.argv[1], \"rb\").read()))' $1",
            "python3 -c 'import sys; print(open(sys.argv[1], \"rb\").read().hex(\":\"))' $1",
            "python3 -c 'import json, sys; print(json.dumps(open(sys.argv[1], encoding=\"latin1\", newline=\"\").read()))' $1",
            "python3 -c 'import sys; print(ascii(open(sys.argv[1], encoding=\"latin1\", newline=\"\").read()))' $1",
            "perl -e 'undef $/; print join(\", \", map { sprintf(\"0x%x\", ord) } split(//, <>)), \"\\n\"' $1",
            "node -e 'const b = require(\"fs\").readFileSync(process.argv[1]); console.log(JSON.stringify([...b]))' $1",
            "node -e 'const b = require(\"fs\").readFileSync(process.argv[1]); console.log(JSON.stringify(b))' $1",
            "node -e 'const b = require(\"fs\").readFileSync(process.argv[1]); console.log(b.toString(\"hex\"))' $1",
            "node -e 'console.log(new Uint8Array([...require(\"fs\").readFileSync(process.argv[1])].slice(0, 60)))' $1",
        ] {
            // node prints no more of an array; and the messages are longer.
            if command.contains("slice") && bytes.len() > 60 {
                continue;
            }
            gives(&shell(&directory, command, &bytes), &bytes);
        }
        // `x/xb`, `x/xh` and `x/xw` of gdb: eight bytes a row, numbers of the machine.
        for unit in ["xb", "xh", "xw"] {
            let size = match unit {
                "xb" => 1,
                "xh" => 2,
                _ => 4,
            };
            let mut rows = String::new();
            for (index, row) in bytes.chunks(8).enumerate() {
                let _ = write!(rows, "0x7ffe{:08x} <buffer+{}>:", 0x1000 + 8 * index, 8 * index);
                for word in row.chunks(size) {
                    let number: String =
                        word.iter().rev().map(|byte| format!("{byte:02x}")).collect();
                    let _ = write!(rows, "\t0x{number}");
                }
                rows.push('\n');
            }
            gives(&rows, &bytes);
        }
    }
}

/// tshark's rows, and Wireshark's four ways to copy a packet; each has the 16 bytes in front of a
/// captured datagram.
#[test]
fn what_wireshark_shows_is_read_with_the_header_of_the_capture() {
    if !have("tshark") {
        return;
    }
    for name in ["guide-route.pcap", "diag-tcp.pcap"] {
        let file = book::directory().join(name);
        let (protocol, bytes) = book::datagrams(&file).swap_remove(0);
        let rows = ["-x", "-c", "1", "-r", file.to_str().expect("UTF-8")];
        let rows = Output::of(Command::new("tshark").args(rows)).stdout;
        let mut record = vec![0, 4, 3, 0x38, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        record.extend(protocol.to_be_bytes());
        record.extend(&bytes);
        let escaped =
            |bytes: &[u8]| bytes.iter().map(|b| format!("\\x{b:02x}")).collect::<String>();
        let stream: String = record.iter().map(|byte| format!("{byte:02x}")).collect();
        let string: Vec<String> =
            record.chunks(16).map(|row| format!("\"{}\"", escaped(row))).collect();
        let dump: String = record
            .chunks(16)
            .enumerate()
            .map(|(row, bytes)| {
                let bytes: Vec<String> = bytes.iter().map(|b| format!("{b:02x}")).collect();
                format!("{:04x}   {}\n", 16 * row, bytes.join(" "))
            })
            .collect();
        for text in [rows, stream, string.join(" \\\n"), dump] {
            let reading = text::parse(text.as_bytes()).expect("a datagram");
            let [Buffer { bytes: read, protocol: found, .. }] = &reading.buffers[..] else {
                panic!("{text}: {reading:?}");
            };
            assert_eq!((read, *found), (&bytes, Some(protocol)), "{text}");
        }
    }
}

/// A row of 16 bytes, with what a program prints before, between and after them.
fn dump(bytes: &[u8], per_row: usize, row: impl Fn(usize, &str, &str) -> String) -> String {
    let dot = |byte: &u8| if matches!(byte, b' '..=b'~') { char::from(*byte) } else { '.' };
    let rows = bytes.chunks(per_row).enumerate().map(|(index, bytes)| {
        let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let text: String = bytes.iter().map(dot).collect();
        row(per_row * index, &hex.join(" "), &text) + "\n"
    });
    rows.collect()
}

#[test]
fn what_logs_and_sources_hold_is_read() {
    for bytes in examples() {
        let hex: Vec<String> = bytes.iter().map(|byte| format!("0x{byte:02x}")).collect();
        let decimal: Vec<String> = bytes.iter().map(u8::to_string).collect();
        let plain: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let short: Vec<String> = bytes.iter().map(|byte| format!("{byte:x}")).collect();
        let escaped: String = bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect();
        let len = bytes.len();
        for text in [
            // print_hex_dump (lib/hexdump.c), with each kind of prefix.
            dump(&bytes, 16, |at, hex, text| {
                format!("[   12.345678] nl: {at:08x}: {hex:<47}  {text}")
            }),
            dump(&bytes, 16, |at, hex, text| {
                format!(
                    "Nov 28 10:00:00 host kernel: nl 0000000{:09x}: {hex:<47}  {text}",
                    0x1_0000_0000 + at
                )
            }),
            // zlog_hexdump of FRR (lib/log.c): an address, eight bytes, one space and the text.
            dump(&bytes, 8, |at, hex, text| {
                format!(
                    "2026/11/28 10:00:00 ZEBRA: [T83RR-8SM5G] 00007ffd1234{:04x}: {hex:<23} {text}",
                    0x5000 + at
                )
            }),
            dump(&bytes, 8, |at, hex, text| {
                format!("0x00007ffd1234{:04x}: {hex:<23} {text}", 0x5000 + at)
            }),
            // tcpdump -x and -X: words of two bytes, after a line about the packet.
            format!(
                "10:00:00.000000 nlmon0 Out \n{}",
                dump(&bytes, 16, |at, hex, text| {
                    let words: Vec<String> = hex
                        .split(' ')
                        .collect::<Vec<_>>()
                        .chunks(2)
                        .map(<[&str]>::concat)
                        .collect();
                    format!("\t0x{at:04x}:  {:<39}  {text}", words.join(" "))
                })
            ),
            // Rust, Go, C, JavaScript.
            format!("let message: [u8; {len}] = [{}];", decimal.join(", ")),
            format!("msg := []byte{{{}}}", hex.join(", ")),
            format!("[{}]", decimal.join(" ")),
            format!("static const unsigned char msg[{len}] = {{\n\t{},\n}};", hex.join(",\n\t")),
            format!("Uint8Array({len}) [\n  {}\n]", decimal.join(", ")),
            format!("<Buffer {}>", plain.join(" ")),
            format!("char *msg = \"{escaped}\";"),
            format!("b\"{escaped}\""),
            format!(
                "\"{}\"",
                bytes.iter().map(|byte| format!("\\u{byte:04x}")).collect::<String>()
            ),
            // Mail, Markdown, a word processor, a terminal.
            dump(&bytes, 16, |at, hex, _| format!("> {at:08x}  {hex}")),
            dump(&bytes, 16, |at, hex, _| format!("> > {at:08x}  {hex}")),
            format!(
                "Here it is:\n\n```text\n{}```\n",
                dump(&bytes, 16, |at, hex, _| format!("{at:08x}: {hex}"))
            ),
            format!("`{}`", plain.join(" ")),
            format!("\u{201c}{escaped}\u{201d}"),
            format!("\u{1b}[32m{}\u{1b}[0m", plain.join("\u{a0}")),
            dump(&bytes, 16, |_, hex, _| format!("/// {hex}")),
            plain.join("\r\n"),
        ] {
            gives(&text, &bytes);
        }
        // Rust's `{:x?}`: without a letter in it, it may be decimal.
        match text::parse(format!("[{}]", short.join(", ")).as_bytes()) {
            Ok(reading) => assert_eq!(reading.buffers[0].bytes, bytes),
            Err(garbage) => assert!(garbage.to_string().contains("both are possible"), "{garbage}"),
        }
    }
}

/// libnl and libmnl print what they send and receive; `trace` sees the same.
#[test]
fn what_libnl_and_libmnl_print_to_debug_is_what_was_sent() {
    if !["iw", "nft"].into_iter().all(have) {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    let directory = TempDir::new();
    let capture = directory.path().join("capture.pcap");
    let capture = capture.to_str().expect("UTF-8");
    for (words, form) in [
        (&["env", "NLCB=debug", "iw", "dev"][..], Form::Libnl),
        (&["nft", "--debug=mnl", "add", "table", "ip", "filter"], Form::Libmnl),
        (&["nft", "--debug=mnl", "list", "ruleset"], Form::Libmnl),
    ] {
        let ours = ["trace", "--output", "/dev/null", "--write", capture, "--"];
        let output = lab.run(built("netlink-monitor"), &[&ours[..], words].concat());
        let printed = output.stdout.clone() + &output.stderr;
        let reading = text::parse(printed.as_bytes()).expect("messages");
        assert_eq!(reading.form, form);
        let sent = book::datagrams(Path::new(capture));
        assert!(!reading.buffers.is_empty(), "{output:?}");
        for Buffer { bytes, cut_off, .. } in reading.buffers {
            // libmnl prints four of the flags; libnl prints of a repeated request only its header,
            // with another length. A batch is one datagram with several messages.
            let same = |whole: &[u8]| {
                let mut ours = whole.to_vec();
                let mut theirs = bytes.clone();
                for message in [&mut ours, &mut theirs] {
                    message[6..8].fill(0);
                    if message.len() > 24 && message[4] == 2 {
                        message[20..24].fill(0);
                    }
                }
                ours == theirs || cut_off && ours.starts_with(&theirs)
            };
            let messages = sent.iter().flat_map(|(_, datagram)| messages(datagram));
            assert!(messages.into_iter().any(same), "{bytes:02x?} was not sent or received");
        }
    }
}

/// What strace prints, with the options that people use: only the datagrams of netlink sockets are
/// taken, and each once.
#[test]
fn lines_of_strace_are_read_whatever_its_options() {
    if !["strace", "iw"].into_iter().all(have) {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    let directory = TempDir::new();
    let log = directory.path().join("log");
    let name = log.to_str().expect("UTF-8");
    for (command, datagrams) in [("ip route show table local", 5), ("iw dev", 2)] {
        for options in [
            "-e trace=network",
            "-f",
            "-f -y",
            "-yy",
            "-f -t -T",
            "-tt",
            "-ttt -f",
            "-r -x",
            "-xx",
            "-k -e trace=network",
            "-v -i",
            "-f -e trace=network,read,write,openat,close",
        ] {
            let all = ["-s", "65536", "-e", "read=all", "-e", "write=all", "-o", name];
            let words = options.split(' ').chain(all).chain(command.split(' '));
            lab.run("strace", &words.collect::<Vec<_>>());
            let text = fs::read(&log).expect("a log");
            let reading = text::parse(&text).expect(options);
            assert_eq!(reading.buffers.len(), datagrams, "{command}: {options}: {reading:?}");
            assert!(matches!(reading.form, Form::Strace(_)), "{options}");
        }
    }
}

/// The messages of a datagram.
fn messages(datagram: &[u8]) -> Vec<&[u8]> {
    let mut messages = Vec::new();
    let mut rest = datagram;
    while let Some(len) = rest.first_chunk().map(|len| u32::from_ne_bytes(*len) as usize) {
        if len < 16 || len > rest.len() {
            break;
        }
        messages.push(&rest[..len]);
        rest = rest.get(len.next_multiple_of(4)..).unwrap_or_default();
    }
    messages
}

/// Where two readings are possible, and neither length tells, neither is taken.
#[test]
fn an_ambiguous_text_names_both_readings() {
    for (text, said) in [
        ("[20, 10, 11, 12]", "numbers that can only be hex or only be decimal"),
        ("00000010: 14 00 00 00", "the offset of the byte that follows"),
        ("0x00000014", "a byte from 0x00 to 0xff"),
    ] {
        let garbage = text::parse(text.as_bytes()).expect_err(text).to_string();
        assert!(garbage.contains(said), "{text}: {garbage}");
    }
    // Here one of the two is a message, so it is the right one.
    let decimal = "20, 00, 00, 00, 03, 00, 02, 00, 01, 00, 00, 00, 00, 00, 00, 00, 00, 00, 00, 00";
    let noop = "16, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0";
    gives(noop, &[16, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(read(decimal)[0][0], 0x20, "a decimal number does not begin with 0");
    // Rust has no octal: a zero, then a digit. In Python it would be the byte 2.
    let rust = r#"b"\x18\0\0\0\x03\0\0\0\x01\0\0\0\0\0\0\0\02\03\04\05""#;
    let mut bytes = vec![0x18, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];
    bytes.extend(*b"\x002\x003\x004\x005");
    gives(rust, &bytes);
}

/// The program says in one line what it has recognised.
#[test]
fn what_was_recognised_is_said() {
    let strace = "socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3\n\
        send(3, \"\\20\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\", 16, 0) = 16\n\
        openat(AT_FDCWD, \"/etc/iproute2/rt_protos\", O_RDONLY) = 4\n\
        read(4, \"#\\n\", 4096) = 2\nclose(4) = 0\n\
        read(3, \"\\20\\0\\0\\0\\3\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\", 4096) = 16\n\
        [pid 7] recvmsg(3, <unfinished ...>\n\
        write(1, \"hello\", 5) = 5\n\
        [pid 7] <... recvmsg resumed>{msg_iov=[{iov_base=\"\\20\\0\\0\\0\\4\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\", iov_len=99}]}, 0) = 16\n";
    let explain = |text: &str| {
        Output::of(Command::new(built("netlink-monitor")).args(["explain", "--hex", text]))
    };
    for (text, said) in [
        (strace, "read as strace: 3 buffers of descriptor 3"),
        (
            "10000000 0100 0000 00000000 00000000",
            "read as hex or a list of numbers: 1 datagram, 16 bytes",
        ),
        ("EAAAAAEAAAAAAAAAAAAAAA==", "read as base64: 1 datagram, 16 bytes"),
    ] {
        let output = explain(text);
        assert_eq!(output.stderr, format!("netlink-monitor: --hex: {said}\n"));
        assert!(output.stdout.contains("nlmsg_len      16 bytes"), "{output:?}");
    }
}
