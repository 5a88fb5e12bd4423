//! `RTM_NEWLINK`: the name, state and kind of an interface.

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
    /// The kind of a virtual interface, such as `veth`. Others have none.
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

/// Returns the payload of the attribute with this number.
fn find(bytes: &[u8], number: u16) -> Option<&[u8]> {
    attributes(bytes).into_iter().find(|(found, _)| *found == number).map(|(_, payload)| payload)
}

/// Reads a string from the kernel, without the zero byte at its end.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.strip_suffix(&[0]).unwrap_or(bytes)).into_owned()
}
// END
