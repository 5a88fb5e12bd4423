//! As `%s` in C: up to the next zero.

pub fn text(buffer: &[u8], _received: usize) -> String {
    let text = buffer.split(|byte| *byte == 0).next().unwrap_or_default();
    String::from_utf8_lossy(text).into_owned()
}
