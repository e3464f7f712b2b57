//! Guards that are the same on every table: their hostile statements follow from their names.

use crate::{
    attack::Attack,
    rows::{Sql, nothing, sql},
    run::World,
};

/// What one guard is tried with: each must be refused by it; without it at least one is accepted
/// (a column may also have a check of its own).
pub struct Trial {
    pub first: Sql,
    pub any_of: Vec<Sql>,
}

/// All of these as attacks on the whole: somebody refuses them, first of all this guard.
pub async fn attacks(world: &mut World) -> Vec<Attack> {
    let mut attacks = vec![];
    for guard in world.triggers.keys().cloned().collect::<Vec<_>>() {
        let Some(Trial { first, any_of }) = by_its_name(world, &guard).await else { continue };
        let attack = |then| Attack { name: guard.clone(), guard: None, first: first.clone(), then };
        attacks.extend(any_of.into_iter().map(attack));
    }
    attacks
}

pub struct Column {
    pub name: String,
    pub number: bool,
}

/// None when the name doesn't say what it refuses.
pub async fn by_its_name(world: &mut World, guard: &str) -> Option<Trial> {
    let table = world.triggers[guard].table.clone();
    let doing = guard.strip_prefix(&table)?.trim_start_matches('_');
    let columns = columns(world, &table).await;
    let whole = |values: Vec<String>| Trial {
        first: nothing(),
        any_of: values.into_iter().map(sql).collect(),
    };
    if let Some(column) = doing.strip_suffix("_only_once") {
        let other = changed(columns.iter().find(|it| it.name == column)?);
        return Some(whole(vec![format!(
            "UPDATE {table} SET {column} = {other} WHERE {column} IS NOT NULL"
        )]));
    }
    let names: Vec<_> = columns.iter().map(|it| it.name.as_str()).collect();
    let names = names.join(", ");
    Some(match doing {
        "never_change" => whole(vec![format!("UPDATE {table} SET {0} = {0}", columns[0].name)]),
        "never_go" => whole(vec![format!("DELETE FROM {table}")]),
        "never_emptied" => whole(vec![format!("TRUNCATE {table} CASCADE")]),
        "never_replaced" => whole(vec![format!(
            "INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table}"
        )]),
        "stay_fixed" => whole(
            fixed(world, guard, &columns)
                .into_iter()
                .map(|it| format!("UPDATE {table} SET {} = {}", it.name, changed(it)))
                .collect(),
        ),
        "begin_with_whole_numbers" => Trial {
            first: sql(format!(
                "CREATE TEMP TABLE before AS SELECT * FROM {table} LIMIT 1; DELETE FROM {table}"
            )),
            any_of: columns
                .iter()
                .filter(|it| it.number)
                .flat_map(|it| ["'abc'", "1.5"].map(|wrong| (&it.name, wrong)))
                .map(|(name, wrong)| {
                    let values: Vec<_> = columns
                        .iter()
                        .map(|it| if it.name == *name { wrong } else { &it.name })
                        .collect();
                    format!(
                        "INSERT INTO {table} ({names}) SELECT {} FROM before",
                        values.join(", ")
                    )
                })
                .map(sql)
                .collect(),
        },
        "go_on_with_whole_numbers" => {
            let named = world.triggers[guard].columns();
            whole(
                columns
                    .iter()
                    .filter(|it| named.contains(&it.name))
                    .map(|it| format!("UPDATE {table} SET {} = 'abc'", it.name))
                    .collect(),
            )
        }
        _ => return None,
    })
}

/// The columns that a `stay_fixed` guard keeps: on SQLite it names them, on PostgreSQL the others.
fn fixed<'a>(world: &World, guard: &str, columns: &'a [Column]) -> Vec<&'a Column> {
    let named = world.triggers[guard].columns();
    let sqlite = world.is_sqlite();
    columns.iter().filter(|it| named.contains(&it.name) == sqlite).collect()
}

fn changed(column: &Column) -> String {
    let name = &column.name;
    if column.number {
        format!("COALESCE({name}, 0) + 1")
    } else {
        format!("COALESCE({name}, '') || 'x'")
    }
}

pub async fn columns(world: &mut World, table: &str) -> Vec<Column> {
    let query = if world.is_sqlite() {
        "SELECT name, type FROM pragma_table_info($1) ORDER BY cid"
    } else {
        "SELECT CAST(column_name AS TEXT), CAST(data_type AS TEXT) FROM information_schema.columns
         WHERE table_name = $1 ORDER BY ordinal_position"
    };
    let rows: Vec<(String, String)> =
        sqlx::query_as(query).bind(table).fetch_all(&mut world.conn).await.expect("its columns");
    rows.into_iter()
        .map(|(name, kind)| Column { name, number: kind.eq_ignore_ascii_case("bigint") })
        .collect()
}
