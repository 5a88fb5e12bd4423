//! Lines of strace: which of them are calls that send or receive, and where their bytes are.
//!
//! ```text
//! sendto(3, "(\0\0\0\32\0\1\3"..., 40, 0, NULL, 0) = 40
//! recvmsg(3, {msg_name={…}, msg_iov=[{iov_base="4\0\0\0"…, iov_len=32768}], …}, 0) = 3320
//!  * 3320 bytes in buffer 0
//!  | 00000  34 00 00 00 …
//! ```
//!
//! strings in quotes are everywhere in such lines: names of interfaces and files, addresses, text
//! for standard error. Only the buffer of a call that sends or receives is a datagram. Since 4.13,
//! strace decodes netlink, and then there are no bytes at all, unless `-e write=all -e read=all`
//! adds them in rows.

use std::collections::{HashMap, HashSet};

use super::buffer::Buffer;
use super::cursor::Cursor;
use super::form::{Form, Reading};
use super::garbage::Garbage;
use super::rows::{is_strace_row, rows};
use super::strings::literal;
use crate::uapi::netlink::NETLINK;

const TRY_ROWS: &str = "to see the bytes, run 'netlink-monitor trace -- COMMAND', or add \
     -e write=all -e read=all to strace's options: \
     strace -e trace=network -e write=all -e read=all ip route 2>&1 | netlink-monitor explain";

/// The calls whose buffer is a datagram.
const SEND_OR_RECEIVE: &[&str] =
    &["send", "sendto", "sendmsg", "sendmmsg", "recv", "recvfrom", "recvmsg", "recvmmsg"];

/// The calls whose buffer is one if their descriptor is a netlink socket.
const READ_OR_WRITE: &[&str] = &["read", "write", "readv", "writev"];

/// The calls that return a new descriptor, for something that is no netlink socket.
const OPEN: &[&str] = &["open", "openat", "openat2", "creat", "accept", "accept4", "epoll_create1"];

/// A call in a line of strace.
#[derive(Clone, Copy)]
struct Call<'a> {
    /// The process that called, if the line says so.
    caller: &'a str,
    name: &'a str,
    /// What follows the parenthesis.
    arguments: &'a str,
    /// Whether the line only goes on with a call, whose first arguments are on an earlier line.
    resumed: bool,
}

/// The process in front of a call, without the time: `[pid 4711] 12:34:56 ` or `4711  `.
fn process(before: &str) -> &str {
    let before = before.trim();
    let before = before.strip_prefix("[pid").map_or(before, str::trim_start);
    let digits = before.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = before.split_at_checked(digits).unwrap_or_default();
    // With -ttt, a time is a number, too.
    if rest.starts_with(['.', ':']) { "" } else { number }
}

impl<'a> Call<'a> {
    /// The call that a line begins with, or ends with if another process was in between.
    fn of(line: &'a str) -> Option<Self> {
        let before_text = line.split('"').next().unwrap_or_default();
        if let Some((caller, rest)) = before_text.split_once("<... ") {
            let (name, _) = rest.split_once(" resumed>")?;
            let arguments = line.split_once(" resumed>").map_or("", |(_, arguments)| arguments);
            return Some(Call { caller: process(caller), name, arguments, resumed: true });
        }
        let (before, _) = before_text.split_once('(')?;
        let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
        let caller = before.trim_end_matches(is_word);
        let name = before.get(caller.len()..).filter(|name| !name.is_empty())?;
        let arguments = line.get(before.len() + 1..)?;
        Some(Call { caller: process(caller), name, arguments, resumed: false })
    }

    fn sends_or_receives(self) -> bool {
        SEND_OR_RECEIVE.contains(&self.name)
    }

    fn is_known(self) -> bool {
        self.sends_or_receives() || READ_OR_WRITE.contains(&self.name)
    }

    /// Whether the call has a datagram, if this is its descriptor.
    fn has_datagram(self, socket: Option<Socket>) -> bool {
        // The next call returns the datagram again.
        let peeks = self.arguments.rsplit('"').next().is_some_and(|end| end.contains("MSG_PEEK"));
        match socket {
            _ if peeks => false,
            Some(Socket::Other) => false,
            Some(Socket::Netlink(_)) => {
                self.sends_or_receives() || READ_OR_WRITE.contains(&self.name)
            }
            None => self.sends_or_receives(),
        }
    }

    /// The number that the call has returned, if it is one.
    fn returned(self) -> Option<&'a str> {
        let (_, returned) = self.arguments.rsplit_once(") = ")?;
        let digits = returned.bytes().take_while(u8::is_ascii_digit).count();
        returned.get(..digits).filter(|number| !number.is_empty())
    }

    /// Whether the line ends as those of strace do: `) = 40`, `) = -1 EPERM`, `) = ?`.
    fn has_returned(self) -> bool {
        self.arguments.rsplit_once(") = ").is_some_and(|(_, returned)| {
            returned.starts_with(|first: char| first.is_ascii_digit() || "-?".contains(first))
        })
    }

    /// The number of its socket, and what strace says about it with `-y`.
    fn socket(self) -> (&'a str, &'a str) {
        let first = self.arguments.split(',').next().unwrap_or_default();
        let digits = first.bytes().take_while(u8::is_ascii_digit).count();
        first.split_at_checked(digits).unwrap_or_default()
    }
}

/// What is known about a socket.
#[derive(Clone, Copy, PartialEq)]
enum Socket {
    /// A netlink socket, with its protocol, if that is known.
    Netlink(Option<u16>),
    /// A socket of another family.
    Other,
}

/// `NETLINK_ROUTE` or `0`.
fn protocol(name: &str) -> Option<u16> {
    let known = NETLINK.iter().find(|known| known.c_name == name).map(|known| known.number);
    known.or_else(|| name.parse().ok()).and_then(|number| u16::try_from(number).ok())
}

/// What the descriptors are, as far as the lines so far tell.
#[derive(Default)]
struct Sockets<'a> {
    /// What a descriptor of a process is.
    own: HashMap<(&'a str, &'a str), Socket>,
    /// What a descriptor is in the process that opened it last: a child has those of its parent.
    any: HashMap<&'a str, Socket>,
    /// The first argument of the call that a process has begun and not finished.
    unfinished: HashMap<&'a str, (&'a str, &'a str)>,
    /// The descriptors that had a datagram, and the same in the order of their first.
    used: HashSet<&'a str>,
    in_order: Vec<&'a str>,
}

impl<'a> Sockets<'a> {
    /// `socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 3`
    fn learn(&mut self, call: Call<'a>) {
        if call.arguments.ends_with("<unfinished ...>") {
            self.unfinished.insert(call.caller, call.socket());
        }
        let (number, _) = call.socket();
        if call.name == "close" {
            self.is(call.caller, number, Socket::Other);
        }
        let Some(returned) = call.returned() else { return };
        let is_copy = call.name.starts_with("dup") || call.arguments.contains("F_DUPFD");
        let socket = if call.name == "socket" {
            let arguments = call.arguments.rsplit_once(") = ").map_or("", |(before, _)| before);
            let mut words = arguments.split(", ");
            match words.next() {
                Some("AF_NETLINK" | "PF_NETLINK") => {
                    Socket::Netlink(words.nth(1).and_then(protocol))
                }
                _ => Socket::Other,
            }
        } else if is_copy {
            self.of(call).unwrap_or(Socket::Other)
        } else if OPEN.contains(&call.name) {
            Socket::Other
        } else {
            return;
        };
        self.is(call.caller, returned, socket);
    }

    fn is(&mut self, process: &'a str, descriptor: &'a str, socket: Socket) {
        self.own.insert((process, descriptor), socket);
        self.any.insert(descriptor, socket);
    }

    /// The descriptor of a call, and what strace says about it.
    fn descriptor(&self, call: Call<'a>) -> (&'a str, &'a str) {
        if !call.resumed {
            return call.socket();
        }
        self.unfinished.get(call.caller).copied().unwrap_or_default()
    }

    /// What a call's socket is; `None` if it was opened before the lines begin.
    fn of(&self, call: Call<'a>) -> Option<Socket> {
        let (number, about) = self.descriptor(call);
        // `3<NETLINK:[ROUTE:4711]>`, `3<TCP:[…]>`; `3<socket:[4711]>` tells nothing.
        let family = about.strip_prefix('<').and_then(|about| about.split_once(":["));
        match family {
            Some(("socket", _)) | None => {}
            Some(("NETLINK", name)) => {
                let name = name.split([':', ']']).next().unwrap_or_default();
                return Some(Socket::Netlink(protocol(&format!("NETLINK_{name}"))));
            }
            Some(_) => return Some(Socket::Other),
        }
        // A file: `3</etc/hosts>`.
        if about.starts_with("</") {
            return Some(Socket::Other);
        }
        self.own.get(&(call.caller, number)).or_else(|| self.any.get(number)).copied()
    }

    /// Notes that a call had a datagram.
    fn use_of(&mut self, call: Call<'a>) {
        let (number, _) = self.descriptor(call);
        if !number.is_empty() && self.used.insert(number) {
            self.in_order.push(number);
        }
    }

    fn form(&self) -> Form {
        Form::Strace(self.in_order.iter().map(|number| (*number).to_owned()).collect())
    }
}

/// Whether the text has lines of strace: a call and what it returned, or a call that sends or
/// receives.
pub(super) fn has_calls(text: &str) -> bool {
    let mut calls = text.lines().filter(|line| !is_strace_row(line)).filter_map(Call::of);
    calls.any(|call| call.sends_or_receives() || call.has_returned())
}

/// Reads lines of strace: one datagram for each call that sends or receives, and has one.
pub(super) fn calls(text: &str) -> Result<Reading, Garbage> {
    let mut buffers = Vec::new();
    let mut sockets = Sockets::default();
    for (number, line) in (1..).zip(text.lines()) {
        let Some(call) = Call::of(line) else { continue };
        sockets.learn(call);
        let socket = sockets.of(call);
        if !call.has_datagram(socket) {
            continue;
        }
        let protocol = match socket {
            Some(Socket::Netlink(protocol)) => protocol,
            _ => None,
        };
        let mut cursor = Cursor::at_line(line, number);
        cursor.skip(line.len().saturating_sub(call.arguments.len()));
        for buffer in datagrams(&mut cursor, call)? {
            buffers.push(Buffer { protocol, ..buffer });
            sockets.use_of(call);
        }
    }
    if buffers.is_empty() {
        let end = Cursor::at_line("", text.lines().count().max(1));
        return Err(end.garbage("a call that sends or receives, with its buffer", TRY_ROWS));
    }
    Ok(Reading { form: sockets.form(), buffers })
}

/// The datagrams of one call; the cursor is at its arguments. Most calls have one. `sendmmsg` and
/// `recvmmsg` have several, and each may consist of several buffers.
fn datagrams(cursor: &mut Cursor<'_>, call: Call<'_>) -> Result<Vec<Buffer>, Garbage> {
    const DECODED: &str = "the bytes of the message, but strace has decoded them";
    let mut found: Vec<Buffer> = Vec::new();
    let has_message = call.name.ends_with("msg");
    if !has_message {
        // The buffer is the second argument.
        let Some((socket, rest)) = cursor.rest.split_once(", ") else { return Ok(found) };
        cursor.skip(socket.chars().count() + 2);
        if rest.starts_with(['{', '[']) {
            return Err(cursor.garbage(DECODED, TRY_ROWS));
        }
        if rest.starts_with('"') {
            found.push(literal(cursor)?);
            // Only the socket's address may follow.
            no_other(cursor)?;
        }
        return Ok(found);
    }
    let mut goes_on = false;
    while !cursor.rest.is_empty() {
        // Until 4.13, `msg_iov(1)=[{"…", 40}]`; since then, `msg_iov=[{iov_base="…", iov_len=40}]`.
        // People shorten lines to `[{"…", 40}]`.
        let shortened = found.is_empty() && cursor.rest.starts_with("[{\"");
        let old = cursor.rest.starts_with("msg_iov(") || shortened;
        if old {
            while cursor.peek().is_some_and(|character| character != '{') {
                cursor.bump();
            }
        }
        goes_on &= !old && !cursor.rest.starts_with("msg_iov=");
        if !(old || cursor.eat("iov_base=") || goes_on && cursor.rest.starts_with("}, {\"")) {
            if cursor.rest.starts_with('"') {
                // A name or an address.
                literal(cursor)?;
            } else {
                cursor.bump();
            }
            continue;
        }
        if cursor.rest.starts_with("}, {") {
            cursor.eat("}, {");
        } else if old {
            cursor.bump();
        }
        if cursor.rest.starts_with(['{', '[']) {
            return Err(cursor.garbage(DECODED, TRY_ROWS));
        }
        if !cursor.rest.starts_with('"') {
            continue;
        }
        let buffer = literal(cursor)?;
        match found.last_mut() {
            Some(last) if goes_on => {
                last.bytes.extend(buffer.bytes);
                last.cut_off |= buffer.cut_off;
            }
            _ => found.push(buffer),
        }
        goes_on = true;
    }
    Ok(found)
}

/// Checks that no second buffer follows on the line; names are in `{}`.
fn no_other(cursor: &mut Cursor<'_>) -> Result<(), Garbage> {
    while let Some(character) = cursor.peek() {
        match character {
            '{' => return Ok(()),
            '"' => {
                return Err(cursor.garbage(
                    "one buffer in quotes on a line",
                    "cut out the one that is meant, with its quotes",
                ));
            }
            _ => {
                cursor.bump();
            }
        }
    }
    Ok(())
}

/// Reads the rows that strace adds with `-e write=all -e read=all`: one datagram for each call that
/// sends or receives, whatever the number of its buffers.
pub(super) fn dumps(text: &str) -> Result<Reading, Garbage> {
    let mut buffers: Vec<Buffer> = Vec::new();
    let mut sockets = Sockets::default();
    let mut piece: Vec<(usize, &str)> = Vec::new();
    // Whether the rows belong to a call on a netlink socket, or to none that is known.
    let mut wanted = true;
    let mut protocol = None;
    let mut goes_on = false;
    let mut end = |piece: &mut Vec<(usize, &str)>, goes_on: bool, wanted: bool, protocol| {
        let mut read = rows(piece.drain(..))?;
        if !wanted {
            return Ok(());
        }
        if goes_on
            && !read.is_empty()
            && let Some(last) = buffers.last_mut()
        {
            last.bytes.extend(read.remove(0).bytes);
        }
        buffers.extend(read.into_iter().map(|buffer| Buffer { protocol, ..buffer }));
        Ok(())
    };
    for (number, line) in (1..).zip(text.lines()) {
        if is_strace_row(line) {
            piece.push((number, line));
        } else if let Some(buffer) = line.trim_start().strip_prefix("* ") {
            // ` * 72 bytes in buffer 0`
            if let Some((_, index)) = buffer.split_once(" bytes in buffer ") {
                end(&mut piece, goes_on, wanted, protocol)?;
                goes_on = index.trim() != "0";
            }
        } else if let Some(call) = Call::of(line) {
            end(&mut piece, goes_on, wanted, protocol)?;
            goes_on = false;
            sockets.learn(call);
            let socket = sockets.of(call);
            wanted = call.has_datagram(socket) || !call.is_known() && !call.has_returned();
            if call.has_datagram(socket) {
                sockets.use_of(call);
            }
            protocol = match socket {
                Some(Socket::Netlink(protocol)) => protocol,
                _ => None,
            };
        }
    }
    end(&mut piece, goes_on, wanted, protocol)?;
    if buffers.is_empty() {
        let end = Cursor::at_line("", text.lines().count().max(1));
        return Err(end.garbage("a call that sends or receives on a netlink socket", TRY_ROWS));
    }
    Ok(Reading { form: sockets.form(), buffers })
}
