//! The Merkle tree of RFC 6962 (section 2.1) over the events of one log: its root, grown leaf by leaf, and the proofs
//! that one leaf is in it and that one head continues another.
//!
//! What enters here are bytes; what the bytes mean is nobody's business here.

use sha2::{Digest, Sha256};

/// A SHA-256 value: a leaf, a node or a root.
pub type Hash = [u8; 32];

/// The hash of one leaf: SHA-256 of a zero byte and the body.
#[must_use]
pub fn leaf(body: &[u8]) -> Hash {
    Sha256::new().chain_update([0x00]).chain_update(body).finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([0x01]).chain_update(left).chain_update(right).finalize().into()
}

/// A tree that only remembers what it needs to grow: the roots of its complete subtrees, largest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The frontier of an empty tree.
    pub const EMPTY: Self = Self { size: 0, peaks: Vec::new() };

    /// A frontier from its stored form; `None` if the number of peaks does not belong to the size.
    #[must_use]
    pub fn from_parts(size: u64, peaks: Vec<Hash>) -> Option<Self> {
        (usize::try_from(size.count_ones()).ok()? == peaks.len()).then_some(Self { size, peaks })
    }

    /// Adds one leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        // Every trailing one bit of the size is a complete subtree as large as the one that just became complete.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node(&left, &hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The roots of the complete subtrees, largest first.
    #[must_use]
    pub fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// The root; for an empty tree the hash of nothing.
    #[must_use]
    pub fn root(&self) -> Hash {
        match self.peaks.split_last() {
            None => Sha256::digest([]).into(),
            Some((last, rest)) => rest.iter().rev().fold(*last, |right, left| node(left, &right)),
        }
    }
}

/// The root over all leaves.
#[must_use]
pub fn root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    for leaf in leaves {
        frontier.push(*leaf);
    }
    frontier.root()
}

/// Where RFC 6962 cuts a tree of more than one leaf: the largest power of two below its size.
fn cut(leaves: &[Hash]) -> Option<(&[Hash], &[Hash])> {
    let size = leaves.len();
    if size < 2 {
        return None;
    }
    let half = size.next_power_of_two() / 2;
    leaves.split_at_checked(half)
}

/// The audit path for the leaf at `index`: the hashes that, with the leaf, give the root. `None` if there is no such
/// leaf.
#[must_use]
pub fn inclusion_proof(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let Some((left, right)) = cut(leaves) else { return Some(Vec::new()) };
    let (mut path, sibling) = if index < left.len() {
        (inclusion_proof(left, index)?, root(right))
    } else {
        (inclusion_proof(right, index - left.len())?, root(left))
    };
    path.push(sibling);
    Some(path)
}

/// Does the leaf stand at `index` in the tree of `size` leaves with this root?
#[must_use]
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, path: &[Hash], root: &Hash) -> bool {
    fn climb(leaf: &Hash, index: u64, size: u64, path: &[Hash]) -> Option<Hash> {
        if size < 2 {
            return path.is_empty().then_some(*leaf);
        }
        let (sibling, below) = path.split_last()?;
        let half = size.next_power_of_two() / 2;
        if index < half {
            climb(leaf, index, half, below).map(|left| node(&left, sibling))
        } else {
            climb(leaf, index - half, size - half, below).map(|right| node(sibling, &right))
        }
    }
    index < size && climb(leaf, index, size, path).as_ref() == Some(root)
}

/// The hashes that prove that the tree continues the one over its first `old` leaves. `None` if `old` is 0 or larger
/// than the tree.
#[must_use]
pub fn consistency_proof(leaves: &[Hash], old: usize) -> Option<Vec<Hash>> {
    fn descend(leaves: &[Hash], old: usize, whole: bool) -> Option<Vec<Hash>> {
        if old == leaves.len() {
            // The verifier knows the old root already where the old tree is this whole subtree.
            return Some(if whole { Vec::new() } else { vec![root(leaves)] });
        }
        let (left, right) = cut(leaves)?;
        let (mut path, other) = if old <= left.len() {
            (descend(left, old, whole)?, root(right))
        } else {
            (descend(right, old - left.len(), false)?, root(left))
        };
        path.push(other);
        Some(path)
    }
    if old == 0 || old > leaves.len() { None } else { descend(leaves, old, true) }
}

/// Does the tree of `size` leaves with `root` continue the one of `old` leaves with `old_root`?
#[must_use]
pub fn verify_consistency(old: u64, old_root: &Hash, size: u64, root: &Hash, path: &[Hash]) -> bool {
    /// The old and the new hash of one subtree.
    fn climb(old: u64, size: u64, whole: bool, old_root: &Hash, path: &[Hash]) -> Option<(Hash, Hash)> {
        if old == size {
            return match (whole, path) {
                (true, []) => Some((*old_root, *old_root)),
                (false, [hash]) => Some((*hash, *hash)),
                _ => None,
            };
        }
        let (other, below) = path.split_last()?;
        let half = size.next_power_of_two() / 2;
        if old <= half {
            climb(old, half, whole, old_root, below).map(|(before, now)| (before, node(&now, other)))
        } else {
            climb(old - half, size - half, false, old_root, below)
                .map(|(before, now)| (node(other, &before), node(other, &now)))
        }
    }
    old > 0 && old <= size && climb(old, size, true, old_root, path) == Some((*old_root, *root))
}

#[cfg(test)]
mod tests {
    use ct_merkle::mem_backed_tree::MemoryBackedTree;
    use data_encoding::HEXLOWER;
    use proptest::prelude::*;

    use super::*;

    /// The leaves and roots of the reference implementation's test data (certificate-transparency, `merkletree`).
    const LEAVES: [&str; 8] =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn roots_are_those_of_the_standards_test_data() {
        let mut frontier = Frontier::default();
        assert_eq!(
            HEXLOWER.encode(&frontier.root()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "the root of an empty tree"
        );
        for (body, expected) in LEAVES.iter().zip(ROOTS) {
            frontier.push(leaf(&HEXLOWER.decode(body.as_bytes()).unwrap()));
            assert_eq!(HEXLOWER.encode(&frontier.root()), expected, "the root of {} leaves", frontier.size());
        }
    }

    fn hashes(count: usize) -> Vec<Hash> {
        (0..count).map(|number| leaf(&number.to_be_bytes())).collect()
    }

    proptest! {
        #[test]
        fn roots_and_proofs_are_those_of_an_independent_tree(count in 1_usize..300, at in any::<prop::sample::Index>()) {
            let mut other = MemoryBackedTree::<sha2::Sha256, Vec<u8>>::new();
            for number in 0..count {
                other.push(number.to_be_bytes().to_vec());
            }
            let leaves = hashes(count);
            let top = root(&leaves);
            let other_root = other.root();
            prop_assert_eq!(&top[..], &other_root.as_bytes()[..]);

            let index = at.index(count);
            let path = inclusion_proof(&leaves, index).unwrap();
            prop_assert_eq!(path.concat(), other.prove_inclusion(index).as_bytes().to_vec());
            prop_assert!(verify_inclusion(&leaves[index], index as u64, count as u64, &path, &top));

            let old = index + 1;
            let path = consistency_proof(&leaves, old).unwrap();
            if old < count {
                prop_assert_eq!(path.concat(), other.prove_consistency(count - old).as_bytes().to_vec());
            }
            prop_assert!(verify_consistency(old as u64, &root(&leaves[..old]), count as u64, &top, &path));
        }

        #[test]
        fn a_changed_leaf_path_or_root_proves_nothing(count in 2_usize..200, at in any::<prop::sample::Index>(), bit in 0_usize..256) {
            let leaves = hashes(count);
            let top = root(&leaves);
            let index = at.index(count);
            let flip = |hash: &Hash| { let mut hash = *hash; hash[bit / 8] ^= 1 << (bit % 8); hash };
            let path = inclusion_proof(&leaves, index).unwrap();
            let (place, size) = (index as u64, count as u64);
            prop_assert!(!verify_inclusion(&flip(&leaves[index]), place, size, &path, &top));
            prop_assert!(!verify_inclusion(&leaves[index], place, size, &path, &flip(&top)));
            let mut bent = path.clone();
            bent[0] = flip(&bent[0]);
            prop_assert!(!verify_inclusion(&leaves[index], place, size, &bent, &top));
            prop_assert!(!verify_inclusion(&leaves[index], (place + 1) % size, size, &path, &top));
            let old = index + 1;
            let proof = consistency_proof(&leaves, old).unwrap();
            let before = root(&leaves[..old]);
            prop_assert!(!verify_consistency(old as u64, &flip(&before), size, &top, &proof));
            prop_assert!(!verify_consistency(old as u64, &before, size, &flip(&top), &proof));
        }

        #[test]
        fn a_frontier_goes_on_from_its_stored_form(before in 0_usize..200, after in 0_usize..200) {
            let leaves = hashes(before + after);
            let mut frontier = Frontier::default();
            for leaf in &leaves[..before] { frontier.push(*leaf); }
            let mut again = Frontier::from_parts(frontier.size(), frontier.peaks().to_vec()).unwrap();
            for leaf in &leaves[before..] { again.push(*leaf); }
            prop_assert_eq!(again.root(), root(&leaves));
        }
    }
}
