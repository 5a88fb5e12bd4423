//! A recorded refusal, the same one capped, and one from this machine's kernel.

use std::process::ExitCode;

use checks::lab;
use checks::{Failure, Form, Outcome, check, field_at, live, message, run, same, unusual_padding};
use refusal::{Refusal, attribute_at, refusal};

fn main() -> ExitCode {
    run(&[
        check("a refusal with a copy of the whole request", whole),
        check("a capped refusal", capped),
        check("without NLM_F_ACK_TLVS there are no attributes", without_the_flag),
        check("a request whose length is not a multiple of four", odd),
        check("an acknowledgement has no text and no offset", acknowledgement),
        check("the attribute at the offset", at_the_offset),
        check("a message that is cut off", cut_off),
        live("a refusal from this machine's kernel", in_the_lab, whole),
    ])
}

/// The kernel's refusal in `docs/captures/refused.pcap`.
fn expected() -> Refusal {
    let text = Some("Attribute failed policy validation".to_owned());
    Refusal { error: -34, text, offset: Some(28) }
}

/// `begin` is where the extended acknowledgement begins.
fn same_refusal(answer: &[u8], expected: &Refusal, begin: usize) -> Outcome {
    let got = refusal(answer);
    let Some(got) = got else {
        return Err(field_at(Form::Route, answer, 16, "expected a refusal, got None"));
    };
    let with_zero = got.text.as_ref().is_some_and(|text| text.ends_with('\0'));
    let (is_capped, has_no_tlvs) = (answer[7] & 1 != 0, answer[7] & 2 == 0);
    let at = if got.error == expected.error { begin } else { 16 };
    // Compares the fields, without the student's own `PartialEq`.
    let parts = |refusal: &Refusal| (refusal.error, refusal.text.clone(), refusal.offset);
    if parts(&got) == parts(expected) {
        return Ok(());
    }
    let what = format!("expected {expected:?}\ngot {got:?}");
    let lost = got.text.is_none() || got.offset != expected.offset;
    Err(field_at(Form::Route, answer, at, &what)
        .mistake_if(with_zero, "zero-kept")
        .mistake_if(has_no_tlvs && got.text.is_some(), "flag-ignored")
        .mistake_if(at == begin && is_capped && lost, "never-capped")
        .mistake_if(at == begin && !is_capped && lost, "only-a-header"))
}

fn whole() -> Outcome {
    same_refusal(&message("refused", 2), &expected(), 56)
}

fn capped() -> Outcome {
    // A socket with NETLINK_CAP_ACK gets back only the header of its request.
    let answer = message("refused", 2);
    let mut answer = [&answer[..36], &answer[56..]].concat();
    answer[7] |= 1;
    let len = u32::try_from(answer.len()).unwrap_or_default();
    answer[0..4].copy_from_slice(&len.to_ne_bytes());
    same_refusal(&answer, &expected(), 36)
}

fn odd() -> Outcome {
    // A request may end without padding, and the kernel pads the copy (`netlink_ack` in
    // net/netlink/af_netlink.c). Linux 6.18 answers such a request with these bytes.
    for len in [33_u32, 34, 35] {
        let mut answer = message("refused", 2);
        answer[20..24].copy_from_slice(&len.to_ne_bytes());
        same_refusal(&answer, &expected(), 56).map_err(|failure| Failure {
            what: format!(
                "the copied request is {len} bytes long, and padding follows it\n{}",
                failure.what
            ),
            mistake: None,
            ..failure
        })?;
    }
    Ok(())
}

/// Whatever follows the copied request, it is not an extended acknowledgement.
fn without_the_flag() -> Outcome {
    let mut answer = message("refused", 2);
    answer[7] &= !2;
    same_refusal(&answer, &Refusal { error: -34, text: None, offset: None }, 56)
}

fn acknowledgement() -> Outcome {
    let nothing = Refusal { error: 0, text: None, offset: None };
    same_refusal(&message("guide-route", 2), &nothing, 20)
}

fn at_the_offset() -> Outcome {
    let request = message("refused", 1);
    for (request, offset, expected, name) in [
        (&request, 28, Some(4), "RTA_OIF begins there"),
        (&message("guide-route", 1), 36, Some(5), "RTA_GATEWAY begins there"),
        (&message("route", 3), 68, Some(4), "RTA_OIF begins there, after padding"),
        (&unusual_padding(), 56, Some(20), "RTA_PREF begins there, after padding"),
        (&unusual_padding(), 64, Some(4), "RTA_OIF begins there, after padding"),
        (&message("guide-route", 1), 32, None, "no attribute begins there"),
    ] {
        let got = attribute_at(request, offset);
        if got != expected {
            let what = format!("offset {offset}: {name}; expected {expected:?}, got {got:?}");
            return Err(field_at(Form::Route, request, offset as usize, &what));
        }
    }
    Ok(())
}

fn cut_off() -> Outcome {
    let answer = message("refused", 2);
    for len in 0..answer.len() {
        let got = refusal(&answer[..len]);
        if len < 20 {
            same(&format!("the first {len} bytes of a refusal"), &got, &None)?;
        }
    }
    Ok(())
}

fn in_the_lab() -> Outcome {
    let socket = lab::socket(0)?;
    let request = message("refused", 1);
    socket.send_to(&request, 0, 0).map_err(Failure::broken)?;
    let answer =
        lab::receive(&socket).ok_or_else(|| Failure::broken("the kernel did not answer"))?;
    let got = refusal(&answer);
    // A different kernel may use a different text, but the offset is the same.
    let offset = got.as_ref().and_then(|refusal| refusal.offset);
    if offset.and_then(|offset| attribute_at(&request, offset)) == Some(4) {
        return Ok(());
    }
    let what = format!("expected an offset at which RTA_OIF begins, got {got:?}");
    Err(field_at(Form::Route, &answer, 56, &what))
}
