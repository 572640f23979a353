use super::parcel::Parcel;
use super::password::Password;
use super::sendmail::Sendmail;
use super::setback::{Setback, Standstill};
use super::smtp::Smtp;
use super::{Maildir, TickFailure};
use crate::mail::Address;
use crate::process::transport::{MailSettings, Transport};
use crate::workspace::Workspace;

/// What takes letters away from here.
pub(super) struct Carrier {
    way: Way,
    /// At a rehearsal it takes every letter and keeps none.
    rehearsed: bool,
}

enum Way {
    Maildir(Maildir),
    Sendmail(Sendmail),
    Smtp(Box<Smtp>),
}

impl Carrier {
    /// The carrier that the settings name, as this machine has it.
    ///
    /// # Errors
    /// git's configuration cannot be read; inside, what the machine lacks.
    pub fn of(
        workspace: &Workspace,
        settings: &MailSettings,
    ) -> Result<Result<Carrier, Standstill>, TickFailure> {
        let way = match &settings.transport {
            Transport::Maildir => Ok(Way::Maildir(Maildir::of(workspace, settings))),
            Transport::Sendmail => match Sendmail::find(workspace)? {
                Ok(sendmail) => Ok(Way::Sendmail(sendmail)),
                Err(path) => Err(Standstill::SendmailMissing { path }),
            },
            Transport::Smtp(smtp) => {
                let password = smtp.user.as_ref().map(|_| Password::find(workspace));
                match password.transpose() {
                    Ok(password) => Ok(Way::Smtp(Box::new(Smtp::new(smtp.clone(), password)))),
                    Err(failure) => Err(Standstill::Password(failure)),
                }
            }
        };
        let rehearsed = false;
        Ok(way.map(|way| Carrier { way, rehearsed }))
    }

    /// The same, which takes every letter from now on and keeps none.
    pub fn rehearsed(self) -> Carrier {
        Carrier {
            rehearsed: true,
            ..self
        }
    }

    /// Makes sure before a claim that letters can leave.
    pub fn open(&mut self, settings: &MailSettings) -> Result<(), Standstill> {
        match &mut self.way {
            _ if self.rehearsed => Ok(()),
            Way::Maildir(_) | Way::Sendmail(_) => Ok(()),
            Way::Smtp(smtp) => smtp.open(&sender(settings)).map_err(Standstill::Smtp),
        }
    }

    /// Whether it sees by itself that it took a letter before, so that handing it over again changes nothing.
    pub fn recognises(&self) -> bool {
        matches!(self.way, Way::Maildir(_))
    }

    /// Everything that can be asked before the letter itself is handed over.
    pub fn offer(&mut self, parcel: &Parcel) -> Result<(), Setback> {
        match &mut self.way {
            _ if self.rehearsed => Ok(()),
            Way::Maildir(_) | Way::Sendmail(_) => Ok(()),
            Way::Smtp(smtp) => smtp.offer(parcel),
        }
    }

    /// Hands over the letter that was offered: from here on it may be with its recipient.
    pub fn hand_over(&mut self, parcel: &Parcel) -> Result<(), Setback> {
        match &mut self.way {
            _ if self.rehearsed => Ok(()),
            Way::Maildir(maildir) => {
                let key = format!("{}\n{}", parcel.message_id, parcel.to);
                let delivered = maildir.deliver(&key, parcel.text.as_bytes());
                delivered.map(drop).map_err(Setback::Ours)
            }
            Way::Sendmail(sendmail) => sendmail.hand_over(parcel),
            Way::Smtp(smtp) => smtp.hand_over(&parcel.text),
        }
    }

    /// Takes leave.
    pub fn close(&mut self) {
        if let Way::Smtp(smtp) = &mut self.way {
            smtp.close();
        }
    }
}

/// The address that letters come from.
fn sender(settings: &MailSettings) -> String {
    Address::parse(&settings.from).map_or_else(String::new, |from| from.email)
}

/// Tries the way of letters out and sends nothing: the server or program that takes them.
///
/// # Errors
/// git's configuration cannot be read; inside, why no letter can leave.
pub fn try_out(
    workspace: &Workspace,
    settings: &MailSettings,
) -> Result<Result<String, Standstill>, TickFailure> {
    let carrier = match Carrier::of(workspace, settings)? {
        Ok(carrier) => carrier,
        Err(still) => return Ok(Err(still)),
    };
    Ok(match carrier.way {
        Way::Maildir(maildir) => Ok(maildir.root().display().to_string()),
        Way::Sendmail(sendmail) => Ok(sendmail.path().display().to_string()),
        Way::Smtp(mut smtp) => smtp
            .try_out(&sender(settings))
            .map(|()| smtp.name())
            .map_err(Standstill::Smtp),
    })
}
