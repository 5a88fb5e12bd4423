//! Next hops, groups of them, and the buckets of resilient groups.

use std::fmt::{self, Write};

use netlink_raw::uapi::nexthop::{
    NEXTHOP_GRP, NEXTHOP_GRP_ID, NEXTHOP_GRP_TYPE, NEXTHOP_GRP_WEIGHT, NEXTHOP_GRP_WEIGHT_HIGH,
    NH_FLAGS, NH_PROTOCOL, NH_SCOPE, NHA_BLACKHOLE, NHA_ENCAP, NHA_ENCAP_TYPE, NHA_FDB,
    NHA_GATEWAY, NHA_GROUP, NHA_GROUP_TYPE, NHA_ID, NHA_OIF, NHA_RES_BUCKET, NHA_RES_BUCKET_ATTRS,
    NHA_RES_BUCKET_IDLE_TIME, NHA_RES_BUCKET_INDEX, NHA_RES_BUCKET_NH_ID, NHA_RES_GROUP,
    NHA_RES_GROUP_ATTRS, NexthopGrp, Nhmsg,
};
use netlink_raw::uapi::rtnetlink::{RT_SCOPE, RT_SCOPE_UNIVERSE, RTPROT};
use netlink_raw::wire::{Attr, Kind, Order, Shape, View, decimal};

use super::encap::encapsulation;
use super::words::{Line, lowercase, short};
use crate::event::Event;

/// `id 1 via 10.1.0.2 dev veth0 scope link`, or `id 10 group 1,3/2`, or of a bucket
/// `id 11 index 0 idle_time 7.25 nhid 2`.
pub(super) fn nexthop<W: Write>(
    line: &mut Line<'_, W>,
    event: &Event<'_, '_>,
    head: View<'_, Nhmsg>,
) -> fmt::Result {
    if let Some(id) = event.number(NHA_ID) {
        line.numbered("id", id)?;
    }
    if let Some(bucket) = event.attribute(NHA_RES_BUCKET) {
        return bucket_of(line, bucket);
    }
    if let Some(members) = event.attribute(NHA_GROUP) {
        group(line, members)?;
    }
    let kind = event.attribute(NHA_GROUP_TYPE);
    match kind.and_then(|bytes| Kind::U16(Order::Host).read(bytes)) {
        None => {}
        Some(kind) => match short(kind, NEXTHOP_GRP_TYPE, "NEXTHOP_GRP_TYPE_") {
            Some("MPATH") => {}
            Some("RES") => line.word("type resilient")?,
            _ => line.numbered("type", kind)?,
        },
    }
    if let Some(list) = event.attribute(NHA_RES_GROUP) {
        resilient(line, list)?;
    }
    let kind = event.attribute(NHA_ENCAP_TYPE);
    encapsulation(line, kind, event.attribute(NHA_ENCAP))?;
    if let Some(gateway) = event.attribute(NHA_GATEWAY) {
        line.address("via", gateway)?;
    }
    if let Some(index) = event.number(NHA_OIF) {
        line.dev(index)?;
    }
    let scope = head.read(NH_SCOPE);
    if scope != RT_SCOPE_UNIVERSE {
        line.named("scope", scope, RT_SCOPE, "RT_SCOPE_")?;
    }
    if event.attribute(NHA_BLACKHOLE).is_some() {
        line.word("blackhole")?;
    }
    let protocol = head.read(NH_PROTOCOL);
    if protocol != 0 {
        line.named("proto", protocol, RTPROT, "RTPROT_")?;
    }
    line.flags(head.read(NH_FLAGS))?;
    if event.attribute(NHA_FDB).is_some() {
        line.word("fdb")?;
    }
    Ok(())
}

/// `group 1,3/2`: the members with their weights, if those are not 1.
fn group<W: Write>(line: &mut Line<'_, W>, members: &[u8]) -> fmt::Result {
    line.word("group")?;
    let mut separator = ' ';
    for member in members.chunks_exact(NEXTHOP_GRP.size()) {
        let member = View::<NexthopGrp>::new(member);
        line.out.write_char(std::mem::replace(&mut separator, '/'))?;
        decimal(line.out, member.read(NEXTHOP_GRP_ID))?;
        let low = member.read(NEXTHOP_GRP_WEIGHT);
        let high = member.read(NEXTHOP_GRP_WEIGHT_HIGH);
        let weight = (high << 8) + low + 1;
        if weight != 1 {
            line.out.write_char(',')?;
            decimal(line.out, weight)?;
        }
    }
    Ok(())
}

/// `buckets 4 idle_timer 60 unbalanced_timer 300 unbalanced_time 0`
fn resilient<W: Write>(line: &mut Line<'_, W>, list: &[u8]) -> fmt::Result {
    for Attr { number, c_name, shape, .. } in NHA_RES_GROUP_ATTRS.attrs {
        let Some(name) = c_name.strip_prefix("NHA_RES_GROUP_") else { continue };
        let (Shape::Number(kind, _), Some(bytes)) =
            (shape, NHA_RES_GROUP_ATTRS.find(list, *number))
        else {
            continue;
        };
        let value = kind.read(bytes).unwrap_or(0);
        line.sep()?;
        lowercase(line.out, name)?;
        match name {
            "BUCKETS" => {
                line.out.write_char(' ')?;
                decimal(line.out, value)?;
            }
            _ => seconds(line, value)?,
        }
    }
    Ok(())
}

/// Hundredths of a second as seconds: ` 7` or ` 7.25`.
fn seconds<W: Write>(line: &mut Line<'_, W>, hundredths: u64) -> fmt::Result {
    line.out.write_char(' ')?;
    decimal(line.out, hundredths / 100)?;
    match hundredths % 100 {
        0 => Ok(()),
        rest if rest % 10 == 0 => write!(line.out, ".{}", rest / 10),
        rest => write!(line.out, ".{rest:02}"),
    }
}

fn bucket_of<W: Write>(line: &mut Line<'_, W>, list: &[u8]) -> fmt::Result {
    let read = |kind: Kind, number| kind.read(NHA_RES_BUCKET_ATTRS.find(list, number)?);
    let (host, index) = (Order::Host, NHA_RES_BUCKET_INDEX);
    if let Some(index) = read(Kind::U16(host), index) {
        line.numbered("index", index)?;
    }
    let idle = NHA_RES_BUCKET_IDLE_TIME;
    if let Some(idle) = read(Kind::U64(host), idle) {
        line.word("idle_time")?;
        seconds(line, idle)?;
    }
    match read(Kind::U32(host), NHA_RES_BUCKET_NH_ID) {
        Some(id) => line.numbered("nhid", id),
        None => Ok(()),
    }
}
