//! What the most common kinds of queueing discipline, class and filter have to say, in
//! the words and units of `tc`.

use std::fmt::{self, Write};

use netlink_raw::uapi::pkt_cls::{
    TC_ACT, TC_U32_KEY, TC_U32_KEY_MASK, TC_U32_KEY_OFF, TC_U32_KEY_OFFMASK, TC_U32_KEY_VAL,
    TC_U32_SEL, TC_U32_SEL_FLAGS, TC_U32_TERMINAL, TCA_ACT, TCA_ACT_KIND, TCA_ACT_OPTIONS,
    TCA_ACT_TAB, TCA_CLS_FLAGS, TCA_U32, TCA_U32_ACT, TCA_U32_CLASSID, TCA_U32_DIVISOR,
    TCA_U32_FLAGS, TCA_U32_HASH, TCA_U32_LINK, TCA_U32_SEL, TcU32Key, TcU32Sel,
};
use netlink_raw::uapi::pkt_sched::{
    TC_HTB_GLOB_DEFCLS, TC_HTB_GLOB_DIRECT_PKTS, TC_HTB_GLOB_RATE2QUANTUM, TC_HTB_OPT_BUFFER,
    TC_HTB_OPT_CBUFFER, TC_HTB_OPT_CEIL_RATE, TC_HTB_OPT_LEVEL, TC_HTB_OPT_PRIO,
    TC_HTB_OPT_RATE_OVERHEAD, TC_HTB_OPT_RATE_RATE, TC_TBF_QOPT_BUFFER, TC_TBF_QOPT_LIMIT,
    TC_TBF_QOPT_MTU, TC_TBF_QOPT_PEAKRATE_RATE, TC_TBF_QOPT_RATE_RATE, TCA_FQ_CODEL,
    TCA_FQ_CODEL_CE_THRESHOLD, TCA_FQ_CODEL_DROP_BATCH_SIZE, TCA_FQ_CODEL_ECN, TCA_FQ_CODEL_FLOWS,
    TCA_FQ_CODEL_INTERVAL, TCA_FQ_CODEL_LIMIT, TCA_FQ_CODEL_MEMORY_LIMIT, TCA_FQ_CODEL_QUANTUM,
    TCA_FQ_CODEL_TARGET, TCA_HTB, TCA_HTB_CEIL64, TCA_HTB_DIRECT_QLEN, TCA_HTB_INIT, TCA_HTB_PARMS,
    TCA_HTB_RATE64, TCA_TBF, TCA_TBF_PARMS, TCA_TBF_PRATE64, TCA_TBF_RATE64, TcHtbGlob, TcHtbOpt,
    TcTbfQopt,
};
use netlink_raw::uapi::rtnetlink::{TCA_KIND, TCA_OPTIONS, TCM_HANDLE, Tcmsg};
use netlink_raw::uapi::tc_mirred::{
    TC_MIRRED_ACTION, TC_MIRRED_BINDCNT, TC_MIRRED_EACTION, TC_MIRRED_IFINDEX, TC_MIRRED_INDEX,
    TC_MIRRED_REFCNT, TCA_MIRRED, TCA_MIRRED_ACTION, TCA_MIRRED_PARMS, TcMirred,
};
use netlink_raw::wire::{Kind, Order, Set, View, until_nul};

use super::super::words::{Line, lowercase, short};
use super::units::{class_id, microseconds, rated, sent_in, size, sized, timed};
use crate::event::Event;

/// The options of an event's kind; nothing for kinds that are not known here.
pub(super) fn options<W: Write>(
    line: &mut Line<'_, W>,
    event: &Event<'_, '_>,
    head: View<'_, Tcmsg>,
) -> fmt::Result {
    let kind = event.attribute(TCA_KIND).map(until_nul);
    let list = event.attribute(TCA_OPTIONS);
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
        (Some(Ok("u32")), Some(list)) => u32_filter(line, head.read(TCM_HANDLE), list),
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
    if let Some(class) = TCA_HTB.find(list, TCA_HTB_PARMS) {
        let options = View::<TcHtbOpt>::new(class);
        // Only leaves compete.
        if options.read(TC_HTB_OPT_LEVEL) == 0 {
            line.numbered("prio", options.read(TC_HTB_OPT_PRIO))?;
        }
        let wide = |attribute| number(&TCA_HTB, list, attribute);
        let rate = wide(TCA_HTB_RATE64).unwrap_or_else(|| options.read(TC_HTB_OPT_RATE_RATE));
        let ceiling = wide(TCA_HTB_CEIL64).unwrap_or_else(|| options.read(TC_HTB_OPT_CEIL_RATE));
        rated(line, "rate", rate)?;
        let overhead = options.read(TC_HTB_OPT_RATE_OVERHEAD);
        if overhead != 0 {
            line.numbered("overhead", overhead)?;
        }
        rated(line, "ceil", ceiling)?;
        sized(line, "burst", sent_in(rate, options.read(TC_HTB_OPT_BUFFER)))?;
        sized(line, "cburst", sent_in(ceiling, options.read(TC_HTB_OPT_CBUFFER)))?;
    }
    if let Some(all) = TCA_HTB.find(list, TCA_HTB_INIT) {
        let options = View::<TcHtbGlob>::new(all);
        line.numbered("r2q", options.read(TC_HTB_GLOB_RATE2QUANTUM))?;
        line.word("default ")?;
        match options.read(TC_HTB_GLOB_DEFCLS) {
            0 => line.out.write_char('0')?,
            class => write!(line.out, "{class:#x}")?,
        }
        line.numbered("direct_packets_stat", options.read(TC_HTB_GLOB_DIRECT_PKTS))?;
    }
    if let Some(len) = number(&TCA_HTB, list, TCA_HTB_DIRECT_QLEN) {
        line.numbered("direct_qlen", len)?;
    }
    Ok(())
}

/// `rate 1Mbit burst 10Kb lat 50ms`
fn tbf<W: Write>(line: &mut Line<'_, W>, list: &[u8]) -> fmt::Result {
    let Some(bucket) = TCA_TBF.find(list, TCA_TBF_PARMS) else {
        return Ok(());
    };
    let options = View::<TcTbfQopt>::new(bucket);
    let wide = |attribute| number(&TCA_TBF, list, attribute);
    let rate = wide(TCA_TBF_RATE64).unwrap_or_else(|| options.read(TC_TBF_QOPT_RATE_RATE));
    let peak = wide(TCA_TBF_PRATE64).unwrap_or_else(|| options.read(TC_TBF_QOPT_PEAKRATE_RATE));
    let buffer = options.read(TC_TBF_QOPT_BUFFER);
    let mtu = options.read(TC_TBF_QOPT_MTU);
    let limit = options.read(TC_TBF_QOPT_LIMIT);
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
    if let Some(limit) = get(TCA_FQ_CODEL_LIMIT) {
        line.word("limit ")?;
        write!(line.out, "{limit}p")?;
    }
    for (word, attribute) in [("flows", TCA_FQ_CODEL_FLOWS), ("quantum", TCA_FQ_CODEL_QUANTUM)] {
        if let Some(number) = get(attribute) {
            line.numbered(word, number)?;
        }
    }
    for (word, attribute) in [
        ("target", TCA_FQ_CODEL_TARGET),
        ("ce_threshold", TCA_FQ_CODEL_CE_THRESHOLD),
        ("interval", TCA_FQ_CODEL_INTERVAL),
    ] {
        if let Some(time) = get(attribute) {
            timed(line, word, time)?;
        }
    }
    if let Some(bytes) = get(TCA_FQ_CODEL_MEMORY_LIMIT) {
        sized(line, "memory_limit", bytes)?;
    }
    if get(TCA_FQ_CODEL_ECN).is_some_and(|ecn| ecn != 0) {
        line.word("ecn")?;
    }
    match get(TCA_FQ_CODEL_DROP_BATCH_SIZE) {
        Some(packets) => line.numbered("drop_batch", packets),
        None => Ok(()),
    }
}

/// `order 2048 key ht 800 bkt 0 *flowid 1:10`, and a line for each word that is compared
/// and for each action.
fn u32_filter<W: Write>(line: &mut Line<'_, W>, handle: u64, list: &[u8]) -> fmt::Result {
    let get = |attribute| number(&TCA_U32, list, attribute);
    let selector = TCA_U32.find(list, TCA_U32_SEL);
    let ends = View::<TcU32Sel>::new(selector.unwrap_or_default()).read(TC_U32_SEL_FLAGS)
        & TC_U32_TERMINAL
        != 0;
    if let Some(slots) = get(TCA_U32_DIVISOR) {
        line.numbered("ht divisor", slots)?;
    } else if let Some(table) = get(TCA_U32_HASH) {
        line.numbered("order", handle & 0xfff)?;
        line.word("key ht ")?;
        write!(line.out, "{:x} bkt {:x}", table >> 20, (table >> 12) & 0xff)?;
    }
    match get(TCA_U32_CLASSID) {
        Some(class) => {
            line.word(if ends { "*flowid " } else { "flowid " })?;
            class_id(line, class)?;
        }
        None if ends => line.word("terminal flowid")?,
        None => {}
    }
    if let Some(table) = get(TCA_U32_LINK) {
        line.word("link ")?;
        write!(line.out, "{:x}:", table >> 20)?;
    }
    let flags = get(TCA_U32_FLAGS).unwrap_or(0);
    for name in TCA_CLS_FLAGS.iter().filter(|name| flags & name.number != 0) {
        match name.c_name.strip_prefix("TCA_CLS_FLAGS_") {
            // Only of a request.
            None | Some("VERBOSE") => {}
            Some(word) => {
                line.sep()?;
                lowercase(line.out, word)?;
            }
        }
    }
    let keys = selector.and_then(|bytes| bytes.get(TC_U32_SEL.size()..)).unwrap_or_default();
    for key in keys.chunks_exact(TC_U32_KEY.size()) {
        let key = View::<TcU32Key>::new(key);
        let (value, mask) = (key.read(TC_U32_KEY_VAL), key.read(TC_U32_KEY_MASK));
        let from = if key.read(TC_U32_KEY_OFFMASK) == 0 { "" } else { "nexthdr+" };
        let offset = key.read(TC_U32_KEY_OFF).cast_signed();
        write!(line.out, "\n  match {value:08x}/{mask:08x} at {from}{offset}")?;
    }
    let list = TCA_U32.find(list, TCA_U32_ACT).unwrap_or_default();
    actions(line, list)
}

/// `action order 1: mirred (Egress Mirror to device veth1) pipe`, and its number and
/// users, each in a line.
fn actions<W: Write>(line: &mut Line<'_, W>, list: &[u8]) -> fmt::Result {
    for (order, action) in TCA_ACT_TAB.attributes(list) {
        let find = |attribute| TCA_ACT.find(action, attribute);
        let kind = find(TCA_ACT_KIND).unwrap_or_default();
        write!(line.out, "\n\taction order {order}: ")?;
        line.text(kind)?;
        let options = find(TCA_ACT_OPTIONS).unwrap_or_default();
        if until_nul(kind) == Ok("mirred") {
            mirred(line, options)?;
        }
    }
    Ok(())
}

/// ` (Egress Mirror to device veth1) pipe`
fn mirred<W: Write>(line: &mut Line<'_, W>, list: &[u8]) -> fmt::Result {
    let parameters = TCA_MIRRED_PARMS;
    let Some(parameters) = TCA_MIRRED.find(list, parameters) else { return Ok(()) };
    let parameters = View::<TcMirred>::new(parameters);
    let what = parameters.read(TC_MIRRED_EACTION);
    line.out.write_str(match short(what, TCA_MIRRED_ACTION, "TCA_") {
        Some("EGRESS_REDIR") => " (Egress Redirect to device ",
        Some("EGRESS_MIRROR") => " (Egress Mirror to device ",
        Some("INGRESS_REDIR") => " (Ingress Redirect to device ",
        Some("INGRESS_MIRROR") => " (Ingress Mirror to device ",
        _ => " (unknown to device ",
    })?;
    line.interface(parameters.read(TC_MIRRED_IFINDEX))?;
    line.out.write_str(") ")?;
    let then = parameters.read(TC_MIRRED_ACTION);
    match short(then, TC_ACT, "TC_ACT_") {
        // iproute2's own words.
        Some("OK") => line.out.write_str("pass")?,
        Some("SHOT") => line.out.write_str("drop")?,
        Some("UNSPEC") => line.out.write_str("continue")?,
        Some(word) => lowercase(line.out, word)?,
        None => write!(line.out, "{then:#x}")?,
    }
    let index = parameters.read(TC_MIRRED_INDEX);
    let users = parameters.read(TC_MIRRED_REFCNT);
    let filters = parameters.read(TC_MIRRED_BINDCNT);
    write!(line.out, "\n\tindex {index} ref {users} bind {filters}")
}

#[cfg(test)]
mod tests {
    use netlink_raw::request::Request;

    use super::*;
    use crate::names::Names;

    fn line(write: impl FnOnce(&mut Line<'_, String>) -> fmt::Result) -> String {
        let mut out = String::new();
        let names = Names::default();
        let written = write(&mut Line::new(&mut out, &names));
        written.expect("a String takes everything");
        out
    }

    /// Not every kernel has this kind. The numbers are the kernel's defaults, and the line is
    /// in the form of `fq_codel_print_opt` of iproute2 (tc/q_fq_codel.c).
    #[test]
    fn fair_queueing() {
        let numbers: [(u16, u32); 8] = [
            (TCA_FQ_CODEL_TARGET, 4_999),
            (TCA_FQ_CODEL_LIMIT, 10_240),
            (TCA_FQ_CODEL_INTERVAL, 99_999),
            (TCA_FQ_CODEL_ECN, 1),
            (TCA_FQ_CODEL_QUANTUM, 1_514),
            (TCA_FQ_CODEL_DROP_BATCH_SIZE, 64),
            (TCA_FQ_CODEL_MEMORY_LIMIT, 32 << 20),
            (TCA_FQ_CODEL_FLOWS, 1_024),
        ];
        let request = numbers.iter().fold(Request::new(0, 0, 0), |request, (attribute, number)| {
            request.with_attribute(*attribute, &number.to_ne_bytes())
        });
        let message = request.into_bytes();
        assert_eq!(
            line(|line| fq_codel(line, &message[16..])),
            "limit 10240p flows 1024 quantum 1514 target 5ms interval 100ms memory_limit 32Mb \
             ecn drop_batch 64"
        );
    }
}
