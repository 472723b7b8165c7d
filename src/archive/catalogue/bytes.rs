//! Numbers as a segment's bytes have them: little-endian, or in as few bytes as
//! they need (LEB128). Reading asks for nothing that is not there.

/// A number of four bytes at an index; `None` past the end.
pub(super) fn u32_at(bytes: &[u8], index: usize) -> Option<u32> {
    chunk_at(bytes, index).map(u32::from_le_bytes)
}

/// A number of eight bytes at an index; `None` past the end.
pub(super) fn u64_at(bytes: &[u8], index: usize) -> Option<u64> {
    chunk_at(bytes, index).map(u64::from_le_bytes)
}

/// A number of eight bytes with a sign at an index; `None` past the end.
pub(super) fn i64_at(bytes: &[u8], index: usize) -> Option<i64> {
    chunk_at(bytes, index).map(i64::from_le_bytes)
}

/// So many bytes at an index that counts in as many; `None` past the end.
pub(super) fn chunk_at<const N: usize>(bytes: &[u8], index: usize) -> Option<[u8; N]> {
    let start = index.checked_mul(N)?;
    bytes.get(start..)?.first_chunk().copied()
}

/// All numbers of four bytes.
pub(super) fn u32s(bytes: &[u8]) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator {
    bytes
        .as_chunks()
        .0
        .iter()
        .map(|chunk| u32::from_le_bytes(*chunk))
}

/// All numbers of eight bytes with a sign.
pub(super) fn i64s(bytes: &[u8]) -> impl ExactSizeIterator<Item = i64> {
    bytes
        .as_chunks()
        .0
        .iter()
        .map(|chunk| i64::from_le_bytes(*chunk))
}

/// Writes a number in as few bytes as it needs.
pub(super) fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

/// Writes a number with a sign in as few bytes as it needs.
pub(super) fn put_signed(out: &mut Vec<u8>, number: i64) {
    put_number(out, ((number << 1) ^ (number >> 63)).cast_unsigned());
}

/// Writes the length of some bytes, and the bytes.
pub(super) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// What is still to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    /// So many bytes.
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// So many bytes, as many as the result has.
    pub(super) fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    /// One byte.
    pub(super) fn byte(&mut self) -> Option<u8> {
        self.chunk().map(|[byte]| byte)
    }

    /// A number of four bytes.
    pub(super) fn u32(&mut self) -> Option<u32> {
        self.chunk().map(u32::from_le_bytes)
    }

    /// A number of eight bytes.
    pub(super) fn u64(&mut self) -> Option<u64> {
        self.chunk().map(u64::from_le_bytes)
    }

    /// A number that [`put_number`] wrote.
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// The same, of a type that may be too small for it.
    pub(super) fn small<T: TryFrom<u64>>(&mut self) -> Option<T> {
        T::try_from(self.number()?).ok()
    }

    /// A number that [`put_signed`] wrote.
    pub(super) fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// Bytes that [`put_bytes`] wrote.
    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let count = self.small()?;
        self.take(count)
    }
}
