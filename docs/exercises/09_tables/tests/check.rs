//! Recorded routes, and a request.

use std::process::ExitCode;

use checks::{Form, Outcome, check, field_at, message, run, same};
use tables::table;

fn main() -> ExitCode {
    run(&[
        check("the chapter's route is in the main table, 254", the_guides),
        check("a route in table 1000", large),
        check("a request without RTA_TABLE", request),
        check("a message that is cut off, and a table of two bytes", damaged),
    ])
}

/// `at` is where the number is in the message.
fn same_table(message: &[u8], expected: u32, at: usize) -> Outcome {
    let got = table(message);
    if got == Some(expected) {
        return Ok(());
    }
    let shown = got.map_or("None".to_owned(), |table| table.to_string());
    let what = format!("expected table {expected}, got {shown}");
    Err(field_at(Form::Route, message, at, &what)
        .mistake_if(got == Some(252), "one-byte")
        .mistake_if(at == 20 && got.is_none(), "no-fallback"))
}

fn the_guides() -> Outcome {
    same_table(&message("guide-route", 3), 254, 32)
}

fn large() -> Outcome {
    same_table(&message("route", 2), 1000, 32)
}

fn request() -> Outcome {
    same_table(&message("guide-route", 1), 254, 20)
}

fn damaged() -> Outcome {
    let mut message = message("guide-route", 3);
    same("the first 27 bytes of a message", &table(&message[..27]), &None)?;
    message[28] = 6;
    match table(&message) {
        None => Ok(()),
        got => {
            let what = format!("RTA_TABLE has only two bytes; expected None, got {got:?}");
            Err(field_at(Form::Route, &message, 28, &what))
        }
    }
}
