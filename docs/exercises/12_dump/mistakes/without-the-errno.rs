//! Reports that the dump failed, but not why.

use std::io;

/// `RTM_GETROUTE`
pub const RTM_GETROUTE: u16 = 26;
/// `NLM_F_REQUEST | NLM_F_DUMP`
pub const FLAGS: u16 = 0x301;
/// `NLMSG_DONE`
pub const NLMSG_DONE: u16 = 3;

/// Returns the request for all IPv4 routes.
pub fn request(seq: u32) -> Vec<u8> {
    let mut request = Vec::new();
    request.extend(28_u32.to_ne_bytes());
    request.extend(RTM_GETROUTE.to_ne_bytes());
    request.extend(FLAGS.to_ne_bytes());
    request.extend(seq.to_ne_bytes());
    request.extend(0_u32.to_ne_bytes());
    // struct rtmsg: AF_INET, and the rest is 0.
    request.push(2);
    request.resize(28, 0);
    request
}

/// Returns the messages that answer the request with this sequence number.
pub fn read_answer(
    seq: u32,
    receive: &mut dyn FnMut(&mut [u8]) -> io::Result<usize>,
) -> io::Result<Vec<Vec<u8>>> {
    let mut buffer = vec![0; 32 * 1024];
    let mut answer = Vec::new();
    loop {
        let len = receive(&mut buffer)?;
        for message in messages(&buffer[..len]) {
            let [_, _, _, _, t0, t1, _, _, s0, s1, s2, s3, ..] = *message else { continue };
            if u32::from_ne_bytes([s0, s1, s2, s3]) != seq {
                continue;
            }
            if u16::from_ne_bytes([t0, t1]) != NLMSG_DONE {
                answer.push(message.to_vec());
                continue;
            }
            let error = message.get(16..).and_then(<[u8]>::first_chunk);
            let error = error.ok_or(io::ErrorKind::UnexpectedEof)?;
            match i32::from_ne_bytes(*error) {
                0 => return Ok(answer),
                _ => return Err(io::Error::other("the dump failed")),
            }
        }
    }
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
