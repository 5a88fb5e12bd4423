//! The tables against the kernel's own headers: every layout, every number.
//!
//! A small C program prints `offsetof`, `sizeof` and the constants, as the compiler sees them in
//! this machine's headers. Names that are too new for these headers are looked up in the newer
//! headers that the `linux-raw-sys` crate was made from. Names that are in neither are listed below
//! with the reason. An entry that is no longer needed fails the test.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use netlink_raw::uapi::Tables;
use netlink_raw::uapi::inet_diag::INET_DIAG_SOCKOPT;
use netlink_raw::uapi::net_namespace::NETNSA_NSID_NOT_ASSIGNED;
use netlink_raw::uapi::netconf::{NETCONFA_IFINDEX_ALL, NETCONFA_IFINDEX_DEFAULT};
use netlink_raw::uapi::netlink::NLMSG_MIN_TYPE;
use netlink_raw::uapi::pkt_sched::{
    TC_H_CLSACT, TC_H_MAJ_MASK, TC_H_MIN_EGRESS, TC_H_MIN_INGRESS, TC_H_MIN_MASK,
};
use netlink_raw::uapi::rtnetlink::TCM_IFINDEX_MAGIC_BLOCK;
use netlink_raw::wire::{Kind, Layout};

use harness::{Output, TempDir, have};

/// The headers that the tables cite, and those that have to come before them.
const HEADERS: &[&str] = &[
    "stdio.h",
    "stddef.h",
    "sys/socket.h",
    "netinet/in.h",
    "errno.h",
    "linux/netlink.h",
    "linux/rtnetlink.h",
    "linux/if_link.h",
    "linux/if_addr.h",
    "linux/if_addrlabel.h",
    "linux/if_arp.h",
    "linux/if_ether.h",
    "linux/if_tun.h",
    "linux/if_vlan.h",
    "linux/if_bridge.h",
    "linux/mrp_bridge.h",
    "linux/cfm_bridge.h",
    "linux/dcbnl.h",
    "linux/if_bonding.h",
    "linux/if_tunnel.h",
    "linux/amt.h",
    "linux/batman_adv.h",
    "linux/wwan.h",
    "linux/can.h",
    "linux/can/netlink.h",
    "linux/can/vxcan.h",
    "linux/if.h",
    "linux/neighbour.h",
    "linux/mroute.h",
    "linux/mroute6.h",
    "linux/fib_rules.h",
    "linux/nexthop.h",
    "linux/netconf.h",
    "linux/net_namespace.h",
    "linux/lwtunnel.h",
    "linux/mpls.h",
    "linux/mpls_iptunnel.h",
    "linux/seg6.h",
    "linux/seg6_hmac.h",
    "linux/seg6_iptunnel.h",
    "linux/seg6_local.h",
    "linux/rpl.h",
    "linux/rpl_iptunnel.h",
    "linux/ioam6.h",
    "linux/ioam6_iptunnel.h",
    "linux/ila.h",
    "linux/gen_stats.h",
    "linux/pkt_sched.h",
    "linux/pkt_cls.h",
    "linux/tc_act/tc_mirred.h",
    "linux/tc_act/tc_gact.h",
    "linux/tc_act/tc_vlan.h",
    "linux/tc_act/tc_tunnel_key.h",
    "linux/tc_act/tc_pedit.h",
    "linux/tc_act/tc_skbedit.h",
    "linux/tc_act/tc_csum.h",
    "linux/tc_act/tc_nat.h",
    "linux/tc_act/tc_ct.h",
    "linux/tc_act/tc_mpls.h",
    "linux/tc_act/tc_sample.h",
    "linux/tc_act/tc_bpf.h",
    "linux/tc_act/tc_connmark.h",
    "linux/tc_act/tc_ctinfo.h",
    "linux/tc_act/tc_skbmod.h",
    "linux/tc_act/tc_gate.h",
    "linux/tc_act/tc_ife.h",
    "linux/tc_act/tc_defact.h",
    "linux/tc_ematch/tc_em_cmp.h",
    "linux/tc_ematch/tc_em_ipt.h",
    "linux/netfilter/xt_set.h",
    "linux/tc_ematch/tc_em_meta.h",
    "linux/tc_ematch/tc_em_nbyte.h",
    "linux/tc_ematch/tc_em_text.h",
    "linux/ife.h",
    "linux/filter.h",
    "linux/genetlink.h",
    "linux/sock_diag.h",
    "linux/netlink_diag.h",
    "linux/inet_diag.h",
    "linux/unix_diag.h",
    "linux/veth.h",
    "linux/devlink.h",
    "linux/icmpv6.h",
    "linux/snmp.h",
    "linux/ip.h",
    "linux/ipv6.h",
    "linux/udp.h",
    "linux/tcp.h",
    "linux/un.h",
];

/// Names that no exported header has, or not with this number, and why. An entry that ends with an
/// underscore covers all names that begin with it.
const NOT_IN_HEADERS: &[(&str, &str)] = &[
    ("IF_RS_SENT", "include/net/if_inet6.h is not exported"),
    ("IF_RA_", "include/net/if_inet6.h is not exported"),
    ("IF_READY", "include/net/if_inet6.h is not exported"),
    ("IF_PREFIX_", "include/net/if_inet6.h is not exported"),
    ("ND_OPT_PI_FLAG_", "netinet/icmp6.h of the C library, which conflicts with linux/icmpv6.h"),
    ("TCP_", "include/net/tcp_states.h is not exported"),
    ("IP_DF", "include/net/ip.h is not exported"),
    ("IP_MF", "include/net/ip.h is not exported"),
    ("none", "no protocol: not a constant"),
    ("IFLA_HEADROOM", "since Linux 6.17"),
    ("IFLA_TAILROOM", "since Linux 6.17"),
    ("DEVCONF_FORCE_FORWARDING", "since Linux 6.17"),
    ("NETCONFA_FORCE_FORWARDING", "since Linux 6.17"),
    ("IPSTATS_MIB_OUTREQUESTS", "the current name of what Linux 6.1 calls IPSTATS_MIB_OUTPKTS"),
    ("IPSTATS_MIB_OUTPKTS", "since Linux 6.7 the name of a different counter"),
    ("NHA_OP_FLAGS", "since Linux 6.9"),
    ("NHA_OP_FLAG_", "since Linux 6.9"),
    ("NHA_GROUP_STATS", "since Linux 6.9"),
    ("NHA_GROUP_STATS_", "since Linux 6.9"),
    ("NHA_HW_STATS_", "since Linux 6.9"),
    ("BR_BOOLOPT_", "bits, numbered by an enumeration"),
    ("MDBA_MDB_EATTR_DST", "since Linux 6.3"),
    ("MDBA_MDB_EATTR_DST_PORT", "since Linux 6.3"),
    ("MDBA_MDB_EATTR_VNI", "since Linux 6.3"),
    ("MDBA_MDB_EATTR_IFINDEX", "since Linux 6.3"),
    ("MDBA_MDB_EATTR_SRC_VNI", "since Linux 6.3"),
    ("MDBE_ATTR_", "most since Linux 6.2"),
    ("MDB_FLAGS_OFFLOAD_FAILED", "since Linux 6.14"),
    ("SEG6_IPTUNNEL_SRC", "since Linux 6.18"),
    ("BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS", "newer than Linux 6.1"),
    ("BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS", "newer than Linux 6.1"),
    ("BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS", "newer than Linux 6.1"),
    ("DCB_APP_SEL_PCP", "newer than Linux 6.1"),
    ("DCB_ATTR_DCB_APP", "newer than Linux 6.1"),
    ("DCB_ATTR_DCB_APP_TRUST_TABLE", "newer than Linux 6.1"),
    ("DCB_ATTR_DCB_REWR_TABLE", "newer than Linux 6.1"),
    ("CAN_CTRLMODE_RESTRICTED", "newer than Linux 6.18"),
    ("CAN_CTRLMODE_XL", "newer than Linux 6.18"),
    ("CAN_CTRLMODE_XL_", "newer than Linux 6.18"),
    ("IFLA_CAN_XL_", "newer than Linux 6.18"),
    ("IFLA_CAN_PWM_", "newer than Linux 6.18"),
    ("TCPI_OPT_USEC_TS", "since Linux 6.7"),
    ("TCPI_OPT_TFO_CHILD", "newer than Linux 6.1"),
    ("TCA_MIRRED_BLOCKID", "since Linux 6.8"),
    ("NTF_EXT_", "bits, two of them since Linux 6.2 and 6.17"),
    ("FLOW_KEY_", "bits, numbered by an enumeration"),
    ("GRE_CSUM", "in network byte order in C"),
    ("GRE_KEY", "in network byte order in C"),
    ("GRE_SEQ", "in network byte order in C"),
    ("IFA_MC_USERS", "newer than Linux 6.18"),
    ("IFLA_BOND_LACP_STRICT", "newer than Linux 6.18"),
    ("IFLA_BR_STP_MODE", "newer than Linux 6.18"),
    ("IFLA_BRPORT_NEIGH_FORWARD_GRAT", "newer than Linux 6.18"),
    ("IFLA_GENEVE_GRO_HINT", "newer than Linux 6.18"),
    ("IFLA_GENEVE_LOCAL", "newer than Linux 6.18"),
    ("IFLA_GENEVE_LOCAL6", "newer than Linux 6.18"),
    ("IFLA_NETKIT_PAIRING", "newer than Linux 6.18"),
    ("BRIDGE_VLANDB_ENTRY_NEIGH_FORWARD_GRAT", "newer than Linux 6.18"),
    ("RTEXT_FILTER_NAME_ONLY", "newer than Linux 6.18"),
    ("IOAM6_IPTUNNEL_SRC", "newer than Linux 6.1"),
    ("MDBA_GET_ENTRY", "newer than Linux 6.1"),
    ("MDBA_GET_ENTRY_ATTRS", "newer than Linux 6.1"),
    ("MDBE_SRC_LIST_ENTRY", "since Linux 6.2"),
    ("MDBE_SRCATTR_ADDRESS", "since Linux 6.2"),
    ("TCA_CAKE_STATS_ACTIVE_QUEUES", "newer than Linux 6.18"),
    ("TCA_CT_HELPER_", "newer than Linux 6.1"),
    ("TCA_DUALPI2_", "since Linux 6.17"),
    ("TCA_FLOWER_KEY_CFM", "newer than Linux 6.1"),
    ("TCA_FLOWER_KEY_CFM_", "newer than Linux 6.1"),
    ("TCA_FLOWER_KEY_ENC_FLAGS", "newer than Linux 6.1"),
    ("TCA_FLOWER_KEY_ENC_FLAGS_", "newer than Linux 6.1"),
    ("TCA_FLOWER_KEY_ENC_OPTS_PFCP", "newer than Linux 6.1"),
    ("TCA_FLOWER_KEY_ENC_OPT_PFCP_", "newer than Linux 6.1"),
    ("TCA_FLOWER_KEY_FLAGS_TUNNEL_", "newer than Linux 6.1"),
    ("TCA_FLOWER_KEY_SPI", "newer than Linux 6.1"),
    ("TCA_FLOWER_KEY_SPI_MASK", "newer than Linux 6.1"),
    ("TCA_FLOWER_L2_MISS", "newer than Linux 6.1"),
    ("TCA_FQ_OFFLOAD_HORIZON", "newer than Linux 6.1"),
    ("TCA_FQ_PRIOMAP", "since Linux 6.7"),
    ("TCA_FQ_WEIGHTS", "since Linux 6.7"),
    ("TCA_MQPRIO_TC_ENTRY", "newer than Linux 6.1"),
    ("TCA_MQPRIO_TC_ENTRY_", "newer than Linux 6.1"),
    ("TCA_NETEM_PRNG_SEED", "newer than Linux 6.1"),
    ("TCA_TAPRIO_OFFLOAD_STATS_", "newer than Linux 6.1"),
    ("TCA_TAPRIO_TC_ENTRY_FP", "newer than Linux 6.1"),
    ("TCA_TUNNEL_KEY_NO_FRAG", "newer than Linux 6.1"),
];

/// Structs that are not in the headers in this form, and why.
const NOT_STRUCTS: &[(&str, &str)] = &[
    ("u16", "a number, without a struct"),
    ("nlmsg_done", "a number, without a struct"),
    ("u32", "a number, without a struct"),
    ("u64", "a number, without a struct"),
    ("s16", "a number, without a struct"),
    ("s32", "a number, without a struct"),
    ("ifla_geneve_port_range", "newer than Linux 6.1"),
    ("tc_dualpi2_xstats", "since Linux 6.17"),
    ("tc_netem_xstats", "newer than Linux 6.18"),
    ("unsigned long", "a number, without a struct"),
    ("ipv4_devconf", "an array, numbered by an enumeration"),
    ("ipv6_devconf", "an array, numbered by an enumeration"),
    ("ipstats_mib", "an array, numbered by an enumeration"),
    ("icmp6_mib", "an array, numbered by an enumeration"),
    ("sk_meminfo", "an array, numbered by an enumeration"),
    ("nduseroptmsg with nd_opt_prefix_info", "one struct after another"),
    ("nduseroptmsg with name servers", "the second is described in RFC 8106 only"),
    ("seg6_iptunnel_encap", "one struct inside another's flexible array"),
];

/// Structs whose beginning alone is in the table.
const PARTIAL: &[(&str, &str)] = &[
    ("rtvia", "an address follows"),
    ("tcp_info", "it grows: in Linux 6.1 it has 232 bytes"),
    ("tc_u32_pcnt", "counters of the keys follow"),
    ("sockaddr_un", "the path may be shorter"),
    ("tc_fq_qd_stats", "it grows: in Linux 6.1 it has 104 bytes"),
    ("tc_mqprio_qopt", "padding follows where attributes do"),
    ("tc_fq_codel_xstats", "the counters of a flow are fewer"),
];

/// Fields that have a different name in C, or none, and why.
const NOT_FIELDS: &[(&str, &str)] = &[
    ("(padding)", "put in by the compiler"),
    ("version_ihl", "two bit fields"),
    ("cmpri_cmpre_pad", "bit fields"),
    ("nodelen_flags", "bit fields"),
    ("remlen", "a bit field"),
    ("align_flags", "two bit fields"),
    ("layer_opnd", "two bit fields"),
    ("len_layer", "two bit fields"),
    ("layers", "two bit fields"),
    ("pad", "in tc_fq_qd_stats since Linux 6.7"),
    ("fastpath_packets", "since Linux 6.7"),
    ("band_drops[0]", "since Linux 6.7"),
    ("band_drops[1]", "since Linux 6.7"),
    ("band_drops[2]", "since Linux 6.7"),
    ("band_pkt_count[0]", "since Linux 6.7"),
    ("band_pkt_count[1]", "since Linux 6.7"),
    ("band_pkt_count[2]", "since Linux 6.7"),
    ("version_priority", "two bit fields"),
    ("flow_lbl[1..3]", "two elements of an array"),
    ("tcpi_snd_wscale_tcpi_rcv_wscale", "two bit fields"),
    ("tcpi_delivery_rate_app_limited_tcpi_fastopen_client_fail", "two bit fields"),
    ("tcpi_rcv_wnd", "since Linux 6.2"),
    ("tcpi_rehash", "since Linux 6.2"),
    ("tcpi_total_rto", "since Linux 6.7"),
    ("tcpi_total_rto_recoveries", "since Linux 6.7"),
    ("tcpi_total_rto_time", "since Linux 6.7"),
    ("tcpi_received_ce", "since Linux 6.18"),
    ("tcpi_delivered_e1_bytes", "since Linux 6.18"),
    ("tcpi_delivered_e0_bytes", "since Linux 6.18"),
    ("tcpi_delivered_ce_bytes", "since Linux 6.18"),
    ("tcpi_received_e1_bytes", "since Linux 6.18"),
    ("tcpi_received_e0_bytes", "since Linux 6.18"),
    ("tcpi_received_ce_bytes", "since Linux 6.18"),
    ("tcpi_accecn_fail_mode", "since Linux 6.18"),
    ("tcpi_accecn_opt_seen", "since Linux 6.18"),
    ("weight_high", "called resvd1 until Linux 6.12"),
];

fn excepted<'a>(list: &[(&'a str, &str)], name: &str) -> Option<&'a str> {
    list.iter()
        .map(|(entry, _)| *entry)
        .find(|entry| name == *entry || (entry.ends_with('_') && name.starts_with(entry)))
}

/// Returns the constants that are in no row.
fn alone() -> [(&'static str, u64); 10] {
    [
        ("NETCONFA_IFINDEX_ALL", NETCONFA_IFINDEX_ALL.cast_unsigned() & 0xffff_ffff),
        ("NETCONFA_IFINDEX_DEFAULT", NETCONFA_IFINDEX_DEFAULT.cast_unsigned() & 0xffff_ffff),
        ("NETNSA_NSID_NOT_ASSIGNED", NETNSA_NSID_NOT_ASSIGNED.cast_unsigned() & 0xffff_ffff),
        ("NLMSG_MIN_TYPE", NLMSG_MIN_TYPE.into()),
        ("TC_H_CLSACT", TC_H_CLSACT),
        ("TC_H_MAJ_MASK", TC_H_MAJ_MASK),
        ("TC_H_MIN_MASK", TC_H_MIN_MASK),
        ("TC_H_MIN_INGRESS", TC_H_MIN_INGRESS),
        ("TC_H_MIN_EGRESS", TC_H_MIN_EGRESS),
        ("TCM_IFINDEX_MAGIC_BLOCK", TCM_IFINDEX_MAGIC_BLOCK),
    ]
}

/// Returns the numbers that the tables give to names.
fn numbers() -> BTreeSet<(&'static str, u64)> {
    let tables = Tables::all();
    let mut numbers = BTreeSet::from(alone());
    for set in &tables.sets {
        numbers.extend(set.attrs.iter().map(|attr| (attr.c_name, attr.number.into())));
    }
    // In C, the members of a bit field have no numbers.
    for names in tables.names.iter().filter(|names| **names != INET_DIAG_SOCKOPT) {
        numbers.extend(names.iter().map(|name| (name.c_name, name.number)));
    }
    for (_, message) in &tables.messages {
        numbers.insert((message.c_name, message.number.into()));
    }
    for layout in &tables.layouts {
        let base = u64::from(layout.c_name == "ipv4_devconf");
        if layout.fields.len() > 1 && layout.fields.iter().all(|field| is_constant(field.c_name)) {
            let numbered = layout.fields.iter().zip(base..);
            numbers.extend(numbered.map(|(field, number)| (field.c_name, number)));
        }
    }
    numbers
}

fn is_constant(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

/// Compiles and runs a C program whose `main` has this body.
fn run_c(directory: &Path, body: &str) -> Output {
    let mut source = String::new();
    for header in HEADERS {
        writeln!(source, "#include <{header}>").expect("writing to a String cannot fail");
    }
    write!(source, "int main(void) {{\n{body}return 0;\n}}\n")
        .expect("writing to a String cannot fail");
    let (file, program) = (directory.join("headers.c"), directory.join("headers"));
    std::fs::write(&file, source).expect("a file");
    let compiled = Output::of(Command::new("cc").arg("-w").arg("-o").arg(&program).arg(&file));
    if !compiled.status.success() {
        return compiled;
    }
    Output::of(&mut Command::new(program))
}

/// Returns the names that the compiler does not know.
fn undeclared(errors: &str) -> BTreeSet<String> {
    errors
        .lines()
        .filter(|line| line.contains("undeclared") || line.contains("has no member"))
        .filter_map(|line| {
            let quoted = line.split(['‘', '’', '\'']).collect::<Vec<_>>();
            // "‘struct x’ has no member named ‘y’" quotes the member last.
            quoted.get(if line.contains("member") { 3 } else { 1 }).map(|name| (*name).to_owned())
        })
        .collect()
}

/// The names and numbers of these constants of the `linux-raw-sys` crate.
macro_rules! newer {
    ($($name:ident)*) => {
        BTreeMap::from([$((stringify!($name), $name as u64)),*])
    };
}

/// Returns constants that are in the headers of Linux 6.17, but not in those of Linux 6.1, which
/// Debian 12 has.
#[rustfmt::skip]
fn newer_headers() -> BTreeMap<&'static str, u64> {
    use linux_raw_sys::netlink::netlink_attribute_type::{NL_ATTR_TYPE_SINT, NL_ATTR_TYPE_UINT};
    use linux_raw_sys::netlink::rtattr_type_t::RTA_FLOWLABEL;
    #[allow(clippy::wildcard_imports, reason = "the names are listed below")]
    use linux_raw_sys::netlink::*;
    newer!(
        FRA_DPORT_MASK FRA_DSCP FRA_DSCP_MASK FRA_FLOWLABEL FRA_FLOWLABEL_MASK FRA_SPORT_MASK
        IFLA_BOND_BROADCAST_NEIGH IFLA_BRPORT_BACKUP_NHID IFLA_BRPORT_MAB IFLA_BRPORT_MCAST_MAX_GROUPS
        IFLA_BRPORT_MCAST_N_GROUPS IFLA_BRPORT_NEIGH_VLAN_SUPPRESS IFLA_BR_FDB_MAX_LEARNED
        IFLA_BR_FDB_N_LEARNED IFLA_DEVLINK_PORT IFLA_DPLL_PIN IFLA_GENEVE_PORT_RANGE IFLA_GRO_IPV4_MAX_SIZE
        IFLA_GTP_LOCAL IFLA_GTP_LOCAL6 IFLA_HSR_INTERLINK IFLA_OVPN_MODE
        IFLA_GSO_IPV4_MAX_SIZE IFLA_MACVLAN_BC_CUTOFF IFLA_MAX_PACING_OFFLOAD_HORIZON
        IFLA_NETKIT_HEADROOM IFLA_NETKIT_MODE IFLA_NETKIT_PEER_INFO IFLA_NETKIT_PEER_POLICY
        IFLA_NETKIT_PEER_SCRUB IFLA_NETKIT_POLICY IFLA_NETKIT_PRIMARY IFLA_NETKIT_SCRUB
        IFLA_NETKIT_TAILROOM IFLA_NETNS_IMMUTABLE IFLA_VXLAN_LABEL_POLICY
        IFLA_VXLAN_LOCALBYPASS IFLA_VXLAN_MC_ROUTE IFLA_VXLAN_RESERVED_BITS
        NL_ATTR_TYPE_SINT NL_ATTR_TYPE_UINT RTA_FLOWLABEL RTM_DELANYCAST RTM_DELMULTICAST
        RTM_NEWANYCAST RTM_NEWMULTICAST
    )
}

#[test]
fn every_number_is_the_one_in_the_headers() {
    if !have("cc") {
        return;
    }
    let directory = TempDir::new();
    let numbers = numbers();
    assert!(numbers.len() > 900, "{}", numbers.len());
    let program = |names: &BTreeSet<(&'static str, u64)>| {
        names.iter().fold(String::new(), |mut body, (name, _)| {
            if is_constant(&name.to_uppercase()) && !name.contains(' ') {
                writeln!(
                    body,
                    "printf(\"{name} %llu\\n\", (unsigned long long)({name}) & 0xffffffffull);"
                )
                .expect("writing to a String cannot fail");
            }
            body
        })
    };
    let mut known = numbers.clone();
    let mut output = run_c(directory.path(), &program(&known));
    let missing = undeclared(&output.stderr);
    known.retain(|(name, _)| !missing.contains(*name));
    if !missing.is_empty() {
        output = run_c(directory.path(), &program(&known));
    }
    assert!(output.status.success(), "{}", output.stderr);
    let mut in_headers: BTreeMap<&str, u64> = output
        .stdout
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, number)| (name, number.parse().expect("a number")))
        .collect();
    let newer = newer_headers();
    for name in &missing {
        if let Some((name, number)) = newer.get_key_value(name.as_str()) {
            in_headers.insert(name, *number);
        }
    }
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for (name, number) in &numbers {
        match in_headers.get(name) {
            Some(theirs) if theirs == number => {}
            // Two tables have the IPv6 counters, in an older order and in the current one. The
            // headers have one of them.
            Some(theirs) if numbers.contains(&(*name, *theirs)) => {}
            theirs => match excepted(NOT_IN_HEADERS, name) {
                Some(entry) => {
                    used.insert(entry);
                }
                None => wrong.push(format!("{name}: {number} here, {theirs:?} in the headers")),
            },
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let unused: Vec<_> = NOT_IN_HEADERS.iter().filter(|(entry, _)| !used.contains(entry)).collect();
    assert!(unused.is_empty(), "no longer needed: {unused:?}");
}

/// Returns the `printf` calls for one struct: its size, and the offset and the width of each field.
fn printfs(layout: &Layout) -> String {
    let name = layout.c_name;
    let mut body = format!("printf(\"{name} sizeof %zu\\n\", sizeof(struct {name}));\n");
    for field in layout.fields {
        let c_name = field.c_name;
        if excepted(NOT_FIELDS, c_name).is_none() {
            writeln!(
                body,
                "printf(\"{name} {c_name} %zu %zu\\n\", offsetof(struct {name}, {c_name}), \
                 sizeof(((struct {name} *)0)->{c_name}));"
            )
            .expect("writing to a String cannot fail");
        }
    }
    body
}

#[test]
fn every_layout_is_the_one_in_the_headers() {
    if !have("cc") {
        return;
    }
    let directory = TempDir::new();
    let layouts: Vec<&Layout> = Tables::all().layouts;
    let structs: Vec<&Layout> = layouts
        .iter()
        .copied()
        .filter(|layout| excepted(NOT_STRUCTS, layout.c_name).is_none())
        .collect();
    assert!(structs.len() > 45, "{}", structs.len());
    let body: String = structs.iter().map(|layout| printfs(layout)).collect();
    let output = run_c(directory.path(), &body);
    assert!(output.status.success(), "{}", output.stderr);
    let printed: BTreeSet<&str> = output.stdout.lines().collect();
    for layout in &structs {
        let name = layout.c_name;
        if excepted(PARTIAL, name).is_none() {
            let size = format!("{name} sizeof {}", layout.size());
            assert!(printed.contains(size.as_str()), "{size}\n{}", output.stdout);
        }
        for field in layout.fields {
            if excepted(NOT_FIELDS, field.c_name).is_some() {
                continue;
            }
            let line = format!("{name} {} {} {}", field.c_name, field.at, field.kind.size());
            // The last field may be wider in C if its length is flexible, such as a path.
            let wider = matches!(field.kind, Kind::Bytes(_)) && excepted(PARTIAL, name).is_some();
            assert!(wider || printed.contains(line.as_str()), "{line}\n{}", output.stdout);
        }
    }
    for (list, names) in [
        (NOT_STRUCTS, layouts.iter().map(|layout| layout.c_name).collect::<Vec<_>>()),
        (PARTIAL, structs.iter().map(|layout| layout.c_name).collect()),
        (NOT_FIELDS, structs.iter().flat_map(|l| l.fields).map(|field| field.c_name).collect()),
    ] {
        for (entry, _) in list {
            assert!(names.contains(entry), "no longer needed: {entry}");
        }
    }
}
