//! What people do in the world of base.sql, as statements.

use crate::rows::{Sql, nothing, row};

/// A criterion's level; the first two reach what the rubric requires.
pub const DEMONSTRATED: &str = "Demonstrated";
pub const WELL: &str = "Well";
pub const PARTLY: &str = "Partly";

pub fn outcome(level: &str) -> &'static str {
    if level == PARTLY { "not_yet" } else { "demonstrated" }
}

fn overall(levels: &[&str]) -> &'static str {
    if levels.contains(&PARTLY) { "not_yet" } else { "demonstrated" }
}

/// Another pursuit, by its holder.
pub fn pursuit(id: &str, holder: &str) -> Sql {
    row(
        "pursuits",
        &format!(
            "organization_id=D, id={id}, issuer_id=I, version_id=v1, reviews_min=2, rubric_digest=rubric, \
             school_id=S, employer_id=D, started_at=10, acted_by={holder}, touched_at=10"
        ),
    )
    .then(holder_of(id, holder))
}

pub fn holder_of(pursuit: &str, person: &str) -> Sql {
    row(
        "holders",
        &format!("organization_id=D, pursuit_id={pursuit}, person_id={person}, joined_at=10"),
    )
}

pub fn exclusion(pursuit: &str, person: &str, at: i64) -> Sql {
    row(
        "exclusions",
        &format!(
            "organization_id=D, pursuit_id={pursuit}, person_id={person}, reason=knows_them, excluded_at={at}"
        ),
    )
}

pub fn disclosure(submission: &str, person: &str) -> Sql {
    row(
        "disclosures",
        &format!(
            "organization_id=D, submission_id={submission}, person_id={person}, what=score, seen_at=35"
        ),
    )
}

/// Submits one answer again, for these criteria.
pub fn submission(
    pursuit: &str,
    by: &str,
    number: i64,
    content: (&str, &str),
    criteria: &[&str],
) -> Sql {
    let (id, (content, commitment)) = (format!("s{number}-{pursuit}"), content);
    let item = row(
        "submission_items",
        &format!(
            "organization_id=D, submission_id={id}, items=1, position=1, kind=answer, place=one, \
             content_id={content}, commitment={commitment}"
        ),
    );
    let count = criteria.len();
    let shown = criteria.iter().zip(1..).fold(item, |so_far, (criterion, position)| {
        so_far.then(row(
            "submission_criteria",
            &format!(
                "organization_id=D, submission_id={id}, criteria={count}, position={position}, criterion={criterion}"
            ),
        ))
    });
    shown.then(row(
        "submissions",
        &format!(
            "organization_id=D, id={id}, pursuit_id={pursuit}, issuer_id=I, version_id=v1, reviews_min=2, \
             rubric_digest=rubric, number={number}, items=1, criteria={count}, digest=g, statement=true, \
             submitted_at=60, submitted_by={by}"
        ),
    ))
}

/// Fay shows again what is not yet demonstrated.
pub fn shown_again() -> Sql {
    submission("again", "fay", 2, ("fays", "k8"), &["B"])
}

/// Who reviews which submission of which pursuit.
#[derive(Clone, Copy)]
pub struct Panel {
    pub id: &'static str,
    pub kind: &'static str,
    pub submission: &'static str,
    pub pursuit: &'static str,
    pub criteria: &'static [&'static str],
}

pub const OPEN: Panel = Panel {
    id: "p-open",
    kind: "first",
    submission: "s-open",
    pursuit: "open",
    criteria: &["A", "B"],
};
pub const AGAIN: Panel = Panel {
    id: "p2-again",
    kind: "first",
    submission: "s2-again",
    pursuit: "again",
    criteria: &["B"],
};
pub const APPEAL: Panel = Panel {
    id: "p-appeal",
    kind: "appeal",
    submission: "s-again",
    pursuit: "again",
    criteria: &["A", "B"],
};

impl Panel {
    pub fn convened(self) -> Sql {
        let Panel { id, kind, submission, pursuit, .. } = self;
        row(
            "panels",
            &format!(
                "organization_id=D, id={id}, kind={kind}, submission_id={submission}, pursuit_id={pursuit}, \
                 issuer_id=I, version_id=v1, rubric_digest=rubric, reviews_min=2, reviews_required=2, \
                 convened_at=60, due_at=99, stage=open, locked_at=60"
            ),
        )
    }

    pub fn seat(self, seat: &str, assessor: &str) -> Sql {
        let panel = self.id;
        row(
            "seats",
            &format!(
                "organization_id=D, panel_id={panel}, seat={seat}, turn=2, assessor_id={assessor}, seated_at=31"
            ),
        )
    }

    /// Takes the seat and reviews: a level for each criterion, then the finding.
    pub fn review(self, seat: &str, assessor: &str, levels: &[&str]) -> Sql {
        let Panel { id: panel, submission, pursuit, criteria, .. } = self;
        let id = format!("{panel}-{seat}");
        let (count, finding) = (criteria.len(), overall(levels));
        let noted = criteria.iter().zip(levels).zip(1..).fold(
            self.seat(seat, assessor),
            |so_far, ((criterion, level), position)| {
                so_far.then(row(
                    "review_levels",
                    &format!(
                        "organization_id=D, review_id={id}, criteria={count}, position={position}, \
                         criterion={criterion}, level={level}, outcome={}",
                        outcome(level)
                    ),
                ))
            },
        );
        noted.then(row(
            "reviews",
            &format!(
                "organization_id=D, id={id}, panel_id={panel}, submission_id={submission}, pursuit_id={pursuit}, \
                 issuer_id=I, rubric_digest=rubric, seat={seat}, assessor_id={assessor}, \
                 qualification_id=q-{assessor}, criteria={count}, finding={finding}, finished_at=70"
            ),
        ))
    }

    /// What two findings add up to; the third's where there is one. Criteria that were not shown are
    /// carried from the decision of p-again.
    pub fn decision(self, findings: [&str; 2], third: Option<&str>, levels: [&str; 2]) -> Sql {
        let Panel { id: panel, pursuit, criteria, .. } = self;
        let outcome_of_all = overall(&levels);
        let each = ["A", "B"].into_iter().zip(levels).zip(1..).fold(
            nothing(),
            |so_far, ((criterion, level), position)| {
                let carried = if criteria.contains(&criterion) { "NULL" } else { "p-again" };
                so_far.then(row(
                    "decision_criteria",
                    &format!(
                        "organization_id=D, panel_id={panel}, criteria=2, position={position}, criterion={criterion}, \
                         level={level}, outcome={}, carried_from={carried}",
                        outcome(level)
                    ),
                ))
            },
        );
        let [first, second] = findings;
        let decision = row(
            "decisions",
            &format!(
                "organization_id=D, panel_id={panel}, pursuit_id={pursuit}, issuer_id=I, reviews_required=2, \
                 outcome={outcome_of_all}, criteria=2, review_1={panel}-1, seat_1=1, finding_1={first}, \
                 review_2={panel}-2, seat_2=2, finding_2={second}, decided_at=80"
            ),
        );
        each.then(match third {
            None => decision,
            Some(finding) => decision
                .but("decisions", "deciding_review", &format!("{panel}-adjudicator"))
                .but("decisions", "deciding_seat", "adjudicator")
                .but("decisions", "deciding_finding", finding),
        })
    }

    pub fn award(self, holder: &str) -> Sql {
        let Panel { id: panel, pursuit, .. } = self;
        row(
            "awards",
            &format!(
                "organization_id=I, id=w-{pursuit}-{holder}, custodian_id=D, pursuit_id={pursuit}, person_id={holder}, \
                 panel_id={panel}, outcome=demonstrated, awarded_at=90"
            ),
        )
    }
}

pub fn merged(account: &str, into: &str) -> Sql {
    crate::rows::sql(format!("UPDATE people SET merged_into_id = '{into}' WHERE id = '{account}'"))
}

pub fn withdrawn(pursuit: &str) -> Sql {
    crate::rows::sql(format!("UPDATE pursuits SET withdrawn_at = 36 WHERE id = '{pursuit}'"))
}

/// Both agree on Rosa's first submission.
pub fn agreed() -> Sql {
    let both = [DEMONSTRATED, DEMONSTRATED];
    OPEN.review("1", "ana", &both).then(OPEN.review("2", "ben", &both))
}

pub fn decided() -> Sql {
    agreed().then(agreed_decision())
}

pub fn agreed_decision() -> Sql {
    OPEN.decision(["demonstrated"; 2], None, [DEMONSTRATED; 2])
}

/// Ana says demonstrated, Ben not yet.
pub fn differed() -> Sql {
    OPEN.review("1", "ana", &[DEMONSTRATED, DEMONSTRATED]).then(OPEN.review(
        "2",
        "ben",
        &[DEMONSTRATED, PARTLY],
    ))
}

/// Gus begins a pursuit that Cho, whom he accepted, is to review, and submits.
pub fn named() -> Sql {
    let words = row(
        "contents",
        "organization_id=D, id=words-9, owner_id=gus, kind=words, body=His, salt=s, commitment=k-9, revision=1, \
         saved_at=20, sealed_at=30",
    );
    let answer = row(
        "answers",
        "organization_id=D, pursuit_id=named, question=one, submission_number=1, content_id=words-9",
    );
    pursuit("named", "gus")
        .but("pursuits", "named_reviewer_id", "cho")
        .then(words)
        .then(answer)
        .then(submission("named", "gus", 1, ("words-9", "k-9"), &["A", "B"]))
        .then(NAMED.convened())
}

const NAMED: Panel = Panel { id: "p-named", submission: "s1-named", pursuit: "named", ..OPEN };

pub fn by_named(who: &str) -> Sql {
    NAMED.review("1", who, &[DEMONSTRATED; 2])
}
