//! `include/uapi/asm-generic/errno-base.h` and `errno.h`: the errors in a netlink reply.

use crate::wire::{Name, name};

/// `E…`: the errors in a netlink reply (errno(3)). Their numbers are those of x86, ARM and RISC-V;
/// MIPS, PA-RISC and SPARC have different ones above 34.
#[rustfmt::skip]
pub const ERRNO: &[Name] = &[
    name(1, "EPERM", "privilege required"),
    name(2, "ENOENT", "does not exist"),
    name(3, "ESRCH", "no such route"),
    name(4, "EINTR", "interrupted"),
    name(6, "ENXIO", "no such device"),
    name(7, "E2BIG", "too long"),
    name(11, "EAGAIN", "try again"),
    name(12, "ENOMEM", "out of memory"),
    name(13, "EACCES", "permission required"),
    name(14, "EFAULT", "bad address"),
    name(16, "EBUSY", "in use"),
    name(17, "EEXIST", "exists already"),
    name(18, "EXDEV", "belongs to a different device"),
    name(19, "ENODEV", "no such interface"),
    name(22, "EINVAL", "invalid request"),
    name(23, "ENFILE", "too many open files"),
    name(28, "ENOSPC", "no space left"),
    name(33, "EDOM", "outside its domain"),
    name(34, "ERANGE", "out of range, or wrong length"),
    name(36, "ENAMETOOLONG", "name too long"),
    name(71, "EPROTO", "protocol error"),
    name(74, "EBADMSG", "bad message"),
    name(75, "EOVERFLOW", "too large"),
    name(90, "EMSGSIZE", "message too long"),
    name(93, "EPROTONOSUPPORT", "protocol not supported"),
    name(95, "EOPNOTSUPP", "operation not supported"),
    name(96, "EPFNOSUPPORT", "protocol family not supported"),
    name(97, "EAFNOSUPPORT", "address family not supported"),
    name(98, "EADDRINUSE", "address in use"),
    name(99, "EADDRNOTAVAIL", "not an address of this machine"),
    name(100, "ENETDOWN", "interface down"),
    name(101, "ENETUNREACH", "network unreachable"),
    name(105, "ENOBUFS", "no buffer space"),
    name(110, "ETIMEDOUT", "timed out"),
    name(111, "ECONNREFUSED", "connection refused"),
    name(113, "EHOSTUNREACH", "host unreachable"),
    name(114, "EALREADY", "already in progress"),
    name(115, "EINPROGRESS", "now in progress"),
];
