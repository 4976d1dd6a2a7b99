//! The bot as a process of its own, to be killed.

use std::process::{Child, Command, Stdio};

/// A running `frontdesk run`; killed when it is dropped.
pub(crate) struct Process(Child);

impl Process {
    /// Starts the binary with nothing in its environment but these.
    pub(crate) fn start(environment: &[(&'static str, String)]) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
            .arg("run")
            .env_clear()
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .env("RUST_LOG", "error")
            // A `.env` of whoever runs the tests must not be found.
            .current_dir(std::env::temp_dir())
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        Self(child)
    }

    /// SIGKILL.
    pub(crate) fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// Waits for its end; whether it was a good one.
    pub(crate) async fn ended(mut self) -> bool {
        let ended = tokio::task::spawn_blocking(move || self.0.wait()).await;
        ended.unwrap().unwrap().success()
    }

    /// SIGTERM; it must end well.
    pub(crate) async fn terminate(self) {
        let id = self.0.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status();
        assert!(sent.unwrap().success());
        assert!(self.ended().await);
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
