//! The bodies of the entries, one after another in a single allocation.
//!
//! In an allocation of its own, each body would have the allocator's header, a pointer and a length.
//! Here it has 9 bytes beside it, and where it is fits into four.
//!
//! `Vec` doubles its capacity when it grows. That costs less memory than it seems to: the C library
//! moves a large allocation by `mremap(2)`, without a copy, and pages that nothing has been written to
//! do not exist yet.
//!
//! The place of a body that is removed is used again by the next one of the same size.

use std::collections::HashMap;

/// Where a body is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(u32);

impl Place {
    /// Bodies begin at multiples of this many bytes, so that 32 bits are enough for 16 GiB.
    const UNIT: usize = 4;

    fn new(at: usize) -> Self {
        Place(u32::try_from(at / Place::UNIT).expect("the bodies need less than 16 GiB"))
    }

    fn at(self) -> usize {
        self.0 as usize * Place::UNIT
    }
}

/// At a place are the length of the body and the number of the entry, four bytes each, …
const HEADER: usize = 8;
/// … the body, and the number of the reading that saw the entry last.
const READING: usize = 1;

/// How many bytes a body of this length needs.
fn room(len: usize) -> usize {
    (HEADER + len + READING).next_multiple_of(Place::UNIT)
}

/// The bodies. Each place that [`Arena::insert`] returned is valid until [`Arena::remove`].
#[derive(Default)]
pub(super) struct Arena {
    bytes: Vec<u8>,
    /// The places that are free, by their size.
    free: HashMap<usize, Vec<Place>>,
}

impl Arena {
    /// Adds a body.
    pub(super) fn insert(&mut self, body: &[u8], number: u32, reading: u8) -> Place {
        let room = room(body.len());
        let place = self.free.get_mut(&room).and_then(Vec::pop).unwrap_or_else(|| {
            let end = self.bytes.len();
            self.bytes.resize(end + room, 0);
            Place::new(end)
        });
        let len = u32::try_from(body.len()).expect("the length of a message has 32 bits");
        let parts = [&len.to_ne_bytes(), &number.to_ne_bytes(), body, &[reading]];
        let mut at = place.at();
        for part in parts {
            self.bytes[at..at + part.len()].copy_from_slice(part);
            at += part.len();
        }
        place
    }

    /// Removes a body.
    pub(super) fn remove(&mut self, place: Place) {
        self.free.entry(room(self.len(place))).or_default().push(place);
    }

    /// Whether more than half of the memory is free.
    pub(super) fn is_mostly_free(&self) -> bool {
        let free = self.free.iter().map(|(room, places)| room * places.len());
        free.sum::<usize>() > self.bytes.len() / 2
    }

    pub(super) fn body(&self, place: Place) -> &[u8] {
        let at = place.at() + HEADER;
        &self.bytes[at..at + self.len(place)]
    }

    /// Which of the entries of its identity it is, counted from 1.
    pub(super) fn number(&self, place: Place) -> u32 {
        self.read(place.at() + 4)
    }

    /// The number of the reading that saw the entry last.
    pub(super) fn reading(&self, place: Place) -> u8 {
        self.bytes[self.reading_at(place)]
    }

    pub(super) fn set_reading(&mut self, place: Place, reading: u8) {
        let at = self.reading_at(place);
        self.bytes[at] = reading;
    }

    fn reading_at(&self, place: Place) -> usize {
        place.at() + HEADER + self.len(place)
    }

    fn len(&self, place: Place) -> usize {
        self.read(place.at()) as usize
    }

    fn read(&self, at: usize) -> u32 {
        let bytes = &self.bytes[at..at + 4];
        u32::from_ne_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    }
}
