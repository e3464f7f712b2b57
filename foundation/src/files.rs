//! Files that people upload and that this program makes: a folder, or an object store.

use std::{path::Path as FolderPath, sync::Arc};

use anyhow::Context;
use bytes::Bytes;
use futures::{StreamExt, stream::BoxStream};
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path};

use crate::Result;

/// Objects by key. An object is kept before the row that names it, and goes after it.
#[derive(Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// In a folder, on the disk for good before `keep` answers.
    pub fn in_folder(folder: &FolderPath) -> Result<Files> {
        let store = LocalFileSystem::new_with_prefix(folder).context("the evidence folder")?;
        Ok(Files(Arc::new(store.with_fsync(true).with_automatic_cleanup(true))))
    }

    pub async fn keep(&self, key: &str, bytes: Bytes) -> Result<()> {
        let put = self.0.put(&Path::from(key), PutPayload::from(bytes)).await;
        put.context("keeping a file")?;
        Ok(())
    }

    /// In pieces, as they are read.
    pub async fn read(
        &self,
        key: &str,
    ) -> Result<BoxStream<'static, Result<Bytes, std::io::Error>>> {
        let got = self.0.get(&Path::from(key)).await.context("reading a file")?;
        Ok(got.into_stream().map(|piece| piece.map_err(std::io::Error::other)).boxed())
    }

    pub async fn whole(&self, key: &str) -> Result<Bytes> {
        let got = self.0.get(&Path::from(key)).await.context("reading a file")?;
        Ok(got.bytes().await.context("reading a file")?)
    }

    /// Gone, or gone already.
    pub async fn destroy(&self, key: &str) -> Result<()> {
        match self.0.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(anyhow::Error::from(error).context("destroying a file").into()),
        }
    }
}
