//! The text of a datagram, in a buffer that is used again.

/// Returns the datagram at the beginning of `buffer` as text.
pub fn text(buffer: &[u8], received: usize) -> String {
    // STARTER
    //| let _ = (buffer, received);
    //| String::new()
    // SOLUTION
    let datagram: &[u8] = buffer.get(..received).unwrap_or(buffer);
    let text = datagram.split(|byte| *byte == 0).next().unwrap_or_default();
    String::from_utf8_lossy(text).into_owned()
    // END
}
