//! A list of `struct rtattr`.

/// Returns the type and the payload of each attribute.
pub fn attributes(bytes: &[u8]) -> Vec<(u16, &[u8])> {
    let _ = bytes;
    Vec::new()
}
