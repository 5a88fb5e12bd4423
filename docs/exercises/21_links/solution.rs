//! `RTM_NEWLINK`: what an interface is.

// STARTER
// SOLUTION
use given::{attributes, u32_at};

// END
/// An interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub index: u32,
    pub name: String,
    pub is_up: bool,
    /// What it is, if it is something special.
    pub kind: Option<String>,
}

/// Reads a message about an interface.
pub fn read_link(message: &[u8]) -> Option<Link> {
    // STARTER
    //| let _ = message;
    //| None
    // SOLUTION
    let all = message.get(32..)?;
    let name = find(all, 3)?;
    let kind = find(all, 18).and_then(|info| find(info, 1));
    Some(Link {
        index: u32_at(message, 20)?,
        name: text(name),
        is_up: u32_at(message, 24)? & 1 != 0,
        kind: kind.map(text),
    })
    // END
}
// STARTER
// SOLUTION

/// The payload of the attribute with this number.
fn find(bytes: &[u8], number: u16) -> Option<&[u8]> {
    attributes(bytes).into_iter().find(|(found, _)| *found == number).map(|(_, payload)| payload)
}

/// A string of the kernel's, which ends with a zero.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.strip_suffix(&[0]).unwrap_or(bytes)).into_owned()
}
// END
