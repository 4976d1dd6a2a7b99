//! `frontdesk sandbox`: the whole bot on this machine, against a simulated Discord, with the tutorial played once.

mod steps;
mod world;

use std::process::ExitCode;

use crate::lifecycle::Lifecycle;
use steps::STEPS;
use world::World;

/// Starts everything, plays the tutorial, and stays open for the browser unless `once`.
pub async fn sandbox(once: bool, port: u16) -> ExitCode {
    // With `--once` nobody opens the page, so any free port does.
    let world = match World::start(if once { 0 } else { port }).await {
        Ok(world) => world,
        Err(reason) => return super::fail(&reason),
    };
    println!("Frontdesk in a simulated Discord at {}\n", world.url());
    let held = play(&world).await;
    if once || !held {
        world.stop().await;
        return if held {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    }
    if let Err(reason) = steps::leave_open(&world).await {
        return super::fail(&reason);
    }
    println!("\nNow open {} and click. Ctrl-C ends it.", world.url());
    let lifecycle = Lifecycle::new();
    if let Err(error) = lifecycle.stop_on_signals() {
        return super::fail(&format_args!("cannot listen for signals: {error}"));
    }
    lifecycle.stopping().await;
    world.stop().await;
    ExitCode::SUCCESS
}

/// Plays the steps in order until one does not hold; whether all did.
async fn play(world: &World) -> bool {
    for (index, step) in STEPS.iter().enumerate() {
        let number = index + 1;
        match world.perform(*step).await {
            Ok(seen) => println!("{number}. {seen}"),
            Err(reason) => {
                println!("{number}. FAILED: {reason}");
                return false;
            }
        }
    }
    true
}
