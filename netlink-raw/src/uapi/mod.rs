//! The tables: what the kernel's headers say, one module for each header.
//!
//! Only data lives here. Each fact is in one row: offset, width, byte order, number, C name, meaning.
//! The decoder reads bytes with these tables, the printers take names and meanings from them, and
//! [`crate::request`] builds messages with them. Where documents disagree with the kernel's own
//! headers, the headers decide, and a comment at the row says so.
//!
//! A row is in the file of its header: `linux/if_link.h` is `if_link.rs`, `linux/tc_act/tc_mirred.h`
//! is `tc_mirred.rs`, `linux/in.h` and `linux/if.h` are `in_.rs` and `if_.rs`, headers of the C library
//! and headers that the kernel does not export have their directory in front (`sys_socket.rs`,
//! `net_ip.rs`). A number that code uses is a constant above its table.
//!
//! Four files are no headers, but indexes; no header's file imports them: [`messages`],
//! [`diag_messages`] and [`kinds`] say what each type of message and each kind holds, [`protocols`]
//! puts them together. [`tables`] lists all of it.

#![allow(missing_docs, reason = "what a number means is in the row that uses it")]

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
pub mod if_bridge;
pub mod if_ether;
pub mod if_link;
pub mod if_tun;
pub mod if_vlan;
pub mod in6;
pub mod in_;
pub mod inet_diag;
pub mod ip;
pub mod ipv6;
pub mod kinds;
pub mod lwtunnel;
pub mod messages;
pub mod mpls;
pub mod mpls_iptunnel;
pub mod mroute;
pub mod mroute6;
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
pub mod rtnetlink;
pub mod seg6_iptunnel;
pub mod snmp;
pub mod sock_diag;
pub mod sys_socket;
pub mod tables;
pub mod tc_mirred;
pub mod tcp;
pub mod udp;
pub mod un;
pub mod unix_diag;
pub mod veth;

pub use protocols::{DIAG, GENERIC, LAYOUTS, PROTOCOLS, ROUTE, USERSOCK, protocol};
pub use tables::Tables;
