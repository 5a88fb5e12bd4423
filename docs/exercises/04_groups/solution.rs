//! From group numbers to `nl_groups`.

/// Returns the mask of these multicast groups, or `None` if a group has no bit in the mask.
pub fn mask(groups: &[u32]) -> Option<u32> {
    // STARTER
    //| let _ = groups;
    //| None
    // SOLUTION
    let mut mask = 0;
    for group in groups {
        let place = group.checked_sub(1)?;
        mask |= 1_u32.checked_shl(place)?;
    }
    Some(mask)
    // END
}
