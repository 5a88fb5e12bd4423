//! The numbers and units of `tc`: handles, ticks, rates, sizes and times.

use std::fmt::{self, Write};

use netlink_raw::uapi::pkt_sched::TC_H_ROOT;

use super::super::words::Line;

/// `1:10`: a major number of 16 bits and a minor one, both hexadecimal; a zero is left out.
pub(super) fn class_id<W: Write>(line: &mut Line<'_, W>, id: u64) -> fmt::Result {
    match (id >> 16, id & 0xffff) {
        _ if id == TC_H_ROOT => line.out.write_str("root"),
        (0, 0) => line.out.write_str("none"),
        (0, minor) => write!(line.out, ":{minor:x}"),
        (major, 0) => write!(line.out, "{major:x}:"),
        (major, minor) => write!(line.out, "{major:x}:{minor:x}"),
    }
}

/// Ticks in microseconds. `tc` reads the length of a tick in /proc/net/psched; the
/// kernel has it fixed at 64 nanoseconds (`PSCHED_SHIFT` in include/net/pkt_sched.h).
pub(super) fn microseconds(ticks: u64) -> u64 {
    ticks.saturating_mul(64) / 1000
}

/// How many bytes are sent in this many ticks, at a rate in bytes a second.
pub(super) fn sent_in(rate: u64, ticks: u64) -> u64 {
    rate.saturating_mul(microseconds(ticks)) / 1_000_000
}

/// A word and a rate in bytes a second: `rate 1Mbit`.
pub(super) fn rated<W: Write>(line: &mut Line<'_, W>, word: &str, bytes: u64) -> fmt::Result {
    let mut bits = bytes.saturating_mul(8);
    let mut unit = "";
    for larger in ["K", "M", "G", "T"] {
        // Not if a fraction is lost that matters.
        if bits < 1000 || !bits.is_multiple_of(1000) && bits < 1_000_000 {
            break;
        }
        (bits, unit) = (bits / 1000, larger);
    }
    line.numbered(word, bits)?;
    line.out.write_str(unit)?;
    line.out.write_str("bit")
}

pub(super) fn sized<W: Write>(line: &mut Line<'_, W>, word: &str, bytes: u64) -> fmt::Result {
    line.word(word)?;
    line.out.write_char(' ')?;
    size(line.out, bytes)
}

/// `10Kb`, if that is the number of bytes, or nearly.
pub(super) fn size(out: &mut impl Write, bytes: u64) -> fmt::Result {
    const KILO: u64 = 1 << 10;
    const MEGA: u64 = 1 << 20;
    let nearest = |unit: u64| (bytes + unit / 2) / unit;
    let near =
        |unit: u64, within: u64| bytes >= unit && (nearest(unit) * unit).abs_diff(bytes) < within;
    if near(MEGA, KILO) {
        write!(out, "{}Mb", nearest(MEGA))
    } else if near(KILO, 16) {
        write!(out, "{}Kb", nearest(KILO))
    } else {
        write!(out, "{bytes}b")
    }
}

/// A word and a time: `50ms`.
pub(super) fn timed<W: Write>(
    line: &mut Line<'_, W>,
    word: &str,
    microseconds: u64,
) -> fmt::Result {
    line.word(word)?;
    line.out.write_char(' ')?;
    let (unit, name) = match microseconds {
        1_000_000.. => (1e6, "s"),
        1_000.. => (1e3, "ms"),
        _ => (1.0, "us"),
    };
    // Three digits in all: the kernel's clock has units of 1024 ns, so that 5 ms come back
    // as 4999 us.
    let time = microseconds as f64 / unit;
    let digits = match time {
        ..9.995 => 2,
        ..99.95 => 1,
        _ => 0,
    };
    let text = format!("{time:.digits$}");
    let text = match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.'),
        None => &text,
    };
    line.out.write_str(text)?;
    line.out.write_str(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Names;

    fn line(write: impl FnOnce(&mut Line<'_, String>) -> fmt::Result) -> String {
        let mut out = String::new();
        write(&mut Line::new(&mut out, &Names::default())).expect("a String takes everything");
        out
    }

    /// As `sprint_time`, `sprint_size` and `print_rate` of iproute2 (tc/tc_util.c) do.
    #[test]
    fn units_are_those_of_tc() {
        for (time, text) in [
            (0, "t 0us"),
            (999, "t 999us"),
            (1_234, "t 1.23ms"),
            (1_500_000, "t 1.5s"),
            (9_999, "t 10ms"),
            (12_340, "t 12.3ms"),
            (100_000, "t 100ms"),
        ] {
            assert_eq!(line(|line| timed(line, "t", time)), text);
        }
        for (bytes, text) in [
            (1_375, "s 1375b"),
            (10_125, "s 10125b"),
            (15 * 1024 - 15, "s 15Kb"),
            (15 * 1024 + 16, "s 15376b"),
            ((2 << 20) + 1_023, "s 2Mb"),
        ] {
            assert_eq!(line(|line| sized(line, "s", bytes)), text);
        }
        for (bytes, text) in [
            (1, "r 8bit"),
            (125, "r 1Kbit"),
            (687_500, "r 5500Kbit"),
            (1_250_000, "r 10Mbit"),
            (1_234_567, "r 9876Kbit"),
            (5_000_000_000, "r 40Gbit"),
        ] {
            assert_eq!(line(|line| rated(line, "r", bytes)), text);
        }
    }
}
