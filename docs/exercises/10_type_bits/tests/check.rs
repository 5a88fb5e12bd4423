//! Types from recorded messages, and one with both flags, which is in no recording.

use std::process::ExitCode;

use checks::{Failure, Form, Outcome, check, field_at, message, run};
use type_bits::{Type, read_type};

fn main() -> ExitCode {
    run(&[
        check("RTA_DST has no flags", plain),
        check("NLMSGERR_ATTR_POLICY is nested", nested),
        check("a number above 255", large),
        check("both flags", both),
    ])
}

/// The fields, which are compared without the student's own `PartialEq`.
fn parts(found: Type) -> (u16, bool, bool) {
    (found.number, found.is_nested, found.is_network_order)
}

/// Checks the type at byte `at` of the message.
fn same_type(message: &[u8], at: usize, expected: Type) -> Outcome {
    let got = read_type([message[at], message[at + 1]]);
    if parts(got) == parts(expected) {
        return Ok(());
    }
    let what = format!("expected {expected:?}, got {got:?}");
    Err(mistake(field_at(Form::Route, message, at, &what), got, expected))
}

fn mistake(failure: Failure, got: Type, expected: Type) -> Failure {
    let flags = got.number & 0xc000;
    failure
        .mistake_if(got.number == expected.number & 0xff && expected.number > 0xff, "one-byte")
        .mistake_if(expected.is_nested && flags & 0x8000 != 0, "not-masked")
        .mistake_if(flags != 0, "one-bit-masked")
}

fn plain() -> Outcome {
    let expected = Type { number: 1, is_nested: false, is_network_order: false };
    same_type(&message("guide-route", 3), 38, expected)
}

fn nested() -> Outcome {
    let expected = Type { number: 4, is_nested: true, is_network_order: false };
    same_type(&message("refused", 2), 106, expected)
}

/// Checks a type that no recorded message contains.
fn same_number(rta_type: u16, expected: Type) -> Outcome {
    let got = read_type(rta_type.to_ne_bytes());
    if parts(got) == parts(expected) {
        return Ok(());
    }
    let failure =
        Failure::new(format!("the type {rta_type:#06x}: expected {expected:?}, got {got:?}"));
    Err(mistake(failure, got, expected))
}

fn large() -> Outcome {
    same_number(0x1234, Type { number: 0x1234, is_nested: false, is_network_order: false })
}

fn both() -> Outcome {
    same_number(0x4001, Type { number: 1, is_nested: false, is_network_order: true })?;
    same_number(0xc102, Type { number: 0x102, is_nested: true, is_network_order: true })
}
