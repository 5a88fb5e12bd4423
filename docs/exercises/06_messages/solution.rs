//! A datagram contains one message or more.

/// Returns the messages of a datagram, up to the first whose length cannot be right.
pub fn messages(datagram: &[u8]) -> Vec<&[u8]> {
    // STARTER
    //| let _ = datagram;
    //| Vec::new()
    // SOLUTION
    let mut messages = Vec::new();
    let mut rest = datagram;
    while let Some(len) = rest.first_chunk() {
        let len = u32::from_ne_bytes(*len) as usize;
        let Some(message) = rest.get(..len).filter(|message| message.len() >= 16) else { break };
        messages.push(message);
        rest = rest.get(len.next_multiple_of(4)..).unwrap_or_default();
    }
    messages
    // END
}
