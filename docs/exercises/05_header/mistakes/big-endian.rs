//! Reads all numbers in network order.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    pub nlmsg_len: u32,
    pub nlmsg_type: u16,
    pub nlmsg_flags: u16,
    pub nlmsg_seq: u32,
    pub nlmsg_pid: u32,
}

pub fn read_header(bytes: &[u8]) -> Option<Header> {
    let [l0, l1, l2, l3, t0, t1, f0, f1, s0, s1, s2, s3, p0, p1, p2, p3, ..] = *bytes else {
        return None;
    };
    Some(Header {
        nlmsg_len: u32::from_be_bytes([l0, l1, l2, l3]),
        nlmsg_type: u16::from_be_bytes([t0, t1]),
        nlmsg_flags: u16::from_be_bytes([f0, f1]),
        nlmsg_seq: u32::from_be_bytes([s0, s1, s2, s3]),
        nlmsg_pid: u32::from_be_bytes([p0, p1, p2, p3]),
    })
}
