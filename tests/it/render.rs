//! What Discord is sent, whatever the values are.

mod cases;
mod payload;
mod predicates;
mod properties;
mod speed;
mod welcome;
