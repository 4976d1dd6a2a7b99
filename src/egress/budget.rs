//! Memory for a Brotli decoder, up to a budget.
//!
//! A Brotli stream says itself how large its window and its code tables are: some 20 bytes can ask for 16 MiB, or for a
//! gigabyte where large windows are taken. The window is never needed beyond the bytes that it may decode to, and tables
//! of an honest stream are a fraction of the largest that the format knows.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use brotli::{Allocator, SliceWrapper};
use brotli_decompressor::StandardAlloc;

/// For code tables and context maps.
const TABLES: usize = 512 * 1024;

/// What one decoder may still allocate; clones share it.
#[derive(Clone)]
pub(super) struct Budget(Arc<AtomicUsize>);

impl Budget {
    /// Enough to decode to so many bytes: the window is a power of two above them, and while it grows there are two.
    pub(super) fn for_output(bytes: usize) -> Self {
        let window = bytes.max(1024).saturating_mul(3);
        Self(Arc::new(AtomicUsize::new(window.saturating_add(TABLES))))
    }
}

/// Bytes from a [`Budget`].
pub(super) type Memory = <StandardAlloc as Allocator<u8>>::AllocatedMemory;

impl<T: Clone + Default> Allocator<T> for Budget {
    type AllocatedMemory = <StandardAlloc as Allocator<T>>::AllocatedMemory;

    /// Nothing when it would be too much, which the decoder takes for an allocation that failed.
    fn alloc_cell(&mut self, length: usize) -> Self::AllocatedMemory {
        let size = length.saturating_mul(size_of::<T>());
        let taken = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(size)
            });
        if taken.is_err() {
            return Self::AllocatedMemory::default();
        }
        StandardAlloc::default().alloc_cell(length)
    }

    fn free_cell(&mut self, memory: Self::AllocatedMemory) {
        let size = memory.slice().len() * size_of::<T>();
        self.0.fetch_add(size, Ordering::Relaxed);
        drop(memory);
    }
}
