//! From templates and values to what Discord is sent. Pure: no IO, no clock of its own.

pub mod builtin;
pub mod embed;
pub mod markdown;
pub mod template;
pub mod values;

pub use builtin::TicketFacts;
pub use embed::{Embed, EmbedField};
pub use template::Template;
pub use values::{Resolve, Surface, Value, Values};
