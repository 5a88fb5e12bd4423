//! A recorded request and its acknowledgement, and what could go wrong with them.

use std::process::ExitCode;

use checks::{Failure, Outcome, check, message, run};
use no_request::is_done;

fn main() -> ExitCode {
    run(&[
        check("a route that was added", added),
        check("a message without NLM_F_REQUEST", without_the_flag),
        check("a refusal", refused),
        check("an answer to a different message", of_another),
        check("a notification, and bytes that are cut off", no_answer),
    ])
}

fn same_verdict(
    what: &str,
    message: &[u8],
    answer: &[u8],
    expected: bool,
    mistake: &'static str,
) -> Outcome {
    let got = is_done(message, answer);
    if got == expected {
        return Ok(());
    }
    let what = format!("{what}: expected {expected}, got {got}");
    Err(Failure::new(what).mistake_if(got, mistake))
}

/// The chapter's request, and the kernel's answer.
fn recorded() -> (Vec<u8>, Vec<u8>) {
    (message("guide-route", 1), message("guide-route", 2))
}

fn added() -> Outcome {
    let (request, answer) = recorded();
    same_verdict("the chapter's request", &request, &answer, true, "")
}

fn without_the_flag() -> Outcome {
    let (mut request, answer) = recorded();
    request[6] &= !1;
    same_verdict("the flags are 0x604", &request, &answer, false, "error-is-enough")
}

fn refused() -> Outcome {
    let (request, answer) = (message("refused", 1), message("refused", 2));
    same_verdict("the kernel refused it", &request, &answer, false, "")
}

fn of_another() -> Outcome {
    let (request, mut answer) = recorded();
    for at in 8..12 {
        let mut other = answer.clone();
        other[at] ^= 1;
        same_verdict("another sequence number", &request, &other, false, "any-answer")?;
    }
    // The first byte of the error alone says nothing.
    for at in 16..20 {
        answer[at] = 1;
        same_verdict("an error", &request, &answer, false, "")?;
        answer[at] = 0;
    }
    Ok(())
}

fn no_answer() -> Outcome {
    let (request, answer) = recorded();
    // A notification has the requester's sequence number, and here zeros where an error would be.
    let mut notification = answer.clone();
    notification[4] = 24;
    same_verdict("a notification", &request, &notification, false, "")?;
    notification[4] = 2;
    notification[5] = 1;
    same_verdict("type 258", &request, &notification, false, "")?;
    same_verdict("an answer of 19 bytes", &request, &answer[..19], false, "")?;
    same_verdict("a message of 11 bytes", &request[..11], &answer, false, "")?;
    same_verdict("nothing", &[], &[], false, "")
}
