//! No file upsets the decoders, and what comes out is a picture of its kind.

#![no_main]

use frontdesk::egress::Picture;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(picture) = Picture::read(data) {
        let again = Picture::read(&picture.bytes).expect("what was made here can be read");
        assert_eq!(again.kind, picture.kind);
    }
});
