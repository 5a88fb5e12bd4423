//! An attribute whose shape depends on the message.

/// A number in a request, a flag in the description of a radio.
pub const CONTROL_PORT_ETHERTYPE: u16 = 0x66;

/// What an attribute contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing: it counts that the attribute is there.
    Flag,
    /// A number of two bytes.
    Number(u16),
    /// Anything else, unchanged.
    Bytes(&'a [u8]),
}

/// Returns the type and the value of each attribute.
pub fn values(bytes: &[u8]) -> Vec<(u16, Value<'_>)> {
    let _ = bytes;
    Vec::new()
}
