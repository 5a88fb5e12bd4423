//! A recorded route, and several ways to damage it.

use std::process::ExitCode;

use checks::netlink_raw::uapi::rtnetlink::RTA;
use checks::{Failure, Form, Outcome, check, counted, field_at, message, run, unusual_padding};
use hostile::attributes;

/// Where attributes begin in a message about a route.
const BEGIN: usize = 28;

fn main() -> ExitCode {
    run(&[
        check("an intact message", in_order),
        check("flags in the type", flags),
        check("a length of 0", zero).hangs_mean("endless").panics_mean("past-the-end"),
        check("a length of 3", three).hangs_mean("endless").panics_mean("past-the-end"),
        check("a length past the end", beyond).panics_mean("past-the-end"),
        check("the message is cut off at every byte", cut_off)
            .hangs_mean("endless")
            .panics_mean("past-the-end"),
        check("any bit is flipped", any_byte).hangs_mean("endless").panics_mean("past-the-end"),
    ])
}

/// `expected` is what `attributes` should return for the message's attributes, with
/// offsets counted from the start of the message.
fn same_attributes(message: &[u8], expected: Result<(), usize>) -> Outcome {
    let bytes = &message[BEGIN..];
    let got = attributes(bytes);
    let all: Vec<(u16, &[u8])> = RTA.attributes(bytes).collect();
    match (&got, expected) {
        (Ok(got), Ok(())) if *got == all => Ok(()),
        (Err(at), Err(expected)) if at + BEGIN == expected => Ok(()),
        (Ok(got), Ok(())) if got.len() == all.len() => Err(first_difference(message, got, &all)),
        _ => {
            let at = expected.err().unwrap_or(BEGIN);
            let expected = match expected {
                Ok(()) => format!("{} attributes", all.len()),
                Err(at) => format!("Err({})", at - BEGIN),
            };
            let is_ok = got.is_ok();
            let got = got.map_or_else(
                |at| format!("Err({at})"),
                |attributes| format!("Ok with {}", counted(attributes.len(), "attribute")),
            );
            let what = format!(
                "expected {expected}, got {got} (offsets count from byte {BEGIN}, where the attributes begin)"
            );
            Err(field_at(Form::Route, message, at, &what)
                .mistake_if(is_ok && expected.starts_with("Err"), "silent"))
        }
    }
}

/// As many attributes as expected, but not the same ones.
fn first_difference(message: &[u8], got: &[(u16, &[u8])], all: &[(u16, &[u8])]) -> Failure {
    let bytes = &message[BEGIN..];
    for (number, (got, expected)) in got.iter().zip(all).enumerate() {
        let payload = BEGIN + (expected.1.as_ptr() as usize - bytes.as_ptr() as usize);
        let number = number + 1;
        if got.0 != expected.0 {
            let (got, expected) = (got.0, expected.0);
            let what = format!("attribute {number}: expected type {expected:#x}, got {got:#x}");
            return field_at(Form::Route, message, payload - 2, &what);
        }
        if got.1 != expected.1 {
            let (got, expected) = (got.1.len(), expected.1.len());
            let what = format!(
                "attribute {number}: expected the {expected} bytes of payload that begin here, got a different payload of {got}"
            );
            return field_at(Form::Route, message, payload, &what);
        }
    }
    Failure::broken("the two lists are equal")
}

fn in_order() -> Outcome {
    same_attributes(&message("guide-route", 3), Ok(()))?;
    same_attributes(&message("route", 3), Ok(()))?;
    same_attributes(&unusual_padding(), Ok(()))
}

fn flags() -> Outcome {
    // NLA_F_NESTED and NLA_F_NET_BYTEORDER, in the type of RTA_DST.
    for flags in [0x8000, 0x4000, 0xc000] {
        let mut message = message("guide-route", 3);
        let number = u16::from_ne_bytes([message[38], message[39]]);
        message[38..40].copy_from_slice(&(number | flags).to_ne_bytes());
        same_attributes(&message, Ok(()))?;
    }
    Ok(())
}

/// The second attribute begins at 36.
fn with_length(len: u16) -> Outcome {
    let mut message = message("guide-route", 3);
    message[36..38].copy_from_slice(&len.to_ne_bytes());
    same_attributes(&message, Err(36))
}

fn zero() -> Outcome {
    with_length(0)
}

fn three() -> Outcome {
    with_length(3)
}

fn beyond() -> Outcome {
    with_length(25)?;
    with_length(u16::MAX)
}

fn cut_off() -> Outcome {
    let message = message("route", 3);
    for len in BEGIN..message.len() {
        let cut = &message[..len];
        // Where the attributes begin, and where the payload of RTA_VIA ends.
        let (begins, via_end) = ([28, 36, 44, 68], 66);
        let expected = match begins.iter().rev().find(|at| **at < len) {
            None => Ok(()),
            Some(44) if len >= via_end => Ok(()),
            // The others are eight bytes long.
            Some(at @ (28 | 36 | 68)) if len == at + 8 => Ok(()),
            Some(at) => Err(*at),
        };
        same_attributes(cut, expected)?;
    }
    Ok(())
}

fn any_byte() -> Outcome {
    let original = message("route", 3);
    for at in BEGIN..original.len() {
        for bit in 0..8 {
            let mut message = original.clone();
            message[at] ^= 1 << bit;
            // It has to return, without a panic. What it returns does not matter.
            let _ = attributes(&message[BEGIN..]);
        }
    }
    Ok(())
}
