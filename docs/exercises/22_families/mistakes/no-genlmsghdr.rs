//! Puts the attributes directly after the header, without a struct genlmsghdr.

use given::{attributes, u16_at, u32_at};

pub const GENL_ID_CTRL: u16 = 16;
pub const NLMSG_ERROR: u16 = 2;

pub fn request(name: &str, seq: u32) -> Vec<u8> {
    let mut request = vec![0; 4];
    request.extend(GENL_ID_CTRL.to_ne_bytes());
    request.extend(5_u16.to_ne_bytes());
    request.extend(seq.to_ne_bytes());
    request.extend(0_u32.to_ne_bytes());
    let mut payload = name.as_bytes().to_vec();
    payload.push(0);
    let nla_len = u16::try_from(4 + payload.len()).unwrap_or(u16::MAX);
    request.extend(nla_len.to_ne_bytes());
    request.extend(2_u16.to_ne_bytes());
    request.extend(payload);
    request.resize(request.len().next_multiple_of(4), 0);
    let nlmsg_len = u32::try_from(request.len()).unwrap_or(u32::MAX);
    request[0..4].copy_from_slice(&nlmsg_len.to_ne_bytes());
    request
}

pub fn family_id(answer: &[u8]) -> Result<u16, i32> {
    const NO_ANSWER: i32 = 74;
    if u16_at(answer, 4) == Some(NLMSG_ERROR) {
        let error = u32_at(answer, 16).ok_or(NO_ANSWER)?.cast_signed();
        return Err(-error);
    }
    let attributes = attributes(answer.get(20..).ok_or(NO_ANSWER)?);
    let id = attributes.iter().find(|(number, _)| *number == 1);
    id.and_then(|(_, payload)| u16_at(payload, 0)).ok_or(NO_ANSWER)
}
