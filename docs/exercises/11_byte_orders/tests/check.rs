//! Two sockets from a recorded answer to the request that `ss` sends.

use std::net::{Ipv4Addr, SocketAddrV4};
use std::process::ExitCode;

use byte_orders::{Socket, read_socket};
use checks::netlink_raw::uapi::protocol;
use checks::{Failure, Form, Outcome, check, field_at, message, run, same};

/// The message header, which comes before the struct.
const HEADER: usize = 16;
/// `NETLINK_SOCK_DIAG`
const SOCK_DIAG: u16 = 4;

fn main() -> ExitCode {
    run(&[
        check("a listening socket", listens),
        check("a connected socket", connected),
        check("a socket owned by user 258", user),
        check("too few bytes, and a different family", damaged),
    ])
}

fn same_socket(message: &[u8], expected: Socket) -> Outcome {
    let form = Form::Messages(protocol(SOCK_DIAG).ok_or_else(|| Failure::broken("no tables"))?);
    let Some(got) = read_socket(&message[HEADER..]) else {
        return Err(field_at(form, message, HEADER, "expected a socket, got None"));
    };
    let swapped =
        |got: SocketAddrV4, expected: SocketAddrV4| got.port() == expected.port().swap_bytes();
    let fields = [
        ("own port", got.own.port() == expected.own.port(), 4),
        ("peer's port", got.peer.port() == expected.peer.port(), 6),
        ("own address", got.own.ip() == expected.own.ip(), 8),
        ("peer's address", got.peer.ip() == expected.peer.ip(), 24),
        ("user", got.user == expected.user, 64),
    ];
    for (name, is_right, at) in fields {
        if !is_right {
            let what = format!(
                "the {name}: expected {expected:?}\ngot {got:?}\nByte {at} of the struct, which begins at byte {HEADER} of the message."
            );
            return Err(field_at(form, message, HEADER + at, &what)
                .mistake_if(at == 4 && swapped(got.own, expected.own), "native-port")
                .mistake_if(at == 6 && swapped(got.peer, expected.peer), "native-port")
                .mistake_if(
                    at == 64 && got.user == expected.user.swap_bytes(),
                    "big-endian-user",
                ));
        }
    }
    Ok(())
}

/// A socket on the loopback address, as in the recording.
fn socket(own: u16, peer: SocketAddrV4, user: u32) -> Socket {
    Socket { own: SocketAddrV4::new(Ipv4Addr::LOCALHOST, own), peer, user }
}

fn listens() -> Outcome {
    let no_peer = SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, 0);
    same_socket(&message("diag-tcp", 2), socket(12345, no_peer, 0))
}

fn connected() -> Outcome {
    let peer = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 12345);
    same_socket(&message("diag-tcp", 8), socket(54321, peer, 0))
}

fn user() -> Outcome {
    // The capture was recorded by root, and user 0 is the same in both byte orders.
    let mut message = message("diag-tcp", 8);
    message[HEADER + 64..][..4].copy_from_slice(&258_u32.to_ne_bytes());
    let peer = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 12345);
    same_socket(&message, socket(54321, peer, 258))
}

fn damaged() -> Outcome {
    let mut message = message("diag-tcp", 8);
    same("71 bytes", &read_socket(&message[HEADER..HEADER + 71]), &None)?;
    if read_socket(&message[HEADER..HEADER + 72]).is_none() {
        return Err(Failure::new("72 bytes are a whole struct; expected a socket, got None"));
    }
    message[HEADER] = 10;
    same("the family 10, AF_INET6", &read_socket(&message[HEADER..]), &None)
}
