//! A buffer that has been used before.

use std::process::ExitCode;

use checks::{Failure, Outcome, check, run};
use stale_bytes::text;

fn main() -> ExitCode {
    run(&[
        check("a datagram that fills the buffer", full),
        check("a shorter one, in the same buffer", shorter),
        check("a datagram with a zero in it", zero),
        check("a datagram that was longer than the buffer", longer).panics_mean("slice-too-long"),
        check("a datagram without bytes, and one that is not UTF-8", odd),
    ])
}

fn same_text(buffer: &[u8], received: usize, expected: &str, mistake: &'static str) -> Outcome {
    let got = text(buffer, received);
    if got == expected {
        return Ok(());
    }
    let buffer = String::from_utf8_lossy(buffer);
    let what = format!(
        "{received} bytes were received, and the buffer is {buffer:?}: expected {expected:?}, got {got:?}"
    );
    let is_longer = got.len() > expected.len();
    Err(Failure::new(what).mistake_if(is_longer, mistake))
}

fn full() -> Outcome {
    same_text(b"MSGdefg", 7, "MSGdefg", "until-zero")
}

fn shorter() -> Outcome {
    same_text(b"MSGdefg\0\0\0", 3, "MSG", "until-zero")
}

fn zero() -> Outcome {
    same_text(b"MSG\0old", 7, "MSG", "zero-ignored")?;
    same_text(b"MSG\0old", 4, "MSG", "zero-ignored")
}

fn longer() -> Outcome {
    same_text(b"longer tha", 15, "longer tha", "until-zero")
}

fn odd() -> Outcome {
    same_text(b"old", 0, "", "until-zero")?;
    same_text(b"a\xffb", 3, "a\u{fffd}b", "until-zero")
}
