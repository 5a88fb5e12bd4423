//! Socket addresses: where a messenger listens, and where it sends.
//!
//! A socket address is a C struct that the program passes to the kernel as bytes. `socket2`
//! builds those bytes; this module lays them out a second time, by hand, so that
//! `--explain` can tell what each of them is.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6, ToSocketAddrs};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use messenger::program::digits;
use messenger::transcript::{Peer, text};
use socket2::{Domain, SockAddr};

/// The socket families that the messenger speaks.
///
/// The family decides what an address looks like. Everything else is the same: the programs
/// make the same calls in the same order for all three (socket(2)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Family {
    /// IPv4 (`AF_INET`): the guide's messenger
    Inet,
    /// IPv6 (`AF_INET6`)
    Inet6,
    /// Unix (`AF_UNIX`): no network at all, a path in the file system
    Unix,
}

impl Family {
    /// `AF_INET`, `AF_INET6`, `AF_UNIX`: the first argument of `socket`, which
    /// calls it the domain, and the first two bytes of each address.
    pub(crate) fn domain(self) -> Domain {
        match self {
            Family::Inet => Domain::IPV4,
            Family::Inet6 => Domain::IPV6,
            Family::Unix => Domain::UNIX,
        }
    }

    /// Reads an address of this family that a person typed.
    ///
    /// It accepts numbers only, no names: looking up `localhost` is the work of the
    /// resolver, not of the socket, and may itself send datagrams (getaddrinfo(3)).
    ///
    /// # Errors
    ///
    /// A sentence for the person, if it is not an address of this family.
    pub(crate) fn address(self, typed: Option<&Path>, port: u16) -> Result<Address, String> {
        let typed = typed.map_or_else(|| self.default_host(), Path::as_os_str);
        if self == Family::Unix {
            return Ok(Address::Unix(PathBuf::from(typed)));
        }
        let host = typed.to_string_lossy();
        let shown = text(typed.as_bytes());
        let inet = host.parse().map(|ip: Ipv4Addr| Address::Inet(SocketAddrV4::new(ip, port)));
        let inet6 = scoped(&host, port).map(|address| address.map(Address::Inet6));
        match (self, inet, inet6) {
            (Family::Inet, Ok(address), _) | (Family::Inet6, _, Some(Ok(address))) => Ok(address),
            (Family::Inet, _, Some(_)) => {
                Err(format!("{shown} is an IPv6 address; try --family inet6"))
            }
            (_, Ok(_), _) => Err(format!("{shown} is an IPv4 address; try --family inet")),
            (Family::Inet6, _, Some(Err(problem))) => Err(format!("'{shown}' {problem}")),
            // Both usual ways to write a port after the host.
            _ if host.parse::<SocketAddr>().is_ok() => Err(format!(
                "'{shown}' is an address and a port; try the address alone, and --port for the port"
            )),
            (Family::Inet, ..) => Err(format!(
                "'{shown}' is not an IPv4 address; try four numbers, as in 127.0.0.1 (names are \
                 not looked up)"
            )),
            _ => Err(format!(
                "'{shown}' is not an IPv6 address; try one like ::1, without brackets (names are \
                 not looked up)"
            )),
        }
    }

    /// The guide's 127.0.0.1, or the closest to it: what is sent there never leaves the
    /// machine.
    fn default_host(self) -> &'static std::ffi::OsStr {
        match self {
            Family::Inet => "127.0.0.1",
            Family::Inet6 => "::1",
            // Relative to the current directory, so both programs have to run in the same
            // one.
            Family::Unix => "messenger.sock",
        }
        .as_ref()
    }
}

/// An IPv6 address, with or without a scope; `None` for text that is not an IPv6 address.
///
/// A *link-local* address, `fe80::…`, and a multicast address such as `ff02::1` are valid on
/// one link only, and every link has its own. So the address is not enough:
/// `sin6_scope_id` tells which interface is meant. In text, it comes after a percent sign,
/// as a name or as an index: `fe80::1%eth0`, `fe80::1%2` (RFC 4007, section 11; ipv6(7)).
fn scoped(host: &str, port: u16) -> Option<Result<SocketAddrV6, String>> {
    let (ip, scope) = host.split_once('%').map_or((host, None), |(ip, scope)| (ip, Some(scope)));
    let ip: Ipv6Addr = ip.parse().ok()?;
    let Some(scope) = scope else { return Some(Ok(SocketAddrV6::new(ip, port, 0, 0))) };
    if let Some(index) = digits(scope).filter(|index| *index > 0) {
        return Some(Ok(SocketAddrV6::new(ip, port, 0, index)));
    }
    // Calling `if_nametoindex` needs `unsafe`. The resolver calls it for us, and sends
    // nothing for an address that consists of numbers.
    let resolved = (host, port).to_socket_addrs().ok().and_then(|mut addresses| addresses.next());
    Some(match resolved {
        Some(SocketAddr::V6(address)) => Ok(address),
        _ if !ip.is_unicast_link_local() && !ip.is_multicast() => Err(format!(
            "has an interface after the %, but only addresses of one link take one; try {ip} alone"
        )),
        _ => Err(format!(
            "names an interface that does not exist: '{}'; `ip link` lists the interfaces",
            text(scope.as_bytes())
        )),
    })
}

/// One end of a conversation.
///
/// `socket2::SockAddr` holds any address as bytes. This type tells them apart, so that they
/// can be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    Inet(SocketAddrV4),
    Inet6(SocketAddrV6),
    Unix(PathBuf),
    /// A name in Linux's abstract namespace, which needs no file: the path
    /// begins with a zero byte. Only ever met as a sender.
    Abstract(Vec<u8>),
    /// A Unix socket that was never bound has no address to reply to: the kernel
    /// writes none, and a length of 0.
    Unnamed,
}

/// `sun_path` in `struct sockaddr_un`, its last byte for the terminator.
///
/// Paths in general may have 4,095 bytes (PATH_MAX, with the zero 4,096). A
/// relative path is a way out; other systems have 104 or even 92 bytes here
/// (unix(7)).
const SUN_PATH_LEN: usize = 108;

/// Why an address cannot be given to the kernel.
#[derive(Debug)]
pub(crate) enum Unusable {
    /// The path does not fit into `sun_path`.
    TooLong { len: usize },
    /// The path has some other flaw, for example a zero byte.
    Path { shown: String, error: io::Error },
    /// Addresses of this kind are only ever received.
    ReceivedOnly,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unusable::TooLong { len } => write!(
                f,
                "the path has {len} bytes, and sun_path holds {SUN_PATH_LEN} with the \
                 terminating zero; try a shorter one, or a relative one"
            ),
            Unusable::Path { shown, error } => {
                write!(f, "the path {shown} cannot be used: {error}")
            }
            Unusable::ReceivedOnly => f.write_str("this kind of address is only received"),
        }
    }
}

impl std::error::Error for Unusable {}

impl Address {
    /// The same address as the bytes that `bind` and `sendto` take.
    ///
    /// # Errors
    ///
    /// [`Unusable`], for example if a path does not fit into `sun_path`.
    pub(crate) fn to_sockaddr(&self) -> Result<SockAddr, Unusable> {
        match self {
            Address::Inet(address) => Ok(SockAddr::from(*address)),
            Address::Inet6(address) => Ok(SockAddr::from(*address)),
            Address::Unix(path) => SockAddr::unix(path).map_err(|error| {
                let len = path.as_os_str().len();
                if len < SUN_PATH_LEN {
                    Unusable::Path { shown: self.to_string(), error }
                } else {
                    Unusable::TooLong { len }
                }
            }),
            Address::Abstract(_) | Address::Unnamed => Err(Unusable::ReceivedOnly),
        }
    }

    /// The address that `recvfrom` filled in.
    pub(crate) fn from_sockaddr(address: &SockAddr) -> Self {
        match address.as_socket() {
            Some(SocketAddr::V4(address)) => Address::Inet(address),
            Some(SocketAddr::V6(address)) => Address::Inet6(address),
            None => match (address.as_pathname(), address.as_abstract_namespace()) {
                (Some(path), _) => Address::Unix(path.to_owned()),
                (_, Some(name)) => Address::Abstract(name.to_owned()),
                _ => Address::Unnamed,
            },
        }
    }

    /// The path, when the address is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Address::Unix(path) => Some(path),
            _ => None,
        }
    }

    /// The address in C notation, as strace prints it.
    ///
    /// `htons(12345)` is the call that a C program makes to put a number into
    /// network order ("host to network, short"): the bytes are 30 39, while
    /// 12345 itself would lie in a PC's memory as 39 30.
    pub(crate) fn c_notation(&self) -> String {
        match self {
            Address::Inet(address) => format!(
                "{{sa_family=AF_INET, sin_port=htons({}), sin_addr=inet_addr(\"{}\")}}",
                address.port(),
                address.ip()
            ),
            Address::Inet6(address) => format!(
                "{{sa_family=AF_INET6, sin6_port=htons({}), sin6_flowinfo=htonl({}), \
                 inet_pton(AF_INET6, \"{}\", &sin6_addr), sin6_scope_id={}}}",
                address.port(),
                u32::from_be(address.flowinfo()),
                address.ip(),
                address.scope_id()
            ),
            Address::Unix(path) => {
                format!("{{sa_family=AF_UNIX, sun_path=\"{}\"}}", text(path.as_os_str().as_bytes()))
            }
            Address::Abstract(name) => {
                format!("{{sa_family=AF_UNIX, sun_path=@\"{}\"}}", text(name))
            }
            Address::Unnamed => "NULL".to_owned(),
        }
    }

    /// The name of the C struct.
    pub(crate) fn struct_name(&self) -> &'static str {
        match self {
            Address::Inet(_) => "struct sockaddr_in",
            Address::Inet6(_) => "struct sockaddr_in6",
            Address::Unix(_) | Address::Abstract(_) | Address::Unnamed => "struct sockaddr_un",
        }
    }

    /// Every byte of the struct, field by field, in memory order.
    ///
    /// The family is in the byte order of the host, because only this kernel
    /// reads it. Port and address go onto the wire unchanged, so they are
    /// in network order, the most significant byte first. Sources:
    /// `include/uapi/linux/in.h`, `in6.h`, `un.h`; ip(7), ipv6(7), unix(7).
    ///
    /// It is written by hand, and not with the tables of `netlink-raw`, because a UDP program
    /// should not need a netlink library. A test compares the two.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let family = |number: i32, c_name| {
            let number = u16::try_from(number).expect("address families are small numbers");
            Field::new(number.to_ne_bytes(), c_name, format!("{number}, in host order"))
        };
        match self {
            // struct sockaddr_in {
            //     sa_family_t    sin_family;  /* 2 bytes */
            //     in_port_t      sin_port;    /* 2 bytes, network order */
            //     struct in_addr sin_addr;    /* 4 bytes, network order */
            //     unsigned char  sin_zero[8];
            // };
            Address::Inet(address) => vec![
                family(libc::AF_INET, "sin_family = AF_INET"),
                Field::port(address.port(), "sin_port"),
                Field::new(
                    address.ip().octets(),
                    "sin_addr",
                    format!("{}, in network order", address.ip()),
                ),
                Field::new(
                    [0; 8],
                    "sin_zero",
                    "0, reserved: fills the struct to the 16 bytes of struct sockaddr".to_owned(),
                ),
            ],
            // struct sockaddr_in6 {
            //     sa_family_t     sin6_family;    /* 2 bytes */
            //     in_port_t       sin6_port;      /* 2 bytes, network order */
            //     uint32_t        sin6_flowinfo;  /* network order */
            //     struct in6_addr sin6_addr;      /* 16 bytes, network order */
            //     uint32_t        sin6_scope_id;  /* host order */
            // };
            //
            // 28 bytes, more than the 16 of `struct sockaddr`. A program that does not
            // know which family it will receive passes the 128 bytes of a `struct
            // sockaddr_storage` to `recvfrom`.
            Address::Inet6(address) => vec![
                family(libc::AF_INET6, "sin6_family = AF_INET6"),
                Field::port(address.port(), "sin6_port"),
                Field::new(
                    // Unlike the port, the standard library keeps this number
                    // exactly as it is in memory.
                    address.flowinfo().to_ne_bytes(),
                    "sin6_flowinfo",
                    format!(
                        "{}, flow label and traffic class, in network order",
                        u32::from_be(address.flowinfo())
                    ),
                ),
                Field::new(
                    address.ip().octets(),
                    "sin6_addr",
                    format!("{}, in network order", address.ip()),
                ),
                Field::new(
                    address.scope_id().to_ne_bytes(),
                    "sin6_scope_id",
                    match address.scope_id() {
                        0 => "0, no interface in particular, in host order".to_owned(),
                        index => format!("{index}, an interface index, in host order"),
                    },
                ),
            ],
            // struct sockaddr_un {
            //     sa_family_t sun_family;     /* 2 bytes */
            //     char        sun_path[108];
            // };
            //
            // Only as much of it as the path needs: the length that goes with
            // the address says where it ends, and counts the zero.
            Address::Unix(path) => {
                let path = path.as_os_str().as_bytes();
                vec![
                    family(libc::AF_UNIX, "sun_family = AF_UNIX"),
                    Field::new(path, "sun_path", format!("\"{}\"", text(path))),
                    Field::new([0], "sun_path", "the zero that ends the path".to_owned()),
                ]
            }
            // No zero at the end: the address's length ends the name, which may
            // hold zeros itself.
            Address::Abstract(name) => vec![
                family(libc::AF_UNIX, "sun_family = AF_UNIX"),
                Field::new(
                    [0],
                    "sun_path",
                    "a zero first: a name in the abstract namespace, not a path".to_owned(),
                ),
                Field::new(name.as_slice(), "sun_path", format!("\"{}\"", text(name))),
            ],
            Address::Unnamed => Vec::new(),
        }
    }

    /// How many bytes the kernel reads or wrote: `socklen_t`.
    ///
    /// It is the sum of the fields, so a missing row would show: a test compares it with the
    /// number that strace prints.
    pub(crate) fn len(&self) -> usize {
        self.fields().iter().map(|field| field.bytes.len()).sum()
    }
}

/// One field of a socket address: a row of what `--explain` prints.
pub(crate) struct Field {
    pub(crate) bytes: Vec<u8>,
    pub(crate) c_name: &'static str,
    pub(crate) meaning: String,
}

impl Field {
    fn new(bytes: impl Into<Vec<u8>>, c_name: &'static str, meaning: String) -> Self {
        Field { bytes: bytes.into(), c_name, meaning }
    }

    /// Two bytes in network order, as every port: 12345 is 30 39.
    fn port(port: u16, c_name: &'static str) -> Self {
        Field::new(port.to_be_bytes(), c_name, format!("{port}, in network order"))
    }
}

/// The whole address, for error messages and hints.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Inet(address) => address.fmt(f),
            Address::Inet6(address) => address.fmt(f),
            Address::Unix(path) => f.write_str(&text(path.as_os_str().as_bytes())),
            Address::Abstract(name) => write!(f, "@{}", text(name)),
            Address::Unnamed => f.write_str("(unnamed)"),
        }
    }
}

impl Peer for Address {
    /// The host without the port: what `inet_ntoa(from.sin_addr)` makes of an
    /// address (inet(3)).
    fn c(&self) -> String {
        match self {
            Address::Inet(address) => address.ip().to_string(),
            Address::Inet6(address) => match address.scope_id() {
                0 => address.ip().to_string(),
                // A link-local address means nothing without its interface.
                scope_id => format!("{}%{scope_id}", address.ip()),
            },
            Address::Unix(_) | Address::Abstract(_) | Address::Unnamed => self.to_string(),
        }
    }

    /// Python returns a tuple for the Internet families, two items or four,
    /// and for a Unix socket the path, the abstract name's bytes, or `None`.
    fn python(&self) -> String {
        match self {
            Address::Inet(address) => format!("('{}', {})", address.ip(), address.port()),
            Address::Inet6(address) => format!(
                "('{}', {}, {}, {})",
                address.ip(),
                address.port(),
                u32::from_be(address.flowinfo()),
                address.scope_id()
            ),
            Address::Unix(_) => self.to_string(),
            Address::Abstract(name) => {
                messenger::transcript::python_bytes(&[b"\0".as_slice(), name].concat())
            }
            Address::Unnamed => "None".to_owned(),
        }
    }
}
