//! `include/uapi/linux/tc_ematch/tc_em_nbyte.h`: a term that compares bytes of the packet.

use crate::wire::{
    Kind::U16,
    Layout,
    Meaning::{Flags, Unit},
    Order::Host,
    field,
};

/// `struct tcf_em_nbyte`
#[rustfmt::skip]
pub static TCF_EM_NBYTE_STRUCT: Layout = Layout {
    c_name: "tcf_em_nbyte",
    header: "linux/tc_ematch/tc_em_nbyte.h",
    man: "tc-ematch(8)",
    fields: &[
        field(0, U16(Host), "off", Unit("bytes"), "position in the layer"),
        field(2, U16(Host), "len_layer", Flags(&[]), "lower 12 bits: number of bytes; upper 4: layer"),
    ],
};
const _: () = assert!(TCF_EM_NBYTE_STRUCT.size() == 4 && TCF_EM_NBYTE_STRUCT.has_no_hole());
