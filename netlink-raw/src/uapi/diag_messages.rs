//! The messages of `NETLINK_SOCK_DIAG`: for each type, the struct and the attributes that follow its
//! header.
//!
//! The address family in the first byte says which sockets are meant. A request and its answer have
//! the same type; the flag `NLM_F_REQUEST` tells them apart.

use crate::uapi::inet_diag::{INET_DIAG, INET_DIAG_MSG, INET_DIAG_REQ, INET_DIAG_REQ_V2};
use crate::uapi::netlink::NLM_F_REQUEST;
use crate::uapi::netlink_diag::{NETLINK_DIAG, NETLINK_DIAG_MSG, NETLINK_DIAG_REQ};
use crate::uapi::sock_diag::{SOCK_DESTROY, SOCK_DIAG_BY_FAMILY};
use crate::uapi::sys_socket::{AF_INET, AF_INET6, AF_NETLINK, AF_UNIX};
use crate::uapi::unix_diag::{UNIX_DIAG, UNIX_DIAG_MSG, UNIX_DIAG_REQ};
use crate::wire::{
    Body::{self, Struct},
    Context, Message, message,
};

/// The messages of `NETLINK_SOCK_DIAG`.
#[rustfmt::skip]
pub static MESSAGES: &[Message] = &[
    message(SOCK_DIAG_BY_FAMILY, "SOCK_DIAG_BY_FAMILY", Body::Choose(body, BODIES), "requests sockets, or reports one"),
    message(SOCK_DESTROY, "SOCK_DESTROY", Body::Choose(body, BODIES), "closes a socket, or reports it"),
];

fn body(context: &Context<'_>) -> Body {
    let request = context.message_flags & NLM_F_REQUEST != 0;
    match (context.family, request) {
        (AF_INET | AF_INET6, true) => Struct(&INET_DIAG_REQ_V2, &INET_DIAG_REQ),
        (AF_INET | AF_INET6, false) => Struct(&INET_DIAG_MSG, &INET_DIAG),
        (AF_UNIX, true) => Struct(&UNIX_DIAG_REQ, &UNIX_DIAG),
        (AF_UNIX, false) => Struct(&UNIX_DIAG_MSG, &UNIX_DIAG),
        (AF_NETLINK, true) => Struct(&NETLINK_DIAG_REQ, &NETLINK_DIAG),
        (AF_NETLINK, false) => Struct(&NETLINK_DIAG_MSG, &NETLINK_DIAG),
        _ => Body::Opaque,
    }
}

#[rustfmt::skip]
const BODIES: &[Body] = &[
    Struct(&INET_DIAG_REQ_V2, &INET_DIAG_REQ), Struct(&INET_DIAG_MSG, &INET_DIAG),
    Struct(&UNIX_DIAG_REQ, &UNIX_DIAG), Struct(&UNIX_DIAG_MSG, &UNIX_DIAG),
    Struct(&NETLINK_DIAG_REQ, &NETLINK_DIAG), Struct(&NETLINK_DIAG_MSG, &NETLINK_DIAG),
    Body::Opaque,
];
