//! What people do here, and small real files for it.

pub mod samples;
