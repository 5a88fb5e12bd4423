//! Which table a route is in.

/// The number of the attribute that holds the table.
pub const RTA_TABLE: u16 = 15;

/// The routing table of a message about a route.
pub fn table(message: &[u8]) -> Option<u32> {
    let _ = message;
    None
}
