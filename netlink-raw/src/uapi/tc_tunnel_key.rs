//! `include/uapi/linux/tc_act/tc_tunnel_key.h`: the action that sets the parameters of a tunnel.

use crate::uapi::netlink::NLATTR;
use crate::uapi::pkt_cls::{TCF_T, tc_gen};
use crate::wire::{
    Kind::{S32, U8, U16, U32},
    Layout,
    Meaning::{Flags, Number, OneOf, Unit},
    Name,
    Order::{Host, Network},
    Set,
    Shape::{Flag, Id, Ip, Nested, Opaque, Struct},
    attr, field, name, set,
};

/// `TCA_TUNNEL_KEY_…`: the options of an action that sets the parameters of a tunnel.
#[rustfmt::skip]
pub static TCA_TUNNEL_KEY: Set = set("TCA_TUNNEL_KEY", &NLATTR, &[
    attr(1, "TCA_TUNNEL_KEY_TM", Struct(&TCF_T), "times of use"),
    attr(2, "TCA_TUNNEL_KEY_PARMS", Struct(&TC_TUNNEL_KEY), "set or remove them"),
    attr(3, "TCA_TUNNEL_KEY_ENC_IPV4_SRC", Ip, "source address"),
    attr(4, "TCA_TUNNEL_KEY_ENC_IPV4_DST", Ip, "destination address"),
    attr(5, "TCA_TUNNEL_KEY_ENC_IPV6_SRC", Ip, "source address"),
    attr(6, "TCA_TUNNEL_KEY_ENC_IPV6_DST", Ip, "destination address"),
    attr(7, "TCA_TUNNEL_KEY_ENC_KEY_ID", U32(Network).meaning(Number), "tunnel ID"),
    attr(8, "TCA_TUNNEL_KEY_PAD", Opaque, "aligns the next attribute to 8 bytes"),
    attr(9, "TCA_TUNNEL_KEY_ENC_DST_PORT", U16(Network).meaning(Number), "destination port"),
    attr(10, "TCA_TUNNEL_KEY_NO_CSUM", U8.meaning(Number), "1: no checksum"),
    attr(11, "TCA_TUNNEL_KEY_ENC_OPTS", Nested(&TCA_TUNNEL_KEY_ENC_OPTS), "options"),
    attr(12, "TCA_TUNNEL_KEY_ENC_TOS", U8.meaning(Number), "type of service"),
    attr(13, "TCA_TUNNEL_KEY_ENC_TTL", U8.meaning(Unit("hops")), "time to live"),
    attr(14, "TCA_TUNNEL_KEY_NO_FRAG", Flag, "do not fragment"),
]);

/// `struct tc_tunnel_key`
#[rustfmt::skip]
pub static TC_TUNNEL_KEY: Layout = Layout {
    c_name: "tc_tunnel_key",
    header: "linux/tc_act/tc_tunnel_key.h",
    man: "tc-tunnel_key(8)",
    fields: &tc_gen::<6>(&[
        field(20, S32, "t_action", OneOf(TCA_TUNNEL_KEY_ACT), "what to do"),
    ]),
};
const _: () = assert!(TC_TUNNEL_KEY.size() == 24 && TC_TUNNEL_KEY.has_no_hole());

/// `TCA_TUNNEL_KEY_ACT_…`
#[rustfmt::skip]
pub const TCA_TUNNEL_KEY_ACT: &[Name] = &[
    name(1, "TCA_TUNNEL_KEY_ACT_SET", "set the parameters"),
    name(2, "TCA_TUNNEL_KEY_ACT_RELEASE", "remove them"),
];

/// `TCA_TUNNEL_KEY_ENC_OPTS_…`
#[rustfmt::skip]
pub static TCA_TUNNEL_KEY_ENC_OPTS: Set = set("TCA_TUNNEL_KEY_ENC_OPTS", &NLATTR, &[
    attr(1, "TCA_TUNNEL_KEY_ENC_OPTS_GENEVE", Nested(&TCA_TUNNEL_KEY_ENC_OPT_GENEVE), "GENEVE option"),
    attr(2, "TCA_TUNNEL_KEY_ENC_OPTS_VXLAN", Nested(&TCA_TUNNEL_KEY_ENC_OPT_VXLAN), "VXLAN option"),
    attr(3, "TCA_TUNNEL_KEY_ENC_OPTS_ERSPAN", Nested(&TCA_TUNNEL_KEY_ENC_OPT_ERSPAN), "ERSPAN option"),
]);

/// `TCA_TUNNEL_KEY_ENC_OPT_GENEVE_…`
#[rustfmt::skip]
pub static TCA_TUNNEL_KEY_ENC_OPT_GENEVE: Set = set("TCA_TUNNEL_KEY_ENC_OPT_GENEVE", &NLATTR, &[
    attr(1, "TCA_TUNNEL_KEY_ENC_OPT_GENEVE_CLASS", U16(Network).meaning(Flags(&[])), "who defines the type"),
    attr(2, "TCA_TUNNEL_KEY_ENC_OPT_GENEVE_TYPE", U8.meaning(Number), "type"),
    attr(3, "TCA_TUNNEL_KEY_ENC_OPT_GENEVE_DATA", Id, "data"),
]);

/// `TCA_TUNNEL_KEY_ENC_OPT_VXLAN_…`
#[rustfmt::skip]
pub static TCA_TUNNEL_KEY_ENC_OPT_VXLAN: Set = set("TCA_TUNNEL_KEY_ENC_OPT_VXLAN", &NLATTR, &[
    attr(1, "TCA_TUNNEL_KEY_ENC_OPT_VXLAN_GBP", U32(Host).meaning(Number), "group of the policy"),
]);

/// `TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_…`
#[rustfmt::skip]
pub static TCA_TUNNEL_KEY_ENC_OPT_ERSPAN: Set = set("TCA_TUNNEL_KEY_ENC_OPT_ERSPAN", &NLATTR, &[
    attr(1, "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_VER", U8.meaning(Number), "version"),
    attr(2, "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_INDEX", U32(Network).meaning(Number), "port that is mirrored (version 1)"),
    attr(3, "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_DIR", U8.meaning(Number), "0: incoming traffic, 1: outgoing"),
    attr(4, "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_HWID", U8.meaning(Number), "mirroring hardware (version 2)"),
]);
