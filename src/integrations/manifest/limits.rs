//! The numbers of a manifest, in one place: the reference for authors tells the same ones.

/// Bytes of a manifest as JSON.
pub(super) const BYTES: usize = 64 * 1024;
/// Characters of a name.
pub(super) const NAME: usize = 32;
/// Characters of a description, a placeholder's path and its fallback.
pub(super) const DESCRIPTION: usize = 255;
/// Characters of a URL.
pub(super) const URL: usize = 512;
/// Headers.
pub(super) const HEADERS: usize = 10;
/// Characters of a header's name.
pub(super) const HEADER_NAME: usize = 64;
/// Characters of a header's value.
pub(super) const HEADER_VALUE: usize = 512;
/// Secrets.
pub(super) const SECRETS: usize = 5;
/// Placeholders.
pub(in super::super) const PLACEHOLDERS: usize = 25;
/// Characters of the name of a secret or a placeholder.
pub(super) const WORD: usize = 32;
/// Seconds that an answer may be kept.
pub(super) const CACHE_SECONDS: u32 = 86_400;
