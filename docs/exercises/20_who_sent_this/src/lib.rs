//! Who sent a datagram? The answer is in the one place that the sender cannot write.

/// `AF_NETLINK`
pub const AF_NETLINK: u16 = 16;

/// Returns whether a datagram came from the kernel. `from` is the socket address that
/// `recvfrom` returned with it.
pub fn is_from_the_kernel(datagram: &[u8], from: &[u8]) -> bool {
    let _ = (datagram, from);
    false
}
