use crate::cli::say::Say;

/// Who plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Administrator: lets people in, keeps process and settings.
    Orlov,
    /// Manager.
    Ivanov,
    /// Manager.
    Sidorov,
    /// Finance director.
    Petrova,
    /// Accountant.
    Smirnova,
    /// The identity that cron runs `tlg tick` with.
    Service,
    /// Reads a clone, has no key.
    Auditor,
}

impl Who {
    /// Everybody who has a home in the demo.
    pub const ALL: [Who; 7] = [
        Who::Orlov,
        Who::Ivanov,
        Who::Sidorov,
        Who::Petrova,
        Who::Smirnova,
        Who::Service,
        Who::Auditor,
    ];

    /// The id in people.yaml, and the name of the home.
    pub fn id(self) -> &'static str {
        match self {
            Who::Orlov => "orlov",
            Who::Ivanov => "ivanov",
            Who::Sidorov => "sidorov",
            Who::Petrova => "petrova",
            Who::Smirnova => "smirnova",
            Who::Service => "cron",
            Who::Auditor => "auditor",
        }
    }

    /// The name in people.yaml and in git, in the company's language.
    pub fn name(self) -> &'static str {
        match self {
            Who::Orlov => "Орлов",
            Who::Ivanov => "Иванов",
            Who::Sidorov => "Сидоров",
            Who::Petrova => "Петрова",
            Who::Smirnova => "Смирнова",
            Who::Service => "tlg cron",
            Who::Auditor => "Аудитор",
        }
    }

    /// The address in people.yaml and in git.
    pub fn email(self) -> String {
        format!("{}@tlg.example", self.id())
    }

    /// Whether this person signs.
    pub fn has_key(self) -> bool {
        self != Who::Auditor
    }

    /// The name before the prompt, in the language of whoever watches.
    pub fn prompt(self, say: &Say) -> String {
        match self {
            Who::Orlov => say.line("demo-orlov"),
            Who::Ivanov => say.line("demo-ivanov"),
            Who::Sidorov => say.line("demo-sidorov"),
            Who::Petrova => say.line("demo-petrova"),
            Who::Smirnova => say.line("demo-smirnova"),
            Who::Service => say.line("demo-service"),
            Who::Auditor => say.line("demo-auditor"),
        }
    }
}
