//! `include/uapi/linux/un.h`: Unix socket addresses.

use crate::uapi::sys_socket::FAMILIES;
use crate::wire::{
    Attr,
    Kind::{Bytes, U16},
    Layout,
    Meaning::{self, OneOf},
    Order::Host,
    Shape::{Flexible, Text},
    attr, field,
};

/// `struct sockaddr_un`: a path.
#[rustfmt::skip]
pub static SOCKADDR_UN: Layout = Layout {
    c_name: "sockaddr_un",
    header: "linux/un.h",
    man: "unix(7)",
    fields: &[
        field(0, U16(Host), "sun_family", OneOf(FAMILIES), "always AF_UNIX"),
        field(2, Bytes(108), "sun_path", Meaning::Text, "path, ended by a zero byte"),
    ],
};
const _: () = assert!(SOCKADDR_UN.size() == 110 && SOCKADDR_UN.has_no_hole());

/// The family before a path. The address that a program passes ends with the path; the whole
/// struct with its 108 bytes for a path is rare.
#[rustfmt::skip]
static SUN_FAMILY: Layout = Layout {
    c_name: "sockaddr_un",
    header: "linux/un.h",
    man: "unix(7)",
    fields: &[field(0, U16(Host), "sun_family", OneOf(FAMILIES), "always AF_UNIX")],
};

static SUN_PATH: Attr = attr(0, "sun_path", Text, "path, ended by a zero byte");

/// [`SOCKADDR_UN`] as bytes without a netlink message around them.
pub static SOCKADDR_UN_ROW: Attr =
    attr(0, "sockaddr_un", Flexible(&SUN_FAMILY, &SUN_PATH), "path in the file system");
