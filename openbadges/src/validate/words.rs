//! The words that may stand where Open Badges lists them.

/// Stands in a list that others may extend by words that start so.
pub(super) const EXTENSION: &str = "ext:";

/// OB 3.0 AchievementType.
pub(super) const ACHIEVEMENT_TYPES: &[&str] = &[
    EXTENSION,
    "Achievement",
    "ApprenticeshipCertificate",
    "Assessment",
    "Assignment",
    "AssociateDegree",
    "Award",
    "BachelorDegree",
    "Badge",
    "Certificate",
    "CertificateOfCompletion",
    "Certification",
    "CoCurricular",
    "CommunityService",
    "Competency",
    "Course",
    "Degree",
    "Diploma",
    "DoctoralDegree",
    "Fieldwork",
    "GeneralEducationDevelopment",
    "JourneymanCertificate",
    "LearningProgram",
    "License",
    "MasterCertificate",
    "MasterDegree",
    "Membership",
    "MicroCredential",
    "ProfessionalDoctorate",
    "QualityAssuranceCredential",
    "ResearchDoctorate",
    "SecondarySchoolDiploma",
];
/// OB 3.0 AlignmentTargetType.
pub(super) const ALIGNMENT_TARGETS: &[&str] = &[
    EXTENSION,
    "CFItem",
    "CFRubric",
    "CFRubricCriterion",
    "CFRubricCriterionLevel",
    "CTDL",
    "ceasn:Competency",
    "ceterms:Credential",
];
/// OB 3.0 IdentifierTypeEnum.
pub(super) const IDENTIFIER_TYPES: &[&str] = &[
    EXTENSION,
    "accountId",
    "emailAddress",
    "identifier",
    "isbn",
    "issn",
    "lisSourcedId",
    "ltiContextId",
    "ltiDeploymentId",
    "ltiPlatformId",
    "ltiToolId",
    "ltiUserId",
    "name",
    "nationalIdentityNumber",
    "oneRosterSourcedId",
    "productId",
    "sisSourcedId",
    "sourcedId",
    "systemId",
    "userName",
];
/// OB 3.0 ResultType.
pub(super) const RESULT_TYPES: &[&str] = &[
    EXTENSION,
    "GradePointAverage",
    "LetterGrade",
    "Percent",
    "PerformanceLevel",
    "PredictedScore",
    "RawScore",
    "Result",
    "RubricCriterion",
    "RubricCriterionLevel",
    "RubricScore",
    "ScaledScore",
    "Status",
];
/// OB 3.0 ResultStatusType, which nobody may extend.
pub(super) const STATUSES: &[&str] =
    &["Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"];
/// CLR 2.0 AssociationType; nobody may extend it, either.
pub(super) const ASSOCIATION_TYPES: &[&str] = &[
    "exactMatchOf",
    "isChildOf",
    "isParentOf",
    "isPartOf",
    "isPeerOf",
    "isRelatedTo",
    "precedes",
    "replacedBy",
];
