//! Rejects an attribute whose padding is missing.

pub fn attributes(bytes: &[u8]) -> Vec<(u16, &[u8])> {
    let mut attributes = Vec::new();
    let mut rest = bytes;
    while let [l0, l1, t0, t1, ..] = *rest {
        let rta_len = usize::from(u16::from_ne_bytes([l0, l1]));
        let rta_type = u16::from_ne_bytes([t0, t1]);
        let Some(payload) = rest.get(4..rta_len) else { break };
        if rest.len() < rta_len.next_multiple_of(4) {
            break;
        }
        attributes.push((rta_type, payload));
        rest = rest.get(rta_len.next_multiple_of(4)..).unwrap_or_default();
    }
    attributes
}
