//! Returns only the first message, as the chapter's C program does.

pub fn messages(datagram: &[u8]) -> Vec<&[u8]> {
    let Some(len) = datagram.first_chunk() else { return Vec::new() };
    let len = u32::from_ne_bytes(*len) as usize;
    datagram.get(..len).filter(|message| message.len() >= 16).into_iter().collect()
}
