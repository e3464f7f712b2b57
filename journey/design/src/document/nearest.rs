//! What someone may have meant.

/// The one of these that is least far from what was written, if any is near.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written: Vec<char> = written.chars().take(64).collect();
    let near = (written.len() / 3).clamp(1, 4);
    known
        .into_iter()
        .filter(|it| it.chars().count().abs_diff(written.len()) <= near)
        .map(|it| (steps(&written, &it.chars().collect::<Vec<_>>()), it))
        .filter(|(steps, _)| *steps <= near)
        .min_by_key(|(steps, _)| *steps)
        .map(|(_, it)| it)
}

/// "Did you mean …?" where something is near, else what there is.
pub fn did_you_mean<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<String> {
    if let Some(near) = nearest(written, known.clone()) {
        return Some(format!("Did you mean `{near}`?"));
    }
    let all: Vec<String> = known.into_iter().map(|it| format!("`{it}`")).collect();
    match all.len() {
        0 => None,
        1 => Some(format!("There is only {}.", all[0])),
        2..=16 => Some(format!("There are {}.", all.join(", "))),
        more => Some(format!("There are {more}, among them {}.", all[..8].join(", "))),
    }
}

/// How many letters to add, drop, change or swap with the next.
fn steps(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = vec![];
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for i in 0..from.len() {
        let mut next = vec![i + 1];
        for j in 0..to.len() {
            let changed = row[j] + usize::from(from[i] != to[j]);
            let mut least = changed.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && from[i] == to[j - 1] && from[i - 1] == to[j] {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_meant() {
        let known = ["minutes", "prompt", "title"];
        assert_eq!(nearest("minuts", known), Some("minutes"));
        assert_eq!(nearest("promt", known), Some("prompt"));
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("hours", known), None);
    }

    #[test]
    fn what_is_far_is_told_what_there_is() {
        assert_eq!(did_you_mean("hours", ["a", "b"]).unwrap(), "There are `a`, `b`.");
        assert_eq!(did_you_mean("hours", []), None);
    }
}
