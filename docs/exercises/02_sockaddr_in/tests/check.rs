//! Compares the student's bytes with those that the tables produce.

use std::net::Ipv4Addr;
use std::process::ExitCode;

use checks::netlink_raw::request::struct_bytes;
use checks::netlink_raw::uapi::in_::{SIN_ADDR, SIN_FAMILY, SIN_PORT, SOCKADDR_IN_ROW, SockaddrIn};
use checks::{Form, Outcome, check, run, same_bytes};
use sockaddr_in::sockaddr_in;

fn main() -> ExitCode {
    run(&[
        check("127.0.0.1, port 12345: the messenger's address", the_guides),
        check("4.3.2.1, port 258: every byte is different", all_different),
    ])
}

fn address(address: Ipv4Addr, port: u16) -> Outcome {
    let fields = [(SIN_FAMILY, 2), (SIN_PORT, port.into())];
    let mut expected = struct_bytes::<SockaddrIn>(&fields);
    let sin_addr = SIN_ADDR.field();
    expected[sin_addr.at..][..4].copy_from_slice(&address.octets());
    let got = sockaddr_in(address, port);
    let form = Form::As(&SOCKADDR_IN_ROW);
    same_bytes(form, &format!("the address {address}, port {port}"), &got, &expected).map_err(
        |failure| {
            failure
                .mistake_if(got[0..2] == 2_u16.to_be_bytes(), "big-endian-family")
                .mistake_if(got[2..4] == port.to_ne_bytes(), "native-port")
        },
    )
}

fn the_guides() -> Outcome {
    address(Ipv4Addr::LOCALHOST, 12345)
}

fn all_different() -> Outcome {
    address(Ipv4Addr::new(4, 3, 2, 1), 258)
}
