//! Finds the number of a generic netlink family.

/// `GENL_ID_CTRL`: the controller.
pub const GENL_ID_CTRL: u16 = 16;
/// `NLMSG_ERROR`
pub const NLMSG_ERROR: u16 = 2;

/// Returns the request for the number of the family with this name.
pub fn request(name: &str, seq: u32) -> Vec<u8> {
    let _ = (name, seq);
    Vec::new()
}

/// Reads the answer: the number, or the errno without its minus sign.
pub fn family_id(answer: &[u8]) -> Result<u16, i32> {
    let _ = answer;
    Err(0)
}
