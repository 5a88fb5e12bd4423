//! Takes two bytes of whatever is there.

use given::{attributes, u16_at};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    Flag,
    Number(u16),
    Bytes(&'a [u8]),
}

fn value(kind: u16, payload: &[u8]) -> Value<'_> {
    match (kind, u16_at(payload, 0)) {
        (0x66, Some(number)) => Value::Number(number),
        (0x66, None) if payload.is_empty() => Value::Flag,
        _ => Value::Bytes(payload),
    }
}

pub fn values(bytes: &[u8]) -> Vec<(u16, Value<'_>)> {
    attributes(bytes).into_iter().map(|(kind, payload)| (kind, value(kind, payload))).collect()
}
