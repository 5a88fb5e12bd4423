//! Reads only the byte of the struct.

pub fn table(message: &[u8]) -> Option<u32> {
    message.get(28..)?;
    message.get(20).map(|table| u32::from(*table))
}
