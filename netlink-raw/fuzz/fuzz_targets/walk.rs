//! The tiling law, for whatever the fuzzer thinks of. The first byte chooses
//! the protocol.

#![no_main]

use libfuzzer_sys::fuzz_target;
use netlink_raw::explain;
use netlink_raw::uapi::PROTOCOLS;
use netlink_raw::walk::walk;
use netlink_raw::wire::What;

fuzz_target!(|data: &[u8]| {
    let Some((choice, datagram)) = data.split_first() else { return };
    let (_, protocol) = PROTOCOLS[usize::from(*choice) % PROTOCOLS.len()];
    let mut covered = 0;
    let mut spans = 0;
    walk(protocol, datagram).for_each(|span| {
        spans += 1;
        if span.is_leaf() {
            assert_eq!(span.at.start, covered);
            assert!(!span.at.is_empty() || matches!(span.what, What::Fault(_)));
            covered = span.at.end;
        }
    });
    assert_eq!(covered, datagram.len());
    assert!(spans <= 4 * datagram.len() + 4);
    let mut text = String::new();
    explain::tree(&mut text, walk(protocol, datagram), 100).unwrap();
    explain::json(&mut text, walk(protocol, datagram)).unwrap();
    // Nothing of the input reaches a terminal: escapes are the tree's own colours.
    assert!(!text.chars().any(|c| c.is_control() && c != '\n' && c != '\x1b'));
});
