use crate::process::definition::Process;
use crate::process::finding::{Finding, FindingKind};
use crate::process::span::Span;

/// Guards against a fact of one deal where a time holds for all deals.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    let spans = [
        ("mail.hold", &process.mail.hold),
        ("mail.too_old", &process.mail.too_old),
        (
            "limits.recheck_stock_after",
            &process.limits.recheck_stock_after,
        ),
        ("escalation.after", &process.escalation.after),
    ];
    let unfit = spans.into_iter().filter_map(|(way, span)| match span {
        Span::Until(fact) => Some((way, fact.clone())),
        Span::WorkingDays(_) | Span::Days(_) | Span::Minutes(_) => None,
    });
    unfit
        .map(|(way, fact)| FindingKind::UnfitSpan { fact }.at(way))
        .collect()
}
