//! Reads a number that is not there as 0.

use given::{attributes, u16_at};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    Flag,
    Number(u16),
    Bytes(&'a [u8]),
}

fn value(kind: u16, payload: &[u8]) -> Value<'_> {
    match kind {
        0x66 => Value::Number(u16_at(payload, 0).unwrap_or_default()),
        _ => Value::Bytes(payload),
    }
}

pub fn values(bytes: &[u8]) -> Vec<(u16, Value<'_>)> {
    attributes(bytes).into_iter().map(|(kind, payload)| (kind, value(kind, payload))).collect()
}
