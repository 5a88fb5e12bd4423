//! Sends with the student's `send`, and receives with the student's `receive`.

use std::net::UdpSocket;
use std::process::ExitCode;

use checks::lab::PATIENCE;
use checks::{Failure, Form, Outcome, check, run, same, same_bytes};
use small_buffer::{receive, send};

fn main() -> ExitCode {
    run(&[
        check("send sends the message", sends),
        check("a datagram that fits arrives whole", fits).panics_mean("subtracts-below-zero"),
        check("a longer datagram loses its end, and you report how much", too_long),
    ])
}

/// A socket that does not wait forever.
fn receiver() -> Result<UdpSocket, Failure> {
    let socket = UdpSocket::bind("127.0.0.1:0").map_err(Failure::broken)?;
    socket.set_read_timeout(Some(PATIENCE)).map_err(Failure::broken)?;
    Ok(socket)
}

fn sends() -> Outcome {
    let socket = receiver()?;
    let to = socket.local_addr().map_err(Failure::broken)?;
    send(b"MSG", to).map_err(|error| Failure::new(format!("send returned an error: {error}")))?;
    let mut buffer = [0; 100];
    let Ok((len, _)) = socket.recv_from(&mut buffer) else {
        return Err(Failure::new("expected a datagram at the address `to`; none arrived"));
    };
    same_bytes(Form::Plain, "the datagram that you sent", &buffer[..len], b"MSG")
}

/// Sends `message` and checks what the student's `receive` returns for it.
fn received(message: &[u8], buffer_len: usize, lost: usize) -> Outcome {
    let socket = receiver()?;
    let to = socket.local_addr().map_err(Failure::broken)?;
    let sender = UdpSocket::bind("127.0.0.1:0").map_err(Failure::broken)?;
    sender.send_to(message, to).map_err(Failure::broken)?;
    let got = receive(&socket, buffer_len)
        .map_err(|error| Failure::new(format!("receive returned an error: {error}")))?;
    let what = format!(
        "{} bytes sent, buffer of {buffer_len}: the bytes that you returned",
        message.len()
    );
    let expected = &message[..message.len() - lost];
    same_bytes(Form::Plain, &what, &got.bytes, expected)
        .map_err(|failure| failure.mistake_if(got.bytes.len() == buffer_len, "whole-buffer"))?;
    same(&format!("{} bytes sent, buffer of {buffer_len}: lost", message.len()), &got.lost, &lost)
        .map_err(|failure| failure.mistake_if(got.lost == 0, "never-lost"))
}

fn fits() -> Outcome {
    received(b"MSG", 10, 0)?;
    received(b"ten bytes!", 10, 0)
}

fn too_long() -> Outcome {
    received(b"longer than ten", 10, 5)?;
    received(b"abc", 1, 2)
}
