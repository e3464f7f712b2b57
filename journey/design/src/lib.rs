//! Designers shape what educators can earn. Words: microcredential, version, stack, framework,
//! document. It promises that a document is read wholly or not at all, that every problem is told
//! at once beside its line, and that what was imported can be had back byte for byte.

pub mod badge;
pub mod document;
