//! Looks for the kind next to IFLA_LINKINFO instead of inside it.

use given::{attributes, u32_at};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub index: u32,
    pub name: String,
    pub is_up: bool,
    pub kind: Option<String>,
}

pub fn read_link(message: &[u8]) -> Option<Link> {
    let all = message.get(32..)?;
    let name = find(all, 3)?;
    let kind = find(all, 1);
    Some(Link {
        index: u32_at(message, 20)?,
        name: text(name),
        is_up: u32_at(message, 24)? & 1 != 0,
        kind: kind.map(text),
    })
}

fn find(bytes: &[u8], number: u16) -> Option<&[u8]> {
    attributes(bytes).into_iter().find(|(found, _)| *found == number).map(|(_, payload)| payload)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.strip_suffix(&[0]).unwrap_or(bytes)).into_owned()
}
