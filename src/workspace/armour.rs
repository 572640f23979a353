//! The one way in which a signature is written, byte for byte as ssh-keygen writes it.
//!
//! The `ssh-key` crate reads every kind, but writes the signatures of `sk-ecdsa` keys with a wrong length (0.6).

use ssh_key::{Algorithm, PublicKey, SshSig};

const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----\n";
const END: &str = "-----END SSH SIGNATURE-----\n";

/// Characters in a line.
const WIDTH: usize = 70;

/// Flags and counter of a key in hardware, behind what it signed.
const TRAILER: usize = 5;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The armour of a signature.
///
/// # Errors
/// A public key that cannot be written.
pub(super) fn armour(signature: &SshSig) -> Result<String, ssh_key::Error> {
    let base64 = base64(&blob(signature)?);
    let mut text = BEGIN.to_owned();
    for line in base64.as_bytes().chunks(WIDTH) {
        text.extend(line.iter().copied().map(char::from));
        text.push('\n');
    }
    text.push_str(END);
    Ok(text)
}

/// `PROTOCOL.sshsig` of OpenSSH, "Blob format".
fn blob(signature: &SshSig) -> Result<Vec<u8>, ssh_key::Error> {
    let public = PublicKey::from(signature.public_key().clone()).to_bytes()?;
    let mut blob = b"SSHSIG".to_vec();
    blob.extend(signature.version().to_be_bytes());
    put(&mut blob, &public);
    put(&mut blob, signature.namespace().as_bytes());
    put(&mut blob, signature.reserved());
    put(&mut blob, signature.hash_alg().as_str().as_bytes());
    put(&mut blob, &inner(signature));
    Ok(blob)
}

fn inner(signature: &SshSig) -> Vec<u8> {
    let bytes = signature.signature_bytes();
    let trailer = match signature.algorithm() {
        Algorithm::SkEd25519 | Algorithm::SkEcdsaSha2NistP256 => TRAILER,
        _ => 0,
    };
    let (own, trailer) = bytes.split_at(bytes.len().saturating_sub(trailer));
    let mut inner = Vec::new();
    put(&mut inner, signature.algorithm().as_str().as_bytes());
    put(&mut inner, own);
    inner.extend(trailer);
    inner
}

/// Appends bytes behind their length.
fn put(blob: &mut Vec<u8>, bytes: &[u8]) {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    blob.extend(length.to_be_bytes());
    blob.extend(bytes);
}

fn base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let byte = |place: usize| u32::from(three.get(place).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = bits >> (18 - 6 * place) & 63;
            text.push(match place <= three.len() {
                true => char::from(DIGITS[digit as usize]),
                false => '=',
            });
        }
    }
    text
}
