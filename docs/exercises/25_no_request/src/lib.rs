//! What an acknowledgement proves.

/// The flag that makes a message a request.
pub const NLM_F_REQUEST: u16 = 1;
/// The type of an answer that holds an error, or 0.
pub const NLMSG_ERROR: u16 = 2;

/// Returns whether the kernel has carried out what `message` asks for.
pub fn is_done(message: &[u8], answer: &[u8]) -> bool {
    let _ = (message, answer);
    false
}
