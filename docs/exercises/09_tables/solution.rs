//! The routing table of a route.

// STARTER
// SOLUTION
use given::{attributes, u32_at};

// END
/// The type of the attribute that contains the table.
pub const RTA_TABLE: u16 = 15;

/// Returns the routing table that a message about a route gives.
pub fn table(message: &[u8]) -> Option<u32> {
    // STARTER
    //| let _ = message;
    //| None
    // SOLUTION
    let rtm_table = *message.get(20)?;
    let attributes = attributes(message.get(28..)?);
    match attributes.iter().find(|(number, _)| *number == RTA_TABLE) {
        Some((_, payload)) if payload.len() == 4 => u32_at(payload, 0),
        Some(_) => None,
        None => Some(u32::from(rtm_table)),
    }
    // END
}
