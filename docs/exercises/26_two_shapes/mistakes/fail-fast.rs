//! Ends at the first attribute that is not as expected.

use given::attributes;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    Flag,
    Number(u16),
    Bytes(&'a [u8]),
}

fn value(kind: u16, payload: &[u8]) -> Result<Value<'_>, String> {
    match (kind, payload) {
        (0x66, [a, b]) => Ok(Value::Number(u16::from_ne_bytes([*a, *b]))),
        (0x66, _) => Err(format!("expected 2 bytes, received {}", payload.len())),
        _ => Ok(Value::Bytes(payload)),
    }
}

pub fn values(bytes: &[u8]) -> Vec<(u16, Value<'_>)> {
    let mut values = Vec::new();
    for (kind, payload) in attributes(bytes) {
        let Ok(value) = value(kind, payload) else { break };
        values.push((kind, value));
    }
    values
}
