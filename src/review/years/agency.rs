//! When two names are one agency's.

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;

use crate::data::confusions::shape;

/// Words that name the same office in a longer and a shorter way.
const SAME: &[(&str, &str)] =
    &[("人民政府", "政府"), ("管理委员会", "管委会"), ("委员会办公室", "委办公室"), ("办事处", "办")];

/// Chinese characters, which are letters and no other way of writing one.
const USUAL: RangeInclusive<char> = '\u{4e00}'..='\u{9fa5}';

/// An agency's name as it is compared: without spaces and marks, characters that are misread for each other the same, long
/// forms of offices as the short ones.
pub fn key(name: &str) -> String {
    let plain: String = if name.chars().all(|sign| USUAL.contains(&sign)) {
        name.chars().map(shape).collect()
    } else {
        name.nfkc().filter(|sign| sign.is_alphanumeric()).map(shape).collect()
    };
    let shorter = |name: String, (long, short): &(&str, &str)| {
        if name.contains(long) { name.replace(long, short) } else { name }
    };
    SAME.iter().fold(plain, shorter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_characters_are_letters_as_they_stand() {
        let is_as_it_stands = |sign: &char| sign.is_alphanumeric() && sign.nfkc().eq([*sign]);
        assert!(USUAL.clone().all(|sign| is_as_it_stands(&sign)));
    }

    #[test]
    fn spaces_misreadings_and_long_forms_make_no_other_agency() {
        let same = [
            ("云岫区 人民政府", "云岫区政府"),
            ("鹿鸣县商务局", "鹿鸣县啇务局"),
            ("青禾经济开发区管理委员会", "青禾经济开发区管委会"),
        ];
        for (a, b) in same {
            assert_eq!(key(a), key(b));
        }
        assert_ne!(key("云岫区教育局"), key("云岫区体育局"));
        assert_ne!(key("云岫区人民政府"), key("云岫区人民政府办公室"));
    }
}
