//! The lines of the route monitor, as the guide's two programs print them.
//!
//! They match to the letter, mistakes included (`receiverd`; "netmask" for a prefix
//! length), so a student can compare the two line by line. But where the guide's programs
//! print something false, these print the truth.

pub use messenger::transcript::{Peer, Style, python_bytes, start, text};

use crate::by_hand::{Message, RTM_DELROUTE, RTM_NEWROUTE, read_message};
use crate::datagram::Datagram;

/// The line with which the C program starts, spelled as in the guide. The
/// Python program starts without one.
#[must_use]
pub fn monitor_start(style: Style) -> &'static str {
    match style {
        Style::C => "Starting netlink receiverd\n",
        Style::Python => "",
    }
}

/// What to print for one datagram.
#[derive(Debug, Default)]
pub struct Lines {
    /// For standard output.
    pub text: String,
    /// How many messages the text describes.
    pub count: u64,
    /// For standard error: something is wrong with the datagram.
    pub warning: Option<String>,
}

/// The lines for a datagram: for every message in it, up to the limit.
///
/// The socket address tells who really sent it. Another process may also send to a
/// monitor, if it has the privilege, and can write into the header whatever it likes. Such
/// a datagram is refused.
#[must_use]
pub fn datagram(style: Style, datagram: &Datagram<'_>, limit: u64) -> Lines {
    let mut lines = Lines::default();
    // ANCHOR: sender
    if !datagram.is_from_kernel() {
        lines.warning = Some(format!(
            "refused a datagram of {} bytes: it is not from the kernel but from port ID {}",
            datagram.full_len, datagram.from_port_id
        ));
        return lines;
    }
    // ANCHOR_END: sender
    // ANCHOR: messages
    // A datagram may hold several messages. `at` is a multiple of four, where
    // messages begin.
    let mut at = 0;
    while at < datagram.bytes.len() && lines.count < limit {
        match read_message(datagram.bytes, at) {
            Ok((message, next)) => {
                lines.text.push_str(&route(style, &message));
                lines.count += 1;
                at = next;
            }
            // The next message begins where this one ends. If that end cannot be
            // right, there is no place to continue from.
            Err(malformed) => {
                lines.warning = Some(format!("the rest of a datagram is unreadable, {malformed}"));
                break;
            }
        }
    }
    // ANCHOR_END: messages
    lines
}

/// The lines for one message.
///
/// What the guide calls "Netmask" is `rtm_dst_len`, a prefix length in bits. A default
/// route has no `RTA_DST`, and its line tells that; the guide's Python program prints four
/// bytes of another attribute for it.
#[must_use]
pub fn route(style: Style, message: &Message<'_>) -> String {
    let Message { nlmsg_len, nlmsg_type, nlmsg_flags, nlmsg_seq, nlmsg_pid, route } = message;
    // Numbers as numbers, as in the guide: 1536 is 0x600, NLM_F_CREATE|NLM_F_EXCL.
    // --explain prints what they mean.
    let mut lines = match style {
        Style::C => format!(
            "nlmsg_len: {nlmsg_len}, nlmsg_type {nlmsg_type}, nlmsg_flags: {nlmsg_flags}, \
             nlmsg_seq: {nlmsg_seq}, nlmsg_pid: {nlmsg_pid}\n"
        ),
        Style::Python => {
            // The guide's program knows two names, and prints other types as numbers.
            let name = match *nlmsg_type {
                RTM_NEWROUTE => "RTM_NEWROUTE".to_owned(),
                RTM_DELROUTE => "RTM_DELROUTE".to_owned(),
                number => number.to_string(),
            };
            format!("Netlink header:  {nlmsg_len} {name} {nlmsg_flags} {nlmsg_seq} {nlmsg_pid}\n")
        }
    };
    let Some(route) = route else { return lines };
    // A destination of 0.0.0.0/0 is not sent as four zero bytes: the kernel leaves
    // the attribute out when the prefix length is 0 (`fib_dump_info` in
    // `net/ipv4/fib_semantics.c`).
    let no_destination = "none: the route has no RTA_DST, it is for every destination";
    let bits = route.rtm_dst_len;
    lines.push_str(&match (style, route.rta_dst) {
        (Style::C, Some(_)) => format!("Netmask: {bits}\n"),
        (Style::C, None) => format!("Netmask: {bits}\nDestination: {no_destination}\n"),
        (Style::Python, destination) => format!(
            "Netlink payload:  {} {bits} {} {} {} {} {} {} {}\nNetmask: {bits}\nIP:  {}\n",
            route.rtm_family,
            route.rtm_src_len,
            route.rtm_tos,
            route.rtm_table,
            route.rtm_protocol,
            route.rtm_scope,
            route.rtm_type,
            route.rtm_flags,
            destination.map_or_else(|| no_destination.to_owned(), python_bytes)
        ),
    });
    lines
}
