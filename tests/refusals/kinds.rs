//! The names of all variants, without wildcards: a new one does not compile until it is named here, and no test passes
//! until it has an example.

use tlg::actions::applying::Problem;
use tlg::actions::people::RegisterUnmet;
use tlg::actions::refusal::Unmet;
use tlg::actions::settings_edit::SettingFault;
use tlg::calendar::year::YearProblem;
use tlg::deal::fact::FactError;
use tlg::deal::letter::MissCause;
use tlg::mail::WriteError;
use tlg::post::{PasswordFailure, PostFailure, SmtpStep, Standstill};
use tlg::record::FaultKind;
use tlg::record::tree::TreeError;
use tlg::sync::{SyncFailure, Why};
use tlg::workspace::{DocumentProblem, Edit, Failure, SigningFailure};

macro_rules! kinds {
    ($(fn $of:ident of $type:ident, all in $all:ident: $($variant:ident)+;)+) => {$(
        /// The name of the variant.
        pub fn $of(value: &$type) -> &'static str {
            match value {
                $($type::$variant { .. } => stringify!($variant),)+
            }
        }

        /// The names of all variants.
        pub const $all: &[&str] = &[$(stringify!($variant)),+];
    )+};
}

kinds! {
    fn of_unmet of Unmet, all in UNMET:
        UnknownDeal TakenNumber NumbersEnd NumbersLeft NotTheBlock UnknownClient TakenClient UnknownPerson TakenPerson TakenEmail Register Introduced NotEntitled
        NotInRole FourEyes NobodyElseDecides Changed Closed NotLost NoSuchMove FollowsByItself NoSuchQuestion
        FactMissing FactNotHere UnknownFact FactWrong FactContradicts NotTheQuote DatePast DateNotAhead SameValue
        NothingGiven DocumentMissing DocumentNotHere UnknownDocument DocumentType DocumentTooLarge FileFull DocumentTwice
        ReasonMissing TextUnfit ClientEmailMissing EmailUnfit InnUnfit TitleMissing AboveLimit BelowLastSent
        BelowMarkup OtherCurrency NoQuoteInForce PaymentOnRecord ShareUnpaid WholeUnpaid FactIsNot FactStale FactFresh
        TaskNotDone TaskNotOpen WhichTask TaskEndsOtherwise NothingAsked Superseded NoSuchAnswer NoGrantHere
        LossReasonMissing UnknownLossReason NoInvoice PaidTwice DayAhead DayGone UnknownPayment PaymentGone
        PaymentNotHere NothingToCorrect BuiltOn NotYours AskerCorrects LetterLeft LetterLeaving UnknownLetter
        LetterNotWaiting LetterInHand LetterFine LetterCauseGone NoActAlone Unapplicable LetterUnwritten NotDue;
    fn of_register of RegisterUnmet, all in REGISTER:
        KeyUnfit NameUnfit TakenName TakenKey KeyBarred UnknownKey NoKey LastKey OwnRole HasRole ServiceAlone LastInRole OwnsDeals
        AlreadyRatified NoDeputy OwnDeputy DaysReversed DelegatedAlready NotDelegated;
    fn of_problem of Problem, all in PROBLEMS:
        NotASetting Settings Setting Process Calendar Template NoSubject EmptyLetter TemplateUnfit TemplateMissing RulesGoDown RulesNotAlone RulesUnknown
        PrefixInUse Merges Attributes StageInUse EndChanged TaskInUse FactInUse NothingToDo;
    fn of_setting of SettingFault, all in SETTINGS:
        Company Sender NoDocuments ExtraPath CurrencyInUse;
    fn of_failure of Failure, all in FAILURES:
        NotARepository NotAWorkspace Bare UnsupportedFormat ForeignOwner DetachedHead InProgress FolderInUse Busy
        WhichServer TwoServers GitBusy UnknownRevision BeforeHistory MalformedCommit Tree Signing Raced Dirty BadPath BadPerson BadMessage
        Unfinished Document MalformedPending File Fetch NothingThere Program Git;
    fn of_signing of SigningFailure, all in SIGNING:
        NoKey NotSsh KeyMissing KeyUnreadable ProgramMissing Locked Refused Unreadable BadTrustedKey WrongKey;
    fn of_document of DocumentProblem, all in DOCUMENTS: Missing Link NotAFile Empty TooLarge Changed;
    fn of_standstill of Standstill, all in STANDSTILLS: Password Smtp SendmailMissing Sendmail Apart Unproved Journal;
    fn of_password of PasswordFailure, all in PASSWORDS: Missing Unreadable InTheClone Empty Setting;
    fn of_smtp of SmtpStep, all in SMTP: Connect Greeting NotSecure NoStarttls Secure NoLogin Login LoginLater Sender SenderLater;
    fn of_post of PostFailure, all in POST:
        Unwritten NotTheClaimed Unreadable AttachmentMissing AttachmentChanged Address Message File;
    fn of_writing of WriteError, all in WRITING: TemplateMissing NoSubject Template Empty Sender Recipient Unknown;
    fn of_missed of MissCause, all in MISSED: Refused GaveUp TooOld Unfit PutOff NotTried Unclear DayOver;
    fn of_edit of Edit, all in EDITS: Modified Deleted Staged Untracked Obstructed;
    fn of_sync of SyncFailure, all in SYNC: NoRemote Offline Engaged Gone Unproved OwnUnproved Letters Refused Overtaken Ground Failure;
    fn of_why of Why, all in WHY: Refused Overwritten Follows NotSigned NobodySigns NotAnAct OutOfForm OtherDeal;
    fn of_tree of TreeError, all in TREES: NotAFile NotAFolder UnreadableName TooLarge Unreadable;
    fn of_year of YearProblem, all in YEARS:
        Format FileName SecondFile OtherYear DayOffOnWeekend WorkingOnWeekday Twice NoWorkingDays;
    fn of_fact_error of FactError, all in FACT_ERRORS: NotYesNo Value NoText LongText UnfitText;
    fn of_fault of FaultKind, all in FAULTS:
        TooLarge NotUtf8 Control Bidi ZeroWidth ConflictMarker Alias Anchor Tag MergeKey ComplexKey DuplicateKey
        SecondDocument Empty TooDeep Syntax UnknownKey UnknownChoice MissingKey WrongValue WrongType NotCanonical;
}
