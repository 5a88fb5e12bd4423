//! A notification from the kernel, and a forged one that really arrives.

use std::process::ExitCode;

use checks::lab;
use checks::netlink_raw::request::struct_bytes;
use checks::netlink_raw::socket::NetlinkSocket;
use checks::netlink_raw::uapi::netlink::{
    NL_FAMILY, NL_GROUPS, NL_PID, SOCKADDR_NL_ROW, SockaddrNl,
};
use checks::{Failure, Form, Outcome, check, field_at, live, message, run, same};
use who_sent_this::is_from_the_kernel;

fn main() -> ExitCode {
    run(&[
        check("a notification from the kernel", from_the_kernel),
        check("a forged notification", forged),
        check("an address that is not a netlink address", no_address),
        live("a real notification and a forged one, in the lab", in_the_lab, forged),
    ])
}

fn address(family: u16, port_id: u32) -> Vec<u8> {
    let fields = [(NL_FAMILY, family.into()), (NL_PID, port_id.into()), (NL_GROUPS, 0x40)];
    struct_bytes::<SockaddrNl>(&fields)
}

/// The chapter's notification with this `nlmsg_pid`.
fn notification(nlmsg_pid: u32) -> Vec<u8> {
    let mut message = message("guide-route", 3);
    message[12..16].copy_from_slice(&nlmsg_pid.to_ne_bytes());
    message
}

fn decided(datagram: &[u8], from: &[u8], expected: bool) -> Outcome {
    let got = is_from_the_kernel(datagram, from);
    if got == expected {
        return Ok(());
    }
    let by_header = got == (datagram[12..16] == [0; 4]);
    Err(field_at(Form::As(&SOCKADDR_NL_ROW), from, 4, &format!("expected {expected}, got {got}"))
        .mistake_if(by_header, "header-believed")
        .mistake_if(got, "anybody"))
}

fn from_the_kernel() -> Outcome {
    decided(&message("guide-route", 3), &address(16, 0), true)
}

fn forged() -> Outcome {
    decided(&notification(4711), &address(16, 4711), false)?;
    decided(&notification(0), &address(16, 4711), false)
}

fn no_address() -> Outcome {
    let short = &address(16, 0)[..8];
    same("an address of 8 bytes", &is_from_the_kernel(&notification(0), short), &false)?;
    let inet = address(2, 0);
    same("an address of family 2", &is_from_the_kernel(&notification(0), &inet), &false)
}

/// Passes the next datagram at the socket to the student's function.
fn next(socket: &NetlinkSocket, expected: bool) -> Outcome {
    let mut buffer = vec![0; 4096];
    let datagram = socket.receive(&mut buffer).map_err(Failure::broken)?;
    decided(datagram.bytes, &address(16, datagram.from_port_id), expected)
}

fn in_the_lab() -> Outcome {
    let listener = lab::socket(0x40)?;
    lab::add("4.3.2.0/30 via 127.0.0.1")?;
    next(&listener, true)?;
    // In the lab, every process has the privilege to send to any port ID.
    let forger = lab::socket(0)?;
    let to = listener.port_id().map_err(Failure::broken)?;
    forger.send_to(&notification(0), to, 0).map_err(Failure::broken)?;
    next(&listener, false)
}
