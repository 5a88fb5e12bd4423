//! What went wrong, why, and what to try, in one line.
//!
//! When a call fails, the kernel returns a number and nothing else. The meaning of the
//! number depends on the call, on the address and on what is there. For example,
//! `EADDRINUSE` means that another program has the port, or that any kind of file is at
//! the path. So the advice depends on all of these, and looks at the path before it
//! suggests removing something.

use std::fs;
use std::io;
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

use messenger::program::Failure;

use crate::address::Address;

/// An error as strace prints it: `EADDRINUSE (Address already in use)`.
///
/// The C names are those of errno(3). The standard library keeps the number and
/// the text, but not the name, and a crate for a dozen names is not worth it.
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
        Some(libc::EHOSTUNREACH) => "EHOSTUNREACH",
        Some(libc::EINVAL) => "EINVAL",
        Some(libc::ELOOP) => "ELOOP",
        Some(libc::EMSGSIZE) => "EMSGSIZE",
        Some(libc::ENAMETOOLONG) => "ENAMETOOLONG",
        Some(libc::ENETUNREACH) => "ENETUNREACH",
        Some(libc::ENODEV) => "ENODEV",
        Some(libc::ENOENT) => "ENOENT",
        Some(libc::ENOTDIR) => "ENOTDIR",
        Some(libc::EPERM) => "EPERM",
        Some(libc::EPROTOTYPE) => "EPROTOTYPE",
        Some(libc::EROFS) => "EROFS",
        Some(number) => return format!("errno {number} ({text})"),
        None => return text.to_owned(),
    };
    format!("{name} ({text})")
}

/// Builds the sentence for a failed call: which call, on which address, why, and what to
/// try.
///
/// They come in the order in which people ask: `bind 127.0.0.1:80: EACCES (Permission
/// denied): ports below 1024 …`. It is one line, so `grep` finds it and a log keeps it
/// together.
pub(crate) fn call_failed(call: &str, address: &Address, error: &io::Error) -> Failure {
    let number = error.raw_os_error().unwrap_or_default();
    let advice = match address {
        Address::Inet(_) => inet_advice(call, number, false),
        Address::Inet6(_) => inet_advice(call, number, true),
        Address::Unix(path) => unix_advice(call, number, path),
        Address::Abstract(_) | Address::Unnamed => ELSE,
    };
    Failure::Told(format!("{call} {address}: {}: {advice}", errno(error)))
}

/// For errors that we have not seen people meet.
const ELSE: &str = "socket(7), ip(7), udp(7) and unix(7) describe the errors of this call";

/// For the Internet families (ip(7), ipv6(7), udp(7)).
fn inet_advice(call: &str, number: i32, is_inet6: bool) -> &'static str {
    match (call, number) {
        (_, libc::EADDRINUSE) => {
            "another program is bound to this port; stop it, or choose another with --port"
        }
        // One may send to any address, but receive only at those that one of this
        // machine's interfaces has.
        ("bind", libc::EADDRNOTAVAIL) => {
            "the address is not one of this machine's; `ip address` lists those, and 127.0.0.1 \
             or ::1 always works"
        }
        (_, libc::EADDRNOTAVAIL) => {
            "this machine has no address to send from on the way there; `ip address` lists those \
             it has"
        }
        // One number, two reasons: a privileged port (the sysctl
        // net.ipv4.ip_unprivileged_port_start, 1024 at first), or a broadcast
        // address, which a socket has to ask for, so that no program addresses a
        // whole network by mistake.
        ("bind", libc::EACCES) => {
            "ports below 1024 need root or CAP_NET_BIND_SERVICE; try a port above 1023"
        }
        (_, libc::EACCES) => {
            "a broadcast address needs the socket option SO_BROADCAST, which the messenger does \
             not set; send to one machine (a route of type prohibit fails the same way)"
        }
        (_, libc::EPERM) => {
            "a firewall rule on this machine forbids it; `nft list ruleset` shows the rules"
        }
        // Nothing answered the datagram itself: it was delivered to a machine,
        // which sent "port unreachable" back (RFC 1122, section 4.1.3.1), and
        // only a connected socket learns of it.
        (_, libc::ECONNREFUSED) => {
            "no program is bound to this port, so the kernel there answered with an ICMP error; \
             start a receiver first"
        }
        (_, libc::EAFNOSUPPORT) => "this kernel does not offer the family; try --family inet",
        (_, libc::EINVAL | libc::ENODEV) if is_inet6 => {
            "an address of one link (fe80::…, ff02::…) needs its interface, by name or index, as \
             in fe80::1%eth0; `ip link` lists the interfaces"
        }
        // The route chosen for the destination has another interface than `lo`,
        // where packets with a source of 127.0.0.0/8 have no business.
        (_, libc::EINVAL) => {
            "no datagram can go there from the address that the socket is bound to: what is sent \
             from 127.0.0.1 stays on this machine; try without --bind, or another address"
        }
        // The length in UDP's header has 16 bits. Far below that limit, IP already
        // cuts what is longer than a link carries (its MTU) into fragments, and
        // no program has to know.
        (_, libc::EMSGSIZE) if is_inet6 => {
            "at most 65,527 bytes fit: an IPv6 payload holds 65,535 and UDP's header takes 8; \
             send less"
        }
        (_, libc::EMSGSIZE) => {
            "at most 65,507 bytes fit: an IPv4 packet holds 65,535, its header takes 20 and \
             UDP's 8; send less"
        }
        (_, libc::ENETUNREACH) if is_inet6 => {
            "no route leads there; `ip -6 route` lists the routes"
        }
        (_, libc::ENETUNREACH) => "no route leads there; `ip route` lists the routes",
        (_, libc::EHOSTUNREACH) => {
            "a route leads there, but the machine does not answer, or the route refuses; \
             `ip route get ADDRESS` shows it"
        }
        _ => ELSE,
    }
}

/// For Unix sockets (unix(7)): what lies at the path decides.
fn unix_advice(call: &str, number: i32, path: &Path) -> &'static str {
    // Not `metadata`, which would follow a symbolic link: `bind` does not
    // follow one either, and refuses the path even if the link leads nowhere.
    let there = fs::symlink_metadata(path).map(|metadata| metadata.file_type());
    let is_socket = there.as_ref().is_ok_and(FileTypeExt::is_socket);
    let is_directory = there.as_ref().is_ok_and(fs::FileType::is_dir);
    match (call, number) {
        ("bind", libc::EADDRINUSE) if is_socket => {
            "a socket is at the path already, left by a receiver that was killed or held by one \
             that runs; stop that one, or if none runs remove the path, or choose another with \
             --bind"
        }
        // It may be in use, so do not suggest removing it.
        ("bind", libc::EADDRINUSE) if is_directory => {
            "the path is a directory; choose a new name inside it, such as \
             --bind DIRECTORY/messenger.sock"
        }
        ("bind", libc::EADDRINUSE) => {
            "the path exists already and is not a socket; leave it, and choose a new name with \
             --bind"
        }
        // The same number means two things: `bind` needs a new path, for
        // the others it has to exist.
        ("bind", libc::ENOENT) => {
            "bind makes the socket's path, but not the directory that it is in; make that first, \
             or choose another path with --bind"
        }
        (_, libc::ENOENT) => {
            "the path does not exist; start a receiver there first, and check the directory"
        }
        (_, libc::ENOTDIR) => {
            "the path leads through a file that is not a directory; check each part of it"
        }
        (_, libc::EACCES) => {
            "this user may not write there, or not enter a directory on the way; try another path"
        }
        (_, libc::EROFS) => "the file system is read-only; try a path under /tmp",
        (_, libc::ELOOP) => "the symbolic links on the way lead round in a circle; check the path",
        (_, libc::ENAMETOOLONG) => "a part of the path is too long; try a shorter one",
        (_, libc::ECONNREFUSED) if is_socket => {
            "the path is there, but its receiver has ended; start one with `messenger receiver \
             --family unix`"
        }
        // The kernel looks for a socket that belongs to the path's inode, and
        // any file has one: the error is the same (`unix_find_bsd` in
        // net/unix/af_unix.c).
        (_, libc::ECONNREFUSED) if is_directory => {
            "the path is a directory, not a socket; give the path of the receiver's socket in it"
        }
        (_, libc::ECONNREFUSED) => {
            "the path is not a socket; give the path that the receiver was started with"
        }
        // Type of socket, that is: a stream's path takes no datagrams.
        (_, libc::EPROTOTYPE) => {
            "the socket at this path is not a datagram socket (SOCK_DGRAM), but perhaps one for \
             connections (SOCK_STREAM); give the path of a messenger's receiver"
        }
        // No header limits it, only memory: 212,992 bytes at first, with the
        // kernel's own bookkeeping counted (the sysctl net.core.wmem_default).
        (_, libc::EMSGSIZE) => {
            "the datagram does not fit into the send buffer (SO_SNDBUF); send less"
        }
        _ => ELSE,
    }
}
