//! From group numbers to `nl_groups`.

/// The mask of these multicast groups; `None` if one of them has no bit in it.
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
