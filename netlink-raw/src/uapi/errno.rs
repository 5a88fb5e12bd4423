//! `include/uapi/asm-generic/errno-base.h` and `errno.h`: the errors in a netlink reply.

use crate::wire::{Name, name};

/// `E…`: the errors that netlink answers with
/// (`include/uapi/asm-generic/errno-base.h`, `errno.h`; errno(3)). Their numbers
/// are those of x86, ARM and RISC-V; MIPS, PA-RISC and SPARC have others above
/// 34.
#[rustfmt::skip]
pub const ERRNO: &[Name] = &[
    name(1, "EPERM", "it takes a privilege"),
    name(2, "ENOENT", "there is none"),
    name(3, "ESRCH", "there is no such route"),
    name(4, "EINTR", "interrupted"),
    name(6, "ENXIO", "there is no such device"),
    name(7, "E2BIG", "too long"),
    name(11, "EAGAIN", "try again"),
    name(12, "ENOMEM", "no memory"),
    name(13, "EACCES", "it takes a permission"),
    name(14, "EFAULT", "a bad address"),
    name(16, "EBUSY", "in use"),
    name(17, "EEXIST", "it is there already"),
    name(18, "EXDEV", "of another device"),
    name(19, "ENODEV", "there is no such interface"),
    name(22, "EINVAL", "something in the request is not valid"),
    name(23, "ENFILE", "too many files"),
    name(28, "ENOSPC", "no room"),
    name(33, "EDOM", "outside its domain"),
    name(34, "ERANGE", "outside its range, or of a wrong length"),
    name(36, "ENAMETOOLONG", "the name is too long"),
    name(71, "EPROTO", "not as the protocol has it"),
    name(74, "EBADMSG", "the message is bad"),
    name(75, "EOVERFLOW", "too large"),
    name(90, "EMSGSIZE", "the message is too long"),
    name(93, "EPROTONOSUPPORT", "this protocol is not supported"),
    name(95, "EOPNOTSUPP", "this is not supported"),
    name(96, "EPFNOSUPPORT", "this family of protocols is not supported"),
    name(97, "EAFNOSUPPORT", "this family of addresses is not supported"),
    name(98, "EADDRINUSE", "the address is in use"),
    name(99, "EADDRNOTAVAIL", "the address is not one of this machine's"),
    name(100, "ENETDOWN", "the interface is down"),
    name(101, "ENETUNREACH", "no way leads there"),
    name(105, "ENOBUFS", "no room for the message"),
    name(110, "ETIMEDOUT", "it took too long"),
    name(111, "ECONNREFUSED", "nobody is there"),
    name(113, "EHOSTUNREACH", "the host cannot be reached"),
    name(114, "EALREADY", "it has begun already"),
    name(115, "EINPROGRESS", "it has begun"),
];
