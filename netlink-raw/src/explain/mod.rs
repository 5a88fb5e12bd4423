//! Printers: loops over the spans that [`mod@crate::walk`] yields.
//!
//! None of them reads a byte by itself except to show it.

use std::fmt::{self, Write};
use std::io;

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};

use crate::request::struct_bytes;
use crate::socket::Datagram;
use crate::uapi::ROUTE;
use crate::uapi::netlink::{NL_FAMILY, NL_GROUPS, NL_PID, SOCKADDR_NL_ROW};
use crate::uapi::sys_socket::AF_NETLINK;
use crate::walk::{Walk, walk, walk_as};
use crate::wire::{Kind, Span, Value, What};

mod hex;
mod html;
mod json;
mod names;
mod tree;

pub use hex::hex;
pub use html::{Field, Figure, figure, html};
pub use json::{json, json_value};
pub use names::Names;
pub use tree::tree;

/// What the printers say of a leaf.
struct Leaf<'a> {
    /// `field`, `value`, `padding`, `unknown` or `fault`.
    kind: &'static str,
    c_name: &'static str,
    value: Option<Value<'a>>,
    about: &'static str,
}

/// The words for a leaf; `None` for a group.
fn leaf<'a>(span: &Span<'_, 'a>) -> Option<Leaf<'a>> {
    let (kind, c_name, about) = match span.what {
        What::Message { .. } | What::Struct(_) | What::Attribute { .. } => return None,
        What::Field(field) if matches!(field.kind, Kind::Pad(_)) => {
            ("padding", field.c_name, field.about)
        }
        What::Field(field) => ("field", field.c_name, field.about),
        What::Payload(attr, _) => ("value", attr.c_name, attr.about),
        What::Padding => ("padding", "padding", "keeps what follows aligned"),
        What::Unknown(why) => ("unknown", "unknown", why),
        What::Fault(fault) => ("fault", fault.c_name, "not as long as what stands before says"),
    };
    Some(Leaf { kind, c_name, value: span.value(), about })
}

/// Bytes as a hex dump shows them: `3c 00 00 00`.
fn hex_bytes(bytes: &[u8]) -> String {
    let bytes: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    bytes.join(" ")
}

/// A tree for standard output: with colours, unless it is a pipe or a file, or
/// `NO_COLOR` is set.
fn shown(walk: Walk<'_>) -> String {
    let mut lines = String::new();
    tree(&mut lines, walk).unwrap_or_default();
    match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => strip_str(&lines).to_string(),
        _ => lines,
    }
}

/// Every byte of a message that is about to be sent.
#[must_use]
pub fn sent(request: &[u8]) -> String {
    format!("sending {} bytes\n{}", request.len(), shown(walk(&ROUTE, request)))
}

/// Every byte of a datagram that was received, and of its sender's address.
#[must_use]
pub fn received(datagram: &Datagram<'_>) -> String {
    let Datagram { bytes, full_len, from_port_id, from_groups } = *datagram;
    let sender = address(from_port_id, from_groups);
    format!("received {full_len} bytes from\n{sender}{}", shown(walk(&ROUTE, bytes)))
}

/// Every byte of a netlink socket's address.
#[must_use]
pub fn address(port_id: u32, groups: u32) -> String {
    /// `AF_NETLINK`
    const FAMILY: u64 = AF_NETLINK as u64;
    let fields = [(NL_FAMILY, FAMILY), (NL_PID, port_id.into()), (NL_GROUPS, groups.into())];
    shown(walk_as(&SOCKADDR_NL_ROW, &struct_bytes(&fields)))
}

/// Offsets and bytes in the layout of `strace --write`, for comparison.
#[must_use]
pub fn hex_dump(bytes: &[u8]) -> String {
    let mut lines = String::new();
    for (row, bytes) in bytes.chunks(16).enumerate() {
        let halves: Vec<String> = bytes.chunks(8).map(hex_bytes).collect();
        lines.push_str(&format!(" | {:05x}  {}\n", row * 16, halves.join("  ")));
    }
    lines
}

/// Header and fields of each message: a line for each struct, and one for the
/// attributes, without their headers.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn fields(out: &mut impl Write, walk: Walk<'_>) -> fmt::Result {
    // What has to come before the next item of the current line.
    let mut joint = "";
    // Whether the line of attributes has begun, and where the present one's
    // header ends: its length and type are the attribute's own business.
    let mut in_attributes = false;
    let mut header_end = 0;
    walk.try_for_each(|span| {
        match &span.what {
            What::Message { .. } => {
                out.write_str(if joint.is_empty() { "" } else { "\n" })?;
                joint = "";
                in_attributes = false;
            }
            What::Struct(layout) => {
                let before = match (in_attributes, joint) {
                    (true, _) => " ",
                    (false, "") => "",
                    (false, _) => "\n",
                };
                write!(out, "{before}{}:", layout.c_name)?;
                joint = " ";
            }
            What::Attribute { number, set, row } => {
                out.write_str(if in_attributes { "; " } else { "\n" })?;
                match row {
                    Some(row) => out.write_str(row.c_name)?,
                    None => write!(out, "{} attribute {number}", set.c_name)?,
                }
                joint = " ";
                in_attributes = true;
                header_end = span.at.start + set.header.size();
            }
            What::Field(..) if span.at.start < header_end => {}
            What::Field(field) => {
                if let Some(value) = span.value() {
                    write!(out, "{joint}{} {value}", field.c_name)?;
                    joint = ", ";
                }
            }
            What::Payload(..) => {
                out.write_str(" ")?;
                span.value().map_or(Ok(()), |value| value.write(out))?;
            }
            What::Unknown(_) => {
                write!(out, "{joint}unknown {}", hex_bytes(span.bytes))?;
                joint = ", ";
            }
            What::Fault(fault) => {
                write!(out, "{joint}FAULT {fault}")?;
                joint = ", ";
            }
            What::Padding => {}
        }
        Ok(())
    })?;
    out.write_str(if joint.is_empty() { "" } else { "\n" })
}

/// The innermost attribute or field that holds the byte at `offset`, in words:
/// what an extended acknowledgement points at.
#[must_use]
pub fn pointed_at(walk: Walk<'_>, offset: usize) -> Option<String> {
    let mut found = None;
    walk.for_each(|span| match span.what {
        _ if !span.at.contains(&offset) => {}
        What::Attribute { row: Some(row), .. } => found = Some(row.c_name.to_owned()),
        What::Field(field) if found.is_none() => {
            found = span.value().map(|value| format!("{} = {value}", field.c_name));
        }
        _ => {}
    });
    found
}
