//! What went wrong, why, and what to try, in one line.

use std::io;

use messenger::program::Failure;

use crate::address::Address;

/// An error as strace prints it: `EADDRINUSE (Address already in use)`.
pub(crate) fn errno(error: &io::Error) -> String {
    let text = error.to_string();
    // The standard library adds "(os error 98)", which says nothing more.
    let text = text.split(" (os error").next().unwrap_or_default();
    let name = match error.raw_os_error() {
        Some(libc::EACCES) => "EACCES",
        Some(libc::EADDRINUSE) => "EADDRINUSE",
        Some(libc::EADDRNOTAVAIL) => "EADDRNOTAVAIL",
        Some(libc::EAFNOSUPPORT) => "EAFNOSUPPORT",
        Some(libc::EAGAIN) => "EAGAIN",
        Some(libc::ECONNREFUSED) => "ECONNREFUSED",
        Some(libc::EINVAL) => "EINVAL",
        Some(libc::EMSGSIZE) => "EMSGSIZE",
        Some(libc::ENETUNREACH) => "ENETUNREACH",
        Some(libc::ENOENT) => "ENOENT",
        Some(libc::EPERM) => "EPERM",
        Some(libc::EPROTOTYPE) => "EPROTOTYPE",
        Some(number) => return format!("errno {number} ({text})"),
        None => return text.to_owned(),
    };
    format!("{name} ({text})")
}

/// Says which call failed, on which address, why, and what to try.
pub(crate) fn call_failed(call: &str, address: &Address, error: &io::Error) -> Failure {
    let unix = matches!(address, Address::Unix(_));
    let advice = match error.raw_os_error() {
        Some(libc::EADDRINUSE) if unix => {
            "the path exists already, left by a receiver that was killed or held by one that \
             runs; remove it, or choose another with --bind"
        }
        Some(libc::EADDRINUSE) => {
            "another program is bound to this port; stop it, or choose another with --port"
        }
        Some(libc::EADDRNOTAVAIL) => {
            "the address is not one of this machine's; `ip address` lists those, and 127.0.0.1 \
             or ::1 always serves"
        }
        Some(libc::EACCES) if unix => "this user may not write there; try another path",
        Some(libc::EACCES) => {
            "this user may not use it: ports below 1024 want root, a broadcast address wants \
             SO_BROADCAST; try a port above 1023"
        }
        Some(libc::ECONNREFUSED) if unix => {
            "the path is there, but no receiver holds it any more; start one with `messenger \
             receiver --family unix`"
        }
        Some(libc::ECONNREFUSED) => {
            "nobody is bound to this port, so the kernel there answered with an ICMP error; \
             start a receiver first"
        }
        Some(libc::EAFNOSUPPORT) => "this kernel does not offer the family; try --family inet",
        Some(libc::EINVAL) => {
            "the kernel does not take this address here; a link-local IPv6 address needs its \
             interface, as in fe80::1%2"
        }
        Some(libc::EMSGSIZE) => match address {
            Address::Inet(_) => {
                "at most 65,507 bytes fit: an IPv4 packet holds 65,535, its header takes 20 and \
                 UDP's 8; send less"
            }
            Address::Inet6(_) => {
                "at most 65,527 bytes fit: an IPv6 payload holds 65,535 and UDP's header takes \
                 8; send less"
            }
            _ => "the datagram does not fit into the send buffer (SO_SNDBUF); send less",
        },
        Some(libc::ENETUNREACH) => "no route leads there; `ip route` lists those there are",
        Some(libc::ENOENT) => {
            "the path does not exist; start a receiver there first, and check the directory"
        }
        Some(libc::EPROTOTYPE) => "the socket at this path is not a datagram socket",
        _ => "socket(7), udp(7) and unix(7) describe the errors of this call",
    };
    Failure::Told(format!("{call} {address}: {}: {advice}", errno(error)))
}
