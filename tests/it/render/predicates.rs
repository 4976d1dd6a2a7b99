//! What the table of cases can demand of a message, in the words of its `meta.predicates`.

use regex::Regex;
use serde_json::Value as Json;

use super::payload::{field, strings};

/// Checks one demand; the error says what was seen.
pub(super) fn check(demand: &Json, payload: &Json, substituted: &str) -> Result<(), String> {
    let kind = demand["op"].as_str().expect("a demand has an op");
    let value = demand["value"].as_str().unwrap_or_default();
    let number = || usize::try_from(demand["value"].as_u64().expect("a number")).expect("it fits");
    let texts = strings(payload);
    let all = |holds: &dyn Fn(&str) -> bool| texts.iter().all(|text| holds(text));
    let one = || match demand["field"].as_str() {
        Some(name) => {
            field(payload, name).unwrap_or_else(|| panic!("no field {name} in {payload}"))
        }
        None => texts.first().copied().unwrap_or_default(),
    };
    let holds = match kind {
        "mentions_cannot_ping" => all(&|text| live_mentions(text) == 0),
        "md_inert" => is_inert(one(), value),
        "md_unescape_equals" => unescape(one()).contains(value),
        "no_masked_link" => all(&|text| masked_links(text).is_empty()),
        "no_masked_link_to_scheme" => all(&|text| {
            masked_links(text)
                .iter()
                .all(|target| !target.trim().starts_with(&format!("{value}:")))
        }),
        "max_links" => all(&|text| masked_links(text).len() <= number()),
        "contains" => one().contains(value),
        "not_contains" => {
            all(&|text| !text.contains(value)) && !payload.to_string().contains(value)
        }
        "equals" => one() == value,
        "ends_with" => one().ends_with(value),
        "matches" => Regex::new(value).expect("a pattern").is_match(one()),
        "count" => {
            one().matches(value).count()
                == demand["n"]
                    .as_u64()
                    .map_or(0, |n| usize::try_from(n).expect("small"))
        }
        "max_utf16" => one().encode_utf16().count() <= number(),
        "max_total" => total(payload) <= number(),
        "max_fields" => embeds(payload)
            .iter()
            .all(|embed| length(&embed["fields"]) <= number()),
        "max_embeds" => embeds(payload).len() <= number(),
        "nonempty" => !one().is_empty(),
        "nonempty_after_trim" => is_seen(one()),
        "no_bidi_controls" => all(&|text| !text.contains(is_bidi_control)),
        "no_c0_except_nl" => all(&|text| {
            !text.contains(|character: char| character.is_control() && character != '\n')
        }),
        "no_builtin_expansion" => unescape(one()).contains(substituted),
        "not_endswith_odd_backslash" => {
            let text = one();
            (text.len() - text.trim_end_matches('\\').len()) % 2 == 0
        }
        "no_partial_tag" => !Regex::new(r"<(t:|@|#|a?:|/)[^>\s]*…?$")
            .expect("a pattern")
            .is_match(one()),
        "single_line" => !one().contains('\n'),
        "field_absent_or_http" => {
            let name = demand["field"].as_str().expect("a field");
            field(payload, name)
                .is_none_or(|url| url.starts_with("http://") || url.starts_with("https://"))
        }
        // A Rust string holds no lone surrogate; work and memory are measured by the caller.
        "valid_unicode" | "max_work_ms" | "max_alloc_bytes" => true,
        other => panic!("the table demands {other}, which is not known here"),
    };
    let seen: String = payload.to_string().chars().take(300).collect();
    holds
        .then_some(())
        .ok_or_else(|| format!("{demand} in {seen}"))
}

fn embeds(payload: &Json) -> &[Json] {
    payload["embeds"].as_array().map_or(&[], Vec::as_slice)
}

fn length(list: &Json) -> usize {
    list.as_array().map_or(0, Vec::len)
}

/// Everything that counts towards the limit that all embeds share.
pub(super) fn total(payload: &Json) -> usize {
    let units = |text: &Json| text.as_str().map_or(0, |text| text.encode_utf16().count());
    embeds(payload)
        .iter()
        .map(|embed| {
            let fields = embed["fields"].as_array().map_or(&[][..], Vec::as_slice);
            let fields: usize = fields
                .iter()
                .map(|field| units(&field["name"]) + units(&field["value"]))
                .sum();
            fields
                + units(&embed["title"])
                + units(&embed["description"])
                + units(&embed["footer"]["text"])
                + units(&embed["author"]["name"])
        })
        .sum()
}

/// How many mentions Discord's server would find, which knows nothing of backslashes.
pub(super) fn live_mentions(text: &str) -> usize {
    let mention = Regex::new(r"(?i)@everyone|@here|<@[!&]?\d+>").expect("a pattern");
    mention.find_iter(text).count()
}

/// The targets of masked links: `[…](…)` whose bracket has no backslash.
pub(super) fn masked_links(text: &str) -> Vec<String> {
    let link = Regex::new(r"(\\*)\[[^\]]*\]\(([^)]*)\)").expect("a pattern");
    link.captures_iter(text)
        .filter(|found| found[1].len() % 2 == 0)
        .map(|found| found[2].to_owned())
        .collect()
}

/// What a reader sees of escaped text.
pub(super) fn unescape(text: &str) -> String {
    let mut seen = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match characters.peek() {
            Some(next) if character == '\\' && next.is_ascii_punctuation() => {
                seen.extend(characters.next());
            }
            _ if character == '\u{200b}' => {}
            _ => seen.push(character),
        }
    }
    seen
}

/// Whether `value` is shown as typed, and nothing in its place formats.
fn is_inert(text: &str, value: &str) -> bool {
    let shown = unescape(text);
    let Some(start) = shown.find(value) else {
        return false;
    };
    // The template's own words stand before and after the value and hold nothing special in these cases.
    let after = shown.len() - start - value.len();
    let inside = &text[start..text.len() - after];
    let mut escaped = false;
    let mut line_start = true;
    for character in inside.chars() {
        let special = "*_`~|[]>#".contains(character) || (line_start && "-+".contains(character));
        if special && !escaped {
            return false;
        }
        escaped = character == '\\' && !escaped;
        line_start = character == '\n';
    }
    true
}

fn is_bidi_control(character: char) -> bool {
    matches!(
        character,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}'
    )
}

fn is_seen(text: &str) -> bool {
    text.chars().any(|character| {
        !character.is_whitespace()
            && !character.is_control()
            && !is_bidi_control(character)
            && character != '\u{200b}'
    })
}
