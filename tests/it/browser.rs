//! The sandbox's page in a real browser.

mod driver;
mod page;
mod program;
mod tutorial;

use driver::Browser;
