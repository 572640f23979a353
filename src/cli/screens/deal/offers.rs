//! What a person can do with a deal where it stands: the commands, and what each is good for.

use super::offer::Offer;
use crate::actions::authority::{acting, deciding};
use crate::actions::ground::Ground;
use crate::actions::scene::Scene;
use crate::cli::say::Say;
use crate::cli::screens::standing::is_worked_on;
use crate::cli::screens::tasks::is_for;
use crate::deal::Deal;
use crate::people::Role;
use crate::process::condition::Condition;
use crate::process::decision::DecisionRule;
use crate::process::moves::MoveRule;
use crate::process::names;
use crate::record::id::PersonId;
use crate::record::{Day, Moment};

/// Everything that a person can do now. `house` holds the deal's client.
pub fn offers(
    deal: &Deal,
    person: &PersonId,
    house: &Ground,
    now: Moment,
    say: &Say,
) -> Vec<Offer> {
    let today = house.calendar.local_day(now);
    let scene = Scene {
        ground: house,
        deal,
        text: Some(""),
        done: &[],
        now,
        today,
    };
    let desk = Possible {
        deal,
        person,
        house,
        today,
        say,
        scene,
    };
    match is_worked_on(deal, &house.process) {
        true => desk.on_an_open_deal(),
        false => desk.on_a_closed_deal(),
    }
}

struct Possible<'a> {
    deal: &'a Deal,
    person: &'a PersonId,
    house: &'a Ground,
    today: Day,
    say: &'a Say,
    scene: Scene<'a>,
}

impl Possible<'_> {
    fn may(&self, role: Role) -> bool {
        acting(
            &self.house.people,
            Some(self.deal),
            role,
            self.person,
            self.today,
        )
        .is_ok()
    }

    fn offer(&self, command: &str, flags: &str, hint: impl Into<String>) -> Offer {
        let number = self.deal.deal.number();
        let command = format!("tlg {command} {number}{flags}");
        Offer {
            command,
            hint: hint.into(),
        }
    }

    fn on_an_open_deal(&self) -> Vec<Offer> {
        let process = &self.house.process;
        let mut offers = self.answers();
        let decisions = process.decisions_from(&self.deal.stage);
        let decisions = decisions.filter(|_| self.deal.request.is_none());
        offers.extend(self.tasks());
        offers.extend(decisions.filter_map(|rule| self.question(rule)));
        let moves = process.moves_from(&self.deal.stage);
        offers.extend(moves.filter_map(|rule| self.movement(rule)));
        offers.extend(self.payment());
        offers.extend(self.loss());
        offers
    }

    fn on_a_closed_deal(&self) -> Vec<Offer> {
        let rule = self.house.process.reopening.as_ref();
        let lost = self.deal.lost.is_some();
        let rule = rule.filter(|rule| lost && self.may(rule.by));
        rule.map(|_| self.offer("deal reopen", " -m", self.say.line("deal-offer-reopen")))
            .into_iter()
            .collect()
    }

    /// Answering the request, or taking it back.
    fn answers(&self) -> Vec<Offer> {
        let Some(request) = &self.deal.request else {
            return Vec::new();
        };
        let Some(rule) = self.house.process.decision(&request.about) else {
            return Vec::new();
        };
        let mut offers = Vec::new();
        if deciding(
            &self.house.people,
            self.deal,
            request,
            self.person,
            self.today,
        )
        .is_ok()
        {
            let to = rule
                .approve
                .to
                .as_ref()
                .map(|to| format!("→ {}", self.house.process.stage_title(to)));
            offers.push(self.offer("approve", "", to.unwrap_or_default()));
            if rule.rework.is_some() {
                offers.push(self.offer("rework", " -m", self.say.line("deal-offer-rework")));
            }
            let lost = rule
                .reject
                .to
                .as_ref()
                .map(|to| format!("→ {}", self.house.process.stage_title(to)));
            offers.push(self.offer(
                "reject",
                " -m",
                lost.unwrap_or_else(|| self.say.line("deal-offer-reject")),
            ));
        }
        if self.may(rule.by) {
            offers.push(self.offer(
                "quote withdraw",
                " -m",
                self.say.line("deal-offer-withdraw"),
            ));
        }
        offers
    }

    fn tasks(&self) -> Vec<Offer> {
        let tasks = self
            .deal
            .tasks
            .iter()
            .filter(|task| is_for(task, self.person, self.house, self.today));
        let offers = tasks.filter_map(|task| {
            let rule = self
                .house
                .process
                .tasks
                .get(&task.id)
                .filter(|rule| rule.ends_by_saying_so())?;
            let flags = self.flags(&rule.asks)?;
            Some(self.offer(
                "task done",
                &format!(" {}{flags}", task.id),
                rule.title.clone(),
            ))
        });
        offers.collect()
    }

    fn question(&self, rule: &DecisionRule) -> Option<Offer> {
        self.may(rule.by).then_some(())?;
        let discount = rule
            .binds
            .iter()
            .any(|fact| fact.as_str() == names::DISCOUNT_ASKED);
        match (rule.puts_forward.is_some(), discount) {
            (true, _) => Some(self.offer(
                "quote ask",
                " --file --total --valid-until -m",
                rule.title.clone(),
            )),
            (false, true) => Some(self.offer("quote discount", " --ask -m", rule.title.clone())),
            (false, false) => None,
        }
    }

    fn movement(&self, rule: &MoveRule) -> Option<Offer> {
        self.may(rule.by).then_some(())?;
        let flags = self.flags(&rule.needs)?;
        let hint = rule.hint.clone();
        let waits = self
            .house
            .process
            .stage(&rule.to)
            .is_some_and(|stage| stage.waits_for.is_some());
        Some(if rule.puts_forward.is_some() {
            self.offer("quote send", " --file --total --valid-until", hint)
        } else if waits {
            let flags = match rule.stays(&self.deal.stage) {
                true => " --until -m",
                false => " --until --file specification=…",
            };
            self.offer("deal defer", flags, hint)
        } else {
            self.offer("deal move", &format!(" {}{flags}", rule.to), hint)
        })
    }

    fn payment(&self) -> Option<Offer> {
        let rule = self.house.process.payments.as_ref()?;
        let here = rule.stages.contains(&self.deal.stage) && self.may(rule.by);
        let unpaid = self.scene.judge(&Condition::PaidWhole).is_err();
        (here && unpaid).then(|| {
            self.offer(
                "pay",
                " --amount --date --document",
                self.say.line("deal-offer-pay"),
            )
        })
    }

    fn loss(&self) -> Option<Offer> {
        let rule = self.house.process.losing.as_ref()?;
        let paid = self.deal.paid().next().is_some();
        let by = rule
            .with_payment
            .as_ref()
            .filter(|_| paid)
            .map_or(rule.by, |paid| paid.by);
        self.may(by)
            .then(|| self.offer("deal lose", " --reason", self.say.line("deal-offer-lose")))
    }

    /// The flags that bring what is still missing; none where something stands in the way that no flag mends.
    fn flags(&self, needs: &[Condition]) -> Option<String> {
        let mut flags = String::new();
        for need in needs {
            let missing = self.scene.judge(need).is_err();
            match need {
                Condition::Reason => flags.push_str(" -m"),
                Condition::Fact(fact) | Condition::NotPast(fact) | Condition::Ahead(fact)
                    if missing =>
                {
                    flags.push_str(&format!(" --set {fact}=…"));
                }
                Condition::Document(kind) if missing => {
                    flags.push_str(&format!(" --file {kind}=…"))
                }
                // What a quote brings along itself.
                Condition::WithinLimits => {}
                _ if missing => return None,
                _ => {}
            }
        }
        Some(flags)
    }
}
