//! Forgets that the errno is negative in the message.

use std::net::Ipv4Addr;

/// Returns the request to add a route to `destination` with a prefix of `bits` bits.
pub fn request(seq: u32, destination: Ipv4Addr, bits: u8, gateway: Ipv4Addr) -> Vec<u8> {
    let mut request = Vec::new();
    request.extend(44_u32.to_ne_bytes());
    request.extend(24_u16.to_ne_bytes());
    request.extend(0x605_u16.to_ne_bytes());
    request.extend(seq.to_ne_bytes());
    request.extend(0_u32.to_ne_bytes());
    request.extend([2, bits, 0, 0, 254, 3, 0, 1]);
    request.extend(0_u32.to_ne_bytes());
    for (number, address) in [(1_u16, destination), (5_u16, gateway)] {
        request.extend(8_u16.to_ne_bytes());
        request.extend(number.to_ne_bytes());
        request.extend(address.octets());
    }
    request
}

/// Reads an `NLMSG_ERROR`: `Ok` for an acknowledgement, or the errno without its minus
/// sign.
pub fn outcome(answer: &[u8]) -> Result<(), i32> {
    /// `EBADMSG`, for an answer that is too short.
    const EBADMSG: i32 = 74;
    let error = answer.get(16..).and_then(<[u8]>::first_chunk).ok_or(EBADMSG)?;
    match i32::from_ne_bytes(*error) {
        0 => Ok(()),
        error => Err(error),
    }
}
