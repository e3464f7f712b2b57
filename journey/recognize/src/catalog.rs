//! In the catalog: what it may be worth, and on what condition. A district's rules are public; what
//! somebody gets by them never is.

use std::collections::HashMap;

use askama::Template;
use design::Microcredential;
use discover::Said;
use foundation::{Html, Id, Read, Result};
use itertools::Itertools;

use crate::store::policies::{Kept, in_force};

#[derive(Template)]
#[template(path = "catalog.html")]
struct Worth {
    districts: Vec<(String, String, String)>,
}

pub async fn catalog_said(
    read: &mut Read,
    ids: &[Id<Microcredential>],
) -> Result<HashMap<Id<Microcredential>, Said>> {
    let rules = in_force(read, None, ids, None).await?;
    let districts: Vec<_> =
        rules.iter().map(|it| it.district).unique_by(ToString::to_string).collect();
    let districts = people::organizations(read, &districts).await?;
    let mut said = HashMap::new();
    for id in ids {
        let of_this = rules.iter().filter(|it| it.microcredential == *id);
        let lines: Vec<_> = districts
            .iter()
            .filter_map(|district| {
                let kept: Vec<&Kept> =
                    of_this.clone().filter(|it| it.district == district.id).collect();
                let first = kept.first()?;
                Some((district.name.clone(), promise(&kept), first.cited()))
            })
            .collect();
        let short = match lines.as_slice() {
            [] => continue,
            [(_, promise, _)] => promise.clone(),
            several => format!("pay or credit in {} districts", several.len()),
        };
        let whole = Html::from(&Worth { districts: lines })?;
        said.insert(*id, Said { short, whole });
    }
    Ok(said)
}

/// "$400 a year, if approved before you start, and 3 hours"
fn promise(kept: &[&Kept]) -> String {
    kept.iter().map(|it| it.rule.promise()).join(", and ")
}
