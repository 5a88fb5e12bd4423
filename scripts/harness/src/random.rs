//! Random numbers that are the same in every run with the same seed.

/// A small generator of random numbers: xorshift64.
pub struct Random(u64);

impl Random {
    /// Begins with this seed, which must not be 0.
    #[must_use]
    pub fn new(seed: u64) -> Random {
        assert_ne!(seed, 0, "xorshift of 0 stays 0");
        Random(seed)
    }

    /// Returns a number below `limit`, or 0 if `limit` is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).expect("below a usize")
    }

    /// Returns one of these values.
    pub fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}
