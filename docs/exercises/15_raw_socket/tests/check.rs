//! Checks the options of the socket, then lets it listen.

use std::os::fd::AsRawFd;
use std::process::ExitCode;

use checks::lab;
use checks::netlink_raw::request::struct_bytes;
use checks::netlink_raw::uapi::netlink::{
    NL_FAMILY, NL_GROUPS, NL_PID, SOCKADDR_NL_ROW, SockaddrNl,
};
use checks::{Failure, Form, Outcome, check, live, message, run, same, same_bytes};
use raw_socket::{open, sockaddr_nl};
use socket2::{Domain, Socket, Type};

fn main() -> ExitCode {
    run(&[
        check("the socket", the_socket),
        check("the address of the chapter's monitor", the_address),
        live("it receives a notification about a route", receives, the_address),
    ])
}

fn opened() -> Result<Socket, Failure> {
    open().map_err(|error| {
        // EPROTONOSUPPORT: netlink has no protocol with this number.
        let no_such_protocol = error.raw_os_error() == Some(93);
        Failure::new(format!("open returned an error: {error}"))
            .mistake_if(no_such_protocol, "messengers-protocol")
    })
}

fn the_socket() -> Outcome {
    let socket = opened()?;
    let broken = |error: std::io::Error| Failure::broken(error);
    same("the family (SO_DOMAIN)", &socket.domain().map_err(broken)?, &Domain::from(16))?;
    same("the type (SO_TYPE)", &socket.r#type().map_err(broken)?, &Type::RAW)?;
    let protocol = socket.protocol().map_err(broken)?.map(i32::from).unwrap_or_default();
    same("the protocol (SO_PROTOCOL)", &protocol, &0)
        .map_err(|failure| failure.mistake_if(protocol == 17, "messengers-protocol"))
}

fn the_address() -> Outcome {
    let (port_id, groups) = (0x0102_0304, 0x40);
    let fields = [(NL_FAMILY, 16), (NL_PID, port_id.into()), (NL_GROUPS, groups.into())];
    let got = sockaddr_nl(port_id, groups);
    same_bytes(
        Form::As(&SOCKADDR_NL_ROW),
        "the address",
        &got,
        &struct_bytes::<SockaddrNl>(&fields),
    )
    .map_err(|failure| {
        failure
            .mistake_if(got[2..6] == port_id.to_ne_bytes(), "no-padding")
            .mistake_if(got[4..8] == port_id.to_be_bytes(), "network-order")
    })
}

fn receives() -> Outcome {
    let socket = opened()?;
    lab::bind(socket.as_raw_fd(), 0x40)?;
    socket.set_read_timeout(Some(lab::PATIENCE)).map_err(Failure::broken)?;
    lab::add("4.3.2.0/30 via 127.0.0.1")?;
    let mut buffer = [std::mem::MaybeUninit::uninit(); 4096];
    match socket.recv(&mut buffer) {
        Ok(len) => same("the length of the notification", &len, &message("guide-route", 3).len()),
        Err(error) => Err(Failure::new(format!(
            "a route was added in the lab, but your socket received no notification: {error}"
        ))),
    }
}
