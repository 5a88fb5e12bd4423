//! What depends on a kind: the data of a kind of interface, the options and counters of a kind of
//! queueing discipline, filter or action. A new kind is one row.

use crate::uapi::amt::IFLA_AMT;
use crate::uapi::batman_adv::IFLA_BATADV;
use crate::uapi::can_netlink::{CAN_DEVICE_STATS, IFLA_CAN};
use crate::uapi::if_link::{
    IFLA_BAREUDP, IFLA_BOND, IFLA_BOND_SLAVE, IFLA_BR, IFLA_BRPORT, IFLA_GENEVE, IFLA_GTP,
    IFLA_HSR, IFLA_INFO, IFLA_INFO_DATA, IFLA_INFO_SLAVE_DATA, IFLA_INFO_XSTATS, IFLA_IPVLAN,
    IFLA_MACSEC, IFLA_MACVLAN, IFLA_NETKIT, IFLA_OVPN, IFLA_RMNET, IFLA_TUN, IFLA_VLAN, IFLA_VRF,
    IFLA_VRF_PORT, IFLA_VXLAN, IFLA_XFRM,
};
use crate::uapi::if_tunnel::{IFLA_GRE, IFLA_IPTUN, IFLA_VTI};
use crate::uapi::pkt_cls::{
    TCA_ACT, TCA_ACT_OPTIONS, TCA_BASIC, TCA_BPF, TCA_CGROUP, TCA_FLOW, TCA_FLOWER, TCA_FW,
    TCA_MATCHALL, TCA_POLICE, TCA_ROUTE4, TCA_U32,
};
use crate::uapi::pkt_sched::{
    MQPRIO, NETEM, PRIO, TC_CHOKE_XSTATS, TC_CODEL_XSTATS, TC_DRR_STATS, TC_DUALPI2_XSTATS,
    TC_FIFO_QOPT, TC_FQ_CODEL_XSTATS, TC_FQ_PIE_XSTATS, TC_FQ_QD_STATS, TC_HFSC_STATS,
    TC_HHF_XSTATS, TC_HTB_XSTATS, TC_MULTIQ_QOPT, TC_NETEM_XSTATS, TC_PIE_XSTATS, TC_PLUG_QOPT,
    TC_PRIO_QOPT, TC_QFQ_STATS, TC_RED_XSTATS, TC_SFB_XSTATS, TC_SFQ_QOPT_V1, TC_SFQ_XSTATS,
    TCA_CAKE, TCA_CAKE_STATS, TCA_CBS, TCA_CHOKE, TCA_CODEL, TCA_DRR, TCA_DUALPI2, TCA_ETF,
    TCA_ETS, TCA_FQ, TCA_FQ_CODEL, TCA_FQ_PIE, TCA_GRED, TCA_HFSC, TCA_HHF, TCA_HTB, TCA_PIE,
    TCA_QFQ, TCA_RED, TCA_SFB, TCA_TAPRIO, TCA_TAPRIO_OFFLOAD_STATS, TCA_TBF,
};
use crate::uapi::rtnetlink::{TCA, TCA_OPTIONS, TCA_XSTATS};
use crate::uapi::tc_bpf::TCA_ACT_BPF;
use crate::uapi::tc_connmark::TCA_CONNMARK;
use crate::uapi::tc_csum::TCA_CSUM;
use crate::uapi::tc_ct::TCA_CT;
use crate::uapi::tc_ctinfo::TCA_CTINFO;
use crate::uapi::tc_defact::TCA_DEF;
use crate::uapi::tc_gact::TCA_GACT;
use crate::uapi::tc_gate::TCA_GATE;
use crate::uapi::tc_ife::TCA_IFE;
use crate::uapi::tc_mirred::TCA_MIRRED;
use crate::uapi::tc_mpls::TCA_MPLS;
use crate::uapi::tc_nat::TCA_NAT;
use crate::uapi::tc_pedit::TCA_PEDIT;
use crate::uapi::tc_sample::TCA_SAMPLE;
use crate::uapi::tc_skbedit::TCA_SKBEDIT;
use crate::uapi::tc_skbmod::TCA_SKBMOD;
use crate::uapi::tc_tunnel_key::TCA_TUNNEL_KEY;
use crate::uapi::tc_vlan::TCA_VLAN;
use crate::uapi::veth::VETH_INFO;
use crate::uapi::vxcan::VXCAN_INFO;
use crate::uapi::wwan::IFLA_WWAN;
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
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "vxcan", Nested(&VXCAN_INFO)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "can", Nested(&IFLA_CAN)),
    of_kind(&IFLA_INFO, IFLA_INFO_XSTATS, "can", Struct(&CAN_DEVICE_STATS)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "bond", Nested(&IFLA_BOND)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "gre", Nested(&IFLA_GRE)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "gretap", Nested(&IFLA_GRE)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "erspan", Nested(&IFLA_GRE)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "ip6gre", Nested(&IFLA_GRE)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "ip6gretap", Nested(&IFLA_GRE)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "ip6erspan", Nested(&IFLA_GRE)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "ipip", Nested(&IFLA_IPTUN)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "sit", Nested(&IFLA_IPTUN)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "ip6tnl", Nested(&IFLA_IPTUN)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "vti", Nested(&IFLA_VTI)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "vti6", Nested(&IFLA_VTI)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "xfrm", Nested(&IFLA_XFRM)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "geneve", Nested(&IFLA_GENEVE)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "bareudp", Nested(&IFLA_BAREUDP)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "macsec", Nested(&IFLA_MACSEC)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "hsr", Nested(&IFLA_HSR)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "gtp", Nested(&IFLA_GTP)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "amt", Nested(&IFLA_AMT)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "batadv", Nested(&IFLA_BATADV)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "rmnet", Nested(&IFLA_RMNET)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "ovpn", Nested(&IFLA_OVPN)),
    of_kind(&IFLA_INFO, IFLA_INFO_DATA, "wwan", Nested(&IFLA_WWAN)),
    of_kind(&IFLA_INFO, IFLA_INFO_SLAVE_DATA, "bridge", Nested(&IFLA_BRPORT)),
    of_kind(&IFLA_INFO, IFLA_INFO_SLAVE_DATA, "vrf", Nested(&IFLA_VRF_PORT)),
    of_kind(&IFLA_INFO, IFLA_INFO_SLAVE_DATA, "bond", Nested(&IFLA_BOND_SLAVE)),
    of_kind(&TCA, TCA_OPTIONS, "prio", PRIO),
    of_kind(&TCA, TCA_OPTIONS, "pfifo_fast", Struct(&TC_PRIO_QOPT)),
    of_kind(&TCA, TCA_OPTIONS, "pfifo", Struct(&TC_FIFO_QOPT)),
    of_kind(&TCA, TCA_OPTIONS, "bfifo", Struct(&TC_FIFO_QOPT)),
    of_kind(&TCA, TCA_OPTIONS, "pfifo_head_drop", Struct(&TC_FIFO_QOPT)),
    of_kind(&TCA, TCA_OPTIONS, "htb", Nested(&TCA_HTB)),
    of_kind(&TCA, TCA_OPTIONS, "tbf", Nested(&TCA_TBF)),
    of_kind(&TCA, TCA_OPTIONS, "fq_codel", Nested(&TCA_FQ_CODEL)),
    of_kind(&TCA, TCA_OPTIONS, "multiq", Struct(&TC_MULTIQ_QOPT)),
    of_kind(&TCA, TCA_OPTIONS, "plug", Struct(&TC_PLUG_QOPT)),
    of_kind(&TCA, TCA_OPTIONS, "skbprio", Struct(&TC_FIFO_QOPT)),
    of_kind(&TCA, TCA_OPTIONS, "sfq", Struct(&TC_SFQ_QOPT_V1)),
    of_kind(&TCA, TCA_OPTIONS, "mqprio", MQPRIO),
    of_kind(&TCA, TCA_OPTIONS, "netem", NETEM),
    of_kind(&TCA, TCA_OPTIONS, "red", Nested(&TCA_RED)),
    of_kind(&TCA, TCA_OPTIONS, "gred", Nested(&TCA_GRED)),
    of_kind(&TCA, TCA_OPTIONS, "choke", Nested(&TCA_CHOKE)),
    of_kind(&TCA, TCA_OPTIONS, "hfsc", Nested(&TCA_HFSC)),
    of_kind(&TCA, TCA_OPTIONS, "drr", Nested(&TCA_DRR)),
    of_kind(&TCA, TCA_OPTIONS, "sfb", Nested(&TCA_SFB)),
    of_kind(&TCA, TCA_OPTIONS, "qfq", Nested(&TCA_QFQ)),
    of_kind(&TCA, TCA_OPTIONS, "codel", Nested(&TCA_CODEL)),
    of_kind(&TCA, TCA_OPTIONS, "fq", Nested(&TCA_FQ)),
    of_kind(&TCA, TCA_OPTIONS, "hhf", Nested(&TCA_HHF)),
    of_kind(&TCA, TCA_OPTIONS, "pie", Nested(&TCA_PIE)),
    of_kind(&TCA, TCA_OPTIONS, "fq_pie", Nested(&TCA_FQ_PIE)),
    of_kind(&TCA, TCA_OPTIONS, "cbs", Nested(&TCA_CBS)),
    of_kind(&TCA, TCA_OPTIONS, "etf", Nested(&TCA_ETF)),
    of_kind(&TCA, TCA_OPTIONS, "cake", Nested(&TCA_CAKE)),
    of_kind(&TCA, TCA_OPTIONS, "taprio", Nested(&TCA_TAPRIO)),
    of_kind(&TCA, TCA_OPTIONS, "ets", Nested(&TCA_ETS)),
    of_kind(&TCA, TCA_OPTIONS, "dualpi2", Nested(&TCA_DUALPI2)),
    of_kind(&TCA, TCA_OPTIONS, "basic", Nested(&TCA_BASIC)),
    of_kind(&TCA, TCA_OPTIONS, "cgroup", Nested(&TCA_CGROUP)),
    of_kind(&TCA, TCA_OPTIONS, "fw", Nested(&TCA_FW)),
    of_kind(&TCA, TCA_OPTIONS, "flow", Nested(&TCA_FLOW)),
    of_kind(&TCA, TCA_OPTIONS, "flower", Nested(&TCA_FLOWER)),
    of_kind(&TCA, TCA_OPTIONS, "matchall", Nested(&TCA_MATCHALL)),
    of_kind(&TCA, TCA_OPTIONS, "route", Nested(&TCA_ROUTE4)),
    of_kind(&TCA, TCA_OPTIONS, "u32", Nested(&TCA_U32)),
    of_kind(&TCA, TCA_OPTIONS, "bpf", Nested(&TCA_BPF)),
    // No options: these two are only places to attach filters.
    of_kind(&TCA, TCA_OPTIONS, "ingress", Flag),
    of_kind(&TCA, TCA_OPTIONS, "clsact", Flag),
    of_kind(&TCA, TCA_XSTATS, "htb", Struct(&TC_HTB_XSTATS)),
    of_kind(&TCA, TCA_XSTATS, "sfq", Struct(&TC_SFQ_XSTATS)),
    of_kind(&TCA, TCA_XSTATS, "red", Struct(&TC_RED_XSTATS)),
    of_kind(&TCA, TCA_XSTATS, "choke", Struct(&TC_CHOKE_XSTATS)),
    of_kind(&TCA, TCA_XSTATS, "hfsc", Struct(&TC_HFSC_STATS)),
    of_kind(&TCA, TCA_XSTATS, "netem", Struct(&TC_NETEM_XSTATS)),
    of_kind(&TCA, TCA_XSTATS, "drr", Struct(&TC_DRR_STATS)),
    of_kind(&TCA, TCA_XSTATS, "sfb", Struct(&TC_SFB_XSTATS)),
    of_kind(&TCA, TCA_XSTATS, "qfq", Struct(&TC_QFQ_STATS)),
    of_kind(&TCA, TCA_XSTATS, "codel", Struct(&TC_CODEL_XSTATS)),
    of_kind(&TCA, TCA_XSTATS, "fq_codel", Struct(&TC_FQ_CODEL_XSTATS)),
    of_kind(&TCA, TCA_XSTATS, "fq", Struct(&TC_FQ_QD_STATS)),
    of_kind(&TCA, TCA_XSTATS, "hhf", Struct(&TC_HHF_XSTATS)),
    of_kind(&TCA, TCA_XSTATS, "pie", Struct(&TC_PIE_XSTATS)),
    of_kind(&TCA, TCA_XSTATS, "fq_pie", Struct(&TC_FQ_PIE_XSTATS)),
    of_kind(&TCA, TCA_XSTATS, "dualpi2", Struct(&TC_DUALPI2_XSTATS)),
    of_kind(&TCA, TCA_XSTATS, "cake", Nested(&TCA_CAKE_STATS)),
    of_kind(&TCA, TCA_XSTATS, "taprio", Nested(&TCA_TAPRIO_OFFLOAD_STATS)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "mirred", Nested(&TCA_MIRRED)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "gact", Nested(&TCA_GACT)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "police", Nested(&TCA_POLICE)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "bpf", Nested(&TCA_ACT_BPF)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "simple", Nested(&TCA_DEF)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "vlan", Nested(&TCA_VLAN)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "tunnel_key", Nested(&TCA_TUNNEL_KEY)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "pedit", Nested(&TCA_PEDIT)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "skbedit", Nested(&TCA_SKBEDIT)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "csum", Nested(&TCA_CSUM)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "nat", Nested(&TCA_NAT)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "ct", Nested(&TCA_CT)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "mpls", Nested(&TCA_MPLS)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "sample", Nested(&TCA_SAMPLE)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "connmark", Nested(&TCA_CONNMARK)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "ctinfo", Nested(&TCA_CTINFO)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "skbmod", Nested(&TCA_SKBMOD)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "gate", Nested(&TCA_GATE)),
    of_kind(&TCA_ACT, TCA_ACT_OPTIONS, "ife", Nested(&TCA_IFE)),
];
