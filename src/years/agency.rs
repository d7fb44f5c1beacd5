//! When two names are one agency's.

use unicode_normalization::UnicodeNormalization;

use crate::confusions::shape;

/// Words that name the same office in a longer and a shorter way.
const SAME: &[(&str, &str)] =
    &[("人民政府", "政府"), ("管理委员会", "管委会"), ("委员会办公室", "委办公室"), ("办事处", "办")];

/// An agency's name as it is compared: without spaces and marks, characters that are misread for each other the same, long
/// forms of offices as the short ones.
pub fn key(name: &str) -> String {
    let signs = name.nfkc().filter(|sign| sign.is_alphanumeric()).map(shape);
    let plain: String = signs.collect();
    SAME.iter().fold(plain, |name, (long, short)| name.replace(long, short))
}

#[cfg(test)]
mod tests {
    use super::*;

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
