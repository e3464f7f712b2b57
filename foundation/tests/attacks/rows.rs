//! Statements as rows, so that an attack can say: such a review, but with this changed.

/// One after the other.
#[derive(Clone, Default)]
pub struct Sql(Vec<Statement>);

#[derive(Clone)]
enum Statement {
    Insert { into: &'static str, columns: Vec<(String, String)>, or: &'static str },
    Other(String),
}

/// `row("holders", "pursuit_id=open, person_id=ana")`. Every value is a text (both databases read a
/// number from it), but for NULL.
pub fn row(into: &'static str, columns: &str) -> Sql {
    let columns = columns
        .split(", ")
        .map(|it| it.split_once('=').expect("column=value"))
        .map(|(column, value)| (column.trim().to_owned(), value.trim().to_owned()))
        .collect();
    Sql(vec![Statement::Insert { into, columns, or: "" }])
}

pub fn sql(text: impl Into<String>) -> Sql {
    Sql(vec![Statement::Other(text.into())])
}

pub fn nothing() -> Sql {
    Sql::default()
}

impl Sql {
    pub fn then(mut self, next: Sql) -> Sql {
        self.0.extend(next.0);
        self
    }

    /// The same with this column changed in every row of the table.
    pub fn but(mut self, table: &str, column: &str, to: &str) -> Sql {
        let mut changed = false;
        for statement in &mut self.0 {
            match statement {
                Statement::Insert { into, columns, .. } if *into == table => {
                    columns.retain(|(name, _)| name != column);
                    columns.push((column.into(), to.into()));
                    changed = true;
                }
                _ => {}
            }
        }
        assert!(changed, "no row of {table} here");
        self
    }

    /// The same, with the last row of a table left out.
    pub fn without_last(mut self, table: &str) -> Sql {
        let last = self.0.iter().rposition(|it| it.is_into(table)).expect("a row of that table");
        self.0.remove(last);
        self
    }

    pub fn only(mut self, table: &str) -> Sql {
        self.0.retain(|it| it.is_into(table));
        self
    }

    pub fn without(mut self, table: &str) -> Sql {
        self.0.retain(|it| !it.is_into(table));
        self
    }

    /// `INSERT OR REPLACE`, which SQLite alone knows.
    pub fn replacing(mut self) -> Sql {
        for statement in &mut self.0 {
            if let Statement::Insert { or, .. } = statement {
                *or = " OR REPLACE";
            }
        }
        self
    }

    pub fn is_for_sqlite_alone(&self) -> bool {
        self.text().contains("OR REPLACE")
    }

    pub fn text(&self) -> String {
        self.0.iter().map(Statement::text).collect()
    }
}

impl Statement {
    fn is_into(&self, table: &str) -> bool {
        matches!(self, Statement::Insert { into, .. } if *into == table)
    }

    fn text(&self) -> String {
        match self {
            Statement::Insert { into, columns, or } => {
                let names: Vec<_> = columns.iter().map(|(name, _)| name.as_str()).collect();
                let values: Vec<_> = columns.iter().map(|(_, value)| literal(value)).collect();
                let (names, values) = (names.join(", "), values.join(", "));
                format!("INSERT{or} INTO {into} ({names}) VALUES ({values});\n")
            }
            Statement::Other(text) => format!("{text};\n"),
        }
    }
}

fn literal(value: &str) -> String {
    if value == "NULL" { value.into() } else { format!("'{}'", value.replace('\'', "''")) }
}
