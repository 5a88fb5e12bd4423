//! Ends the list silently at the first error.

pub type Attributes<'a> = Vec<(u16, &'a [u8])>;

pub fn attributes(bytes: &[u8]) -> Result<Attributes<'_>, usize> {
    let mut attributes = Vec::new();
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        if rest.is_empty() {
            return Ok(attributes);
        }
        let [l0, l1, t0, t1, ..] = *rest else { return Ok(attributes) };
        let len = usize::from(u16::from_ne_bytes([l0, l1]));
        let Some(payload) = rest.get(4..len) else { return Ok(attributes) };
        attributes.push((u16::from_ne_bytes([t0, t1]) & 0x3fff, payload));
        at += len.next_multiple_of(4);
    }
}
