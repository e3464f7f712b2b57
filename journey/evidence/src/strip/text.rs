//! Plain text has no maker's mark but the one at its start.

use crate::Refusal;

pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    Ok(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).to_vec())
}
