//! How what was given out left: under another officer's approval, or at once to protect life. What left without either has
//! none of this. Whoever acted is told with the role of that moment.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::acting::{Acting, Past};
use crate::fold::{Entry, Made};
use crate::store::Store;
use crate::{Error, Term, approval, review};

/// How an item that was given out left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Release {
    /// Another officer had approved it.
    Approved {
        /// Who approved it.
        by: Acting,
        /// Who answers for it; `None` where the approval names nobody.
        answerable: Option<Acting>,
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
    /// The officer.
    pub by: Acting,
    /// When.
    pub at: Timestamp,
}

impl Store {
    /// How each entry left that did so under an approval, or at once.
    pub(crate) fn releases(&self) -> Result<BTreeMap<i64, Release>, Error> {
        let (approvals, reviews) = (self.used_approvals()?, self.standing_reviews()?);
        let mut releases = BTreeMap::new();
        if approvals.is_empty() && reviews.is_empty() {
            return Ok(releases);
        }
        let past = self.officers_past()?;
        for (entry, state) in approvals {
            releases.extend(self.release_of(Some(&state), None, &past)?.map(|release| (entry, release)));
        }
        for (entry, state) in reviews {
            releases.extend(self.release_of(None, Some(&state), &past)?.map(|release| (entry, release)));
        }
        Ok(releases)
    }

    pub(crate) fn release_of(
        &self,
        approval: Option<&approval::State>,
        review: Option<&review::State>,
        past: &Past,
    ) -> Result<Option<Release>, Error> {
        let acting = |officer, made: &Made| past.of(officer, made).ok_or_else(|| self.unreadable_event());
        if let Some(review) = review.filter(|review| review.stands) {
            let review = match &review.reviewed {
                Some((found, made)) => {
                    Some(Reviewed { found: found.clone(), by: acting(made.officer, made)?, at: self.moment(made.at)? })
                }
                None => None,
            };
            return Ok(Some(Release::AtOnce { review }));
        }
        let Some((made, answerable)) = approval.filter(|approval| approval.is_used()).and_then(approval::State::given)
        else {
            return Ok(None);
        };
        let answerable = answerable.map(|officer| acting(officer, &made)).transpose()?;
        Ok(Some(Release::Approved { by: acting(made.officer, &made)?, answerable }))
    }
}

impl Entry {
    /// Its number and its release at once, if it had one.
    pub(crate) fn with_review(&self) -> Option<(i64, &review::State)> {
        Some((self.entry, self.review.as_deref()?))
    }
}
