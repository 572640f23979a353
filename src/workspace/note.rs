//! Short texts of our own that a reference leads to.

use git2::{ErrorCode, ObjectType};

use super::{CommitId, Failure, Store, Workspace};

impl Workspace {
    /// Stores a text; its id, for a reference to lead to.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn store_note(&self, text: &str) -> Result<CommitId, Failure> {
        Ok(self.repo.odb()?.write(ObjectType::Blob, text.as_bytes())?)
    }

    /// The text that a reference leads to; `None` where there is no such reference, or it leads to no text.
    ///
    /// # Errors
    /// References or objects that cannot be read.
    pub fn note(&self, reference: &str) -> Result<Option<String>, Failure> {
        let id = match self.repo.refname_to_id(reference) {
            Ok(id) => id,
            Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let odb = self.repo.odb()?;
        let object = odb.read(id)?;
        Ok(match object.kind() {
            ObjectType::Blob => String::from_utf8(object.data().to_vec()).ok(),
            _ => None,
        })
    }
}

impl Store {
    /// Whether an object is here: git lets go of what nothing leads to any more.
    ///
    /// # Errors
    /// The objects cannot be looked through.
    pub fn holds(&self, id: CommitId) -> Result<bool, Failure> {
        Ok(self.repo.odb()?.exists(id))
    }
}
