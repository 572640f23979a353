//! Putting the texts of a commit into the object store: one by one, or packed when they are many.

use std::collections::BTreeMap;
use std::io::Write;

use git2::{ObjectType, Oid, Repository};

use super::{Content, Failure, Workspace};

/// From here on a pack is cheaper than loose objects, each of which is synced on its own.
pub(super) const MANY: usize = 256;
/// Texts in one pack, all of which lie in memory while it is written.
const PACK: usize = 16_384;

impl Workspace {
    /// Stores the documents among `writes`.
    pub(super) fn store_documents(
        &self,
        writes: &BTreeMap<String, Content>,
    ) -> Result<BTreeMap<String, Oid>, Failure> {
        let mut stored = BTreeMap::new();
        for (path, content) in writes {
            if let Content::Document(staged) = content {
                stored.insert(path.clone(), self.store_document(staged)?);
            }
        }
        Ok(stored)
    }

    /// Stores the texts among `writes`.
    pub(super) fn store_texts(&self, writes: &BTreeMap<String, Content>) -> Result<(), Failure> {
        let texts: Vec<&str> = writes.values().filter_map(text).collect();
        if texts.len() > MANY {
            texts.chunks(PACK).try_for_each(|texts| self.pack(texts))
        } else {
            let odb = self.repo.odb()?;
            for text in texts {
                odb.write(ObjectType::Blob, text.as_bytes())?;
            }
            Ok(())
        }
    }

    /// Collects `texts` in a store in memory and writes them as one pack.
    fn pack(&self, texts: &[&str]) -> Result<(), Failure> {
        let memory = Repository::open(self.repo.path())?;
        let odb = memory.odb()?;
        odb.add_new_mempack_backend(i32::MAX)?;
        let mut pack = memory.packbuilder()?;
        for text in texts {
            pack.insert_object(odb.write(ObjectType::Blob, text.as_bytes())?, None)?;
        }
        let store = self.repo.odb()?;
        let mut writer = store.packwriter()?;
        let mut written = Ok(());
        pack.foreach(|bytes| {
            written = writer.write_all(bytes);
            written.is_ok()
        })?;
        written.map_err(Failure::at(self.repo.path()))?;
        writer.commit()?;
        Ok(store.refresh()?)
    }
}

fn text(content: &Content) -> Option<&str> {
    match content {
        Content::Text(text) => Some(text),
        Content::Document(_) | Content::Stored(_) => None,
    }
}
