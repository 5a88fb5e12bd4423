//! Assumes that every group number has a bit.

pub fn mask(groups: &[u32]) -> Option<u32> {
    let mut mask = 0;
    for group in groups {
        mask |= 1 << (group - 1);
    }
    Some(mask)
}
