//! Tickets, from the press to the direct message after the close.

mod closing;
mod crash;
mod faults;
mod full;
mod opening;
mod pace;
mod two_programs;
mod values;
