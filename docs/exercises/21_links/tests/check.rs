//! Recorded interfaces: `docs/captures/link.txt` has the commands that made them.

use std::process::ExitCode;

use checks::netlink_raw::uapi::if_link::IFLA;
use checks::{Form, Outcome, check, field_at, message, run, same};
use links::{Link, read_link};

/// Where attributes begin in a message about an interface.
const BEGIN: usize = 32;

fn main() -> ExitCode {
    run(&[
        check("the loopback interface", loopback),
        check("one end of a veth pair, and a bridge", veth_and_bridge),
        check("an interface that is down", down),
        check("a message that is cut off", cut_off),
    ])
}

fn same_link(number: usize, index: u32, name: &str, is_up: bool, kind: Option<&str>) -> Outcome {
    let message = message("link", number);
    let kind = kind.map(str::to_owned);
    let expected = Link { index, name: name.to_owned(), is_up, kind };
    let Some(got) = read_link(&message) else {
        return Err(field_at(
            Form::Route,
            &message,
            20,
            &format!("expected {expected:?}, got None"),
        ));
    };
    // Compares the fields, without the student's own `PartialEq`.
    let parts = |link: &Link| (link.index, link.name.clone(), link.is_up, link.kind.clone());
    if parts(&got) == parts(&expected) {
        return Ok(());
    }
    let payload = |number| {
        let payload = IFLA.find(&message[BEGIN..], number).unwrap_or_default();
        payload.as_ptr() as usize - message.as_ptr() as usize
    };
    let at = match () {
        () if got.index != index => 20,
        () if got.is_up != is_up => 24,
        () if got.name != name => payload(3),
        // The kind is the first attribute in IFLA_LINKINFO, after a header of four bytes.
        () if expected.kind.is_some() => payload(18) + 4,
        () => BEGIN,
    };
    let with_zero =
        [Some(&got.name), got.kind.as_ref()].into_iter().flatten().any(|text| text.ends_with('\0'));
    Err(field_at(Form::Route, &message, at, &format!("expected {expected:?}\ngot {got:?}"))
        .mistake_if(expected.kind.is_none() && got.kind.is_some(), "not-nested")
        .mistake_if(with_zero, "zero-kept")
        .mistake_if(got.kind != expected.kind, "not-nested"))
}

fn loopback() -> Outcome {
    same_link(2, 1, "lo", true, None)
}

fn veth_and_bridge() -> Outcome {
    same_link(4, 3, "veth0", true, Some("veth"))?;
    same_link(5, 4, "br0", true, Some("bridge"))
}

fn down() -> Outcome {
    same_link(6, 5, "tun0", false, Some("tun"))?;
    same_link(7, 6, "ifb9", false, Some("ifb"))
}

fn cut_off() -> Outcome {
    let message = message("link", 2);
    for len in [0, 16, 31, 32, 35] {
        same(&format!("the first {len} bytes of a message"), &read_link(&message[..len]), &None)?;
    }
    Ok(())
}
