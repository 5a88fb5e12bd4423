//! What the most common kinds of queueing discipline, class and filter have to say, in
//! the words and units of `tc`.

use std::fmt::{self, Write};

use netlink_raw::uapi::pkt_cls::{
    TC_ACT, TC_MIRRED_ACTION, TC_MIRRED_BINDCNT, TC_MIRRED_EACTION, TC_MIRRED_IFINDEX,
    TC_MIRRED_INDEX, TC_MIRRED_REFCNT, TC_U32, TC_U32_KEY, TC_U32_KEY_MASK, TC_U32_KEY_OFF,
    TC_U32_KEY_OFFMASK, TC_U32_KEY_VAL, TC_U32_SEL, TC_U32_SEL_FLAGS, TCA_ACT, TCA_ACT_TAB,
    TCA_CLS_FLAGS, TCA_MIRRED, TCA_MIRRED_ACTION, TCA_U32,
};
use netlink_raw::uapi::pkt_sched::{
    TC_HTB_GLOB_DEFCLS, TC_HTB_GLOB_DIRECT_PKTS, TC_HTB_GLOB_RATE2QUANTUM, TC_HTB_OPT_BUFFER,
    TC_HTB_OPT_CBUFFER, TC_HTB_OPT_CEIL_RATE, TC_HTB_OPT_LEVEL, TC_HTB_OPT_PRIO,
    TC_HTB_OPT_RATE_OVERHEAD, TC_HTB_OPT_RATE_RATE, TC_TBF_QOPT_BUFFER, TC_TBF_QOPT_LIMIT,
    TC_TBF_QOPT_MTU, TC_TBF_QOPT_PEAKRATE_RATE, TC_TBF_QOPT_RATE_RATE, TCA, TCA_FQ_CODEL, TCA_HTB,
    TCA_TBF, TCM_HANDLE,
};
use netlink_raw::wire::{Field, Kind, Order, Set, number_of, until_nul};

use super::tc::class_id;
use super::{Line, lowercase, short};
use crate::event::Event;

/// The options of an event's kind; nothing for kinds that are not known here.
pub(super) fn options<W: Write>(line: &mut Line<'_, W>, event: &Event<'_, '_>) -> fmt::Result {
    let kind = event.attribute(const { TCA.number("TCA_KIND") }).map(until_nul);
    let list = event.attribute(const { TCA.number("TCA_OPTIONS") });
    match (kind, list) {
        (Some(Ok("htb")), Some(list)) => htb(line, list),
        (Some(Ok("tbf")), Some(list)) => tbf(line, list),
        (Some(Ok("fq_codel")), Some(list)) => fq_codel(line, list),
        (Some(Ok("pfifo" | "bfifo")), Some(limit)) => {
            // `struct tc_fifo_qopt` is one number.
            let limit = Kind::U32(Order::Host).read(limit).unwrap_or(0);
            line.word("limit ")?;
            if kind == Some(Ok("pfifo")) {
                write!(line.out, "{limit}p")
            } else {
                size(line.out, limit)
            }
        }
        (Some(Ok("u32")), Some(list)) => u32_filter(line, event.read(TCM_HANDLE.field()), list),
        _ => Ok(()),
    }
}

/// An attribute of a list that is a number of 32 bits, or of 64.
fn number(set: &'static Set, list: &[u8], number: u16) -> Option<u64> {
    let payload = set.find(list, number)?;
    Kind::U32(Order::Host).read(payload).or_else(|| Kind::U64(Order::Host).read(payload))
}

/// `r2q 10 default 0x10 direct_packets_stat 0 direct_qlen 1000` of the queueing
/// discipline; `prio 0 rate 1Mbit ceil 1Mbit burst 1600b cburst 1600b` of a class.
fn htb<W: Write>(line: &mut Line<'_, W>, list: &[u8]) -> fmt::Result {
    if let Some(class) = TCA_HTB.find(list, const { TCA_HTB.number("TCA_HTB_PARMS") }) {
        let read = |field: &Field| field.read(class).unwrap_or(0);
        // Only leaves compete.
        if read(TC_HTB_OPT_LEVEL.field()) == 0 {
            line.number("prio", read(TC_HTB_OPT_PRIO.field()))?;
        }
        let wide = |attribute| number(&TCA_HTB, list, attribute);
        let rate = wide(const { TCA_HTB.number("TCA_HTB_RATE64") })
            .unwrap_or_else(|| read(TC_HTB_OPT_RATE_RATE.field()));
        let ceiling = wide(const { TCA_HTB.number("TCA_HTB_CEIL64") })
            .unwrap_or_else(|| read(TC_HTB_OPT_CEIL_RATE.field()));
        rated(line, "rate", rate)?;
        let overhead = read(TC_HTB_OPT_RATE_OVERHEAD.field());
        if overhead != 0 {
            line.number("overhead", overhead)?;
        }
        rated(line, "ceil", ceiling)?;
        sized(line, "burst", sent_in(rate, read(TC_HTB_OPT_BUFFER.field())))?;
        sized(line, "cburst", sent_in(ceiling, read(TC_HTB_OPT_CBUFFER.field())))?;
    }
    if let Some(all) = TCA_HTB.find(list, const { TCA_HTB.number("TCA_HTB_INIT") }) {
        let read = |field: &Field| field.read(all).unwrap_or(0);
        line.number("r2q", read(TC_HTB_GLOB_RATE2QUANTUM.field()))?;
        line.word("default ")?;
        match read(TC_HTB_GLOB_DEFCLS.field()) {
            0 => line.out.write_char('0')?,
            class => write!(line.out, "{class:#x}")?,
        }
        line.number("direct_packets_stat", read(TC_HTB_GLOB_DIRECT_PKTS.field()))?;
    }
    if let Some(len) = number(&TCA_HTB, list, const { TCA_HTB.number("TCA_HTB_DIRECT_QLEN") }) {
        line.number("direct_qlen", len)?;
    }
    Ok(())
}

/// `rate 1Mbit burst 10Kb lat 50ms`
fn tbf<W: Write>(line: &mut Line<'_, W>, list: &[u8]) -> fmt::Result {
    let Some(bucket) = TCA_TBF.find(list, const { TCA_TBF.number("TCA_TBF_PARMS") }) else {
        return Ok(());
    };
    let read = |field: &Field| field.read(bucket).unwrap_or(0);
    let wide = |attribute| number(&TCA_TBF, list, attribute);
    let rate = wide(const { TCA_TBF.number("TCA_TBF_RATE64") })
        .unwrap_or_else(|| read(TC_TBF_QOPT_RATE_RATE.field()));
    let peak = wide(const { TCA_TBF.number("TCA_TBF_PRATE64") })
        .unwrap_or_else(|| read(TC_TBF_QOPT_PEAKRATE_RATE.field()));
    let buffer = read(TC_TBF_QOPT_BUFFER.field());
    let mtu = read(TC_TBF_QOPT_MTU.field());
    let limit = read(TC_TBF_QOPT_LIMIT.field());
    rated(line, "rate", rate)?;
    sized(line, "burst", sent_in(rate, buffer))?;
    if peak != 0 {
        rated(line, "peakrate", peak)?;
        if mtu != 0 {
            sized(line, "minburst", sent_in(peak, mtu))?;
        }
    }
    // How long a packet waits at most: the time that it takes to send all that may wait,
    // less that of a full bucket.
    let wait = |rate: u64, bucket: u64| {
        let all = u128::from(limit) * 1_000_000 / u128::from(rate.max(1));
        u64::try_from(all).unwrap_or(u64::MAX).checked_sub(microseconds(bucket))
    };
    let longest = wait(rate, buffer).max(if peak == 0 { None } else { wait(peak, mtu) });
    match longest {
        Some(longest) => timed(line, "lat", longest),
        None => sized(line, "limit", limit),
    }
}

/// `limit 10240p flows 1024 quantum 1514 target 5ms interval 100ms memory_limit 32Mb ecn
/// drop_batch 64`
fn fq_codel<W: Write>(line: &mut Line<'_, W>, list: &[u8]) -> fmt::Result {
    let get = |attribute| number(&TCA_FQ_CODEL, list, attribute);
    if let Some(limit) = get(const { TCA_FQ_CODEL.number("TCA_FQ_CODEL_LIMIT") }) {
        line.word("limit ")?;
        write!(line.out, "{limit}p")?;
    }
    for (word, attribute) in [
        ("flows", const { TCA_FQ_CODEL.number("TCA_FQ_CODEL_FLOWS") }),
        ("quantum", const { TCA_FQ_CODEL.number("TCA_FQ_CODEL_QUANTUM") }),
    ] {
        if let Some(number) = get(attribute) {
            line.number(word, number)?;
        }
    }
    for (word, attribute) in [
        ("target", const { TCA_FQ_CODEL.number("TCA_FQ_CODEL_TARGET") }),
        ("ce_threshold", const { TCA_FQ_CODEL.number("TCA_FQ_CODEL_CE_THRESHOLD") }),
        ("interval", const { TCA_FQ_CODEL.number("TCA_FQ_CODEL_INTERVAL") }),
    ] {
        if let Some(time) = get(attribute) {
            timed(line, word, time)?;
        }
    }
    if let Some(bytes) = get(const { TCA_FQ_CODEL.number("TCA_FQ_CODEL_MEMORY_LIMIT") }) {
        sized(line, "memory_limit", bytes)?;
    }
    if get(const { TCA_FQ_CODEL.number("TCA_FQ_CODEL_ECN") }).is_some_and(|ecn| ecn != 0) {
        line.word("ecn")?;
    }
    match get(const { TCA_FQ_CODEL.number("TCA_FQ_CODEL_DROP_BATCH_SIZE") }) {
        Some(packets) => line.number("drop_batch", packets),
        None => Ok(()),
    }
}

/// `order 2048 key ht 800 bkt 0 *flowid 1:10`, and a line for each word that is compared
/// and for each action.
fn u32_filter<W: Write>(line: &mut Line<'_, W>, handle: u64, list: &[u8]) -> fmt::Result {
    const TERMINAL: u64 = number_of(TC_U32, "TC_U32_TERMINAL");
    let get = |attribute| number(&TCA_U32, list, attribute);
    let selector = TCA_U32.find(list, const { TCA_U32.number("TCA_U32_SEL") });
    let read = |field: &Field| selector.and_then(|bytes| field.read(bytes)).unwrap_or(0);
    let ends = read(TC_U32_SEL_FLAGS.field()) & TERMINAL != 0;
    if let Some(slots) = get(const { TCA_U32.number("TCA_U32_DIVISOR") }) {
        line.number("ht divisor", slots)?;
    } else if let Some(table) = get(const { TCA_U32.number("TCA_U32_HASH") }) {
        line.number("order", handle & 0xfff)?;
        line.word("key ht ")?;
        write!(line.out, "{:x} bkt {:x}", table >> 20, (table >> 12) & 0xff)?;
    }
    match get(const { TCA_U32.number("TCA_U32_CLASSID") }) {
        Some(class) => {
            line.word(if ends { "*flowid " } else { "flowid " })?;
            class_id(line, class)?;
        }
        None if ends => line.word("terminal flowid")?,
        None => {}
    }
    if let Some(table) = get(const { TCA_U32.number("TCA_U32_LINK") }) {
        line.word("link ")?;
        write!(line.out, "{:x}:", table >> 20)?;
    }
    let flags = get(const { TCA_U32.number("TCA_U32_FLAGS") }).unwrap_or(0);
    for name in TCA_CLS_FLAGS.iter().filter(|name| flags & name.number != 0) {
        match name.c_name.strip_prefix("TCA_CLS_FLAGS_") {
            // Only of a request.
            None | Some("VERBOSE") => {}
            Some(word) => {
                line.word("")?;
                lowercase(line.out, word)?;
            }
        }
    }
    let keys = selector.and_then(|bytes| bytes.get(TC_U32_SEL.size()..)).unwrap_or_default();
    for key in keys.chunks_exact(TC_U32_KEY.size()) {
        let read = |field: &Field| field.read(key).unwrap_or(0);
        let (value, mask) = (read(TC_U32_KEY_VAL.field()), read(TC_U32_KEY_MASK.field()));
        let from = if read(TC_U32_KEY_OFFMASK.field()) == 0 { "" } else { "nexthdr+" };
        let offset = read(TC_U32_KEY_OFF.field()).cast_signed();
        write!(line.out, "\n  match {value:08x}/{mask:08x} at {from}{offset}")?;
    }
    let list = TCA_U32.find(list, const { TCA_U32.number("TCA_U32_ACT") }).unwrap_or_default();
    actions(line, list)
}

/// `action order 1: mirred (Egress Mirror to device veth1) pipe`, and its number and
/// users, each in a line.
fn actions<W: Write>(line: &mut Line<'_, W>, list: &[u8]) -> fmt::Result {
    for (order, action) in TCA_ACT_TAB.attributes(list) {
        let find = |attribute| TCA_ACT.find(action, attribute);
        let kind = find(const { TCA_ACT.number("TCA_ACT_KIND") }).unwrap_or_default();
        write!(line.out, "\n\taction order {order}: ")?;
        line.text(kind)?;
        let options = find(const { TCA_ACT.number("TCA_ACT_OPTIONS") }).unwrap_or_default();
        if until_nul(kind) == Ok("mirred") {
            mirred(line, options)?;
        }
    }
    Ok(())
}

/// ` (Egress Mirror to device veth1) pipe`
fn mirred<W: Write>(line: &mut Line<'_, W>, list: &[u8]) -> fmt::Result {
    let parameters = const { TCA_MIRRED.number("TCA_MIRRED_PARMS") };
    let Some(parameters) = TCA_MIRRED.find(list, parameters) else { return Ok(()) };
    let read = |field: &Field| field.read(parameters).unwrap_or(0);
    let what = read(TC_MIRRED_EACTION.field());
    line.out.write_str(match short(what, TCA_MIRRED_ACTION, "TCA_") {
        Some("EGRESS_REDIR") => " (Egress Redirect to device ",
        Some("EGRESS_MIRROR") => " (Egress Mirror to device ",
        Some("INGRESS_REDIR") => " (Ingress Redirect to device ",
        Some("INGRESS_MIRROR") => " (Ingress Mirror to device ",
        _ => " (unknown to device ",
    })?;
    line.interface(read(TC_MIRRED_IFINDEX.field()))?;
    line.out.write_str(") ")?;
    let then = read(TC_MIRRED_ACTION.field());
    match short(then, TC_ACT, "TC_ACT_") {
        // iproute2's own words.
        Some("OK") => line.out.write_str("pass")?,
        Some("SHOT") => line.out.write_str("drop")?,
        Some("UNSPEC") => line.out.write_str("continue")?,
        Some(word) => lowercase(line.out, word)?,
        None => write!(line.out, "{then:#x}")?,
    }
    let index = read(TC_MIRRED_INDEX.field());
    let users = read(TC_MIRRED_REFCNT.field());
    let filters = read(TC_MIRRED_BINDCNT.field());
    write!(line.out, "\n\tindex {index} ref {users} bind {filters}")
}

/// So many ticks in microseconds. `tc` reads the length of a tick in /proc/net/psched; the
/// kernel has it fixed at 64 nanoseconds (`PSCHED_SHIFT` in include/net/pkt_sched.h).
fn microseconds(ticks: u64) -> u64 {
    ticks.saturating_mul(64) / 1000
}

/// How many bytes are sent at so many bytes a second in so many ticks.
fn sent_in(rate: u64, ticks: u64) -> u64 {
    rate.saturating_mul(microseconds(ticks)) / 1_000_000
}

/// A word and a rate in bytes a second: `rate 1Mbit`.
fn rated<W: Write>(line: &mut Line<'_, W>, word: &str, bytes: u64) -> fmt::Result {
    let mut bits = bytes.saturating_mul(8);
    let mut unit = "";
    for larger in ["K", "M", "G", "T"] {
        // With a fraction only where it is small to the whole.
        if bits < 1000 || !bits.is_multiple_of(1000) && bits < 1_000_000 {
            break;
        }
        (bits, unit) = (bits / 1000, larger);
    }
    line.number(word, bits)?;
    line.out.write_str(unit)?;
    line.out.write_str("bit")
}

fn sized<W: Write>(line: &mut Line<'_, W>, word: &str, bytes: u64) -> fmt::Result {
    line.word(word)?;
    line.out.write_char(' ')?;
    size(line.out, bytes)
}

/// `10Kb`, if the bytes are so many, or nearly so.
fn size(out: &mut impl Write, bytes: u64) -> fmt::Result {
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
fn timed<W: Write>(line: &mut Line<'_, W>, word: &str, microseconds: u64) -> fmt::Result {
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
    use netlink_raw::request::Request;

    use super::*;
    use crate::interfaces::Interfaces;

    fn line(write: impl FnOnce(&mut Line<'_, String>) -> fmt::Result) -> String {
        let mut out = String::new();
        let interfaces = Interfaces::default();
        let written = write(&mut Line { out: &mut out, interfaces: &interfaces, space: "" });
        written.expect("a String takes everything");
        out
    }

    /// Not every kernel has this kind. The numbers are the kernel's defaults, and the line is
    /// in the form of `fq_codel_print_opt` of iproute2 (tc/q_fq_codel.c).
    #[test]
    fn fair_queueing() {
        let numbers: [(&str, u32); 8] = [
            ("TCA_FQ_CODEL_TARGET", 4_999),
            ("TCA_FQ_CODEL_LIMIT", 10_240),
            ("TCA_FQ_CODEL_INTERVAL", 99_999),
            ("TCA_FQ_CODEL_ECN", 1),
            ("TCA_FQ_CODEL_QUANTUM", 1_514),
            ("TCA_FQ_CODEL_DROP_BATCH_SIZE", 64),
            ("TCA_FQ_CODEL_MEMORY_LIMIT", 32 << 20),
            ("TCA_FQ_CODEL_FLOWS", 1_024),
        ];
        let request = numbers.iter().fold(Request::new(0, 0, 0), |request, (c_name, number)| {
            request.with_attribute(TCA_FQ_CODEL.number(c_name), &number.to_ne_bytes())
        });
        let message = request.into_bytes();
        assert_eq!(
            line(|line| fq_codel(line, &message[16..])),
            "limit 10240p flows 1024 quantum 1514 target 5ms interval 100ms memory_limit 32Mb \
             ecn drop_batch 64"
        );
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
