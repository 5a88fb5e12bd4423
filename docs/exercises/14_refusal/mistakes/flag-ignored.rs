//! Looks for attributes in every answer.

use given::{attributes, u16_at, u32_at};

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
    let error = u32_at(answer, 16)?.cast_signed();
    let flags = u16_at(answer, 6)?;
    let copied = match u32_at(answer, 20)? as usize {
        _ if flags & NLM_F_CAPPED != 0 => 16,
        len => len,
    };
    let mut refusal = Refusal { error, text: None, offset: None };
    if flags != 0 || answer.len() > 20 {
        let begin = copied.saturating_add(20).next_multiple_of(4);
        for (number, payload) in attributes(answer.get(begin..).unwrap_or_default()) {
            match number {
                1 => {
                    let text = payload.strip_suffix(&[0]).unwrap_or(payload);
                    refusal.text = Some(String::from_utf8_lossy(text).into_owned());
                }
                2 => refusal.offset = u32_at(payload, 0),
                _ => {}
            }
        }
    }
    Some(refusal)
}

/// Returns the type of the attribute that begins at `offset` in a request about a route.
pub fn attribute_at(request: &[u8], offset: u32) -> Option<u16> {
    let mut at = 28;
    for (number, payload) in attributes(request.get(at..)?) {
        if at == offset as usize {
            return Some(number);
        }
        at += (4 + payload.len()).next_multiple_of(4);
    }
    None
}
