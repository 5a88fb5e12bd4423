//! Messages and addresses as the programs print them: for *this process's* standard
//! output, with colours if it is a terminal.

use std::io;
use std::os::fd::AsFd;

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};

use crate::datagram::Datagram;
use crate::explain::{text, tree};
use crate::request::struct_bytes;
use crate::uapi::ROUTE;
use crate::uapi::netlink::{NL_FAMILY, NL_GROUPS, NL_PID, SOCKADDR_NL_ROW};
use crate::uapi::sys_socket::AF_NETLINK;
use crate::walk::{Walk, walk, walk_as};

/// The width of standard output in columns: that of the terminal, or 100 if it is not one.
#[must_use]
pub fn width() -> usize {
    width_of(io::stdout())
}

/// The width of a terminal in columns, or 100 if the stream is not one.
#[must_use]
pub fn width_of(stream: impl AsFd) -> usize {
    let size = terminal_size::terminal_size_of(stream);
    size.map_or(100, |(terminal_size::Width(columns), _)| columns.into())
}

/// A paragraph, broken into lines that fit the terminal, and a newline.
#[must_use]
pub fn paragraph(text: &str) -> String {
    textwrap::fill(text, width()) + "\n"
}

/// Lines of fields, each broken between two fields where the terminal ends. What continues a
/// line is indented.
#[must_use]
pub fn indented(lines: &str) -> String {
    let options = hanging(width()).word_separator(textwrap::WordSeparator::Custom(|line| {
        let ends = line.match_indices([',', ';']).map(|(at, _)| at + 1);
        let ends = ends.filter(|end| line[*end..].starts_with(' ')).map(|space| space + 1);
        Box::new(ends.chain([line.len()]).scan(0, |start, end| {
            let field = &line[std::mem::replace(start, end)..end];
            Some(textwrap::core::Word::from(field))
        }))
    }));
    lines.lines().map(|line| textwrap::fill(line, &options) + "\n").collect()
}

/// A sentence for standard error, after the program's name, broken in the same way.
#[must_use]
pub fn sentence(program: &str, text: &str) -> String {
    let line = textwrap::fill(&format!("{program}: {text}"), hanging(width_of(io::stderr())));
    line.get(program.len() + 2..).unwrap_or(text).to_owned()
}

/// Breaks lines at spaces only: options and addresses stay in one piece.
fn hanging(width: usize) -> textwrap::Options<'static> {
    textwrap::Options::new(width)
        .subsequent_indent("    ")
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// A tree for standard output: with colours, unless that is a pipe or a file, or
/// `NO_COLOR` is set.
fn shown(walk: Walk<'_>) -> String {
    let lines = text(|out| tree(out, walk, width()));
    match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => strip_str(&lines).to_string(),
        _ => lines,
    }
}

/// Every byte of a message that the program is about to send.
#[must_use]
pub fn sent(request: &[u8]) -> String {
    format!("sending {} bytes\n{}", request.len(), shown(walk(&ROUTE, request)))
}

/// Every byte of a received datagram, and of its sender's address.
#[must_use]
pub fn received(datagram: &Datagram<'_>) -> String {
    let Datagram { bytes, full_len, from_port_id, from_groups } = *datagram;
    let sender = address(from_port_id, from_groups);
    format!("received {full_len} bytes from\n{sender}{}", shown(walk(&ROUTE, bytes)))
}

/// `struct sockaddr_nl`: every byte of a netlink socket's address.
#[doc(alias = "sockaddr_nl")]
#[must_use]
pub fn address(port_id: u32, groups: u32) -> String {
    let fields =
        [(NL_FAMILY, AF_NETLINK.into()), (NL_PID, port_id.into()), (NL_GROUPS, groups.into())];
    shown(walk_as(&SOCKADDR_NL_ROW, &struct_bytes(&fields)))
}
