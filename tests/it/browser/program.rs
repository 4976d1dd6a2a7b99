//! A program that runs beside the test, and says on its output when it is ready.

use std::io::{self, BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// A running program; killed when it is dropped.
pub(super) struct Program(Child);

impl Program {
    /// Starts it and waits for the line that holds `ready`; what follows that in the line comes with it.
    pub(super) async fn start(
        mut command: Command,
        ready: &'static str,
    ) -> io::Result<(Self, String)> {
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut program = Self(command.spawn()?);
        let mut lines = BufReader::new(program.0.stdout.take().unwrap()).lines();
        let (told, reading) = tokio::sync::oneshot::channel();
        std::thread::spawn(move || {
            let mut before = String::new();
            for line in lines.by_ref().map_while(Result::ok) {
                if let Some((_, rest)) = line.split_once(ready) {
                    let _ = told.send(Ok(rest.to_owned()));
                    // It may go on to write, and must not be stopped by a pipe that nobody reads.
                    lines.for_each(drop);
                    return;
                }
                before += &line;
                before.push('\n');
            }
            let _ = told.send(Err(before));
        });
        match reading.await.unwrap() {
            Ok(rest) => Ok((program, rest)),
            Err(before) => panic!("it ended before it was ready:\n{before}"),
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
