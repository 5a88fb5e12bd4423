//! The attribute in both of its shapes, in others, and among others.

use std::process::ExitCode;

use checks::{Failure, Outcome, check, run};
use two_shapes::{Value, values};

fn main() -> ExitCode {
    run(&[
        check("a request to connect: a number", number),
        check("a radio: a flag", flag),
        check("the attributes after the flag", after),
        check("one byte, three bytes, four bytes", other),
        check("two bytes in an attribute of a different type", two_bytes),
    ])
}

/// An attribute, with its padding.
fn attribute(kind: u16, payload: &[u8]) -> Vec<u8> {
    let len = 4 + payload.len();
    let mut bytes = (len as u16).to_ne_bytes().to_vec();
    bytes.extend(kind.to_ne_bytes());
    bytes.extend(payload);
    bytes.resize(len.next_multiple_of(4), 0);
    bytes
}

/// Compares the values of attributes, given as type, payload and expected value.
fn same_values(all: &[(u16, &[u8], Value<'_>)]) -> Outcome {
    let bytes: Vec<u8> =
        all.iter().flat_map(|(kind, payload, _)| attribute(*kind, payload)).collect();
    let expected: Vec<(u16, Value<'_>)> =
        all.iter().map(|(kind, _, value)| (*kind, *value)).collect();
    let got = values(&bytes);
    if got == expected {
        return Ok(());
    }
    let wrong = got.iter().zip(&expected).find(|(got, expected)| got != expected);
    let what = format!("the attributes {bytes:02x?}: expected {expected:x?}, got {got:x?}");
    Err(Failure::new(what)
        .mistake_if(got.len() < expected.len() && wrong.is_none() && !got.is_empty(), "fail-fast")
        .mistake_if(matches!(wrong, Some((got, (_, Value::Flag))) if got.1 == Value::Number(0)), "zero-for-empty")
        .mistake_if(
            matches!(wrong, Some(((_, Value::Number(_)), (_, Value::Bytes(bytes)))) if bytes.len() > 2),
            "first-two-bytes",
        ))
}

const NL80211_ATTR_WIPHY_NAME: u16 = 2;
const CONTROL_PORT_ETHERTYPE: u16 = 0x66;
const NAME: (u16, &[u8], Value<'_>) = (NL80211_ATTR_WIPHY_NAME, b"phy0\0", Value::Bytes(b"phy0\0"));

fn number() -> Outcome {
    // EAPOL, in both orders: one of them is not the order of this machine.
    for bytes in [[0x88, 0x8e], [0x8e, 0x88]] {
        let number = Value::Number(u16::from_ne_bytes(bytes));
        same_values(&[NAME, (CONTROL_PORT_ETHERTYPE, &bytes, number)])?;
    }
    Ok(())
}

fn flag() -> Outcome {
    same_values(&[NAME, (CONTROL_PORT_ETHERTYPE, &[], Value::Flag)])
}

fn after() -> Outcome {
    // The end of a message of `iw phy`: Linux 7.3.4, mac80211_hwsim.
    same_values(&[
        (0x56, &[0], Value::Bytes(&[0])), // NL80211_ATTR_MAX_NUM_PMKIDS
        (CONTROL_PORT_ETHERTYPE, &[], Value::Flag),
        (0x71, &[0; 4], Value::Bytes(&[0; 4])), // NL80211_ATTR_WIPHY_ANTENNA_AVAIL_TX
        (0x72, &[0; 4], Value::Bytes(&[0; 4])), // NL80211_ATTR_WIPHY_ANTENNA_AVAIL_RX
    ])
}

fn other() -> Outcome {
    for len in [1, 3, 4] {
        let payload = &[1, 2, 3, 4][..len];
        same_values(&[NAME, (CONTROL_PORT_ETHERTYPE, payload, Value::Bytes(payload)), NAME])?;
    }
    Ok(())
}

fn two_bytes() -> Outcome {
    same_values(&[(CONTROL_PORT_ETHERTYPE + 1, &[1, 2], Value::Bytes(&[1, 2]))])?;
    same_values(&[(CONTROL_PORT_ETHERTYPE + 1, &[], Value::Bytes(&[]))])?;
    same_values(&[])
}
