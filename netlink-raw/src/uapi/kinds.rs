//! What depends on a kind: the data of a kind of interface, the options and counters of a kind of
//! queueing discipline, filter or action. A new kind is one row.

use crate::uapi::if_link::{
    IFLA_BR, IFLA_BRPORT, IFLA_INFO, IFLA_INFO_DATA, IFLA_INFO_SLAVE_DATA, IFLA_IPVLAN,
    IFLA_MACVLAN, IFLA_NETKIT, IFLA_TUN, IFLA_VLAN, IFLA_VRF, IFLA_VRF_PORT, IFLA_VXLAN,
};
use crate::uapi::pkt_cls::{TCA_ACT, TCA_ACT_OPTIONS, TCA_BPF, TCA_U32};
use crate::uapi::pkt_sched::{
    TC_FIFO_QOPT, TC_HTB_XSTATS, TC_PRIO_QOPT, TCA_FQ_CODEL, TCA_HTB, TCA_TBF,
};
use crate::uapi::rtnetlink::{TCA, TCA_OPTIONS, TCA_XSTATS};
use crate::uapi::tc_mirred::TCA_MIRRED;
use crate::uapi::veth::VETH_INFO;
use crate::wire::{
    OfKind,
    Shape::{Flag, Nested, Struct},
    of_kind,
};

/// One row for each kind: the list that names it, the attribute, and what the attribute holds.
#[rustfmt::skip]
pub static KINDS: &[OfKind] = &[
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "bridge", Nested(&IFLA_BR)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "veth", Nested(&VETH_INFO)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "tun", Nested(&IFLA_TUN)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "vlan", Nested(&IFLA_VLAN)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "macvlan", Nested(&IFLA_MACVLAN)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "macvtap", Nested(&IFLA_MACVLAN)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "ipvlan", Nested(&IFLA_IPVLAN)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "ipvtap", Nested(&IFLA_IPVLAN)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "vrf", Nested(&IFLA_VRF)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "vxlan", Nested(&IFLA_VXLAN)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "netkit", Nested(&IFLA_NETKIT)),
    of_kind(&IFLA_INFO, IFLA_INFO_SLAVE_DATA, "bridge", Nested(&IFLA_BRPORT)),
    of_kind(&IFLA_INFO, IFLA_INFO_SLAVE_DATA, "vrf", Nested(&IFLA_VRF_PORT)),
    of_kind(&TCA, TCA_OPTIONS, "prio", Struct(&TC_PRIO_QOPT)),
    of_kind(&TCA, TCA_OPTIONS, "pfifo_fast", Struct(&TC_PRIO_QOPT)),
    of_kind(&TCA, TCA_OPTIONS, "pfifo", Struct(&TC_FIFO_QOPT)),
    of_kind(&TCA, TCA_OPTIONS, "bfifo", Struct(&TC_FIFO_QOPT)),
    of_kind(&TCA, TCA_OPTIONS, "pfifo_head_drop", Struct(&TC_FIFO_QOPT)),
    of_kind(&TCA, TCA_OPTIONS, "htb", Nested(&TCA_HTB)),
    of_kind(&TCA, TCA_OPTIONS, "tbf", Nested(&TCA_TBF)),
    of_kind(&TCA, TCA_OPTIONS, "fq_codel", Nested(&TCA_FQ_CODEL)),
    of_kind(&TCA, TCA_OPTIONS, "u32", Nested(&TCA_U32)),
    of_kind(&TCA, TCA_OPTIONS, "bpf", Nested(&TCA_BPF)),
    // No options: these two are only places to attach filters.
    of_kind(&TCA, TCA_OPTIONS, "ingress", Flag),
    of_kind(&TCA, TCA_OPTIONS, "clsact", Flag),
    of_kind(&TCA, TCA_XSTATS, "htb", Struct(&TC_HTB_XSTATS)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "mirred", Nested(&TCA_MIRRED)),
];
