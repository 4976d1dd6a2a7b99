//! A panel's button.

use crate::discord::Request;
use crate::discord::opening::{self, Wanted};
use crate::model::{Outcome, PanelId};

pub(super) async fn press(request: &Request, panel: PanelId) -> Outcome<()> {
    let wanted = Wanted {
        panel: Some(panel),
        subject: None,
    };
    opening::open(request, wanted).await
}
