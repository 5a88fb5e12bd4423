//! Reads the type first.

/// Returns the type and the payload of each attribute.
pub fn attributes(bytes: &[u8]) -> Vec<(u16, &[u8])> {
    let mut attributes = Vec::new();
    let mut rest = bytes;
    while let [t0, t1, l0, l1, ..] = *rest {
        let rta_len = usize::from(u16::from_ne_bytes([l0, l1]));
        let rta_type = u16::from_ne_bytes([t0, t1]);
        let Some(payload) = rest.get(4..rta_len) else { break };
        attributes.push((rta_type, payload));
        rest = rest.get(rta_len.next_multiple_of(4)..).unwrap_or_default();
    }
    attributes
}
