//! Printers: loops over the spans that [`mod@crate::walk`] yields.
//!
//! None of them reads a byte by itself except to show it.

use std::fmt::{self, Write};

use crate::request::struct_bytes;
use crate::socket::Datagram;
use crate::uapi::ROUTE;
use crate::uapi::socket::{FAMILIES, SOCKADDR_NL, SOCKADDR_NL_ROW};
use crate::walk::{walk, walk_as};
use crate::wire::{Span, What, number_of};

/// Bytes that stand in one row of the tree.
const ROW: usize = 8;

/// Every byte of `bytes`, one row for each field: offset, bytes, name, value,
/// meaning.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn tree<'a>(
    out: &mut impl Write,
    bytes: &[u8],
    spans: impl Iterator<Item = Span<'a>>,
) -> fmt::Result {
    for span in spans {
        match &span.what {
            What::Message { number, row } => {
                let name = Named { name: row.map(|row| row.c_name), or: "message type", number };
                group(out, &span, &name, row.map(|row| row.about))?;
            }
            What::Struct(layout) => {
                group(out, &span, &format_args!("struct {}", layout.c_name), None)?;
            }
            What::Attribute { number, set, row } => {
                let name = Named { name: row.map(|row| row.c_name), or: set.c_name, number };
                group(out, &span, &name, row.map(|row| row.about))?;
            }
            What::Field(field, value) => {
                let meaning = value.about().unwrap_or(field.about);
                leaf(out, bytes, &span, field.c_name, &value.to_string(), meaning)?;
            }
            What::Payload(attr, value) => {
                // The attribute's own row has said what it means.
                let meaning = value.about().unwrap_or_default();
                leaf(out, bytes, &span, attr.c_name, &value.to_string(), meaning)?;
            }
            What::Padding => {
                leaf(out, bytes, &span, "(padding)", "", "keeps what follows aligned")?;
            }
            What::Unknown(why) => leaf(out, bytes, &span, "(unknown)", "", why)?,
            What::Fault(fault) => leaf(out, bytes, &span, "(fault)", "", &fault.to_string())?,
        }
    }
    Ok(())
}

/// The name of a table's row, or the number where the table has none.
struct Named<'a> {
    name: Option<&'static str>,
    or: &'static str,
    number: &'a u16,
}

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            Some(name) => f.write_str(name),
            None => write!(f, "{} {}", self.or, self.number),
        }
    }
}

/// The width of the column of bytes.
const BYTES: usize = 3 * ROW - 1;

/// The heading of a message, a struct or an attribute.
fn group(
    out: &mut impl Write,
    span: &Span<'_>,
    name: &impl fmt::Display,
    about: Option<&str>,
) -> fmt::Result {
    let (at, len, indent) = (span.at.start, span.at.len(), 2 * span.depth);
    write!(out, "{at:>5}  {:BYTES$}  {:indent$}{name}, {len} bytes", "", "")?;
    match about {
        Some(about) => writeln!(out, ": {about}"),
        None => writeln!(out),
    }
}

/// The rows of one leaf; the words stand in the first.
fn leaf(
    out: &mut impl Write,
    bytes: &[u8],
    span: &Span<'_>,
    name: &str,
    value: &str,
    meaning: &str,
) -> fmt::Result {
    let indent = 2 * span.depth;
    let shown = bytes.get(span.at.clone()).unwrap_or_default();
    let (first, rest) = shown.split_at_checked(ROW).unwrap_or((shown, &[]));
    let mut at = span.at.start;
    write!(out, "{at:>5}  {:<BYTES$}  {:indent$}{name:<13}", hex(first), "")?;
    match (value, meaning) {
        ("", meaning) => writeln!(out, "  {meaning}")?,
        (value, "") => writeln!(out, "  {value}")?,
        (value, meaning) => writeln!(out, "  {value}: {meaning}")?,
    }
    for row in rest.chunks(ROW) {
        at += ROW;
        writeln!(out, "{at:>5}  {}", hex(row))?;
    }
    Ok(())
}

/// Bytes as a hex dump shows them: `3c 00 00 00`.
fn hex(bytes: &[u8]) -> String {
    let bytes: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    bytes.join(" ")
}

/// Every byte of a message that is about to be sent.
#[must_use]
pub fn sent(request: &[u8]) -> String {
    let mut lines = format!("sending {} bytes\n", request.len());
    tree(&mut lines, request, walk(&ROUTE, request)).unwrap_or_default();
    lines
}

/// Every byte of a datagram that was received, and of its sender's address.
#[must_use]
pub fn received(datagram: &Datagram<'_>) -> String {
    let Datagram { bytes, full_len, from_port_id, from_groups } = *datagram;
    let mut lines = format!("received {full_len} bytes from\n");
    lines.push_str(&address(from_port_id, from_groups));
    tree(&mut lines, bytes, walk(&ROUTE, bytes)).unwrap_or_default();
    lines
}

/// Every byte of a netlink socket's address.
#[must_use]
pub fn address(port_id: u32, groups: u32) -> String {
    /// `AF_NETLINK`
    const FAMILY: u64 = number_of(FAMILIES, "AF_NETLINK");
    let fields = [("nl_family", FAMILY), ("nl_pid", port_id.into()), ("nl_groups", groups.into())];
    let bytes = struct_bytes(&SOCKADDR_NL, &fields);
    let mut lines = String::new();
    tree(&mut lines, &bytes, walk_as(&SOCKADDR_NL_ROW, &bytes)).unwrap_or_default();
    lines
}

/// Offsets and bytes in the layout of `strace --write`, for comparison.
#[must_use]
pub fn hex_dump(bytes: &[u8]) -> String {
    let mut lines = String::new();
    for (row, bytes) in bytes.chunks(16).enumerate() {
        let halves: Vec<String> = bytes.chunks(8).map(hex).collect();
        lines.push_str(&format!(" | {:05x}  {}\n", row * 16, halves.join("  ")));
    }
    lines
}

/// Header and fields of each message, a line for each struct and one for the
/// attributes; without the bytes.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn fields<'a>(out: &mut impl Write, spans: impl Iterator<Item = Span<'a>>) -> fmt::Result {
    // What has to come before the next item of the current line.
    let mut joint = "";
    // The fields of attribute headers are the attributes' own business.
    let mut in_attribute = None;
    for span in spans {
        if in_attribute.is_some_and(|depth| span.depth <= depth) {
            in_attribute = None;
        }
        match &span.what {
            What::Message { .. } => {
                out.write_str(if joint.is_empty() { "" } else { "\n" })?;
                joint = "";
            }
            What::Struct(layout) => {
                out.write_str(if joint.is_empty() { "" } else { "\n" })?;
                write!(out, "{}:", layout.c_name)?;
                joint = " ";
            }
            What::Attribute { number, set, row } => {
                out.write_str(if in_attribute.is_none() && joint == ", " { "\n" } else { "; " })?;
                match row {
                    Some(row) => out.write_str(row.c_name)?,
                    None => write!(out, "{} attribute {number}", set.c_name)?,
                }
                joint = "; ";
                in_attribute = Some(in_attribute.unwrap_or(span.depth));
            }
            What::Field(field, value) if in_attribute.is_none() => {
                write!(out, "{joint}{} {value}", field.c_name)?;
                joint = ", ";
            }
            What::Payload(_, value) => write!(out, " {value}")?,
            What::Fault(fault) => {
                write!(out, "{joint}FAULT {fault}")?;
                joint = "; ";
            }
            What::Field(..) | What::Padding | What::Unknown(_) => {}
        }
    }
    out.write_str(if joint.is_empty() { "" } else { "\n" })
}

/// The innermost attribute or field that holds the byte at `offset`, in words:
/// what an extended acknowledgement points at.
#[must_use]
pub fn pointed_at<'a>(spans: impl Iterator<Item = Span<'a>>, offset: usize) -> Option<String> {
    let mut found = None;
    for span in spans.filter(|span| span.at.contains(&offset)) {
        match span.what {
            What::Attribute { row: Some(row), .. } => found = Some(row.c_name.to_owned()),
            What::Field(field, value) if found.is_none() => {
                found = Some(format!("{} = {value}", field.c_name));
            }
            _ => {}
        }
    }
    found
}
