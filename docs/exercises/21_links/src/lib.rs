//! `RTM_NEWLINK`: the name, state and kind of an interface.

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
    let _ = message;
    None
}
