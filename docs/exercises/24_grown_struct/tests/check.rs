//! Counters of three kernels: one that has all, an older and a newer one.

use std::process::ExitCode;

use checks::{Failure, Outcome, check, run};
use grown_struct::counters;

fn main() -> ExitCode {
    run(&[
        check("a kernel that sends 24 counters", known),
        check("an older kernel, which does not count rx_nohandler", older),
        check("a newer kernel, which sends 30", newer),
        check("a payload that ends inside a counter, and an empty one", cut),
    ])
}

/// A payload of this many counters. Each has bytes that differ.
fn payload(count: u64) -> Vec<u8> {
    (0..count).flat_map(|index| (0x0102_0304_0506_0000 + index).to_ne_bytes()).collect()
}

fn same_counters(payload: &[u8]) -> Outcome {
    let number = |index: u64| {
        let end = 8 * (index as usize + 1);
        (payload.len() >= end).then_some(0x0102_0304_0506_0000 + index)
    };
    let expected = (number(0), number(1), number(23));
    let found = counters(payload);
    let got = (found.rx_packets, found.tx_packets, found.rx_nohandler);
    if got == expected {
        return Ok(());
    }
    let what = format!(
        "a payload of {} bytes: expected rx_packets, tx_packets, rx_nohandler {expected:x?}, got {got:x?}",
        payload.len()
    );
    Err(Failure::new(what)
        .mistake_if(got == (None, None, None), "exact-size")
        .mistake_if(expected.2.is_none() && got.2 == Some(0), "zero-for-missing"))
}

fn known() -> Outcome {
    same_counters(&payload(24))
}

fn older() -> Outcome {
    same_counters(&payload(23))
}

fn newer() -> Outcome {
    same_counters(&payload(30))
}

fn cut() -> Outcome {
    same_counters(&payload(24)[..191])?;
    same_counters(&payload(2)[..15])?;
    same_counters(&[])
}
