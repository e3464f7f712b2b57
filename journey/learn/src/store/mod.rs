//! Every statement on `pursuits`, `holders`, `running_pursuits`, `name_choices` and `shared_drafts`.

pub mod choices;
pub mod drafts;
pub mod pursuits;
