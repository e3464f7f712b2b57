//! Files that people upload and that this program makes: a folder, or an object store.

use std::{
    fs::{File, TryLockError},
    ops::Range,
    path::{Path as FolderPath, PathBuf},
    sync::Arc,
};

use anyhow::{Context, anyhow};
use bytes::Bytes;
use futures::{StreamExt, stream::BoxStream};
use object_store::{
    GetOptions, GetRange, ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem,
    path::Path,
};

use crate::Result;

/// Objects by key. An object is kept before the row that names it, and goes after it.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// Where they are, if on a disk of ours, and how much of it stays free.
    disk: Option<(PathBuf, u64)>,
}

/// While it lives, no object goes, whichever program is told to destroy one.
pub struct Frozen(#[expect(dead_code, reason = "the lock goes with the file")] File);

/// A file's bytes, as they are read.
pub type Pieces = BoxStream<'static, Result<Bytes, std::io::Error>>;

/// Below this, words can still be saved, and files can't.
pub const RESERVE_BYTES: u64 = 1024 * 1024 * 1024;

impl Files {
    /// In a folder, on the disk for good before `keep` answers.
    pub fn in_folder(folder: &FolderPath) -> Result<Files> {
        let store = LocalFileSystem::new_with_prefix(folder).context("the evidence folder")?;
        let store = Arc::new(store.with_fsync(true).with_automatic_cleanup(true));
        Ok(Files { store, disk: Some((folder.to_owned(), RESERVE_BYTES)) })
    }

    /// So many bytes of the disk stay free, for words and the database.
    pub fn with_reserve(mut self, bytes: u64) -> Files {
        if let Some((_, reserve)) = &mut self.disk {
            *reserve = bytes;
        }
        self
    }

    /// Is there room for a file of so many bytes, and the reserve?
    pub fn has_room(&self, bytes: u64) -> Result<bool> {
        let Some((folder, reserve)) = &self.disk else { return Ok(true) };
        let disk = rustix::fs::statvfs(folder).context("how full the disk is")?;
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        Ok(free >= bytes.saturating_add(*reserve))
    }

    pub async fn keep(&self, key: &str, bytes: Bytes) -> Result<()> {
        let put = self.store.put(&Path::from(key), PutPayload::from(bytes)).await;
        put.context("keeping a file")?;
        Ok(())
    }

    /// In pieces, as they are read.
    pub async fn read(&self, key: &str) -> Result<Pieces> {
        self.pieces(key, GetOptions::new()).await
    }

    /// The same, of a part.
    pub async fn read_part(&self, key: &str, part: Range<u64>) -> Result<Pieces> {
        self.pieces(key, GetOptions::new().with_range(Some(GetRange::Bounded(part)))).await
    }

    async fn pieces(&self, key: &str, options: GetOptions) -> Result<Pieces> {
        let got = self.store.get_opts(&Path::from(key), options).await.context("reading a file")?;
        Ok(got.into_stream().map(|piece| piece.map_err(std::io::Error::other)).boxed())
    }

    pub async fn whole(&self, key: &str) -> Result<Bytes> {
        let got = self.store.get(&Path::from(key)).await.context("reading a file")?;
        Ok(got.bytes().await.context("reading a file")?)
    }

    /// For a copy: each object that a row names from now on stays, even where the row goes. Waits for those
    /// that are being destroyed, and for another's copy. None where they are on no disk of ours.
    pub fn freeze(&self) -> Result<Option<Frozen>> {
        let Some((folder, _)) = &self.disk else { return Ok(None) };
        let lock = File::open(folder).context("the files' folder")?;
        lock.lock().context("the files' lock")?;
        Ok(Some(Frozen(lock)))
    }

    /// Gone, or gone already. Not while they are copied.
    pub async fn destroy(&self, key: &str) -> Result<()> {
        let _going = self.unfrozen()?;
        match self.store.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(anyhow::Error::from(error).context("destroying a file").into()),
        }
    }

    /// Nobody freezes them while this lives.
    fn unfrozen(&self) -> Result<Option<File>> {
        let Some((folder, _)) = &self.disk else { return Ok(None) };
        let lock = File::open(folder).context("the files' folder")?;
        match lock.try_lock_shared() {
            Ok(()) => Ok(Some(lock)),
            Err(TryLockError::WouldBlock) => Err(anyhow!("a backup is copying the files").into()),
            Err(TryLockError::Error(error)) => {
                Err(anyhow!(error).context("the files' lock").into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_without_its_reserve_takes_no_files() {
        let folder = std::env::temp_dir();
        let files = |reserve| Files::in_folder(&folder).unwrap().with_reserve(reserve);
        assert!(files(0).has_room(1).unwrap());
        assert!(!files(u64::MAX).has_room(1).unwrap());
        assert!(!files(0).has_room(u64::MAX).unwrap());
    }
}
