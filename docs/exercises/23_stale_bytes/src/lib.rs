//! The text of a datagram, in a buffer that is used again.

/// Returns the datagram at the beginning of `buffer` as text.
pub fn text(buffer: &[u8], received: usize) -> String {
    let _ = (buffer, received);
    String::new()
}
