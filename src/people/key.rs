//! Keys that people sign with: type and base64 as OpenSSH writes them, no comment.

use ssh_key::public::KeyData;
use ssh_key::{HashAlg, PublicKey};

/// The least length of an RSA key, in bits.
pub const RSA_BITS: usize = 2048;

/// Why text is no key that somebody may sign with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// No public key, or not written the one way.
    NotAKey,
    /// A key of this type, which nobody here signs with.
    Type(String),
    /// An RSA key of so few bits.
    Short { bits: usize },
}

/// Whether text is a public key that somebody may sign with, written the one way.
///
/// # Errors
/// What is wrong with it.
pub fn check(text: &str) -> Result<(), KeyFault> {
    let key = PublicKey::from_openssh(text).map_err(|_| KeyFault::NotAKey)?;
    let written = key.to_openssh().map_err(|_| KeyFault::NotAKey)?;
    if written != text || !key.comment().is_empty() {
        return Err(KeyFault::NotAKey);
    }
    match key.key_data() {
        KeyData::Ed25519(_)
        | KeyData::Ecdsa(_)
        | KeyData::SkEd25519(_)
        | KeyData::SkEcdsaSha2NistP256(_) => Ok(()),
        KeyData::Rsa(rsa) => {
            let bits = bits(rsa.n.as_positive_bytes().unwrap_or_default());
            match bits >= RSA_BITS {
                true => Ok(()),
                false => Err(KeyFault::Short { bits }),
            }
        }
        _ => Err(KeyFault::Type(key.algorithm().to_string())),
    }
}

/// The fingerprint of a key, `SHA256:…`; a key that cannot be read stands for itself.
pub fn fingerprint(key: &str) -> String {
    match PublicKey::from_openssh(key) {
        Ok(key) => key.fingerprint(HashAlg::Sha256).to_string(),
        Err(_) => key.to_owned(),
    }
}

/// The length of a number whose first byte is not zero.
fn bits(number: &[u8]) -> usize {
    let unused = number.first().map_or(0, |first| first.leading_zeros());
    (number.len() * 8).saturating_sub(unused as usize)
}
