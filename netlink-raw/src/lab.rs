//! The lab: a private network of one's own.
//!
//! A *network namespace* is a second copy of everything that netlink's route
//! protocol is about: interfaces, addresses, routes. In a new one there is only
//! `lo`, and nothing done there is seen outside (network_namespaces(7)). Making
//! one needs privilege; an ordinary user gets it by making a *user namespace*
//! first, in which the user is root (user_namespaces(7)).
//!
//! Both belong to the thread, and a user namespace can only be entered while
//! the process has a single one: enter the lab first thing in `main`.
//!
//! A namespace lives as long as a process is in it, or something holds a file of
//! it open. Nothing has to be cleaned up: with the last process of a lab, its
//! interfaces, addresses and routes are gone. `ip netns add`, which keeps one by
//! a mount under `/run/netns`, takes root and leaves that mount behind.
//!
//! Everything else is shared with the machine: files, processes, the clock. And
//! no packet gets in or out, so a program in the lab cannot fetch anything.

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::MetadataExt;

use nix::errno::Errno;
use nix::sched::{CloneFlags, setns, unshare};
use nix::sys::socket::{
    AddressFamily, Backlog, SockFlag, SockProtocol, SockType, UnixAddr, bind, connect, getsockopt,
    listen, socket, sockopt,
};
use nix::unistd::{getegid, geteuid};

use crate::request::Request;
use crate::socket::NetlinkSocket;
use crate::uapi::if_::IFF_UP;
use crate::uapi::netlink::{NLM_F_ACK, NLM_F_REQUEST};
use crate::uapi::rtnetlink::{IFI_CHANGE, IFI_FLAGS, IFI_INDEX, Ifinfomsg, RTM_NEWLINK};

/// Why there is no lab.
#[derive(Debug)]
pub enum LabError {
    /// This machine forbids it.
    Forbidden {
        /// What was tried.
        step: &'static str,
        /// How it failed.
        error: io::Error,
        /// The likely causes, each with its remedy.
        causes: Vec<String>,
    },
    /// The name cannot be used.
    BadName(String),
    /// A lab of this name exists already.
    Taken(String),
    /// There is no lab of this name, or no longer.
    Gone(String),
    /// The process is in the lab of this name already.
    Inside(String),
    /// The process is in a lab, from which names given outside are not seen.
    Elsewhere(String),
    /// Something else did not work.
    Failed {
        /// What was tried.
        step: String,
        /// How it failed.
        error: io::Error,
    },
}

impl fmt::Display for LabError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LabError::Forbidden { step, error, causes } => {
                write!(f, "this machine forbids the lab: {step}: {error}")?;
                causes.iter().try_for_each(|cause| write!(f, "\n  - {cause}"))
            }
            LabError::BadName(name) => write!(
                f,
                "'{}' cannot be a lab's name; use up to 64 letters, digits, '.', '_' and '-'",
                name.escape_debug()
            ),
            LabError::Taken(name) => write!(
                f,
                "a lab named {name} is running already; join it with --join {name}, or choose \
                 another name"
            ),
            LabError::Gone(name) => write!(
                f,
                "there is no lab named {name} here, or its first command has ended; start one \
                 with --name {name}, as the same user"
            ),
            LabError::Inside(name) => write!(
                f,
                "this is the lab named {name} already; run the command as it is, or leave the lab \
                 first with exit"
            ),
            LabError::Elsewhere(name) => write!(
                f,
                "there is no lab named {name} in this lab, and names given outside are not seen \
                 from in here; leave this lab first with exit"
            ),
            LabError::Failed { step, error } => write!(f, "{step}: {error}"),
        }
    }
}

impl std::error::Error for LabError {}

fn failed(step: impl Into<String>) -> impl FnOnce(Errno) -> LabError {
    let step = step.into();
    move |errno| LabError::Failed { step, error: errno.into() }
}

/// `unshare(CLONE_NEWUSER | CLONE_NEWNET)`: enters a new lab, and switches `lo`
/// on.
///
/// Call it before any thread starts.
///
/// # Errors
///
/// [`LabError::Forbidden`] with the likely causes if the machine does not allow
/// it.
pub fn enter() -> Result<(), LabError> {
    // Root needs no user namespace, and without one keeps all its rights; root
    // inside a container may lack them, and goes on as everybody does.
    //
    // With both flags in one call, the kernel makes the user namespace first, and
    // the network namespace then belongs to it: its root has CAP_NET_ADMIN over
    // that network, and over no other (user_namespaces(7)).
    if !geteuid().is_root() || unshare(CloneFlags::CLONE_NEWNET).is_err() {
        let (uid, gid) = (geteuid(), getegid());
        // ANCHOR: unshare
        let step = "unshare(CLONE_NEWUSER|CLONE_NEWNET)";
        unshare(CloneFlags::CLONE_NEWUSER | CloneFlags::CLONE_NEWNET)
            .map_err(|errno| forbidden(step, errno.into()))?;
        // ANCHOR_END: unshare
        // Until it is mapped, the user is nobody in here. An ordinary user may
        // map only the own IDs, and the group only after giving up setgroups:
        // else one could leave a group that a file's mode locks out, and read the
        // file (user_namespaces(7), since Linux 3.19). A line says: the first ID
        // inside, the first outside, how many.
        for (file, line) in [
            ("/proc/self/setgroups", "deny".to_owned()),
            ("/proc/self/uid_map", format!("0 {uid} 1")),
            ("/proc/self/gid_map", format!("0 {gid} 1")),
        ] {
            fs::write(file, line).map_err(|error| forbidden(file, error))?;
        }
    }
    switch_on_loopback().map_err(|error| forbidden("switching on lo", error))
}

/// `ip link set lo up`, by our own request.
///
/// Going up, `lo` gets 127.0.0.1/8 and ::1/128 from the kernel. While it is down,
/// even 127.0.0.1 is unreachable, which surprises those who make their first
/// namespace by hand.
fn switch_on_loopback() -> io::Result<()> {
    /// In every network namespace, `lo` is made first.
    const LO: u64 = 1;
    let request = Request::new(RTM_NEWLINK, NLM_F_REQUEST | NLM_F_ACK, 1)
        // `ifi_change` is a mask: only the flags in it are set or cleared, so
        // that IFF_UP changes without the others being known.
        .with_struct::<Ifinfomsg>(&[(IFI_INDEX, LO), (IFI_FLAGS, IFF_UP), (IFI_CHANGE, IFF_UP)])
        .into_bytes();
    let socket = NetlinkSocket::open(SockProtocol::NetlinkRoute).map_err(io::Error::other)?;
    socket.request(&request, |_| {}).map_err(io::Error::other)
}

/// What of this machine's settings can forbid the lab.
///
/// `unshare` gives EPERM for all of them, or ENOSPC for the second: the number
/// does not tell which. So each is looked at, and none is trusted to be there,
/// because each belongs to some kernels only.
#[derive(Default)]
struct Settings {
    /// `/proc/sys/kernel/unprivileged_userns_clone` (Debian)
    userns_clone: Option<String>,
    /// `/proc/sys/user/max_user_namespaces`
    max_user_namespaces: Option<String>,
    /// `/proc/sys/kernel/apparmor_restrict_unprivileged_userns` (Ubuntu)
    apparmor: Option<String>,
    /// `Seccomp:` in `/proc/self/status`; 2 is a filter, as containers have
    seccomp: Option<String>,
}

impl Settings {
    fn of_this_machine() -> Self {
        let read = |path| fs::read_to_string(path).ok().map(|text| text.trim().to_owned());
        let status = read("/proc/self/status").unwrap_or_default();
        let seccomp = status.lines().find_map(|line| line.strip_prefix("Seccomp:"));
        Settings {
            userns_clone: read("/proc/sys/kernel/unprivileged_userns_clone"),
            max_user_namespaces: read("/proc/sys/user/max_user_namespaces"),
            apparmor: read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns"),
            seccomp: seccomp.map(|value| value.trim().to_owned()),
        }
    }

    /// The likely causes, each with its remedy.
    fn causes(&self) -> Vec<String> {
        let mut causes = Vec::new();
        if self.userns_clone.as_deref() == Some("0") {
            causes.push(
                "the sysctl kernel.unprivileged_userns_clone is 0; an administrator can allow it \
                 with: sysctl kernel.unprivileged_userns_clone=1"
                    .to_owned(),
            );
        }
        if self.max_user_namespaces.as_deref() == Some("0") {
            causes.push(
                "the sysctl user.max_user_namespaces is 0; an administrator can allow it with: \
                 sysctl user.max_user_namespaces=10000"
                    .to_owned(),
            );
        }
        if self.apparmor.as_deref() == Some("1") {
            causes.push(
                "AppArmor restricts user namespaces (as Ubuntu does since 23.10); an \
                 administrator can allow them with: sysctl \
                 kernel.apparmor_restrict_unprivileged_userns=0"
                    .to_owned(),
            );
        }
        if self.seccomp.as_deref() == Some("2") {
            causes.push(
                "a seccomp filter is active, as in a container; start the container with the \
                 capability SYS_ADMIN or with --security-opt seccomp=unconfined"
                    .to_owned(),
            );
        }
        if causes.is_empty() {
            causes.push(
                "no setting that is known to forbid it was found; a kernel without user \
                 namespaces, a chroot, or another security module can be the cause"
                    .to_owned(),
            );
        }
        causes.push(
            "root needs no user namespace: sudo works, and so does a virtual machine".to_owned(),
        );
        causes
    }
}

fn forbidden(step: &'static str, error: io::Error) -> LabError {
    LabError::Forbidden { step, error, causes: Settings::of_this_machine().causes() }
}

/// `NETLINK_LAB`: the environment variable that tells a command in a lab the
/// lab's name; empty, if the lab has none.
///
/// Nothing depends on it but an error message, and a prompt if somebody likes:
/// `PS1="($NETLINK_LAB) $PS1"`.
pub const VARIABLE: &str = "NETLINK_LAB";

/// A lab's name, held for as long as a process has it open.
///
/// The name is that of a listening Unix socket in the abstract namespace: no
/// file is left behind, and the kernel removes it with the last process that
/// holds it. Nobody talks over it; it tells which process to look at.
#[derive(Debug)]
pub struct Name {
    listener: OwnedFd,
}

impl Name {
    /// `listen(fd, …)`: lets others join, now that the lab is ready.
    ///
    /// Not before: whoever joins while the user is not mapped yet is nobody in
    /// there, and loses all rights with the next `exec`.
    ///
    /// # Errors
    ///
    /// As listen(2).
    pub fn open(&self) -> Result<(), LabError> {
        listen(&self.listener, Backlog::MAXCONN).map_err(failed("listen"))
    }
}

/// Reserves a name, for [`enter`] to be called next, and then [`Name::open`].
///
/// The socket is left open for the command that the process will become, so
/// that the name lasts as long as the command does. It is made in the network
/// outside, where those look for it who want to join, and stays a part of that
/// network when the process goes into another.
///
/// # Errors
///
/// [`LabError::BadName`], [`LabError::Taken`], or [`LabError::Inside`].
pub fn name(name: &str) -> Result<Name, LabError> {
    let address = socket_address(name)?;
    // In there, the name would be free: another network has other names.
    if std::env::var_os(VARIABLE).is_some_and(|here| here == name) {
        return Err(LabError::Inside(name.to_owned()));
    }
    // Without SOCK_CLOEXEC: the command inherits it.
    let listener = socket(AddressFamily::Unix, SockType::Stream, SockFlag::empty(), None)
        .map_err(failed("socket"))?;
    bind(listener.as_raw_fd(), &address).map_err(|errno| match errno {
        Errno::EADDRINUSE => LabError::Taken(name.to_owned()),
        errno => failed("bind")(errno),
    })?;
    Ok(Name { listener })
}

/// `setns(fd, CLONE_NEWUSER)`, `setns(fd, CLONE_NEWNET)`: enters the lab of this
/// name.
///
/// The user namespace first: who made it is all-powerful in there, and only with
/// that power may one enter the network namespace (setns(2)). The other way
/// round, an ordinary user gets EPERM.
///
/// Call it before any thread starts.
///
/// # Errors
///
/// [`LabError::Gone`] if there is none; [`LabError::Inside`] or
/// [`LabError::Elsewhere`] if the process is in a lab already.
pub fn join(name: &str) -> Result<(), LabError> {
    let gone = || LabError::Gone(name.to_owned());
    let address = socket_address(name)?;
    let client = socket(AddressFamily::Unix, SockType::Stream, SockFlag::SOCK_CLOEXEC, None)
        .map_err(failed("socket"))?;
    connect(client.as_raw_fd(), &address).map_err(|_refused| match std::env::var_os(VARIABLE) {
        Some(here) if here == name => LabError::Inside(name.to_owned()),
        Some(_) => LabError::Elsewhere(name.to_owned()),
        None => gone(),
    })?;
    // Who listens there, as the kernel noted it when `listen` was called
    // (SO_PEERCRED in unix(7)). Nobody can claim to be somebody else; the name
    // alone would prove nothing, because any user may bind any abstract name.
    let peer = getsockopt(&client, sockopt::PeerCredentials).map_err(failed("SO_PEERCRED"))?;
    if peer.uid() != geteuid().as_raw() {
        return Err(gone());
    }
    // Files that stand for the namespaces of a process (namespaces(7)). To open
    // one keeps the namespace alive, even if the process ends now.
    let open = |kind| File::open(format!("/proc/{}/ns/{kind}", peer.pid())).map_err(|_| gone());
    let (user, net) = (open("user")?, open("net")?);
    // To enter the namespace that one is in already is an error (setns(2)).
    if !is_ours(&user, "user")? {
        setns(user, CloneFlags::CLONE_NEWUSER).map_err(failed("setns(CLONE_NEWUSER)"))?;
    }
    if is_ours(&net, "net")? {
        // The first command is gone, and its process ID is another's now.
        return Err(gone());
    }
    setns(net, CloneFlags::CLONE_NEWNET).map_err(failed("setns(CLONE_NEWNET)"))
}

/// Whether the namespace is the one that this process is in: two files of the
/// same namespace have the same device and inode (namespaces(7)).
fn is_ours(namespace: &File, kind: &str) -> Result<bool, LabError> {
    let step = || format!("/proc/self/ns/{kind}");
    let ours = fs::metadata(step()).map_err(|error| LabError::Failed { step: step(), error })?;
    let theirs = namespace.metadata().map_err(|error| LabError::Failed { step: step(), error })?;
    Ok((ours.dev(), ours.ino()) == (theirs.dev(), theirs.ino()))
}

/// Each user has names of their own: the user's number is a part of them.
///
/// In the abstract namespace (unix(7)) a name may hold any bytes and up to 107
/// of them. Few are allowed here, because names are printed, and typed.
fn socket_address(name: &str) -> Result<UnixAddr, LabError> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    if name.is_empty() || name.len() > 64 || !name.chars().all(fits) {
        return Err(LabError::BadName(name.to_owned()));
    }
    UnixAddr::new_abstract(format!("netlink-lab/{}/{name}", geteuid()).as_bytes())
        .map_err(failed("a socket's name"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn causes(settings: &Settings) -> String {
        settings.causes().join("\n")
    }

    #[test]
    fn each_setting_is_named_with_its_remedy() {
        let on = |value: &str| Some(value.to_owned());
        let no_clone = Settings { userns_clone: on("0"), ..Settings::default() };
        assert!(causes(&no_clone).contains("sysctl kernel.unprivileged_userns_clone=1"));
        let none_left = Settings { max_user_namespaces: on("0"), ..Settings::default() };
        assert!(causes(&none_left).contains("sysctl user.max_user_namespaces=10000"));
        let apparmor = Settings { apparmor: on("1"), ..Settings::default() };
        assert!(causes(&apparmor).contains("kernel.apparmor_restrict_unprivileged_userns=0"));
        let container = Settings { seccomp: on("2"), ..Settings::default() };
        assert!(causes(&container).contains("seccomp=unconfined"));
    }

    #[test]
    fn settings_that_allow_it_are_not_blamed() {
        let allowed = Settings {
            userns_clone: Some("1".to_owned()),
            max_user_namespaces: Some("96365".to_owned()),
            apparmor: Some("0".to_owned()),
            seccomp: Some("0".to_owned()),
        };
        let causes = causes(&allowed);
        assert!(!causes.contains("sysctl"), "{causes}");
        assert!(causes.contains("no setting that is known"), "{causes}");
    }

    #[test]
    fn a_name_cannot_hold_what_a_terminal_would_obey() {
        for bad in ["", "a/b", "a b", "\x1b[2J", &"x".repeat(65)] {
            assert!(matches!(socket_address(bad), Err(LabError::BadName(_))), "{bad:?}");
        }
        assert!(socket_address("class.of_2026-a").is_ok());
    }
}
