//! Snowflakes: the ids of everything, with the time of creation inside, as text in JSON.

use std::{fmt, num::ParseIntError, str::FromStr};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Milliseconds between the Unix epoch and Discord's (the first instant of 2015).
const DISCORD_EPOCH: i64 = 1_420_070_400_000;

/// The id of a guild, channel, user, message or anything else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub u64);

impl Id {
    /// The lowest id that could have been given out at `when`.
    pub fn at(when: DateTime<Utc>) -> Self {
        let milliseconds = (when.timestamp_millis() - DISCORD_EPOCH).max(0);
        Self(u64::try_from(milliseconds).unwrap_or_default() << 22)
    }

    /// When the thing was created.
    pub fn created(self) -> DateTime<Utc> {
        let milliseconds = i64::try_from(self.0 >> 22).unwrap_or_default() + DISCORD_EPOCH;
        DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
    }
}

impl From<u64> for Id {
    fn from(value: u64) -> Self {
        Self(value)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for Id {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Id;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a snowflake")
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Id, E> {
                Ok(Id(value))
            }

            fn visit_str<E: de::Error>(self, value: &str) -> Result<Id, E> {
                value.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn a_snowflake_holds_its_time() {
        let id = Id(175_928_847_299_117_063);
        assert_eq!(id.created().to_rfc3339(), "2016-04-30T11:18:25.796+00:00");
        assert_eq!(Id::at(id.created()).0 >> 22, id.0 >> 22);
    }

    #[test]
    fn text_and_numbers_are_read_and_text_is_written() {
        let ids: Vec<Id> = serde_json::from_str(r#"["12", 13]"#).unwrap();
        assert_eq!(serde_json::to_string(&ids).unwrap(), r#"["12","13"]"#);
    }
}
