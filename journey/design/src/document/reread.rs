//! Reading again what was kept. Many pages begin with it, and a text that is the same says the same:
//! what was read lately stays in memory.

use std::{
    any::Any,
    sync::{Arc, LazyLock},
};

use anyhow::anyhow;
use quick_cache::sync::Cache;

use super::{Kind, Reading};

/// A large one takes some 50 KiB.
const MOST: usize = 256;

static LATELY: LazyLock<Cache<String, Arc<dyn Any + Send + Sync>>> =
    LazyLock::new(|| Cache::new(MOST));

/// Reads again what was kept: it was right by the rules of its time.
pub fn reread<T: Kind>(text: &str) -> foundation::Result<T> {
    if let Some(model) = LATELY.get(text).and_then(|it| it.downcast_ref::<T>().cloned()) {
        return Ok(model);
    }
    let unread = || anyhow!("a {} that was kept can't be read", T::NAME);
    let mut reading = Reading::of::<T>(text.as_bytes()).map_err(|_| unread())?;
    let model: T = reading.model().filter(|_| reading.filled.is_empty()).ok_or_else(unread)?;
    LATELY.insert(text.to_owned(), Arc::new(model.clone()));
    Ok(model)
}
