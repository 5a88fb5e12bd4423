//! The extended acknowledgement.

/// A flag: the answer contains only the header of the request.
pub const NLM_F_CAPPED: u16 = 0x100;
/// A flag: attributes follow.
pub const NLM_F_ACK_TLVS: u16 = 0x200;

/// What the kernel says when it refuses a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The errno, with its minus sign.
    pub error: i32,
    /// The kernel's explanation.
    pub text: Option<String>,
    /// The offset of the byte at fault in the request.
    pub offset: Option<u32>,
}

/// Reads an `NLMSG_ERROR`.
pub fn refusal(answer: &[u8]) -> Option<Refusal> {
    let _ = answer;
    None
}

/// Returns the type of the attribute that begins at `offset` in a request about a route.
pub fn attribute_at(request: &[u8], offset: u32) -> Option<u16> {
    let _ = (request, offset);
    None
}
