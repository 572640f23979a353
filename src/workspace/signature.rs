//! Checking an SSH signature in-process.

use ssh_key::{HashAlg, LineEnding, PublicKey, SshSig};

use super::signer::SigningFailure;

/// What git signs commits for; a signature made for anything else counts for nothing.
pub(super) const NAMESPACE: &str = "git";

/// The one armour of a signature that is ever written: `armour`, decoded and encoded again.
pub(super) fn canonical(armour: &str) -> Result<String, SigningFailure> {
    SshSig::from_pem(armour)
        .and_then(|signature| signature.to_pem(LineEnding::LF))
        .map_err(|source| SigningFailure::Unreadable { source })
}

/// Checks that one of the `trusted` keys (in authorized-keys form) made `armour` over `payload`.
pub(super) fn check(
    armour: &str,
    payload: &[u8],
    trusted: &[String],
) -> Result<(), SigningFailure> {
    let signature =
        SshSig::from_pem(armour).map_err(|source| SigningFailure::Unreadable { source })?;
    for line in trusted {
        let key =
            PublicKey::from_openssh(line).map_err(|source| SigningFailure::BadTrustedKey {
                line: line.clone(),
                source,
            })?;
        if key.verify(NAMESPACE, payload, &signature).is_ok() {
            return Ok(());
        }
    }
    Err(SigningFailure::WrongKey {
        used: signature
            .public_key()
            .fingerprint(HashAlg::Sha256)
            .to_string(),
    })
}
