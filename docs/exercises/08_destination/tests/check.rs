//! Recorded routes. No capture has the attributes in a different order, so one check
//! reverses those of a recorded route.

use std::net::Ipv4Addr;
use std::process::ExitCode;

use checks::netlink_raw::uapi::rtnetlink::RTA;
use checks::{Form, Outcome, check, field_at, message, run, same};
use destination::destination;

const BEGIN: usize = 28;
/// The destination of the chapter's route.
const DESTINATION: Ipv4Addr = Ipv4Addr::new(4, 3, 2, 0);

fn main() -> ExitCode {
    run(&[
        check("the chapter's route", the_guides),
        check("the default route", default_route),
        check("the attributes in a different order", another_order),
        check("a destination of two bytes gives None", damaged).panics_mean("unchecked"),
        check("a message that is cut off gives None", cut_off).panics_mean("unchecked"),
    ])
}

fn same_destination(message: &[u8], address: [u8; 4], bits: u8) -> Outcome {
    let expected = (Ipv4Addr::from(address), bits);
    let got = destination(message);
    if got == Some(expected) {
        return Ok(());
    }
    let payload = RTA.find(&message[BEGIN..], 1);
    let at = payload.map_or(BEGIN, |payload| payload.as_ptr() as usize - message.as_ptr() as usize);
    // For a wrong prefix length, mark the byte with the prefix length.
    let address_is_right = got.is_some_and(|(address, _)| address == expected.0);
    let at = if address_is_right { 17 } else { at };
    let shown = got.map_or("None".to_owned(), |(address, bits)| format!("{address}/{bits}"));
    let mut what = format!("expected {}/{bits}, got {shown}", expected.0);
    if payload.is_none() && !address_is_right {
        what.push_str("\nThere is no RTA_DST; the marked byte is where the attributes begin.");
    }
    let mut turned = address;
    turned.reverse();
    let is_turned = got.is_some_and(|(got, _)| got.octets() == turned && turned != address);
    let from_40 = message
        .get(40..44)
        .is_some_and(|bytes| got.is_some_and(|(address, _)| address.octets() == bytes));
    Err(field_at(Form::Route, message, at, &what)
        .mistake_if(is_turned, "address-as-number")
        .mistake_if(from_40, "fixed-place")
        .mistake_if(payload.is_none() && got.is_none(), "default-is-none"))
}

fn the_guides() -> Outcome {
    same_destination(&message("guide-route", 3), [4, 3, 2, 0], 30)
}

fn default_route() -> Outcome {
    same_destination(&message("guide-ip-route", 2), [0, 0, 0, 0], 0)
}

fn another_order() -> Outcome {
    let message = message("guide-route", 3);
    // All four attributes are eight bytes long.
    let (header, attributes) = message.split_at(BEGIN);
    let turned: Vec<u8> = attributes.chunks(8).rev().flatten().copied().collect();
    same_destination(&[header, &turned].concat(), [4, 3, 2, 0], 30)
}

fn damaged() -> Outcome {
    let mut message = message("guide-route", 3);
    // RTA_DST begins at 36. Its length now leaves two bytes of payload.
    message[36] = 6;
    match destination(&message) {
        None => Ok(()),
        got => {
            let what = format!("RTA_DST has only two bytes; expected None, got {got:?}");
            Err(field_at(Form::Route, &message, 36, &what)
                .mistake_if(got == Some((DESTINATION, 30)), "fixed-place")
                .mistake_if(true, "unchecked"))
        }
    }
}

fn cut_off() -> Outcome {
    let message = message("guide-route", 3);
    for len in [0, 16, 17, 27] {
        same(&format!("the first {len} bytes of a message"), &destination(&message[..len]), &None)?;
    }
    Ok(())
}
