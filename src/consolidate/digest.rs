//! A file's checksum.

/// Tells files apart: FNV-1a with 64 bits (`fnv1a64:af63dc4c8601ec8c`), the same on every machine. It is no
/// cryptographic hash: whoever wants two files of one checksum can make them.
pub fn digest(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("fnv1a64:{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn the_published_vectors() {
        // From the reference of Fowler, Noll and Vo.
        for (text, expected) in
            [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")]
        {
            assert_eq!(digest(text.as_bytes()), format!("fnv1a64:{expected}"));
        }
    }
}
