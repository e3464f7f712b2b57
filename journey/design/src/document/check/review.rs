//! A review policy that can be kept, and whose name tells what it is.

use super::super::{
    AssessorsFrom, AwardedBy, Key, Known, Preset, ReviewPolicy, Supervisor, nearest::did_you_mean,
    objections::Objections,
};

pub fn check(it: &ReviewPolicy, known: &Known, say: &mut Objections) {
    if it.reviews == 1 && it.third_decides {
        let right = "Write `third_decides: false`, or ask for two reviews.";
        say.say_by(
            &["review.reviews"],
            "review.third_decides",
            "One review can't differ from another.",
            right,
        );
    }
    if it.reviews > 1 && !it.third_decides {
        let right = "Write `third_decides: true`.";
        say.say_by(
            &["review.reviews"],
            "review.third_decides",
            "Reviews can differ, and nobody decides then.",
            right,
        );
    }
    if it.reviewer_role.is_some() {
        by_role(it, say);
    }
    match (it.award, &it.approver_role) {
        (AwardedBy::Approver, None) => {
            let right = "Add `approver_role: approver`, or `lead`, or write `award: rule`.";
            say.say("review.award", "Nobody is named who approves.", right);
        }
        (AwardedBy::Rule, Some(_)) => {
            let right = "Write `award: approver`, or delete it.";
            say.say_by(
                &["review.award"],
                "review.approver_role",
                "It is awarded by rule: nobody approves.",
                right,
            );
        }
        _ => {}
    }
    for (at, role) in [("reviewer_role", &it.reviewer_role), ("approver_role", &it.approver_role)] {
        let (Some(role), Some(roles)) = (role, known.roles) else { continue };
        if roles.iter().all(|it| role != it.as_str()) {
            let all = roles.iter().map(String::as_str);
            let right = did_you_mean(role.as_str(), all).unwrap_or_default();
            say.say(format!("review.{at}"), format!("There is no role `{role}`."), right);
        }
    }
    let known_role =
        |role: &Key| known.roles.is_none_or(|all| all.iter().any(|it| *role == it.as_str()));
    if it
        .approver_role
        .as_ref()
        .is_some_and(|it| *it != "approver" && *it != "lead" && known_role(it))
    {
        let what = "Awards are approved by the issuer’s approvers, or by its leads.";
        say.say("review.approver_role", what, "Write `approver` or `lead`.");
    }
    if it.reviewer_role.as_ref().is_some_and(|role| *role == "supervisor")
        && it.supervisor == Supervisor::Excluded
    {
        let right = "Write `supervisor: allowed`.";
        say.say("review.supervisor", "The reviewer is the supervisor.", right);
    }
    preset(it, say);
}

/// The educator knows who it is before starting: that is one person, who knows whose work it is.
fn by_role(it: &ReviewPolicy, say: &mut Objections) {
    if it.reviews > 1 {
        let right = "Write `reviews: 1`, or delete `reviewer_role`.";
        say.say_by(
            &["review.reviewer_role"],
            "review.reviews",
            "One named role gives one review.",
            right,
        );
    }
    if it.blind {
        let right = "Write `blind: false`: the educator accepts the reviewer before starting.";
        say.say("review.blind", "A named reviewer knows whose work it is.", right);
    }
}

fn preset(it: &ReviewPolicy, say: &mut Objections) {
    let is = match it.preset {
        Preset::TwoColleaguesAndAThird => {
            (it.reviews == 2 && it.blind && it.supervisor == Supervisor::Excluded)
                .then_some(())
                .ok_or("two blind reviews without the supervisor")
        }
        Preset::NamedAdministrator => (it.reviews == 1 && it.reviewer_role.is_some())
            .then_some(())
            .ok_or("one review by a named role"),
        Preset::ObserversVisit => {
            (it.reviews == 1 && !it.blind).then_some(()).ok_or("one review that isn't blind")
        }
        Preset::OutsidePool => (it.assessors == AssessorsFrom::AnotherDistrict)
            .then_some(())
            .ok_or("assessors from another district"),
        Preset::Custom => Ok(()),
    };
    if let Err(meaning) = is {
        let what = format!("This name stands for {meaning}, and what is below says otherwise.");
        say.say_by(
            &["review.*"],
            "review.preset",
            what,
            "Change what is below, or write `preset: custom`.",
        );
    }
}
