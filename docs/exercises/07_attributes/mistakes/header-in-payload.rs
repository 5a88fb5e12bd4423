//! Treats the attribute's length as the length of the payload.

pub fn attributes(bytes: &[u8]) -> Vec<(u16, &[u8])> {
    let mut attributes = Vec::new();
    let mut rest = bytes;
    while let [l0, l1, t0, t1, ..] = *rest {
        let rta_len = usize::from(u16::from_ne_bytes([l0, l1]));
        let rta_type = u16::from_ne_bytes([t0, t1]);
        let Some(payload) = rest.get(..rta_len) else { break };
        attributes.push((rta_type, payload));
        rest = rest.get(rta_len.next_multiple_of(4)..).unwrap_or_default();
    }
    attributes
}
