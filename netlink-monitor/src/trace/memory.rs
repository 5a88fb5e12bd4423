//! The memory of another process, and the C structs in it through which datagrams are passed.

use std::io::IoSliceMut;

use netlink_raw::uapi::netlink::{NL_FAMILY, NL_GROUPS, NL_PID, SOCKADDR_NL, SockaddrNl};
use netlink_raw::uapi::sys_socket::AF_NETLINK;
use netlink_raw::wire::View;
use nix::sys::uio::{RemoteIoVec, process_vm_readv};
use nix::unistd::Pid;

/// The most buffers of one call: `UIO_MAXIOV`.
const MOST_BUFFERS: usize = 1024;

/// The memory of a process that is stopped.
#[derive(Clone, Copy)]
pub(super) struct Memory(pub(super) Pid);

impl Memory {
    /// Reads what is at an address; less if the rest cannot be read.
    fn read(self, address: u64, buffer: &mut [u8]) -> &[u8] {
        let part = RemoteIoVec { base: at(address), len: buffer.len() };
        let read = process_vm_readv(self.0, &mut [IoSliceMut::new(buffer)], &[part]);
        buffer.get(..read.unwrap_or_default()).unwrap_or_default()
    }

    /// A number of 32 bits.
    pub(super) fn number(self, address: u64) -> Option<u32> {
        let mut bytes = [0; 4];
        let whole = self.read(address, &mut bytes).len() == bytes.len();
        whole.then_some(u32::from_ne_bytes(bytes))
    }

    /// Up to eight words of 64 bits, one after the other.
    fn words<const N: usize>(self, address: u64) -> Option<[u64; N]> {
        const { assert!(N <= 8) };
        let mut bytes = [0; 64];
        let (words, _) = self.read(address, bytes.get_mut(..8 * N)?).as_chunks();
        let words: &[[u8; 8]; N] = words.try_into().ok()?;
        Some(words.map(u64::from_ne_bytes))
    }

    /// The struct sockaddr_nl at an address: port ID and groups.
    pub(super) fn netlink_address(self, address: u64) -> Option<(u32, u32)> {
        let mut bytes = [0; SOCKADDR_NL.size()];
        let address = View::<SockaddrNl>::new(self.read(address, &mut bytes));
        let number = |member| u32::try_from(address.read(member)).unwrap_or_default();
        (address.read(NL_FAMILY) == u64::from(AF_NETLINK))
            .then(|| (number(NL_PID), number(NL_GROUPS)))
    }

    /// An array of struct iovec: a pointer and a length each.
    pub(super) fn buffers(self, address: u64, count: u64) -> Buffers {
        let count = usize::try_from(count).unwrap_or(MOST_BUFFERS).min(MOST_BUFFERS);
        let mut parts = Vec::with_capacity(count);
        for index in 0..count as u64 {
            let Some([base, len]) = self.words(address.wrapping_add(16 * index)) else { break };
            parts.push(RemoteIoVec { base: at(base), len: at(len) });
        }
        Buffers(parts)
    }

    /// The struct msghdr at an address.
    pub(super) fn message(self, address: u64) -> Option<Message> {
        // msg_name, msg_namelen, msg_iov, msg_iovlen, msg_control, msg_controllen, msg_flags; the
        // second and the last have 32 bits, and padding that makes 64 of them.
        let [name, name_len, parts, count, _, _, flags] = self.words(address)?;
        let low = |word: u64| u32::try_from(word & u64::from(u32::MAX)).unwrap_or_default();
        let in_low_half = |word: u64| if cfg!(target_endian = "big") { word >> 32 } else { word };
        Some(Message {
            name: (name != 0 && low(in_low_half(name_len)) > 0).then_some(name),
            buffers: self.buffers(parts, count),
            flags: low(in_low_half(flags)),
        })
    }

    /// Appends the first bytes of some buffers to `bytes`. Returns whether all could be read.
    pub(super) fn append(self, buffers: &Buffers, len: usize, bytes: &mut Vec<u8>) -> bool {
        let start = bytes.len();
        bytes.resize(start + len.min(buffers.len()), 0);
        let mut parts = buffers.0.clone();
        let mut left = bytes.len() - start;
        for part in &mut parts {
            part.len = part.len.min(left);
            left -= part.len;
        }
        let wanted = bytes.get_mut(start..).unwrap_or_default();
        let wanted_len = wanted.len();
        let read = process_vm_readv(self.0, &mut [IoSliceMut::new(wanted)], &parts);
        let read = if wanted_len == 0 { 0 } else { read.unwrap_or_default() };
        bytes.truncate(start + read);
        read == wanted_len
    }
}

/// An address or a length, in the type that the call takes. Both have 64 bits.
fn at(word: u64) -> usize {
    usize::try_from(word).unwrap_or(usize::MAX)
}

/// The buffers of one datagram: the data is in the first, and goes on in the next.
pub(super) struct Buffers(Vec<RemoteIoVec>);

impl Buffers {
    /// A single buffer.
    pub(super) fn one(address: u64, len: u64) -> Self {
        Buffers(vec![RemoteIoVec { base: at(address), len: at(len) }])
    }

    /// How many bytes they hold.
    pub(super) fn len(&self) -> usize {
        self.0.iter().fold(0, |sum, part| sum.saturating_add(part.len))
    }
}

/// A struct msghdr.
pub(super) struct Message {
    /// Where the address of the other side is.
    pub(super) name: Option<u64>,
    pub(super) buffers: Buffers,
    /// After `recvmsg`, what the kernel says about the datagram: `MSG_TRUNC`.
    pub(super) flags: u32,
}
