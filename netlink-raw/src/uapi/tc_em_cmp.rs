//! `include/uapi/linux/tc_ematch/tc_em_cmp.h`: a term that compares a number of the packet.

use crate::wire::{
    Kind::{U8, U16, U32},
    Layout,
    Meaning::{Flags, Number, Unit},
    Order::Host,
    field,
};

/// `struct tcf_em_cmp`
#[rustfmt::skip]
pub static TCF_EM_CMP_STRUCT: Layout = Layout {
    c_name: "tcf_em_cmp",
    header: "linux/tc_ematch/tc_em_cmp.h",
    man: "tc-ematch(8)",
    fields: &[
        field(0, U32(Host), "val", Number, "number to compare with"),
        field(4, U32(Host), "mask", Flags(&[]), "mask, 0: none"),
        field(8, U16(Host), "off", Unit("bytes"), "position in the layer"),
        field(10, U8, "align_flags", Flags(&[]), "lower half: bytes of the number; upper half: 1 if converted"),
        field(11, U8, "layer_opnd", Flags(&[]), "lower half: layer; upper half: 0 equal, 1 greater, 2 less"),
    ],
};
const _: () = assert!(TCF_EM_CMP_STRUCT.size() == 12 && TCF_EM_CMP_STRUCT.has_no_hole());
