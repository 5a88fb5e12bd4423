//! Recorded routes, one of them with padding between its attributes.

use std::process::ExitCode;

use attributes::attributes;
use checks::netlink_raw::uapi::rtnetlink::RTA;
use checks::{Form, Outcome, check, counted, field_at, message, run, same_bytes, unusual_padding};

/// Where attributes begin in a message about a route: after 16 bytes of header and 12 of
/// struct rtmsg.
const BEGIN: usize = 28;

fn main() -> ExitCode {
    run(&[
        check("the chapter's route: no padding", the_guides)
            .panics_mean("header-in-payload")
            .hangs_mean("length-and-type"),
        check("a route with RTA_VIA: padding in the middle", with_padding)
            .panics_mean("padding-forgotten"),
        check("the last attribute has no padding", last).panics_mean("last-needs-padding"),
    ])
}

fn same_attributes(message: &[u8]) -> Outcome {
    let bytes = &message[BEGIN..];
    let got = attributes(bytes);
    let expected: Vec<(u16, &[u8])> = RTA.attributes(bytes).collect();
    for (index, (number, payload)) in expected.iter().enumerate() {
        // Where its header is in the message.
        let at = BEGIN + (payload.as_ptr() as usize - bytes.as_ptr() as usize) - 4;
        let is_last = index + 1 == expected.len();
        let after_padding = index > 0 && !expected[index - 1].1.len().is_multiple_of(4);
        let Some((got_number, got_payload)) = got.get(index) else {
            let what = format!(
                "expected {}, got {}; this one is missing",
                counted(expected.len(), "attribute"),
                got.len()
            );
            return Err(field_at(Form::Route, message, at, &what)
                .mistake_if(after_padding, "padding-forgotten")
                .mistake_if(is_last && !payload.len().is_multiple_of(4), "last-needs-padding"));
        };
        if got_number != number {
            let what =
                format!("attribute {}: expected the type {number}, got {got_number}", index + 1);
            return Err(field_at(Form::Route, message, at + 2, &what)
                .mistake_if(usize::from(*got_number) == payload.len() + 4, "length-and-type")
                .mistake_if(after_padding, "padding-forgotten"));
        }
        same_bytes(
            Form::Plain,
            &format!("the payload of attribute {}, at byte {} of the message", index + 1, at + 4),
            got_payload,
            payload,
        )
        .map_err(|failure| {
            failure.mistake_if(got_payload.len() == payload.len() + 4, "header-in-payload")
        })?;
    }
    if got.len() > expected.len() {
        let what = format!("expected {}, got {}", counted(expected.len(), "attribute"), got.len());
        return Err(field_at(Form::Route, message, message.len() - 1, &what));
    }
    Ok(())
}

fn the_guides() -> Outcome {
    same_attributes(&message("guide-route", 3))
}

fn with_padding() -> Outcome {
    same_attributes(&message("route", 3))?;
    same_attributes(&unusual_padding())
}

fn last() -> Outcome {
    // The same route as a program may send it: RTA_VIA comes last, and nothing follows it.
    let mut message = message("route", 3);
    let len = message.len() - 8 - 2;
    message.truncate(len);
    message[0..4].copy_from_slice(&u32::try_from(len).unwrap_or_default().to_ne_bytes());
    same_attributes(&message)
}
