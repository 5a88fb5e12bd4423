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
        field(2, Bytes(108), "sun_path", Meaning::Text, "the path, ended by a zero byte"),
    ],
};
const _: () = assert!(SOCKADDR_UN.size() == 110 && SOCKADDR_UN.has_no_hole());

/// The family in front of a path. What a program passes ends with the path; the
/// whole struct, with all of its 108 bytes of path, is rarely seen.
#[rustfmt::skip]
static SUN_FAMILY: Layout = Layout {
    c_name: "sockaddr_un",
    header: "linux/un.h",
    man: "unix(7)",
    fields: &[field(0, U16(Host), "sun_family", OneOf(FAMILIES), "always AF_UNIX")],
};

static SUN_PATH: Attr = attr(0, "sun_path", Text, "the path, ended by a zero byte");

/// [`SOCKADDR_UN`] as something to be explained by itself.
pub static SOCKADDR_UN_ROW: Attr =
    attr(0, "sockaddr_un", Flexible(&SUN_FAMILY, &SUN_PATH), "a path in the file system");
