//! Why a piece isn't taken, and what to do instead.

/// The rules said no. Shown beside the field it concerns.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error(
        "This file is empty. If it is kept online, wait until it is on this device, then choose it again."
    )]
    Empty,
    #[error("This file is larger than 25 MB. Save it smaller, or in parts, and add those.")]
    TooLarge,
    #[error("This is film. Put film where your district keeps it, and add a link to it.")]
    Film,
    #[error("This is an office document. Save it as PDF, and add that.")]
    Office,
    #[error(
        "This is a picture in Apple's or a camera's own form, which most browsers can't show. Save it as JPEG or PNG, and add that."
    )]
    OtherPicture,
    #[error(
        "This is sound in a form that most browsers can't play. Save it as MP3, M4A or WAV, and add that."
    )]
    OtherSound,
    #[error("This is a web page or a drawing that can run programs. Save it as PDF, and add that.")]
    Markup,
    #[error("This is a folder packed into one file. Add the files in it one by one.")]
    Packed,
    #[error(
        "This text isn't in the common form (UTF-8). Save it as UTF-8 (in Excel: \"CSV UTF-8\"), or as PDF, and add that."
    )]
    OtherText,
    #[error(
        "We can't tell what this file is. Add a picture, a PDF, plain text or sound; save anything else as PDF first."
    )]
    Unknown,
    #[error(
        "This file isn't whole, or isn't made as others of its kind. Open it on your device, save it anew, and add that."
    )]
    Broken,
    #[error("This picture has more points than browsers can show. Save it smaller, and add that.")]
    TooManyPoints,
    #[error("This PDF is locked. Save it without a password or print it to PDF, and add that.")]
    Locked,
    #[error(
        "This PDF is a form whose answers stand in fields that can't be shown safely. Print it to PDF, and add that."
    )]
    OpenForm,
}
