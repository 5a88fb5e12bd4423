//! The lab: a private network for experiments.
//!
//! A *network namespace* is a second copy of everything in netlink's route protocol:
//! interfaces, addresses, routes. A new one has only `lo`, and nothing done there is
//! visible outside (network_namespaces(7)). Creating one needs privilege. An ordinary user
//! gets it by creating a *user namespace* first, in which the user is root
//! (user_namespaces(7)).
//!
//! Both belong to the thread, and a process can only enter a user namespace while it has a
//! single thread: enter the lab first thing in `main`.
//!
//! A namespace lives as long as a process is in it, or something holds a file of it open.
//! Nothing has to be cleaned up: when the last process of a lab ends, its interfaces,
//! addresses and routes are gone. `ip netns add`, by contrast, keeps a namespace by a mount
//! under `/run/netns`; it needs root and leaves that mount there.
//!
//! Almost everything else is shared with the machine: files, processes, the clock. Only
//! `/sys` and `/run/netns` are the lab's own, in a *mount namespace* (mount_namespaces(7)),
//! because they show networks: without one, `ls /sys/class/net` would list the machine's
//! interfaces. No packet gets in or out, so a program in the lab cannot download anything.

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::MetadataExt;

use nix::errno::Errno;
use nix::mount::{MsFlags, mount};
use nix::sched::{CloneFlags, setns, unshare};
use nix::sys::socket::{
    AddressFamily, Backlog, SockFlag, SockProtocol, SockType, UnixAddr, bind, connect, getsockopt,
    listen, socket, sockopt,
};
use nix::unistd::{getegid, geteuid};

use crate::conversation::NotDone;
use crate::request::Request;
use crate::socket::NetlinkSocket;
use crate::uapi::if_::IFF_UP;
use crate::uapi::netlink::{NLM_F_ACK, NLM_F_REQUEST};
use crate::uapi::rtnetlink::{IFI_CHANGE, IFI_FLAGS, IFI_INDEX, Ifinfomsg, RTM_NEWLINK};

/// Why there is no lab.
#[derive(Debug)]
pub enum LabError {
    /// This machine does not allow it.
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
    /// A lab with this name exists already.
    Taken(String),
    /// Another user's process has the name, or one that does not answer.
    Occupied {
        /// The name.
        name: String,
        /// The user ID and the process ID of the holder, if it answers.
        holder: Option<(u32, i32)>,
    },
    /// There is no lab with this name, or it has ended.
    Gone(String),
    /// The process is already in the lab with this name.
    Inside(String),
    /// The process is in another lab, and names given outside are not visible there.
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
                write!(f, "this machine does not allow the lab: {step}: {error}")?;
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
            LabError::Occupied { name, holder: Some((uid, pid)) } => write!(
                f,
                "the name {name} is held by process {pid} of the user with ID {uid}; choose \
                 another name"
            ),
            LabError::Occupied { name, holder: None } => write!(
                f,
                "the name {name} is held by a process that does not answer ('ss -xap' lists it); \
                 try again, or choose another name"
            ),
            LabError::Gone(name) => write!(
                f,
                "there is no lab named {name}, or its first command has ended; start one with \
                 --name {name}, as the same user"
            ),
            LabError::Inside(name) => write!(
                f,
                "you are already in the lab named {name}; run the command without --join or \
                 --name, or leave the lab first with exit"
            ),
            LabError::Elsewhere(name) => write!(
                f,
                "there is no lab named {name} in this lab, and names given outside are not \
                 visible from here; leave this lab first with exit"
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

/// `unshare(CLONE_NEWUSER | CLONE_NEWNET)`: enters a new lab, and switches on `lo`.
///
/// Call it before any thread starts.
///
/// # Errors
///
/// [`LabError::Forbidden`], with the likely causes, if the machine does not allow it.
#[doc(alias = "unshare")]
pub fn enter() -> Result<(), LabError> {
    // Root needs no user namespace, and keeps all its rights without one. Root inside a
    // container may lack the right to do this, and continues like any other user.
    //
    // With both flags in one call, the kernel creates the user namespace first, and the
    // network namespace then belongs to it: its root has CAP_NET_ADMIN over that network
    // and over no other (user_namespaces(7)).
    if !geteuid().is_root() || unshare(CloneFlags::CLONE_NEWNET).is_err() {
        let (uid, gid) = (geteuid(), getegid());
        // ANCHOR: unshare
        let step = "unshare(CLONE_NEWUSER|CLONE_NEWNET)";
        unshare(CloneFlags::CLONE_NEWUSER | CloneFlags::CLONE_NEWNET)
            .map_err(|errno| forbidden(step, errno.into()))?;
        // ANCHOR_END: unshare
        // Until it is mapped, the user ID in here is that of "nobody". An ordinary user
        // may map only their own IDs, and the group only after giving up setgroups.
        // Otherwise they could leave a group that a file's mode locks out, and read the
        // file (user_namespaces(7), since Linux 3.19). A line holds the first ID inside,
        // the first ID outside, and how many.
        for (file, line) in [
            ("/proc/self/setgroups", "deny".to_owned()),
            ("/proc/self/uid_map", format!("0 {uid} 1")),
            ("/proc/self/gid_map", format!("0 {gid} 1")),
        ] {
            fs::write(file, line).map_err(|error| forbidden(file, error))?;
        }
    }
    // The lab works without this as well.
    let _ = hide_the_machines_networks();
    switch_on_loopback()
        .map_err(|not_done| forbidden("switching on lo", io::Error::other(not_done)))
}

/// `unshare(CLONE_NEWNS)`, and two mounts: `/sys` with the lab's interfaces, as `ip netns exec`
/// has it, and an empty `/run/netns`.
///
/// A container may not allow this: the kernel refuses to mount a new `/sys` where the old one
/// is covered in parts (`mount_too_revealing` in fs/namespace.c).
fn hide_the_machines_networks() -> Result<(), Errno> {
    const NONE: Option<&str> = None;
    unshare(CloneFlags::CLONE_NEWNS)?;
    // What is mounted here from now on does not appear outside.
    mount(NONE, "/", NONE, MsFlags::MS_REC | MsFlags::MS_SLAVE, NONE)?;
    let flags = MsFlags::MS_NOSUID | MsFlags::MS_NODEV | MsFlags::MS_NOEXEC;
    mount(Some("lab"), "/sys", Some("sysfs"), flags, NONE)?;
    match mount(Some("lab"), "/run/netns", Some("tmpfs"), flags, NONE) {
        // `ip netns add` has never been used on this machine.
        Err(Errno::ENOENT) => Ok(()),
        result => result,
    }
}

/// `ip link set lo up`, with a request of our own.
///
/// When `lo` goes up, the kernel gives it 127.0.0.1/8 and ::1/128. While it is down, even
/// 127.0.0.1 is unreachable, which surprises people who create their first namespace by
/// hand.
fn switch_on_loopback() -> Result<(), NotDone> {
    /// In every network namespace, `lo` is created first.
    const LO: u64 = 1;
    let request = Request::new(RTM_NEWLINK, NLM_F_REQUEST | NLM_F_ACK, 1)
        // `ifi_change` is a mask: the kernel sets or clears only the flags in it. So
        // IFF_UP can change without our knowing the others.
        .with_struct::<Ifinfomsg>(&[(IFI_INDEX, LO), (IFI_FLAGS, IFF_UP), (IFI_CHANGE, IFF_UP)])
        .into_bytes();
    NetlinkSocket::open(SockProtocol::NetlinkRoute)?.request(&request, |_| {})
}

/// The settings of a machine that can forbid the lab.
///
/// `unshare` gives EPERM for all of them, or ENOSPC for the second, so the number does not
/// tell which one it was. All are read, and any may be missing, because each exists only on
/// some kernels.
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
                "AppArmor restricts user namespaces (as Ubuntu does by default since 24.04); an \
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
                "no setting that is known to forbid it was found; the cause may be a kernel \
                 without user namespaces, a chroot, or another security module"
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

/// `NETLINK_LAB`: the environment variable that holds the lab's name for the commands in
/// it; empty if the lab has no name.
///
/// It is used for an error message, and you can use it for a prompt:
/// `PS1="($NETLINK_LAB) $PS1"`.
pub const VARIABLE: &str = "NETLINK_LAB";

/// A lab's name, held for as long as a process has it open.
///
/// It is the name of a listening Unix socket in the abstract namespace. It leaves no file
/// behind, and the kernel removes it with the process that holds it. No data goes over
/// the socket; it only tells which process to look at.
#[derive(Debug)]
pub struct Name {
    listener: OwnedFd,
}

impl Name {
    /// `listen(fd, …)`: lets others join, now that the lab is ready.
    ///
    /// Not earlier: a process that joins before the user is mapped runs as "nobody", and
    /// loses all rights with the next `exec`.
    ///
    /// # Errors
    ///
    /// As listen(2).
    pub fn open(&self) -> Result<(), LabError> {
        listen(&self.listener, Backlog::MAXCONN).map_err(failed("listen"))
    }
}

/// Reserves a name for the lab. Call [`enter`] next, and then [`Name::open`].
///
/// The socket is closed when the process executes another program, so the holder of a name
/// runs commands as children. The socket is created in the network outside, where others look
/// for it, and belongs to that network even when the process enters another.
///
/// # Errors
///
/// [`LabError::BadName`], [`LabError::Taken`], [`LabError::Occupied`], or
/// [`LabError::Inside`].
pub fn name(name: &str) -> Result<Name, LabError> {
    let address = socket_address(name)?;
    // Inside the lab the name would be free, because another network has other names.
    if std::env::var_os(VARIABLE).is_some_and(|here| here == name) {
        return Err(LabError::Inside(name.to_owned()));
    }
    let listener = new_socket()?;
    bind(listener.as_raw_fd(), &address).map_err(|errno| match errno {
        Errno::EADDRINUSE => match holder(&address) {
            Some((uid, _)) if uid == geteuid().as_raw() => LabError::Taken(name.to_owned()),
            holder => LabError::Occupied { name: name.to_owned(), holder },
        },
        errno => failed("bind")(errno),
    })?;
    Ok(Name { listener })
}

fn new_socket() -> Result<OwnedFd, LabError> {
    socket(AddressFamily::Unix, SockType::Stream, SockFlag::SOCK_CLOEXEC, None)
        .map_err(failed("socket"))
}

/// The user ID and the process ID of the process that listens at this address, as the kernel
/// recorded them in `listen` (`SO_PEERCRED` in unix(7)). No process can fake this. The name
/// alone would prove nothing, because any user may bind any abstract name.
fn holder(address: &UnixAddr) -> Option<(u32, i32)> {
    let client = new_socket().ok()?;
    connect(client.as_raw_fd(), address).ok()?;
    let peer = getsockopt(&client, sockopt::PeerCredentials).ok()?;
    Some((peer.uid(), peer.pid()))
}

/// `setns(fd, CLONE_NEWUSER)`, `setns(fd, CLONE_NEWNET)`, `setns(fd, CLONE_NEWNS)`: enters the
/// lab with this name.
///
/// It enters the user namespace first. The user who created that namespace has all rights
/// in it, and needs them to enter the network namespace (setns(2)). In the opposite order,
/// an ordinary user gets EPERM.
///
/// Call it before any thread starts.
///
/// # Errors
///
/// [`LabError::Gone`] if there is none; [`LabError::Occupied`] if another user's process has
/// its name; [`LabError::Inside`] or [`LabError::Elsewhere`] if the process is in a lab already.
#[doc(alias = "setns")]
pub fn join(name: &str) -> Result<(), LabError> {
    let gone = || LabError::Gone(name.to_owned());
    let address = socket_address(name)?;
    let (uid, pid) = holder(&address).ok_or_else(|| match std::env::var_os(VARIABLE) {
        Some(here) if here == name => LabError::Inside(name.to_owned()),
        Some(_) => LabError::Elsewhere(name.to_owned()),
        None => gone(),
    })?;
    if uid != geteuid().as_raw() {
        return Err(LabError::Occupied { name: name.to_owned(), holder: Some((uid, pid)) });
    }
    // Files for the namespaces of a process (namespaces(7)). An open file keeps its
    // namespace alive, even if the process ends now.
    let open = |kind| File::open(format!("/proc/{pid}/ns/{kind}")).map_err(|_| gone());
    let (user, net, mnt) = (open("user")?, open("net")?, open("mnt")?);
    // Entering the user namespace that we are already in is an error (setns(2)).
    if !is_ours(&user, "user")? {
        setns(user, CloneFlags::CLONE_NEWUSER).map_err(failed("setns(CLONE_NEWUSER)"))?;
    }
    if is_ours(&net, "net")? {
        // The first command has ended, and its process ID now belongs to another process.
        return Err(gone());
    }
    setns(net, CloneFlags::CLONE_NEWNET).map_err(failed("setns(CLONE_NEWNET)"))?;
    if !is_ours(&mnt, "mnt")? {
        // It also moves this process to the root directory (setns(2)).
        let here = std::env::current_dir();
        setns(mnt, CloneFlags::CLONE_NEWNS).map_err(failed("setns(CLONE_NEWNS)"))?;
        here.and_then(std::env::set_current_dir)
            .map_err(|error| LabError::Failed { step: "chdir".to_owned(), error })?;
    }
    Ok(())
}

/// Whether this process is in the namespace: two files of the same namespace have the same
/// device and inode (namespaces(7)).
fn is_ours(namespace: &File, kind: &str) -> Result<bool, LabError> {
    let step = || format!("/proc/self/ns/{kind}");
    let ours = fs::metadata(step()).map_err(|error| LabError::Failed { step: step(), error })?;
    let theirs = namespace.metadata().map_err(|error| LabError::Failed { step: step(), error })?;
    Ok((ours.dev(), ours.ino()) == (theirs.dev(), theirs.ino()))
}

/// The address of the socket that holds a name. Each user has their own names: the user ID
/// is part of the address.
///
/// In the abstract namespace (unix(7)) a name may hold up to 107 bytes of any kind. Only a
/// few are allowed here, because people type and print these names.
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
