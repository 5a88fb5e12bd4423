//! One line for each struct, and one for its attributes; and the field that an error
//! points at.

use std::fmt::{self, Write};

use super::words::hex_bytes;
use crate::walk::Walk;
use crate::wire::What;

/// Header and fields of each message: one line for each struct, and one for the
/// attributes, without their headers. A route looks like this:
///
/// ```text
/// nlmsghdr: nlmsg_len 60 bytes, nlmsg_type RTM_NEWROUTE (24), …
/// rtmsg: rtm_family AF_INET (2), rtm_dst_len 30 bits, …
/// RTA_TABLE RT_TABLE_MAIN (254); RTA_DST 4.3.2.0; RTA_GATEWAY 127.0.0.1; …
/// ```
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn fields(out: &mut impl Write, walk: Walk<'_>) -> fmt::Result {
    // The separator before the next item of the current line.
    let mut joint = "";
    // Whether the line of attributes has begun, and where the header of the current
    // attribute ends: its length and type are not shown.
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
                // A field that is missing or only fills a hole has none.
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

/// The innermost attribute or field that holds the byte at `offset`, in words. An extended
/// acknowledgement points at the request with such an offset: for example, byte 28 of a
/// request to add a route is `RTA_DST`.
#[must_use]
pub fn pointed_at(walk: Walk<'_>, offset: usize) -> Option<String> {
    // The spans come from the outside in, so the last attribute that holds the byte is the
    // innermost. A field counts only outside of attributes: inside, it would be the
    // attribute's header, and the attribute's name tells more.
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
