//! What a review policy promises her, in plain words.

use design::document::{AssessorsFrom, AwardedBy, Key, ReviewPolicy, Supervisor};
use people::Role;

/// Who scores it, who doesn't, by when, and who awards it: a sentence each.
pub fn promise(policy: &ReviewPolicy) -> Vec<String> {
    let mut said = vec![who(policy)];
    if policy.third_decides {
        said.push("Where they differ, a third assessor sees neither finding, and decides.".into());
    }
    said.push(match (&policy.reviewer_role, policy.supervisor) {
        (Some(_), _) => "Coaches never score whom they coach.".into(),
        (None, Supervisor::Excluded) => {
            "Neither your supervisor, your coach nor a teammate scores it.".into()
        }
        (None, Supervisor::Allowed) => {
            "Neither your coach nor a teammate scores it; your supervisor may.".into()
        }
    });
    said.push(format!("You have a decision within {} days of submitting.", policy.days));
    said.push(match (policy.award, &policy.approver_role) {
        (AwardedBy::Approver, Some(role)) => {
            format!(
                "When everything is demonstrated, the issuer’s {} makes the award.",
                spoken(role)
            )
        }
        _ => "When everything is demonstrated, it is awarded by rule, at once.".into(),
    });
    said
}

fn who(policy: &ReviewPolicy) -> String {
    if let Some(role) = &policy.reviewer_role {
        return format!(
            "One {}, whom you choose and accept before you start, reviews it and knows that it is yours. The credential says so.",
            spoken(role)
        );
    }
    let from = match policy.assessors {
        AssessorsFrom::Internal => "from your district",
        AssessorsFrom::AnotherDistrict => "from another district",
        AssessorsFrom::Mix => "from your district or another",
    };
    let assessors = match policy.reviews {
        1 => "One assessor",
        2 => "Two assessors",
        _ => "Three assessors",
    };
    match (policy.blind, policy.reviews) {
        (true, 1) => format!("{assessors} {from} scores it without seeing your name or school."),
        (true, _) => format!(
            "{assessors} {from} score it, each alone, without seeing your name, your school or each other’s scores."
        ),
        (false, 1) => format!("{assessors} {from} scores it and knows that it is yours."),
        (false, _) => {
            format!("{assessors} {from} score it, each alone, and know that it is yours.")
        }
    }
}

/// The role that a document names, as people say it: "supervisor".
pub fn spoken(role: &Key) -> String {
    match Role::named(role.as_str()) {
        Some(role) => role.words().to_lowercase(),
        None => role.as_str().replace(['_', '-'], " "),
    }
}

#[cfg(test)]
mod tests {
    use design::document::{Pace, Preset};

    use super::*;

    fn two_colleagues() -> ReviewPolicy {
        ReviewPolicy {
            preset: Preset::TwoColleaguesAndAThird,
            reviews: 2,
            third_decides: true,
            blind: true,
            assessors: AssessorsFrom::Mix,
            supervisor: Supervisor::Excluded,
            reviewer_role: None,
            days: 21,
            pace: Pace::Whole,
            award: AwardedBy::Rule,
            approver_role: None,
        }
    }

    #[test]
    fn two_colleagues_and_a_third_are_promised_as_they_are() {
        insta::assert_snapshot!(promise(&two_colleagues()).join("\n"));
    }

    #[test]
    fn a_named_administrator_knows_whose_work_it_is() {
        let named = ReviewPolicy {
            preset: Preset::NamedAdministrator,
            reviews: 1,
            third_decides: false,
            blind: false,
            reviewer_role: "supervisor".parse().ok(),
            award: AwardedBy::Approver,
            approver_role: "approver".parse().ok(),
            ..two_colleagues()
        };
        insta::assert_snapshot!(promise(&named).join("\n"));
    }
}
