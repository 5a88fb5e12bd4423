//! Believes that the buffer holds all that was received.

pub fn text(buffer: &[u8], received: usize) -> String {
    let text = buffer[..received].split(|byte| *byte == 0).next().unwrap_or_default();
    String::from_utf8_lossy(text).into_owned()
}
