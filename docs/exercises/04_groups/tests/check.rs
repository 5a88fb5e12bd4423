//! The mask in an address, and a socket that uses it to receive notifications.

use std::process::ExitCode;

use checks::netlink_raw::request::struct_bytes;
use checks::netlink_raw::uapi::netlink::{NL_FAMILY, NL_GROUPS, SOCKADDR_NL_ROW, SockaddrNl};
use checks::{Failure, Form, Outcome, check, lab, live, run, same, same_bytes};
use groups::mask;

fn main() -> ExitCode {
    run(&[
        check("RTNLGRP_IPV4_ROUTE, the group of the chapter", the_guides),
        check("several groups", several),
        check("groups without a bit in the mask", without_a_bit).panics_mean("unchecked"),
        live("a socket with this mask receives notifications about routes", receives, the_guides),
    ])
}

/// Compares the socket addresses that contain the masks.
fn same_mask(groups: &[u32], expected: u32) -> Outcome {
    let address =
        |mask: u32| struct_bytes::<SockaddrNl>(&[(NL_FAMILY, 16), (NL_GROUPS, mask.into())]);
    let Some(got) = mask(groups) else {
        return Err(Failure::new(format!("groups {groups:?}: expected {expected:#x}, got None")));
    };
    let what = format!("groups {groups:?}: expected the mask {expected:#x}, got {got:#x}");
    let numbers = groups.iter().fold(0, |mask, group| mask | group);
    same_bytes(Form::As(&SOCKADDR_NL_ROW), &what, &address(got), &address(expected)).map_err(
        |failure| {
            failure
                .mistake_if(got == numbers, "number-as-mask")
                .mistake_if(u64::from(got) == u64::from(expected) << 1, "one-too-far")
        },
    )
}

fn the_guides() -> Outcome {
    same_mask(&[7], 0x40)
}

fn several() -> Outcome {
    // Links, IPv4 routes and IPv6 routes.
    same_mask(&[1, 7, 11], 0x441)?;
    same_mask(&[], 0)
}

fn without_a_bit() -> Outcome {
    same_mask(&[32], 0x8000_0000)?;
    let none = |what: &str, got: Option<u32>| {
        same(what, &got, &None).map_err(|failure| failure.mistake_if(true, "unchecked"))
    };
    none("groups 7 and 33", mask(&[7, 33]))?;
    none("group 0", mask(&[0]))
}

fn receives() -> Outcome {
    let mask = mask(&[7]).unwrap_or_default();
    let socket = lab::socket(mask)?;
    lab::add("4.3.2.0/30 via 127.0.0.1")?;
    match lab::receive(&socket) {
        Some(_) => Ok(()),
        None => Err(Failure::new(format!(
            "a route was added in the lab, but a socket with the mask {mask:#x} received no notification"
        ))),
    }
}
