//! The sandbox's page in a real browser.

mod driver;
mod inbox;
mod page;
mod program;
mod texts;
mod tutorial;

use driver::Browser;
