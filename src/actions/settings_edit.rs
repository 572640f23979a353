//! Settings that an administrator edited: what in them would stop the work or the mail, and what deals already rest on.

use super::applying::Problem;
use super::ground::Ground;
use crate::deal::fact::check_line;
use crate::deal::{Deal, DealId};
use crate::mail::Address;
use crate::numbers::Numbers;
use crate::people::People;
use crate::process::Process;
use crate::process::settings::Settings;
use crate::record::Currency;
use std::collections::BTreeMap;

/// Why a setting cannot be as it was edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingFault {
    /// The company has no name, or one that is no line of text.
    Company,
    /// `mail.from` is no address that letters can come from.
    Sender { from: String },
    /// No document would be small enough.
    NoDocuments,
    /// An extra path that is no file or folder inside of the workspace, or that holds files of `tlg`.
    ExtraPath { path: String },
    /// Open deals hold money in the old currency.
    CurrencyInUse {
        currency: Currency,
        deals: Vec<DealId>,
    },
}

/// What is in the way of the settings that come with these files.
pub(super) fn problems(
    ground: &Ground,
    files: &BTreeMap<String, String>,
    text: &str,
) -> Vec<Problem> {
    let settings = match Settings::read(text.as_bytes()) {
        Ok(settings) => settings,
        Err(fault) => return vec![Problem::Settings(fault)],
    };
    let old = &ground.settings;
    let mut problems = Vec::new();
    if settings.rules < old.rules {
        problems.push(Problem::RulesGoDown {
            from: old.rules,
            to: settings.rules,
        });
    }
    if settings.rules > old.rules && (files.len() > 1 || !is_same_but_rules(&settings, old)) {
        problems.push(Problem::RulesNotAlone);
    }
    if settings.rules > Settings::RULES {
        problems.push(Problem::RulesUnknown {
            rules: settings.rules,
            known: Settings::RULES,
        });
    }
    if settings.prefix != old.prefix && !ground.deals.is_empty() {
        problems.push(Problem::PrefixInUse {
            prefix: old.prefix.clone(),
        });
    }
    let unfit = faults(ground, &settings).into_iter();
    problems.extend(unfit.map(Problem::Setting));
    problems
}

fn is_same_but_rules(new: &Settings, old: &Settings) -> bool {
    let rules = old.rules;
    *old == Settings {
        rules,
        ..new.clone()
    }
}

fn faults(ground: &Ground, settings: &Settings) -> Vec<SettingFault> {
    let mut faults = Vec::new();
    if settings.company.trim().is_empty() || check_line(&settings.company).is_err() {
        faults.push(SettingFault::Company);
    }
    let from = &settings.mail.from;
    if check_line(from).is_err() || Address::parse(from).is_none() {
        let from = from.clone();
        faults.push(SettingFault::Sender { from });
    }
    if settings.limits.document == 0 {
        faults.push(SettingFault::NoDocuments);
    }
    let unfit = settings.extra_paths.iter().filter(|path| !is_extra(path));
    faults.extend(unfit.map(|path| SettingFault::ExtraPath { path: path.clone() }));
    faults.extend(currency_in_use(ground, settings));
    faults
}

/// Amounts name their currency, limits and thresholds of the process do not have to: a deal that began in one is not
/// measured in another.
fn currency_in_use(ground: &Ground, settings: &Settings) -> Option<SettingFault> {
    let currency = ground.settings.currency;
    if settings.currency == currency {
        return None;
    }
    let open = ground
        .deals
        .iter()
        .filter(|deal| ground.process.is_open(&deal.stage));
    let deals: Vec<DealId> = open
        .filter(|deal| has_money_in(deal, currency))
        .map(|deal| deal.deal.clone())
        .collect();
    (!deals.is_empty()).then_some(SettingFault::CurrencyInUse { currency, deals })
}

fn has_money_in(deal: &Deal, currency: Currency) -> bool {
    let facts = deal.facts.values().filter_map(|value| value.money());
    let rounds = deal.rounds.iter().map(|round| round.total);
    let paid = deal.paid().map(|payment| payment.amount);
    let mut all = facts.chain(rounds).chain(paid);
    all.any(|money| money.currency() == currency)
}

/// Names of the workspace's own files and folders, and of those that git obeys.
const OWN: [&str; 16] = [
    "deals",
    "clients",
    "ticks",
    "calendar",
    "templates",
    ".git",
    ".gitattributes",
    ".gitignore",
    ".gitmodules",
    ".lfsconfig",
    ".mailmap",
    Numbers::PATH,
    People::PATH,
    People::SIGNERS_PATH,
    Settings::PATH,
    Process::PATH,
];

/// Whether a path names a file or a folder inside of the workspace that is none of its own.
pub(super) fn is_extra(path: &str) -> bool {
    let folder = path.strip_suffix('/').unwrap_or(path);
    let is_name = |name: &str| {
        !matches!(name, "" | "." | "..")
            && check_line(name).is_ok()
            && !name.contains(['*', '?', '[', '\\'])
            && !name.eq_ignore_ascii_case(".git")
    };
    let mut names = folder.split('/');
    let own = names.next().is_none_or(is_own);
    !own && folder.split('/').all(is_name)
}

/// Whether the first name of a path is one of the workspace's own.
pub(super) fn is_own(first: &str) -> bool {
    let mut own = OWN.iter();
    own.any(|own| own.eq_ignore_ascii_case(first))
}
