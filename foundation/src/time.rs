//! Times as people read them: "December 3", "2:02 PM", in their organization's zone.

use jiff::{Timestamp, Zoned, tz::TimeZone};

/// A zone by its IANA name; UTC where the name means nothing.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// "December 3, 2026"
pub fn day(at: Timestamp, zone: &TimeZone) -> String {
    format!("{}, {}", month_and_day(&local(at, zone)), local(at, zone).year())
}

/// "December 3", for what is near.
pub fn short_day(at: Timestamp, zone: &TimeZone) -> String {
    month_and_day(&local(at, zone))
}

/// "2:02 PM"
pub fn time_of_day(at: Timestamp, zone: &TimeZone) -> String {
    let local = local(at, zone);
    let (hour, half) = match local.hour() {
        0 => (12, "AM"),
        hour @ 1..12 => (hour, "AM"),
        12 => (12, "PM"),
        hour => (hour - 12, "PM"),
    };
    format!("{hour}:{:02} {half}", local.minute())
}

/// "December 3, 2026, 2:02 PM"
pub fn moment(at: Timestamp, zone: &TimeZone) -> String {
    format!("{}, {}", day(at, zone), time_of_day(at, zone))
}

/// "2026–27": from July to June.
pub fn school_year(at: Timestamp, zone: &TimeZone) -> String {
    let local = local(at, zone);
    let begins = if local.month() >= 7 { local.year() } else { local.year() - 1 };
    format!("{begins}–{:02}", (begins + 1) % 100)
}

fn local(at: Timestamp, zone: &TimeZone) -> Zoned {
    at.to_zoned(zone.clone())
}

fn month_and_day(local: &Zoned) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    format!("{} {}", MONTHS[local.month() as usize - 1], local.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_as_people_say_it() {
        let (new_york, at) = (zone("America/New_York"), "2026-12-03T19:02:00Z".parse().unwrap());
        assert_eq!(moment(at, &new_york), "December 3, 2026, 2:02 PM");
        assert_eq!(school_year(at, &new_york), "2026–27");
        assert_eq!(time_of_day("2026-06-30T04:00:00Z".parse().unwrap(), &new_york), "12:00 AM");
        assert_eq!(school_year("2026-06-30T04:00:00Z".parse().unwrap(), &new_york), "2025–26");
    }
}
