//! Counts bits from 1.

pub fn mask(groups: &[u32]) -> Option<u32> {
    groups.iter().try_fold(0, |mask, group| Some(mask | 1_u32.checked_shl(*group)?))
}
