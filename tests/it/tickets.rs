//! Tickets, from the press to the direct message after the close.

mod closing;
mod crash;
mod faults;
mod opening;
mod pace;
mod values;
mod working;
