// Made from src-tauri/src/commands/list.rs by a test. Do not edit.

export type About = { 
/**
 * The program's version, such as `0.1.0`.
 */
version: string, 
/**
 * The number of the ordinance it applies, as the City Council gave it.
 */
ordinance: string, 
/**
 * The version of the rules.
 */
rules: string, 
/**
 * The version of the ordinance's text that governs.
 */
text: string, 
/**
 * The library that keeps the record, with its version.
 */
library: string, };

export type Access = { 
/**
 * Was a recovery sheet made?
 */
recovery_sheet: boolean, };

export type AccessLine = { 
/**
 * Its place in the log, from 0.
 */
seq: number, 
/**
 * When, in New York: `2026-11-24T14:05`.
 */
at: string, 
/**
 * The officer.
 */
by: string, 
/**
 * What was begun, in words.
 */
what: string, 
/**
 * The number of the request it is about; none, too, where whoever reads this may not see that request.
 */
request: string | null, };

export type AccessLogPage = { 
/**
 * The entries.
 */
entries: Array<AccessLine>, 
/**
 * What the page behind this one is asked for by; none: this is the last.
 */
next: number | null, 
/**
 * The head of the whole log, as a person reads it out.
 */
seal: Seal, };

export type Act = "log_request" | "find" | "lock" | "quit" | "undo" | "today" | "register" | "exchanges" | "reports" | "ordinance" | "import" | "settings" | "zoom_in" | "zoom_out" | "actual_size" | "keys" | "about";

export type Agency = { 
/**
 * The name that reports use.
 */
name: string, 
/**
 * Other names for it.
 */
aliases: Array<string>, 
/**
 * Its class.
 */
recipient: string, 
/**
 * Its class in words.
 */
class: string, 
/**
 * Did the office add it?
 */
own: boolean, };

export type AgencyShare = { 
/**
 * Its name.
 */
agency: string, 
/**
 * Its requests.
 */
requests: number, 
/**
 * The items of those.
 */
items: number, };

export type Alike = { 
/**
 * Its number.
 */
number: string, 
/**
 * When it came in.
 */
received: string, 
/**
 * Who asked.
 */
agency: string, };

export type Answering = { 
/**
 * The request's number.
 */
number: string, 
/**
 * The item's number within the request.
 */
item: number, 
/**
 * What became of it.
 */
response: string, 
/**
 * When.
 */
responded: string, 
/**
 * Is this how it already happened? Then it is recorded as that, and never as approved.
 */
already_left: boolean, 
/**
 * On what basis: a word of the item's list; empty: not said. `life_safety`: it goes out at once.
 */
basis: string, 
/**
 * Did more leave than the paper names?
 */
surplus: boolean, 
/**
 * What left, and to whom; empty: not said.
 */
what_left: string, };

export type Answers = { [key in string]: string };

export type Approval = { 
/**
 * How far it is.
 */
state: ApprovalState, 
/**
 * Who asked.
 */
asked_by: string | null, 
/**
 * When, in New York: `2026-11-24T14:05`.
 */
asked_at: string | null, 
/**
 * Why.
 */
asked_reason: string | null, 
/**
 * How that was destroyed; none: it is kept.
 */
asked_destroyed: Gone | null, 
/**
 * Who decided.
 */
decided_by: string | null, 
/**
 * When, in New York.
 */
decided_at: string | null, 
/**
 * Why.
 */
decided_reason: string | null, 
/**
 * How that was destroyed; none: it is kept.
 */
decided_destroyed: Gone | null, 
/**
 * Did the officer at this desk ask?
 */
own: boolean, 
/**
 * Who can answer for it, where 2(a) bars it and a second officer is asked: numbers and names. None elsewhere.
 */
can_answer: Array<Choice>, 
/**
 * Who answers for it, where 2(a) bars it and it was approved.
 */
answerable: string | null, };

export type ApprovalState = "needed" | "asked" | "given" | "refused";

export type Asking = { 
/**
 * The request's number.
 */
number: string, 
/**
 * The item's number within the request.
 */
item: number, 
/**
 * Why it should go out.
 */
reason: string, };

export type AskingUnmerging = { 
/**
 * The quarter, by its calendar label.
 */
quarter: string, 
/**
 * The table.
 */
table: string, 
/**
 * Why.
 */
reason: string, };

export type Attaching = { 
/**
 * The request's number.
 */
number: string, 
/**
 * What it shows.
 */
what: string, };

export type AttachmentSaved = { 
/**
 * The folder it was put in.
 */
folder: string, 
/**
 * Its name there.
 */
file: string, };

export type AttachmentView = { 
/**
 * Its number among those of the request, from 1.
 */
attachment: number, 
/**
 * What it shows, in words.
 */
what: string, 
/**
 * What kind of file it is, in words.
 */
media: string, 
/**
 * How large it is, in words.
 */
size: string, 
/**
 * SHA-256 of its content, as 64 hex digits.
 */
sha256: string, };

export type AttachmentWanted = { 
/**
 * The request's number.
 */
number: string, 
/**
 * The attachment's number.
 */
attachment: number, };

export type BackupKept = { 
/**
 * When, UTC.
 */
at: string, 
/**
 * The size of its file, in bytes.
 */
bytes: number, };

export type BackupMade = { 
/**
 * The file's name.
 */
file: string, 
/**
 * What there is of backups now.
 */
backups: BackupsView, };

export type BackupsView = { 
/**
 * The last backup that was made to another place from this desk.
 */
last: BackupKept | null, 
/**
 * Is it time for another?
 */
due: boolean, 
/**
 * The copies that the desk makes by itself.
 */
copies: CopiesView, 
/**
 * When it was last tried whether a backup can be restored, UTC.
 */
tried: string | null, 
/**
 * Is it time to try again?
 */
try_due: boolean, };

export type CertifyingNil = { 
/**
 * The quarter, by either label.
 */
quarter: string, 
/**
 * The department, as the list has it.
 */
department: string, 
/**
 * The office held by who signed it there, such as "Chief of Police": never a name.
 */
signer: string, };

export type Change = { 
/**
 * What.
 */
what: string, 
/**
 * What stood there; none: nothing.
 */
before: string | null, 
/**
 * What stands there now; none: nothing.
 */
after: string | null, };

export type Check = { 
/**
 * Does it hold?
 */
holds: boolean, 
/**
 * What was found, in a sentence.
 */
what: string, 
/**
 * The items it is about, in the order of entry; at most 50.
 */
items: Array<CheckedItem>, 
/**
 * How many more there are.
 */
more: number, };

export type CheckedItem = { 
/**
 * The request's number.
 */
request: string, 
/**
 * The item's number within the request.
 */
item: number, 
/**
 * What is asked, in words.
 */
asked: string, 
/**
 * What was found about it.
 */
found: string, 
/**
 * Of a date: the law it rests on, and how it was computed.
 */
how: string | null, };

export type Choice = { 
/**
 * The word itself.
 */
value: string, 
/**
 * What staff read.
 */
label: string, 
/**
 * What belongs under it.
 */
hint: string | null, };

export type ChosenFile = { 
/**
 * Its name, without its folder.
 */
name: string, };

export type ClosedDay = { 
/**
 * The day: `2027-02-09`.
 */
date: string, 
/**
 * Why, in a word or two.
 */
why: string, };

export type Comparing = { 
/**
 * One.
 */
quarter: string, 
/**
 * The other.
 */
with: string, };

export type ComparisonView = { 
/**
 * The quarter that came first.
 */
earlier: QuarterChoice, 
/**
 * The quarter that came after it.
 */
later: QuarterChoice, 
/**
 * The key figures, each of them, in the order of the report.
 */
figures: Array<FigureOfBoth>, 
/**
 * What is not any more what the last report of its quarter said; of the earlier quarter first.
 */
restated: Array<RestatedFigure>, };

export type Considered = { 
/**
 * What has to be right before it can be logged.
 */
problems: Array<FieldProblem>, 
/**
 * What counts, and may be a slip.
 */
warnings: Array<string>, 
/**
 * The class of the agency, where the directory knows it.
 */
recipient: Choice | null, 
/**
 * What the law says about each item.
 */
items: Array<Determination>, 
/**
 * Requests that may be the same.
 */
alike: Array<Alike>, };

export type CopiesView = { 
/**
 * How many.
 */
count: number, 
/**
 * When the newest was made, UTC.
 */
newest: string | null, 
/**
 * How large they are together, in bytes.
 */
bytes: number, 
/**
 * Why the last one was not made, or why they cannot be listed; nothing, where all is well.
 */
failed: string | null, };

export type CorrectionView = { 
/**
 * What has to be right before it can be recorded.
 */
problems: Array<FieldProblem>, 
/**
 * What changes.
 */
changes: Array<Change>, 
/**
 * Of an item: what the law says then.
 */
determination: Determination | null, 
/**
 * What follows, or has to be done beside it.
 */
notes: Array<string>, 
/**
 * Would it be given out, and what is missing for that? None: nothing.
 */
needs_approval: string | null, };

export type Count = { 
/**
 * The word it is counted under.
 */
value: string, 
/**
 * The word as staff read it.
 */
label: string, 
/**
 * How many.
 */
count: number, };

export type CoverageView = { 
/**
 * Is there a list of the departments that report?
 */
list_set: boolean, 
/**
 * How many reported or certified nil, in a sentence.
 */
said: string, 
/**
 * Those of the list, and others that received a request.
 */
departments: Array<DepartmentView>, };

export type Credentials = { 
/**
 * The officer's name.
 */
officer: string, 
/**
 * The officer's passphrase.
 */
passphrase: Secret, };

export type Deadline = { 
/**
 * What kind it is.
 */
kind: string, 
/**
 * What has to be done.
 */
label: string, 
/**
 * The last day for it.
 */
date: string, 
/**
 * The law it rests on, and how the date was computed.
 */
how: string, };

export type Deciding = { 
/**
 * The request's number.
 */
number: string, 
/**
 * The item's number within the request.
 */
item: number, 
/**
 * May it go out?
 */
approve: boolean, 
/**
 * The number of the officer who answers for it, where 2(a) bars it and it may go out.
 */
answerable: number | null, 
/**
 * Why, or why not.
 */
reason: string, };

export type DecidingUnmerging = { 
/**
 * The quarter, by its calendar label.
 */
quarter: string, 
/**
 * The table.
 */
table: string, 
/**
 * May it be given exactly?
 */
approve: boolean, 
/**
 * Why, or why not.
 */
reason: string, };

export type DepartmentView = { 
/**
 * Its name.
 */
department: string, 
/**
 * Is it on the list?
 */
listed: boolean, 
/**
 * What it did, in a sentence.
 */
said: string, 
/**
 * How many requests it received.
 */
requests: number, 
/**
 * Is it expected to report, and did neither report nor certify nil?
 */
silent: boolean, 
/**
 * Does a certified nil of it stand?
 */
certified: boolean, 
/**
 * How certified nils of it were withdrawn, each in a sentence.
 */
withdrawn: Array<string>, };

export type DestroyedScan = { 
/**
 * Its number among those that the request had then.
 */
attachment: number, 
/**
 * What it showed, in words.
 */
what: string, 
/**
 * How it was destroyed.
 */
destroyed: Gone, };

export type DestroyedView = { 
/**
 * How many requests.
 */
requests: number, 
/**
 * How many texts and scans.
 */
texts: number, 
/**
 * What may be destroyed now.
 */
keeping: KeepingView, };

export type Destroying = { 
/**
 * The requests' numbers.
 */
numbers: Array<string>, 
/**
 * The approval number of the Supervisor of Records.
 */
approval: string, 
/**
 * The word that was typed to confirm it: `destroy`.
 */
word: string, };

export type Determination = { 
/**
 * The outcome's word.
 */
outcome: string | null, 
/**
 * The outcome in the words that staff read.
 */
label: string, 
/**
 * The clause that decides.
 */
clause: string | null, 
/**
 * Why, in a sentence.
 */
because: string | null, 
/**
 * The words of the clause that decide, to the letter; they stand in `clause_text`.
 */
quote: string | null, 
/**
 * The clause in the text in force.
 */
clause_text: string | null, 
/**
 * The 2(a) flag.
 */
flag: string | null, 
/**
 * The ledger it belongs to.
 */
ledger: string | null, 
/**
 * The positions on open questions it rests on.
 */
positions: Array<string>, 
/**
 * While not settled: the outcomes still possible.
 */
possible: Array<Choice>, 
/**
 * While not settled: the fact to ask next.
 */
ask_next: string | null, 
/**
 * The rules that were looked at, in order.
 */
trace: Array<TraceLine>, 
/**
 * What staff do next, in order.
 */
next_steps: Array<string>, 
/**
 * What runs whatever the answer is.
 */
deadlines: Array<Deadline>, 
/**
 * The version of the rules.
 */
rules_version: string | null, 
/**
 * The version of the text.
 */
text_version: string | null, };

export type Difference = { 
/**
 * Which.
 */
what: string, 
/**
 * What the file says.
 */
in_file: string, 
/**
 * What the record says.
 */
in_record: string, };

export type Due = { 
/**
 * The date.
 */
date: string, 
/**
 * What has to be done by then.
 */
label: string, 
/**
 * The law it rests on, and how the date was computed.
 */
how: string, 
/**
 * Days from today; negative is late.
 */
days: number, };

export type DueRequest = { 
/**
 * Its number.
 */
number: string, 
/**
 * The day of its last entry.
 */
last_entry: string, 
/**
 * The first day on which they may be.
 */
since: string, 
/**
 * How many texts and scans there are.
 */
texts: number, };

export type Duty = "log" | "answer" | "approve" | "find" | "hold" | "lift_hold" | "destroy" | "issue" | "ask_unmerging" | "decide_unmerging" | "office" | "back_up" | "export" | "seal" | "see_sealed" | "read_access";

export type DutyLine = { 
/**
 * What it is.
 */
duty: string, 
/**
 * Is it theirs? One answer for each role, in their order.
 */
may: Array<boolean>, };

export type ExchangeCounts = { 
/**
 * The City sent it.
 */
sent: number, 
/**
 * The City received it.
 */
received: number, 
/**
 * The City asked.
 */
inquiry: number, };

export type ExchangeDraft = { 
/**
 * The counterpart.
 */
agency: string, 
/**
 * When it was asked or came in.
 */
received: string, 
/**
 * How.
 */
channel: string, 
/**
 * Which way it went.
 */
direction: string, 
/**
 * The basis: the paper that came with it.
 */
instrument: string, 
/**
 * What became of it.
 */
response: string, 
/**
 * When.
 */
responded: string, };

export type ExchangePage = { 
/**
 * At most 200.
 */
rows: Array<ExchangeRow>, 
/**
 * Where the next page begins; none: this was the last.
 */
next: number | null, 
/**
 * How many there are in all.
 */
total: number, };

export type ExchangeRow = { 
/**
 * Its place in the order of entry.
 */
entry: number, 
/**
 * The request's number.
 */
request: string, 
/**
 * The item's number within the request.
 */
item: number, 
/**
 * Which way it went, in words.
 */
direction: string, 
/**
 * The class of the counterpart, in words.
 */
counterpart: string, 
/**
 * The paper it rests on, in words.
 */
basis: string, 
/**
 * The day of the determination.
 */
decided: string, 
/**
 * What became of it, in words.
 */
response: string, 
/**
 * When.
 */
responded: string | null, 
/**
 * The day from which on its request is not sealed any more; none: it is not sealed.
 */
sealed_until: string | null, };

export type Exported = { 
/**
 * The folder.
 */
folder: string, 
/**
 * The files.
 */
files: Array<string>, 
/**
 * Of a report that was made again: those whose bytes are not the ones that were issued.
 */
changed: Array<string>, };

export type FactAnswer = { 
/**
 * The fact.
 */
fact: string, 
/**
 * The question.
 */
question: string, 
/**
 * The answer's word.
 */
value: string, 
/**
 * The answer in words.
 */
label: string, };

export type FieldProblem = { 
/**
 * The item, from 0; none: the request itself.
 */
item: number | null, 
/**
 * The field's name.
 */
field: string, 
/**
 * What is wrong, and what would be right.
 */
message: string, };

export type FigureOfBoth = { 
/**
 * Its word.
 */
figure: string, 
/**
 * As people read it.
 */
label: string, 
/**
 * Of the earlier quarter.
 */
earlier: number, 
/**
 * Of the later one.
 */
later: number, 
/**
 * By how much the later is more than the earlier, with its sign: `+3`, `−2`, `0`.
 */
difference: string, };

export type FileFinding = { 
/**
 * Does it hold?
 */
holds: boolean, 
/**
 * What was found, in a sentence.
 */
what: string, };

export type Finding = { 
/**
 * The request's number.
 */
number: string, 
/**
 * The item's number within the request.
 */
item: number, 
/**
 * The fact.
 */
fact: string, 
/**
 * Its value.
 */
value: string, };

export type Founding = { 
/**
 * The office's name.
 */
office: string, 
/**
 * The first officer's name.
 */
officer: string, 
/**
 * The first officer's passphrase.
 */
passphrase: Secret, };

export type Gone = { 
/**
 * The day, in New York: `2034-06-02`.
 */
on: string, 
/**
 * The approval number of the Supervisor of Records.
 */
approval: string, };

export type Held = "with_solicitor" | "no_finding" | "other_facts";

export type HoldSaid = { 
/**
 * The officer.
 */
by: string, 
/**
 * When, in New York: `2026-11-24T14:05`.
 */
at: string, 
/**
 * Why.
 */
reason: string | null, 
/**
 * How that was destroyed; none: it is kept.
 */
reason_destroyed: Gone | null, };

export type HowFar = { 
/**
 * The units that are done.
 */
done: number, 
/**
 * The units there are; 0 where the end is not known.
 */
of: number, };

export type ImportAsk = { 
/**
 * The sheet of a workbook; "": its only one.
 */
sheet: string, 
/**
 * What the columns mean; none: they are ours.
 */
mapping: MappingDraft | null, };

export type ImportProblem = { 
/**
 * The data row, from 1; none: the whole file.
 */
row: number | null, 
/**
 * The column.
 */
column: string | null, 
/**
 * What stands there.
 */
value: string | null, 
/**
 * What is wrong, and what would be right.
 */
message: string, };

export type ImportView = { 
/**
 * Data rows read.
 */
rows: number, 
/**
 * Rows for which the mapping makes no item.
 */
left_out: number, 
/**
 * Requests that are new.
 */
new_requests: number, 
/**
 * Items that are new.
 */
new_items: number, 
/**
 * Items that got an answer or a fact.
 */
changed_items: number, 
/**
 * Items that were there already.
 */
already_present: number, 
/**
 * New or changed items with an open question.
 */
not_settled: number, 
/**
 * New items that nobody answered yet.
 */
unanswered: number, 
/**
 * The first requests with new items, as they are entered.
 */
first: Array<PreviewRequest>, 
/**
 * What counts, and may be a slip: the first ones.
 */
warnings: Array<string>, 
/**
 * How many warnings there are in all.
 */
warning_count: number, 
/**
 * What is wrong: the first ones. Empty: the file can be imported.
 */
problems: Array<ImportProblem>, 
/**
 * How many problems there are in all.
 */
problem_count: number, 
/**
 * Was it recorded?
 */
recorded: boolean, };

export type IssuedReport = { 
/**
 * What it is asked for by.
 */
number: number, 
/**
 * Its quarter.
 */
quarter: QuarterName, 
/**
 * The moment whose record it speaks of, UTC.
 */
as_of: string, 
/**
 * When it was issued, UTC.
 */
at: string, 
/**
 * Who issued it.
 */
by: string, 
/**
 * The heads of the record it speaks of.
 */
seals: Array<Seal>, 
/**
 * Its files.
 */
files: Array<string>, };

export type ItemCorrection = { 
/**
 * The request's number.
 */
number: string, 
/**
 * The item's number within the request.
 */
item: number, 
/**
 * Why it is corrected.
 */
why: string, 
/**
 * What is known about it, by the names of the facts.
 */
facts: Answers, 
/**
 * The day of the determination.
 */
decided: string, 
/**
 * Of a status exchange: which way it went.
 */
direction: string, 
/**
 * What was asked, without the person; empty: nothing is said of it. Of a status exchange it says nothing.
 */
description: string, 
/**
 * What became of it; `pending`: it is not answered, or was not after all.
 */
response: string, 
/**
 * When.
 */
responded: string, 
/**
 * Is it corrected to what has already left? Then it is recorded as that, and never as approved.
 */
already_left: boolean, };

export type ItemDraft = { 
/**
 * What, without the person.
 */
description: string, 
/**
 * Which way it went, should it be a status exchange.
 */
direction: string, 
/**
 * What is known about it, by the names of the facts.
 */
facts: Answers, 
/**
 * What became of it, if something did.
 */
response: string, 
/**
 * When.
 */
responded: string, };

export type ItemKind = { 
/**
 * What a clerk calls it.
 */
label: string, 
/**
 * The ask it is.
 */
ask: string, 
/**
 * The kind of information it is, where information is asked for.
 */
information: string | null, 
/**
 * What is meant.
 */
hint: string, };

export type KeepingView = { 
/**
 * The series of the retention schedule; may be empty.
 */
series: string, 
/**
 * Full years after the last entry that the particulars of a request are kept.
 */
years: number, 
/**
 * The requests whose particulars may be destroyed, in the order of entry.
 */
due: Array<DueRequest>, 
/**
 * How many more there are than are listed.
 */
more: number, 
/**
 * The requests that may not: those on legal hold, and those of that age that are not completed.
 */
kept: Array<KeptRequest>, 
/**
 * Could remains of what was destroyed still be in the record's file?
 */
remains: boolean, };

export type KeptRequest = { 
/**
 * Its number.
 */
number: string, 
/**
 * Why not.
 */
why: string, };

export type Lacking = { 
/**
 * What is wrong, in sentences.
 */
said: string, 
/**
 * What whoever goes on with it types.
 */
words: string, };

export type LegalHoldView = { 
/**
 * Its number among those of the request, from 1.
 */
hold: number, 
/**
 * The number of the case or the letter.
 */
reference: string | null, 
/**
 * Who placed it, when and why.
 */
placed: HoldSaid, 
/**
 * Who lifted it, when and why; none: it stands.
 */
lifted: HoldSaid | null, };

export type LetterOffered = { 
/**
 * Which.
 */
letter: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * What it does.
 */
about: string, 
/**
 * The items it is about.
 */
items: Array<number>, 
/**
 * The languages there is a wording in, the usual one first.
 */
languages: Array<Choice>, 
/**
 * The exemptions that it can name; empty: it names none.
 */
exemptions: Array<Choice>, 
/**
 * Does it give a reason?
 */
wants_reason: boolean, 
/**
 * The last date that it can give; none: nobody chooses one.
 */
latest: string | null, 
/**
 * Is it kept with the request? Not where an answer is written in by hand, which may be a status.
 */
kept: boolean, };

export type LetterParagraph = { 
/**
 * Sentences.
 */
text: string | null, 
/**
 * Points of a list.
 */
points: Array<string>, };

export type LetterPart = { 
/**
 * The name by which the office words it; none: it is required as it is.
 */
name: string | null, 
/**
 * When it stands in the letter, in words; none: always.
 */
only: string | null, 
/**
 * The words as they will stand there.
 */
words: string, 
/**
 * The standard words, where the office has its own.
 */
standard: string | null, };

export type LetterSaved = { 
/**
 * The file it was put in.
 */
file: string, 
/**
 * The request as it stands now.
 */
request: RequestView, };

export type LetterShown = { 
/**
 * The office that writes.
 */
office: string, 
/**
 * Below its name.
 */
letterhead: Array<string>, 
/**
 * Whom it goes to; none: the envelope is addressed by hand.
 */
to: string | null, 
/**
 * The day of the letter.
 */
dated: string, 
/**
 * The request's number, with the words before it.
 */
reference: string, 
/**
 * The subject line.
 */
subject: string, 
/**
 * What it says.
 */
paragraphs: Array<LetterParagraph>, 
/**
 * The words above the signature.
 */
farewell: string, 
/**
 * The officer who issues it.
 */
signer: string, };

export type LetterWanted = { 
/**
 * The request's number.
 */
number: string, 
/**
 * Which letter.
 */
letter: string, 
/**
 * In which language.
 */
language: string, 
/**
 * The exemptions that it names, by their letters.
 */
exemptions: Array<string>, 
/**
 * The reason that it gives; empty where it gives none.
 */
reason: string, 
/**
 * The date that it gives, where one is chosen; else empty.
 */
due: string, };

export type LetterWording = { 
/**
 * Which letter.
 */
letter: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * The language's word.
 */
language: string, 
/**
 * What the language is called.
 */
language_name: string, 
/**
 * Its subject line, which is required.
 */
subject: string, 
/**
 * Its parts, in order.
 */
parts: Array<LetterPart>, };

export type LetterWords = { 
/**
 * The lines below the office's name.
 */
letterhead: Array<string>, 
/**
 * The letters, each in each of its languages.
 */
letters: Array<LetterWording>, };

export type LiftingHold = { 
/**
 * The request's number.
 */
number: string, 
/**
 * The hold's number.
 */
hold: number, 
/**
 * Why.
 */
reason: string, };

export type LiftingSeal = { 
/**
 * The request's number.
 */
number: string, 
/**
 * Why.
 */
reason: string, };

export type LogView = { 
/**
 * The sheets of a workbook; none for a CSV file.
 */
sheets: Array<string>, 
/**
 * The sheet that was looked at; "": it is no workbook, or nobody said which.
 */
sheet: string, 
/**
 * Data rows.
 */
rows: number, 
/**
 * Are the columns ours, so that no mapping is needed?
 */
fits: boolean, 
/**
 * The log's columns, in their order.
 */
columns: Array<TheirColumn>, 
/**
 * What somebody can fill from them.
 */
ours: Array<OurColumn>, 
/**
 * What the columns may mean. A guess.
 */
guess: MappingDraft, 
/**
 * Why it cannot be read.
 */
problem: string | null, };

export type Logged = { 
/**
 * Its number.
 */
number: string, 
/**
 * How many items it has.
 */
items: number, 
/**
 * What counts, and may be a slip.
 */
warnings: Array<string>, };

export type Looked = "decides" | "passed" | "open";

export type MappingAsk = { 
/**
 * The mapping as it stands.
 */
mapping: MappingDraft, 
/**
 * Dates of the log.
 */
dates: Array<string>, };

export type MappingBlock = { 
/**
 * Only for rows with one of these values: their column = values.
 */
only: { [key in string]: Array<string> }, 
/**
 * Not for rows with one of these values.
 */
except: { [key in string]: Array<string> }, 
/**
 * Our column = the item's value.
 */
constants: { [key in string]: string }, };

export type MappingDraft = { 
/**
 * How the log writes its dates, in the manner of `strftime`; "" as we do.
 */
date_format: string, 
/**
 * The request's number where the log has none, with `{row}` in it.
 */
number: string, 
/**
 * Our column = their column.
 */
columns: { [key in string]: string }, 
/**
 * Our column = a value for every row.
 */
constants: { [key in string]: string }, 
/**
 * For a column of theirs: their value = ours.
 */
values: { [key in string]: { [key in string]: string } }, 
/**
 * Each row gives one item for each block; without a block, one.
 */
items: Array<MappingBlock>, };

export type MappingSaid = { 
/**
 * What keeps it from being used, in a sentence each.
 */
problems: Array<string>, 
/**
 * The dates read back, in their order; none where the format does not read one.
 */
dates: Array<string | null>, };

export type NamedMapping = { 
/**
 * Its name.
 */
name: string, 
/**
 * What it says.
 */
mapping: MappingDraft, };

export type Need = { 
/**
 * Its number.
 */
number: string, 
/**
 * How many of its items wait.
 */
items: number, 
/**
 * When it came in.
 */
received: string, 
/**
 * Who asks.
 */
agency: string, 
/**
 * How it came.
 */
channel: string | null, 
/**
 * Who received it.
 */
department: string | null, 
/**
 * The first date that runs.
 */
due: Due | null, 
/**
 * The outcome that presses most; none: a question is open, or it went out at once and is to be reviewed.
 */
outcome: string | null, 
/**
 * The outcome in words.
 */
label: string, 
/**
 * What to do next; none: all its items wait for somebody else.
 */
next: string | null, 
/**
 * What it waits for, and since when.
 */
waits: Array<NeedWait>, 
/**
 * The day from which on it is not sealed any more; none: it is not sealed.
 */
sealed_until: string | null, };

export type NeedCount = { 
/**
 * The kind's word.
 */
kind: string, 
/**
 * The kind in words.
 */
label: string, 
/**
 * What is counted, in words.
 */
what: string, 
/**
 * How many.
 */
count: number, };

export type NeedWait = { 
/**
 * In words.
 */
label: string, 
/**
 * Since which day.
 */
since: string, };

export type Needs = { 
/**
 * The most pressing first; at most 100.
 */
needs: Array<Need>, 
/**
 * How many there are in all.
 */
total: number, };

export type NewAgency = { 
/**
 * The name that reports use.
 */
name: string, 
/**
 * Other names for it.
 */
aliases: Array<string>, 
/**
 * Its class.
 */
recipient: string, };

export type NewOfficer = { 
/**
 * The officer's name.
 */
name: string, 
/**
 * The officer's role.
 */
role: Role, 
/**
 * A passphrase to begin with. The officer replaces it by one of their own.
 */
passphrase: Secret, };

export type NewPassphrase = { 
/**
 * The passphrase so far.
 */
old: Secret, 
/**
 * The new one.
 */
passphrase: Secret, };

export type NonMandatoryRow = { 
/**
 * The request's number.
 */
request: string, 
/**
 * The item's number within the request.
 */
item: number, 
/**
 * When.
 */
responded: string, 
/**
 * To whom.
 */
agency: string, 
/**
 * What, in words.
 */
what: string, 
/**
 * The outcome in words.
 */
label: string, 
/**
 * The flag in words.
 */
flag: string, 
/**
 * Who approved it and who answers for it, each with the role of then; or how it left without an approval.
 */
release: string | null, };

export type Officer = { 
/**
 * The officer's number, by the order in which they were added.
 */
id: number, 
/**
 * The officer's name.
 */
name: string, 
/**
 * The officer's role.
 */
role: Role, 
/**
 * What the role is called.
 */
role_name: string, 
/**
 * Do they still have the passphrase that was given to them?
 */
given: boolean, 
/**
 * Have they left?
 */
left: boolean, 
/**
 * Is it the officer at this desk?
 */
own: boolean, };

export type OfficersView = { 
/**
 * The officers, also those who have left, in the order in which they were added.
 */
officers: Array<Officer>, 
/**
 * The roles.
 */
roles: Array<Choice>, 
/**
 * The table, a line for each duty.
 */
duties: Array<DutyLine>, 
/**
 * May the officer at this desk change any of it?
 */
may_change: boolean, };

export type Opening = { "state": "first_start" } | { "state": "locked", 
/**
 * Who may open it.
 */
officers: Array<string>, } | { "state": "practice", 
/**
 * Who may open it, with the passphrases.
 */
officers: Array<Trainee>, } | { "state": "open", 
/**
 * Who, and on what.
 */
session: Session, };

export type OrdinanceText = { 
/**
 * Its name in the record.
 */
version: string, 
/**
 * The first day on which it is in force.
 */
in_force_from: string, 
/**
 * Where it was found.
 */
source: string, 
/**
 * Its passages, in order.
 */
sections: Array<Section>, };

export type OrdinanceView = { 
/**
 * The versions of the text, the governing one first.
 */
texts: Array<OrdinanceText>, 
/**
 * Every rule, in the order in which the rules of its ask are looked at.
 */
rules: Array<RuleView>, 
/**
 * The positions on open questions.
 */
positions: Array<PositionView>, };

export type OurColumn = { 
/**
 * Its name.
 */
column: string, 
/**
 * Its name in plain words.
 */
label: string, 
/**
 * The words it can hold; none: it holds text or a date.
 */
choices: Array<Choice>, 
/**
 * Must something fill it?
 */
needed: boolean, 
/**
 * Does it belong to one item?
 */
of_item: boolean, 
/**
 * Does it hold a date?
 */
is_date: boolean, };

export type Paper = { 
/**
 * Its number or short name.
 */
name: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The value of the fact `instrument` it stands for.
 */
instrument: string, 
/**
 * What it is.
 */
what: string, 
/**
 * Who signs it.
 */
signed_by: string, 
/**
 * Whether it compels the City.
 */
compels: string, };

export type Pausing = { 
/**
 * The request's number.
 */
number: string, 
/**
 * The item's number within the request.
 */
item: number, 
/**
 * For whom or what it waits.
 */
waits_for: string, 
/**
 * The question, or why it waits.
 */
reason: string, };

export type PlacingHold = { 
/**
 * The request's number.
 */
number: string, 
/**
 * The number of the case or the letter; may be empty.
 */
reference: string, 
/**
 * Why.
 */
reason: string, };

export type PositionView = { 
/**
 * Its name, `A-01`.
 */
id: string, 
/**
 * The question.
 */
title: string, 
/**
 * The position, with its reasons and sources.
 */
text: string, };

export type PreviewItem = { 
/**
 * What is asked, in words.
 */
what: string, 
/**
 * The outcome's word; none while not settled.
 */
outcome: string | null, 
/**
 * The outcome in words.
 */
label: string, 
/**
 * What was answered, in words.
 */
response: string, };

export type PreviewPage = { 
/**
 * Which page, from 1: the one that was wanted, or the last one where there are fewer.
 */
page: number, 
/**
 * How many pages there are.
 */
of: number, 
/**
 * The page as an SVG image, in which letters are shapes.
 */
image: string, 
/**
 * The moment whose record it speaks of, UTC.
 */
as_of: string, };

export type PreviewRequest = { 
/**
 * Its number.
 */
number: string, 
/**
 * When it came in.
 */
received: string, 
/**
 * Who asks.
 */
agency: string, 
/**
 * Its first new items.
 */
items: Array<PreviewItem>, };

export type PreviewWanted = { 
/**
 * The quarter.
 */
quarter: string, 
/**
 * `internal` or `public`.
 */
edition: string, 
/**
 * Which page, from 1.
 */
page: number, };

export type Printing = { "what": "receipt", 
/**
 * The request's number.
 */
number: string, 
/**
 * The item's number within it.
 */
item: number, } | { "what": "recovery_sheet" };

export type QuarterChoice = { 
/**
 * Its names.
 */
quarter: QuarterName, 
/**
 * Is it over?
 */
complete: boolean, };

export type QuarterFigures = { 
/**
 * Disclosures to federal and state agencies that no law required.
 */
non_mandatory: number, 
/**
 * Requests received.
 */
received: number, 
/**
 * Items that 2(a) bars.
 */
refused_2a: number, 
/**
 * Items that the law requires.
 */
mandatory: number, 
/**
 * Status exchanges.
 */
exchanges: number, 
/**
 * Requests pending.
 */
pending: number, };

export type QuarterLabel = "fiscal" | "calendar";

export type QuarterName = { 
/**
 * What it is asked for by: `2026-Q4`.
 */
id: string, 
/**
 * `2026-Q4`, by the calendar year.
 */
calendar: string, 
/**
 * `FY2027-Q2`, by the City's fiscal year.
 */
fiscal: string, 
/**
 * The first day.
 */
begins: string, 
/**
 * The last day.
 */
ends: string, };

export type Question = { 
/**
 * The fact's name.
 */
fact: string, 
/**
 * The question.
 */
question: string, 
/**
 * How to find the answer.
 */
help: string | null, 
/**
 * What can be answered.
 */
choices: Array<Choice>, };

export type ReceiptEntry = { 
/**
 * Its place in the log, from 0.
 */
seq: number, 
/**
 * When it was entered, in New York: `2026-11-24T14:05`.
 */
at: string, 
/**
 * What it is, in words.
 */
what: string, };

export type ReceiptView = { 
/**
 * The request's number.
 */
number: string, 
/**
 * The item's number within the request.
 */
item: number, 
/**
 * What it proves, and what it does not.
 */
proves: Array<string>, 
/**
 * The entries of the item, in the order of the log.
 */
entries: Array<ReceiptEntry>, 
/**
 * The head under which they stand, as a person reads it out.
 */
seal: Seal, 
/**
 * The root of that head: 64 hexadecimal digits.
 */
root: string, 
/**
 * Whose record it is of: 16 hexadecimal digits.
 */
desk: string, 
/**
 * What checks the head's signature.
 */
key: string, 
/**
 * How it is checked, step by step.
 */
checks: Array<string>, };

export type ReceiptWanted = { 
/**
 * The request's number.
 */
number: string, 
/**
 * The item's number within the request.
 */
item: number, };

export type RecordKey = { 
/**
 * The names of those who have left since the record got it.
 */
left_since: Array<string>, 
/**
 * May the officer at this desk change it?
 */
may_change: boolean, };

export type RecordShown = { 
/**
 * The office's name.
 */
office: string, 
/**
 * Entries of both logs.
 */
entries: number, 
/**
 * When the last one was made, UTC.
 */
last_entry_at: string, 
/**
 * The heads, as a person reads them out.
 */
seals: Array<Seal>, };

export type RecordState = { 
/**
 * Entries of both logs.
 */
entries: number, 
/**
 * When the last one was made, UTC.
 */
last_entry_at: string, };

export type Recovering = { 
/**
 * The words of the recovery sheet.
 */
words: Secret, 
/**
 * The officer who gets a new passphrase.
 */
officer: string, 
/**
 * The new passphrase.
 */
passphrase: Secret, };

export type RecoverySheet = { 
/**
 * The office whose record it opens.
 */
office: string, 
/**
 * The civil date in New York on which it was made.
 */
made: string, 
/**
 * The words, in their order.
 */
words: Array<string>, 
/**
 * What the words open.
 */
opens: string, 
/**
 * How the sheet is kept.
 */
keep: Array<string>, };

export type Refusal = { code: string, message: string, };

export type RegisterDue = { 
/**
 * The date.
 */
date: string, 
/**
 * What has to be done by then.
 */
label: string, 
/**
 * Days from today; negative is late.
 */
days: number, };

export type RegisterExport = { 
/**
 * What is sought; it names one ledger.
 */
search: RegisterSearch, 
/**
 * The columns beside the request's, in order.
 */
columns: Array<string>, };

export type RegisterExported = { 
/**
 * Its name.
 */
file: string, 
/**
 * The items in it.
 */
items: number, };

export type RegisterKept = { 
/**
 * Searches, by name.
 */
saved: Array<SavedSearch>, 
/**
 * The columns beside the request's, in order.
 */
columns: Array<string>, 
/**
 * The officers who have logged something.
 */
officers: Array<string>, };

export type RegisterMark = { 
/**
 * What it is sorted by.
 */
value: string, 
/**
 * Its entry.
 */
entry: number, };

export type RegisterPage = { 
/**
 * At most 200.
 */
rows: Array<RegisterRow>, 
/**
 * Where the next page begins; none: this was the last.
 */
next: RegisterMark | null, 
/**
 * How many are sought in all; on the first page only.
 */
total: RegisterTotal | null, };

export type RegisterQuery = { 
/**
 * What is sought.
 */
search: RegisterSearch, 
/**
 * Where the page before ended; none: the first page.
 */
after: RegisterMark | null, };

export type RegisterRow = { 
/**
 * Its place in the order of entry.
 */
entry: number, 
/**
 * The request's number.
 */
request: string, 
/**
 * The item's number within the request.
 */
item: number, 
/**
 * When the request came in.
 */
received: string, 
/**
 * Who asks.
 */
agency: string, 
/**
 * Who received it.
 */
department: string | null, 
/**
 * What is asked, in words.
 */
what: string, 
/**
 * The paper that came with it, in words; none while nobody said.
 */
instrument: string | null, 
/**
 * The outcome's word; none while not settled.
 */
outcome: string | null, 
/**
 * The outcome in words.
 */
label: string, 
/**
 * The flag's word.
 */
flag: string | null, 
/**
 * The ledger's word.
 */
ledger: string, 
/**
 * The response's word.
 */
response: string, 
/**
 * When it was answered.
 */
responded: string | null, 
/**
 * The first date that runs, where it waits for an answer.
 */
due: RegisterDue | null, 
/**
 * Who logged it.
 */
officer: string | null, 
/**
 * The day from which on its request is not sealed any more; none: it is not sealed.
 */
sealed_until: string | null, };

export type RegisterSearch = { 
/**
 * Words, each by its beginning; or a request's number.
 */
text: string, 
/**
 * Received in this quarter.
 */
quarter: string, 
/**
 * Of this agency, however it was written; one that the directory does not know by the beginning of its name.
 */
agency: string, 
/**
 * With this paper.
 */
instrument: string, 
/**
 * With this outcome; `not_settled` is one.
 */
outcome: string, 
/**
 * With this flag.
 */
flag: string, 
/**
 * Of this ledger.
 */
ledger: string, 
/**
 * Logged by the officer of this name.
 */
officer: string, 
/**
 * Not answered, and due then: `overdue`, `today`, `this_week` (from tomorrow to Sunday) or `later`.
 */
due: string, 
/**
 * With this response.
 */
response: string, 
/**
 * `entry`, which an empty text is too, `received`, `agency`, `number`; `due` where it is narrowed by that.
 */
order: string, 
/**
 * The first one first? Otherwise the last.
 */
ascending: boolean, };

export type RegisterTotal = { 
/**
 * So many.
 */
items: number, 
/**
 * And more, which were not counted?
 */
more: boolean, };

export type ReportFileView = { 
/**
 * The file's name; empty: it was typed.
 */
file: string, 
/**
 * What it is.
 */
verdict: Verdict, 
/**
 * The same in words, with what to do.
 */
said: string, 
/**
 * The quarter it speaks of.
 */
quarter: QuarterName | null, 
/**
 * The moment whose record it speaks of, UTC.
 */
as_of: string | null, 
/**
 * What was looked at.
 */
findings: Array<FileFinding>, 
/**
 * What in it differs from the record; at most 50.
 */
differences: Array<Difference>, 
/**
 * How many more differ.
 */
more: number, };

export type ReportGroup = { 
/**
 * The heading.
 */
title: string, 
/**
 * What is said before them; empty where there is nothing to say.
 */
note: string, 
/**
 * The tables.
 */
tables: Array<ReportTable>, };

export type ReportTable = { 
/**
 * Its name.
 */
title: string, 
/**
 * What each column is.
 */
columns: Array<string>, 
/**
 * How many of the columns are text; the others are numbers.
 */
texts: number, 
/**
 * The cells of each line.
 */
lines: Array<Array<string>>, 
/**
 * How it is counted.
 */
rule: string, 
/**
 * The numbers of one line, to be drawn as bars; `null`: none is.
 */
bars: Array<number> | null, };

export type ReportView = { 
/**
 * Its names.
 */
quarter: QuarterName, 
/**
 * The office whose record it is.
 */
office: string, 
/**
 * The moment whose record it speaks of, UTC.
 */
as_of: string, 
/**
 * Did nothing happen in it?
 */
nil: boolean, 
/**
 * Disclosures to federal and state agencies that no law required.
 */
non_mandatory: number, 
/**
 * Each of them, what 2(a) bars first.
 */
non_mandatory_rows: Array<NonMandatoryRow>, 
/**
 * The roll-forward of the requests.
 */
requests: RollForward, 
/**
 * Determinations by outcome; those with none left out.
 */
outcomes: Array<Count>, 
/**
 * Items whose determination is open.
 */
not_settled: number, 
/**
 * Answers by kind.
 */
responses: Array<Count>, 
/**
 * Items by paper.
 */
instruments: Array<Count>, 
/**
 * What was given out, by whether the law requires it.
 */
disclosures: Array<Count>, 
/**
 * Determinations by 2(a) flag; items without one left out.
 */
flags: Array<Count>, 
/**
 * How the requests came about.
 */
origins: Array<Count>, 
/**
 * Requests and items by agency, the most requests first.
 */
agencies: Array<AgencyShare>, 
/**
 * Status exchanges.
 */
exchanges: ExchangeCounts, 
/**
 * What the figures are made of, in the tables of the pages that are exported.
 */
groups: Array<ReportGroup>, 
/**
 * Requests received in it that an order keeps secret, as far as it allows them to be counted; in no other figure.
 */
sealed: number, 
/**
 * How it is counted.
 */
counting_rules: Array<string>, 
/**
 * What was looked at before it can be relied on.
 */
checks: Array<Check>, 
/**
 * The heads of the record, as a person reads them out.
 */
seals: Array<Seal>, 
/**
 * What the departments did.
 */
coverage: CoverageView, };

export type RequestCorrection = { 
/**
 * The request's number.
 */
number: string, 
/**
 * Why it is corrected.
 */
why: string, 
/**
 * When it came in.
 */
received: string, 
/**
 * How it came about.
 */
origin: string, 
/**
 * How it came.
 */
channel: string, 
/**
 * Who received it.
 */
department: string, 
/**
 * Who asks.
 */
agency: string, };

export type RequestDraft = { 
/**
 * When it came in.
 */
received: string, 
/**
 * How it came about.
 */
origin: string, 
/**
 * How it came.
 */
channel: string, 
/**
 * Who received it.
 */
department: string, 
/**
 * Who asks.
 */
agency: string, 
/**
 * What holds for every item that does not say otherwise, by the names of the facts.
 */
facts: Answers, 
/**
 * What is asked.
 */
items: Array<ItemDraft>, };

export type RequestItem = { 
/**
 * Its number within the request, from 1.
 */
item: number, 
/**
 * The ledger it is in.
 */
ledger: string, 
/**
 * What is asked, in words.
 */
what: string, 
/**
 * What was asked, without the person.
 */
description: string | null, 
/**
 * How that was destroyed; none: it is kept, or nothing was said.
 */
description_destroyed: Gone | null, 
/**
 * Of a status exchange: which way it went, in words.
 */
direction: string | null, 
/**
 * The word for that.
 */
direction_value: string | null, 
/**
 * What is known about it.
 */
facts: Array<FactAnswer>, 
/**
 * What the law says.
 */
determination: Determination, 
/**
 * The day of the determination.
 */
decided: string, 
/**
 * What became of it: a word of the responses.
 */
response: string, 
/**
 * When.
 */
responded: string | null, 
/**
 * The second officer's approval; none: giving it out takes none, or it was answered without.
 */
approval: Approval | null, 
/**
 * May it go out at once, without an approval, because someone's life or safety is at stake?
 */
urgent: boolean, 
/**
 * What went out at once, and its review; none: nothing did.
 */
review: Review | null, 
/**
 * Its waits, the first first; the last one may still wait.
 */
waits: Array<Wait>, 
/**
 * Why it cannot be given out yet, for all the Solicitor has said; none: it can, or it is answered.
 */
held: Held | null, 
/**
 * On what basis it can be answered, the usual one first; none: it is answered.
 */
bases: Array<Choice>, 
/**
 * Did a paper come with it, of which more can leave than it names?
 */
under_paper: boolean, 
/**
 * On what basis it was answered, in words.
 */
basis: string | null, 
/**
 * Did more leave than the paper names?
 */
surplus: boolean, 
/**
 * What left, and to whom.
 */
what_left: string | null, 
/**
 * How that was destroyed; none: it is kept, or nothing was said.
 */
what_left_destroyed: Gone | null, };

export type RequestView = { 
/**
 * Its number.
 */
number: string, 
/**
 * When it came in.
 */
received: string, 
/**
 * How it came about, in words.
 */
origin: string, 
/**
 * The word for that.
 */
origin_value: string, 
/**
 * How it came, in words.
 */
channel: string | null, 
/**
 * The word for that.
 */
channel_value: string | null, 
/**
 * Who received it.
 */
department: string | null, 
/**
 * Who asks.
 */
agency: string, 
/**
 * What is asked, in order.
 */
items: Array<RequestItem>, 
/**
 * The scans kept with it, in the order of entry.
 */
attachments: Array<AttachmentView>, 
/**
 * The scans that were destroyed with its particulars.
 */
destroyed_scans: Array<DestroyedScan>, 
/**
 * Its legal holds, the first first; those that stand and those that were lifted.
 */
legal_holds: Array<LegalHoldView>, 
/**
 * The seals that it has or had, the first first; the last one counts.
 */
seals: Array<SealView>, 
/**
 * The day on which the seal that stands on it ends by itself; none: none stands.
 */
sealed_until: string | null, 
/**
 * The letters that can be issued about it.
 */
letters: Array<LetterOffered>, 
/**
 * Can a scan be kept with it? Not where all its items are exchanges.
 */
may_attach: boolean, 
/**
 * Everything that happened to it, in the order of entry.
 */
timeline: Array<TimelineLine>, };

export type RestatedFigure = { 
/**
 * The quarter it is of.
 */
quarter: QuarterName, 
/**
 * The moment that the report speaks of, UTC.
 */
issued_as_of: string, 
/**
 * Which figure, as people read it.
 */
label: string, 
/**
 * What the report said.
 */
was: number, 
/**
 * What the record says now.
 */
now: number, };

export type RestoredView = { 
/**
 * The folder of the restored record.
 */
folder: string, 
/**
 * How it stands to the record that is open.
 */
said: string, 
/**
 * Is it of the record that is open, and does that one hold all of it?
 */
fits: boolean, 
/**
 * What to do to work on it.
 */
next: string, 
/**
 * The restored record.
 */
restored: RecordShown, 
/**
 * The record that is open.
 */
present: RecordShown, };

export type Restoring = { 
/**
 * The officer's name on the day of the backup.
 */
officer: string, 
/**
 * The officer's passphrase of that day.
 */
passphrase: Secret, };

export type Resuming = { 
/**
 * The request's number.
 */
number: string, 
/**
 * The item's number within the request.
 */
item: number, 
/**
 * The finding, or what came of it.
 */
finding: string, };

export type Review = { 
/**
 * Who recorded that it went out at once.
 */
released_by: string, 
/**
 * When, in New York: `2026-11-24T14:05`.
 */
released_at: string, 
/**
 * Did the officer at this desk give it out?
 */
own: boolean, 
/**
 * Is the answer still that release? Not where it was corrected to say that nothing went out.
 */
stands: boolean, 
/**
 * By when a second officer reviews it; none: it is reviewed.
 */
due: Due | null, 
/**
 * What was found, in words.
 */
found: string | null, 
/**
 * Who reviewed it.
 */
reviewed_by: string | null, 
/**
 * When, in New York.
 */
reviewed_at: string | null, 
/**
 * Why.
 */
reviewed_reason: string | null, 
/**
 * That it was destroyed.
 */
reviewed_destroyed: Gone | null, };

export type Reviewing = { 
/**
 * The request's number.
 */
number: string, 
/**
 * The item's number within the request.
 */
item: number, 
/**
 * What was found: a word of the list.
 */
found: string, 
/**
 * Why.
 */
reason: string, };

export type Role = "clerk" | "reviewer" | "solicitor" | "auditor" | "administrator";

export type RoleChange = { 
/**
 * The officer's number.
 */
officer: number, 
/**
 * The role.
 */
role: Role, };

export type RollForward = { 
/**
 * Pending when the quarter began.
 */
pending_before: number, 
/**
 * Received in it.
 */
received: number, 
/**
 * Completed in it.
 */
completed: number, 
/**
 * Pending when it ended.
 */
pending_after: number, };

export type RuleView = { 
/**
 * Its name.
 */
id: string, 
/**
 * What is asked, in words.
 */
ask: string, 
/**
 * The clause it applies.
 */
clause: string, 
/**
 * The words of the clause that decide.
 */
quote: string, 
/**
 * Why, in a sentence.
 */
because: string, 
/**
 * What must hold, all of it.
 */
conditions: Array<string>, 
/**
 * The outcome it gives.
 */
outcome: string, 
/**
 * The outcome in words.
 */
label: string, 
/**
 * The positions it rests on.
 */
positions: Array<string>, };

export type SavedSearch = { 
/**
 * Its name.
 */
name: string, 
/**
 * What is sought.
 */
search: RegisterSearch, 
/**
 * The columns that come with it.
 */
columns: Array<string>, };

export type SavingSearch = { 
/**
 * The search, in the place of an older one of its name.
 */
saved: SavedSearch, 
/**
 * The name it had before; empty: it is new.
 */
instead_of: string, };

export type Seal = { 
/**
 * The log.
 */
log: string, 
/**
 * Its size.
 */
size: number, 
/**
 * The seal.
 */
seal: string, };

export type SealView = { 
/**
 * The day from which on it does not stand any more: `2027-01-31`.
 */
until: string, 
/**
 * Does the order allow that the request is counted in reports?
 */
counted: boolean, 
/**
 * The kind of order, in words.
 */
under: string, 
/**
 * Who gave it, when and why.
 */
sealed: HoldSaid, 
/**
 * Who lifted it, when and why; none: it was not lifted.
 */
lifted: HoldSaid | null, };

export type SealingRequest = { 
/**
 * Its number.
 */
number: string, 
/**
 * The day from which on it does not stand any more.
 */
until: string, 
/**
 * Does the order allow that the request is counted in reports?
 */
counted: boolean, 
/**
 * The kind of order: a word of its list.
 */
under: string, 
/**
 * Why.
 */
reason: string, };

export type Secret = string;

export type Section = { 
/**
 * The clause it is; empty for a passage that rules do not name.
 */
clause: string, 
/**
 * Its heading.
 */
heading: string, 
/**
 * Its words, to the letter.
 */
text: string, 
/**
 * What in it reads like a slip.
 */
slips: Array<SlipView>, };

export type SeenValue = { 
/**
 * The value; where it must not be shown, what was seen.
 */
text: string, 
/**
 * How often.
 */
count: number, 
/**
 * Is it shown as what was seen?
 */
stopped: boolean, };

export type Session = { 
/**
 * The office's name.
 */
office: string, 
/**
 * The officer's name.
 */
officer: string, 
/**
 * What the officer's role is called.
 */
role: string, 
/**
 * What the role does, beside reading.
 */
duties: Array<Duty>, 
/**
 * Does the officer still have a passphrase that somebody else gave them?
 */
given_passphrase: boolean, 
/**
 * Is it the practice desk?
 */
practice: boolean, 
/**
 * The civil date in New York.
 */
today: string, 
/**
 * Minutes without a touch until the desk locks itself.
 */
idle_minutes: number, 
/**
 * Which of a quarter's two labels stands first.
 */
quarters: QuarterLabel, 
/**
 * What the record lacks of what this computer has seen of it. Then it is open only to be read.
 */
lacking: Lacking | null, };

export type SettingChange = { "change": "add_department", 
/**
 * Its name.
 */
name: string, } | { "change": "remove_department", 
/**
 * Its name.
 */
name: string, } | { "change": "add_closed_day", 
/**
 * The day, and why.
 */
day: ClosedDay, } | { "change": "remove_closed_day", 
/**
 * The day: `2027-02-09`.
 */
date: string, } | { "change": "show_quarters", 
/**
 * That one.
 */
first: QuarterLabel, } | { "change": "lock_after", 
/**
 * Minutes without a touch, 1 to 60.
 */
minutes: number, } | { "change": "keep_for", 
/**
 * The series of the retention schedule; may be empty.
 */
series: string, 
/**
 * Full years after the last entry, 1 to 100.
 */
years: number, };

export type SettingsView = { 
/**
 * The office's name.
 */
office: string, 
/**
 * Where the record lies.
 */
folder: string, 
/**
 * The office's own agencies.
 */
agencies: Array<Agency>, 
/**
 * The departments that are offered while logging.
 */
departments: Array<string>, 
/**
 * The departments that are expected to report each quarter; none: no list is set.
 */
reporting: Array<string>, 
/**
 * The days on which the office is closed, the first one first.
 */
closed_days: Array<ClosedDay>, 
/**
 * Which of a quarter's two labels stands first.
 */
quarters: QuarterLabel, 
/**
 * Minutes without a touch until the desk locks itself.
 */
idle_minutes: number, 
/**
 * The series of the retention schedule that requests are in; may be empty.
 */
retention_series: string, 
/**
 * Full years after the last entry that the particulars of a request are kept.
 */
retention_years: number, };

export type SlipView = { 
/**
 * The words.
 */
words: string, 
/**
 * How the program reads them, and why.
 */
note: string, };

export type SmallCell = { 
/**
 * What it counts.
 */
label: string, 
/**
 * How many.
 */
count: number, };

export type SmallNumbers = { 
/**
 * The quarter.
 */
quarter: QuarterName, 
/**
 * Is it over, so that there are tables to ask about?
 */
over: boolean, 
/**
 * The moment whose record the tables speak of, UTC; none while the quarter is not over.
 */
as_of: string | null, 
/**
 * Were they published already, in an edition that was issued?
 */
issued: boolean, 
/**
 * The tables that have merged cells, or would have.
 */
tables: Array<SmallTable>, };

export type SmallTable = { 
/**
 * What it is asked for by.
 */
table: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * How it is given.
 */
state: UnmergingState, 
/**
 * What is merged, or would be: each cell as it is.
 */
hidden: Array<SmallCell>, 
/**
 * The other table that would be given exactly with it, because each tells what is merged in the other.
 */
with: string | null, 
/**
 * The table it was asked or approved with, where that was asked for.
 */
through: string | null, 
/**
 * Who asked.
 */
asked_by: string | null, 
/**
 * When, in New York: `2026-11-24T14:05`.
 */
asked_at: string | null, 
/**
 * Why.
 */
asked_reason: string | null, 
/**
 * Did the officer at this desk ask?
 */
own: boolean, 
/**
 * Who decided.
 */
decided_by: string | null, 
/**
 * When, in New York.
 */
decided_at: string | null, 
/**
 * Why.
 */
decided_reason: string | null, };

export type Strength = { 
/**
 * 0 to 4.
 */
score: number, 
/**
 * Does the desk take it?
 */
enough: boolean, 
/**
 * What would make it harder; how good it is, where nothing would.
 */
advice: string, };

export type TheirColumn = { 
/**
 * Its name.
 */
name: string, 
/**
 * What stands in it, the most frequent first.
 */
values: Array<SeenValue>, 
/**
 * There are more values than these.
 */
more: boolean, 
/**
 * Does the spreadsheet program itself keep its cells as dates?
 */
moments: boolean, };

export type TimelineLine = { 
/**
 * When it was entered, in New York: `2026-11-24T14:05`.
 */
at: string, 
/**
 * The officer who entered it.
 */
officer: string, 
/**
 * What happened, in a sentence.
 */
sentence: string, 
/**
 * What the officer wrote with it.
 */
said: string | null, 
/**
 * How the words or the scan that came with it were destroyed; none: they are kept, or there were none.
 */
destroyed: Gone | null, 
/**
 * What changed by it.
 */
changes: Array<Change>, 
/**
 * The log it stands in.
 */
log: string, 
/**
 * Its place in that log, from 0.
 */
seq: number, };

export type Today = { 
/**
 * The civil date in New York.
 */
date: string, 
/**
 * The quarter it is in.
 */
quarter: QuarterName, 
/**
 * The day of the quarter, from 1.
 */
day: number, 
/**
 * The days of the quarter.
 */
days: number, 
/**
 * Requests with an item that waits for an answer or a review, most pressing first; at most 100.
 */
needs: Array<Need>, 
/**
 * How many there are in all.
 */
needs_total: number, 
/**
 * How many there are of each kind; a request can be of several.
 */
counts: Array<NeedCount>, 
/**
 * The quarter so far.
 */
figures: QuarterFigures, 
/**
 * What the record holds.
 */
record: RecordState, 
/**
 * What somebody should know about its backups, in sentences; nothing, where all is well.
 */
safekeeping: Array<string>, };

export type Told = { "told": "locked" } | { "told": "chosen", 
/**
 * What it stands for.
 */
act: Act, };

export type TraceLine = { 
/**
 * The rule's name.
 */
rule: string, 
/**
 * The clause it applies.
 */
clause: string, 
/**
 * What became of it.
 */
verdict: Looked, 
/**
 * What decided, what did not hold, or which fact is missing.
 */
why: string, };

export type Trainee = { 
/**
 * The officer's name.
 */
name: string, 
/**
 * The officer's passphrase.
 */
passphrase: string, };

export type TriedView = { 
/**
 * How what it holds stands to the record that is open.
 */
said: string, 
/**
 * Is it of the record that is open, and does that one hold all of it? Then it counts as tried.
 */
fits: boolean, 
/**
 * What was restored, and is removed again.
 */
restored: RecordShown, 
/**
 * The record that is open.
 */
present: RecordShown, 
/**
 * What there is of backups now.
 */
backups: BackupsView, };

export type Trying = { 
/**
 * A backup that somebody chooses; else the newest automatic copy.
 */
chosen: boolean, 
/**
 * The officer's name on the day of the backup.
 */
officer: string, 
/**
 * The officer's passphrase of that day.
 */
passphrase: Secret, };

export type UnmergingState = "merged" | "asked" | "refused" | "exact";

export type Verdict = "same" | "differs" | "other_record" | "no_report" | "fits" | "does_not_fit";

export type Verified = { 
/**
 * The events of both logs.
 */
events: number, 
/**
 * How many texts and scans were destroyed lawfully.
 */
destroyed: number, 
/**
 * What does not hold; none: everything holds.
 */
problems: Array<string>, 
/**
 * What else is told: what this computer has seen of the record that is not in it, and when the desk went on
 * all the same.
 */
remarks: Array<string>, 
/**
 * The heads of the record.
 */
seals: Array<Seal>, };

export type Wait = { 
/**
 * For whom or what: a word of the list.
 */
waits_for: string, 
/**
 * Who referred it or put it on hold.
 */
begun_by: string, 
/**
 * When, in New York: `2026-11-24T14:05`.
 */
begun_at: string, 
/**
 * The question, or why it waits.
 */
reason: string | null, 
/**
 * How that was destroyed; none: it is kept.
 */
reason_destroyed: Gone | null, 
/**
 * How it ended; none: it waits.
 */
ended: WaitEnd | null, };

export type WaitEnd = { 
/**
 * Did an answer to the item end it? Else somebody recorded what came of it.
 */
answered: boolean, 
/**
 * Who.
 */
by: string, 
/**
 * When, in New York.
 */
at: string, 
/**
 * The finding, or what came of it.
 */
words: string | null, 
/**
 * How that was destroyed; none: it is kept, or nothing was said.
 */
words_destroyed: Gone | null, };

export type WithdrawingNil = { 
/**
 * The quarter, by either label.
 */
quarter: string, 
/**
 * The department.
 */
department: string, 
/**
 * Why: a word of the corrections.
 */
why: string, };

export type WordingLetter = { 
/**
 * Which letter.
 */
letter: string, 
/**
 * In which language.
 */
language: string, 
/**
 * Which part, by its name.
 */
part: string, 
/**
 * The words; empty: the standard ones.
 */
words: string, };

export type Words = { 
/**
 * One for each fact, in their order.
 */
questions: Array<Question>, 
/**
 * What a clerk adds by name.
 */
kinds: Array<ItemKind>, 
/**
 * The papers staff see.
 */
papers: Array<Paper>, 
/**
 * How a request came about.
 */
origins: Array<Choice>, 
/**
 * How it came.
 */
channels: Array<Choice>, 
/**
 * Which way a status exchange went.
 */
directions: Array<Choice>, 
/**
 * What can become of an item.
 */
responses: Array<Choice>, 
/**
 * What the law can say.
 */
outcomes: Array<Choice>, 
/**
 * The 2(a) flags.
 */
flags: Array<Choice>, 
/**
 * For whom or what an item can wait.
 */
waits: Array<Choice>, 
/**
 * Why something that was recorded is corrected.
 */
corrections: Array<Choice>, 
/**
 * What a scan that is kept can show.
 */
attached: Array<Choice>, 
/**
 * The kinds of orders under which a request is sealed.
 */
sealed_under: Array<Choice>, };

export type ZoomStep = "in" | "out" | "reset";

/** What each command is asked with and answers. */
export type Commands = {
  about: { ask: null; answer: About };
  opening: { ask: null; answer: Opening };
  passphrase_strength: { ask: Founding; answer: Strength };
  set_up: { ask: Founding; answer: Session };
  unlock: { ask: Credentials; answer: Session };
  go_on: { ask: string; answer: Session };
  practise: { ask: null; answer: Session };
  end_practice: { ask: null; answer: Opening };
  lock: { ask: null; answer: Opening };
  access: { ask: null; answer: Access };
  make_recovery_sheet: { ask: Secret; answer: RecoverySheet };
  save_recovery_sheet: { ask: RecoverySheet; answer: string | null };
  record_key: { ask: null; answer: RecordKey };
  change_record_key: { ask: Secret; answer: RecoverySheet };
  change_passphrase: { ask: NewPassphrase; answer: null };
  recover: { ask: Recovering; answer: Session };
  zoom: { ask: ZoomStep; answer: number };
  print: { ask: Printing; answer: null };
  quit: { ask: null; answer: null };
  touch: { ask: null; answer: null };
  words: { ask: null; answer: Words };
  find_agencies: { ask: string; answer: Array<Agency> };
  consider: { ask: RequestDraft; answer: Considered };
  log_request: { ask: RequestDraft; answer: Logged };
  kept_draft: { ask: null; answer: RequestDraft | null };
  keep_draft: { ask: RequestDraft; answer: null };
  drop_draft: { ask: null; answer: null };
  today: { ask: null; answer: Today };
  needs: { ask: string; answer: Needs };
  request: { ask: string; answer: RequestView };
  answer_item: { ask: Answering; answer: RequestView };
  add_fact: { ask: Finding; answer: RequestView };
  ask_approval: { ask: Asking; answer: RequestView };
  decide_approval: { ask: Deciding; answer: RequestView };
  review_release: { ask: Reviewing; answer: RequestView };
  pause_item: { ask: Pausing; answer: RequestView };
  resume_item: { ask: Resuming; answer: RequestView };
  place_hold: { ask: PlacingHold; answer: RequestView };
  lift_hold: { ask: LiftingHold; answer: RequestView };
  seal_request: { ask: SealingRequest; answer: RequestView };
  lift_seal: { ask: LiftingSeal; answer: RequestView };
  consider_request_correction: { ask: RequestCorrection; answer: CorrectionView };
  correct_request: { ask: RequestCorrection; answer: RequestView };
  consider_item_correction: { ask: ItemCorrection; answer: CorrectionView };
  correct_item: { ask: ItemCorrection; answer: RequestView };
  receipt: { ask: ReceiptWanted; answer: ReceiptView };
  save_receipt: { ask: ReceiptWanted; answer: string | null };
  add_attachment: { ask: Attaching; answer: RequestView | null };
  save_attachment: { ask: AttachmentWanted; answer: AttachmentSaved | null };
  show_letter: { ask: LetterWanted; answer: LetterShown };
  issue_letter: { ask: LetterWanted; answer: LetterSaved | null };
  draft_letter: { ask: LetterWanted; answer: string | null };
  letter_words: { ask: null; answer: LetterWords };
  set_letterhead: { ask: Array<string>; answer: LetterWords };
  word_letter: { ask: WordingLetter; answer: LetterWords };
  exchanges: { ask: number | null; answer: ExchangePage };
  log_exchange: { ask: ExchangeDraft; answer: Logged };
  register: { ask: RegisterQuery; answer: RegisterPage };
  register_kept: { ask: null; answer: RegisterKept };
  save_search: { ask: SavingSearch; answer: RegisterKept };
  forget_search: { ask: string; answer: RegisterKept };
  keep_columns: { ask: Array<string>; answer: RegisterKept };
  export_register: { ask: RegisterExport; answer: RegisterExported | null };
  quarters: { ask: null; answer: Array<QuarterChoice> };
  report: { ask: string; answer: ReportView };
  compare_quarters: { ask: Comparing; answer: ComparisonView };
  preview_report: { ask: PreviewWanted; answer: PreviewPage };
  certify_nil: { ask: CertifyingNil; answer: ReportView };
  withdraw_nil: { ask: WithdrawingNil; answer: ReportView };
  export_report: { ask: string; answer: Exported | null };
  verify_record: { ask: null; answer: Verified };
  small_numbers: { ask: string; answer: SmallNumbers };
  ask_unmerging: { ask: AskingUnmerging; answer: SmallNumbers };
  decide_unmerging: { ask: DecidingUnmerging; answer: SmallNumbers };
  issued_reports: { ask: null; answer: Array<IssuedReport> };
  make_report_again: { ask: number; answer: Exported | null };
  verify_report: { ask: null; answer: ReportFileView | null };
  verify_seal: { ask: string; answer: ReportFileView };
  ordinance: { ask: null; answer: OrdinanceView };
  what_if: { ask: Answers; answer: Determination };
  choose_log: { ask: null; answer: ChosenFile | null };
  look_at_log: { ask: string; answer: LogView };
  check_import: { ask: ImportAsk; answer: ImportView };
  run_import: { ask: ImportAsk; answer: ImportView };
  consider_mapping: { ask: MappingAsk; answer: MappingSaid };
  saved_mappings: { ask: null; answer: Array<NamedMapping> };
  save_mapping: { ask: NamedMapping; answer: Array<NamedMapping> };
  drop_mapping: { ask: string; answer: Array<NamedMapping> };
  choose_mapping: { ask: null; answer: NamedMapping | null };
  export_mapping: { ask: NamedMapping; answer: ChosenFile | null };
  settings: { ask: null; answer: SettingsView };
  add_agency: { ask: NewAgency; answer: SettingsView };
  change_setting: { ask: SettingChange; answer: SettingsView };
  set_departments_reporting: { ask: Array<string>; answer: SettingsView };
  keeping: { ask: null; answer: KeepingView };
  destroy_particulars: { ask: Destroying; answer: DestroyedView };
  officers: { ask: null; answer: OfficersView };
  add_officer: { ask: NewOfficer; answer: OfficersView };
  change_role: { ask: RoleChange; answer: OfficersView };
  officer_left: { ask: number; answer: OfficersView };
  save_role_table: { ask: null; answer: string | null };
  access_log: { ask: number | null; answer: AccessLogPage };
  backups: { ask: null; answer: BackupsView };
  back_up: { ask: null; answer: BackupMade | null };
  restore_backup: { ask: Restoring; answer: RestoredView | null };
  try_restore: { ask: Trying; answer: TriedView | null };
  progress: { ask: null; answer: HowFar | null };
  stop_work: { ask: null; answer: null };
};
