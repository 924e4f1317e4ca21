//! How what was given out left: under another officer's approval, or at once to protect life. What left without either has
//! none of this.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::fold::{Entry, Made};
use crate::record::OfficerId;
use crate::store::Store;
use crate::{Error, Term, approval, review};

/// How an item that was given out left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Release {
    /// Another officer had approved it.
    Approved {
        /// The name of who approved it.
        by: String,
        /// The name of who answers for it; `None` where the approval names nobody.
        answerable: Option<String>,
    },
    /// It went out at once, to protect life.
    AtOnce {
        /// What a second officer found; `None`: nobody has reviewed it yet.
        review: Option<Reviewed>,
    },
}

/// What a second officer found of what had gone out at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// `in_order` or `not_in_order`.
    pub found: Term,
    /// The officer's name.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The officers' names by their numbers.
pub(crate) type Names = BTreeMap<OfficerId, String>;

impl Store {
    /// How each entry left that did so under an approval, or at once.
    pub(crate) fn releases(&self) -> Result<BTreeMap<i64, Release>, Error> {
        let names = self.officers_by_number()?;
        let mut releases = BTreeMap::new();
        for (entry, state) in self.used_approvals()? {
            releases.extend(self.release_of(Some(&state), None, &names)?.map(|release| (entry, release)));
        }
        for (entry, state) in self.standing_reviews()? {
            releases.extend(self.release_of(None, Some(&state), &names)?.map(|release| (entry, release)));
        }
        Ok(releases)
    }

    pub(crate) fn release_of(
        &self,
        approval: Option<&approval::State>,
        review: Option<&review::State>,
        names: &Names,
    ) -> Result<Option<Release>, Error> {
        let name = |officer: OfficerId| names.get(&officer).cloned().ok_or_else(|| self.unreadable_event());
        if let Some(review) = review.filter(|review| review.stands) {
            let review = match &review.reviewed {
                Some((found, Made { officer, at, .. })) => {
                    Some(Reviewed { found: found.clone(), by: name(*officer)?, at: self.moment(*at)? })
                }
                None => None,
            };
            return Ok(Some(Release::AtOnce { review }));
        }
        let Some((by, answerable)) = approval.filter(|approval| approval.is_used()).and_then(approval::State::given)
        else {
            return Ok(None);
        };
        Ok(Some(Release::Approved { by: name(by)?, answerable: answerable.map(name).transpose()? }))
    }
}

impl Entry {
    /// Its number and its release at once, if it had one.
    pub(crate) fn with_review(&self) -> Option<(i64, &review::State)> {
        Some((self.entry, self.review.as_deref()?))
    }
}
