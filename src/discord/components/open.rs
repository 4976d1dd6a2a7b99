//! A panel's button.

use crate::discord::Request;
use crate::model::{Outcome, PanelId};

pub(super) async fn press(request: &Request, _panel: PanelId) -> Outcome<()> {
    request.guild().map(drop)
}
