//! `include/uapi/linux/tcp.h`: the state of a TCP socket.

use crate::uapi::net_tcp_states::TCP_STATE;
use crate::uapi::sys_socket::{AF_INET, FAMILIES};
use crate::wire::{
    CStruct, Context, Field,
    Kind::{Bytes, U8, U16, U32, U64},
    Layout,
    Meaning::{self, Flags, Halves, Ip4, Number, OneOf, Unit},
    Member, Name,
    Order::Host,
    Shape::{self, Opaque, Struct},
    field, name,
};

/// `struct tcp_info`, as of Linux 6.18. It has grown in most versions of the kernel: see
/// [`tcp_info`].
#[rustfmt::skip]
pub static TCP_INFO: Layout = Layout {
    c_name: "tcp_info",
    header: "linux/tcp.h",
    man: "tcp(7)",
    fields: &FIELDS,
};
const _: () = assert!(TCP_INFO.size() == 280 && TCP_INFO.has_no_hole());

/// The struct in this and in older kernels. Each version starts like the one before.
static VERSIONS: [&Layout; 7] = [
    &TCP_INFO,
    &TCP_INFO_6_7,
    &TCP_INFO_6_2,
    &TCP_INFO_5_4,
    &TCP_INFO_4_19,
    &TCP_INFO_4_18,
    &TCP_INFO_4_10,
];

/// Returns the struct of this length, or the longest that fits.
pub(crate) fn tcp_info(len: usize) -> Option<&'static Layout> {
    VERSIONS.iter().copied().find(|layout| layout.size() <= len)
}

/// What [`tcp_info`] may return, as shapes; and bytes.
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
    field(0, U8, "tcpi_state", OneOf(TCP_STATE), "state"),
    field(1, U8, "tcpi_ca_state", OneOf(TCP_CA), "congestion control state"),
    field(2, U8, "tcpi_retransmits", Number, "retransmissions of the current packet"),
    field(3, U8, "tcpi_probes", Number, "unanswered zero-window probes"),
    field(4, U8, "tcpi_backoff", Number, "times the timeout was doubled"),
    field(5, U8, "tcpi_options", Flags(TCPI_OPT), "options in use"),
    // Bit fields: on a big-endian machine the halves are swapped.
    field(6, U8, "tcpi_snd_wscale_tcpi_rcv_wscale", Halves("receive window scale", "send window scale"), "two fields of four bits"),
    field(7, U8, "tcpi_delivery_rate_app_limited_tcpi_fastopen_client_fail", Flags(&[]), "0x1: rate limited by the program; 0x6: Fast Open error"),
    field(8, U32(Host), "tcpi_rto", Unit("microseconds"), "retransmission timeout"),
    field(12, U32(Host), "tcpi_ato", Unit("microseconds"), "delayed acknowledgement timeout"),
    field(16, U32(Host), "tcpi_snd_mss", Unit("bytes"), "segment size, sending"),
    field(20, U32(Host), "tcpi_rcv_mss", Unit("bytes"), "segment size, receiving"),
    field(24, U32(Host), "tcpi_unacked", Unit("packets"), "unacknowledged (listener: connections)"),
    field(28, U32(Host), "tcpi_sacked", Unit("packets"), "selectively acknowledged (listener: limit)"),
    field(32, U32(Host), "tcpi_lost", Unit("packets"), "considered lost"),
    field(36, U32(Host), "tcpi_retrans", Unit("packets"), "retransmitted, not yet acknowledged"),
    field(40, U32(Host), "tcpi_fackets", Number, "no longer used"),
    field(44, U32(Host), "tcpi_last_data_sent", Unit("milliseconds"), "time since data was sent"),
    field(48, U32(Host), "tcpi_last_ack_sent", Number, "not recorded: 0"),
    field(52, U32(Host), "tcpi_last_data_recv", Unit("milliseconds"), "time since data was received"),
    field(56, U32(Host), "tcpi_last_ack_recv", Unit("milliseconds"), "time since an acknowledgement was received"),
    field(60, U32(Host), "tcpi_pmtu", Unit("bytes"), "largest packet on the path"),
    field(64, U32(Host), "tcpi_rcv_ssthresh", Unit("bytes"), "current limit of the receive window"),
    field(68, U32(Host), "tcpi_rtt", Unit("microseconds"), "smoothed round-trip time"),
    field(72, U32(Host), "tcpi_rttvar", Unit("microseconds"), "variation of the round-trip time"),
    field(76, U32(Host), "tcpi_snd_ssthresh", Unit("packets"), "slow-start threshold, 2147483647: none"),
    field(80, U32(Host), "tcpi_snd_cwnd", Unit("packets"), "congestion window"),
    field(84, U32(Host), "tcpi_advmss", Unit("bytes"), "advertised segment size"),
    field(88, U32(Host), "tcpi_reordering", Unit("packets"), "expected reordering"),
    field(92, U32(Host), "tcpi_rcv_rtt", Unit("microseconds"), "round-trip time seen by the receiver"),
    field(96, U32(Host), "tcpi_rcv_space", Unit("bytes"), "read by the program per round trip"),
    field(100, U32(Host), "tcpi_total_retrans", Unit("packets"), "retransmitted in total"),
    field(104, U64(Host), "tcpi_pacing_rate", Unit("bytes a second"), "current pacing rate"),
    field(112, U64(Host), "tcpi_max_pacing_rate", Unit("bytes a second"), "pacing rate limit, all bits set: none"),
    field(120, U64(Host), "tcpi_bytes_acked", Unit("bytes"), "acknowledged by the peer, SYN counts 1"),
    field(128, U64(Host), "tcpi_bytes_received", Unit("bytes"), "received and acknowledged"),
    field(136, U32(Host), "tcpi_segs_out", Unit("segments"), "sent"),
    field(140, U32(Host), "tcpi_segs_in", Unit("segments"), "received"),
    field(144, U32(Host), "tcpi_notsent_bytes", Unit("bytes"), "not sent yet"),
    field(148, U32(Host), "tcpi_min_rtt", Unit("microseconds"), "shortest round-trip time"),
    field(152, U32(Host), "tcpi_data_segs_in", Unit("segments"), "received with data"),
    field(156, U32(Host), "tcpi_data_segs_out", Unit("segments"), "sent with data"),
    field(160, U64(Host), "tcpi_delivery_rate", Unit("bytes a second"), "delivery rate"),
    field(168, U64(Host), "tcpi_busy_time", Unit("microseconds"), "time with data to send"),
    field(176, U64(Host), "tcpi_rwnd_limited", Unit("microseconds"), "busy time limited by the peer's window"),
    field(184, U64(Host), "tcpi_sndbuf_limited", Unit("microseconds"), "busy time limited by the send buffer"),
    field(192, U32(Host), "tcpi_delivered", Unit("packets"), "delivered to the peer"),
    field(196, U32(Host), "tcpi_delivered_ce", Unit("packets"), "delivered, met congestion"),
    field(200, U64(Host), "tcpi_bytes_sent", Unit("bytes"), "sent, with retransmissions"),
    field(208, U64(Host), "tcpi_bytes_retrans", Unit("bytes"), "retransmitted"),
    field(216, U32(Host), "tcpi_dsack_dups", Unit("packets"), "reported as duplicates by the peer"),
    field(220, U32(Host), "tcpi_reord_seen", Number, "reordering events"),
    field(224, U32(Host), "tcpi_rcv_ooopack", Unit("packets"), "received out of order"),
    field(228, U32(Host), "tcpi_snd_wnd", Unit("bytes"), "window of the peer"),
    field(232, U32(Host), "tcpi_rcv_wnd", Unit("bytes"), "window advertised to the peer"),
    field(236, U32(Host), "tcpi_rehash", Number, "path changes by a new hash"),
    field(240, U16(Host), "tcpi_total_rto", Number, "retransmission timeouts"),
    field(242, U16(Host), "tcpi_total_rto_recoveries", Number, "recoveries from timeouts"),
    field(244, U32(Host), "tcpi_total_rto_time", Unit("milliseconds"), "time spent in timeouts"),
    // Accurate congestion notification (RFC 9768).
    field(248, U32(Host), "tcpi_received_ce", Unit("packets"), "received, met congestion"),
    field(252, U32(Host), "tcpi_delivered_e1_bytes", Unit("bytes"), "delivered with ECT(1)"),
    field(256, U32(Host), "tcpi_delivered_e0_bytes", Unit("bytes"), "delivered with ECT(0)"),
    field(260, U32(Host), "tcpi_delivered_ce_bytes", Unit("bytes"), "delivered, met congestion"),
    field(264, U32(Host), "tcpi_received_e1_bytes", Unit("bytes"), "received with ECT(1)"),
    field(268, U32(Host), "tcpi_received_e0_bytes", Unit("bytes"), "received with ECT(0)"),
    field(272, U32(Host), "tcpi_received_ce_bytes", Unit("bytes"), "received, met congestion"),
    // Linux 7.0 turns these two into four bit fields.
    field(276, U16(Host), "tcpi_accecn_fail_mode", Flags(&[]), "failed part of accurate ECN"),
    field(278, U16(Host), "tcpi_accecn_opt_seen", Number, "whether the AccECN option was seen"),
];

/// `TCP_CA_…`
#[rustfmt::skip]
pub const TCP_CA: &[Name] = &[
    name(0, "TCP_CA_Open", "no problem"),
    name(1, "TCP_CA_Disorder", "acknowledgements out of order, maybe a loss"),
    name(2, "TCP_CA_CWR", "window reduced after a congestion signal"),
    name(3, "TCP_CA_Recovery", "retransmitting lost packets"),
    name(4, "TCP_CA_Loss", "timeout, starting again"),
];

/// `TCPI_OPT_…`
#[rustfmt::skip]
pub const TCPI_OPT: &[Name] = &[
    name(0x1, "TCPI_OPT_TIMESTAMPS", "timestamps"),
    name(0x2, "TCPI_OPT_SACK", "selective acknowledgements"),
    name(0x4, "TCPI_OPT_WSCALE", "window scaling"),
    name(0x8, "TCPI_OPT_ECN", "explicit congestion notification"),
    name(0x10, "TCPI_OPT_ECN_SEEN", "an ECN-capable packet was received"),
    name(0x20, "TCPI_OPT_SYN_DATA", "data was sent with the SYN"),
    name(0x40, "TCPI_OPT_USEC_TS", "timestamps in microseconds"),
    name(0x80, "TCPI_OPT_TFO_CHILD", "accepted by a Fast Open listener"),
];

/// `struct tcp_diag_md5sig`
#[rustfmt::skip]
pub static TCP_DIAG_MD5SIG: Layout = Layout {
    c_name: "tcp_diag_md5sig",
    header: "linux/tcp.h",
    man: "tcp(7)",
    fields: &[
        field(0, U8, "tcpm_family", OneOf(FAMILIES), "address family"),
        field(1, U8, "tcpm_prefixlen", Unit("bits"), "prefix length"),
        field(2, U16(Host), "tcpm_keylen", Unit("bytes"), "length of the key"),
        field(4, Bytes(16), "tcpm_addr", Meaning::Choose(address, &[Ip4, Meaning::Ip]), "peers that use the key"),
        field(20, Bytes(80), "tcpm_key", Meaning::Id, "key"),
    ],
};
const _: () = assert!(TCP_DIAG_MD5SIG.size() == 100 && TCP_DIAG_MD5SIG.has_no_hole());

/// `struct tcp_diag_md5sig`: the type of its members; its table is [`TCP_DIAG_MD5SIG`].
#[doc(alias = "tcp_diag_md5sig")]
pub enum TcpDiagMd5sig {}

impl CStruct for TcpDiagMd5sig {
    const LAYOUT: &'static Layout = &TCP_DIAG_MD5SIG;
}

/// `tcpm_family`
pub const TCPM_FAMILY: Member<TcpDiagMd5sig> = Member::named("tcpm_family");

/// An IPv4 address is in the first of four words.
fn address(context: &Context<'_>) -> Meaning {
    let family = context.view::<TcpDiagMd5sig>(context.around).get(TCPM_FAMILY);
    if family == Some(AF_INET.into()) { Ip4 } else { Meaning::Ip }
}
