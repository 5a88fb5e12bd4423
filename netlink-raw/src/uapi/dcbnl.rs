//! `include/uapi/linux/dcbnl.h`: data centre bridging, the settings of a network card that lose no
//! frame of a traffic class (IEEE 802.1Qaz, 802.1Qbb, 802.1Qau).

use crate::uapi::netlink::NLATTR;
use crate::wire::{
    Context,
    Kind::{Bytes, Pad, U8, U16, U32, U64},
    Layout,
    Meaning::{self, Flags, Number, OneOf, Reserved, Unit},
    Name,
    Order::Host,
    Set,
    Shape::{self, Flag, Hardware, Nested, Struct, Text},
    attr, field, name, set,
};

/// `struct dcbmsg`
#[rustfmt::skip]
pub static DCBMSG: Layout = Layout {
    c_name: "dcbmsg",
    header: "linux/dcbnl.h",
    man: "dcb(8)",
    fields: &[
        field(0, U8, "dcb_family", Number, "always 0"),
        field(1, U8, "cmd", OneOf(DCB_CMD), "command"),
        field(2, U16(Host), "dcb_pad", Reserved, "zero"),
    ],
};
const _: () = assert!(DCBMSG.size() == 4 && DCBMSG.has_no_hole());

/// `DCB_CMD_…`
#[rustfmt::skip]
pub const DCB_CMD: &[Name] = &[
    name(1, "DCB_CMD_GSTATE", "request whether it is on"),
    name(2, "DCB_CMD_SSTATE", "turn it on or off"),
    name(3, "DCB_CMD_PGTX_GCFG", "request priority groups, sending"),
    name(4, "DCB_CMD_PGTX_SCFG", "set priority groups, sending"),
    name(5, "DCB_CMD_PGRX_GCFG", "request priority groups, receiving"),
    name(6, "DCB_CMD_PGRX_SCFG", "set priority groups, receiving"),
    name(7, "DCB_CMD_PFC_GCFG", "request flow control of each priority"),
    name(8, "DCB_CMD_PFC_SCFG", "set flow control of each priority"),
    name(9, "DCB_CMD_SET_ALL", "apply all changes"),
    name(10, "DCB_CMD_GPERM_HWADDR", "request the permanent address"),
    name(11, "DCB_CMD_GCAP", "request what the card can do"),
    name(12, "DCB_CMD_GNUMTCS", "request the number of traffic classes"),
    name(13, "DCB_CMD_SNUMTCS", "set the number of traffic classes"),
    name(14, "DCB_CMD_PFC_GSTATE", "request whether flow control is on"),
    name(15, "DCB_CMD_PFC_SSTATE", "turn flow control on or off"),
    name(16, "DCB_CMD_BCN_GCFG", "request congestion notification"),
    name(17, "DCB_CMD_BCN_SCFG", "set congestion notification"),
    name(18, "DCB_CMD_GAPP", "request the priority of a protocol"),
    name(19, "DCB_CMD_SAPP", "set the priority of a protocol"),
    name(20, "DCB_CMD_IEEE_SET", "set what IEEE 802.1Qaz describes"),
    name(21, "DCB_CMD_IEEE_GET", "request what IEEE 802.1Qaz describes"),
    name(22, "DCB_CMD_GDCBX", "request who negotiates with the neighbour"),
    name(23, "DCB_CMD_SDCBX", "set who negotiates with the neighbour"),
    name(24, "DCB_CMD_GFEATCFG", "request what is negotiated"),
    name(25, "DCB_CMD_SFEATCFG", "set what is negotiated"),
    name(26, "DCB_CMD_CEE_GET", "request everything, in the older form (CEE)"),
    name(27, "DCB_CMD_IEEE_DEL", "delete what IEEE 802.1Qaz describes"),
];

const DCB_ATTR_PFC_CFG: u16 = 4;
const DCB_ATTR_PG_CFG: u16 = 6;
const DCB_ATTR_CAP: u16 = 9;
const DCB_ATTR_NUMTCS: u16 = 10;
const DCB_ATTR_BCN: u16 = 11;
const DCB_ATTR_APP: u16 = 12;
const DCB_ATTR_IEEE: u16 = 13;
const DCB_ATTR_FEATCFG: u16 = 15;
const DCB_ATTR_CEE: u16 = 16;

/// `DCB_ATTR_…`
#[rustfmt::skip]
pub static DCB_ATTR: Set = set("DCB_ATTR", &NLATTR, &[
    attr(1, "DCB_ATTR_IFNAME", Text, "name of the interface"),
    attr(2, "DCB_ATTR_STATE", U8.meaning(Number), "1: on"),
    attr(3, "DCB_ATTR_PFC_STATE", U8.meaning(Number), "1: flow control is on"),
    attr(DCB_ATTR_PFC_CFG, "DCB_ATTR_PFC_CFG", Shape::Choose(or_result::<DCB_ATTR_PFC_CFG>, OR_RESULT), "flow control of each priority"),
    attr(5, "DCB_ATTR_NUM_TC", U8.meaning(Number), "number of traffic classes"),
    attr(DCB_ATTR_PG_CFG, "DCB_ATTR_PG_CFG", Shape::Choose(or_result::<DCB_ATTR_PG_CFG>, OR_RESULT), "priority groups"),
    attr(7, "DCB_ATTR_SET_ALL", U8.meaning(Number), "1: apply all changes; in a reply, the result"),
    attr(8, "DCB_ATTR_PERM_HWADDR", Hardware, "permanent address, filled up with zeros"),
    attr(DCB_ATTR_CAP, "DCB_ATTR_CAP", Shape::Choose(or_result::<DCB_ATTR_CAP>, OR_RESULT), "what the card can do"),
    attr(DCB_ATTR_NUMTCS, "DCB_ATTR_NUMTCS", Shape::Choose(or_result::<DCB_ATTR_NUMTCS>, OR_RESULT), "numbers of traffic classes"),
    attr(DCB_ATTR_BCN, "DCB_ATTR_BCN", Shape::Choose(or_result::<DCB_ATTR_BCN>, OR_RESULT), "congestion notification"),
    attr(DCB_ATTR_APP, "DCB_ATTR_APP", Shape::Choose(or_result::<DCB_ATTR_APP>, OR_RESULT), "priority of a protocol"),
    attr(DCB_ATTR_IEEE, "DCB_ATTR_IEEE", Shape::Choose(or_result::<DCB_ATTR_IEEE>, OR_RESULT), "what IEEE 802.1Qaz describes"),
    attr(14, "DCB_ATTR_DCBX", U8.meaning(Flags(DCB_CAP_DCBX)), "who negotiates with the neighbour"),
    attr(DCB_ATTR_FEATCFG, "DCB_ATTR_FEATCFG", Shape::Choose(or_result::<DCB_ATTR_FEATCFG>, OR_RESULT), "what is negotiated"),
    attr(DCB_ATTR_CEE, "DCB_ATTR_CEE", Shape::Choose(or_result::<DCB_ATTR_CEE>, OR_RESULT), "everything, in the older form (CEE)"),
]);

/// The reply to a command that sets something repeats its attribute, with one byte: the result
/// (`dcbnl_ieee_set` in `net/dcb/dcbnl.c`). A list of attributes is never that short.
fn or_result<const NUMBER: u16>(context: &Context<'_>) -> Shape {
    if let Some([_]) = context.find(&DCB_ATTR, context.around, NUMBER) {
        return RESULT;
    }
    match NUMBER {
        DCB_ATTR_PFC_CFG => Nested(&DCB_PFC_UP_ATTR),
        DCB_ATTR_PG_CFG => Nested(&DCB_PG_ATTR),
        DCB_ATTR_CAP => Nested(&DCB_CAP_ATTR),
        DCB_ATTR_NUMTCS => Nested(&DCB_NUMTCS_ATTR),
        DCB_ATTR_BCN => Nested(&DCB_BCN_ATTR),
        DCB_ATTR_APP => Nested(&DCB_APP_ATTR),
        DCB_ATTR_IEEE => Nested(&DCB_ATTR_IEEE_ATTRS),
        DCB_ATTR_FEATCFG => Nested(&DCB_FEATCFG_ATTR),
        _ => Nested(&DCB_ATTR_CEE_ATTRS),
    }
}

const RESULT: Shape = U8.meaning(Number);

/// The options of [`or_result`].
#[rustfmt::skip]
const OR_RESULT: &[Shape] = &[
    RESULT, Nested(&DCB_PFC_UP_ATTR), Nested(&DCB_PG_ATTR), Nested(&DCB_CAP_ATTR),
    Nested(&DCB_NUMTCS_ATTR), Nested(&DCB_BCN_ATTR), Nested(&DCB_APP_ATTR),
    Nested(&DCB_ATTR_IEEE_ATTRS), Nested(&DCB_FEATCFG_ATTR), Nested(&DCB_ATTR_CEE_ATTRS),
];

/// `DCB_CAP_DCBX_…`
#[rustfmt::skip]
pub const DCB_CAP_DCBX: &[Name] = &[
    name(0x1, "DCB_CAP_DCBX_HOST", "a program on this machine"),
    name(0x2, "DCB_CAP_DCBX_LLD_MANAGED", "the card or its driver"),
    name(0x4, "DCB_CAP_DCBX_VER_CEE", "in the older form (CEE)"),
    name(0x8, "DCB_CAP_DCBX_VER_IEEE", "in the form of IEEE 802.1Qaz"),
    name(0x10, "DCB_CAP_DCBX_STATIC", "no negotiation"),
];

/// `DCB_ATTR_IEEE_…`
#[rustfmt::skip]
pub static DCB_ATTR_IEEE_ATTRS: Set = set("DCB_ATTR", &NLATTR, &[
    attr(1, "DCB_ATTR_IEEE_ETS", Struct(&IEEE_ETS), "bandwidth of each traffic class"),
    attr(2, "DCB_ATTR_IEEE_PFC", Struct(&IEEE_PFC), "flow control of each priority"),
    attr(3, "DCB_ATTR_IEEE_APP_TABLE", Nested(&DCB_ATTR_IEEE_APP), "priorities of protocols"),
    attr(4, "DCB_ATTR_IEEE_PEER_ETS", Struct(&IEEE_ETS), "the neighbour's bandwidths"),
    attr(5, "DCB_ATTR_IEEE_PEER_PFC", Struct(&IEEE_PFC), "the neighbour's flow control"),
    attr(6, "DCB_ATTR_IEEE_PEER_APP", Nested(&DCB_ATTR_IEEE_APP), "the neighbour's priorities"),
    attr(7, "DCB_ATTR_IEEE_MAXRATE", Struct(&IEEE_MAXRATE), "maximum rate of each traffic class"),
    attr(8, "DCB_ATTR_IEEE_QCN", Struct(&IEEE_QCN), "congestion notification"),
    attr(9, "DCB_ATTR_IEEE_QCN_STATS", Struct(&IEEE_QCN_STATS), "counters of congestion notification"),
    attr(10, "DCB_ATTR_DCB_BUFFER", Struct(&DCBNL_BUFFER), "receive buffers of the card"),
    attr(11, "DCB_ATTR_DCB_APP_TRUST_TABLE", Nested(&DCB_ATTR_IEEE_APP_TRUST), "what decides on the priority, first to last"),
    attr(12, "DCB_ATTR_DCB_REWR_TABLE", Nested(&DCB_ATTR_IEEE_APP), "what priorities become in a sent frame"),
]);

/// `DCB_ATTR_IEEE_APP`, and `DCB_ATTR_DCB_APP` for a selector that IEEE does not have.
#[rustfmt::skip]
pub static DCB_ATTR_IEEE_APP: Set = set("DCB_ATTR", &NLATTR, &[
    attr(1, "DCB_ATTR_IEEE_APP", Struct(&DCB_APP), "a protocol and its priority"),
    attr(2, "DCB_ATTR_DCB_APP", Struct(&DCB_APP), "the same, by a selector of Linux"),
]);

/// The same numbers, with a selector each.
#[rustfmt::skip]
static DCB_ATTR_IEEE_APP_TRUST: Set = set("DCB_ATTR", &NLATTR, &[
    attr(1, "DCB_ATTR_IEEE_APP", SELECTOR, "selector"),
    attr(2, "DCB_ATTR_DCB_APP", SELECTOR, "selector of Linux"),
]);
const SELECTOR: Shape = U8.meaning(OneOf(IEEE_8021QAZ_APP_SEL));

/// `struct ieee_ets`
#[rustfmt::skip]
pub static IEEE_ETS: Layout = Layout {
    c_name: "ieee_ets",
    header: "linux/dcbnl.h",
    man: "dcb-ets(8)",
    fields: &[
        field(0, U8, "willing", Number, "1: takes what the neighbour recommends"),
        field(1, U8, "ets_cap", Number, "number of traffic classes"),
        field(2, U8, "cbs", Number, "1: can shape by credit"),
        field(3, Bytes(8), "tc_tx_bw", Meaning::Id, "each class: percentage, sending"),
        field(11, Bytes(8), "tc_rx_bw", Meaning::Id, "each class: percentage, receiving"),
        field(19, Bytes(8), "tc_tsa", Meaning::Id, "each class: 0 strict, 1 credit, 2 ETS"),
        field(27, Bytes(8), "prio_tc", Meaning::Id, "each priority: traffic class"),
        field(35, Bytes(8), "tc_reco_bw", Meaning::Id, "each class: percentage to recommend"),
        field(43, Bytes(8), "tc_reco_tsa", Meaning::Id, "each class: algorithm to recommend"),
        field(51, Bytes(8), "reco_prio_tc", Meaning::Id, "each priority: class to recommend"),
    ],
};
const _: () = assert!(IEEE_ETS.size() == 59 && IEEE_ETS.has_no_hole());

/// `struct ieee_maxrate`
#[rustfmt::skip]
pub static IEEE_MAXRATE: Layout = Layout {
    c_name: "ieee_maxrate",
    header: "linux/dcbnl.h",
    man: "dcb-maxrate(8)",
    fields: &[
        field(0, U64(Host), "tc_maxrate[0]", Unit("kbit/s"), "maximum rate of class 0"),
        field(8, U64(Host), "tc_maxrate[1]", Unit("kbit/s"), "maximum rate of class 1"),
        field(16, U64(Host), "tc_maxrate[2]", Unit("kbit/s"), "maximum rate of class 2"),
        field(24, U64(Host), "tc_maxrate[3]", Unit("kbit/s"), "maximum rate of class 3"),
        field(32, U64(Host), "tc_maxrate[4]", Unit("kbit/s"), "maximum rate of class 4"),
        field(40, U64(Host), "tc_maxrate[5]", Unit("kbit/s"), "maximum rate of class 5"),
        field(48, U64(Host), "tc_maxrate[6]", Unit("kbit/s"), "maximum rate of class 6"),
        field(56, U64(Host), "tc_maxrate[7]", Unit("kbit/s"), "maximum rate of class 7"),
    ],
};
const _: () = assert!(IEEE_MAXRATE.size() == 64 && IEEE_MAXRATE.has_no_hole());

/// `struct ieee_qcn`
#[rustfmt::skip]
pub static IEEE_QCN: Layout = Layout {
    c_name: "ieee_qcn",
    header: "linux/dcbnl.h",
    man: "dcb(8)",
    fields: &[
        field(0, Bytes(8), "rpg_enable", Meaning::Id, "each priority: 1 if on"),
        field(8, Bytes(32), "rppp_max_rps", Meaning::Id, "each priority: number of rate limiters"),
        field(40, Bytes(32), "rpg_time_reset", Meaning::Id, "each priority: microseconds between increases"),
        field(72, Bytes(32), "rpg_byte_reset", Meaning::Id, "each priority: bytes between increases"),
        field(104, Bytes(32), "rpg_threshold", Meaning::Id, "each priority: increases per stage"),
        field(136, Bytes(32), "rpg_max_rate", Meaning::Id, "each priority: maximum rate, Mbit/s"),
        field(168, Bytes(32), "rpg_ai_rate", Meaning::Id, "each priority: active increase, Mbit/s"),
        field(200, Bytes(32), "rpg_hai_rate", Meaning::Id, "each priority: hyper increase, Mbit/s"),
        field(232, Bytes(32), "rpg_gd", Meaning::Id, "each priority: weight of a notification"),
        field(264, Bytes(32), "rpg_min_dec_fac", Meaning::Id, "each priority: least decrease, per cent"),
        field(296, Bytes(32), "rpg_min_rate", Meaning::Id, "each priority: minimum rate, bit/s"),
        field(328, Bytes(32), "cndd_state_machine", Meaning::Id, "each priority: state of the defence"),
    ],
};
const _: () = assert!(IEEE_QCN.size() == 360 && IEEE_QCN.has_no_hole());

/// `struct ieee_qcn_stats`
#[rustfmt::skip]
pub static IEEE_QCN_STATS: Layout = Layout {
    c_name: "ieee_qcn_stats",
    header: "linux/dcbnl.h",
    man: "dcb(8)",
    fields: &[
        field(0, Bytes(64), "rppp_rp_centiseconds", Meaning::Id, "each priority: time with a rate limiter"),
        field(64, Bytes(32), "rppp_created_rps", Meaning::Id, "each priority: active rate limiters"),
    ],
};
const _: () = assert!(IEEE_QCN_STATS.size() == 96 && IEEE_QCN_STATS.has_no_hole());

/// `struct ieee_pfc`
#[rustfmt::skip]
pub static IEEE_PFC: Layout = Layout {
    c_name: "ieee_pfc",
    header: "linux/dcbnl.h",
    man: "dcb-pfc(8)",
    fields: &[
        field(0, U8, "pfc_cap", Number, "number of priorities that can have it"),
        field(1, U8, "pfc_en", Flags(&[]), "priorities that have it, one bit each"),
        field(2, U8, "mbc", Number, "1: can bypass MACsec"),
        field(3, Pad(1), "(padding)", Reserved, "aligns the next field"),
        field(4, U16(Host), "delay", Unit("bits"), "allowance for the round trip"),
        field(6, Pad(2), "(padding)", Reserved, "aligns the next field"),
        field(8, U64(Host), "requests[0]", Unit("frames"), "sent, priority 0"),
        field(16, U64(Host), "requests[1]", Unit("frames"), "sent, priority 1"),
        field(24, U64(Host), "requests[2]", Unit("frames"), "sent, priority 2"),
        field(32, U64(Host), "requests[3]", Unit("frames"), "sent, priority 3"),
        field(40, U64(Host), "requests[4]", Unit("frames"), "sent, priority 4"),
        field(48, U64(Host), "requests[5]", Unit("frames"), "sent, priority 5"),
        field(56, U64(Host), "requests[6]", Unit("frames"), "sent, priority 6"),
        field(64, U64(Host), "requests[7]", Unit("frames"), "sent, priority 7"),
        field(72, U64(Host), "indications[0]", Unit("frames"), "received, priority 0"),
        field(80, U64(Host), "indications[1]", Unit("frames"), "received, priority 1"),
        field(88, U64(Host), "indications[2]", Unit("frames"), "received, priority 2"),
        field(96, U64(Host), "indications[3]", Unit("frames"), "received, priority 3"),
        field(104, U64(Host), "indications[4]", Unit("frames"), "received, priority 4"),
        field(112, U64(Host), "indications[5]", Unit("frames"), "received, priority 5"),
        field(120, U64(Host), "indications[6]", Unit("frames"), "received, priority 6"),
        field(128, U64(Host), "indications[7]", Unit("frames"), "received, priority 7"),
    ],
};
const _: () = assert!(IEEE_PFC.size() == 136 && IEEE_PFC.has_no_hole());

/// `struct dcbnl_buffer`
#[rustfmt::skip]
pub static DCBNL_BUFFER: Layout = Layout {
    c_name: "dcbnl_buffer",
    header: "linux/dcbnl.h",
    man: "dcb-buffer(8)",
    fields: &[
        field(0, Bytes(8), "prio2buffer", Meaning::Id, "each priority: its buffer"),
        field(8, U32(Host), "buffer_size[0]", Unit("bytes"), "size of buffer 0"),
        field(12, U32(Host), "buffer_size[1]", Unit("bytes"), "size of buffer 1"),
        field(16, U32(Host), "buffer_size[2]", Unit("bytes"), "size of buffer 2"),
        field(20, U32(Host), "buffer_size[3]", Unit("bytes"), "size of buffer 3"),
        field(24, U32(Host), "buffer_size[4]", Unit("bytes"), "size of buffer 4"),
        field(28, U32(Host), "buffer_size[5]", Unit("bytes"), "size of buffer 5"),
        field(32, U32(Host), "buffer_size[6]", Unit("bytes"), "size of buffer 6"),
        field(36, U32(Host), "buffer_size[7]", Unit("bytes"), "size of buffer 7"),
        field(40, U32(Host), "total_size", Unit("bytes"), "all buffers together"),
    ],
};
const _: () = assert!(DCBNL_BUFFER.size() == 44 && DCBNL_BUFFER.has_no_hole());

/// `struct dcb_app`
#[rustfmt::skip]
pub static DCB_APP: Layout = Layout {
    c_name: "dcb_app",
    header: "linux/dcbnl.h",
    man: "dcb-app(8)",
    fields: &[
        field(0, U8, "selector", OneOf(IEEE_8021QAZ_APP_SEL), "kind of protocol number"),
        field(1, U8, "priority", Number, "priority; in CEE, a bit for each"),
        field(2, U16(Host), "protocol", Number, "protocol number"),
    ],
};
const _: () = assert!(DCB_APP.size() == 4 && DCB_APP.has_no_hole());

/// `IEEE_8021QAZ_APP_SEL_…`, and one that is Linux's own.
#[rustfmt::skip]
pub const IEEE_8021QAZ_APP_SEL: &[Name] = &[
    name(1, "IEEE_8021QAZ_APP_SEL_ETHERTYPE", "Ethernet type"),
    name(2, "IEEE_8021QAZ_APP_SEL_STREAM", "port of TCP or SCTP"),
    name(3, "IEEE_8021QAZ_APP_SEL_DGRAM", "port of UDP or DCCP"),
    name(4, "IEEE_8021QAZ_APP_SEL_ANY", "port of any of them"),
    name(5, "IEEE_8021QAZ_APP_SEL_DSCP", "differentiated services code point"),
    name(255, "DCB_APP_SEL_PCP", "priority in the VLAN tag"),
];

/// `DCB_ATTR_CEE_…`
#[rustfmt::skip]
pub static DCB_ATTR_CEE_ATTRS: Set = set("DCB_ATTR_CEE", &NLATTR, &[
    attr(1, "DCB_ATTR_CEE_PEER_PG", Struct(&CEE_PG), "the neighbour's priority groups"),
    attr(2, "DCB_ATTR_CEE_PEER_PFC", Struct(&CEE_PFC), "the neighbour's flow control"),
    attr(3, "DCB_ATTR_CEE_PEER_APP_TABLE", Nested(&DCB_ATTR_CEE_PEER_APP), "the neighbour's priorities"),
    attr(4, "DCB_ATTR_CEE_TX_PG", Nested(&DCB_PG_ATTR), "priority groups, sending"),
    attr(5, "DCB_ATTR_CEE_RX_PG", Nested(&DCB_PG_ATTR), "priority groups, receiving"),
    attr(6, "DCB_ATTR_CEE_PFC", Nested(&DCB_PFC_UP_ATTR), "flow control of each priority"),
    attr(7, "DCB_ATTR_CEE_APP_TABLE", Nested(&CEE_APP_TABLE), "priorities of protocols"),
    attr(8, "DCB_ATTR_CEE_FEAT", Nested(&DCB_FEATCFG_ATTR), "what is negotiated"),
]);

/// The kernel numbers its entries `DCB_ATTR_APP` (`dcbnl_cee_fill`), and not `DCB_ATTR_CEE_APP`.
#[rustfmt::skip]
static CEE_APP_TABLE: Set = set("DCB_ATTR", &NLATTR, &[
    attr(DCB_ATTR_APP, "DCB_ATTR_APP", Nested(&DCB_APP_ATTR), "a protocol and its priority"),
]);

/// `DCB_ATTR_CEE_PEER_APP_…`
#[rustfmt::skip]
pub static DCB_ATTR_CEE_PEER_APP: Set = set("DCB_ATTR_CEE_PEER_APP", &NLATTR, &[
    attr(1, "DCB_ATTR_CEE_PEER_APP_INFO", Struct(&DCB_PEER_APP_INFO), "how the neighbour negotiates"),
    attr(2, "DCB_ATTR_CEE_PEER_APP", Struct(&DCB_APP), "a protocol and its priority"),
]);

/// `struct dcb_peer_app_info`
#[rustfmt::skip]
pub static DCB_PEER_APP_INFO: Layout = Layout {
    c_name: "dcb_peer_app_info",
    header: "linux/dcbnl.h",
    man: "dcb(8)",
    fields: &[
        field(0, U8, "willing", Number, "1: takes what we recommend"),
        field(1, U8, "error", Number, "1: error"),
    ],
};
const _: () = assert!(DCB_PEER_APP_INFO.size() == 2 && DCB_PEER_APP_INFO.has_no_hole());

/// `struct cee_pg`
#[rustfmt::skip]
pub static CEE_PG: Layout = Layout {
    c_name: "cee_pg",
    header: "linux/dcbnl.h",
    man: "dcb(8)",
    fields: &[
        field(0, U8, "willing", Number, "1: takes what we recommend"),
        field(1, U8, "error", Number, "1: error"),
        field(2, U8, "pg_en", Number, "1: on"),
        field(3, U8, "tcs_supported", Number, "number of traffic classes"),
        field(4, Bytes(8), "pg_bw", Meaning::Id, "each group: percentage"),
        field(12, Bytes(8), "prio_pg", Meaning::Id, "each priority: its group"),
    ],
};
const _: () = assert!(CEE_PG.size() == 20 && CEE_PG.has_no_hole());

/// `struct cee_pfc`
#[rustfmt::skip]
pub static CEE_PFC: Layout = Layout {
    c_name: "cee_pfc",
    header: "linux/dcbnl.h",
    man: "dcb(8)",
    fields: &[
        field(0, U8, "willing", Number, "1: takes what we recommend"),
        field(1, U8, "error", Number, "1: error"),
        field(2, U8, "pfc_en", Flags(&[]), "priorities that have it, one bit each"),
        field(3, U8, "tcs_supported", Number, "number of traffic classes"),
    ],
};
const _: () = assert!(CEE_PFC.size() == 4 && CEE_PFC.has_no_hole());

/// `DCB_PFC_UP_ATTR_…`
#[rustfmt::skip]
pub static DCB_PFC_UP_ATTR: Set = set("DCB_PFC_UP_ATTR", &NLATTR, &[
    attr(1, "DCB_PFC_UP_ATTR_0", U8.meaning(Number), "flow control of priority 0"),
    attr(2, "DCB_PFC_UP_ATTR_1", U8.meaning(Number), "flow control of priority 1"),
    attr(3, "DCB_PFC_UP_ATTR_2", U8.meaning(Number), "flow control of priority 2"),
    attr(4, "DCB_PFC_UP_ATTR_3", U8.meaning(Number), "flow control of priority 3"),
    attr(5, "DCB_PFC_UP_ATTR_4", U8.meaning(Number), "flow control of priority 4"),
    attr(6, "DCB_PFC_UP_ATTR_5", U8.meaning(Number), "flow control of priority 5"),
    attr(7, "DCB_PFC_UP_ATTR_6", U8.meaning(Number), "flow control of priority 6"),
    attr(8, "DCB_PFC_UP_ATTR_7", U8.meaning(Number), "flow control of priority 7"),
    attr(9, "DCB_PFC_UP_ATTR_ALL", Flag, "request: all of them"),
]);

/// `DCB_PG_ATTR_…`
#[rustfmt::skip]
pub static DCB_PG_ATTR: Set = set("DCB_PG_ATTR", &NLATTR, &[
    attr(1, "DCB_PG_ATTR_TC_0", Nested(&DCB_TC_ATTR_PARAM), "traffic class 0"),
    attr(2, "DCB_PG_ATTR_TC_1", Nested(&DCB_TC_ATTR_PARAM), "traffic class 1"),
    attr(3, "DCB_PG_ATTR_TC_2", Nested(&DCB_TC_ATTR_PARAM), "traffic class 2"),
    attr(4, "DCB_PG_ATTR_TC_3", Nested(&DCB_TC_ATTR_PARAM), "traffic class 3"),
    attr(5, "DCB_PG_ATTR_TC_4", Nested(&DCB_TC_ATTR_PARAM), "traffic class 4"),
    attr(6, "DCB_PG_ATTR_TC_5", Nested(&DCB_TC_ATTR_PARAM), "traffic class 5"),
    attr(7, "DCB_PG_ATTR_TC_6", Nested(&DCB_TC_ATTR_PARAM), "traffic class 6"),
    attr(8, "DCB_PG_ATTR_TC_7", Nested(&DCB_TC_ATTR_PARAM), "traffic class 7"),
    attr(10, "DCB_PG_ATTR_TC_ALL", Nested(&DCB_TC_ATTR_PARAM), "request: all classes"),
    attr(11, "DCB_PG_ATTR_BW_ID_0", U8.meaning(Unit("per cent")), "bandwidth of group 0"),
    attr(12, "DCB_PG_ATTR_BW_ID_1", U8.meaning(Unit("per cent")), "bandwidth of group 1"),
    attr(13, "DCB_PG_ATTR_BW_ID_2", U8.meaning(Unit("per cent")), "bandwidth of group 2"),
    attr(14, "DCB_PG_ATTR_BW_ID_3", U8.meaning(Unit("per cent")), "bandwidth of group 3"),
    attr(15, "DCB_PG_ATTR_BW_ID_4", U8.meaning(Unit("per cent")), "bandwidth of group 4"),
    attr(16, "DCB_PG_ATTR_BW_ID_5", U8.meaning(Unit("per cent")), "bandwidth of group 5"),
    attr(17, "DCB_PG_ATTR_BW_ID_6", U8.meaning(Unit("per cent")), "bandwidth of group 6"),
    attr(18, "DCB_PG_ATTR_BW_ID_7", U8.meaning(Unit("per cent")), "bandwidth of group 7"),
    attr(20, "DCB_PG_ATTR_BW_ID_ALL", Flag, "request: all groups"),
]);

/// `DCB_TC_ATTR_PARAM_…`
#[rustfmt::skip]
pub static DCB_TC_ATTR_PARAM: Set = set("DCB_TC_ATTR_PARAM", &NLATTR, &[
    attr(1, "DCB_TC_ATTR_PARAM_PGID", U8.meaning(Number), "its priority group"),
    attr(2, "DCB_TC_ATTR_PARAM_UP_MAPPING", U8.meaning(Flags(&[])), "its priorities, one bit each"),
    attr(3, "DCB_TC_ATTR_PARAM_STRICT_PRIO", U8.meaning(Number), "0: no strict priority, 1: in its group, 2: on the link"),
    attr(4, "DCB_TC_ATTR_PARAM_BW_PCT", U8.meaning(Unit("per cent")), "share of the group's bandwidth"),
    attr(5, "DCB_TC_ATTR_PARAM_ALL", Flag, "request: all of these"),
]);

/// `DCB_CAP_ATTR_…`
#[rustfmt::skip]
pub static DCB_CAP_ATTR: Set = set("DCB_CAP_ATTR", &NLATTR, &[
    attr(1, "DCB_CAP_ATTR_ALL", Flag, "request: all of these"),
    attr(2, "DCB_CAP_ATTR_PG", U8.meaning(Number), "1: priority groups"),
    attr(3, "DCB_CAP_ATTR_PFC", U8.meaning(Number), "1: flow control of each priority"),
    attr(4, "DCB_CAP_ATTR_UP2TC", U8.meaning(Number), "1: priorities can be mapped to classes"),
    attr(5, "DCB_CAP_ATTR_PG_TCS", U8.meaning(Flags(&[])), "possible numbers of classes, one bit each"),
    attr(6, "DCB_CAP_ATTR_PFC_TCS", U8.meaning(Flags(&[])), "the same for flow control"),
    attr(7, "DCB_CAP_ATTR_GSP", U8.meaning(Number), "1: strict priority in a group"),
    attr(8, "DCB_CAP_ATTR_BCN", U8.meaning(Number), "1: congestion notification"),
    attr(9, "DCB_CAP_ATTR_DCBX", U8.meaning(Flags(DCB_CAP_DCBX)), "who can negotiate"),
]);

/// `DCB_NUMTCS_ATTR_…`
#[rustfmt::skip]
pub static DCB_NUMTCS_ATTR: Set = set("DCB_NUMTCS_ATTR", &NLATTR, &[
    attr(1, "DCB_NUMTCS_ATTR_ALL", Flag, "request: both"),
    attr(2, "DCB_NUMTCS_ATTR_PG", U8.meaning(Number), "classes for priority groups"),
    attr(3, "DCB_NUMTCS_ATTR_PFC", U8.meaning(Number), "classes that can have flow control"),
]);

/// `DCB_BCN_ATTR_…`
#[rustfmt::skip]
pub static DCB_BCN_ATTR: Set = set("DCB_BCN_ATTR", &NLATTR, &[
    attr(1, "DCB_BCN_ATTR_RP_0", U8.meaning(Number), "1: priority 0 reacts"),
    attr(2, "DCB_BCN_ATTR_RP_1", U8.meaning(Number), "1: priority 1 reacts"),
    attr(3, "DCB_BCN_ATTR_RP_2", U8.meaning(Number), "1: priority 2 reacts"),
    attr(4, "DCB_BCN_ATTR_RP_3", U8.meaning(Number), "1: priority 3 reacts"),
    attr(5, "DCB_BCN_ATTR_RP_4", U8.meaning(Number), "1: priority 4 reacts"),
    attr(6, "DCB_BCN_ATTR_RP_5", U8.meaning(Number), "1: priority 5 reacts"),
    attr(7, "DCB_BCN_ATTR_RP_6", U8.meaning(Number), "1: priority 6 reacts"),
    attr(8, "DCB_BCN_ATTR_RP_7", U8.meaning(Number), "1: priority 7 reacts"),
    attr(9, "DCB_BCN_ATTR_RP_ALL", Flag, "request: all priorities"),
    attr(10, "DCB_BCN_ATTR_BCNA_0", U32(Host).meaning(Number), "address of notifications, first part"),
    attr(11, "DCB_BCN_ATTR_BCNA_1", U32(Host).meaning(Number), "address of notifications, second part"),
    attr(12, "DCB_BCN_ATTR_ALPHA", U32(Host).meaning(Number), "parameter alpha"),
    attr(13, "DCB_BCN_ATTR_BETA", U32(Host).meaning(Number), "parameter beta"),
    attr(14, "DCB_BCN_ATTR_GD", U32(Host).meaning(Number), "gain of a decrease"),
    attr(15, "DCB_BCN_ATTR_GI", U32(Host).meaning(Number), "gain of an increase"),
    attr(16, "DCB_BCN_ATTR_TMAX", U32(Host).meaning(Number), "maximum time to back off"),
    attr(17, "DCB_BCN_ATTR_TD", U32(Host).meaning(Number), "time of the drift"),
    attr(18, "DCB_BCN_ATTR_RMIN", U32(Host).meaning(Number), "minimum rate"),
    attr(19, "DCB_BCN_ATTR_W", U32(Host).meaning(Number), "weight"),
    attr(20, "DCB_BCN_ATTR_RD", U32(Host).meaning(Number), "rate of the drift"),
    attr(21, "DCB_BCN_ATTR_RU", U32(Host).meaning(Number), "unit of rates"),
    attr(22, "DCB_BCN_ATTR_WRTT", U32(Host).meaning(Number), "weight of the round trip time"),
    attr(23, "DCB_BCN_ATTR_RI", U32(Host).meaning(Number), "initial rate"),
    attr(24, "DCB_BCN_ATTR_C", U32(Host).meaning(Number), "capacity of the link"),
    attr(25, "DCB_BCN_ATTR_ALL", Flag, "request: all of these"),
]);

/// `DCB_APP_ATTR_…`
#[rustfmt::skip]
pub static DCB_APP_ATTR: Set = set("DCB_APP_ATTR", &NLATTR, &[
    attr(1, "DCB_APP_ATTR_IDTYPE", U8.meaning(OneOf(DCB_APP_IDTYPE)), "kind of protocol number"),
    attr(2, "DCB_APP_ATTR_ID", U16(Host).meaning(Number), "protocol number"),
    attr(3, "DCB_APP_ATTR_PRIORITY", U8.meaning(Flags(&[])), "its priorities, one bit each"),
]);

/// `DCB_APP_IDTYPE_…`
#[rustfmt::skip]
pub const DCB_APP_IDTYPE: &[Name] = &[
    name(0, "DCB_APP_IDTYPE_ETHTYPE", "Ethernet type"),
    name(1, "DCB_APP_IDTYPE_PORTNUM", "TCP or UDP port"),
];

/// `DCB_FEATCFG_ATTR_…`
#[rustfmt::skip]
pub static DCB_FEATCFG_ATTR: Set = set("DCB_FEATCFG_ATTR", &NLATTR, &[
    attr(1, "DCB_FEATCFG_ATTR_ALL", Flag, "request: all of these"),
    attr(2, "DCB_FEATCFG_ATTR_PG", U8.meaning(Flags(DCB_FEATCFG)), "priority groups"),
    attr(3, "DCB_FEATCFG_ATTR_PFC", U8.meaning(Flags(DCB_FEATCFG)), "flow control of each priority"),
    attr(4, "DCB_FEATCFG_ATTR_APP", U8.meaning(Flags(DCB_FEATCFG)), "priorities of protocols"),
]);

/// `DCB_FEATCFG_…`
#[rustfmt::skip]
pub const DCB_FEATCFG: &[Name] = &[
    name(0x1, "DCB_FEATCFG_ERROR", "error"),
    name(0x2, "DCB_FEATCFG_ENABLE", "on"),
    name(0x4, "DCB_FEATCFG_WILLING", "takes what the neighbour recommends"),
    name(0x8, "DCB_FEATCFG_ADVERTISE", "told to the neighbour"),
];
