//! A job as an errand, for a worker of the page that begins the same.

use super::{Job, What};
#[cfg(any(target_arch = "wasm32", test))]
use super::{Other, Stated};
use crate::app::errand::{self, plan};
#[cfg(any(target_arch = "wasm32", test))]
use crate::insight::executor::{Machine, Steps};
#[cfg(any(target_arch = "wasm32", test))]
use crate::insight::judge::Aim;
use crate::session::replay::coded;
#[cfg(any(target_arch = "wasm32", test))]
use crate::session::replay::play_coded;

const WHATS: [(&str, What); 5] = [
    ("worth", What::Worth),
    ("changes", What::Changes),
    ("luck", What::Luck),
    ("parts", What::Parts),
    ("survival", What::Survival),
];

/// The job that a text says, with what this machine can do; `None` where it says none.
#[cfg(any(target_arch = "wasm32", test))]
#[must_use]
pub fn of_text(text: &str, machine: Machine) -> Option<Steps<()>> {
    let job = Job::of_text(text)?;
    Some(Steps::of(async move {
        job.run(&mut None, &machine).await;
    }))
}

impl Job {
    /// What it says to others; `None` where they could not begin alike.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            // A few hundred runs under one luck, which take less than telling of them.
            Self::Own(..) => None,
            Self::Best(case, plans) => errand::text("best", &[], case, plans.iter().map(plan)),
            Self::Table(what, case, own, best) => {
                let (name, _) = WHATS.iter().find(|(_, it)| it == what)?;
                let runs = [coded(own)].into_iter().chain(best.as_ref().map(plan));
                errand::text(name, &[], case, runs)
            }
            // It does not know yet what it goes on from.
            Self::After(..) => None,
            Self::Stated(stated, case, own, other) => {
                let other = other.as_ref().map(|(_, years)| plan(years));
                let runs = [coded(own)].into_iter().chain(other);
                errand::text("stated", &[stated.aim.index() as u8], case, runs)
            }
            Self::Weighed((_, own), case, plans) => {
                errand::text("weighed", own, case, plans.iter().map(plan))
            }
        }
    }

    /// The job of such a text.
    #[cfg(any(target_arch = "wasm32", test))]
    pub(super) fn of_text(text: &str) -> Option<Self> {
        let errand::Errand { what, numbers, case, runs } = errand::of_text(text)?;
        let own = runs.first().map(|run| play_coded(&case, run));
        let plans = |from: usize| runs.iter().skip(from).map(|run| run.years.clone());
        Some(match what.as_str() {
            "best" => Self::Best(case, plans(0).collect()),
            "stated" => {
                let aim = *Aim::ALL.get(usize::from(*numbers.first()?))?;
                // Whom it is about is known to who asked.
                let stated = Stated { run: [0; 32], against: Other::Usual, aim };
                let other = plans(1).next().map(|years| (String::new(), years));
                Self::Stated(stated, case, own?, other)
            }
            "weighed" => {
                let weighed = (case.slug.clone(), numbers.try_into().ok()?);
                Self::Weighed(weighed, case, plans(0).collect())
            }
            name => {
                let (_, what) = WHATS.iter().find(|(it, _)| *it == name)?;
                Self::Table(*what, case, own?, plans(1).next())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Found, plan_of_case};
    use super::*;
    use crate::insight::course::Years;
    use crate::insight::crew::{Crew, Errand, Said};
    use crate::insight::executor::{Paced, Serial, at_once};
    use crate::scenario::case::Case;
    use crate::scenario::shipped;
    use crate::session::replay;
    use std::sync::Arc;

    fn case() -> Case {
        shipped::known().iter().find(|case| case.slug == "first-week").expect("shipped").clone()
    }

    fn named(case: &Case, plan: usize) -> Years {
        plan_of_case(case, plan).expect("the case has it").1
    }

    fn jobs(case: &Case) -> Vec<Job> {
        let run = replay::play(case, 7, &named(case, 0));
        let (a, b) = (named(case, 1), named(case, 2));
        let stated = Stated { run: [0; 32], against: Other::Plan(1), aim: Aim::ALL[2] };
        let of_run = WHATS.map(|(_, what)| Job::Table(what, case.clone(), run.clone(), None));
        let others = [
            Job::Best(case.clone(), vec![a.clone(), b.clone()]),
            Job::Table(What::Luck, case.clone(), run.clone(), Some(b)),
            Job::Stated(stated.clone(), case.clone(), run.clone(), None),
            Job::Stated(stated, case.clone(), run.clone(), Some(("other".to_owned(), a))),
            Job::Weighed((case.slug.clone(), [9, 0, 1, 2, 3]), case.clone(), vec![run.decisions()]),
        ];
        of_run.into_iter().chain(others).collect()
    }

    #[test]
    fn every_job_comes_back_from_its_text() {
        let case = case();
        for job in jobs(&case) {
            let text = job.text().expect("a job of a shipped case");
            let back = Job::of_text(&text).unwrap_or_else(|| panic!("nothing from:\n{text}"));
            assert_eq!(std::mem::discriminant(&job), std::mem::discriminant(&back), "{text}");
            assert_eq!(back.text().as_ref(), Some(&text));
        }
    }

    #[test]
    fn a_job_that_workers_could_not_begin_alike_has_no_text() {
        let mut case = case();
        let run = replay::play(&case, 7, &named(&case, 0));
        let mut muddled = named(&case, 1);
        let year = muddled.iter_mut().find(|year| year.len() > 1).expect("more than one decision");
        year.reverse();
        assert_eq!(Job::Best(case.clone(), vec![muddled]).text(), None, "another order");
        assert!(Job::After(What::Luck, case.clone(), run.clone()).text().is_none());
        let job = |case: &Case| Job::Table(What::Luck, case.clone(), run.clone(), None);
        assert!(job(&case).text().is_some());
        case.digest[0] ^= 1;
        assert_eq!(job(&case).text(), None, "a case of somebody's own");
        let nonsense = [
            "",
            "luck",
            "luck\nnowhere",
            "luck\nfirst-week",
            "luck\nfirst-week\nno code",
            "x\nfirst-week",
        ];
        for text in nonsense {
            assert!(Job::of_text(text).is_none(), "{text:?}");
        }
    }

    /// What somebody and two workers find of a job together.
    fn together(job: Job) -> String {
        let members: Vec<_> = (0..2).map(|place| Arc::new(Crew::member(place, 2))).collect();
        let crew = Arc::new(Crew::default());
        crew.gather(2);
        let machine = Arc::new(Machine::with_crew(|| 0, crew.clone()));
        let machine = machine.on(|| job.text());
        let mut own = Steps::of(async move { job.run(&mut None, &machine).await });
        let mut others: Vec<Steps<()>> = Vec::new();
        loop {
            if let Some(found) = own.go_on() {
                return told(&found);
            }
            for said in crew.said() {
                let Said::Errand(number, text) = said else { panic!("who asks does nothing") };
                for member in &members {
                    let pace = Arc::new(Paced::with_crew(|| 0, member.clone()));
                    let machine = Machine::Errand(Errand::take_up(&pace, member, number));
                    others.push(of_text(&text, machine).expect("it was written here"));
                }
            }
            others.retain_mut(|it| it.go_on().is_none());
            for (place, member) in members.iter().enumerate() {
                for said in member.said() {
                    let Said::Share(share) = said else { panic!("a worker asks for nothing") };
                    members[1 - place].hear(share.clone());
                    crew.hear(share);
                }
            }
        }
    }

    fn told(found: &Option<Found>) -> String {
        format!("{found:?}")
    }

    #[test]
    fn workers_find_what_one_alone_finds() {
        let case = case();
        let run = replay::play(&case, 7, &named(&case, 0));
        for what in [What::Changes, What::Parts, What::Survival, What::Worth] {
            let job = || Job::Table(what, case.clone(), run.clone(), Some(named(&case, 1)));
            let alone = at_once(job().run(&mut None, &Machine::Serial(Serial)));
            assert_eq!(together(job()), told(&alone));
        }
    }
}
