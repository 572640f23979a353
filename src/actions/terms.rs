//! Terms: each quote and each question is given its own (docs/process.md, Rounds).

use super::case::{Case, Draft};
use super::refusal::Unmet;
use crate::deal::Deal;
use crate::deal::fold::BrokenHistory;
use crate::process::condition::Condition;
use crate::process::decision::DecisionRule;
use crate::record::id::FactId;

/// What is missing of the needs of a quote or question, judged without the terms that an earlier visit left; and each
/// of these, for what was stated once is not reused in silence.
///
/// # Errors
/// The draft fits no such deal.
pub(super) fn unmet(
    case: &Case,
    draft: &Draft,
    rule: &DecisionRule,
    needs: &[Condition],
    takes: &[Condition],
) -> Result<Vec<Unmet>, BrokenHistory> {
    let after = case.after(draft)?;
    let left = left_over(&after, rule, needs, takes);
    let anew = without(&after, &left);
    let mut unmet = case.scene(&anew, draft.text(), &[]).unmet(needs);
    for fact in left {
        let missing = Unmet::FactMissing { fact };
        if !unmet.contains(&missing) {
            unmet.push(missing);
        }
    }
    Ok(unmet)
}

/// The deal as a question finds it: without the terms that an earlier visit left.
pub(super) fn anew(deal: &Deal, rule: &DecisionRule) -> Deal {
    without(deal, &left_over(deal, rule, &rule.needs, &rule.takes))
}

/// What a decision binds of the facts that come along with the act, stated before the deal entered its stage.
fn left_over(
    deal: &Deal,
    rule: &DecisionRule,
    needs: &[Condition],
    takes: &[Condition],
) -> Vec<FactId> {
    let named = needs.iter().chain(takes).filter_map(Condition::fact);
    let terms = named.filter(|fact| rule.binds.contains(fact));
    let left = terms.filter(|fact| deal.facts.contains_key(*fact));
    let left = left.filter(|fact| !deal.stated_here.contains(*fact));
    left.cloned().collect()
}

fn without(deal: &Deal, facts: &[FactId]) -> Deal {
    let mut without = deal.clone();
    for fact in facts {
        without.facts.remove(fact);
        without.stated.remove(fact);
    }
    without
}
