//! What the programs here share: a loop around `recv`, the lines of the guide's
//! transcripts, and messages as they are shown on standard output.

pub mod receiving;
pub mod shown;
pub mod transcript;
