//! `include/uapi/linux/tc_ematch/tc_em_text.h`: a term that searches for text in the packet.

use crate::wire::{
    Kind::{Bytes, Pad, U8, U16},
    Layout,
    Meaning::{self, Flags, Reserved, Unit},
    Order::Host,
    field,
};

/// `struct tcf_em_text`
#[rustfmt::skip]
pub static TCF_EM_TEXT_STRUCT: Layout = Layout {
    c_name: "tcf_em_text",
    header: "linux/tc_ematch/tc_em_text.h",
    man: "tc-ematch(8)",
    fields: &[
        field(0, Bytes(16), "algo", Meaning::Text, "algorithm of the search"),
        field(16, U16(Host), "from_offset", Unit("bytes"), "where to start"),
        field(18, U16(Host), "to_offset", Unit("bytes"), "where to end"),
        field(20, U16(Host), "pattern_len", Unit("bytes"), "length of the text"),
        field(22, U8, "layers", Flags(&[]), "lower half: layer of the start; upper half: of the end"),
        field(23, Pad(1), "pad", Reserved, "zero"),
    ],
};
const _: () = assert!(TCF_EM_TEXT_STRUCT.size() == 24 && TCF_EM_TEXT_STRUCT.has_no_hole());
