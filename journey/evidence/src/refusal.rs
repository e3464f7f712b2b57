//! Why a piece isn't taken, and what to do instead.

use foundation::Refuse;

use crate::ArtifactKind;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    // What a file is.
    #[error(
        "This file is empty. If it is kept online, wait until it is on this device, then choose it again."
    )]
    Empty,
    #[error("This file is larger than 25 MB. Save it smaller, or in parts, and add those.")]
    TooLarge,
    #[error(
        "This file’s name has characters that a name can’t have here, or too many. Rename it, and add it again."
    )]
    HostileName,
    #[error("This is film. Put film where your district keeps it, and add a link to it.")]
    Film,
    #[error("This is an office document. Save it as PDF, and add that.")]
    Office,
    #[error(
        "This picture is in a form that most browsers can’t show. Save it as JPEG or PNG, and add that."
    )]
    OtherPicture,
    #[error(
        "This sound is in a form that most browsers can’t play. Save it as MP3, M4A or WAV, and add that."
    )]
    OtherSound,
    #[error(
        "This is a web page or a drawing, which can run programs. Save it as PDF, and add that."
    )]
    Markup,
    #[error("This is a folder packed into one file. Add the files in it one by one.")]
    Packed,
    #[error(
        "This text isn’t in the common form (UTF-8). Save it as UTF-8 (in Excel: “CSV UTF-8”) or as PDF, and add that."
    )]
    OtherText,
    #[error(
        "We can’t tell what this file is. Add a picture, a PDF, plain text or sound; save anything else as PDF first."
    )]
    Unknown,
    #[error(
        "This file isn’t whole, or isn’t made as others of its kind are. Open it on your device, save it anew, and add that."
    )]
    Broken,
    #[error("This picture has more points than browsers can show. Save it smaller, and add that.")]
    TooManyPoints,
    #[error("This PDF is locked. Save it without a password, or print it to PDF, and add that.")]
    Locked,
    #[error(
        "This PDF is a form whose answers stand in open fields. Print it to PDF, and add that."
    )]
    OpenForm,

    // Where it is to stand.
    #[error("Choose a file first.")]
    NoFile,
    #[error(
        "That was more than {} files. The first {} were read; add the others after these.",
        crate::upload::AT_ONCE,
        crate::upload::AT_ONCE
    )]
    TooManyAtOnce,
    #[error("This item doesn’t ask for {}.", spoken(*.0))]
    NotHere(ArtifactKind),
    #[error("Here you show sound, or add a link to film.")]
    SoundOnly,
    #[error("This item takes {}. Remove one first.", pieces(*.most))]
    Full { most: u32 },
    #[error(
        "You keep 1 GB of files here, which is all there is for one person. Remove some that you haven’t submitted."
    )]
    TooMuchInAll,
    #[error(
        "There is no room for files on this server just now. Your words are still saved. Tell your administrator, and try again later."
    )]
    NoRoom,
    #[error(
        "That is more than fits here. Nothing was changed; what you typed is still in the field."
    )]
    TooLong,

    #[error("This caption is too long. Two or three sentences are enough.")]
    CaptionTooLong,

    // A link.
    #[error("Type or paste an address first.")]
    NoLink,
    #[error(
        "This isn’t a web address. Copy it whole from your browser’s address bar: it begins with https://."
    )]
    NotALink,
    #[error("This address isn’t protected on its way. Use one that begins with https://.")]
    NotHttps,
    #[error("This address holds a name and a password. Share it in a way that needs none.")]
    LinkWithPassword,
    #[error(
        "This address works in one building or on one device alone. Use one that opens everywhere."
    )]
    PrivateLink,
}

impl Refuse for Refusal {
    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Refusal::NoLink
            | Refusal::NotALink
            | Refusal::NotHttps
            | Refusal::LinkWithPassword
            | Refusal::PrivateLink
            | Refusal::NotHere(ArtifactKind::Link) => "link",
            Refusal::CaptionTooLong => "caption",
            Refusal::TooLong | Refusal::NotHere(ArtifactKind::Text) => "words",
            _ => "files",
        })
    }
}

fn spoken(kind: ArtifactKind) -> &'static str {
    match kind {
        ArtifactKind::File => "a file",
        ArtifactKind::Link => "a link",
        ArtifactKind::Text => "a text",
    }
}

fn pieces(most: u32) -> String {
    if most == 1 { "one piece".into() } else { format!("at most {most} pieces") }
}
