//! Reads all IPv4 routes.

use std::io;

/// `RTM_GETROUTE`
pub const RTM_GETROUTE: u16 = 26;
/// `NLM_F_REQUEST | NLM_F_DUMP`
pub const FLAGS: u16 = 0x301;
/// `NLMSG_DONE`
pub const NLMSG_DONE: u16 = 3;

/// Returns the request for all IPv4 routes.
pub fn request(seq: u32) -> Vec<u8> {
    let _ = seq;
    Vec::new()
}

/// Returns the messages that answer the request with this sequence number.
pub fn read_answer(
    seq: u32,
    receive: &mut dyn FnMut(&mut [u8]) -> io::Result<usize>,
) -> io::Result<Vec<Vec<u8>>> {
    let mut buffer = vec![0; 32 * 1024];
    let mut answer = Vec::new();
    let _ = seq;
    let len = receive(&mut buffer)?;
    answer.extend(messages(&buffer[..len]).into_iter().take(0).map(<[u8]>::to_vec));
    Ok(answer)
}

/// Returns the messages of a datagram (exercise 6).
fn messages(datagram: &[u8]) -> Vec<&[u8]> {
    let mut messages = Vec::new();
    let mut rest = datagram;
    while let Some(len) = rest.first_chunk() {
        let len = u32::from_ne_bytes(*len) as usize;
        let Some(message) = rest.get(..len).filter(|message| message.len() >= 16) else { break };
        messages.push(message);
        rest = rest.get(len.next_multiple_of(4)..).unwrap_or_default();
    }
    messages
}
