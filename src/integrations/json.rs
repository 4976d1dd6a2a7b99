//! A JSON value that remembers its numbers as they were written.
//!
//! An API answers with ids, prices and scores that no machine type holds without loss, and one number that is out of
//! range must not spoil the fields beside it. So the tree keeps the text of each number, the order of the keys and
//! even those that occur twice.

use std::borrow::Cow;

use struson::reader::{JsonReader, JsonStreamReader, ReaderError, ReaderSettings, ValueType};

/// How deep objects and arrays may be nested.
const MAX_DEPTH: u32 = 64;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// The digits as they stood.
    Number(String),
    /// A string, unescaped.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// The members in their order, duplicates included.
    Object(Vec<(String, Json)>),
}

/// Why a text is no JSON that Frontdesk reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Malformed {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// Nested deeper than 64.
    TooDeep,
    /// Broken at this line and column, from 1.
    Broken {
        /// The line.
        line: u64,
        /// The character in it.
        column: u64,
    },
}

impl Json {
    /// The member of that name; the last one wins, as in most readers.
    pub(super) fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .rev()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// How many values there are, this one included, and how deep they are nested.
    pub(super) fn size_and_depth(&self) -> (usize, usize) {
        let mut size = 1;
        let mut depth = 0;
        let mut child = |value: &Self| {
            let (below, levels) = value.size_and_depth();
            size += below;
            depth = depth.max(levels);
        };
        match self {
            Self::Array(items) => items.iter().for_each(&mut child),
            Self::Object(members) => members.iter().for_each(|(_, value)| child(value)),
            _ => {}
        }
        (size, depth + 1)
    }
}

/// Reads one JSON text. A byte order mark in front is skipped; half a surrogate pair becomes `U+FFFD`.
pub(super) fn read(bytes: &[u8]) -> Result<Json, Malformed> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if std::str::from_utf8(bytes).is_err() {
        return Err(Malformed::NotUtf8);
    }
    let bytes = mend_surrogates(bytes);
    let mut reader = JsonStreamReader::new_custom(
        bytes.as_ref(),
        ReaderSettings {
            track_path: false,
            max_nesting_depth: Some(MAX_DEPTH),
            restrict_number_values: false,
            ..ReaderSettings::default()
        },
    );
    let value = read_value(&mut reader).map_err(|error| malformed(&error))?;
    reader
        .consume_trailing_whitespace()
        .map_err(|error| malformed(&error))?;
    Ok(value)
}

fn read_value(reader: &mut impl JsonReader) -> Result<Json, ReaderError> {
    Ok(match reader.peek()? {
        ValueType::Null => {
            reader.next_null()?;
            Json::Null
        }
        ValueType::Boolean => Json::Boolean(reader.next_bool()?),
        ValueType::Number => Json::Number(reader.next_number_as_string()?),
        ValueType::String => Json::Text(reader.next_string()?),
        ValueType::Array => {
            reader.begin_array()?;
            let mut items = Vec::new();
            while reader.has_next()? {
                items.push(read_value(reader)?);
            }
            reader.end_array()?;
            Json::Array(items)
        }
        ValueType::Object => {
            reader.begin_object()?;
            let mut members = Vec::new();
            while reader.has_next()? {
                let name = reader.next_name_owned()?;
                members.push((name, read_value(reader)?));
            }
            reader.end_object()?;
            Json::Object(members)
        }
    })
}

fn malformed(error: &ReaderError) -> Malformed {
    let location = match error {
        ReaderError::MaxNestingDepthExceeded { .. } => return Malformed::TooDeep,
        ReaderError::SyntaxError(error) => &error.location,
        ReaderError::UnexpectedValueType { location, .. }
        | ReaderError::UnexpectedStructure { location, .. }
        | ReaderError::UnsupportedNumberValue { location, .. }
        | ReaderError::IoError { location, .. } => location,
        _ => return Malformed::Broken { line: 1, column: 1 },
    };
    let position = location.line_pos;
    Malformed::Broken {
        line: position.map_or(0, |position| position.line) + 1,
        column: position.map_or(0, |position| position.column) + 1,
    }
}

/// Replaces each `\uD8xx` or `\uDCxx` that has no partner by `\uFFFD`: a Rust string cannot hold it, and one damaged
/// name must not cost the whole answer.
fn mend_surrogates(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut mended: Cow<'_, [u8]> = Cow::Borrowed(bytes);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte != b'\\' {
            at += 1;
            continue;
        }
        match escape_at(bytes, at) {
            Some(0xd800..=0xdbff) if matches!(escape_at(bytes, at + 6), Some(0xdc00..=0xdfff)) => {
                at += 12;
            }
            Some(0xd800..=0xdfff) => {
                mended.to_mut()[at + 2..at + 6].copy_from_slice(b"FFFD");
                at += 6;
            }
            // Any other escape; a backslash that is itself escaped is skipped with its partner.
            _ => at += 2,
        }
    }
    mended
}

/// The code unit of the `\uXXXX` that begins at `at`.
fn escape_at(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_text() {
        let Ok(Json::Object(members)) = read(b"\xef\xbb\xbf{\"a\":1.10,\"b\":-0,\"c\":1e999}")
        else {
            panic!("an object");
        };
        let numbers: Vec<&Json> = members.iter().map(|(_, value)| value).collect();
        assert_eq!(
            numbers,
            [
                &Json::Number("1.10".into()),
                &Json::Number("-0".into()),
                &Json::Number("1e999".into())
            ]
        );
    }

    #[test]
    fn half_a_surrogate_pair_costs_one_character() {
        for (text, expected) in [
            (r#""\ud800x""#, "\u{fffd}x"),
            (r#""\udc00\ud83d\ude00""#, "\u{fffd}😀"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
            (r#""\\ud800""#, "\\ud800"),
            (r#""\uD800""#, "\u{fffd}"),
        ] {
            assert_eq!(
                read(text.as_bytes()),
                Ok(Json::Text(expected.to_owned())),
                "{text}"
            );
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(read(nested(64).as_bytes()).is_ok());
        assert_eq!(read(nested(65).as_bytes()), Err(Malformed::TooDeep));
        assert_eq!(read(nested(60_000).as_bytes()), Err(Malformed::TooDeep));
    }

    #[test]
    fn what_is_broken_is_named_by_its_place() {
        assert_eq!(
            read(b"{\n \"a\": ,}"),
            Err(Malformed::Broken { line: 2, column: 7 })
        );
        assert_eq!(
            read(b"{\"a\":1} x"),
            Err(Malformed::Broken { line: 1, column: 9 })
        );
        assert_eq!(read(b"{\"a\":\"\xe9\"}"), Err(Malformed::NotUtf8));
        assert_eq!(read(b""), Err(Malformed::Broken { line: 1, column: 1 }));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let _ = read(&bytes);
        }

        #[test]
        fn whatever_serde_writes_is_read(text in "\\PC*", number in proptest::num::i64::ANY) {
            let written = serde_json::json!({"text": text, "number": number}).to_string();
            let value = read(written.as_bytes()).unwrap();
            proptest::prop_assert_eq!(value.member("text"), Some(&Json::Text(text)));
            proptest::prop_assert_eq!(value.member("number"), Some(&Json::Number(number.to_string())));
        }
    }
}
