//! Reads only the attribute.

use given::{attributes, u32_at};

pub fn table(message: &[u8]) -> Option<u32> {
    let attributes = attributes(message.get(28..)?);
    let (_, payload) = attributes.iter().find(|(number, _)| *number == 15)?;
    u32_at(payload, 0)
}
