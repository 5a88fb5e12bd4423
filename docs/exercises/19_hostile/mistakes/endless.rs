//! Treats a missing payload as an empty one.

pub type Attributes<'a> = Vec<(u16, &'a [u8])>;

pub fn attributes(bytes: &[u8]) -> Result<Attributes<'_>, usize> {
    let mut attributes = Vec::new();
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        if rest.is_empty() {
            return Ok(attributes);
        }
        let [l0, l1, t0, t1, ..] = *rest else { return Err(at) };
        let len = usize::from(u16::from_ne_bytes([l0, l1]));
        if len > rest.len() {
            return Err(at);
        }
        let payload = rest.get(4..len).unwrap_or_default();
        attributes.push((u16::from_ne_bytes([t0, t1]) & 0x3fff, payload));
        at += len.next_multiple_of(4);
    }
}
