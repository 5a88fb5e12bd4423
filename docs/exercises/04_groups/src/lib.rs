//! From group numbers to `nl_groups`.

/// Returns the mask of these multicast groups, or `None` if a group has no bit in the mask.
pub fn mask(groups: &[u32]) -> Option<u32> {
    let _ = groups;
    None
}
