//! A datagram is one message or several.

/// The messages of a datagram, up to the first whose length cannot be true.
pub fn messages(datagram: &[u8]) -> Vec<&[u8]> {
    let _ = datagram;
    Vec::new()
}
