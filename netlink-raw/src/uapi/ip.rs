//! `include/uapi/linux/ip.h`: the IPv4 header, and the settings of an interface for IPv4.

use crate::uapi::in_::{IPPROTO, IPPROTO_UDP};
use crate::uapi::net_ip::IP_FRAG;
use crate::uapi::udp::UDP_DATAGRAM;
use crate::wire::{
    Attr, CStruct, Context,
    Kind::{Bytes, U8, U16, U32},
    Layout,
    Meaning::{self, Flags, Halves, Number, OneOf, Unit},
    Member,
    Order::{Host, Network},
    Shape::{self, Headed, Opaque},
    array, attr, field,
};

/// `struct iphdr`: the IPv4 header, without options.
#[rustfmt::skip]
pub static IPHDR: Layout = Layout {
    c_name: "iphdr",
    header: "linux/ip.h",
    man: "ip(7)",
    fields: &[
        field(0, U8, "version_ihl", Halves("version", "header length in words of 4 bytes"), "two fields of four bits, version first"),
        field(1, U8, "tos", Number, "type of service"),
        field(2, U16(Network), "tot_len", Unit("bytes"), "packet length with header"),
        field(4, U16(Network), "id", Number, "the same in all fragments of a packet"),
        field(6, U16(Network), "frag_off", Flags(IP_FRAG), "flags, and offset in units of 8 bytes"),
        field(8, U8, "ttl", Unit("hops"), "hops left"),
        field(9, U8, "protocol", OneOf(IPPROTO), "protocol of the payload"),
        field(10, U16(Network), "check", Number, "header checksum"),
        field(12, Bytes(4), "saddr", Meaning::Ip, "source address"),
        field(16, Bytes(4), "daddr", Meaning::Ip, "destination address"),
    ],
};
const _: () = assert!(IPHDR.size() == 20 && IPHDR.has_no_hole());

/// `struct iphdr`: the type of its members; its table is [`IPHDR`].
#[doc(alias = "iphdr")]
pub enum Iphdr {}

impl CStruct for Iphdr {
    const LAYOUT: &'static Layout = &IPHDR;
}

/// `version_ihl`
pub const IPHDR_VERSION_IHL: Member<Iphdr> = Member::named("version_ihl");

/// `frag_off`
pub const IPHDR_FRAG_OFF: Member<Iphdr> = Member::named("frag_off");

/// `protocol`
pub const IPHDR_PROTOCOL: Member<Iphdr> = Member::named("protocol");

/// An IPv4 packet and what it carries.
pub static IP: Attr = attr(0, "ip", Headed(&IPHDR, &IP_PAYLOAD), "IPv4 packet");
static IP_PAYLOAD: Attr =
    attr(0, "payload", Shape::Choose(ip_payload, &[UDP_DATAGRAM, Opaque]), "payload of the packet");

/// UDP is laid out, everything else stays bytes. So do packets with IP options, whose payload
/// starts later, and fragments, which have no UDP header of their own.
fn ip_payload(context: &Context<'_>) -> Shape {
    /// Version 4, header length 5 words.
    const NO_OPTIONS: u64 = 0x45;
    /// All of `frag_off` except `IP_DF`.
    const FRAGMENT: u64 = 0x3fff;
    let header = context.view::<Iphdr>(context.around);
    let udp = header.get(IPHDR_PROTOCOL) == Some(IPPROTO_UDP);
    let plain = header.get(IPHDR_VERSION_IHL) == Some(NO_OPTIONS);
    let whole = header.get(IPHDR_FRAG_OFF).is_some_and(|bits| bits & FRAGMENT == 0);
    if udp && plain && whole { UDP_DATAGRAM } else { Opaque }
}

/// `IPV4_DEVCONF_…`: the settings of an interface for IPv4, as an array of numbers. The header
/// counts from 1, so the first element is number 1.
#[rustfmt::skip]
pub static IPV4_DEVCONF: Layout = Layout {
    c_name: "ipv4_devconf",
    header: "linux/ip.h",
    man: "ip(7)",
    fields: &array(U32(Host), Number, &[
        ("IPV4_DEVCONF_FORWARDING", "1: forward packets between interfaces"),
        ("IPV4_DEVCONF_MC_FORWARDING", "1: forward multicast (set by a daemon)"),
        ("IPV4_DEVCONF_PROXY_ARP", "1: answer ARP for others"),
        ("IPV4_DEVCONF_ACCEPT_REDIRECTS", "1: follow ICMP redirects"),
        ("IPV4_DEVCONF_SECURE_REDIRECTS", "1: follow only those from known gateways"),
        ("IPV4_DEVCONF_SEND_REDIRECTS", "1: send ICMP redirects"),
        ("IPV4_DEVCONF_SHARED_MEDIA", "1: several networks share the medium"),
        ("IPV4_DEVCONF_RP_FILTER", "source check: 0 none, 1 this interface, 2 any"),
        ("IPV4_DEVCONF_ACCEPT_SOURCE_ROUTE", "1: accept source routes"),
        ("IPV4_DEVCONF_BOOTP_RELAY", "not implemented"),
        ("IPV4_DEVCONF_LOG_MARTIANS", "1: log packets with impossible addresses"),
        ("IPV4_DEVCONF_TAG", "tag for the administrator's own use"),
        ("IPV4_DEVCONF_ARPFILTER", "1: answer ARP only on the route back"),
        ("IPV4_DEVCONF_MEDIUM_ID", "medium that the interface is attached to"),
        ("IPV4_DEVCONF_NOXFRM", "1: no IPsec encryption"),
        ("IPV4_DEVCONF_NOPOLICY", "1: no IPsec policy"),
        ("IPV4_DEVCONF_FORCE_IGMP_VERSION", "IGMP version to use, 0: newest"),
        ("IPV4_DEVCONF_ARP_ANNOUNCE", "source address of ARP requests"),
        ("IPV4_DEVCONF_ARP_IGNORE", "ARP requests to ignore"),
        ("IPV4_DEVCONF_PROMOTE_SECONDARIES", "1: promote a secondary address"),
        ("IPV4_DEVCONF_ARP_ACCEPT", "whether unsolicited ARP adds entries"),
        ("IPV4_DEVCONF_ARP_NOTIFY", "1: announce by ARP when it comes up"),
        ("IPV4_DEVCONF_ACCEPT_LOCAL", "1: accept packets from local addresses"),
        ("IPV4_DEVCONF_SRC_VMARK", "1: firewall mark counts in the source check"),
        ("IPV4_DEVCONF_PROXY_ARP_PVLAN", "1: answer ARP on the incoming interface"),
        ("IPV4_DEVCONF_ROUTE_LOCALNET", "1: route 127.0.0.0/8"),
        ("IPV4_DEVCONF_IGMPV2_UNSOLICITED_REPORT_INTERVAL", "ms between unsolicited IGMPv2 reports"),
        ("IPV4_DEVCONF_IGMPV3_UNSOLICITED_REPORT_INTERVAL", "ms between unsolicited IGMPv3 reports"),
        ("IPV4_DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN", "1: skip routes without carrier"),
        ("IPV4_DEVCONF_DROP_UNICAST_IN_L2_MULTICAST", "1: drop unicast in multicast frames"),
        ("IPV4_DEVCONF_DROP_GRATUITOUS_ARP", "1: drop gratuitous ARP"),
        ("IPV4_DEVCONF_BC_FORWARDING", "1: forward directed broadcasts"),
        ("IPV4_DEVCONF_ARP_EVICT_NOCARRIER", "1: drop ARP entries without carrier"),
    ]),
};
