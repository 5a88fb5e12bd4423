//! How a route or a next hop wraps packets.

use std::fmt::{self, Write};

use netlink_raw::uapi::lwtunnel::{
    LWTUNNEL_ENCAP, LWTUNNEL_ENCAP_IP, LWTUNNEL_ENCAP_IP6, LWTUNNEL_ENCAP_MPLS,
    LWTUNNEL_ENCAP_SEG6, LWTUNNEL_IP, LWTUNNEL_IP6,
};
use netlink_raw::uapi::mpls_iptunnel::{MPLS_IPTUNNEL, MPLS_IPTUNNEL_DST, MPLS_IPTUNNEL_TTL};
use netlink_raw::uapi::seg6_iptunnel::{
    SEG6_IPTUN_MODE, SEG6_IPTUNNEL, SEG6_IPTUNNEL_ENCAP, SEG6_IPTUNNEL_ENCAP_FIRST_SEGMENT,
    SEG6_IPTUNNEL_ENCAP_MODE, SEG6_IPTUNNEL_SRH, Seg6IptunnelEncap,
};
use netlink_raw::wire::{Kind, Order, Set, Value, View, decimal};

use super::words::{Line, lowercase, short};

/// `encap ip id 7 src 10.1.0.1 dst 10.1.0.9 ttl 64 tos 0`, from the type and what it has
/// to say.
pub(super) fn encapsulation<W: Write>(
    line: &mut Line<'_, W>,
    kind: Option<&[u8]>,
    list: Option<&[u8]>,
) -> fmt::Result {
    let Some(kind) = kind.and_then(|kind| Kind::U16(Order::Host).read(kind)) else {
        return Ok(());
    };
    line.named("encap", kind, LWTUNNEL_ENCAP, "LWTUNNEL_ENCAP_")?;
    let list = list.unwrap_or_default();
    match kind {
        LWTUNNEL_ENCAP_IP => tunnel(line, &LWTUNNEL_IP, list),
        LWTUNNEL_ENCAP_IP6 => tunnel(line, &LWTUNNEL_IP6, list),
        LWTUNNEL_ENCAP_MPLS => labels(line, list),
        LWTUNNEL_ENCAP_SEG6 => segments(line, list),
        _ => Ok(()),
    }
}

/// The tunnel's number, ends and header, in the order of iproute2.
fn tunnel<W: Write>(line: &mut Line<'_, W>, set: &'static Set, list: &[u8]) -> fmt::Result {
    for word in ["ID", "SRC", "DST", "TTL", "HOPLIMIT", "TOS", "TC"] {
        let row = set.attrs.iter().find(|row| row.c_name.ends_with(&format!("_{word}")));
        let Some(payload) = row.and_then(|row| set.find(list, row.number)) else { continue };
        line.sep()?;
        lowercase(line.out, word)?;
        line.out.write_char(' ')?;
        match word {
            "SRC" | "DST" => Value::Ip(payload).write(line.out)?,
            "ID" => decimal(line.out, Kind::U64(Order::Network).read(payload).unwrap_or(0))?,
            _ => decimal(line.out, Kind::U8.read(payload).unwrap_or(0))?,
        }
    }
    Ok(())
}

/// `16/17 ttl 9`: the labels, the outermost first.
fn labels<W: Write>(line: &mut Line<'_, W>, list: &[u8]) -> fmt::Result {
    stack(line, MPLS_IPTUNNEL.find(list, MPLS_IPTUNNEL_DST).unwrap_or_default())?;
    let ttl = MPLS_IPTUNNEL.find(list, MPLS_IPTUNNEL_TTL);
    match ttl.and_then(|ttl| Kind::U8.read(ttl)) {
        None => Ok(()),
        Some(ttl) => line.numbered("ttl", ttl),
    }
}

/// `16/17`: a stack of labels.
pub(super) fn stack<W: Write>(line: &mut Line<'_, W>, stack: &[u8]) -> fmt::Result {
    for (index, entry) in stack.chunks_exact(4).enumerate() {
        if index == 0 {
            line.sep()?;
        } else {
            line.out.write_char('/')?;
        }
        // From the top: 20 bits of label, 3 of traffic class, 1 for the last label, 8 of TTL.
        decimal(line.out, Kind::U32(Order::Network).read(entry).unwrap_or(0) >> 12)?;
    }
    Ok(())
}

/// `mode encap segs 2 [ fd00::5 fd00::6 ]`
fn segments<W: Write>(line: &mut Line<'_, W>, list: &[u8]) -> fmt::Result {
    let header = SEG6_IPTUNNEL_SRH;
    let Some(header) = SEG6_IPTUNNEL.find(list, header) else { return Ok(()) };
    let mode = View::<Seg6IptunnelEncap>::new(header).read(SEG6_IPTUNNEL_ENCAP_MODE);
    let mode = short(mode, SEG6_IPTUN_MODE, "SEG6_IPTUN_MODE_").unwrap_or("unknown");
    line.word("mode ")?;
    // iproute2's own word for "reduced".
    match mode.strip_suffix("_RED") {
        Some(mode) => {
            lowercase(line.out, mode)?;
            line.out.write_str(".red")?;
        }
        None => lowercase(line.out, mode)?,
    }
    // Segments that are not filled yet are printed as well: `inline` leaves room for the
    // destination.
    let first = View::<Seg6IptunnelEncap>::new(header).read(SEG6_IPTUNNEL_ENCAP_FIRST_SEGMENT);
    let count = usize::try_from(first).unwrap_or(0) + 1;
    let segments = header.get(SEG6_IPTUNNEL_ENCAP.size()..).unwrap_or_default();
    line.numbered("segs", count as u64)?;
    line.word("[")?;
    // The list is in reverse.
    let segments: Vec<&[u8]> = segments.chunks_exact(16).take(count).collect();
    for segment in segments.into_iter().rev() {
        line.sep()?;
        Value::Ip(segment).write(line.out)?;
    }
    line.word("]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Names;

    /// Not every kernel has MPLS. As after `ip route add … encap mpls 16/1048575 ttl 9`.
    #[test]
    fn mpls() {
        let kind = [1, 0];
        #[rustfmt::skip]
        let list = [
            // MPLS_IPTUNNEL_DST: two labels, the second with the bit of the last
            12, 0, 1, 0, 0x00, 0x01, 0x00, 0x00, 0xff, 0xff, 0xf1, 0x00,
            // MPLS_IPTUNNEL_TTL
            5, 0, 2, 0, 9, 0, 0, 0,
        ];
        let mut out = String::new();
        let names = Names::default();
        let mut line = Line::new(&mut out, &names);
        encapsulation(&mut line, Some(&kind), Some(&list)).expect("a String takes everything");
        assert_eq!(out, "encap mpls 16/1048575 ttl 9");
    }
}
