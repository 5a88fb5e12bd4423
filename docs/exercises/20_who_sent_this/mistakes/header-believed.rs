//! Decides by the header.

pub fn is_from_the_kernel(datagram: &[u8], from: &[u8]) -> bool {
    from.len() >= 12 && datagram.get(12..16).is_some_and(|nlmsg_pid| nlmsg_pid == [0; 4])
}
