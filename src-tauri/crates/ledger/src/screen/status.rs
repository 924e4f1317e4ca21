//! Words that state someone's citizenship or immigration status, in folded text.
//!
//! The tables are phrases in plain English; a blank stands for any short gap within a sentence, and each phrase is a
//! whole number of words. [`STATED`] stops wherever it is said. [`PERSON`] stops where it speaks of someone: not of a
//! group ("fraud by noncitizens"), not as part of a name or a paper ("refugee resettlement office"). Neither stops in a
//! question ("whether the driver is a citizen"), and [`ORDINARY`] lists what only sounds alike.

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::Regex;

use super::{Kind, Sighting, pattern};

/// Reports every statement of someone's status.
pub(super) fn find(text: &[u8], sightings: &mut Vec<Sighting>) {
    let mut ordinary: Option<Vec<Range<usize>>> = None;
    let found = PHRASES.find_iter(text).map(|found| found.range());
    for at in found {
        let Some(words) = text.get(at.clone()) else { continue };
        let (before, after) = (sentence_before(text, at.start), sentence_after(text, at.end));
        let ordinary = ordinary.get_or_insert_with(|| ORDINARY.find_iter(text).map(|found| found.range()).collect());
        let harmless = ordinary.iter().any(|harmless| harmless.start <= at.start && at.end <= harmless.end)
            || ASKING.is_match(before)
            || (IS_PERSON.is_match(words) && !speaks_of_someone(before, words, after));
        if !harmless {
            sightings.push(Sighting { kind: Kind::StatusWords, at });
        }
    }
}

/// Does a noun for a person with a status speak of someone? A group is nobody in particular, unless it is counted,
/// pointed at ("two refugees", "these noncitizens") or at an address; before a word such as "office" or "application"
/// the noun is part of a name or a paper.
fn speaks_of_someone(before: &[u8], words: &[u8], after: &[u8]) -> bool {
    if OF_A_PAPER.is_match(after) {
        return false;
    }
    let group = words.ends_with(b"s") || GROUP.is_match(after);
    !group || POINTED_AT.is_match(before) || AT_AN_ADDRESS.is_match(after)
}

/// The kinds of visa, where a phrase says `VISA`.
const VISA: &str = "\
    (?:[abefghjklmopqrstuv] ?[1-9]?[ab]?|student|work|worker|tourist|visitor|fiance|fiancee|nonimmigrant|\
    immigrant|temporary)";

/// This country, where a phrase says `COUNTRY`.
const COUNTRY: &str =
    "(?:us|u s|u s a|usa|the us|the u s|the usa|the country|this country|the united states|united states|america)";

/// The peoples, where a phrase says `PEOPLE`: their name before "national" or "citizen" states a nationality.
const PEOPLE: &str = "\
    (?:afghan|albanian|algerian|american|angolan|argentine|argentinian|armenian|australian|austrian|bangladeshi|\
    barbadian|belarusian|belgian|bhutanese|bolivian|bosnian|brazilian|british|bulgarian|burmese|burundian|\
    cambodian|cameroonian|canadian|cape verdean|chadian|chilean|chinese|colombian|congolese|costa rican|\
    croatian|cuban|cypriot|czech|danish|dominican|dutch|ecuadoran|ecuadorean|ecuadorian|egyptian|english|\
    eritrean|estonian|ethiopian|filipino|finnish|foreign|french|gambian|georgian|german|ghanaian|greek|\
    grenadian|guatemalan|guinean|guyanese|haitian|honduran|hungarian|indian|indonesian|iranian|iraqi|irish|\
    israeli|italian|ivorian|jamaican|japanese|jordanian|kazakh|kenyan|korean|kosovar|kurdish|kuwaiti|laotian|\
    latvian|lebanese|liberian|libyan|lithuanian|malaysian|malian|mauritanian|mexican|moldovan|mongolian|\
    moroccan|mozambican|namibian|nepalese|nepali|nicaraguan|nigerian|nigerien|norwegian|pakistani|palestinian|\
    panamanian|paraguayan|peruvian|polish|portuguese|romanian|russian|rwandan|salvadoran|salvadorean|\
    salvadorian|saudi|scottish|senegalese|serbian|sierra leonean|singaporean|slovak|slovenian|somali|somalian|\
    south african|south sudanese|spanish|sri lankan|sudanese|surinamese|swedish|swiss|syrian|taiwanese|tajik|\
    tanzanian|thai|tibetan|togolese|trinidadian|tunisian|turkish|turkmen|ugandan|ukrainian|uruguayan|uzbek|\
    venezuelan|vietnamese|yemeni|zambian|zimbabwean)";

/// Nouns for a person with a status; an `s` at the end makes a group.
const PERSON: &[&str] = &[
    "undocumented",
    "(?:illegal|unauthorized|unlawful|removable|criminal|inadmissible|undocumented) (?:alien|immigrant|migrant|\
     entrant|noncitizen)s?",
    "illegal (?:resident|worker)s?",
    "(?:the|an|this|these) aliens?",
    "non ?citizens?",
    "asylees?",
    "asylum (?:seeker|applicant|recipient|holder|grantee)s?",
    "refugees?",
    "humanitarian parolees?",
    "green card (?:holder|recipient)s?",
    "(?:lawful|legal|us|u s|conditional) permanent residents?",
    "lprs?",
    "daca (?:recipient|holder|beneficiary|beneficiaries|grantee|student|youth)s?",
    "dreamers?",
    "tps (?:recipient|holder|beneficiary|beneficiaries|grantee)s?",
    "VISA visa (?:holder|recipient|worker|beneficiary|beneficiaries|overstayer|overstay)s?",
    "(?:visa|work permit) (?:holder|overstayer|overstay)s?",
    "holders? of (?:an? )?(?:green card|VISA visa)",
    "overstayers?",
    "(?:h ?1b|h ?2[ab]|f ?1|j ?1) (?:holder|recipient|worker|student|employee)s?",
    "(?:on|has|had|have|having|holds|hold|held|holding|with|under|via) (?:an? |his |her |their |the )?VISA visa",
    "naturalized (?:us |u s |american )?(?:citizen|resident|person|man|woman|individual|employee|tenant|student|\
     parent|voter|immigrant)s?",
    "(?:us|u s|u s a|usa|united states|dual|PEOPLE) citizens?",
    "PEOPLE nationals?",
    "(?:PEOPLE|deportable) (?:immigrant|migrant|alien)s?",
];

/// What states a status wherever it is said.
const STATED: &[&str] = &[
    "(?:citizen|national) of (?:the )?[a-z]+",
    "indocumentad[oa]s?",
    "sin papeles",
    "(?:unlawfully|illegally) (?:present|here|residing|living|staying|working|employed) in COUNTRY",
    "(?:unlawfully|illegally) (?:present|here)",
    "(?:unlawfully|illegally) in COUNTRY",
    "(?:unlawfully|illegally) (?:entered|crossed|reentered|re entered|came|immigrated)(?: in| into|\
      to)?(?: COUNTRY| the border)",
    "immigrated (?:unlawfully|illegally)",
    "(?:here|in COUNTRY|entered COUNTRY|entered into COUNTRY|came to COUNTRY|crossed the border|\
     crossed into COUNTRY) (?:unlawfully|illegally|without (?:papers|inspection|authorization|permission|status|\
     documents))",
    "entered without inspection",
    "out of status",
    "(?:overstayed|overstaying|overstays)",
    "(?:without|no|lacks|lacking|has no) (?:legal |lawful |immigration |proper |valid )*papers",
    "(?:without|lacks|lacking|lost|has|had|holds|has no|had no|have no|with no) (?:any )?(?:legal |lawful |\
     valid )?immigration status",
    "(?:without|no|lacks|lacking) (?:legal|lawful) (?:status|presence)",
    "(?:alien|immigrant|migrant|person|resident|family|individual|worker) without status",
    "unlawful presence of",
    "not (?:here |in COUNTRY )?(?:legally|lawfully) (?:here|present|in COUNTRY)",
    "(?:not|never) (?:here|in COUNTRY) (?:legally|lawfully)",
    "(?:immigration|citizenship|visa) status (?:is |was |has |has been |had )?(?:illegal|unlawful|expired|\
     lapsed|revoked|terminated|legal|lawful|temporary|permanent|undocumented|none)",
    "(?:his|her|their) status (?:is |was |has |has been )?(?:expired|lapsed|illegal|unlawful|revoked|terminated|\
     legal|lawful)",
    "(?:visa|green card) (?:has |had |is |was |has been )?(?:expired|lapsed|been revoked|revoked|ran out)",
    "expired (?:VISA )?visa",
    "(?:asylum|asylee status|refugee status|daca|tps|green card) (?:was |is |has been |been )?(?:granted|\
     approved|denied|pending|revoked|terminated|expired|since)",
    "(?:here|protected|present|stays|remains) (?:on|under) (?:daca|tps)",
    "(?:is |was |here )on (?:an? )?(?:h ?1b|h ?2[ab]|j ?1)",
    "(?:granted|given|has|had|have|holds|hold|received|on|seeking|sought|seeks|applied for|applying for|won|got|\
     obtained|claimed|claiming) (?:an? |political |pending )*(?:asylum|tps|daca|refugee status|asylee status|\
     asylum status|temporary protected status|deferred action|humanitarian parole|withholding of removal|\
     green card|lpr status|permanent residency|permanent resident status)",
    "(?:is|was|were|been|being|became|become|got|recently|newly|he|she|who) naturalized",
    "naturalized (?:in |on )?[0-9]+",
    "deportable",
    "subject to deportation",
    "(?:has|had|with|under) (?:an? )?(?:final |old |open |outstanding |prior )*(?:deportation|removal) order",
    "(?:is|was|were|are|been|being|be|he|she) (?:inadmissible|removable) (?:under|from COUNTRY|for|as)",
    "(?:was|were|been|be|previously|ordered|facing|awaiting|pending) (?:deported|deportation)",
    "ordered removed",
    "(?:final|administrative) (?:removal order|order of removal|order of deportation|deportation order)",
    "(?:is|are|was|were|be|been|not|isn t|isnt|wasn t|aren t|became|become|becoming) (?:not |now |\
     also )?an? (?:lawful |legal |naturalized |born )?(?:citizen|permanent resident|immigrant|migrant|alien)",
    "(?:is|are|was|were|am) (?:not )?citizens",
    "(?:is|was) no citizen",
    "(?:he|she|who|driver|subject|tenant|resident|worker|man|woman|family) (?:is|was|are|were) (?:an? )?illegals?",
    "(?:immigrant|migrant) from [a-z]+",
    "(?:citizenship|nationality) (?:is |was |of )?PEOPLE",
    "stateless (?:person|resident|man|woman|child)",
];

/// What sounds like a statement of status and is ordinary work.
static ORDINARY: LazyLock<Regex> = LazyLock::new(|| {
    phrases(&[&[
        // Plate readers share their letters with lawful permanent residents.
        "(?:plate|license plate|automated) (?:reader )?lprs?",
        "(?:alpr |plate reader )?lprs? (?:plate |vehicle |traffic )*(?:alert|audit|camera|car|capture|contract|\
         data|database|detection|equipment|feed|file|footage|hit|image|log|lookup|network|platform|plate|policy|\
         quer(?:y|ie)|read|reader|record|report|retention|scan|searche?|server|sighting|software|system|\
         trailer|unit|vendor|vehicle)s?",
        // Citizens of a city are its residents, whatever passport they hold.
        "(?:is |are |was |were |as |be |been )?(?:an? )?(?:citizen|national)s? of (?:the )?(?:amherst|\
         belchertown|boston|chicopee|city|commonwealth|community|county|district|easthampton|florence|franklin|\
         good|greenfield|hadley|hampden|hampshire|hatfield|holyoke|leeds|massachusetts|neighborhood|northampton|\
         southampton|springfield|state|street|this|town|village|ward|westhampton|williamsburg)",
        "(?:is |was |as |be )an? citizen (?:advisory|advocate|appointee|board|committee|complainant|complaint|\
         inquiry|member|observer|patrol|petition|petitioner|report|representative|request|requester|review|\
         science|scientist|volunteer)",
        // Cars and guests overstay; plants naturalize; costs and pipes go undocumented.
        "(?:vehicle|car|truck|trailer|camper|guest|tenant|boat|booking|lessee)s? (?:that |which |who |has |had |\
         have |repeatedly )*overstay(?:s|ed|ing)",
        "overstay(?:s|ed|ing) (?:of |at |in |on |the |a |an |its |their |his |her |two |2 |posted )*(?:hour|\
         limit|meter|parking|space|lease|booking|permit|loading|welcome|time|spot|zone)s?",
        "(?:parked|parking|dumped|dumping|stored|storing|built|posted|left|fishing|hunting|camping|burned|\
         burning|fired) (?:[a-z]+ )?here (?:illegally|unlawfully)",
        "naturalized (?:area|bank|bed|buffer|edge|garden|landscape|landscaping|meadow|park|plant|planting|pond|\
         shoreline|species|swale)s?",
        "undocumented (?:access|alteration|asset|burial|cash|change|charge|claim|connection|construction|\
         conversion|cost|culvert|death|defect|drain|easement|expenditure|expense|feature|fill|fund|grave|hour|\
         leave|line|loan|overtime|payment|pipe|purchase|repair|right|sewer|site|spending|storm|structure|tank|\
         transaction|transfer|travel|use|utility|utilitie|water|well|wire|work)s?",
        "(?:no|without) (?:newspapers|papers (?:filed|found|served|signed|on|were|was|are|is|in|from|with|\
         attached|enclosed))",
    ]])
});

/// In one sentence before the words: the text asks, it does not state.
static ASKING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
            \b(?:whether|if|mention|mentions|mentioning|keyword|keywords|term|terms|word|words|phrase|proof|
            prove|proves|proving|evidence|verify|verifies|verifying|verification|confirm\ whether|determine|
            determining|question|questions|unless)\b",
    )
});

/// The noun before these is part of a name or of a paper, or asks for the status without stating it.
static OF_A_PAPER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
            ^(?:[^a-z0-9]{1,3}(?:and|or|immigrant|immigrants|migrant|asylee|asylum|immigration|newcomer|law|
            community|legal|new|health|voter))*[^a-z0-9]{1,3}(?:academy|act|admissions|advisory|advocacy|
            advocates|affairs|agency|aid|alliance|application|applications|archive|archives|army|assembly|
            assistance|association|awareness|ballot|bank|bill|board|bureau|camp|card|cards|case|casework|center|
            centre|certification|certifications|chapter|charities|civil|clinic|coalition|code|commission|
            committee|congress|convention|coordinator|corps|council|count|counts|crisis|data|day|department|
            desk|directorate|division|education|employment|enforcement|family\ services|federation|field|fields|
            figures|flag|form|forms|forum|foundation|fund|funding|funds|fraud|government|grant|grants|guard|
            health|help|holiday|housing|id|indicator|initiative|institute|issue|issues|justice|law|laws|league|
            library|liaison|line|list|lists|local|ministries|ministry|mission|museum|network|notification|
            notifications|number|numbers|office|officer|ordinance|organization|organizations|outreach|parade|
            partnership|petition|petitions|planning|plant|plants|police|policies|policy|population|program|
            programme|programs|project|projects|protection|question|questions|railway|records|registration|
            registry|relations|relief|request|requests|research|resettlement|resource|resources|response|rights|
            roundtable|school|screening|section|service|services|species|sponsorship|statistics|status|studies|
            study|summit|support|task|team|test|training|trust|unit|verification|voting|week|welcome)\b",
    )
});

/// The noun before these is an adjective of a group.
static GROUP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
            ^[^a-z0-9]{1,3}(?:adults|aliens|applicants|arrivals|business|businesses|children|clients|
            communities|customers|detainees|drivers|employees|entrants|families|households|immigrants|
            individuals|inmates|labor|men|migrants|minors|neighbors|owners|parents|patients|pedestrians|people|
            persons|pupils|residents|spouses|students|tenants|victims|visitors|voters|women|workers|youth|
            youths)\b",
    )
});

/// Directly before a plural: someone is meant after all.
static POINTED_AT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:the|these|those|both|two|three|four|five|six|seven|eight|nine|his|her|their|[1-9])[^a-z0-9]{1,3}$")
});

/// Soon after a plural: the people at one address are someone.
static AT_AN_ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[^a-z0-9]{1,3}[a-z]+){0,3}[^a-z0-9]{1,3}at [0-9]+ [a-z]"));

static IS_PERSON: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{}$", alternatives(&[PERSON]))));

static PHRASES: LazyLock<Regex> = LazyLock::new(|| phrases(&[STATED, PERSON]));

/// One pattern for whole words of any of these phrases.
fn phrases(tables: &[&[&str]]) -> Regex {
    pattern(&format!(r"\b{}\b", alternatives(tables)))
}

/// The phrases as one group of a pattern, with their placeholders and blanks spelled out.
fn alternatives(tables: &[&[&str]]) -> String {
    let all = tables.concat().join("|");
    let spelled = all.replace("VISA", VISA).replace("COUNTRY", COUNTRY).replace("PEOPLE", PEOPLE);
    format!("(?:{})", spelled.replace(" ?", r"[^a-z0-9]?").replace(' ', r"[^a-z0-9,;!?]{1,3}"))
}

/// How far a sentence is looked at: looking costs the same everywhere in a long text.
const REACH: usize = 120;

/// The sentence up to a place.
fn sentence_before(text: &[u8], place: usize) -> &[u8] {
    let near = text.get(place.saturating_sub(REACH)..place).unwrap_or_default();
    let start = SENTENCE_END.find_iter(near).last().map_or(0, |end| end.end());
    near.get(start..).unwrap_or_default()
}

/// The text after a place.
fn sentence_after(text: &[u8], place: usize) -> &[u8] {
    text.get(place..text.len().min(place + REACH)).unwrap_or_default()
}

/// The end of a sentence. A dot after one or two letters belongs to an abbreviation ("U.S. ").
static SENTENCE_END: LazyLock<Regex> = LazyLock::new(|| pattern(r"[a-z0-9]{3}[)\x22']?[.!?]\s|[;\n]|[!?]\s"));
