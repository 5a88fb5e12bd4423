//! The chapter's notification, whole and with bytes missing.

use std::process::ExitCode;

use checks::netlink_raw::request::struct_bytes;
use checks::netlink_raw::uapi::netlink::{
    NLMSG_FLAGS, NLMSG_LEN, NLMSG_PID, NLMSG_SEQ, NLMSG_TYPE, Nlmsghdr,
};
use checks::{Failure, Form, Outcome, check, datagram, field_at, message, run, same_bytes};
use header::{Header, read_header};

fn main() -> ExitCode {
    run(&[
        check("the header of the chapter's message", the_guides),
        check("a message with missing bytes gives None", truncated).panics_mean("length-believed"),
        check("whatever follows the message is ignored", followed),
        check("a message that is only a header", only_a_header),
        check("a length below 16 gives None", too_short).panics_mean("length-believed"),
    ])
}

/// Turns the numbers back into bytes, to show next to the expected ones.
fn bytes(header: Header) -> Vec<u8> {
    let Header { nlmsg_len, nlmsg_type, nlmsg_flags, nlmsg_seq, nlmsg_pid } = header;
    let fields = [
        (NLMSG_LEN, nlmsg_len.into()),
        (NLMSG_TYPE, nlmsg_type.into()),
        (NLMSG_FLAGS, nlmsg_flags.into()),
        (NLMSG_SEQ, nlmsg_seq.into()),
        (NLMSG_PID, nlmsg_pid.into()),
    ];
    struct_bytes::<Nlmsghdr>(&fields)
}

fn the_guides() -> Outcome {
    same_header(&message("guide-route", 3))
}

/// The answer to a dump: the first message is one of eleven.
fn followed() -> Outcome {
    same_header(&datagram("guide-ip-route", 2))
}

/// Checks the header of the message at the start of `datagram`.
fn same_header(datagram: &[u8]) -> Outcome {
    let Some(header) = read_header(datagram) else {
        let what = format!(
            "{} bytes that begin with a whole message: expected a header, got None",
            datagram.len()
        );
        return Err(field_at(Form::Route, datagram, 0, &what));
    };
    let got = bytes(header);
    let message = &datagram[..16];
    same_bytes(Form::Route, "the header that you read", &got, message).map_err(|failure| {
        failure
            .mistake_if(got[0..4].iter().rev().eq(&message[0..4]), "big-endian")
            .mistake_if(got[4..6] == message[6..8], "type-and-flags")
    })
}

/// 16 is the smallest length: an NLMSG_NOOP has nothing after its header.
fn only_a_header() -> Outcome {
    let mut message = message("guide-route", 3);
    message[0..4].copy_from_slice(&16_u32.to_ne_bytes());
    same_header(&message[..16])
}

fn truncated() -> Outcome {
    let message = message("guide-route", 3);
    for len in 0..message.len() {
        if let Some(header) = read_header(&message[..len]) {
            let what = format!(
                "only {len} of {} bytes are there; expected None, got {header:?}",
                message.len()
            );
            return Err(field_at(Form::Route, &message[..len], 0, &what)
                .mistake_if(true, "length-believed"));
        }
    }
    Ok(())
}

fn too_short() -> Outcome {
    let mut message = message("guide-route", 3);
    message[0] = 15;
    match read_header(&message) {
        None => Ok(()),
        Some(header) => {
            let what = format!("the length is 15; expected None, got {header:?}");
            let failure: Failure = field_at(Form::Route, &message, 0, &what);
            Err(failure.mistake_if(true, "length-believed"))
        }
    }
}
