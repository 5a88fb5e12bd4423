//! Takes any acknowledgement for its own.

use given::{u16_at, u32_at};

pub fn is_done(message: &[u8], answer: &[u8]) -> bool {
    u16_at(message, 6).is_some_and(|flags| flags & 1 != 0)
        && u32_at(message, 8).is_some()
        && u16_at(answer, 4) == Some(2)
        && u32_at(answer, 16) == Some(0)
}
