//! Signed links to pictures.
//!
//! A link is one path segment: base64url of the signature, the expiry, the asker and the URL. It needs no database to
//! be understood, and cannot be made by anybody but the bot.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};

use crate::model::GuildId;
use crate::vault::Signer;
use crate::vault::signer::SIGNATURE_LENGTH;

/// A link is good for this and what is left of the day: within a day (UTC) the same picture keeps the same link, so that
/// Discord and browsers fetch it once.
const LIFETIME_DAYS: i64 = 7;
/// Longer ones were not made here: a URL has at most 2 048 characters.
const LONGEST: usize = 4 * (SIGNATURE_LENGTH + 16 + 4 * 2048) / 3 + 4;

/// Which picture, and on whose behalf.
#[derive(Clone, Debug, PartialEq)]
pub struct ImageLink {
    /// Whose limits count.
    pub asker: GuildId,
    /// Where it is.
    pub url: String,
    /// Until when the link is good.
    pub expires_at: DateTime<Utc>,
}

/// Why a link is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// It was not made here.
    Forged,
    /// It was, but too long ago.
    Expired,
}

/// Makes links and reads them.
#[derive(Clone, Debug)]
pub struct ImageLinks {
    signer: Signer,
}

impl ImageLinks {
    /// Signed by this.
    pub const fn new(signer: Signer) -> Self {
        Self { signer }
    }

    /// The segment for a picture.
    pub fn sign(&self, asker: GuildId, url: &str, now: DateTime<Utc>) -> String {
        let today = now.timestamp().div_euclid(86_400);
        let expires_at = (today + 1 + LIFETIME_DAYS) * 86_400;
        let mut signed = Vec::with_capacity(16 + url.len());
        signed.extend_from_slice(&expires_at.to_be_bytes());
        signed.extend_from_slice(&asker.get().to_be_bytes());
        signed.extend_from_slice(url.as_bytes());
        let mut segment = self.signer.sign(&signed).to_vec();
        segment.append(&mut signed);
        BASE64_URL_SAFE_NO_PAD.encode(segment)
    }

    /// What a segment says, if it was made here and is still good.
    pub fn read(&self, segment: &str, now: DateTime<Utc>) -> Result<ImageLink, LinkProblem> {
        if segment.len() > LONGEST {
            return Err(LinkProblem::Forged);
        }
        let bytes = BASE64_URL_SAFE_NO_PAD
            .decode(segment)
            .map_err(|_| LinkProblem::Forged)?;
        let (signature, signed) = bytes
            .split_at_checked(SIGNATURE_LENGTH)
            .ok_or(LinkProblem::Forged)?;
        // Nothing is read before it is known to be ours.
        if !self.signer.verify(signed, signature) {
            return Err(LinkProblem::Forged);
        }
        let link = parse(signed).ok_or(LinkProblem::Forged)?;
        if link.expires_at <= now {
            return Err(LinkProblem::Expired);
        }
        Ok(link)
    }
}

impl ImageLink {
    /// For how many seconds it is still good.
    pub fn seconds_left(&self, now: DateTime<Utc>) -> i64 {
        (self.expires_at - now).max(TimeDelta::zero()).num_seconds()
    }
}

fn parse(signed: &[u8]) -> Option<ImageLink> {
    let (expires_at, rest) = signed.split_first_chunk::<8>()?;
    let (asker, url) = rest.split_first_chunk::<8>()?;
    Some(ImageLink {
        asker: GuildId::new(u64::from_be_bytes(*asker)),
        url: String::from_utf8(url.to_vec()).ok()?,
        expires_at: DateTime::from_timestamp(i64::from_be_bytes(*expires_at), 0)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::{Purpose, Secret};

    const URL: &str = "https://example.com/logo.png?size=64";

    fn links(secret: &str) -> ImageLinks {
        ImageLinks::new(Signer::from_shared(
            &Secret::new(secret),
            Purpose::ImageLink,
        ))
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_link_stays_the_same_for_a_day_and_is_good_for_a_week() {
        let links = links("token");
        let sign = |now| links.sign(GuildId::new(7), URL, at(now));
        let link = sign("2030-05-01T00:00:00Z");
        assert_eq!(link, sign("2030-05-01T23:59:59Z"));
        assert_ne!(link, sign("2030-05-02T00:00:00Z"));
        let read = links.read(&link, at("2030-05-08T23:59:59Z")).unwrap();
        assert_eq!((read.asker.get(), read.url.as_str()), (7, URL));
        assert_eq!(read.seconds_left(at("2030-05-08T23:59:59Z")), 1);
        assert_eq!(
            links.read(&link, at("2030-05-09T00:00:00Z")),
            Err(LinkProblem::Expired)
        );
    }

    #[test]
    fn no_other_link_is_read() {
        let now = at("2030-05-01T00:00:00Z");
        let link = links("token").sign(GuildId::new(7), URL, now);
        assert_eq!(links("tokem").read(&link, now), Err(LinkProblem::Forged));
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(&link).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            let changed = BASE64_URL_SAFE_NO_PAD.encode(&changed);
            assert_eq!(links("token").read(&changed, now), Err(LinkProblem::Forged));
            let cut = BASE64_URL_SAFE_NO_PAD.encode(&bytes[..at]);
            assert_eq!(links("token").read(&cut, now), Err(LinkProblem::Forged));
        }
        for text in [
            "",
            "%",
            "..",
            "====",
            &format!("{link}="),
            &"A".repeat(LONGEST + 1),
        ] {
            assert_eq!(links("token").read(text, now), Err(LinkProblem::Forged));
        }
    }

    #[test]
    fn expiries_and_askers_that_mean_nothing_are_no_panic() {
        let links = links("token");
        let now = at("2030-05-01T00:00:00Z");
        for expires_at in [i64::MIN, -1, 0, i64::MAX] {
            let mut signed = expires_at.to_be_bytes().to_vec();
            signed.extend_from_slice(&u64::MAX.to_be_bytes());
            for signed in [&signed[..4], &signed[..12], &signed] {
                let mut segment = links.signer.sign(signed).to_vec();
                segment.extend_from_slice(signed);
                assert!(
                    links
                        .read(&BASE64_URL_SAFE_NO_PAD.encode(segment), now)
                        .is_err()
                );
            }
        }
    }
}
