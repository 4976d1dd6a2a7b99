//! The interactions of the last while: Discord may deliver an event again, after a resume for example.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

use crate::model::InteractionId;

/// Far more than arrive in the fifteen minutes that an interaction lives.
const KEPT: usize = 20_000;

/// Remembers which interactions have been taken up.
#[derive(Debug, Default)]
pub struct Seen(Mutex<(HashSet<InteractionId>, VecDeque<InteractionId>)>);

impl Seen {
    /// Takes an interaction up; false if it has been before.
    pub fn take_up(&self, id: InteractionId) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (set, order) = &mut *seen;
        if !set.insert(id) {
            return false;
        }
        order.push_back(id);
        if order.len() > KEPT
            && let Some(oldest) = order.pop_front()
        {
            set.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_delivery_is_not_taken_up_and_memory_is_bounded() {
        let seen = Seen::default();
        for id in 1..=2 * KEPT as u64 {
            assert!(seen.take_up(InteractionId::new(id)));
            assert!(!seen.take_up(InteractionId::new(id)));
        }
        assert_eq!(seen.0.lock().unwrap().0.len(), KEPT);
    }
}
