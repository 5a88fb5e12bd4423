//! A filter that the kernel runs before it queues a notification: classic BPF
//! (`Documentation/networking/filter.rst` in the kernel's source).
//!
//! What it drops takes no room in the receive buffer and wakes no one. The result stays
//! exact: the program only drops what [`Filter`] would not want, and everything that passes
//! is filtered again by that.
//!
//! BPF reads numbers at fixed offsets, in network order. So it can look at the header and at
//! the struct after it, but not at attributes, which may be anywhere. Numbers in host order
//! are compared with constants whose bytes are swapped.

use libc::{
    BPF_ABS, BPF_ALU, BPF_AND, BPF_B, BPF_H, BPF_JEQ, BPF_JMP, BPF_K, BPF_LD, BPF_LEN, BPF_LSH,
    BPF_MISC, BPF_OR, BPF_RET, BPF_TAX, BPF_W, BPF_X,
};
use netlink_raw::uapi::netlink::{NLMSG_LEN, NLMSG_PID, NLMSG_TYPE, NLMSGHDR};
use netlink_raw::uapi::rtnetlink::{
    RTM_DELLINK, RTM_DELROUTE, RTM_FAMILY, RTM_NEWLINK, RTM_NEWROUTE, RTM_PROTOCOL, RTM_TYPE,
};
use netlink_raw::wire::Field;
use socket2::SockFilter;

use crate::event::Action;
use crate::filter::Filter;

/// How many bytes of the datagram the kernel keeps: none or all.
const DROP: u32 = 0;
const KEEP: u32 = u32::MAX;

/// The program for a filter; `None` if it asks for nothing that BPF can see.
#[must_use]
pub fn program(filter: &Filter) -> Option<Vec<SockFilter>> {
    let Filter { family, protocol, route_type, port_id, action, .. } = filter;
    if (family, protocol, route_type, port_id, action) == (&None, &None, &None, &None, &None) {
        return None;
    }
    let mut program = Vec::new();
    keep_several(&mut program);
    // The names of interfaces are learned from these, whatever else is wanted.
    let nlmsg_type = NLMSG_TYPE.field();
    for link in [RTM_NEWLINK, RTM_DELLINK] {
        load(&mut program, 0, nlmsg_type);
        keep_if(&mut program, swapped(nlmsg_type, link.into()));
    }
    let unwanted = match action {
        Some(Action::New) => Some(1),
        Some(Action::Del) => Some(0),
        Some(Action::Get) | None => None,
    };
    if let Some(unwanted) = unwanted {
        // The last two bits of the type are the action: see `table::new_type`.
        let low = nlmsg_type.at + if cfg!(target_endian = "little") { 0 } else { 1 };
        program.push(instruction(BPF_LD | BPF_B | BPF_ABS, offset(low)));
        program.push(instruction(BPF_ALU | BPF_AND | BPF_K, 3));
        drop_if(&mut program, unwanted);
    }
    if let Some(port_id) = port_id {
        let field = NLMSG_PID.field();
        load(&mut program, 0, field);
        keep_only(&mut program, swapped(field, (*port_id).into()));
    }
    if let Some(family) = family {
        // The first byte of every struct of rtnetlink.
        load(&mut program, NLMSGHDR.size(), RTM_FAMILY.field());
        keep_only(&mut program, (*family).into());
    }
    // Only the struct of a route has these. Messages of other types pass.
    let of_routes = [(RTM_PROTOCOL.field(), protocol), (RTM_TYPE.field(), route_type)];
    for (field, wanted) in of_routes {
        let Some(wanted) = wanted else { continue };
        for route in [RTM_NEWROUTE, RTM_DELROUTE] {
            load(&mut program, 0, nlmsg_type);
            // If it is another type, skip the three instructions that look at the field.
            program.push(jump(swapped(nlmsg_type, route.into()), 0, 3));
            load(&mut program, NLMSGHDR.size(), field);
            keep_only(&mut program, (*wanted).into());
        }
    }
    program.push(instruction(BPF_RET | BPF_K, KEEP));
    Some(program)
}

/// Keeps a datagram that is not exactly one message, for the other filter: `nlmsg_len`, put
/// together from its bytes, is compared with the datagram's length.
fn keep_several(program: &mut Vec<SockFilter>) {
    let at = NLMSG_LEN.field().at;
    program.push(instruction(BPF_LD | BPF_B | BPF_ABS, offset(at)));
    for index in 1..4 {
        // In host order, the first byte is the lowest, or on a big-endian machine the highest.
        if cfg!(target_endian = "big") {
            program.push(instruction(BPF_ALU | BPF_LSH | BPF_K, 8));
        }
        program.push(instruction(BPF_MISC | BPF_TAX, 0));
        program.push(instruction(BPF_LD | BPF_B | BPF_ABS, offset(at + index)));
        if cfg!(target_endian = "little") {
            program.push(instruction(BPF_ALU | BPF_LSH | BPF_K, 8 * offset(index)));
        }
        program.push(instruction(BPF_ALU | BPF_OR | BPF_X, 0));
    }
    program.push(instruction(BPF_MISC | BPF_TAX, 0));
    program.push(instruction(BPF_LD | BPF_W | BPF_LEN, 0));
    program.push(SockFilter::new(code(BPF_JMP | BPF_JEQ | BPF_X), 1, 0, 0));
    program.push(instruction(BPF_RET | BPF_K, KEEP));
}

/// Loads the field of a struct that starts at this offset.
fn load(program: &mut Vec<SockFilter>, start: usize, field: &Field) {
    let width = match field.kind.size() {
        1 => BPF_B,
        2 => BPF_H,
        _ => BPF_W,
    };
    program.push(instruction(BPF_LD | width | BPF_ABS, offset(start + field.at)));
}

/// A field's number as BPF loads it: with its bytes swapped to network order.
fn swapped(field: &Field, number: u64) -> u32 {
    let swapped = match field.kind.size() {
        1 => number,
        2 => u16::try_from(number).unwrap_or_default().to_be().into(),
        _ => u32::try_from(number).unwrap_or_default().to_be().into(),
    };
    u32::try_from(swapped).unwrap_or_default()
}

/// Keeps the datagram if the loaded number is this one; otherwise goes on.
fn keep_if(program: &mut Vec<SockFilter>, number: u32) {
    program.push(jump(number, 0, 1));
    program.push(instruction(BPF_RET | BPF_K, KEEP));
}

/// Goes on if the loaded number is this one; otherwise drops the datagram.
fn keep_only(program: &mut Vec<SockFilter>, number: u32) {
    program.push(jump(number, 1, 0));
    program.push(instruction(BPF_RET | BPF_K, DROP));
}

/// Drops the datagram if the loaded number is this one; otherwise goes on.
fn drop_if(program: &mut Vec<SockFilter>, number: u32) {
    program.push(jump(number, 0, 1));
    program.push(instruction(BPF_RET | BPF_K, DROP));
}

fn instruction(operation: u32, operand: u32) -> SockFilter {
    SockFilter::new(code(operation), 0, 0, operand)
}

/// Compares the loaded number with another, and skips this many instructions: if they are
/// equal, or if they are different.
fn jump(number: u32, equal: u8, different: u8) -> SockFilter {
    SockFilter::new(code(BPF_JMP | BPF_JEQ | BPF_K), equal, different, number)
}

/// Operations have 16 bits.
fn code(operation: u32) -> u16 {
    u16::try_from(operation).unwrap_or_default()
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
