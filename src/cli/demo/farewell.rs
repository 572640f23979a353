//! How to go on from where the story ends.

use super::place::Place;
use super::telling::Telling;
use crate::cli::screen::put_side_by_side;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

/// Says where the workspace is and how to be somebody in it; for a program, only where.
///
/// # Errors
/// Nobody reads any more.
pub fn say(place: &Place, telling: &Telling, session: &mut Session) -> Result<(), Stop> {
    let folder = place.workspace().display().to_string();
    if session.globals.json {
        let where_it_is = serde_json::json!({ "workspace": folder });
        return session.output.json(&where_it_is);
    }
    if session.globals.quiet {
        return session.output.data(&folder);
    }
    let say = &session.say;
    let title = say.line("demo-end");
    let yours = say.text("demo-end-yours", args![folder => folder.as_str()]);
    let be = |who: &str| format!("export GIT_CONFIG_GLOBAL=../people/{who}/gitconfig");
    let rows = [
        ["tlg", &say.line("demo-end-day")],
        ["tlg approve", &say.line("demo-end-decide")],
        ["tlg deal explain 8", &say.line("demo-end-explain")],
        ["cat deals/00/00/TLG-2.yaml", &say.line("demo-end-files")],
    ];
    let mut lines = vec![format!("cd {folder}"), be("petrova")];
    lines.extend(put_side_by_side(&rows));
    lines.push(format!(
        "{}   # {}",
        be("ivanov"),
        say.line("demo-end-colleague")
    ));
    let lines: Vec<String> = lines.iter().map(|line| format!("  {line}")).collect();
    telling.heading(&title, &mut session.output)?;
    telling.remark(&yours, &mut session.output)?;
    session.output.data(&lines.join("\n"))
}
