//! Articles in numbers, made up: what is tried on a few by hand is held to on a
//! thousand by these.

pub(crate) mod articles;
pub(crate) mod folder;
