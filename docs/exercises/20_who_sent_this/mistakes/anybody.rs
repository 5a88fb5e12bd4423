//! Assumes that every datagram on a netlink socket is from the kernel.

pub fn is_from_the_kernel(datagram: &[u8], from: &[u8]) -> bool {
    let _ = datagram;
    from.len() >= 12 && from.starts_with(&16_u16.to_ne_bytes())
}
