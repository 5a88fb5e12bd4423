//! `netlink-monitor explain`: every format, every kind of input, and the errors for bad input.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use harness::{Lab, Output, TempDir, built, have, skip};

/// The guide's message: `ip route add 4.3.2.0/30 via 127.0.0.1` as a monitor
/// received it, with a sequence number and a port ID whose bytes all differ.
const ROUTE: &str = "3c000000180000060403020108070605021e0000fe03000100000000\
                     08000f00fe000000080001000403020008000500 7f000001 0800040001000000";

/// The buffers in the guide's strace output, unchanged.
const GUIDE_REQUEST: &str =
    r#""(\0\0\0\32\0\1\3\330A\367[\0\0\0\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"..., 40"#;
const GUIDE_ANSWER: &str =
    r#""4\0\0\0\30\0\2\0\330A\367[Av\2\0\2\0\0\0\376\3\0\1\0\0\0\0\10\0\17\0"..., 32768"#;
const GUIDE_DONE: &str = r#"[{"\24\0\0\0\3\0\2\0\330A\367[Av\2\0\0\0\0\0", 32768}]"#;

fn explain(arguments: &[&str]) -> Output {
    Output::of(Command::new(built("netlink-monitor")).arg("explain").args(arguments))
}

/// Runs `explain` with this on standard input.
fn explain_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(built("netlink-monitor"))
        .arg("explain")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("netlink-monitor starts");
    child.stdin.take().expect("a pipe").write_all(input).expect("the program reads");
    let output = child.wait_with_output().expect("the program exits");
    Output {
        status: output.status,
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

#[test]
fn the_tree_explains_every_byte() {
    let expected = "
    0                           RTM_NEWROUTE, 60 bytes: adds or changes a route, or reports it
    0                             struct nlmsghdr, 16 bytes
    0  3c 00 00 00                  nlmsg_len      60 bytes: message length, header included
    4  18 00                        nlmsg_type     RTM_NEWROUTE (24): what the message means
    6  00 06                        nlmsg_flags    NLM_F_EXCL|NLM_F_CREATE (0x600): how to handle it
    8  04 03 02 01                  nlmsg_seq      16909060: sequence number, set by the requester
   12  08 07 06 05                  nlmsg_pid      84281096: port ID of the requester, 0 if none
   16                             struct rtmsg, 12 bytes
   16  02                           rtm_family     AF_INET (2): IPv4
   17  1e                           rtm_dst_len    30 bits: prefix length of the destination
   18  00                           rtm_src_len    0 bits: prefix length of the source, if any
   19  00                           rtm_tos        0: type of service to match, 0: any
   20  fe                           rtm_table      RT_TABLE_MAIN (254): main table, the default
   21  03                           rtm_protocol   RTPROT_BOOT (3): a person or boot script
   22  00                           rtm_scope      RT_SCOPE_UNIVERSE (0): anywhere
   23  01                           rtm_type       RTN_UNICAST (1): forward to the next hop
   24  00 00 00 00                  rtm_flags      0: state of the route and its next hop
   28                             RTA_TABLE, 8 bytes: routing table, all 32 bits
   28  08 00                        rta_len        8 bytes: length with header, no padding
   30  0f 00                        rta_type       RTA_TABLE (15): attribute type
   32  fe 00 00 00                  RTA_TABLE      RT_TABLE_MAIN (254): main table, the default
   36                             RTA_DST, 8 bytes: destination; none: default route
   36  08 00                        rta_len        8 bytes: length with header, no padding
   38  01 00                        rta_type       RTA_DST (1): attribute type
   40  04 03 02 00                  RTA_DST        4.3.2.0
   44                             RTA_GATEWAY, 8 bytes: gateway, the next hop
   44  08 00                        rta_len        8 bytes: length with header, no padding
   46  05 00                        rta_type       RTA_GATEWAY (5): attribute type
   48  7f 00 00 01                  RTA_GATEWAY    127.0.0.1
   52                             RTA_OIF, 8 bytes: outgoing interface
   52  08 00                        rta_len        8 bytes: length with header, no padding
   54  04 00                        rta_type       RTA_OIF (4): attribute type
   56  01 00 00 00                  RTA_OIF        interface 1
";
    assert_eq!(format!("\n{}", explain(&["--hex", ROUTE]).stdout), expected);
}

#[test]
fn the_tree_has_colours_only_on_request() {
    // A message with an unknown type: a group, fields, and an unknown payload.
    let hex = "14000000 ffff0000 00000000 00000000 01020304";
    let coloured = explain(&["--hex", hex, "--color", "always"]).stdout;
    assert!(coloured.contains("\x1b[1mmessage type 65535\x1b[0m, 20 bytes"), "{coloured}");
    assert!(coloured.contains("\x1b[32m20 bytes\x1b[0m: message length"), "{coloured}");
    assert!(coloured.contains("\x1b[33m(unknown)"), "{coloured}");
    let plain = explain(&["--hex", hex]).stdout;
    assert!(!plain.contains('\x1b'), "{plain}");
}

#[test]
fn hex_is_readable_with_colour_off() {
    let plain = explain(&["--hex", GUIDE_DONE, "--format", "hex"]);
    let expected = "
00000  14 00 00 00 03 00 02 00 d8 41 f7 5b 41 76 02 00
       a  a  a  a  b  b  c  c  d  d  d  d  e  e  e  e\x20
00010  00 00 00 00
       f  f  f  f\x20
  a      0..4     nlmsg_len        20 bytes
  b      4..6     nlmsg_type       NLMSG_DONE (3)
  c      6..8     nlmsg_flags      NLM_F_MULTI (0x2)
  d      8..12    nlmsg_seq        1542930904
  e     12..16    nlmsg_pid        161345
  f     16..20    error            0 (no error)
";
    assert_eq!(format!("\n{}", plain.stdout), expected);
    // A pipe is not a terminal. With `always`, there are colours anyway.
    let coloured = explain(&["--hex", GUIDE_DONE, "--format", "hex", "--color", "always"]);
    assert!(coloured.stdout.contains("\x1b[32m14\x1b[0m"), "{coloured:?}");
    let never = explain(&["--hex", GUIDE_DONE, "--format", "hex", "--color", "never"]);
    assert_eq!(never.stdout, plain.stdout);
}

#[test]
fn colour_follows_the_terminal_and_no_color() {
    if !have("script") {
        return;
    }
    // `script` runs the program in a terminal.
    let on_a_terminal = |environment: &str| {
        let program = built("netlink-monitor");
        let command = format!(
            "{environment} TERM=xterm '{}' explain --hex 00 --as udp --format hex",
            program.display()
        );
        Output::of(Command::new("script").args(["-qec", &command, "/dev/null"])).stdout
    };
    assert!(on_a_terminal("").contains("\x1b[32m"));
    assert!(!on_a_terminal("NO_COLOR=1").contains('\x1b'));
}

#[test]
fn json_has_every_field_with_its_place_and_value() {
    let output = explain(&["--hex", GUIDE_DONE, "--format", "json"]);
    let expected = concat!(
        r#"{"len":20,"spans":["#,
        r#"{"start":0,"end":4,"depth":0,"kind":"field","c_name":"nlmsg_len","path":"nlmsghdr.nlmsg_len","#,
        r#""value":20,"text":"20 bytes","about":"message length, header included"},"#,
        r#"{"start":4,"end":6,"depth":0,"kind":"field","c_name":"nlmsg_type","path":"nlmsghdr.nlmsg_type","#,
        r#""value":3,"text":"NLMSG_DONE (3)","about":"what the message means"},"#,
        r#"{"start":6,"end":8,"depth":0,"kind":"field","c_name":"nlmsg_flags","path":"nlmsghdr.nlmsg_flags","#,
        r#""value":2,"text":"NLM_F_MULTI (0x2)","about":"how to handle it"},"#,
        r#"{"start":8,"end":12,"depth":0,"kind":"field","c_name":"nlmsg_seq","path":"nlmsghdr.nlmsg_seq","#,
        r#""value":1542930904,"text":"1542930904","about":"sequence number, set by the requester"},"#,
        r#"{"start":12,"end":16,"depth":0,"kind":"field","c_name":"nlmsg_pid","path":"nlmsghdr.nlmsg_pid","#,
        r#""value":161345,"text":"161345","about":"port ID of the requester, 0 if none"},"#,
        r#"{"start":16,"end":20,"depth":0,"kind":"field","c_name":"error","path":"nlmsg_done.error","#,
        r#""value":0,"text":"0 (no error)","about":"0, or a negative errno"}]}"#,
        "\n"
    );
    assert_eq!(output.stdout, expected);
    let route = explain(&["--hex", ROUTE, "--format", "json"]).stdout;
    for part in [
        r#""path":"RTA_DST.rta_len","value":8"#,
        r#""depth":1,"kind":"value","c_name":"RTA_DST","path":"RTA_DST","value":"4.3.2.0""#,
    ] {
        assert!(route.contains(part), "{part}: {route}");
    }
}

/// Reads lines of JSON. Exits with code 77 if Python's jsonschema is missing.
const SCRIPT: &str = r"
import json, sys
try:
    import jsonschema
except ImportError:
    sys.exit(77)
check = jsonschema.Draft202012Validator(json.load(open(sys.argv[1]))).validate
lines = 0
for line in sys.stdin:
    datagram = json.loads(line)
    check(datagram)
    end = 0
    for span in datagram['spans']:
        assert span['start'] == end, span
        end = span['end']
    assert end == datagram['len']
    lines += 1
assert lines > 60, lines
for wrong in ({}, {'len': 1, 'spans': [{}]}, {'len': -1, 'spans': []}):
    try:
        check(wrong)
    except jsonschema.ValidationError:
        continue
    sys.exit('the schema accepts anything')
";

/// Every line for every capture matches the schema, and its spans tile the datagram.
#[test]
fn the_json_of_captures_matches_its_schema() {
    if !have("python3") {
        return;
    }
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let command = format!(
        "'{}' explain --format json {root}/docs/captures/*.pcap | \"$0\" -c \"$1\" \
         {root}/docs/schema/explain.schema.json",
        built("netlink-monitor").display()
    );
    // Debian's package works only with Debian's own Python.
    for python in ["python3", "/usr/bin/python3"] {
        let output = Output::of(Command::new("sh").args(["-c", &command, python, SCRIPT]));
        match output.status.code() {
            Some(77 | 127) => {}
            code => return assert_eq!(code, Some(0), "{output:?}"),
        }
    }
    skip("Python's jsonschema is not installed");
}

#[test]
fn html_is_complete_without_a_script() {
    let html = explain(&["--hex", ROUTE, "--format", "html"]).stdout;
    assert!(html.starts_with("<figure class=\"bytes\" id=\"bytes-1\">\n"), "{html}");
    assert_eq!(html.matches("class=\"byte ").count(), 60);
    // Each byte links to a row that exists, and each row back to its first byte.
    for link in html.split("href=\"#").skip(1) {
        let id = link.split('"').next().unwrap_or_default();
        assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    for absent in ["style=", "<script", "onclick", "\x1b"] {
        assert!(!html.contains(absent), "{absent}");
    }
    // The name of an interface may contain anything except a slash or a space.
    let name =
        "2800000010000000 0403020108070605 0000000000000000 0000000000000000 0800030 03c623e00";
    let name = name.replace(' ', "");
    let html = explain(&["--hex", &name, "--format", "html"]).stdout;
    assert!(html.contains("&lt;b&gt;") && !html.contains("<b>"), "{html}");
}

#[test]
fn the_guides_strace_output_is_explained() {
    let request = explain(&["--hex", GUIDE_REQUEST]);
    assert_eq!(request.status.code(), Some(0));
    assert!(request.stderr.contains("cut off after 32 bytes"), "{request:?}");
    // In 2018, `ip route` sent a struct ifinfomsg even though it requested routes.
    for word in ["RTM_GETROUTE", "NLM_F_REQUEST|NLM_F_ROOT|NLM_F_MATCH", "struct ifinfomsg"] {
        assert!(request.stdout.contains(word), "{word}: {request:?}");
    }
    assert!(request.stdout.contains("nlmsg_len needs 40 bytes, but has 32"), "{request:?}");
    let answer = explain(&["--hex", GUIDE_ANSWER]);
    for word in ["RTM_NEWROUTE", "rtm_dst_len    0 bits", "RTA_TABLE"] {
        assert!(answer.stdout.contains(word), "{word}: {answer:?}");
    }
}

#[test]
fn the_hex_dumps_of_other_programs_are_read() {
    if !have("xxd") {
        return;
    }
    let directory = TempDir::new();
    let file = directory.path().join("message");
    let bytes: Vec<u8> = ROUTE
        .replace(' ', "")
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("hex"))
        .collect();
    std::fs::write(&file, &bytes).expect("a file");
    let path = file.to_str().expect("UTF-8");
    let expected = explain(&["--hex", ROUTE]).stdout;
    for printer in ["xxd", "xxd -p", "xxd -i", "hexdump -C", "hexdump", "od -A n -t x1 -v"] {
        if !have(printer.split(' ').next().unwrap_or_default()) {
            continue;
        }
        let printed = Output::of(Command::new("sh").args(["-c", &format!("{printer} < {path}")]));
        let output = explain_input(&[], printed.stdout.as_bytes());
        assert_eq!(output.stdout, expected, "{printer}: {}{output:?}", printed.stdout);
    }
}

#[test]
fn other_protocols_and_single_structs_are_explained() {
    let usersock = explain(&["--protocol", "usersock", "--hex", "4d5347"]);
    assert!(usersock.stdout.contains("whatever") || usersock.stdout.contains("datagram"));
    assert!(!usersock.stdout.contains("fault"), "{usersock:?}");
    for (layout, hex, word) in [
        ("sockaddr_in", "0200 3039 7f000001 0000000000000000", "12345"),
        ("sockaddr_in6", "0a003039 00000000 00000000000000000000000000000001 00000000", "::1"),
        ("sockaddr_un", "0100 6d7367 00", "\"msg\""),
        ("sockaddr_nl", "10000000 39300000 40000000", "0x40"),
        ("udp", "e33c3039000bfe1e 4d5347", "4d5347"),
        ("ip", "4500001f123440004011000 07f0000017f000001 e33c3039000bfe1e4d5347", "UDP"),
    ] {
        let output = explain(&["--as", layout, "--hex", &hex.replace(' ', "")]);
        assert!(output.stdout.contains(word), "{layout}: {output:?}");
        assert!(!output.stdout.contains("(fault)"), "{layout}: {output:?}");
    }
    explain(&["--as", "sockaddr_x25", "--hex", "00"]).is_usage_error(&["sockaddr_in6", "udp"]);
    explain(&["--protocol", "nobody", "--hex", "00"]).is_usage_error(&["generic", "usersock"]);
}

/// The messenger lays out socket addresses by hand, with the same offsets, names and bytes as the
/// tables.
#[test]
fn the_messengers_addresses_are_those_of_the_tables() {
    for (family, struct_name, fields) in
        [("inet", "sockaddr_in", 3), ("inet6", "sockaddr_in6", 5), ("unix", "sockaddr_un", 2)]
    {
        // There is no receiver, but the address is explained.
        let arguments = ["sender", "--port", "9", "--explain", "--family", family];
        let output = Output::of(Command::new(built("messenger")).args(arguments));
        // `     2  30 39                    sin_port   12345, in network order`
        let rows: Vec<(&str, Vec<&str>, &str)> = output
            .stdout
            .lines()
            .filter_map(|row| {
                let (offset, rest) = row.trim_start().split_once("  ")?;
                offset.parse::<usize>().ok()?;
                let (bytes, words) = rest.split_at_checked(23).unwrap_or((rest, ""));
                let name = words.split_whitespace().next().unwrap_or_default();
                Some((offset, bytes.split_whitespace().collect(), name))
            })
            .collect();
        let hex: String = rows.iter().flat_map(|(_, bytes, _)| bytes.clone()).collect();
        let explained = explain(&["--as", struct_name, "--hex", &hex]);
        let mut agreed = 0;
        for (offset, bytes, name) in rows {
            let row = format!("{offset:>5}  {}", bytes.join(" "));
            let ours = explained.stdout.lines().find(|line| line.starts_with(&row));
            // In the tables, the zero byte after a path is part of the path.
            let Some(ours) = ours else { continue };
            if ours.contains(&format!(" {name} ")) {
                agreed += 1;
            }
        }
        assert!(agreed >= fields, "{family}: {agreed}\n{}{}", output.stdout, explained.stdout);
    }
}

#[test]
fn names_may_be_in_any_script_or_not_utf_8_at_all() {
    // RTM_NEWLINK with IFLA_IFALIAS "müll\"\n", then with bytes that are not UTF-8.
    let link = |len: &str, alias: &str| {
        let head = "10000000 00000000 00000000 00000100 01000000 00000000 00000000";
        format!("{len}000000 {head} {alias}")
    };
    let json = |hex: &str| explain(&["--hex", hex, "--format", "json"]).stdout;
    let alias = json(&link("2c", "0c001400 6dc3bc6c6c220a00"));
    assert!(alias.contains(r#""value":"müll\"\u000a","text":"\"müll"#), "{alias}");
    let bytes = json(&link("28", "08001400 61ff1b00"));
    assert!(bytes.contains(r#""value":"a\\xff\\x1b""#), "{bytes}");
}

#[test]
fn coverage_counts_the_bytes_on_the_command_line() {
    let known = explain(&["--coverage", "--hex", GUIDE_DONE]);
    assert_eq!(known.status.code(), Some(0), "{known:?}");
    assert!(known.stdout.starts_with("--hex: 1 datagrams, 20 bytes, 0 without"), "{known:?}");
    // One byte of an attribute, in a message whose length says 60 bytes.
    let cut = explain(&["--coverage", "--hex", &ROUTE.replace(' ', "")[..58]]);
    assert!(cut.stdout.contains("29 bytes, 0 without a name, 1 in 2 faults"), "{cut:?}");
    explain(&["--coverage", "--hex", "14000000ffff0000000000000000000001020304"])
        .fails_with(&["without a name"]);
}

#[test]
fn an_error_in_the_input_names_line_and_column() {
    explain_input(&[], b"3c 00\n18 0g").fails_with(&["standard input", "line 2, column 5", "'g'"]);
    explain_input(&[], b"").fails_with(&["found the end", "3c 00 00 00"]);
    let hostile = explain_input(&[], b"\x1b[2J\x1b]0;title\x07");
    hostile.fails_with(&["line 1, column 1", "\\u{1b}"]);
    assert!(!hostile.stderr.contains('\x1b'), "{hostile:?}");
    explain_input(&[], &[0xff, 0xfe, 0x00]).fails_with(&["line 1, column 1"]);
    explain(&["/no/such/file"]).fails_with(&["/no/such/file", "No such file"]);
    // Control characters in a name are never printed.
    let name =
        explain(&["--hex", "20000000100000000000000000000000 00000000000000000000000000000000"]);
    assert!(!name.stdout.chars().any(|c| c.is_control() && c != '\n'));
}

#[test]
fn an_error_in_a_capture_names_the_byte() {
    let directory = TempDir::new();
    let file = directory.path().join("damaged.pcap");
    let capture = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/captures/guide-route.pcap");
    let bytes = std::fs::read(capture).expect("a capture");
    std::fs::write(&file, &bytes[..bytes.len() - 3]).expect("a file");
    let output = explain(&[file.to_str().expect("UTF-8")]);
    // Everything before the damage is still explained.
    assert!(output.stdout.contains("RTM_NEWROUTE"), "{output:?}");
    output.fails_with(&["damaged.pcap", "at byte ", "ends in the middle"]);
}

#[test]
fn pcapng_is_read_like_pcap() {
    if !have("editcap") {
        return;
    }
    let directory = TempDir::new();
    let file = directory.path().join("capture.pcapng");
    let path = file.to_str().expect("UTF-8");
    let capture = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/captures/route.pcap");
    let converted = Output::of(Command::new("editcap").args(["-F", "pcapng", capture, path]));
    assert!(converted.status.success(), "{converted:?}");
    assert_eq!(explain(&[path]).stdout, explain(&[capture]).stdout);
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let command = format!(
        "{{ '{}' explain {}/../docs/captures/link.pcap; echo $? >&2; }} | head -n 1",
        built("netlink-monitor").display(),
        env!("CARGO_MANIFEST_DIR")
    );
    let output = Output::of(Command::new("sh").args(["-c", &command]));
    assert_eq!(output.stderr, "0\n");
}

/// Input that a simpler reader would silently misread.
#[test]
fn ambiguous_hex_dumps_are_read_right_or_refused() {
    let lines = |input: &str| {
        let output = explain_input(&["--format", "json"], input.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{input}: {output:?}");
        let len = |line: &str| line.split([':', ',']).nth(1).map(str::to_owned);
        output.stdout.lines().filter_map(len).collect::<Vec<String>>()
    };
    // The column of characters contains a quote and a backslash.
    assert_eq!(lines("00000000: 1400 0000 225c                           ....\"\\\n"), ["6"]);
    // hexdump replaces equal rows by a star.
    let zeros = "00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00";
    assert_eq!(lines(&format!("00000000  {zeros}  |................|\n*\n00000040\n")), ["64"]);
    // In a buffer without its quotes, a space is a byte.
    assert_eq!(lines(" \\0\\0\\0\\24\\0\\5\\3"), ["8"]);
    // Two datagrams in one dump, or in two calls.
    assert_eq!(lines(" | 00000  14 00\n | 00000  15 00 00\n"), ["2", "3"]);
    assert_eq!(
        lines("sendto(3, \"(\\0\", 2) = 2\nrecvmsg(3, [{\"4\\0\\0\", 9}]) = 3\n"),
        ["2", "3"]
    );
    // A missing row must not make the message shorter, and decimal numbers must not pass as hex.
    let row = "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00";
    explain_input(&[], format!("00000000: {row}\n00000020: {row}\n").as_bytes())
        .fails_with(&["line 2, column 1: found '00000020'", "a row is missing"]);
    explain_input(&[], b"60, 0, 0, 0").fails_with(&["found '60'", "decimal"]);
    explain_input(&[], b"0x0000003c").fails_with(&["found '0x0000003c'", "byte by byte"]);
}

/// Every command of strace that the help, the README and the book pipe to `explain` works as it is
/// printed.
#[test]
fn the_commands_for_strace_work() {
    if !["strace", "ip", "ss"].into_iter().all(have) {
        return;
    }
    let Some(lab) = Lab::start() else { return };
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let mut texts = vec![explain(&["--help"]).stdout, explain(&["--hex", DECODED]).stderr];
    texts.push(fs::read_to_string(root.join("README.md")).expect("the README"));
    for page in fs::read_dir(root.join("docs/src")).expect("the book") {
        let page = page.expect("a page").path();
        if page.extension().is_some_and(|extension| extension == "md") {
            texts.push(fs::read_to_string(page).expect("a page"));
        }
    }
    let program = built("netlink-monitor");
    let mut commands = BTreeSet::new();
    for line in texts.iter().flat_map(|text| text.lines()) {
        for (start, _) in line.match_indices("strace -") {
            let command = &line[start..];
            let command = command.split('`').next().unwrap_or_default();
            // Installed, or by the alias in `.cargo/config.toml`.
            for end in ["netlink-monitor explain", "cargo monitor explain"] {
                if let Some((command, _)) = command.split_once(end) {
                    commands.insert(format!("{command}'{}' explain", program.display()));
                }
            }
        }
    }
    assert!(commands.len() >= 2, "{commands:?}");
    for command in commands {
        let explained = lab.sh(&command);
        assert!(explained.contains("nlmsg_len"), "{command}: {explained}");
        assert!(!explained.contains("(fault)"), "{command}: {explained}");
        // A request and an answer, or the end of a dump.
        assert!(explained.matches("struct nlmsghdr").count() >= 2, "{command}: {explained}");
    }
}

/// A call as strace prints it since 4.13.
const DECODED: &str = "sendto(3, [{nlmsg_len=40, nlmsg_type=RTM_GETLINK}], 40, 0, NULL, 0) = 40";
