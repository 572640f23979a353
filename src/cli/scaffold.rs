//! What a new workspace begins with: the program's own `templates/`, embedded in it.

use std::collections::BTreeMap;

use include_dir::{Dir, DirEntry, include_dir};

use crate::actions::attributes::{ATTRIBUTES, ATTRIBUTES_PATH, OTHER_ATTRIBUTES};
use crate::people::People;
use crate::process::settings::Settings;
use crate::record::tree::{Tree, TreeEntry, TreeError};
use crate::record::{Fields, Node};

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The files of a new workspace, by path.
pub struct Scaffold {
    files: BTreeMap<String, String>,
}

impl Scaffold {
    /// The files of a company's workspace that nobody has entered yet; without a name, of the company of the templates.
    pub fn new(company: Option<&str>) -> Scaffold {
        let mut files = BTreeMap::new();
        collect(&TEMPLATES, &mut files);
        if let (Some(company), Some(settings)) = (company, files.get_mut(Settings::PATH)) {
            *settings = with_company(settings, company);
        }
        let attributes = ATTRIBUTES.into_iter().chain(OTHER_ATTRIBUTES);
        let attributes = attributes.map(|line| format!("{line}\n"));
        files.insert(ATTRIBUTES_PATH.to_owned(), attributes.collect());
        files.insert(People::PATH.to_owned(), People::nobody().node().to_yaml());
        Scaffold { files }
    }

    /// Settings, process, calendars and templates: the texts by path, without the register of people.
    pub fn settings(&self) -> BTreeMap<String, String> {
        let mut files = self.files.clone();
        files.remove(People::PATH);
        files
    }
}

/// Letters keep a folder of their own in a workspace; settings, process and calendars stand where they stand here.
fn collect(folder: &Dir<'static>, files: &mut BTreeMap<String, String>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => collect(folder, files),
            DirEntry::File(file) => {
                let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) else {
                    continue;
                };
                let path = match path.starts_with("mail/") {
                    true => format!("templates/{path}"),
                    false => path.to_owned(),
                };
                files.insert(path, text.to_owned());
            }
        }
    }
}

fn with_company(settings: &str, company: &str) -> String {
    let line = Node::from(Fields::new().text("company", company)).to_yaml();
    let lines = settings
        .lines()
        .map(|old| match old.starts_with("company:") {
            true => line.trim_end().to_owned(),
            false => old.to_owned(),
        });
    lines.collect::<Vec<String>>().join("\n") + "\n"
}

impl Tree for Scaffold {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TreeError> {
        Ok(self.files.get(path).map(|text| text.clone().into_bytes()))
    }

    fn list(&self, folder: &str) -> Result<Vec<TreeEntry>, TreeError> {
        let prefix = format!("{folder}/");
        let below = self
            .files
            .keys()
            .filter_map(|path| path.strip_prefix(&prefix));
        let mut entries: Vec<TreeEntry> = below
            .map(|rest| {
                let (name, is_folder) = match rest.split_once('/') {
                    Some((name, _)) => (name, true),
                    None => (rest, false),
                };
                TreeEntry {
                    name: name.to_owned(),
                    is_folder,
                }
            })
            .collect();
        entries.dedup();
        Ok(entries)
    }
}
