//! Why the kernel refuses to add or delete a route, and what to try.

use std::net::IpAddr;

use nix::errno::Errno;

use crate::conversation::Refused;
use crate::route::{Family, RouteChange};

/// For errors whose reason was not foreseen.
const SEE_THE_REQUEST: &str = "--explain shows each byte of the request and of the answer";

impl RouteChange {
    /// Why the kernel refused this change, and what to try.
    ///
    /// One error number has many reasons. For example, `EINVAL` is the answer to a gateway
    /// that is a broadcast address, and also to bits beyond the prefix length. The change
    /// itself and the kernel's words tell them apart.
    #[must_use]
    pub fn advice(&self, refused: &Refused) -> String {
        let gateway = self.gateway.map(|gateway| gateway.to_string()).unwrap_or_default();
        let is_for_many = match self.gateway {
            Some(IpAddr::V4(ip)) => ip.is_multicast() || ip.is_broadcast(),
            Some(IpAddr::V6(ip)) => ip.is_multicast(),
            None => false,
        };
        let see = match self.family() {
            Family::Inet => "see: netlink-raw dump",
            Family::Inet6 => "see: netlink-raw dump --family inet6",
        };
        match refused.errno {
            // The same prefix, type of service and priority are enough: the next hop may
            // differ.
            Errno::EEXIST => {
                format!("a route to this prefix exists, perhaps with another next hop; {see}")
            }
            Errno::ESRCH => format!("there is no such route in the main table; {see}"),
            Errno::EINVAL | Errno::ENETUNREACH if is_for_many => no_gateway(&gateway),
            // IPv4 answers ENETUNREACH, IPv6 EHOSTUNREACH.
            Errno::ENETUNREACH | Errno::EHOSTUNREACH => format!(
                "no existing route leads to the gateway {gateway} (over the given interface, if \
                 one is given); {see}"
            ),
            Errno::ENETDOWN => format!(
                "the interface is down; try: ip link set {} up",
                self.device.as_deref().unwrap_or("NAME").escape_debug()
            ),
            // 0.0.0.0 in RTA_GATEWAY means "no gateway", and then nothing tells where to
            // send packets.
            Errno::ENODEV if self.gateway.is_some_and(|gateway| gateway.is_unspecified()) => {
                format!("{gateway} means no gateway at all; give one, or 'dev NAME'")
            }
            Errno::ENODEV => "the interface is gone; `ip link` lists the others".to_owned(),
            Errno::EPERM => {
                "changing routes needs CAP_NET_ADMIN: try it in the lab, scripts/lab".to_owned()
            }
            Errno::EINVAL => self.invalid(&gateway, refused.text.as_deref().unwrap_or_default()),
            _ => SEE_THE_REQUEST.to_owned(),
        }
    }

    /// `EINVAL` has the most reasons. Some can be seen in the change, others only in the
    /// kernel's words. Another kernel may have other texts, or none; then the advice is less
    /// exact, and the refusal is printed anyway.
    fn invalid(&self, gateway: &str, words: &str) -> String {
        match self.without_host_bits() {
            Some(prefix) if self.destination.is_some_and(|ip| ip.is_ipv4()) => format!(
                "the address must not have bits beyond the prefix length: try {prefix}, or \
                 leave out the length for a single host"
            ),
            _ if words.contains("Egress device not specified") => {
                format!(
                    "{gateway} is valid on one link only; name the link: via {gateway} dev NAME"
                )
            }
            _ if words.contains("loopback") => {
                format!("{gateway} is this machine itself; give another gateway, or 'dev NAME'")
            }
            // A network's broadcast address, or one of this machine's addresses.
            _ if words.contains("gateway") => no_gateway(gateway),
            _ => SEE_THE_REQUEST.to_owned(),
        }
    }
}

/// For an address that belongs to many machines, or to this one.
fn no_gateway(gateway: &str) -> String {
    format!(
        "{gateway} cannot be a gateway: a gateway is the address of one other machine on the same \
         link"
    )
}
