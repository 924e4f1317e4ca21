//! Reads citations out of a sentence, whatever way they are spelled.
//!
//! A citation that cannot be placed (a section without a title, a law that is not named here) is read all the same: that
//! something else is cited matters as much as what.

/// Where a section stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source<'a> {
    /// This title of the United States Code.
    UnitedStatesCode(&'a str),
    /// This title of the Code of Federal Regulations.
    FederalRegulations(&'a str),
    /// A law known by its name.
    Act(Act),
    /// Nothing but a section is named.
    Bare,
    /// A law of Massachusetts or another that is not told apart here.
    Elsewhere,
}

/// Laws, and things taken for laws, that go by a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    ImmigrationAndNationality,
    IllegalImmigrationReform,
    PersonalResponsibility,
    Patriot,
    NationalSecurity,
    ExecutiveOrder,
    FreedomOfInformation,
    Privacy,
    ImmigrationCourt,
}

/// One section that a text cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Citation {
    place: Place,
    /// Its number, in lower case (`1373`, `611a`, `287.7`); empty where a law is named without one.
    pub section: String,
    /// What follows in brackets: `g`, `10`.
    pub subsections: Vec<String>,
}

/// [`Source`], owned.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    UnitedStatesCode(String),
    FederalRegulations(String),
    Act(Act),
    Bare,
    Elsewhere,
}

impl Citation {
    pub(super) fn source(&self) -> Source<'_> {
        match &self.place {
            Place::UnitedStatesCode(title) => Source::UnitedStatesCode(title),
            Place::FederalRegulations(title) => Source::FederalRegulations(title),
            Place::Act(act) => Source::Act(*act),
            Place::Bare => Source::Bare,
            Place::Elsewhere => Source::Elsewhere,
        }
    }
}

/// Every citation in a text, in its order.
pub(super) fn read(text: &str) -> Vec<Citation> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let only_a_number = tokens.iter().all(|token| matches!(token, Token::Number(_) | Token::Bracket(_)));
    let mut rest = Reader { tokens: &tokens };
    while !rest.tokens.is_empty() {
        if let Some(place) = rest.place() {
            let sections = rest.sections();
            found.extend(cited(&place, sections));
        } else if only_a_number || rest.at_a_section_sign() {
            let sections = rest.sections();
            let place = rest.place_behind().unwrap_or(Place::Bare);
            if sections.is_empty() {
                rest.skip(1);
            } else {
                found.extend(cited(&place, sections));
            }
        } else {
            rest.skip(1);
        }
    }
    found
}

type Section = (String, Vec<String>);

fn cited(place: &Place, sections: Vec<Section>) -> Vec<Citation> {
    let citation = |(section, subsections)| Citation { place: place.clone(), section, subsections };
    // A law known by its name is cited without a section too; a title alone cites nothing.
    if sections.is_empty() && matches!(place, Place::Act(_) | Place::Elsewhere) {
        return vec![citation((String::new(), Vec::new()))];
    }
    sections.into_iter().map(citation).collect()
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    /// `1373`, `611a`, `287.7`
    Number(String),
    /// A word in lower case, without the dots of an abbreviation.
    Word(String),
    /// `(g)`, without the brackets.
    Bracket(String),
    /// `§`, `section`, `sec.`
    SectionSign,
}

struct Reader<'a> {
    tokens: &'a [Token],
}

impl Reader<'_> {
    fn skip(&mut self, number: usize) {
        self.tokens = self.tokens.get(number..).unwrap_or_default();
    }

    fn at_a_section_sign(&self) -> bool {
        matches!(self.tokens.first(), Some(Token::SectionSign))
    }

    fn number(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at) {
            Some(Token::Number(number)) => Some(number),
            Some(Token::Word(_) | Token::Bracket(_) | Token::SectionSign) | None => None,
        }
    }

    fn word(&self, at: usize) -> &str {
        match self.tokens.get(at) {
            Some(Token::Word(word)) => word,
            Some(Token::Number(_) | Token::Bracket(_) | Token::SectionSign) | None => "",
        }
    }

    fn are_words(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(offset, word)| self.word(at + offset) == *word)
    }

    /// How many tokens name a code from here on, and whether it is the regulations.
    fn code(&self, at: usize) -> Option<(usize, bool)> {
        const CODES: [(&[&str], bool); 8] = [
            (&["usc"], false),
            (&["usca"], false),
            (&["uscs"], false),
            (&["us", "code"], false),
            (&["u", "s", "c"], false),
            (&["united", "states", "code"], false),
            (&["cfr"], true),
            (&["code", "of", "federal", "regulations"], true),
        ];
        CODES.iter().find(|(words, _)| self.are_words(at, words)).map(|(words, cfr)| (words.len(), *cfr))
    }

    /// Takes the name of a code or law that stands before its sections: `8 U.S.C.`, `title 8`, `INA`.
    fn place(&mut self) -> Option<Place> {
        if let Some(title) = self.number(0)
            && let Some((words, cfr)) = self.code(1)
        {
            let place = titled(title, cfr);
            self.skip(1 + words);
            return Some(place);
        }
        if self.word(0) == "title"
            && let Some(title) = self.number(1).map(str::to_owned)
        {
            self.skip(2);
            return Some(titled(&title, self.code_after_title()));
        }
        let (act, words) = self.law()?;
        self.skip(words);
        Some(act)
    }

    /// Takes the name of a code or law that stands behind its sections: `of title 8`, `of the INA`.
    fn place_behind(&mut self) -> Option<Place> {
        if self.word(0) != "of" {
            return None;
        }
        let the = usize::from(self.word(1) == "the");
        let mut ahead = Reader { tokens: self.tokens.get(1 + the..).unwrap_or_default() };
        let place = ahead.place()?;
        self.tokens = ahead.tokens;
        Some(place)
    }

    /// Takes what may follow `title 8`, as `of the United States Code`. Is it the regulations?
    fn code_after_title(&mut self) -> bool {
        let joint = usize::from(self.word(0) == "of");
        let joint = joint + usize::from(self.word(joint) == "the");
        if let Some((words, cfr)) = self.code(joint) {
            self.skip(joint + words);
            return cfr;
        }
        // Sections of the regulations have a dot, sections of the Code do not.
        let section = usize::from(self.at_a_section_sign());
        self.number(section).is_some_and(|number| number.contains('.'))
    }

    /// The law named here, and in how many words.
    fn law(&self) -> Option<(Place, usize)> {
        const LAWS: [(&[&str], Act); 21] = [
            (&["ina"], Act::ImmigrationAndNationality),
            (&["immigration", "and", "nationality", "act"], Act::ImmigrationAndNationality),
            (&["immigration", "nationality", "act"], Act::ImmigrationAndNationality),
            (&["iirira"], Act::IllegalImmigrationReform),
            (&["iiraira"], Act::IllegalImmigrationReform),
            (
                &["illegal", "immigration", "reform", "and", "immigrant", "responsibility", "act"],
                Act::IllegalImmigrationReform,
            ),
            (&["prwora"], Act::PersonalResponsibility),
            (
                &["personal", "responsibility", "and", "work", "opportunity", "reconciliation", "act"],
                Act::PersonalResponsibility,
            ),
            (&["patriot", "act"], Act::Patriot),
            (&["national", "security"], Act::NationalSecurity),
            (&["executive", "order"], Act::ExecutiveOrder),
            (&["executive", "orders"], Act::ExecutiveOrder),
            (&["presidential", "order"], Act::ExecutiveOrder),
            (&["eo"], Act::ExecutiveOrder),
            (&["freedom", "of", "information", "act"], Act::FreedomOfInformation),
            (&["foia"], Act::FreedomOfInformation),
            (&["privacy", "act"], Act::Privacy),
            (&["immigration", "court"], Act::ImmigrationCourt),
            (&["immigration", "judge"], Act::ImmigrationCourt),
            (&["eoir"], Act::ImmigrationCourt),
            (&["executive", "office", "for", "immigration", "review"], Act::ImmigrationCourt),
        ];
        /// The laws of Massachusetts, and the federal rules: other laws, which may bind.
        const ELSEWHERE: [&[&str]; 9] = [
            &["gl"],
            &["mgl"],
            &["general", "laws"],
            &["cmr"],
            &["frcp"],
            &["fed", "r"],
            &["public", "law"],
            &["treaty"],
            &["convention"],
        ];
        if let Some((words, act)) = LAWS.iter().find(|(words, _)| self.are_words(0, words)) {
            let words = words.len();
            // A national security letter is a paper, and papers are judged elsewhere.
            if *act == Act::NationalSecurity && ["letter", "letters", "division", "agency"].contains(&self.word(words))
            {
                return Some((Place::Elsewhere, words + 1));
            }
            // "Executive Order No. 14159"
            let no = usize::from(*act == Act::ExecutiveOrder && ["no", "nos"].contains(&self.word(words)));
            return Some((Place::Act(*act), words + no));
        }
        // "Chapter 66", "Rule 45", but not "as a rule".
        if ["chapter", "rule"].contains(&self.word(0)) && self.number(1).is_some() && self.code(2).is_none() {
            return Some((Place::Elsewhere, 1));
        }
        ELSEWHERE.iter().find(|words| self.are_words(0, words)).map(|words| (Place::Elsewhere, words.len()))
    }

    /// Takes a list of sections: `§§ 1373(a) and (b), 1644`.
    fn sections(&mut self) -> Vec<Section> {
        let mut found: Vec<Section> = Vec::new();
        loop {
            let joined = usize::from(!found.is_empty() && ["and", "or", "to", "through"].contains(&self.word(0)));
            let signs = self.tokens.iter().skip(joined).take_while(|token| **token == Token::SectionSign).count();
            let at = joined + signs;
            if let Some(number) = self.number(at) {
                if self.code(at + 1).is_some() {
                    break;
                }
                let section = number.to_owned();
                self.skip(at + 1);
                found.push((section, self.brackets()));
            } else if let (Some(Token::Bracket(_)), 1, Some((section, _))) = (self.tokens.get(at), joined, found.last())
            {
                // "1373(a) and (b)": the same section again.
                let section = section.clone();
                self.skip(at);
                found.push((section, self.brackets()));
            } else {
                if found.is_empty() {
                    self.skip(signs);
                }
                break;
            }
        }
        found
    }

    fn brackets(&mut self) -> Vec<String> {
        let mut inside = Vec::new();
        while let Some(Token::Bracket(text)) = self.tokens.first() {
            inside.push(text.clone());
            self.skip(1);
        }
        inside
    }
}

fn titled(title: &str, cfr: bool) -> Place {
    if cfr { Place::FederalRegulations(title.to_owned()) } else { Place::UnitedStatesCode(title.to_owned()) }
}

/// Cuts a text into the pieces that a citation is made of; everything else is left out.
fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut letters = text.chars().flat_map(char::to_lowercase).peekable();
    while let Some(&letter) = letters.peek() {
        if letter.is_ascii_digit() {
            number(&mut letters, &mut found);
        } else if letter.is_alphabetic() {
            let word = word(&mut letters);
            found.push(as_token(word));
        } else {
            letters.next();
            match letter {
                '§' => found.push(Token::SectionSign),
                '(' => {
                    let inside: String =
                        std::iter::from_fn(|| letters.next_if(|inner| inner.is_alphanumeric())).collect();
                    match letters.next_if_eq(&')') {
                        Some(_) if !inside.is_empty() => found.push(bracket(inside, &found)),
                        Some(_) | None => found.extend(loose(inside)),
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// What stands in brackets: a subsection right behind a number, else words like any others, as in `(FOIA)`.
fn bracket(inside: String, before: &[Token]) -> Token {
    match before.last() {
        Some(Token::Number(_) | Token::Bracket(_)) if inside.chars().count() <= 4 => Token::Bracket(inside),
        Some(Token::Word(joint)) if inside.chars().count() <= 4 && ["and", "or"].contains(&joint.as_str()) => {
            Token::Bracket(inside)
        }
        Some(Token::Number(_) | Token::Bracket(_) | Token::Word(_) | Token::SectionSign) | None => as_token(inside),
    }
}

fn loose(inside: String) -> Option<Token> {
    (!inside.is_empty()).then(|| as_token(inside))
}

fn as_token(word: String) -> Token {
    match word.as_str() {
        "section" | "sections" | "sec" | "secs" | "sect" | "s" | "ss" => Token::SectionSign,
        word if word.starts_with(|first: char| first.is_ascii_digit()) => Token::Number(word.to_owned()),
        _ => Token::Word(word),
    }
}

type Letters<I> = std::iter::Peekable<I>;

/// Reads a number with its dot and its letter: `1373`, `287.7`, `611a`. The letters of a code that follows without a space
/// (`8U.S.C.`) are no part of it.
fn number<I: Iterator<Item = char> + Clone>(letters: &mut Letters<I>, found: &mut Vec<Token>) {
    let mut number = String::new();
    while let Some(digit) = letters.next_if(char::is_ascii_digit) {
        number.push(digit);
        let mut ahead = letters.clone();
        if ahead.next() == Some('.') && ahead.peek().is_some_and(char::is_ascii_digit) {
            letters.next();
            number.push('.');
        }
    }
    if letters.peek().is_some_and(|letter| letter.is_alphabetic()) {
        let word = word(letters);
        if word.chars().count() <= 2 {
            number.push_str(&word);
            found.push(Token::Number(number));
        } else {
            found.push(Token::Number(number));
            found.push(as_token(word));
        }
    } else {
        found.push(Token::Number(number));
    }
}

/// Reads a word. The dots of an abbreviation (`U.S.C.`) are left out of it.
fn word<I: Iterator<Item = char> + Clone>(letters: &mut Letters<I>) -> String {
    let mut word = String::new();
    let mut since_dot = 0;
    loop {
        if let Some(letter) = letters.next_if(|letter| letter.is_alphabetic()) {
            word.push(letter);
            since_dot += 1;
        } else if since_dot == 1 && letters.peek() == Some(&'.') {
            letters.next();
            since_dot = 0;
        } else {
            return word;
        }
    }
}
