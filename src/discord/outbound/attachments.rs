//! Files that a user attached, fetched from where Discord keeps them.

use url::Url;

use super::{DiscordError, Outbound};

/// Where Discord keeps files.
const HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

impl Outbound {
    /// The file at an address that Discord gave with an interaction; `None` if it has more than `most` bytes. An address
    /// elsewhere is not asked.
    pub async fn attachment(
        &self,
        address: &str,
        most: usize,
    ) -> Result<Option<Vec<u8>>, DiscordError> {
        let url = Url::parse(address).ok();
        let url = url.filter(|url| is_discords(url, self.http.proxy.as_deref()));
        let Some(url) = url else {
            return Err(DiscordError::Unreadable(
                "an attachment that is not at Discord".to_owned(),
            ));
        };
        let request = self.client.get(url).send();
        let mut response = request
            .await
            .map_err(|error| DiscordError::from_request(&error))?;
        let status = response.status();
        if !status.is_success() {
            return Err(DiscordError::from_answer(status.as_u16(), None, b""));
        }
        let mut bytes = Vec::new();
        loop {
            let chunk = response.chunk().await;
            let chunk = chunk.map_err(|error| DiscordError::from_request(&error))?;
            let Some(chunk) = chunk else {
                return Ok(Some(bytes));
            };
            if bytes.len() + chunk.len() > most {
                return Ok(None);
            }
            bytes.extend_from_slice(&chunk);
        }
    }
}

/// Discord's own hosts, or the one that stands in for them.
fn is_discords(url: &Url, stand_in: Option<&str>) -> bool {
    let host = url.host_str();
    let stand_in = stand_in.and_then(|url| Url::parse(url).ok());
    (url.scheme() == "https" && host.is_some_and(|host| HOSTS.contains(&host)))
        || (matches!(url.scheme(), "http" | "https")
            && stand_in.is_some_and(|base| base.host_str() == host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_discord_and_its_stand_in_are_asked() {
        let stand_in = Some("http://127.0.0.1:8787");
        for (address, stand_in, expected) in [
            (
                "https://cdn.discordapp.com/ephemeral-attachments/1/2/a.json",
                None,
                true,
            ),
            (
                "https://media.discordapp.net/attachments/1/2/a.json",
                None,
                true,
            ),
            (
                "http://cdn.discordapp.com/attachments/1/2/a.json",
                None,
                false,
            ),
            ("https://cdn.discordapp.com.example.com/a.json", None, false),
            ("https://user@example.com/a.json", None, false),
            (
                "http://127.0.0.1:8787/attachments/1/2/a.json",
                stand_in,
                true,
            ),
            ("http://127.0.0.1:8787/attachments/1/2/a.json", None, false),
            ("http://169.254.169.254/latest", stand_in, false),
            ("file:///etc/passwd", stand_in, false),
        ] {
            let url = Url::parse(address).unwrap();
            assert_eq!(is_discords(&url, stand_in), expected, "{address}");
        }
    }
}
