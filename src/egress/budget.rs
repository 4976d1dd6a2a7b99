//! Memory for a Brotli decoder, up to a budget.
//!
//! A Brotli stream says itself how large its window and its code tables are: some 20 bytes can ask for 16 MiB, or for a
//! gigabyte where large windows are taken. The window is never needed beyond the bytes that it may decode to, and tables
//! of an honest stream are a fraction of the largest that the format knows.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use brotli::{Allocator, SliceWrapper};
use brotli_decompressor::StandardAlloc;

/// For code tables and context maps.
const TABLES: usize = 512 * 1024;

/// What one decoder may still allocate; clones share it.
#[derive(Clone)]
pub(super) struct Budget(Arc<Left>);

struct Left {
    bytes: AtomicUsize,
    exceeded: AtomicBool,
}

impl Budget {
    /// Enough to decode to so many bytes: the window is a power of two above them, and while it grows there are two.
    pub(super) fn for_output(bytes: usize) -> Self {
        let window = bytes.max(1024).saturating_mul(3);
        Self::of(window.saturating_add(TABLES))
    }

    fn of(bytes: usize) -> Self {
        Self(Arc::new(Left {
            bytes: AtomicUsize::new(bytes),
            exceeded: AtomicBool::new(false),
        }))
    }

    /// Whether more was asked for than there was.
    pub(super) fn is_exceeded(&self) -> bool {
        self.0.exceeded.load(Ordering::Relaxed)
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
            .bytes
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(size)
            });
        if taken.is_err() {
            self.0.exceeded.store(true, Ordering::Relaxed);
            return Self::AllocatedMemory::default();
        }
        StandardAlloc::default().alloc_cell(length)
    }

    fn free_cell(&mut self, memory: Self::AllocatedMemory) {
        let size = size_of_val(memory.slice());
        self.0.bytes.fetch_add(size, Ordering::Relaxed);
        drop(memory);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use brotli_decompressor::writer::DecompressorWriterCustomAlloc;

    use super::*;

    /// Decodes within a budget; what came out, if it was whole.
    fn decode(data: &[u8], budget: &Budget) -> Option<Vec<u8>> {
        let mut budget = budget.clone();
        let buffer: Memory = StandardAlloc::default().alloc_cell(4096);
        let mut decoder = DecompressorWriterCustomAlloc::new(
            Vec::new(),
            buffer,
            budget.clone(),
            budget.clone(),
            std::mem::replace(&mut budget, Budget::of(0)),
        );
        decoder.write_all(data).ok()?;
        decoder.close().ok()?;
        decoder.into_inner().ok()
    }

    fn encode(data: &[u8], quality: u32) -> Vec<u8> {
        let mut encoder = brotli::CompressorWriter::new(Vec::new(), 4096, quality, 24);
        encoder.write_all(data).unwrap();
        encoder.into_inner()
    }

    #[test]
    fn an_honest_stream_fits_and_no_budget_is_a_panic() {
        let data: Vec<u8> = (0..65_536u32)
            .map(|number| (number.wrapping_mul(number) >> 7).to_be_bytes()[3])
            .collect();
        for quality in [0, 5, 9, 11] {
            let encoded = encode(&data, quality);
            let budget = Budget::for_output(data.len());
            assert_eq!(decode(&encoded, &budget).as_ref(), Some(&data));
            assert!(!budget.is_exceeded());
            for bytes in (0..200_000).step_by(997) {
                let budget = Budget::of(bytes);
                if decode(&encoded, &budget).as_ref() != Some(&data) {
                    assert!(budget.is_exceeded(), "{quality} {bytes}");
                }
            }
        }
    }

    #[test]
    fn a_stream_that_announces_megabytes_gets_none() {
        // A window of 2^24 and one of 2^30, and a block of 16 MiB.
        for start in [
            &[0xcf, 0xff, 0xff, 0xff][..],
            &[0x11, 0x1e, 0xff, 0xff, 0xff, 0x03],
        ] {
            let data = [start, &[0; 1000]].concat();
            let budget = Budget::for_output(65_536);
            assert_eq!(decode(&data, &budget), None);
            assert!(budget.is_exceeded(), "{start:?}");
        }
    }
}
