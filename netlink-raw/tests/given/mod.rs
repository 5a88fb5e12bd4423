//! Messages that a kernel sent, for more than one test file.

#![allow(unreachable_pub, reason = "each test file is a crate of its own")]

/// `ip route add 4.3.2.0/30 via 127.0.0.1`, as a monitor received it.
///
/// Linux 6.18, x86-64, in the lab. The request had a sequence number and a port ID whose bytes all
/// differ.
#[rustfmt::skip]
pub const NEWROUTE: [u8; 60] = [
    0x3c, 0x00, 0x00, 0x00, // nlmsg_len = 60
    0x18, 0x00,             // nlmsg_type = RTM_NEWROUTE
    0x00, 0x06,             // nlmsg_flags = NLM_F_EXCL|NLM_F_CREATE
    0x04, 0x03, 0x02, 0x01, // nlmsg_seq = 0x01020304
    0x08, 0x07, 0x06, 0x05, // nlmsg_pid = 0x05060708
    0x02,                   // rtm_family = AF_INET
    0x1e,                   // rtm_dst_len = 30
    0x00,                   // rtm_src_len
    0x00,                   // rtm_tos
    0xfe,                   // rtm_table = RT_TABLE_MAIN
    0x03,                   // rtm_protocol = RTPROT_BOOT
    0x00,                   // rtm_scope = RT_SCOPE_UNIVERSE
    0x01,                   // rtm_type = RTN_UNICAST
    0x00, 0x00, 0x00, 0x00, // rtm_flags
    0x08, 0x00, 0x0f, 0x00, 0xfe, 0x00, 0x00, 0x00, // RTA_TABLE = 254
    0x08, 0x00, 0x01, 0x00, 0x04, 0x03, 0x02, 0x00, // RTA_DST = 4.3.2.0
    0x08, 0x00, 0x05, 0x00, 0x7f, 0x00, 0x00, 0x01, // RTA_GATEWAY = 127.0.0.1
    0x08, 0x00, 0x04, 0x00, 0x01, 0x00, 0x00, 0x00, // RTA_OIF = 1
];

/// The end of a dump; Linux 6.18, x86-64, in the lab.
#[rustfmt::skip]
pub const DONE: [u8; 20] = [
    0x14, 0x00, 0x00, 0x00, 0x03, 0x00, 0x02, 0x00,
    0x04, 0x03, 0x02, 0x01, 0x08, 0x07, 0x06, 0x05,
    0x00, 0x00, 0x00, 0x00,
];
