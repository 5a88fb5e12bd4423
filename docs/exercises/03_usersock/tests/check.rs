//! A receiver of our own, to which the student's function sends.

use std::process::ExitCode;

use checks::lab::{PATIENCE, SockProtocol};
use checks::netlink_raw::socket::NetlinkSocket;
use checks::{Failure, Form, Outcome, check, datagram, run, same, same_bytes};
use usersock::send;

fn main() -> ExitCode {
    run(&[
        check("the message arrives, and nothing else", arrives),
        check("the port ID is the one that the receiver sees", port_id),
        check("nobody there: the error comes back", nobody),
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

/// What arrives, and from whom; and what `send` returned.
fn sent(message: &[u8]) -> Result<(Vec<u8>, u32, u32), Failure> {
    let (socket, to) = receiver()?;
    let told = send(message, to)
        .map_err(|errno| Failure::new(format!("send returned an error: {errno}")))?;
    let mut buffer = vec![0; 4096];
    let received = socket.receive(&mut buffer).map_err(|_timed_out| {
        Failure::new(format!("expected a datagram at the port ID {to}; none came"))
    })?;
    Ok((received.bytes.to_vec(), received.from_port_id, told))
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
    // The receiver's socket is the first of this process, and got the process ID.
    let (_, from, told) = sent(b"MSG")?;
    same("your own port ID", &told, &from).map_err(|failure| {
        failure
            .mistake_if(told == 0, "asked-too-early")
            .mistake_if(told == std::process::id(), "process-id")
    })
}

fn nobody() -> Outcome {
    // The first gets the process ID, and keeps it: no later socket can have it.
    let (_first, _) = receiver()?;
    let (second, port_id) = receiver()?;
    drop(second);
    match send(b"MSG", port_id) {
        Err(_) => Ok(()),
        Ok(_) => Err(Failure::new(format!(
            "no socket has the port ID {port_id}; expected the error of sendto, got Ok"
        ))),
    }
}
