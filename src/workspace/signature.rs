//! Checking an SSH signature in-process.

use ssh_key::{PublicKey, SshSig};

use super::armour;
use super::signer::SigningFailure;
use crate::people::key::fingerprint;

/// What git signs commits for; a signature made for anything else counts for nothing.
pub(super) const NAMESPACE: &str = "git";

/// The one armour of a signature that is ever written: made anew from the parts of `armour`, of the one version there is.
pub(super) fn canonical(armour: &str) -> Result<String, SigningFailure> {
    let found = read(armour)?;
    SshSig::new(
        found.public_key().clone(),
        found.namespace(),
        found.hash_alg(),
        found.signature().clone(),
    )
    .and_then(|signature| armour::armour(&signature))
    .map_err(|source| SigningFailure::Unreadable { source })
}

/// The public key that made `armour` over `payload`, as OpenSSH writes it, without a comment.
pub(super) fn signing_key(armour: &str, payload: &[u8]) -> Result<String, SigningFailure> {
    let signature = read(armour)?;
    let key = PublicKey::from(signature.public_key().clone());
    match key.verify(NAMESPACE, payload, &signature) {
        Ok(()) => spelled(&key),
        Err(_) => Err(SigningFailure::WrongKey {
            used: fingerprint(&spelled(&key)?),
        }),
    }
}

/// The public key that `armour` names, whatever it is over.
pub(super) fn named_key(armour: &str) -> Result<String, SigningFailure> {
    spelled(&PublicKey::from(read(armour)?.public_key().clone()))
}

fn read(armour: &str) -> Result<SshSig, SigningFailure> {
    SshSig::from_pem(armour).map_err(|source| SigningFailure::Unreadable { source })
}

fn spelled(key: &PublicKey) -> Result<String, SigningFailure> {
    key.to_openssh()
        .map_err(|source| SigningFailure::Unreadable { source })
}

/// Checks that one of the `trusted` keys (in authorized-keys form) made `armour` over `payload`.
pub(super) fn check(
    armour: &str,
    payload: &[u8],
    trusted: &[String],
) -> Result<(), SigningFailure> {
    let signature = read(armour)?;
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
        used: fingerprint(&named_key(armour)?),
    })
}

#[cfg(test)]
mod tests {
    //! Keys that live in hardware, as their makers sign: no such hardware is at hand where tests run. What keys in files
    //! sign, `tests/workspace.rs` checks with the real ssh-keygen.

    use std::fs;
    use std::process::Command;

    use ssh_key::private::{EcdsaKeypair, Ed25519Keypair, KeypairData};
    use ssh_key::public::{EcdsaPublicKey, KeyData, SkEcdsaSha2NistP256, SkEd25519};
    use ssh_key::rand_core::{CryptoRng, Error, RngCore};
    use ssh_key::sha2::{Digest, Sha256};
    use ssh_key::{Algorithm, EcdsaCurve, HashAlg, PublicKey, Signature, SigningKey};
    use ssh_key::{PrivateKey, SshSig};

    use super::{NAMESPACE, armour, canonical, check};

    /// What a key in hardware is for.
    const APPLICATION: &str = "ssh:";

    /// Somebody touched the key; this was its seventh signature.
    const FLAGS_AND_COUNTER: [u8; 5] = [1, 0, 0, 0, 7];

    /// Numbers that are no secret.
    struct Known(u8);

    impl RngCore for Known {
        fn next_u32(&mut self) -> u32 {
            ssh_key::rand_core::impls::next_u32_via_fill(self)
        }

        fn next_u64(&mut self) -> u64 {
            ssh_key::rand_core::impls::next_u64_via_fill(self)
        }

        fn fill_bytes(&mut self, bytes: &mut [u8]) {
            for byte in bytes {
                self.0 = self.0.wrapping_add(29);
                *byte = self.0;
            }
        }

        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
            self.fill_bytes(bytes);
            Ok(())
        }
    }

    impl CryptoRng for Known {}

    fn signed<K: SigningKey>(key: &K, message: &[u8]) -> Signature {
        key.try_sign(message).expect("a signature")
    }

    /// The armour that a key in hardware gives, whose inner key is `inner` and which calls itself `public`.
    fn armour(
        inner: KeypairData,
        algorithm: Algorithm,
        public: &KeyData,
        payload: &[u8],
    ) -> String {
        let inner = PrivateKey::new(inner, "").expect("a key");
        let blob = SshSig::signed_data(NAMESPACE, HashAlg::Sha512, payload).expect("a blob");
        let hardware = [
            &Sha256::digest(APPLICATION)[..],
            &FLAGS_AND_COUNTER,
            &Sha256::digest(blob),
        ]
        .concat();
        let signature = signed(&inner, &hardware);
        let bytes = [signature.as_bytes(), &FLAGS_AND_COUNTER].concat();
        let signature = Signature::new(algorithm, bytes).expect("a signature");
        let signature = SshSig::new(public.clone(), NAMESPACE, HashAlg::Sha512, signature);
        let signature = signature.expect("a signature");
        armour::armour(&signature).expect("an armour")
    }

    #[track_caller]
    fn is_checked(inner: KeypairData, algorithm: Algorithm, public: KeyData) {
        let armour = armour(inner, algorithm, &public, b"a commit");
        let key = PublicKey::from(public).to_openssh().expect("a key");
        assert_eq!(crate::people::key::check(&key), Ok(()));
        assert_eq!(canonical(&armour).ok().as_deref(), Some(&*armour));
        assert!(check(&armour, b"a commit", std::slice::from_ref(&key)).is_ok());
        assert!(check(&armour, b"another commit", &[key]).is_err());
        assert!(openssh_checks(&armour, b"a commit"));
        assert!(!openssh_checks(&armour, b"another commit"));
    }

    fn openssh_checks(armour: &str, payload: &[u8]) -> bool {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            fs::write(&path, bytes).expect("a file");
            path
        };
        let payload = fs::File::open(file("payload", payload)).expect("a file");
        let output = Command::new("ssh-keygen")
            .args(["-Y", "check-novalidate", "-n", NAMESPACE, "-s"])
            .arg(file("armour", armour.as_bytes()))
            .stdin(payload)
            .output();
        output.expect("ssh-keygen starts").status.success()
    }

    #[test]
    fn an_ed25519_key_in_hardware_is_checked() {
        let inner = Ed25519Keypair::from_seed(&[42; 32]);
        let public = SkEd25519::new(inner.public, APPLICATION);
        let public = KeyData::SkEd25519(public);
        is_checked(inner.into(), Algorithm::SkEd25519, public);
    }

    #[test]
    fn an_ecdsa_key_in_hardware_is_checked() {
        let inner = EcdsaKeypair::random(&mut Known(1), EcdsaCurve::NistP256).expect("a key");
        let EcdsaPublicKey::NistP256(point) = EcdsaPublicKey::from(&inner) else {
            panic!("a point of another curve");
        };
        let public = SkEcdsaSha2NistP256::new(point, APPLICATION);
        let public = KeyData::SkEcdsaSha2NistP256(public);
        is_checked(inner.into(), Algorithm::SkEcdsaSha2NistP256, public);
    }

    /// Of what the crate writes right, our armour says the same, whatever the length.
    #[test]
    fn the_armour_is_the_one_of_the_crate() {
        for seed in 0..4 {
            let key = Ed25519Keypair::from_seed(&[seed; 32]);
            let signed = signed(&PrivateKey::from(key.clone()), b"a commit");
            let namespace = "g".repeat(usize::from(seed) + 1);
            let public = KeyData::Ed25519(key.public);
            let signature = SshSig::new(public, namespace, HashAlg::Sha256, signed);
            let signature = signature.expect("a signature");
            let written = signature
                .to_pem(ssh_key::LineEnding::LF)
                .expect("an armour");
            assert_eq!(armour::armour(&signature).expect("an armour"), written);
        }
    }
}
