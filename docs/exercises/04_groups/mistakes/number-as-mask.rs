//! Combines the group numbers as if they were masks.

pub fn mask(groups: &[u32]) -> Option<u32> {
    Some(groups.iter().fold(0, |mask, group| mask | group))
}
