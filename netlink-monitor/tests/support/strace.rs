//! The netlink traffic that strace prints: the bytes of each call, and how strace decodes them.
//!
//! ```text
//! sendto(3, [{nlmsg_len=40, …}, {ifi_family=AF_UNSPEC, …}, [{nla_len=8, …}, 1]], 40, 0, NULL, 0) = 40
//!  | 00000  28 00 00 00 12 00 01 03  …
//! recvmsg(3, {msg_name={…}, msg_iov=[{iov_base=[{nlmsg_len=…}], iov_len=32768}], …}, 0) = 3320
//!  * 3320 bytes in buffer 0
//!  | 00000  …
//! ```

#![allow(unreachable_pub, dead_code, reason = "each test file is a crate of its own")]

use std::path::Path;

use netlink_raw::input::text;
use netlink_raw::uapi;
use netlink_raw::wire::Protocol;

/// Arguments that make strace print every byte, and every name that it knows.
pub const ALL: &[&str] =
    &["-qq", "-v", "-s", "65536", "-e", "trace=network", "-e", "read=all", "-e", "write=all"];

/// One datagram, sent or received.
pub struct Call {
    pub protocol: &'static Protocol,
    pub bytes: Vec<u8>,
    /// The line in the log.
    pub line: String,
    pub decoded: Vec<Atom>,
}

/// The smallest unit that strace prints: `rtm_family=AF_INET`, or a payload, which has no name.
#[derive(Debug)]
pub struct Atom {
    pub name: String,
    pub value: String,
}

/// Returns the netlink datagrams in a log.
pub fn calls(log: &Path) -> Vec<Call> {
    let log = std::fs::read_to_string(log).expect("a log of strace");
    let lines: Vec<&str> = log.lines().collect();
    let mut calls = Vec::new();
    // If nothing was sent or received, the log has no rows of bytes, which is an error to `parse`.
    for buffer in text::parse(log.as_bytes()).map(|reading| reading.buffers).unwrap_or_default() {
        let is_call = |line: &&&str| !line.starts_with(" |") && !line.starts_with(" *");
        let above = &lines[..buffer.line - 1];
        let line = above.iter().rev().find(is_call).expect("a call above its bytes");
        let (_, arguments) = line.split_once('(').expect("a call");
        let (socket, arguments) = arguments.split_once(", ").expect("a socket");
        let Some(protocol) = protocol_of(above, socket) else { continue };
        let decoded = match arguments.split_once("iov_base=") {
            Some((_, decoded)) => decoded,
            None => arguments,
        };
        calls.push(Call {
            protocol,
            bytes: buffer.bytes,
            line: (*line).to_owned(),
            decoded: atoms(decoded),
        });
    }
    calls
}

/// Returns the protocol of a socket, from the last line that opened this descriptor:
/// `socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 3`. With `-f`, the process is in
/// front.
fn protocol_of(lines: &[&str], socket: &str) -> Option<&'static Protocol> {
    let made = format!(") = {socket}");
    let opens = |line: &&&str| line.contains("socket(AF_NETLINK") && line.ends_with(&made);
    let line = lines.iter().rev().find(opens);
    let (arguments, _) = line?.rsplit_once(')')?;
    let (_, name) = arguments.rsplit_once(", ")?;
    let mut all = uapi::PROTOCOLS.iter().chain(uapi::OTHERS);
    all.find(|(_, protocol)| protocol.c_name == name).map(|(_, protocol)| *protocol)
}

/// Splits the first argument of a text into atoms. Brackets and braces show how strace groups
/// them, but we ignore the groups because the lengths in the message say the same.
fn atoms(text: &str) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    let (mut depth, mut rest) = (0, text);
    loop {
        let len = value_len(rest);
        let (piece, after) = rest.split_at(len);
        push(&mut atoms, piece.trim());
        let Some(mark) = after.chars().next() else { return atoms };
        match mark {
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return atoms;
        }
        rest = &after[1..];
    }
}

fn push(atoms: &mut Vec<Atom>, piece: &str) {
    let piece = without_comment(piece);
    let piece = piece.as_str();
    let (name, value) = match piece.split_once('=') {
        _ if piece.starts_with('"') => ("", piece),
        Some((name, value)) => (name, value),
        None => ("", piece),
    };
    // `[IPV4_DEVCONF_TAG-1]=0`: the index gives the name.
    if piece.starts_with('=') {
        let last = atoms.last_mut().expect("an index first");
        last.name = last.value.trim_end_matches("-1").to_owned();
        last.value = value.to_owned();
    } else if !value.is_empty() {
        // `inet_pton(AF_INET6, "::", &idiag_src)` names the field that it sets.
        let set = value.split_once(", &").and_then(|(_, name)| name.strip_suffix(')'));
        let name = set.unwrap_or(name);
        atoms.push(Atom { name: name.to_owned(), value: value.to_owned() });
    }
}

/// Removes the comment from `htons(0x800 /* ETH_P_IP */)`.
fn without_comment(piece: &str) -> String {
    match piece.split_once(" /*").map(|(head, rest)| (head, rest.split_once("*/"))) {
        Some((head, Some((_, tail)))) if !piece.starts_with('"') => format!("{head}{tail}"),
        _ => piece.to_owned(),
    }
}

/// Returns the length of the value at the start of the text: a bracket, brace or comma ends it.
fn value_len(text: &str) -> usize {
    let (mut quoted, mut escaped, mut parentheses, mut comment) = (false, false, 0, false);
    let is_digit = |character: char| character.is_ascii_digit();
    for (at, character) in text.char_indices() {
        let before = &text[..at];
        match character {
            _ if escaped => escaped = false,
            _ if comment => comment = !before.ends_with('*') || character != '/',
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '*' if before.ends_with('/') => comment = true,
            // `idiag_cookie=[7771, 0]` is one value of several numbers.
            '[' if before.ends_with('=') && text[at + 1..].starts_with(is_digit) => {
                parentheses += 1;
            }
            ']' if parentheses > 0 => parentheses -= 1,
            '(' => parentheses += 1,
            ')' => parentheses -= 1,
            _ if parentheses > 0 => {}
            '[' | ']' | '{' | '}' | ',' => return at,
            _ => {}
        }
    }
    text.len()
}
