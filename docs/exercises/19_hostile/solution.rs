//! Attributes whose lengths may be lies.

/// The type, without its flags, and the payload of each attribute.
pub type Attributes<'a> = Vec<(u16, &'a [u8])>;

/// Returns the attributes, or the offset of the first one whose header or length is wrong.
pub fn attributes(bytes: &[u8]) -> Result<Attributes<'_>, usize> {
    // STARTER
    //| let _ = bytes;
    //| Err(0)
    // SOLUTION
    let mut attributes = Vec::new();
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        if rest.is_empty() {
            return Ok(attributes);
        }
        let [l0, l1, t0, t1, ..] = *rest else { return Err(at) };
        let len = usize::from(u16::from_ne_bytes([l0, l1]));
        let Some(payload) = rest.get(4..len) else { return Err(at) };
        attributes.push((u16::from_ne_bytes([t0, t1]) & 0x3fff, payload));
        at += len.next_multiple_of(4);
    }
    // END
}
