//! `include/uapi/linux/tcp.h`: the state of a TCP socket.

use crate::uapi::net_tcp_states::TCP_STATE;
use crate::uapi::sys_socket::{AF_INET, FAMILIES};
use crate::wire::{
    Context, Field,
    Kind::{Bytes, U8, U16, U32, U64},
    Layout,
    Meaning::{self, Flags, Halves, Ip4, Number, OneOf, Unit},
    Name,
    Order::Host,
    Shape::{self, Opaque, Struct},
    field, name,
};

/// `struct tcp_info`, as Linux 6.18 has it. It has grown with most versions of
/// the kernel: see [`tcp_info`].
#[rustfmt::skip]
pub static TCP_INFO: Layout = Layout {
    c_name: "tcp_info",
    header: "linux/tcp.h",
    man: "tcp(7)",
    fields: &FIELDS,
};
const _: () = assert!(TCP_INFO.size() == 280 && TCP_INFO.has_no_hole());

/// The struct as this and older kernels have it: always the same beginning.
static VERSIONS: [&Layout; 7] = [
    &TCP_INFO,
    &TCP_INFO_6_7,
    &TCP_INFO_6_2,
    &TCP_INFO_5_4,
    &TCP_INFO_4_19,
    &TCP_INFO_4_18,
    &TCP_INFO_4_10,
];

/// The struct of this length, or the longest that fits.
pub(crate) fn tcp_info(len: usize) -> Option<&'static Layout> {
    VERSIONS.iter().copied().find(|layout| layout.size() <= len)
}

/// What [`tcp_info`] may find, as shapes; and nothing.
#[rustfmt::skip]
pub(crate) const TCP_INFOS: &[Shape] = &[
    Struct(&TCP_INFO), Struct(&TCP_INFO_6_7), Struct(&TCP_INFO_6_2), Struct(&TCP_INFO_5_4),
    Struct(&TCP_INFO_4_19), Struct(&TCP_INFO_4_18), Struct(&TCP_INFO_4_10), Opaque,
];

const fn first(fields: usize) -> Layout {
    Layout {
        c_name: "tcp_info",
        header: "linux/tcp.h",
        man: "tcp(7)",
        fields: FIELDS.split_at(fields).0,
    }
}

/// Linux 6.7 to 6.17.
pub static TCP_INFO_6_7: Layout = first(59);
/// Linux 6.2 to 6.6.
pub static TCP_INFO_6_2: Layout = first(56);
/// Linux 5.4 to 6.1.
pub static TCP_INFO_5_4: Layout = first(54);
/// Linux 4.19 to 5.3.
pub static TCP_INFO_4_19: Layout = first(52);
/// Linux 4.18.
pub static TCP_INFO_4_18: Layout = first(48);
/// Linux 4.10 to 4.17.
pub static TCP_INFO_4_10: Layout = first(46);
const _: () = assert!(TCP_INFO_6_7.size() == 248 && TCP_INFO_6_2.size() == 240);
const _: () = assert!(TCP_INFO_5_4.size() == 232 && TCP_INFO_4_19.size() == 224);
const _: () = assert!(TCP_INFO_4_18.size() == 200 && TCP_INFO_4_10.size() == 192);

#[rustfmt::skip]
static FIELDS: [Field; 68] = [
    field(0, U8, "tcpi_state", OneOf(TCP_STATE), "its state"),
    field(1, U8, "tcpi_ca_state", OneOf(TCP_CA), "whether packets have been lost"),
    field(2, U8, "tcpi_retransmits", Number, "how often the present packet was sent again for want of an answer"),
    field(3, U8, "tcpi_probes", Number, "how often a peer without room was asked for some"),
    field(4, U8, "tcpi_backoff", Number, "how often the time to wait was doubled"),
    field(5, U8, "tcpi_options", Flags(TCPI_OPT), "what both ends agreed upon"),
    // Bit fields: on a big-endian machine the halves change places.
    field(6, U8, "tcpi_snd_wscale_tcpi_rcv_wscale", Halves("bits that its own window is shifted by", "bits that the peer's window is shifted by"), "two fields of four bits"),
    field(7, U8, "tcpi_delivery_rate_app_limited_tcpi_fastopen_client_fail", Flags(&[]), "0x1: the rate is what the program sent, not what the path can; 0x6: why Fast Open failed"),
    field(8, U32(Host), "tcpi_rto", Unit("microseconds"), "without an answer, after which a packet is sent again"),
    field(12, U32(Host), "tcpi_ato", Unit("microseconds"), "for which an acknowledgement may be held back"),
    field(16, U32(Host), "tcpi_snd_mss", Unit("bytes"), "in the largest segment that it sends"),
    field(20, U32(Host), "tcpi_rcv_mss", Unit("bytes"), "in the largest segment that it expects"),
    field(24, U32(Host), "tcpi_unacked", Unit("packets"), "sent and not acknowledged; of a listener: connections that wait"),
    field(28, U32(Host), "tcpi_sacked", Unit("packets"), "acknowledged out of order; of a listener: how many connections may wait"),
    field(32, U32(Host), "tcpi_lost", Unit("packets"), "that it takes for lost"),
    field(36, U32(Host), "tcpi_retrans", Unit("packets"), "sent again and not acknowledged"),
    field(40, U32(Host), "tcpi_fackets", Number, "no longer used"),
    field(44, U32(Host), "tcpi_last_data_sent", Unit("milliseconds"), "since it last sent data"),
    field(48, U32(Host), "tcpi_last_ack_sent", Number, "not remembered: 0"),
    field(52, U32(Host), "tcpi_last_data_recv", Unit("milliseconds"), "since data last came"),
    field(56, U32(Host), "tcpi_last_ack_recv", Unit("milliseconds"), "since an acknowledgement last came"),
    field(60, U32(Host), "tcpi_pmtu", Unit("bytes"), "the largest packet that fits the path"),
    field(64, U32(Host), "tcpi_rcv_ssthresh", Unit("bytes"), "up to which its window may grow for now"),
    field(68, U32(Host), "tcpi_rtt", Unit("microseconds"), "the round-trip time, smoothed"),
    field(72, U32(Host), "tcpi_rttvar", Unit("microseconds"), "how much that varies"),
    field(76, U32(Host), "tcpi_snd_ssthresh", Unit("packets"), "the slow-start threshold; 2147483647: none yet"),
    field(80, U32(Host), "tcpi_snd_cwnd", Unit("packets"), "the congestion window"),
    field(84, U32(Host), "tcpi_advmss", Unit("bytes"), "the segment size that it advertised"),
    field(88, U32(Host), "tcpi_reordering", Unit("packets"), "by which it expects packets to be out of order"),
    field(92, U32(Host), "tcpi_rcv_rtt", Unit("microseconds"), "the round-trip time as the receiver sees it"),
    field(96, U32(Host), "tcpi_rcv_space", Unit("bytes"), "that the program reads in a round trip: its window follows"),
    field(100, U32(Host), "tcpi_total_retrans", Unit("packets"), "sent again, in all"),
    field(104, U64(Host), "tcpi_pacing_rate", Unit("bytes a second"), "at which packets are sent at most, for now"),
    field(112, U64(Host), "tcpi_max_pacing_rate", Unit("bytes a second"), "that may never be passed; all bits set: no limit"),
    field(120, U64(Host), "tcpi_bytes_acked", Unit("bytes"), "that the peer acknowledged, the start of the connection as one"),
    field(128, U64(Host), "tcpi_bytes_received", Unit("bytes"), "that it acknowledged"),
    field(136, U32(Host), "tcpi_segs_out", Unit("segments"), "sent"),
    field(140, U32(Host), "tcpi_segs_in", Unit("segments"), "received"),
    field(144, U32(Host), "tcpi_notsent_bytes", Unit("bytes"), "that wait and have not been sent once"),
    field(148, U32(Host), "tcpi_min_rtt", Unit("microseconds"), "the shortest round-trip time seen"),
    field(152, U32(Host), "tcpi_data_segs_in", Unit("segments"), "with data received"),
    field(156, U32(Host), "tcpi_data_segs_out", Unit("segments"), "with data sent"),
    field(160, U64(Host), "tcpi_delivery_rate", Unit("bytes a second"), "that arrive at the peer"),
    field(168, U64(Host), "tcpi_busy_time", Unit("microseconds"), "for which there was something to send"),
    field(176, U64(Host), "tcpi_rwnd_limited", Unit("microseconds"), "of those in which the peer had no room"),
    field(184, U64(Host), "tcpi_sndbuf_limited", Unit("microseconds"), "of those in which the send buffer was too small"),
    field(192, U32(Host), "tcpi_delivered", Unit("packets"), "that arrived at the peer"),
    field(196, U32(Host), "tcpi_delivered_ce", Unit("packets"), "of those that met congestion"),
    field(200, U64(Host), "tcpi_bytes_sent", Unit("bytes"), "sent, those sent again included"),
    field(208, U64(Host), "tcpi_bytes_retrans", Unit("bytes"), "sent again"),
    field(216, U32(Host), "tcpi_dsack_dups", Unit("packets"), "that the peer says it got twice"),
    field(220, U32(Host), "tcpi_reord_seen", Number, "how often packets were found to be out of order"),
    field(224, U32(Host), "tcpi_rcv_ooopack", Unit("packets"), "received out of order"),
    field(228, U32(Host), "tcpi_snd_wnd", Unit("bytes"), "that the peer has room for"),
    field(232, U32(Host), "tcpi_rcv_wnd", Unit("bytes"), "that it has told the peer it has room for"),
    field(236, U32(Host), "tcpi_rehash", Number, "how often it tried another path, by another hash"),
    field(240, U16(Host), "tcpi_total_rto", Number, "how often the time to wait for an answer ran out"),
    field(242, U16(Host), "tcpi_total_rto_recoveries", Number, "after how many of these it got going again"),
    field(244, U32(Host), "tcpi_total_rto_time", Unit("milliseconds"), "lost in them"),
    // Accurate congestion notification (RFC 9768).
    field(248, U32(Host), "tcpi_received_ce", Unit("packets"), "received that met congestion"),
    field(252, U32(Host), "tcpi_delivered_e1_bytes", Unit("bytes"), "that arrived at the peer marked ECT(1)"),
    field(256, U32(Host), "tcpi_delivered_e0_bytes", Unit("bytes"), "that arrived at the peer marked ECT(0)"),
    field(260, U32(Host), "tcpi_delivered_ce_bytes", Unit("bytes"), "that arrived at the peer and met congestion"),
    field(264, U32(Host), "tcpi_received_e1_bytes", Unit("bytes"), "received marked ECT(1)"),
    field(268, U32(Host), "tcpi_received_e0_bytes", Unit("bytes"), "received marked ECT(0)"),
    field(272, U32(Host), "tcpi_received_ce_bytes", Unit("bytes"), "received that met congestion"),
    // Linux 7.0 makes four bit fields of these two.
    field(276, U16(Host), "tcpi_accecn_fail_mode", Flags(&[]), "which part of accurate congestion notification failed"),
    field(278, U16(Host), "tcpi_accecn_opt_seen", Number, "whether its TCP option was seen"),
];

/// `TCP_CA_…`
#[rustfmt::skip]
pub const TCP_CA: &[Name] = &[
    name(0, "TCP_CA_Open", "nothing bad has happened of late"),
    name(1, "TCP_CA_Disorder", "acknowledgements are out of order: a loss, perhaps"),
    name(2, "TCP_CA_CWR", "told of congestion, it sends less"),
    name(3, "TCP_CA_Recovery", "it sends again what was lost"),
    name(4, "TCP_CA_Loss", "no answer came in time: it starts again"),
];

/// `TCPI_OPT_…`
#[rustfmt::skip]
pub const TCPI_OPT: &[Name] = &[
    name(0x1, "TCPI_OPT_TIMESTAMPS", "timestamps"),
    name(0x2, "TCPI_OPT_SACK", "selective acknowledgements"),
    name(0x4, "TCPI_OPT_WSCALE", "large windows"),
    name(0x8, "TCPI_OPT_ECN", "explicit congestion notification"),
    name(0x10, "TCPI_OPT_ECN_SEEN", "a packet that takes part in that has come"),
    name(0x20, "TCPI_OPT_SYN_DATA", "data went with the first packet"),
    name(0x40, "TCPI_OPT_USEC_TS", "timestamps in microseconds"),
    name(0x80, "TCPI_OPT_TFO_CHILD", "it came from a listener with Fast Open"),
];

/// `struct tcp_diag_md5sig`
#[rustfmt::skip]
pub static TCP_DIAG_MD5SIG: Layout = Layout {
    c_name: "tcp_diag_md5sig",
    header: "linux/tcp.h",
    man: "tcp(7)",
    fields: &[
        field(0, U8, "tcpm_family", OneOf(FAMILIES), "the family of the address"),
        field(1, U8, "tcpm_prefixlen", Unit("bits"), "how much of it counts"),
        field(2, U16(Host), "tcpm_keylen", Unit("bytes"), "length of the key"),
        field(4, Bytes(16), "tcpm_addr", Meaning::Choose(address, &[Ip4, Meaning::Ip]), "the peers that the key is for"),
        field(20, Bytes(80), "tcpm_key", Meaning::Id, "the key"),
    ],
};
const _: () = assert!(TCP_DIAG_MD5SIG.size() == 100 && TCP_DIAG_MD5SIG.has_no_hole());

/// An IPv4 address stands in the first of four words.
fn address(context: &Context<'_>) -> Meaning {
    let family = const { TCP_DIAG_MD5SIG.field("tcpm_family") }.read(context.around);
    if family == Some(AF_INET.into()) { Ip4 } else { Meaning::Ip }
}
