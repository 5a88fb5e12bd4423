//! What one `recvmsg` returned, whichever crate made the call.

/// A datagram, and where it came from.
#[doc(alias = "sockaddr_nl")]
#[derive(Debug)]
pub struct Datagram<'buffer> {
    /// The bytes that fitted into the buffer.
    pub bytes: &'buffer [u8],
    /// How many bytes the sender sent.
    pub full_len: usize,
    /// `nl_pid` of the sender's socket address: its port ID; 0 is the kernel.
    ///
    /// The kernel fills it in, so no program can forge it. `nlmsg_pid` in the message is
    /// different: the sender writes there whatever it likes.
    pub from_port_id: u32,
    /// `nl_groups` of the sender's socket address: the multicast group that the datagram
    /// was sent to, as a mask. 0 for a group above 32, and for a datagram to this socket alone.
    pub from_groups: u32,
}

impl Datagram<'_> {
    /// Whether it came from the kernel, and not from another process.
    #[must_use]
    pub fn is_from_kernel(&self) -> bool {
        self.from_port_id == 0
    }

    /// How many bytes did not fit into the buffer. They are gone: netlink never delivers
    /// the remainder of a datagram.
    #[must_use]
    pub fn lost(&self) -> usize {
        self.full_len.saturating_sub(self.bytes.len())
    }
}
