//! From templates and values to what Discord is sent. Pure: no IO, no clock of its own.
//!
//! A template is an admin's and is trusted Markdown. A value is a stranger's (an integration's answer, a member's name)
//! and is inert: it is never searched for placeholders, formats nothing, links nothing under a false name, mentions
//! nobody, and whatever its length the result fits Discord's limits.
//!
//! ```
//! use frontdesk::render::{Surface, Template, Value, Values};
//!
//! let mut values = Values::default();
//! values.named.insert("rank".to_owned(), Value::Text("**boss** %user_id%".to_owned()));
//! let template = Template::parse("Rank: **%rank%**, guild: %clan|none% (%rank.x%)");
//! assert_eq!(
//!     template.render(&values, Surface::Markdown),
//!     r"Rank: **\*\*boss\*\* %user\_id%**, guild: %clan|none% (%rank.x%)",
//! );
//! ```
//!
//! Inert text is one of two locks. The other is the message's: whatever is rendered here is sent with
//! `allowed_mentions` of `{"parse": []}` and nobody listed for the sake of a value, because Discord decides about pings
//! on its servers, by rules that may change. `discord` builds every message that way.

pub mod builtin;
pub mod embed;
pub mod markdown;
pub mod template;
pub mod values;

pub use builtin::TicketFacts;
pub use embed::{Embed, EmbedField};
pub use template::Template;
pub use values::{Resolve, Surface, Value, Values};
