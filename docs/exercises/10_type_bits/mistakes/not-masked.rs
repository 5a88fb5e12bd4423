//! Does not mask the number.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type {
    pub number: u16,
    pub is_nested: bool,
    pub is_network_order: bool,
}

pub fn read_type(bytes: [u8; 2]) -> Type {
    let rta_type = u16::from_ne_bytes(bytes);
    Type {
        number: rta_type,
        is_nested: rta_type & 0x8000 != 0,
        is_network_order: rta_type & 0x4000 != 0,
    }
}
