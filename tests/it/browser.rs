//! The sandbox's page in a real browser.

mod driver;
mod editor;
mod inbox;
mod page;
mod program;
mod texts;
mod tutorial;

use driver::Browser;
