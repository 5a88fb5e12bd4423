//! What later exercises take for granted.
