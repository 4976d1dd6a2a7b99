//! Everything that runs more than one room: one binary, because linking is what costs; the tree mirrors `src/`.

mod store;
mod vault;
