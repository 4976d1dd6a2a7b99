//! Redirects, for pictures alone: an integration follows none.

use tokio::time::Instant;

use super::fetch::Client;
use super::{FetchFailed, FetchRequest, Fetched};
use crate::vault::Secret;

impl Client {
    /// Fetches, and goes where the target points at most `redirects` times, all within the request's deadline. Every hop
    /// is a request of its own: its URL, its addresses and its limits are judged anew. Security is not given up on
    /// the way: from `https` no redirect leads to `http`.
    pub(super) async fn follow(
        &self,
        mut request: FetchRequest,
        redirects: u8,
    ) -> Result<Fetched, FetchFailed> {
        let deadline = Instant::now() + request.deadline;
        let mut left = redirects;
        loop {
            let (failed, location) = match self.hop(&request).await {
                Ok(fetched) => return Ok(fetched),
                Err(failed) => failed,
            };
            let Some(location) = location.filter(|location| {
                left > 0 && (location.scheme() == "https" || !is_secure(&request))
            }) else {
                return Err(failed);
            };
            left -= 1;
            request.url = Secret::new(String::from(location));
            request.deadline = deadline.saturating_duration_since(Instant::now());
        }
    }
}

fn is_secure(request: &FetchRequest) -> bool {
    let scheme = request.url.expose().get(..6);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"))
}
