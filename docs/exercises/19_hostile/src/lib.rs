//! Attributes whose lengths are lies.

/// Attributes: the type, without its flags, and the payload of each.
pub type Attributes<'a> = Vec<(u16, &'a [u8])>;

/// The attributes; or the offset of the first that cannot be one.
pub fn attributes(bytes: &[u8]) -> Result<Attributes<'_>, usize> {
    let _ = bytes;
    Err(0)
}
