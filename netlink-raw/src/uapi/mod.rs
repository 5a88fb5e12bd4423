//! The tables: what the kernel's headers say, one module for each header.
//!
//! Only data lives here. Each fact is in one row: offset, width, byte order, number, C name, meaning.
//! The decoder reads bytes with these tables, the printers take names and meanings from them, and
//! [`crate::request`] builds messages with them. Where documents disagree with the kernel's own
//! headers, the headers decide, and a comment at the row says so.
//!
//! A row is in the file of its header. For example, `linux/if_link.h` is `if_link.rs` and
//! `linux/tc_act/tc_mirred.h` is `tc_mirred.rs`. `in` and `if` are words of Rust, so `linux/in.h` is
//! `in_.rs`; and `linux/can/netlink.h` is `can_netlink.rs`, because of `linux/netlink.h`. Headers of the C library, and those that the kernel does not export, start with their
//! directory: `sys/socket.h` is `sys_socket.rs`, `net/ip.h` is `net_ip.rs`.
//!
//! A number that code uses is a constant above its table, and the row uses the constant. If a list
//! or a struct has the same name in C, the constant has the plain name, and the table ends in
//! `_ATTRS` or `_STRUCT`: `IFA_CACHEINFO` is 6, `IFA_CACHEINFO_STRUCT` is `struct ifa_cacheinfo`.
//!
//! Four files are not headers but indexes, which import the headers; no header imports an index.
//! [`messages`] and [`diag_messages`] list what each type of message holds, [`kinds`] what each kind
//! of interface, qdisc, filter and action holds, and [`protocols`] combines them. [`tables`] walks
//! everything, for the tests and for the book's reference.

#![allow(missing_docs, reason = "what a number means is in the row that uses it")]

pub mod amt;
pub mod batman_adv;
pub mod can;
pub mod can_netlink;
pub mod cfm_bridge;
pub mod dcbnl;
pub mod devlink;
pub mod diag_messages;
pub mod errno;
pub mod fib_rules;
pub mod filter;
pub mod gen_stats;
pub mod genetlink;
pub mod icmpv6;
pub mod if_;
pub mod if_addr;
pub mod if_addrlabel;
pub mod if_arp;
pub mod if_bonding;
pub mod if_bridge;
pub mod if_ether;
pub mod if_link;
pub mod if_tun;
pub mod if_tunnel;
pub mod if_vlan;
pub mod ife;
pub mod ila;
pub mod in6;
pub mod in_;
pub mod inet_diag;
pub mod ioam6;
pub mod ioam6_iptunnel;
pub mod ip;
pub mod ipv6;
pub mod kinds;
pub mod lwtunnel;
pub mod messages;
pub mod mpls;
pub mod mpls_iptunnel;
pub mod mroute;
pub mod mroute6;
pub mod mrp_bridge;
pub mod neighbour;
pub mod net_addrconf;
pub mod net_if_inet6;
pub mod net_ip;
pub mod net_namespace;
pub mod net_tcp_states;
pub mod netconf;
pub mod netinet_icmp6;
pub mod netlink;
pub mod netlink_diag;
pub mod nexthop;
pub mod pkt_cls;
pub mod pkt_sched;
pub mod protocols;
pub mod rpl;
pub mod rpl_iptunnel;
pub mod rtnetlink;
pub mod seg6;
pub mod seg6_hmac;
pub mod seg6_iptunnel;
pub mod seg6_local;
pub mod snmp;
pub mod sock_diag;
pub mod sys_socket;
pub mod tables;
pub mod tc_bpf;
pub mod tc_connmark;
pub mod tc_csum;
pub mod tc_ct;
pub mod tc_ctinfo;
pub mod tc_defact;
pub mod tc_em_cmp;
pub mod tc_em_ipt;
pub mod tc_em_meta;
pub mod tc_em_nbyte;
pub mod tc_em_text;
pub mod tc_gact;
pub mod tc_gate;
pub mod tc_ife;
pub mod tc_mirred;
pub mod tc_mpls;
pub mod tc_nat;
pub mod tc_pedit;
pub mod tc_sample;
pub mod tc_skbedit;
pub mod tc_skbmod;
pub mod tc_tunnel_key;
pub mod tc_vlan;
pub mod tcp;
pub mod udp;
pub mod un;
pub mod unix_diag;
pub mod veth;
pub mod vxcan;
pub mod wwan;
pub mod xt_set;

pub use protocols::{
    DIAG, GENERIC, LAYOUTS, OTHERS, PROTOCOLS, ROUTE, USERSOCK, any_protocol, protocol,
};
pub use tables::Tables;
