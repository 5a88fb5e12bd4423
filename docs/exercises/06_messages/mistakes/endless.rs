//! Trusts the length, even if it is 0.

pub fn messages(datagram: &[u8]) -> Vec<&[u8]> {
    let mut messages = Vec::new();
    let mut rest = datagram;
    while let Some(len) = rest.first_chunk() {
        let len = u32::from_ne_bytes(*len) as usize;
        let Some(message) = rest.get(..len) else { break };
        if !message.is_empty() {
            messages.push(message);
        }
        rest = rest.get(len.next_multiple_of(4)..).unwrap_or_default();
    }
    messages
}
