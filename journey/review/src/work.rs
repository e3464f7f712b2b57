//! What a panel is about, as the rooms before tell it.

use design::{Version, document::ReviewPolicy};
use foundation::{Conn, Error, Id, Result, time};
use jiff::tz::TimeZone;
use learn::Pursuit;
use people::Organization;
use submit::Submission;
use vault::Content;

use crate::Panel;

#[derive(Debug)]
pub struct Work {
    pub pursuit: Pursuit,
    pub version: Version,
    pub submission: Submission,
    /// The district's: for what is promised to the educator.
    pub zone: TimeZone,
    /// The issuer's: for what assessors read. The district's would tell them where she works.
    pub issuer_zone: TimeZone,
}

impl Work {
    pub async fn of(conn: &mut Conn, panel: &Panel) -> Result<Work> {
        let pursuit = learn::pursuit(conn, panel.pursuit).await?;
        let submission = submit::submission(conn, panel.submission).await?;
        Work::submitted(conn, pursuit, submission).await
    }

    pub async fn submitted(
        conn: &mut Conn,
        pursuit: Pursuit,
        submission: Submission,
    ) -> Result<Work> {
        let version = design::version(conn, pursuit.version).await?;
        let ids = [pursuit.custodian, pursuit.issuer];
        let organizations = people::organizations(conn, &ids).await?;
        let zone = |id: Id<Organization>| {
            let at = organizations.iter().find(|it| it.id == id).ok_or(Error::Absent)?;
            Ok::<_, Error>(time::zone(&at.time_zone))
        };
        let (zone, issuer_zone) = (zone(pursuit.custodian)?, zone(pursuit.issuer)?);
        Ok(Work { pursuit, version, submission, zone, issuer_zone })
    }

    pub fn title(&self) -> String {
        self.version.document.title.to_string()
    }

    pub fn policy(&self) -> &ReviewPolicy {
        &self.version.document.review
    }

    /// Everything that was submitted, and what is said about it.
    pub fn contents(&self) -> Vec<Id<Content>> {
        self.submission.items.iter().map(|it| it.content).collect()
    }

    pub fn minutes(&self) -> u32 {
        crate::minutes::minutes(&self.version.document, &self.submission.criteria)
    }
}
