//! Cuts the buffer, and prints zeros.

pub fn text(buffer: &[u8], received: usize) -> String {
    String::from_utf8_lossy(buffer.get(..received).unwrap_or(buffer)).into_owned()
}
