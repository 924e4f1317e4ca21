//! The pages of a record's database in plain text, and back: with the key in hand, as an insider or a crafted backup has it,
//! every page can be made to say anything and still be one that the encryption takes for its own.
//!
//! The form is SQLCipher's, version 4: pages of 4,096 bytes, of which the last 80 are a start value and an HMAC-SHA-512;
//! the first 16 of the file are a salt.

use aes::Aes256;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockDecryptMut as _, BlockEncryptMut as _, KeyIvInit as _};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha512;

const PAGE: usize = 4096;
const SALT: usize = 16;
const START: usize = 16;
const CODE: usize = 64;
/// What a page holds of its own.
const HELD: usize = PAGE - START - CODE;

/// The database in plain text, the reserved bytes of each page left out.
pub fn opened(file: &[u8], key: &[u8; 32]) -> Vec<u8> {
    let mut plain = Vec::new();
    for (page, first) in pages(file) {
        let (held, reserved) = page.split_at(HELD);
        let start: [u8; START] = reserved[..START].try_into().unwrap();
        let mut bytes = held.to_vec();
        let cipher = cbc::Decryptor::<Aes256>::new(key.into(), &start.into());
        cipher.decrypt_padded_mut::<NoPadding>(&mut bytes[first..]).unwrap();
        plain.extend(bytes);
    }
    plain
}

/// A database file whose pages hold these bytes, each with the code that fits it. What is left over fills no page.
pub fn sealed(plain: &[u8], key: &[u8; 32]) -> Vec<u8> {
    let salt = plain.get(..SALT).unwrap_or(&[0; SALT]);
    let codes = code_key(key, salt);
    let mut file = Vec::new();
    for (number, held) in (1_u32..).zip(plain.chunks_exact(HELD)) {
        let first = if number == 1 { SALT } else { 0 };
        let mut page = held.to_vec();
        let start = [number.to_le_bytes(); START / 4].concat();
        let cipher = cbc::Encryptor::<Aes256>::new_from_slices(key, &start).unwrap();
        let length = HELD - first;
        cipher.encrypt_padded_mut::<NoPadding>(&mut page[first..], length).unwrap();
        page.extend(start);
        let code = Hmac::<Sha512>::new_from_slice(&codes).unwrap();
        let code = code.chain_update(&page[first..]).chain_update(number.to_le_bytes()).finalize();
        page.extend(code.into_bytes());
        file.extend(page);
    }
    file
}

/// Each page, and where its encrypted bytes begin.
fn pages(file: &[u8]) -> impl Iterator<Item = (&[u8], usize)> {
    file.chunks_exact(PAGE).enumerate().map(|(index, page)| (page, if index == 0 { SALT } else { 0 }))
}

/// The key of the codes: two rounds of PBKDF2 over the key and the salt, each byte of which is changed.
fn code_key(key: &[u8; 32], salt: &[u8]) -> [u8; 32] {
    let round = |bytes: &[u8]| Hmac::<Sha512>::new_from_slice(key).unwrap().chain_update(bytes).finalize().into_bytes();
    let salt: Vec<u8> = salt.iter().map(|byte| byte ^ 0x3a).chain([0, 0, 0, 1]).collect();
    let first = round(&salt);
    let second = round(&first);
    std::array::from_fn(|place| first[place] ^ second[place])
}
