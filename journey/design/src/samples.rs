//! A district in documents, for whoever wants to see it work before writing their own.

/// `samples!["name", …]`: each with its text.
macro_rules! samples {
    ($($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../../../samples/", $name))),)*]
    };
}

/// Name and text of each: a folder for each issuer, and the frameworks that they share.
pub const SAMPLES: &[(&str, &str)] = samples![
    "frameworks/fft-clusters.yaml",
    "frameworks/learning-forward-2011.yaml",
    "frameworks/nc-teacher-evaluation.yaml",
    "frameworks/ngss.yaml",
    "lakeshore-university/coaching-with-video.md",
    "lakeshore-university/design-thinking-in-science.md",
    "lakeshore-university/issuer.yaml",
    "lakeshore-university/stack.yaml",
    "lakeshore-university/video-collaboration.md",
    "lakeshore-university/wait-time-and-questioning.md",
    "maple-ridge/checks-for-understanding.md",
    "maple-ridge/feedback-that-moves-learning.md",
    "maple-ridge/issuer.yaml",
    "maple-ridge/leading-a-data-dive.md",
    "maple-ridge/learning-communities.md",
    "maple-ridge/stack.yaml",
    "teachers-learning-network/effective-class-discussion.md",
    "teachers-learning-network/issuer.yaml",
    "teachers-learning-network/mentoring-a-new-colleague.md",
    "teachers-learning-network/performance-assessment-design.md",
    "teachers-learning-network/stack.yaml",
    "teachers-learning-network/use-of-instructional-time.md",
];
