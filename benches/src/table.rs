//! What was measured, as a page.

use std::fs;

use anyhow::Result;

#[derive(Default)]
pub struct Table {
    rows: Vec<[String; 4]>,
}

impl Table {
    /// A rate beside the rate of what is compared with.
    pub fn rate(&mut self, what: &str, rate: f64, beside: &str, best: f64) {
        let ratio = format!("{:.1} %", 100.0 * rate / best);
        self.row(what, format!("{rate:.0} /s"), format!("{beside}: {best:.0} /s"), ratio);
    }

    /// A rate that is some times another's.
    pub fn times(&mut self, what: &str, rate: f64, beside: &str, other: f64) {
        let ratio = format!("{:.0} times", rate / other);
        self.row(what, format!("{rate:.0} /s"), format!("{beside}: {other:.1} /s"), ratio);
    }

    /// Seconds beside those of what is compared with.
    pub fn takes(&mut self, what: &str, time: f64, beside: &str, best: f64) {
        let ratio = format!("{:.1} times", time / best);
        self.row(what, format!("{time:.1} s"), format!("{beside}: {best:.1} s"), ratio);
    }

    /// A figure that has a limit.
    pub fn within(&mut self, what: &str, figure: f64, limit: f64, unit: &str) {
        let ratio = format!("{:.0} % of it", 100.0 * figure / limit);
        self.row(what, format!("{figure:.1} {unit}"), format!("limit: {limit} {unit}"), ratio);
    }

    fn row(&mut self, what: &str, measured: String, beside: String, ratio: String) {
        println!("{what}: {measured} ({beside}): {ratio}");
        self.rows.push([what.to_owned(), measured, beside, ratio]);
    }

    pub fn to_markdown(&self) -> Result<String> {
        let mut text = format!(
            "# Measured\n\n\
             Written by `cargo xtask bench`. Read the ratios: rates differ from machine to machine, and \
             what a figure stands beside was measured in the same run, in turns.\n\n\
             {}\n\n| what | measured | beside | ratio |\n| --- | ---: | ---: | ---: |\n",
            machine()?
        );
        for row in &self.rows {
            text.push_str(&format!("| {} |\n", row.join(" | ")));
        }
        Ok(text)
    }
}

/// What it was measured on: processors and system.
fn machine() -> Result<String> {
    let processors = fs::read_to_string("/proc/cpuinfo")?;
    let model = processors.lines().find_map(|it| it.strip_prefix("model name")?.split_once(": "));
    let count = std::thread::available_parallelism()?;
    let model = model.map_or("processors of unknown kind", |(_, model)| model);
    Ok(format!("On {count} × {model}."))
}
