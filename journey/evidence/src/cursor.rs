//! Reads bytes that anybody may have made: whatever isn't there is a broken file.

use crate::Refusal;

#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a>(pub &'a [u8]);

impl<'a> Cursor<'a> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Refusal> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Refusal::Broken)?;
        self.0 = rest;
        Ok(taken)
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Refusal> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(Refusal::Broken)?;
        self.0 = rest;
        Ok(*taken)
    }

    pub fn byte(&mut self) -> Result<u8, Refusal> {
        Ok(self.array::<1>()?[0])
    }

    pub fn be16(&mut self) -> Result<usize, Refusal> {
        Ok(u16::from_be_bytes(self.array()?).into())
    }

    pub fn be32(&mut self) -> Result<usize, Refusal> {
        Ok(u32::from_be_bytes(self.array()?) as usize)
    }

    pub fn le32(&mut self) -> Result<usize, Refusal> {
        Ok(u32::from_le_bytes(self.array()?) as usize)
    }

    /// The rest begins so, and is read past it.
    pub fn expect(&mut self, there: &[u8]) -> Result<(), Refusal> {
        self.0 = self.0.strip_prefix(there).ok_or(Refusal::Broken)?;
        Ok(())
    }
}
