//! The words that all printers share: the name of a leaf, the heading of a group, bytes
//! in hex, and text that is built piece by piece.

use std::fmt::{self, Write as _};

use crate::wire::{Kind, Span, Value, What};

/// What is said of the first field that a struct of an older kernel does not have.
const MISSING: &str = "missing, like all fields after it: newer than the sender of this struct";

/// What the printers show of a leaf.
pub(super) struct Leaf<'a> {
    /// `field`, `value`, `missing`, `padding`, `unknown` or `fault`.
    pub(super) kind: &'static str,
    pub(super) c_name: &'static str,
    pub(super) value: Option<Value<'a>>,
    pub(super) about: &'static str,
}

/// The words for a leaf; `None` for a group.
pub(super) fn leaf<'a>(span: &Span<'_, 'a>) -> Option<Leaf<'a>> {
    let (kind, c_name, about) = match span.what {
        What::Message { .. } | What::Struct(_) | What::Attribute { .. } => return None,
        What::Field(field) if matches!(field.kind, Kind::Pad(_)) => {
            ("padding", field.c_name, field.about)
        }
        What::Field(field) if span.is_missing() => ("missing", field.c_name, MISSING),
        What::Field(field) => ("field", field.c_name, field.about),
        What::Payload(attr, _) => ("value", attr.c_name, attr.about),
        What::Padding => ("padding", "padding", "keeps what follows aligned"),
        What::Unknown(why) => ("unknown", "unknown", why),
        What::Fault(fault) => ("fault", fault.c_name, "its length contradicts the bytes here"),
    };
    Some(Leaf { kind, c_name, value: span.value(), about })
}

/// The heading of a group: a message, a struct or an attribute.
///
/// Printed with `{}`, it is `RTM_NEWROUTE`, `struct rtmsg` or `RTA_DST`; where no table
/// has a row, the number is all that is known: `message type 99`, `RTA 200`.
pub(super) struct Heading {
    /// The protocol, where there are no tables for it; else empty.
    protocol: &'static str,
    /// `struct ` before the name of a struct.
    prefix: &'static str,
    /// The C name of the row or the struct; without a row, that of the attribute set.
    pub(super) c_name: &'static str,
    /// The number, if it alone tells the group from its siblings: in a list whose
    /// elements all have one row, and where there is no row.
    pub(super) number: Option<u16>,
    /// Whether a table has a row for it.
    is_known: bool,
    /// What it means; empty where the tables do not tell.
    pub(super) about: &'static str,
}

/// The heading of a group; `None` for a leaf.
pub(super) fn heading(span: &Span<'_, '_>) -> Option<Heading> {
    let known = |c_name, number, about| Heading {
        protocol: "",
        prefix: "",
        c_name,
        number,
        is_known: true,
        about,
    };
    let unknown = |c_name, number| Heading {
        protocol: "",
        prefix: "",
        c_name,
        number: Some(number),
        is_known: false,
        about: "",
    };
    Some(match span.what {
        What::Message { row: Some(row), .. } => known(row.c_name, None, row.about),
        // Where the type is all that is known, the protocol is worth naming.
        What::Message { row: None, number } if span.context.protocol.messages.is_empty() => {
            Heading { protocol: span.context.protocol.c_name, ..unknown("message type", number) }
        }
        What::Message { row: None, number } => unknown("message type", number),
        What::Struct(layout) => Heading { prefix: "struct ", ..known(layout.c_name, None, "") },
        What::Attribute { row: Some(row), number, .. } => {
            known(row.c_name, (row.number != number).then_some(number), row.about)
        }
        What::Attribute { row: None, number, set } => unknown(set.c_name, number),
        _ => return None,
    })
}

impl fmt::Display for Heading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.protocol.is_empty() {
            write!(f, "{} ", self.protocol)?;
        }
        write!(f, "{}{}", self.prefix, self.c_name)?;
        match self.number {
            Some(number) if !self.is_known => write!(f, " {number}"),
            _ => Ok(()),
        }
    }
}

/// Bytes as a hex dump shows them: `3c 00 00 00`.
///
/// ```
/// assert_eq!(netlink_raw::explain::hex_bytes(&[0x3c, 0, 0xff]), "3c 00 ff");
/// ```
#[must_use]
pub fn hex_bytes(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(3 * bytes.len());
    for byte in bytes {
        let space = if text.is_empty() { "" } else { " " };
        append(&mut text, |out| write!(out, "{space}{byte:02x}"));
    }
    text
}

/// The text that a printer writes.
///
/// ```
/// use netlink_raw::explain::{fields, text};
/// use netlink_raw::{uapi::ROUTE, walk::walk};
///
/// let noop = [16, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/// let line = text(|out| fields(out, walk(&ROUTE, &noop)));
/// assert!(line.starts_with("nlmsghdr: nlmsg_len 16 bytes, nlmsg_type NLMSG_NOOP (1)"));
/// ```
#[must_use]
pub fn text(write: impl FnOnce(&mut String) -> fmt::Result) -> String {
    let mut text = String::new();
    append(&mut text, write);
    text
}

/// Appends what a printer writes to a text.
///
/// A printer writes to any `fmt::Write`, and returns its errors. A `String` has none: it
/// takes everything. This is the one place that relies on it.
pub fn append(text: &mut String, write: impl FnOnce(&mut String) -> fmt::Result) {
    let (Ok(()) | Err(fmt::Error)) = write(text);
}
