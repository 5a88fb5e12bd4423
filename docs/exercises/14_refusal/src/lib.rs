//! The extended acknowledgement.

/// In the flags: of the request, only the header has been copied.
pub const NLM_F_CAPPED: u16 = 0x100;
/// In the flags: attributes follow.
pub const NLM_F_ACK_TLVS: u16 = 0x200;

/// What the kernel says with its no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The errno, with its minus sign.
    pub error: i32,
    /// The kernel's sentence.
    pub text: Option<String>,
    /// The byte of the request.
    pub offset: Option<u32>,
}

/// Reads an `NLMSG_ERROR`.
pub fn refusal(answer: &[u8]) -> Option<Refusal> {
    let _ = answer;
    None
}

/// The type of the attribute that begins at `offset` of a request about a route.
pub fn attribute_at(request: &[u8], offset: u32) -> Option<u16> {
    let _ = (request, offset);
    None
}
