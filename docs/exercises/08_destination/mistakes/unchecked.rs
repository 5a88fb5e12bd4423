//! Finds the attribute by its type, and assumes that it is four bytes long.

use std::net::Ipv4Addr;

use given::attributes;

pub fn destination(message: &[u8]) -> Option<(Ipv4Addr, u8)> {
    let mut address = [0; 4];
    for (number, payload) in attributes(message.get(28..)?) {
        if number == 1 {
            address = [payload[0], payload[1], payload[2], payload[3]];
        }
    }
    Some((Ipv4Addr::from(address), message[17]))
}
