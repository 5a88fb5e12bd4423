//! Looks for the attributes directly after the header of the copy.

use given::{attributes, u16_at, u32_at};

pub const NLM_F_ACK_TLVS: u16 = 0x200;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub error: i32,
    pub text: Option<String>,
    pub offset: Option<u32>,
}

pub fn refusal(answer: &[u8]) -> Option<Refusal> {
    let error = u32_at(answer, 16)?.cast_signed();
    let flags = u16_at(answer, 6)?;
    let copied = 16_usize;
    let mut refusal = Refusal { error, text: None, offset: None };
    if flags & NLM_F_ACK_TLVS != 0 {
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
