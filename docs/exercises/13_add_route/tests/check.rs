//! Checks the chapter's request byte by byte, then sends it.

use std::net::Ipv4Addr;
use std::process::ExitCode;

use add_route::{outcome, request};
use checks::lab;
use checks::{Failure, Form, Outcome, check, differs, field_at, live, message, run};

fn main() -> ExitCode {
    run(&[
        check("the chapter's request", the_guides),
        check("the kernel acknowledges", yes),
        check("the kernel refuses", no),
        live("the route can be added once, but not twice", in_the_lab, the_guides),
    ])
}

const DESTINATION: Ipv4Addr = Ipv4Addr::new(4, 3, 2, 0);

fn the_guides() -> Outcome {
    let expected = message("guide-route", 1);
    let seq = u32::from_ne_bytes([expected[8], expected[9], expected[10], expected[11]]);
    let got = request(seq, DESTINATION, 30, Ipv4Addr::LOCALHOST);
    if got == expected {
        return Ok(());
    }
    let length_only = got.len() == expected.len() && got[0..4] != expected[0..4];
    let turned = got.get(32..36).is_some_and(|address| address == [0, 2, 3, 4]);
    Err(differs(Form::Route, "the request", &got, &expected)
        .mistake_if(got.get(6..8) == Some(&0x601_u16.to_ne_bytes()[..]), "no-ack")
        .mistake_if(length_only, "length-of-header")
        .mistake_if(turned, "address-as-number"))
}

fn same_outcome(answer: &[u8], expected: Result<(), i32>) -> Outcome {
    let got = outcome(answer);
    if got == expected {
        return Ok(());
    }
    let what = format!("expected {expected:?}, got {got:?}");
    let sign_kept = got.err().zip(expected.err()).is_some_and(|(got, expected)| got == -expected);
    Err(field_at(Form::Route, answer, 16, &what)
        .mistake_if(sign_kept, "sign-kept")
        .mistake_if(got.is_ok(), "no-is-yes"))
}

fn yes() -> Outcome {
    same_outcome(&message("guide-route", 2), Ok(()))
}

fn no() -> Outcome {
    // -ERANGE
    same_outcome(&message("refused", 2), Err(34))
}

fn in_the_lab() -> Outcome {
    let socket = lab::socket(0)?;
    let ask = || {
        let request = request(1, DESTINATION, 30, Ipv4Addr::LOCALHOST);
        socket.send_to(&request, 0, 0).map_err(Failure::broken)?;
        lab::receive(&socket)
            .ok_or_else(|| Failure::new("expected an answer from the kernel; none arrived"))
    };
    same_outcome(&ask()?, Ok(()))?;
    if !lab::table()?.iter().any(|route| (route.destination, route.bits) == (DESTINATION, 30)) {
        return Err(Failure::new("the kernel acknowledged, but 4.3.2.0/30 is not in its table"));
    }
    // -EEXIST
    same_outcome(&ask()?, Err(17))
}
