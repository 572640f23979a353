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
pub(super) enum Carrier {
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
        Ok(match &settings.transport {
            Transport::Maildir => Ok(Carrier::Maildir(Maildir::of(workspace, settings))),
            Transport::Sendmail => match Sendmail::find(workspace)? {
                Ok(sendmail) => Ok(Carrier::Sendmail(sendmail)),
                Err(path) => Err(Standstill::SendmailMissing { path }),
            },
            Transport::Smtp(smtp) => {
                let password = smtp.user.as_ref().map(|_| Password::find(workspace));
                match password.transpose() {
                    Ok(password) => Ok(Carrier::Smtp(Box::new(Smtp::new(smtp.clone(), password)))),
                    Err(failure) => Err(Standstill::Password(failure)),
                }
            }
        })
    }

    /// Makes sure before a claim that letters can leave.
    pub fn open(&mut self, settings: &MailSettings) -> Result<(), Standstill> {
        match self {
            Carrier::Maildir(_) | Carrier::Sendmail(_) => Ok(()),
            Carrier::Smtp(smtp) => smtp.open(&sender(settings)).map_err(Standstill::Smtp),
        }
    }

    /// Whether it sees by itself that it took a letter before, so that handing it over again changes nothing.
    pub fn recognises(&self) -> bool {
        matches!(self, Carrier::Maildir(_))
    }

    /// Everything that can be asked before the letter itself is handed over.
    pub fn offer(&mut self, parcel: &Parcel) -> Result<(), Setback> {
        match self {
            Carrier::Maildir(_) | Carrier::Sendmail(_) => Ok(()),
            Carrier::Smtp(smtp) => smtp.offer(parcel),
        }
    }

    /// Hands over the letter that was offered: from here on it may be with its recipient.
    pub fn hand_over(&mut self, parcel: &Parcel) -> Result<(), Setback> {
        match self {
            Carrier::Maildir(maildir) => {
                let key = format!("{}\n{}", parcel.message_id, parcel.to);
                let delivered = maildir.deliver(&key, parcel.text.as_bytes());
                delivered.map(drop).map_err(Setback::Ours)
            }
            Carrier::Sendmail(sendmail) => sendmail.hand_over(parcel),
            Carrier::Smtp(smtp) => smtp.hand_over(&parcel.text),
        }
    }

    /// Takes leave.
    pub fn close(&mut self) {
        if let Carrier::Smtp(smtp) = self {
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
    Ok(match Carrier::of(workspace, settings)? {
        Err(still) => Err(still),
        Ok(Carrier::Maildir(maildir)) => Ok(maildir.root().display().to_string()),
        Ok(Carrier::Sendmail(sendmail)) => Ok(sendmail.path().display().to_string()),
        Ok(Carrier::Smtp(mut smtp)) => smtp
            .try_out(&sender(settings))
            .map(|()| smtp.name())
            .map_err(Standstill::Smtp),
    })
}
