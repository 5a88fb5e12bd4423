//! The student's function sends to a receiver of ours.

use std::process::ExitCode;

use checks::lab::{PATIENCE, SockProtocol};
use checks::netlink_raw::socket::NetlinkSocket;
use checks::{Failure, Form, Outcome, check, datagram, run, same, same_bytes};
use usersock::send;

fn main() -> ExitCode {
    run(&[
        check("the message arrives, and nothing with it", arrives),
        check("you return the port ID that the receiver sees", port_id),
        check("no receiver: you return the error", no_receiver),
    ])
}

/// A socket with a port ID that the kernel chose.
fn receiver() -> Result<(NetlinkSocket, u32), Failure> {
    let open = || {
        let socket = NetlinkSocket::open(SockProtocol::NetlinkUserSock)?;
        socket.bind(0, 0)?;
        socket.set_timeout(PATIENCE)?;
        let port_id = socket.port_id()?;
        Ok::<_, checks::netlink_raw::socket::CallFailed>((socket, port_id))
    };
    open().map_err(Failure::broken)
}

/// What arrived, the port ID of its sender, and the port ID that `send` returned.
fn sent(message: &[u8]) -> Result<(Vec<u8>, u32, u32), Failure> {
    let (socket, to) = receiver()?;
    let returned = send(message, to).map_err(|errno| {
        // ECONNREFUSED: no socket of this protocol has the port ID.
        Failure::new(format!("send returned an error: {errno}"))
            .mistake_if(errno as i32 == 111, "wrong-protocol")
    })?;
    let mut buffer = vec![0; 4096];
    let received = socket.receive(&mut buffer).map_err(|_timed_out| {
        // In one protocol, two sockets cannot have the same port ID.
        Failure::new(format!("expected a datagram at port ID {to}; none arrived"))
            .mistake_if(returned == to, "wrong-protocol")
    })?;
    Ok((received.bytes.to_vec(), received.from_port_id, returned))
}

fn arrives() -> Outcome {
    let message = datagram("usersock", 1);
    let (got, ..) = sent(&message)?;
    same_bytes(Form::Plain, "the datagram that you sent", &got, &message).map_err(|failure| {
        let longer = got.len() > message.len() && got.ends_with(&message);
        failure.mistake_if(longer, "header-in-front")
    })
}

fn port_id() -> Outcome {
    // The receiver's socket is the first of this process, so its port ID is the process ID.
    let (_, from, returned) = sent(b"MSG")?;
    same("your own port ID", &returned, &from).map_err(|failure| {
        failure
            .mistake_if(returned == 0, "asked-too-early")
            .mistake_if(returned == std::process::id(), "process-id")
    })
}

fn no_receiver() -> Outcome {
    // The first socket gets the process ID as its port ID and keeps it, so the second
    // gets a port ID that no other socket will have.
    let (_first, _) = receiver()?;
    let (second, port_id) = receiver()?;
    drop(second);
    match send(b"MSG", port_id) {
        Err(_) => Ok(()),
        Ok(_) => Err(Failure::new(format!(
            "no socket has port ID {port_id}; expected the error from sendto, got Ok"
        ))),
    }
}
