//! A browser to look at the page with: headless Chromium, driven by chromedriver where that is installed.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use fantoccini::error::CmdError;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;
use tokio::time::Instant;

use super::program::Program;

/// How long the page may take to show something; far longer than it does.
const PATIENCE: Duration = Duration::from_secs(20);

/// Between two looks at a page that does not tell when it has changed.
const GLANCE: Duration = Duration::from_millis(50);

/// A window of a headless browser, with a profile of its own.
pub(super) struct Browser {
    client: Client,
    // Both go with the window.
    _driver: Program,
    _profile: TempDir,
}

impl Browser {
    /// Opens a window; none, after saying so, where there is no chromedriver.
    pub(super) async fn open() -> Option<Self> {
        let mut command = Command::new("chromedriver");
        // The pictures must not depend on where they are taken.
        command
            .arg("--port=0")
            .env("TZ", "UTC")
            .env("LANGUAGE", "en_US");
        let started = Program::start(command, "successfully on port ").await;
        let Ok((driver, port)) = started else {
            assert!(
                environment("REQUIRE_SERVICES").as_deref() != Some("1"),
                "REQUIRE_SERVICES=1, but there is no `chromedriver`"
            );
            eprintln!("skipped: no chromedriver here (install chromium and chromium-driver)");
            return None;
        };
        let port = port.trim_end_matches('.');
        let profile = tempfile::tempdir().unwrap();
        let folder = format!("--user-data-dir={}", profile.path().display());
        let mut arguments = vec![
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
        ];
        arguments.extend(["--no-first-run", "--disable-background-networking"]);
        arguments.extend([
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ]);
        arguments.extend([
            "--hide-scrollbars",
            "--lang=en-US",
            "--window-size=1280,860",
            &folder,
        ]);
        let mut capabilities = Capabilities::new();
        capabilities.insert(
            "goog:chromeOptions".to_owned(),
            json!({ "args": arguments }),
        );
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap();
        Some(Self {
            client,
            _driver: driver,
            _profile: profile,
        })
    }

    /// Opens the page as somebody, in a channel.
    pub(super) async fn visit(&self, sandbox: &str, who: &str, channel: &str) {
        self.client
            .goto(&format!("{sandbox}/#{who}/{channel}"))
            .await
            .unwrap();
        self.sees(&format!("//header[@id='title']/h1[.='{channel}']"))
            .await;
    }

    /// Becomes somebody else, with the switch on top.
    pub(super) async fn become_somebody(&self, name: &str) {
        self.click(&format!("//nav[@id='people']/button[span='{name}']"))
            .await;
        let pressed = format!("//nav[@id='people']/button[@aria-pressed='true'][span='{name}']");
        self.sees(&pressed).await;
    }

    /// Goes to a channel of the sidebar.
    pub(super) async fn enter(&self, channel: &str) {
        self.click(&format!("//nav[@id='channels']//button[span='{channel}']"))
            .await;
        self.sees(&format!("//header[@id='title']/h1[.='{channel}']"))
            .await;
    }

    /// Types into the box; `\n` sends.
    pub(super) async fn types(&self, text: &str) {
        let text = text.replace('\n', "\u{e007}");
        self.until(&format!("{text} can be typed"), async || {
            let input = self.client.find(Locator::Id("input")).await?;
            input.send_keys(&text).await
        })
        .await;
    }

    /// Presses the newest button of the messages with this label.
    pub(super) async fn presses(&self, label: &str) {
        self.click(&format!(
            "(//ol[@id='messages']//button[normalize-space()='{label}'])[last()]"
        ))
        .await;
    }

    /// Chooses in the newest menu with this hint.
    pub(super) async fn chooses(&self, hint: &str, choices: &[&str]) {
        let menu = format!(
            "(//ol[@id='messages']//div[@class='select'][button[contains(@class,'head')][span='{hint}']])[last()]"
        );
        self.click(&format!("{menu}/button[contains(@class,'head')]"))
            .await;
        // The hint gives way to what is chosen.
        let list = "//ol[@id='messages']//div[@role='listbox'][not(@hidden)]";
        for choice in choices {
            self.click(&format!("{list}/button[.//span[@class='name']='{choice}']"))
                .await;
        }
        if choices.len() > 1 {
            self.click(&format!("{list}/button[.='Done']")).await;
        }
    }

    /// Fills in a field of the open dialog.
    pub(super) async fn fills(&self, label: &str, text: &str) {
        let field =
            format!("//dialog//div[label[contains(.,'{label}')]]/*[self::input or self::textarea]");
        let field = self.sees(&field).await;
        field.send_keys(text).await.unwrap();
    }

    /// Fills in a field of the open dialog and sends it.
    pub(super) async fn submits(&self, label: &str, text: &str) {
        self.fills(label, text).await;
        self.click("//dialog//button[.='Submit']").await;
    }

    /// Waits until the messages hold a text.
    pub(super) async fn reads(&self, text: &str) {
        self.sees(&format!("//ol[@id='messages']//li[contains(.,'{text}')]"))
            .await;
    }

    /// Waits for an element.
    pub(super) async fn sees(&self, path: &str) -> fantoccini::elements::Element {
        let look = async || self.client.find(Locator::XPath(path)).await;
        self.until(&format!("{path} is there"), look).await
    }

    /// Waits until an element is gone.
    pub(super) async fn misses(&self, path: &str) {
        self.until(&format!("{path} is gone"), async || {
            let found = self.client.find_all(Locator::XPath(path)).await?;
            if found.is_empty() {
                Ok(())
            } else {
                Err(CmdError::WaitTimeout)
            }
        })
        .await;
    }

    /// Whether an element is there now.
    pub(super) async fn has(&self, path: &str) -> bool {
        !self
            .client
            .find_all(Locator::XPath(path))
            .await
            .unwrap()
            .is_empty()
    }

    /// What a script returns.
    pub(super) async fn runs(&self, script: &str) -> serde_json::Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// What a script hands to its callback, its last argument.
    pub(super) async fn runs_on(&self, script: &str) -> serde_json::Value {
        self.client.execute_async(script, Vec::new()).await.unwrap()
    }

    /// Takes a picture of the window.
    pub(super) async fn picture(&self, path: &Path) {
        std::fs::write(path, self.client.screenshot().await.unwrap()).unwrap();
    }

    /// Closes the window.
    pub(super) async fn close(self) {
        self.client.close().await.unwrap();
    }

    async fn click(&self, path: &str) {
        // The page may draw the element anew between the look and the click: then it is looked for again.
        self.until(&format!("{path} can be clicked"), async || {
            self.client.find(Locator::XPath(path)).await?.click().await
        })
        .await;
    }

    async fn until<T>(&self, what: &str, look: impl AsyncFn() -> Result<T, CmdError>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match look().await {
                Ok(found) => return found,
                Err(error) if Instant::now() > deadline => {
                    let page = self.client.find(Locator::Css("body")).await.unwrap();
                    panic!("{what}: {error}; the page: {}", page.text().await.unwrap());
                }
                Err(_) => tokio::time::sleep(GLANCE).await,
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "what a test may use of the machine is no configuration"
)]
pub(super) fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
