use std::path::{Path, PathBuf};

use serde_json::json;

use crate::cli::desk::folder;
use crate::cli::entry;
use crate::cli::language::Language;
use crate::cli::say::Say;
use crate::cli::screen::{Done, Meaning, paint};
use crate::cli::session::Session;
use crate::cli::stop::{RefusalScreen, Remedy, Stop, Unmet};
use crate::cli::words::{self, noted};
use crate::process::settings::Settings;
use crate::record::tree::Tree;
use crate::workspace::{
    Anchor, AnchorContent, AnchorFile, Differing, Failure, Hook, HooksFolder, Installed,
    Installing, Introduction, Store, largest_push,
};

/// Install the hooks and git settings of this clone, or of a server in its bare repository
#[derive(Debug, clap::Args)]
pub struct Args {
    /// First commit and fingerprint of its key, as `tlg init` printed them
    #[arg(long, value_name = "ID:FINGERPRINT", value_parser = entry::introduction)]
    pub introduction: Option<Introduction>,
    /// File that holds the introduction, out of reach of those who push
    #[arg(long, value_name = "FILE")]
    pub anchor: Option<PathBuf>,
    /// Replace a hook, an introduction or an anchor that is there already
    #[arg(long)]
    pub force: bool,
}

/// What is going to be done, nothing of which stands in the way of anything.
struct Plan {
    hooks: &'static [Hook],
    folder: PathBuf,
    largest_push: u64,
    anchor: Option<PathBuf>,
}

/// What was done.
struct Made {
    folder: PathBuf,
    hooks: Vec<HookMade>,
    settings: Vec<Differing>,
    anchor: Option<AnchorMade>,
}

/// A hook that is in its place.
struct HookMade {
    hook: Hook,
    path: PathBuf,
    is_new: bool,
}

/// What became of the file with the introduction.
enum AnchorMade {
    /// It holds the introduction.
    Held(PathBuf),
    /// Only somebody else may write it.
    ToWrite(PathBuf, Introduction),
}

/// Writes hook, settings and introduction, or names everything that stands in the way and writes nothing.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    let store = Store::open(&folder(session)).map_err(failed)?;
    let plan = plan(&store, &args, session)?;
    let made = carry_out(&store, &plan, &args).map_err(failed)?;
    tell(&made, &args, session)
}

fn plan(store: &Store, args: &Args, session: &Session) -> Result<Plan, Stop> {
    let say = &session.say;
    let failed = |failure: Failure| words::failure(&failure, say);
    let settings = settings(store).map_err(failed)?;
    let absolute = |path: &PathBuf| std::path::absolute(path).map_err(Stop::from);
    let anchor = args.anchor.as_ref().map(absolute).transpose()?;
    let hooks = store.hooks();
    let folder = store.hooks_folder().map_err(failed)?;
    let in_the_way = [
        other_history(store, args, say).map_err(failed)?,
        other_introduction(store, args, say).map_err(failed)?,
        anchor
            .as_ref()
            .and_then(|path| unfit_anchor(path, args, say)),
        shared_hooks(store, &folder, say),
    ];
    let mut unmet: Vec<Unmet> = in_the_way.into_iter().flatten().collect();
    for hook in hooks {
        unmet.extend(foreign_hook(store, *hook, args, say).map_err(failed)?);
    }
    let (HooksFolder::Own(folder) | HooksFolder::Shared(folder)) = folder;
    match unmet.is_empty() {
        true => Ok(Plan {
            hooks,
            folder,
            largest_push: largest_push(settings.map(|settings| settings.limits.document)),
            anchor,
        }),
        false => Err(Stop::Refused(RefusalScreen {
            subject: store.folder().display().to_string(),
            unmet,
        })),
    }
}

/// The settings at the tip; none where nothing was pushed yet, or where they cannot be read.
fn settings(store: &Store) -> Result<Option<Settings>, Failure> {
    let Some(tip) = store.tip()? else {
        return Ok(None);
    };
    let Some(bytes) = tip.read(Settings::PATH)? else {
        let root = store.work_tree().unwrap_or(store.folder()).to_owned();
        return Err(Failure::NotAWorkspace { root });
    };
    Ok(Settings::read(&bytes).ok())
}

/// The history that is there begins with another commit, or with another key.
fn other_history(store: &Store, args: &Args, say: &Say) -> Result<Option<Unmet>, Failure> {
    let (Some(told), Some(first)) = (&args.introduction, store.first_commit()?) else {
        return Ok(None);
    };
    if first.id == told.commit && first.key.as_ref() == Some(&told.key) {
        return Ok(None);
    }
    let found = format!("{}:{}", first.id, first.key.unwrap_or_default());
    let told = told.to_string();
    Ok(Some(Unmet {
        text: say.text("hook-other-history", args![found => found, told => told]),
        remedies: vec![noted("git log --max-parents=0", say.line("hook-note-ask"))],
    }))
}

/// Another introduction is on record.
fn other_introduction(store: &Store, args: &Args, say: &Say) -> Result<Option<Unmet>, Failure> {
    let Some(told) = &args.introduction else {
        return Ok(None);
    };
    let recorded = match store.anchor()? {
        Anchor::File(file) if args.anchor.is_none() => {
            return Ok(passed_over(&file, told, say));
        }
        _ if args.force => return Ok(None),
        Anchor::Configured { commit, key } if commit != told.commit.to_string() => {
            format!("{commit}:{}", key.unwrap_or_default())
        }
        Anchor::Configured {
            commit,
            key: Some(key),
        } if key != told.key => format!("{commit}:{key}"),
        _ => return Ok(None),
    };
    Ok(Some(Unmet {
        text: say.text("hook-other-introduction", args![recorded => recorded]),
        remedies: vec![noted(
            format!("tlg hook install --introduction {told} --force"),
            say.line("hook-note-force"),
        )],
    }))
}

/// The repository takes its introduction from a file: told without it, another one would be passed over.
fn passed_over(file: &AnchorFile, told: &Introduction, say: &Say) -> Option<Unmet> {
    if file.content == AnchorContent::Introduction(told.clone()) {
        return None;
    }
    let path = file.path.display().to_string();
    let force = match file.content {
        AnchorContent::Missing => "",
        _ => " --force",
    };
    Some(Unmet {
        text: say.text("hook-anchored", args![path => path.as_str()]),
        remedies: vec![noted(
            format!("tlg hook install --introduction {told} --anchor {path}{force}"),
            String::new(),
        )],
    })
}

/// The anchor's file says something else, or nothing, and nobody says what it should.
fn unfit_anchor(path: &Path, args: &Args, say: &Say) -> Option<Unmet> {
    let shown = path.display().to_string();
    let slot = "ID:SHA256:…";
    let unmet = |text: String, remedy: Remedy| Unmet {
        text,
        remedies: vec![remedy],
    };
    match (AnchorFile::look(path).content, &args.introduction) {
        (AnchorContent::Introduction(held), Some(told)) if held != *told && !args.force => {
            let held = held.to_string();
            Some(unmet(
                say.text(
                    "hook-other-anchor",
                    args![path => shown.as_str(), held => held],
                ),
                noted(
                    format!("tlg hook install --introduction {told} --anchor {shown} --force"),
                    say.line("hook-note-force"),
                ),
            ))
        }
        (AnchorContent::Unreadable, told) if told.is_none() || !args.force => Some(unmet(
            say.text("hook-no-anchor", args![path => shown.as_str()]),
            noted(
                format!("tlg hook install --introduction {slot} --anchor {shown} --force"),
                say.line("hook-note-force"),
            ),
        )),
        (AnchorContent::Missing, None) => Some(unmet(
            say.text("hook-anchor-missing", args![path => shown.as_str()]),
            noted(
                format!("tlg hook install --introduction {slot} --anchor {shown}"),
                String::new(),
            ),
        )),
        _ => None,
    }
}

/// A hook there would be run for every repository.
fn shared_hooks(store: &Store, folder: &HooksFolder, say: &Say) -> Option<Unmet> {
    let HooksFolder::Shared(folder) = folder else {
        return None;
    };
    let shared = folder.display().to_string();
    let own = store.folder().join("hooks").display().to_string();
    Some(Unmet {
        text: say.text("hook-shared-folder", args![folder => shared]),
        remedies: vec![noted(
            format!("git config core.hooksPath {own}"),
            say.line("hook-note-own-folder"),
        )],
    })
}

/// Somebody else's hook stands there.
fn foreign_hook(
    store: &Store,
    hook: Hook,
    args: &Args,
    say: &Say,
) -> Result<Option<Unmet>, Failure> {
    match store.installed(hook)? {
        Installed::Foreign { path } if !args.force => {
            let path = path.display().to_string();
            let call = format!("tlg hook {} \"$@\"", hook.name());
            Ok(Some(Unmet {
                text: say.text("hook-foreign", args![path => path.as_str()]),
                remedies: vec![
                    noted(format!("cat {path}"), say.line("hook-note-look")),
                    noted(call, say.line("hook-note-call")),
                    noted("tlg hook install --force", say.line("hook-note-replace")),
                ],
            }))
        }
        _ => Ok(None),
    }
}

/// Puts the hooks of a new clone or workspace in their places and records which branch they guard; gives the paths of the
/// hooks, none where git looks for them in a folder that others share.
///
/// # Errors
/// A file or the configuration that cannot be read or written.
pub fn equip(store: &Store) -> Result<Vec<PathBuf>, Failure> {
    store.record_branch()?;
    let HooksFolder::Own(folder) = store.hooks_folder()? else {
        return Ok(Vec::new());
    };
    let made = put_in_place(store, store.hooks(), &folder, false)?;
    Ok(made.into_iter().map(|made| made.path).collect())
}

/// The lines that say of a new clone or workspace that it has no hooks; none where it has.
pub fn without_hooks(hooks: &[PathBuf], say: &Say) -> Vec<String> {
    if !hooks.is_empty() {
        return Vec::new();
    }
    let text = say.line("hook-none");
    vec![
        format!("{} {text}", paint(Meaning::Late, "!")),
        "    → tlg hook install".to_owned(),
    ]
}

/// Writes the scripts of hooks; somebody else's are left alone, unless by force.
fn put_in_place(
    store: &Store,
    hooks: &[Hook],
    folder: &Path,
    by_force: bool,
) -> Result<Vec<HookMade>, Failure> {
    let mut made = Vec::new();
    for hook in hooks.iter().copied() {
        let (path, is_new) = match store.install(hook, folder, &script(hook)?, by_force)? {
            Installing::Written(path) => (path, true),
            Installing::Unchanged(path) => (path, false),
            Installing::Foreign(_) => continue,
        };
        made.push(HookMade { hook, path, is_new });
    }
    Ok(made)
}

fn script(hook: Hook) -> Result<String, Failure> {
    let program = std::env::current_exe().map_err(|source| Failure::Program {
        program: PathBuf::from("tlg"),
        source,
    })?;
    Ok(hook.script(&program, &missing_program()))
}

fn carry_out(store: &Store, plan: &Plan, args: &Args) -> Result<Made, Failure> {
    store.record_branch()?;
    Ok(Made {
        folder: plan.folder.clone(),
        hooks: put_in_place(store, plan.hooks, &plan.folder, args.force)?,
        settings: store.configure(plan.largest_push)?,
        anchor: record(store, plan, args)?,
    })
}

/// What a hook says where there is no program: the language of whoever runs git is not known there.
fn missing_program() -> Vec<String> {
    let languages = [Language::Russian, Language::English].into_iter();
    let lines = languages.map(|language| {
        let say = Say::new(language);
        format!("tlg: {}", say.line("hook-program-missing"))
    });
    lines.collect()
}

fn record(store: &Store, plan: &Plan, args: &Args) -> Result<Option<AnchorMade>, Failure> {
    let Some(path) = &plan.anchor else {
        if let Some(introduction) = &args.introduction {
            store.record_introduction(introduction)?;
        }
        return Ok(None);
    };
    store.record_anchor(path)?;
    let held = AnchorFile::look(path).content;
    Ok(Some(match &args.introduction {
        Some(told) if held != AnchorContent::Introduction(told.clone()) => {
            match told.write_anchor(path) {
                Ok(()) => AnchorMade::Held(path.clone()),
                Err(_) => AnchorMade::ToWrite(path.clone(), told.clone()),
            }
        }
        _ => AnchorMade::Held(path.clone()),
    }))
}

fn tell(made: &Made, args: &Args, session: &mut Session) -> Result<Done, Stop> {
    let done = match made.anchor {
        Some(AnchorMade::ToWrite(..)) => Done::NeedsAPerson,
        _ => Done::Well,
    };
    match session.globals.json {
        true => session.output.json(&data(made, args))?,
        false => session.output.data(&told(made, args, &session.say))?,
    }
    Ok(done)
}

fn data(made: &Made, args: &Args) -> serde_json::Value {
    let settings = made.settings.iter();
    let settings = settings.map(
        |setting| json!({ "name": setting.name, "value": setting.wanted, "before": setting.found }),
    );
    let anchor = made.anchor.as_ref().map(|anchor| match anchor {
        AnchorMade::Held(path) => json!({ "path": path, "written": true }),
        AnchorMade::ToWrite(path, told) => {
            json!({ "path": path, "written": false, "text": told.anchor_text() })
        }
    });
    let hooks = made.hooks.iter();
    let hooks = hooks
        .map(|made| json!({ "hook": made.hook.name(), "path": made.path, "written": made.is_new }));
    json!({
        "hooks": hooks.collect::<Vec<_>>(),
        "settings": settings.collect::<Vec<_>>(),
        "introduction": args.introduction.as_ref().map(ToString::to_string),
        "anchor": anchor,
    })
}

fn told(made: &Made, args: &Args, say: &Say) -> String {
    let mut lines = Vec::new();
    for is_new in [true, false] {
        let hooks = made.hooks.iter().filter(|made| made.is_new == is_new);
        let names: Vec<&str> = hooks.map(|made| made.hook.name()).collect();
        let (names, folder) = (names.join(", "), made.folder.display().to_string());
        lines.extend(match (names.is_empty(), is_new) {
            (true, _) => None,
            (false, true) => Some(right(
                &say.text("hook-installed", args![hooks => names, folder => folder]),
            )),
            (false, false) => Some(right(&say.text("hook-unchanged", args![hooks => names]))),
        });
    }
    let count = made.settings.len();
    lines.push(right(&match count {
        0 => say.line("hook-settings-fine"),
        _ => say.text("hook-settings-set", args![count => count]),
    }));
    let set = made.settings.iter();
    lines.extend(set.map(|setting| format!("    {} = {}", setting.name, setting.wanted)));
    match (&made.anchor, &args.introduction) {
        (Some(AnchorMade::Held(path)), _) => {
            let path = path.display().to_string();
            lines.push(right(&say.text("hook-anchored", args![path => path])));
        }
        (Some(AnchorMade::ToWrite(path, told)), _) => {
            let path = path.display().to_string();
            let text = say.text("hook-write-anchor", args![path => path]);
            lines.push(format!("{} {text}", paint(Meaning::Wrong, "!")));
            lines.push(told.anchor_text().trim_end().to_owned());
        }
        (None, Some(told)) => {
            let told = told.to_string();
            let text = say.text("hook-introduced", args![introduction => told]);
            lines.push(right(&text));
        }
        (None, None) => {}
    }
    lines.join("\n")
}

fn right(text: &str) -> String {
    format!("{} {text}", paint(Meaning::Right, "✓"))
}
