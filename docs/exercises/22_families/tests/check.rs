//! Recorded answers from the generic netlink controller, and answers from this machine's.

use std::process::ExitCode;

use checks::lab::{PATIENCE, SockProtocol};
use checks::netlink_raw::socket::NetlinkSocket;
use checks::netlink_raw::uapi::protocol;
use checks::{Failure, Form, Outcome, check, differs, field_at, live, message, run, same};
use families::{family_id, request};

/// `NETLINK_GENERIC`
const GENERIC: u16 = 16;

fn main() -> ExitCode {
    run(&[
        check("the request for nlctrl", nlctrl),
        check("names of different lengths", lengths),
        check("the answer", answer),
        check("a family that does not exist", no_such_family),
        check("an answer with neither gives error 74", neither),
        live("this machine's controller", in_the_lab, answer),
    ])
}

fn form() -> Result<Form, Failure> {
    protocol(GENERIC).map(Form::Messages).ok_or_else(|| Failure::broken("no tables"))
}

fn seq() -> u32 {
    let request = message("genl-family", 1);
    u32::from_ne_bytes([request[8], request[9], request[10], request[11]])
}

fn nlctrl() -> Outcome {
    let expected = message("genl-family", 1);
    let got = request("nlctrl", seq());
    if got == expected {
        return Ok(());
    }
    let no_genlmsghdr = got.len() + 4 == expected.len() && got.get(16..) == expected.get(20..);
    let no_zero = got.get(20..22).is_some_and(|nla_len| nla_len == 10_u16.to_ne_bytes());
    Err(differs(form()?, "the request", &got, &expected)
        .mistake_if(no_genlmsghdr, "no-genlmsghdr")
        .mistake_if(no_zero, "no-zero"))
}

fn lengths() -> Outcome {
    for name in ["", "abc", "abcd", "nl80211"] {
        let got = request(name, 1);
        let len = 20 + (4 + name.len() + 1).next_multiple_of(4);
        same(&format!("the length of the request for the name '{name}'"), &got.len(), &len)?;
        let nlmsg_len = got.first_chunk().map(|len| u32::from_ne_bytes(*len) as usize);
        same(&format!("nlmsg_len of the request for the name '{name}'"), &nlmsg_len, &Some(len))?;
    }
    Ok(())
}

fn same_id(answer: &[u8], expected: Result<u16, i32>, at: usize) -> Outcome {
    let got = family_id(answer);
    if got == expected {
        return Ok(());
    }
    let what = format!("expected {expected:?}, got {got:?}");
    Err(field_at(form()?, answer, at, &what).mistake_if(at == 16, "error-is-answer"))
}

fn answer() -> Outcome {
    same_id(&message("genl-family", 2), Ok(16), 36)
}

fn no_such_family() -> Outcome {
    // The recorded acknowledgement, changed to the error for an unknown name: -ENOENT.
    let mut refusal = message("genl-family", 3);
    refusal[16..20].copy_from_slice(&(-2_i32).to_ne_bytes());
    same_id(&refusal, Err(2), 16)
}

fn neither() -> Outcome {
    let answer = message("genl-family", 2);
    for len in [0, 19, 20] {
        let what = format!("the first {len} bytes of an answer");
        same(&what, &family_id(&answer[..len]), &Err(74))?;
    }
    // The error number is cut off.
    let refusal = message("genl-family", 3);
    same("the first 16 bytes of an NLMSG_ERROR", &family_id(&refusal[..16]), &Err(74))
}

fn in_the_lab() -> Outcome {
    let asked = |name: &str| {
        let ask = || {
            let socket = NetlinkSocket::open(SockProtocol::NetlinkGeneric)?;
            socket.set_timeout(PATIENCE)?;
            socket.send_to(&request(name, 7), 0, 0)?;
            let mut buffer = vec![0; 32 * 1024];
            Ok(socket.receive(&mut buffer)?.bytes.to_vec())
        };
        ask().map_err(|error: checks::netlink_raw::socket::CallFailed| {
            Failure::new(format!(
                "expected an answer to your request for the family '{name}': {error}"
            ))
        })
    };
    same_id(&asked("nlctrl")?, Ok(16), 36)?;
    same_id(&asked("no_such_family")?, Err(2), 16)
}
