//! `ip route add`, and what the kernel says to it.

use std::net::Ipv4Addr;

/// The request to add a route to `destination`, of which `bits` bits count.
pub fn request(seq: u32, destination: Ipv4Addr, bits: u8, gateway: Ipv4Addr) -> Vec<u8> {
    let _ = (seq, destination, bits, gateway);
    Vec::new()
}

/// What the `NLMSG_ERROR` says: an acknowledgement, or an errno, without its minus sign.
pub fn outcome(answer: &[u8]) -> Result<(), i32> {
    let _ = answer;
    Err(0)
}
