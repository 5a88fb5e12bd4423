//! What an acknowledgement proves.

// STARTER
// SOLUTION
use given::{u16_at, u32_at};

// END
/// The flag that makes a message a request.
pub const NLM_F_REQUEST: u16 = 1;
/// The type of an answer that holds an error, or 0.
pub const NLMSG_ERROR: u16 = 2;

/// Returns whether the kernel has carried out what `message` asks for.
pub fn is_done(message: &[u8], answer: &[u8]) -> bool {
    // STARTER
    //| let _ = (message, answer);
    //| false
    // SOLUTION
    let (Some(flags), Some(seq)) = (u16_at(message, 6), u32_at(message, 8)) else { return false };
    flags & NLM_F_REQUEST != 0
        && u16_at(answer, 4) == Some(NLMSG_ERROR)
        && u32_at(answer, 8) == Some(seq)
        && u32_at(answer, 16) == Some(0)
    // END
}
