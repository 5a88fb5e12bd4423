//! Routes.

use std::fmt::{self, Write};

use netlink_raw::uapi::icmpv6::ICMPV6_ROUTER_PREF;
use netlink_raw::uapi::rtnetlink::{
    RT_SCOPE, RT_SCOPE_UNIVERSE, RT_TABLE, RT_TABLE_MAIN, RTA, RTA_DST, RTA_ENCAP, RTA_ENCAP_TYPE,
    RTA_FLOW, RTA_GATEWAY, RTA_IIF, RTA_MARK, RTA_METRICS, RTA_MULTIPATH, RTA_NEWDST, RTA_NH_ID,
    RTA_OIF, RTA_PREF, RTA_PREFSRC, RTA_PRIORITY, RTA_SRC, RTA_VIA, RTAX, RTAX_FEATURE, RTAX_LOCK,
    RTM_DST_LEN, RTM_FLAGS, RTM_PROTOCOL, RTM_SCOPE, RTM_SRC_LEN, RTM_TOS, RTM_TYPE, RTN,
    RTN_UNICAST, RTPROT, RTPROT_BOOT, RTVIA, Rtmsg,
};
use netlink_raw::uapi::sys_socket::{AF_MPLS, FAMILIES};
use netlink_raw::wire::{Kind, Order, Value, View, decimal};

use super::encap::{encapsulation, stack};
use super::words::{Line, lowercase};
use crate::event::{Event, NextHop};

/// `default via 10.0.0.1 dev eth0 proto static metric 100`, in the order of
/// iproute2's `print_route`.
pub(super) fn route<W: Write>(
    line: &mut Line<'_, W>,
    event: &Event<'_, '_>,
    head: View<'_, Rtmsg>,
) -> fmt::Result {
    let kind = head.read(RTM_TYPE);
    if kind != RTN_UNICAST {
        line.name(kind, RTN, "RTN_")?;
    }
    let bits = head.read(RTM_DST_LEN);
    if event.family == AF_MPLS {
        stack(line, event.attribute(RTA_DST).unwrap_or_default())?;
    } else {
        line.prefix(event.attribute(RTA_DST), bits, event.family)?;
    }
    if let Some(labels) = event.attribute(RTA_NEWDST) {
        line.word("as to")?;
        stack(line, labels)?;
    }
    let bits = head.read(RTM_SRC_LEN);
    if let Some(source) = event.attribute(RTA_SRC) {
        line.word("from")?;
        line.prefix(Some(source), bits, event.family)?;
    }
    let tos = head.read(RTM_TOS);
    if tos != 0 {
        line.word("tos ")?;
        write!(line.out, "{tos:#04x}")?;
    }
    if let Some(id) = event.number(RTA_NH_ID) {
        line.numbered("nhid", id)?;
    }
    let list = |number| event.attribute(number);
    let kind = list(RTA_ENCAP_TYPE);
    encapsulation(line, kind, list(RTA_ENCAP))?;
    gateway(line, list(RTA_GATEWAY), list(RTA_VIA))?;
    if let Some(index) = event.number(RTA_OIF) {
        line.dev(index)?;
    }
    let table = event.table().unwrap_or(0);
    if table != RT_TABLE_MAIN {
        line.named("table", table, RT_TABLE, "RT_TABLE_")?;
    }
    let protocol = head.read(RTM_PROTOCOL);
    if protocol != RTPROT_BOOT {
        line.named("proto", protocol, RTPROT, "RTPROT_")?;
    }
    let scope = head.read(RTM_SCOPE);
    if scope != RT_SCOPE_UNIVERSE {
        line.named("scope", scope, RT_SCOPE, "RT_SCOPE_")?;
    }
    if let Some(source) = event.attribute(RTA_PREFSRC) {
        line.address("src", source)?;
    }
    if let Some(metric) = event.number(RTA_PRIORITY) {
        line.numbered("metric", metric)?;
    }
    line.flags(head.read(RTM_FLAGS))?;
    if let Some(mark) = event.number(RTA_MARK) {
        line.numbered("mark", mark)?;
    }
    if let Some(realm) = event.number(RTA_FLOW) {
        line.numbered("realm", realm)?;
    }
    if let Some(metrics) = event.attribute(RTA_METRICS) {
        route_metrics(line, metrics)?;
    }
    if let Some(index) = event.number(RTA_IIF) {
        line.word("iif ")?;
        line.interface(index)?;
    }
    let multipath = event.attribute(RTA_MULTIPATH);
    for hop in NextHop::all(multipath.unwrap_or_default()) {
        // `ip` breaks the line here; `ip -o` writes a backslash instead.
        line.out.write_str("\n\tnexthop")?;
        let list = |number| RTA.find(hop.attributes, number);
        let kind = list(RTA_ENCAP_TYPE);
        if let Some(labels) = list(RTA_NEWDST) {
            line.word("as to")?;
            stack(line, labels)?;
        }
        encapsulation(line, kind, list(RTA_ENCAP))?;
        gateway(line, list(RTA_GATEWAY), list(RTA_VIA))?;
        line.dev(hop.interface)?;
        line.numbered("weight", hop.hops + 1)?;
        line.flags(hop.flags)?;
    }
    if let Some(preference) = event.attribute(RTA_PREF) {
        let preference = Kind::U8.read(preference).unwrap_or(0);
        line.named("pref", preference, ICMPV6_ROUTER_PREF, "ICMPV6_ROUTER_PREF_")?;
    }
    Ok(())
}

/// `via 10.0.0.1`, or `via inet6 fe80::1` where the gateway is of another family.
fn gateway<W: Write>(
    line: &mut Line<'_, W>,
    gateway: Option<&[u8]>,
    via: Option<&[u8]>,
) -> fmt::Result {
    if let Some(gateway) = gateway {
        line.address("via", gateway)?;
    }
    if let Some((family, address)) = via.and_then(|via| via.split_at_checked(RTVIA.size())) {
        let family = Kind::U16(Order::Host).read(family).unwrap_or(0);
        line.named("via", family, FAMILIES, "AF_")?;
        line.out.write_char(' ')?;
        Value::Ip(address).write(line.out)?;
    }
    Ok(())
}

/// `mtu lock 1400 advmss 1360`
fn route_metrics<W: Write>(line: &mut Line<'_, W>, metrics: &[u8]) -> fmt::Result {
    let value = |bytes| Kind::U32(Order::Host).read(bytes);
    let locked = RTAX.find(metrics, RTAX_LOCK).and_then(value).unwrap_or(0);
    for (number, payload) in RTAX.attributes(metrics) {
        let Some(row) = RTAX.get(number).filter(|row| row.c_name != "RTAX_LOCK") else { continue };
        let name = row.c_name.strip_prefix("RTAX_").unwrap_or(row.c_name);
        // iproute2's own words.
        let name = match name {
            "CC_ALGO" => "congctl",
            "RTO_MIN" => "rto_min",
            "FASTOPEN_NO_COOKIE" => "fastopen_no_cookie",
            name => name,
        };
        line.sep()?;
        lowercase(line.out, name)?;
        if locked & 1_u64.checked_shl(number.into()).unwrap_or(0) != 0 {
            line.out.write_str(" lock")?;
        }
        line.out.write_char(' ')?;
        match (name, value(payload)) {
            ("congctl", _) => line.text(payload)?,
            ("rto_min", Some(number)) => write!(line.out, "{number}ms")?,
            // The kernel keeps them in eighths and quarters of a millisecond.
            ("RTT", Some(number)) => write!(line.out, "{}ms", number / 8)?,
            ("RTTVAR", Some(number)) => write!(line.out, "{}ms", number / 4)?,
            ("FEATURES", Some(number)) => {
                let known = RTAX_FEATURE.iter().find(|name| name.number == number);
                let name = known.and_then(|name| name.c_name.strip_prefix("RTAX_FEATURE_"));
                match name {
                    Some(name) => lowercase(line.out, name)?,
                    None => write!(line.out, "{number:#x}")?,
                }
            }
            (_, Some(number)) => decimal(line.out, number)?,
            (_, None) => {}
        }
    }
    Ok(())
}
