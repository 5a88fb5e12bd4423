//! A recorded dump, and one from this machine's kernel.

use std::collections::VecDeque;
use std::io;
use std::process::ExitCode;

use checks::lab;
use checks::{
    Failure, Form, Outcome, check, counted, datagram, differs, field_at, live, message, run,
    same_bytes,
};
use dump::{read_answer, request};

/// The sequence number of the recorded request.
fn seq() -> u32 {
    let request = message("guide-ip-route", 1);
    u32::from_ne_bytes([request[8], request[9], request[10], request[11]])
}

fn main() -> ExitCode {
    run(&[
        check("the request", the_request),
        check("an answer in two datagrams", two_datagrams),
        check("a message that is not ours between them", between),
        check("the end of an answer that is not ours", strange_end),
        check("a dump that fails halfway", failed),
        check("an NLMSG_DONE without its error number", no_number),
        check("an answer without an end", no_end),
        live("all routes of a lab", in_the_lab, two_datagrams),
    ])
}

fn the_request() -> Outcome {
    let expected = message("guide-ip-route", 1);
    let got = request(seq());
    let is_turned = got.get(8..12).is_some_and(|bytes| bytes.iter().rev().eq(&expected[8..12]));
    same_bytes(Form::Route, "the request", &got, &expected)
        .map_err(|failure| failure.mistake_if(is_turned, "big-endian-sequence"))
}

/// What the student's `read_answer` returns for these datagrams.
fn read(datagrams: &[Vec<u8>]) -> io::Result<Vec<Vec<u8>>> {
    let mut left: VecDeque<&Vec<u8>> = datagrams.iter().collect();
    read_answer(seq(), &mut |buffer| {
        // A real socket would wait forever.
        let next =
            left.pop_front().ok_or_else(|| io::Error::other("there are no more datagrams"))?;
        let len = next.len().min(buffer.len());
        buffer[..len].copy_from_slice(&next[..len]);
        Ok(len)
    })
}

fn same_answer(datagrams: &[Vec<u8>]) -> Outcome {
    let expected: Vec<Vec<u8>> = (2..13).map(|number| message("guide-ip-route", number)).collect();
    let got = read(datagrams)
        .map_err(|error| Failure::new(format!("read_answer returned an error: {error}")))?;
    for (index, (got, expected)) in got.iter().zip(&expected).enumerate() {
        let what = format!("message {} of the answer", index + 1);
        if got != expected {
            let stranger = got[8..12] != expected[8..12];
            return Err(differs(Form::Route, &what, got, expected).mistake_if(stranger, "anybodys"));
        }
    }
    if got.len() != expected.len() {
        let what = format!("expected {} messages, got {}", expected.len(), got.len());
        let end = datagrams.last().cloned().unwrap_or_default();
        return Err(field_at(Form::Route, &end, 4, &format!("{what}; the answer ends here"))
            .mistake_if(got.len() < expected.len(), "one-datagram"));
    }
    Ok(())
}

/// The recorded table split into two datagrams, and the recorded end.
fn recorded() -> Vec<Vec<u8>> {
    let table = datagram("guide-ip-route", 2);
    let two = message("guide-ip-route", 2).len() + message("guide-ip-route", 3).len();
    vec![table[..two].to_vec(), table[two..].to_vec(), datagram("guide-ip-route", 3)]
}

fn two_datagrams() -> Outcome {
    same_answer(&recorded())
}

fn between() -> Outcome {
    let mut datagrams = recorded();
    // All recordings have the same sequence number, so this one gets a different one.
    let mut stranger = message("guide-route", 3);
    stranger[8..12].copy_from_slice(&(seq() + 1).to_ne_bytes());
    datagrams.insert(1, stranger.clone());
    same_answer(&datagrams)?;
    // Messages of ours may follow it in the same datagram.
    let mut datagrams = recorded();
    datagrams[0] = [&stranger[..], &datagrams[0]].concat();
    same_answer(&datagrams)
}

fn strange_end() -> Outcome {
    let mut datagrams = recorded();
    let mut end = datagram("guide-ip-route", 3);
    end[8..12].copy_from_slice(&(seq() + 1).to_ne_bytes());
    datagrams.insert(1, end);
    same_answer(&datagrams).map_err(|failure| {
        Failure {
            mistake: None,
            what: format!(
                "an NLMSG_DONE with a different sequence number came before ours\n{}",
                failure.what
            ),
            ..failure
        }
        .mistake_if(true, "anybodys")
    })
}

fn no_end() -> Outcome {
    let datagrams = recorded();
    match read(&datagrams[..2]) {
        Err(_) => Ok(()),
        Ok(got) => Err(Failure::new(format!(
            "receive returned an error before NLMSG_DONE arrived; expected you to return that error, got Ok with {} messages",
            got.len()
        ))
        .mistake_if(true, "one-datagram")),
    }
}

fn no_number() -> Outcome {
    let mut datagrams = recorded();
    let done = datagrams.last_mut().ok_or_else(|| Failure::broken("no end"))?;
    done.truncate(16);
    done[0..4].copy_from_slice(&16_u32.to_ne_bytes());
    let done = done.clone();
    match read(&datagrams) {
        Err(_) => Ok(()),
        Ok(got) => {
            let got = got.len();
            let what = format!(
                "no error number follows this header; expected an error, got Ok with {got} messages"
            );
            Err(field_at(Form::Route, &done, 0, &what).mistake_if(true, "done-is-good"))
        }
    }
}

fn failed() -> Outcome {
    let mut datagrams = recorded();
    let done = datagrams.last_mut().ok_or_else(|| Failure::broken("no end"))?;
    done[16..20].copy_from_slice(&(-22_i32).to_ne_bytes());
    let done = done.clone();
    match read(&datagrams) {
        Err(error) if error.raw_os_error() == Some(22) => Ok(()),
        got => {
            let errno = got.as_ref().err().map(|error| error.raw_os_error());
            let got = got.map(|messages| format!("Ok with {}", counted(messages.len(), "message")));
            let got = got.unwrap_or_else(|error| format!("the error '{error}'"));
            let what = format!("expected error 22, got {got}");
            Err(field_at(Form::Route, &done, 16, &what)
                .mistake_if(errno == Some(Some(-22)), "sign-kept")
                .mistake_if(errno == Some(None), "without-the-errno")
                .mistake_if(got.starts_with("Ok"), "done-is-good"))
        }
    }
}

fn in_the_lab() -> Outcome {
    // Enough routes to need a second datagram.
    for number in 0..600 {
        lab::add(&format!("10.{}.{}.0/24 dev lo", number / 256, number % 256))?;
    }
    let socket = lab::socket(0)?;
    socket.send_to(&request(seq()), 0, 0).map_err(Failure::broken)?;
    let answer = read_answer(seq(), &mut |buffer| {
        socket.receive(buffer).map(|datagram| datagram.bytes.len()).map_err(io::Error::other)
    });
    let answer =
        answer.map_err(|error| Failure::new(format!("read_answer returned an error: {error}")))?;
    let mut expected = 0;
    let socket = lab::socket(0)?;
    socket
        .dump(&message("guide-ip-route", 1), 32 * 1024, |event| {
            if let checks::netlink_raw::conversation::DumpEvent::Datagram(datagram) = event {
                expected += lab::routes(datagram.bytes).count();
            }
        })
        .map_err(Failure::broken)?;
    let got: usize = answer.iter().map(|message| lab::routes(message).count()).sum();
    if got == expected {
        return Ok(());
    }
    Err(Failure::new(format!("the kernel has {expected} routes, your answer has {got}"))
        .mistake_if(got < expected, "one-datagram"))
}
