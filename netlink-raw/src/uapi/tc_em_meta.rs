//! `include/uapi/linux/tc_ematch/tc_em_meta.h`: a term about what the kernel knows of a packet.

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Context,
    Kind::{U8, U16},
    Layout,
    Meaning::{Flags, Number, Unit},
    Order::Host,
    Set,
    Shape::{self, Struct, Text, Uint},
    attr, field, set,
};

pub const TCA_EM_META_HDR: u16 = 1;

/// `TCA_EM_META_…`: a term about what the kernel knows of a packet.
#[rustfmt::skip]
pub static TCA_EM_META: Set = set("TCA_EM_META", &NLATTR, &[
    attr(TCA_EM_META_HDR, "TCA_EM_META_HDR", Struct(&TCF_META_HDR), "what is compared"),
    attr(2, "TCA_EM_META_LVALUE", Shape::Choose(left, VALUES), "value or mask on the left"),
    attr(3, "TCA_EM_META_RVALUE", Shape::Choose(right, VALUES), "value or mask on the right"),
]);

/// `struct tcf_meta_hdr`, with two `struct tcf_meta_val` inside it.
#[rustfmt::skip]
pub static TCF_META_HDR: Layout = Layout {
    c_name: "tcf_meta_hdr",
    header: "linux/tc_ematch/tc_em_meta.h",
    man: "tc-ematch(8)",
    fields: &[
        field(0, U16(Host), "left.kind", Flags(&[]), "type in the upper 4 bits: 0 text, 1 number; then what"),
        field(2, U8, "left.shift", Unit("bits"), "right shift"),
        field(3, U8, "left.op", Number, "comparison: 0 equal, 1 greater, 2 less"),
        field(4, U16(Host), "right.kind", Flags(&[]), "as on the left; 0x1000 is a constant"),
        field(6, U8, "right.shift", Unit("bits"), "right shift"),
        field(7, U8, "right.op", Number, "not used"),
    ],
};
const _: () = assert!(TCF_META_HDR.size() == 8 && TCF_META_HDR.has_no_hole());

/// A value is text, such as the name of an interface, or a number.
const VALUES: &[Shape] = &[Text, Uint(Number)];

fn left(context: &Context<'_>) -> Shape {
    value(context, 0)
}

fn right(context: &Context<'_>) -> Shape {
    value(context, 1)
}

/// `TCF_META_TYPE`: the upper four bits of the kind of a side say which it is.
fn value(context: &Context<'_>, side: usize) -> Shape {
    let header = context.find(&TCA_EM_META, context.around, TCA_EM_META_HDR).unwrap_or_default();
    let kind = header.get(4 * side..4 * side + 2).unwrap_or_default();
    match U16(Host).read_in(context.endian, kind) {
        Some(kind) if kind >> 12 == 0 => Text,
        _ => Uint(Number),
    }
}
