//! Returns the padding as a part of the message.

/// Returns the messages of a datagram, up to the first whose length cannot be right.
pub fn messages(datagram: &[u8]) -> Vec<&[u8]> {
    let mut messages = Vec::new();
    let mut rest = datagram;
    while let Some(len) = rest.first_chunk() {
        let len = u32::from_ne_bytes(*len) as usize;
        let Some(message) = rest
            .get(..len.next_multiple_of(4))
            .or(rest.get(..len))
            .filter(|message| message.len() >= 16)
        else {
            break;
        };
        messages.push(message);
        rest = rest.get(len.next_multiple_of(4)..).unwrap_or_default();
    }
    messages
}
