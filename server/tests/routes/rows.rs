//! Every route, with what its address and its form name, and whose that is.
//!
//! `$work` is an object of the place. Whose it is: `[]` where nothing is named; `ALL` where it is
//! there for whomever the route admits; else those who find it. For everyone else it is absent.
//! Rows are in the order in which they can all be done: what ends something comes last.

pub struct Row {
    pub method: &'static str,
    pub path: &'static str,
    pub body: Body,
    pub whose: Whose,
}

pub enum Body {
    None,
    Form(&'static str),
    /// A form with files: `files` and `file` are some.
    Parts(&'static [(&'static str, &'static str)]),
}

#[derive(Clone, Copy, PartialEq)]
pub enum Whose {
    /// Nothing is named that could be anybody's.
    Nothing,
    All,
    Of(&'static [&'static str]),
}

use Whose::{All, Nothing, Of};

const fn get(path: &'static str, whose: Whose) -> Row {
    Row { method: "GET", path, body: Body::None, whose }
}

const fn post(path: &'static str, form: &'static str, whose: Whose) -> Row {
    Row { method: "POST", path, body: Body::Form(form), whose }
}

/// From programs alone.
const fn put(path: &'static str, whose: Whose) -> Row {
    Row { method: "PUT", path, body: Body::None, whose }
}

const fn sends(
    path: &'static str,
    parts: &'static [(&'static str, &'static str)],
    whose: Whose,
) -> Row {
    Row { method: "POST", path, body: Body::Parts(parts), whose }
}

const ROSA: Whose = Of(&["rosa"]);
const BEN: Whose = Of(&["ben"]);
const DESIGNER: Whose = Of(&["designer"]);
const ADMINISTRATOR: Whose = Of(&["administrator"]);

pub const ROWS: &[Row] = &[
    get("/", Nothing),
    get("/catalog", Nothing),
    get("/catalog/$slug", All),
    get("/catalog/$slug/start", All),
    get("/today", Nothing),
    get("/healthz", Nothing),
    get("/privacy", Nothing),
    get("/accessibility", Nothing),
    get("/assets/$script", All),
    // Designers
    get("/designs", Nothing),
    get("/designs/new", Nothing),
    sends("/designs", &[("document", "No document."), ("revision", "0")], Nothing),
    get("/designs/drafts/$draft", DESIGNER),
    get("/designs/drafts/$draft/preview", DESIGNER),
    sends("/designs/drafts/$draft", &[("document", "Half of it."), ("revision", "1")], DESIGNER),
    sends("/designs/drafts/$draft/versions", &[("revision", "1")], DESIGNER),
    get("/designs/copies/$slug", All),
    post("/designs/copies/$slug", "", All),
    get("/designs/$slug", DESIGNER),
    post("/designs/$slug/drafts", "", DESIGNER),
    post("/designs/$slug/publications", "version=1", DESIGNER),
    get("/designs/$slug/versions/1.md", DESIGNER),
    get("/documents/$slug.md", All),
    get("/schemas/microcredential-1.json", All),
    // Educators
    post("/pursuits", "slug=$slug&version=$version", All),
    get("/pursuits", Nothing),
    get("/pursuits/$work", ROSA),
    get("/pursuits/$work/name", ROSA),
    post("/pursuits/$work/name", "choice=withheld", ROSA),
    get("/pursuits/$work/sharing", ROSA),
    post("/pursuits/$work/shared-drafts", "coach=$dele&place=part_1.setting", ROSA),
    get("/pursuits/$work/evidence/part_2.plan", ROSA),
    sends(
        "/pursuits/$work/evidence/part_2.plan/files",
        &[("caption", "Notes"), ("files", "What I saw.")],
        ROSA,
    ),
    post(
        "/pursuits/$work/evidence/part_2.plan/links",
        "link=https://example.org/more&caption=More",
        ROSA,
    ),
    post("/pursuits/$work/evidence/part_2.plan/text", "words=First: why?&revision=0", ROSA),
    get("/pursuits/$work/evidence/part_2.plan/$piece", ROSA),
    post(
        "/pursuits/$work/evidence/part_2.plan/$piece/caption",
        "caption=The plan&revision=0",
        ROSA,
    ),
    get("/pursuits/$work/part_1.why", ROSA),
    post("/pursuits/$work/part_1.why", "words=The same five hands.&revision=0", ROSA),
    get("/pursuits/$work/check", ROSA),
    post("/pursuits/$work/submissions", "number=1&seen=0&own=yes&privacy=yes", ROSA),
    get("/pursuits/$work/looks", ROSA),
    get("/pursuits/$earned/feedback", ROSA),
    get("/submissions/$submission", ROSA),
    get("/cohort", Nothing),
    get("/cohort/drafts/$shared", Of(&["dele"])),
    get("/files/$file", Of(&["rosa", "ben"])),
    // There is no other host for evidence here, so nobody has a pass.
    get("/evidence/no-pass", Of(&[])),
    // Those who review
    get("/reviews", Nothing),
    get("/panels/$panel", BEN),
    post("/panels/$panel/notes", "revision=1&level.plan=not_yet&feedback.plan=Look again.", BEN),
    get("/panels/$panel/preview", BEN),
    post("/panels/$panel/reviews", "revision=1", BEN),
    get("/panels", Nothing),
    post("/panels/$panel/vacancies", "assessor=$ben", Of(&["lead"])),
    get("/qualifications", Nothing),
    post("/qualifications", "assessor=$ben&version=$version&because=Agreed.", Of(&["lead"])),
    // Awards
    get("/credentials/$credential", All),
    get("/credentials/$credential.json", All),
    get("/credentials/$credential.jwt", All),
    get("/credentials/$credential.png", All),
    get("/credentials/$credential.svg", All),
    get("/credentials/$credential/editions/1.json", All),
    get("/credentials/$credential/keep", All),
    get("/credentials/$credential/evidence/$shown", All),
    get("/credentials/$credential/evidence", ROSA),
    post("/credentials/$credential/evidence", "shown=$shown", ROSA),
    get("/credentials/$credential/revocation", Of(&["lead", "approver"])),
    get("/subjects/$subject", All),
    get("/issuers/$issuer", All),
    get("/issuers/$issuer/did.json", All),
    get("/issuers/$issuer/keys/$key", All),
    get("/issuers/$issuer/status/$list", All),
    get("/achievements/$slug/1.json", All),
    get("/awards", Nothing),
    post("/awards", "pursuit=$waiting", Of(&["approver"])),
    get("/verify", Nothing),
    sends("/verify", &[("credential", "$credential")], All),
    // What she shows elsewhere
    get("/.well-known/oauth-authorization-server", Nothing),
    get("/.well-known/openid-credential-issuer", Nothing),
    post("/oauth/hosts", "", Nothing),
    get("/oauth/authorize?client_id=$host&redirect_uri=https://backpack.example/back", All),
    post(
        "/oauth/authorize",
        "client_id=$host&redirect_uri=https://backpack.example/back&answer=refuse",
        All,
    ),
    post("/oauth/token", "grant_type=none", Nothing),
    post("/oauth/revocation", "token=none", Nothing),
    get("/ims/ob/v3p0/discovery", Nothing),
    get("/ims/ob/v3p0/credentials", Nothing),
    post("/ims/ob/v3p0/credentials", "", Nothing),
    get("/ims/ob/v3p0/profile", Nothing),
    put("/ims/ob/v3p0/profile", Nothing),
    get("/sharing", Nothing),
    get("/wallet/offers/$offer", All),
    post("/wallet/nonces", "", Nothing),
    post("/wallet/credentials", "", Nothing),
    get("/credentials/$credential/wallet", ROSA),
    post("/credentials/$credential/wallet", "", ROSA),
    // What counts
    get("/approvals/new?microcredential=$slug", All),
    post("/approvals", "microcredential=$slug&reason=Once more.", All),
    get("/approvals", Nothing),
    post("/approvals/$approval/answer", "answer=yes&reason=It fits.", Of(&["approver"])),
    get("/recognition", Nothing),
    get("/claims", Nothing),
    post("/claims/answers", "claim=$claim&answer=accepted", Of(&["office"])),
    get("/claims.csv", Nothing),
    get("/ledger", Nothing),
    get("/ledger.csv", Nothing),
    // People
    get("/people", Nothing),
    get("/people/invite", Nothing),
    post(
        "/people/invite",
        "address=more@people.test&role=coach&at=$school",
        Of(&["administrator"]),
    ),
    get("/organizations", Nothing),
    post(
        "/organizations",
        "name=Birch Hill&slug=birch-hill&kind=school&at=$school",
        Of(&["administrator"]),
    ),
    get("/operations", Nothing),
    post("/operations/tries", "", Nothing),
    get("/people/$rosa", ADMINISTRATOR),
    post("/people/$rosa/roles", "role=coach&at=$school", ADMINISTRATOR),
    post("/people/$rosa/relations", "kind=teammate&address=dele@people.test", ADMINISTRATOR),
    post("/people/invitations/$handle/end", "", ADMINISTRATOR),
    get("/account", Nothing),
    get("/account/name", Nothing),
    post("/account/name", "name=Somebody", Nothing),
    get("/account/password", Nothing),
    post("/account/password", "password=wrong&new_password=wrong", Nothing),
    get("/account/address", Nothing),
    post("/account/address", "address=other@people.test&password=wrong", Nothing),
    get("/addresses/$address", ROSA),
    get("/passwords/$password", All),
    get("/invitations/$invitation", All),
    get("/forgotten", Nothing),
    post("/forgotten", "address=rosa@people.test", Nothing),
    get("/sign-in", Nothing),
    get("/demo", Nothing),
    // What ends something
    post("/sharing/$host/end", "", ROSA),
    post("/sharing/credentials/$elsewhere/removal", "", ROSA),
    post("/sharing/profile/removal", "", Nothing),
    post("/pursuits/$work/evidence/part_2.plan/$piece/removal", "", ROSA),
    post("/pursuits/$work/shared-drafts/$shared/end", "", ROSA),
    post("/pursuits/$work/withdrawal", "", ROSA),
    get("/pursuits/$work/withdrawal", ROSA),
    post("/panels/$panel/exclusion", "", BEN),
    post("/credentials/$credential/revocation", "reason=A mistake.", Of(&["lead", "approver"])),
    post("/people/$rosa/relations/$relation/end", "", ADMINISTRATOR),
    post("/people/$rosa/roles/$appointment/end", "", ADMINISTRATOR),
    sends("/designs/drafts/$draft/removal", &[("revision", "1")], DESIGNER),
    post("/addresses/$address", "", ROSA),
    post("/passwords/$password", "new_password=another pile of stones", All),
    post("/invitations/$invitation", "name=Guest&new_password=another pile of stones", All),
    post("/sessions/end-others", "", Nothing),
    post("/demo/sessions", "person=$demo", All),
    post("/sign-in", "address=rosa@people.test&password=stones upon stones", Nothing),
    post("/sessions/end", "", Nothing),
];
