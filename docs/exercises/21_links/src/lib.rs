//! `RTM_NEWLINK`: what an interface is.

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
    let _ = message;
    None
}
