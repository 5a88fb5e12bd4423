//! `rta_type`, which is more than a number.

/// What the type of an attribute says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type {
    /// Which attribute.
    pub number: u16,
    /// `NLA_F_NESTED`: the payload is attributes.
    pub is_nested: bool,
    /// `NLA_F_NET_BYTEORDER`: its numbers are in network order.
    pub is_network_order: bool,
}

/// Reads the two bytes of the type.
pub fn read_type(bytes: [u8; 2]) -> Type {
    // STARTER
    //| let _ = bytes;
    //| Type { number: 0, is_nested: false, is_network_order: false }
    // SOLUTION
    let rta_type = u16::from_ne_bytes(bytes);
    Type {
        number: rta_type & 0x3fff,
        is_nested: rta_type & 0x8000 != 0,
        is_network_order: rta_type & 0x4000 != 0,
    }
    // END
}
