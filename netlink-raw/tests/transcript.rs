//! The lines that the guide's monitors print for datagrams from a kernel.

mod given;

use netlink_raw::datagram::Datagram;
use netlink_raw::program::transcript::{self, Style};

use given::{DONE, NEWROUTE};

/// Returns a datagram as if `recv` had received it from the kernel.
fn from_kernel(bytes: &[u8]) -> Datagram<'_> {
    Datagram { bytes, full_len: bytes.len(), from_port_id: 0, from_groups: 0x40 }
}

#[test]
fn every_message_of_a_datagram_is_printed() {
    let mut bytes = NEWROUTE.to_vec();
    bytes.extend(NEWROUTE);
    bytes.extend(DONE);
    let lines = transcript::datagram(Style::C, &from_kernel(&bytes), u64::MAX);
    assert_eq!(lines.count, 3);
    assert_eq!(
        lines.text,
        "nlmsg_len: 60, nlmsg_type 24, nlmsg_flags: 1536, nlmsg_seq: 16909060, \
         nlmsg_pid: 84281096\nNetmask: 30\n\
         nlmsg_len: 60, nlmsg_type 24, nlmsg_flags: 1536, nlmsg_seq: 16909060, \
         nlmsg_pid: 84281096\nNetmask: 30\n\
         nlmsg_len: 20, nlmsg_type 3, nlmsg_flags: 2, nlmsg_seq: 16909060, nlmsg_pid: 84281096\n"
    );
    assert_eq!(lines.warning, None);
    let limited = transcript::datagram(Style::C, &from_kernel(&bytes), 1);
    assert_eq!(limited.count, 1);
}

#[test]
fn a_datagram_from_another_program_is_reported_and_not_printed() {
    let datagram = Datagram { from_port_id: 4711, ..from_kernel(&NEWROUTE) };
    let lines = transcript::datagram(Style::C, &datagram, u64::MAX);
    assert_eq!((lines.text.as_str(), lines.count), ("", 0));
    assert!(lines.warning.is_some_and(|warning| warning.contains("port ID 4711")));
}

#[test]
fn the_destination_is_found_wherever_it_is() {
    let mut bytes = NEWROUTE;
    // RTA_DST comes last. The guide's Python program would print the gateway.
    bytes[36..60].rotate_left(8);
    let lines = transcript::datagram(Style::Python, &from_kernel(&bytes), u64::MAX);
    assert!(lines.text.ends_with("IP:  b'\\x04\\x03\\x02\\x00'\n"), "{}", lines.text);
}
