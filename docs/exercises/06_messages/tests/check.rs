//! The answer to `ip route`, recorded: one datagram, eleven messages.

use std::process::ExitCode;

use checks::{
    Failure, Form, Outcome, check, counted, datagram, field_at, message, run, same_bytes,
};
use messages::messages;

fn main() -> ExitCode {
    run(&[
        check("a datagram with one message", one),
        check("a datagram with eleven messages", many),
        check("the last message has no padding", unpadded),
        check("padding between two messages", padded).panics_mean("padding-forgotten"),
        check("a message that is only a header", only_a_header),
        check("a length of 0 ends the list", zero).hangs_mean("endless"),
        check("a length below 16 ends the list", too_short),
        check("a message that is cut off is left out", cut_off).panics_mean("endless"),
    ])
}

fn same_messages(datagram: &[u8], expected: &[Vec<u8>]) -> Outcome {
    let got = messages(datagram);
    let count = format!("expected {}, got {}", counted(expected.len(), "message"), got.len());
    let (mut at, mut previous) = (0, 0_usize);
    for (index, expected) in expected.iter().enumerate() {
        let Some(got) = got.get(index) else {
            let what = format!("{count}; the next message begins here");
            let failure = field_at(Form::Route, datagram, at, &what);
            let after_padding = at > 0 && !previous.is_multiple_of(4);
            return Err(failure
                .mistake_if(after_padding, "padding-forgotten")
                .mistake_if(index == 1, "first-only"));
        };
        same_bytes(Form::Route, &format!("message {}", index + 1), got, expected).map_err(
            |failure| {
                let with_padding = got.len() == expected.len().next_multiple_of(4);
                failure
                    .mistake_if(with_padding && got.len() > expected.len(), "padding-included")
                    .mistake_if(!previous.is_multiple_of(4), "padding-forgotten")
            },
        )?;
        previous = expected.len();
        at += expected.len().next_multiple_of(4);
    }
    if got.len() > expected.len() {
        let what = format!("{count}; no message begins here");
        return Err(field_at(Form::Route, datagram, at, &what).mistake_if(true, "endless"));
    }
    Ok(())
}

fn one() -> Outcome {
    let message = message("guide-route", 3);
    same_messages(&message, std::slice::from_ref(&message))
}

fn answer() -> (Vec<u8>, Vec<Vec<u8>>) {
    // Message 1 is the request, message 13 the end.
    (
        datagram("guide-ip-route", 2),
        (2..13).map(|number| message("guide-ip-route", number)).collect(),
    )
}

fn many() -> Outcome {
    let (datagram, expected) = answer();
    if expected.concat() != datagram {
        return Err(Failure::broken("the capture has changed"));
    }
    same_messages(&datagram, &expected)
}

/// The chapter's message with an RTA_OIF of two bytes: no kernel sends it, but the message is
/// complete. It is 58 bytes long.
fn of_58_bytes() -> Vec<u8> {
    let mut message = message("guide-route", 3);
    message.truncate(58);
    message[0..4].copy_from_slice(&58_u32.to_ne_bytes());
    message[52..54].copy_from_slice(&6_u16.to_ne_bytes());
    message
}

/// The last message may lack its padding, just as the last attribute may.
fn unpadded() -> Outcome {
    let (first, last) = (message("guide-route", 3), of_58_bytes());
    same_messages(&[&first[..], &last].concat(), &[first, last])
}

/// The length of a message does not count the padding after it.
fn padded() -> Outcome {
    let (first, second) = (of_58_bytes(), message("guide-route", 3));
    same_messages(&[&first[..], &[0, 0], &second].concat(), &[first, second])
}

/// 16 is the smallest length: an NLMSG_NOOP has nothing after its header.
fn only_a_header() -> Outcome {
    let mut first = message("guide-route", 3)[..16].to_vec();
    first[0..4].copy_from_slice(&16_u32.to_ne_bytes());
    let second = message("guide-route", 3);
    same_messages(&[&first[..], &second].concat(), &[first, second])
}

fn too_short() -> Outcome {
    let (mut datagram, expected) = answer();
    let second = expected[0].len();
    for len in [12_u32, 15] {
        datagram[second..second + 4].copy_from_slice(&len.to_ne_bytes());
        same_messages(&datagram, &expected[..1])?;
    }
    Ok(())
}

fn zero() -> Outcome {
    let (mut datagram, expected) = answer();
    let second = expected[0].len();
    datagram[second..second + 4].fill(0);
    same_messages(&datagram, &expected[..1])
}

fn cut_off() -> Outcome {
    let (datagram, expected) = answer();
    let two = expected[0].len() + expected[1].len();
    for missing in [1, 40, 59] {
        same_messages(&datagram[..two - missing], &expected[..1])?;
    }
    Ok(())
}
