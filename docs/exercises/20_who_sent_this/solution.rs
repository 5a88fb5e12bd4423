//! Who sent a datagram? The answer is in the one place that the sender cannot write.

/// `AF_NETLINK`
pub const AF_NETLINK: u16 = 16;

/// Returns whether a datagram came from the kernel. `from` is the socket address that
/// `recvfrom` returned with it.
pub fn is_from_the_kernel(datagram: &[u8], from: &[u8]) -> bool {
    // STARTER
    //| let _ = (datagram, from);
    //| false
    // SOLUTION
    // The sender wrote every byte of the datagram, so it proves nothing.
    let _ = datagram;
    let [f0, f1, _, _, p0, p1, p2, p3, _, _, _, _, ..] = *from else { return false };
    u16::from_ne_bytes([f0, f1]) == AF_NETLINK && u32::from_ne_bytes([p0, p1, p2, p3]) == 0
    // END
}
