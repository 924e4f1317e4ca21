#!/usr/bin/env python3
"""Counts a quarter from an exported record, without the program that reports it, and compares.

    count_report.py record-2026-12-31 disclosure-report-2026-Q3.json [disclosure-report-2026-Q3-public.json]

RECORD is the folder that `gatekeeper export` made, as of the same moment as the report: nothing may have been entered in
between. The report is the JSON file of the internal edition; with the public one, that is counted as well. The tables of a
public edition that repeats those of an earlier one are left out: they speak of the record as it was then.

Exit status: 0, every figure is the record's, and one line says so; 1, figures differ, each on a line; 2, wrong usage.

It needs Python 3.8 and nothing else. It was written from src-tauri/crates/ledger/FORMAT.md and
src-tauri/crates/cli/FORMATS.md and shares no code with the program: a slip in one is found by the other. It knows no
directory of agencies, and so compares no agency's name. While a request is sealed there is no export. That the record itself
holds is for verify_log.py to say.
"""

import datetime
import json
import os
import sys
from collections import Counter, defaultdict

RELEASED = ("released", "released_in_part")
NON_MANDATORY = ("non_mandatory_prohibited", "non_mandatory_permitted", "non_mandatory_undetermined")
ASKS = ("information", "release_notification", "custody_hold", "status_determination", "action_on_status",
        "immigration_function", "assistance", "benefit_certification", "agreement")
APART = ("benefit_certification", "custody_hold")
CLAUSES_OF_2B = ("2(b)(i)", "2(b)(ii)", "2(b)(iii)", "2(b)(iv)")
INFORMATION = ("status", "status_adjacent", "personal", "employment_eligibility_form", "statistical", "published")
OUTCOMES = ("mandatory", "benefit") + NON_MANDATORY + (
    "action_prohibited", "barred_by_other_law", "not_covered", "counsel")
CHANNELS = ("letter", "email", "fax", "phone", "in_person", "portal", "other")


# --- The record ------------------------------------------------------------------------------------------------------


def events_of(folder):
    """The events of both logs in the order in which they happened."""
    found = []
    for log in ("disclosure", "status_exchange"):
        with open(os.path.join(folder, f"{log}.jsonl"), encoding="utf-8") as lines:
            for line in lines:
                line = json.loads(line)
                if "body" in line:
                    body = json.loads(line["body"])
                    ((kind, fields),) = body["event"].items()
                    found.append((line["place"], kind, fields))
    return [event[1:] for event in sorted(found, key=lambda event: event[0])]


class Item:
    def __init__(self, request, number, log):
        self.request, self.number, self.log = request, number, log
        self.facts, self.determination, self.decided, self.answer = {}, {}, None, None
        self.direction, self.waits_for = None, None


def read(folder):
    """What the record says now: requests by their place, items in the order of entry."""
    requests, items, by_number = [], {}, {}
    for kind, fields in events_of(folder):
        if kind == "request_received":
            by_number[fields["number"]] = len(requests)
            requests.append(dict(fields))
        elif kind == "request_corrected":
            number = requests[fields["request"] - 1]["number"]
            requests[fields["request"] - 1] = dict(fields, number=number)
        elif kind == "item_added":
            items[fields["entry"]] = Item(fields["request"] - 1, fields["item"], "disclosure")
            items[fields["entry"]].direction = fields.get("direction")
        elif kind == "exchange_recorded":
            before = items.get(fields["entry"])
            item = Item(by_number[fields["request"]], fields["item"], "status_exchange")
            items[fields["entry"]] = item
            if before is not None:
                item.request = before.request
            now(item, fields)
            item.direction, item.answer = fields["direction"], fields.get("answer")
        elif kind in ("item_determined", "item_corrected"):
            now(items[fields["entry"]], fields)
        elif kind == "exchange_changed":
            now(items[fields["entry"]], fields)
            items[fields["entry"]].answer = fields.get("answer") or items[fields["entry"]].answer
        elif kind == "exchange_corrected":
            now(items[fields["entry"]], fields)
            items[fields["entry"]].direction = fields["direction"]
            items[fields["entry"]].answer = fields.get("answer")
        elif kind in ("item_answered", "answer_corrected"):
            items[fields["entry"]].answer = fields.get("answer")
        elif kind == "item_paused":
            items[fields["entry"]].waits_for = fields["waits_for"]
        elif kind == "item_resumed":
            items[fields["entry"]].waits_for = None
    return requests, [items[entry] for entry in sorted(items)]


def now(item, fields):
    item.facts, item.determination, item.decided = fields["facts"], fields["determination"], fields.get("decided")


# --- An item, as a report sees it ------------------------------------------------------------------------------------


class Line:
    """An item with all that is counted of it."""

    def __init__(self, item, request):
        self.request, self.number, self.item, self.log = item.request, request["number"], item.number, item.log
        self.received = request["received"]
        self.decided = item.decided or self.received
        self.origin, self.channel = request["origin"], request.get("channel")
        self.department, self.agency = request.get("department"), request["agency"]
        answer = item.answer or {"response": "pending"}
        self.response, self.responded = answer["response"], answer.get("responded")
        self.surplus = answer.get("surplus", False)
        facts = item.facts
        self.ask, self.information = facts.get("ask"), facts.get("information")
        self.instrument, self.purpose = facts.get("instrument"), facts.get("purpose")
        self.recipient = facts.get("recipient")
        said = item.determination
        self.outcome, self.clause, self.flag = (said.get(word) for word in ("outcome", "clause", "flag"))
        self.direction = item.direction
        self.waits_for = item.waits_for

    def is_answered(self, quarter):
        return self.responded is not None and quarter.has(self.responded)

    def is_released(self, quarter):
        return self.is_answered(quarter) and self.response in RELEASED

    def is_non_mandatory(self, quarter):
        return self.is_released(quarter) and self.outcome in NON_MANDATORY

    def is_decided(self, quarter):
        return self.outcome is not None and quarter.has(self.decided)

    def is_detainer(self, quarter):
        return quarter.has(self.received) and (self.instrument == "detainer" or self.ask == "custody_hold")

    def is_refusal(self, quarter):
        withheld = self.is_answered(quarter) and self.response == "withheld"
        return withheld and self.outcome == "action_prohibited" and self.clause in CLAUSES_OF_2B

    def days(self):
        return (day(self.responded) - day(self.received)).days

    def kind(self):
        if self.ask is None:
            return "not_known"
        return self.information if self.ask == "information" and self.information else self.ask


def day(text):
    return datetime.date.fromisoformat(text[:10])


class Quarter:
    def __init__(self, said):
        self.first, self.last = said["from"], said["to"]

    def has(self, text):
        return self.first <= text[:10] <= self.last

    def is_over_before(self, text):
        return self.last < text[:10]


# --- The internal edition --------------------------------------------------------------------------------------------


def requests_of(lines, quarter):
    """Received, completed and pending."""
    of = defaultdict(list)
    for line in lines:
        of[line.request].append(line)
    start = received = completed = end = 0
    for items in of.values():
        begun = items[0].received[:10]
        waits = any(line.response == "pending" for line in items)
        done = None if waits else max(line.responded[:10] for line in items)
        start += begun < quarter.first and (done is None or done >= quarter.first)
        received += quarter.has(begun)
        completed += done is not None and quarter.has(done) and begun <= quarter.last
        end += begun <= quarter.last and (done is None or done > quarter.last)
    return {"pending_at_start": start, "received": received, "completed": completed, "pending_at_end": end}


def median(days):
    middle = len(days) // 2
    if len(days) % 2:
        return days[middle]
    twice = days[middle - 1] + days[middle]
    return twice // 2 if twice % 2 == 0 else twice / 2


def internal(lines, exchanges, quarter):
    came = [line for line in lines if quarter.has(line.received)]
    answered = [line for line in lines if line.is_answered(quarter)]
    released = [line for line in answered if line.response in RELEASED]
    decided = [line for line in lines if line.is_decided(quarter)]
    non_mandatory = [line for line in released if line.outcome in NON_MANDATORY]
    certifications = [line for line in answered if line.ask == "benefit_certification"]
    waits = [line.waits_for for line in lines if line.waits_for and not quarter.is_over_before(line.received)]
    days = sorted(line.days() for line in answered)
    rows = [line for line in lines if quarter.has(line.received) or line.is_decided(quarter) or line.is_answered(quarter)]

    def requests(found):
        return len({line.request for line in found})

    def of(field, words, found=came):
        """Requests and items, by a field."""
        by = defaultdict(list)
        for line in found:
            by[getattr(line, field)].append(line)
        return {word: (requests(by[word]), len(by[word])) for word in list(words) + [w for w in by if w not in words]}

    asks = {word: [len([line for line in found if line.ask == word]) for found in (came, released)]
            for word in ASKS + (None,)}
    kinds = {word: [len([line for line in found if line.ask == "information" and line.information == word])
                    for found in (came, released)] for word in INFORMATION + (None,)}
    return {
        "requests": requests_of(lines, quarter),
        "determined": len(decided),
        "by_outcome": Counter(line.outcome for line in decided)
        + Counter({"not_settled": len([line for line in came if line.outcome is None])}),
        "by_flag": Counter(line.flag for line in decided if line.flag != "none"),
        "responses": Counter(line.response for line in answered),
        "disclosures": Counter(line.outcome if line.outcome in ("mandatory", "benefit")
                               else "non_mandatory" if line.outcome in NON_MANDATORY else "other" for line in released),
        "non_mandatory_disclosures": [
            [line.number, line.item, line.responded, line.agency, line.recipient, line.information, line.outcome,
             line.clause, line.flag] for line in non_mandatory],
        "by_agency": [requests(came), len(came)],
        "by_instrument": Counter(line.instrument or "none" for line in came),
        "by_origin": {word: found[0] for word, found in of("origin", ()).items()},
        "status_exchanges": Counter(
            line.direction for line in exchanges if line.is_answered(quarter)
            and (line.direction == "inquiry" or line.response in RELEASED)),
        "rows": [[line.number, line.item, line.received, line.decided, line.responded, line.department, line.agency,
                  line.recipient, line.ask, line.information, line.instrument, line.purpose,
                  line.outcome or "not_settled", line.clause, line.flag, line.response] for line in rows],
        "by_ask": {word: found for word, found in asks.items() if word is not None or any(found)},
        "by_information": {word: found for word, found in kinds.items() if word is not None or any(found)},
        "by_department": {word: list(found) for word, found in of("department", ()).items()},
        "by_channel": {word: found[0] for word, found in of("channel", ()).items()},
        "mandatory_by_instrument": Counter(line.instrument or "none" for line in released if line.outcome == "mandatory"),
        "refused_under_2b": Counter(line.clause for line in lines if line.is_refusal(quarter)),
        "detainers": {
            "received": requests([line for line in lines if line.is_detainer(quarter)]),
            "held": len([line for line in released if line.ask == "custody_hold"]),
            "notified": len([line for line in released if line.ask == "release_notification"]),
        },
        "certifications": {
            "received": len([line for line in came if line.ask == "benefit_certification"]),
            "answered": len(certifications),
            "late": len([line for line in certifications if line.days() > 90]),
        },
        "surplus": len([line for line in released if line.surplus]),
        "waiting": {"solicitor": waits.count("solicitor"), "on_hold": len(waits) - waits.count("solicitor")},
        "days_to_answer": {"items": len(days), "median": median(days), "longest": days[-1]} if days else None,
    }


def said_internally(report):
    """The same figures as the file has them; where it says 0, nothing."""
    breakdowns = report["breakdowns"]

    def by(list_of, word, *counts):
        return {one[word]: [one[count] for count in counts] for one in list_of}

    return {
        "requests": report["requests"],
        "determined": report["items"]["determined"],
        "by_outcome": report["items"]["by_outcome"],
        "by_flag": report["items"]["by_flag"],
        "responses": report["responses"],
        "disclosures": report["disclosures"],
        "non_mandatory_disclosures": [list(one.values()) for one in report["non_mandatory_disclosures"]],
        "by_agency": [sum(one[count] for one in report["by_agency"]) for count in ("requests", "items")],
        "by_instrument": report["by_instrument"],
        "by_origin": report["by_origin"],
        "status_exchanges": report["status_exchanges"],
        "rows": [list(one.values()) for one in report["rows"]],
        "by_ask": by(breakdowns["by_ask"], "ask", "received", "released"),
        "by_information": by(breakdowns["by_information"], "information", "received", "released"),
        "by_department": by(breakdowns["by_department"], "department", "requests", "items"),
        "by_channel": {one["channel"]: one["requests"] for one in breakdowns["by_channel"]},
        "mandatory_by_instrument": breakdowns["mandatory_by_instrument"],
        "refused_under_2b": breakdowns["refused_under_2b"],
        "detainers": breakdowns["detainers"],
        "certifications": breakdowns["certifications"],
        "surplus": breakdowns["surplus"],
        "waiting": breakdowns["waiting"],
        "days_to_answer": breakdowns["days_to_answer"],
    }


# --- The public edition ----------------------------------------------------------------------------------------------


def merged(cells, total="known", most=None, is_open=False):
    """A table as it is published: shown cells, labels and sum of the merged ones, total."""
    counts = list(cells.values())
    small = [count for count in counts if count < 5 and (count > 0 or (total == "unsaid" and most > 0))]
    if not small:
        return {"cells": dict(cells), "merged": None, "total": sum(counts)}
    least = min((count for count in counts if count >= 5), default=None)
    hidden = [label for label, count in cells.items() if count < 5 or count == least]
    given = total == "known" or (total == "guarded" and sum(counts) >= 5)
    return {
        "cells": {label: count for label, count in cells.items() if label not in hidden},
        "merged": [[] if is_open else hidden, sum(cells[label] for label in hidden) if given else None],
        "total": sum(counts) if given else None,
    }


def tables(lines, exchanges, quarter):
    def of(labels, found, label, total, **more):
        cells = {word: 0 for word in labels}
        for line in found:
            cells[label(line)] = cells.get(label(line), 0) + 1
        return merged(cells, total, **more)

    def apart(labels, found, label):
        """Without certifications, which have a table of their own, and who was to be held, which is listed."""
        return of(labels, [line for line in found if line.ask not in APART], label, "unsaid", most=len(found))

    def reason(line):
        return line.outcome if line.outcome in ("mandatory", "benefit") else "other"

    kinds = INFORMATION + tuple(ask for ask in ASKS if ask not in APART) + ("not_known",)
    gone = [line for line in lines if line.is_released(quarter) and not line.is_non_mandatory(quarter)]
    left = [line for line in lines
            if not (line.is_released(quarter) or line.is_detainer(quarter) or line.is_refusal(quarter))]
    certifications = [line for line in lines if line.ask == "benefit_certification" and line.is_answered(quarter)]
    came = [line for line in lines if quarter.has(line.received)]
    firsts = {line.request: line for line in reversed(came)}.values()
    sent = [line for line in exchanges if line.is_answered(quarter)
            and (line.direction == "inquiry" or line.response in RELEASED)]
    return {
        "released_by_kind": apart(kinds, gone, Line.kind),
        "released_by_reason": apart(("mandatory", "benefit", "other"), gone, reason),
        "not_released_by_kind": apart(kinds, [line for line in left if quarter.has(line.received)], Line.kind),
        "not_released_by_outcome": apart(
            OUTCOMES, [line for line in left if line.is_decided(quarter)], lambda line: line.outcome),
        "received_by_department": of(
            (), came, lambda line: line.department or "not_recorded", "known", is_open=True),
        "received_by_channel": of(
            CHANNELS + ("not_recorded",), firsts, lambda line: line.channel or "not_recorded", "known"),
        "certifications_answered": of(
            ("in_time", "late"), certifications, lambda line: "late" if line.days() > 90 else "in_time", "guarded"),
        "status_exchanges_by_direction": of(
            ("sent", "received", "inquiry"), sent, lambda line: line.direction, "guarded"),
    }


def acts(lines, quarter):
    """The City's acts, by month and kind."""
    found = Counter()
    for line in lines:
        information = line.information if line.ask == "information" else None
        tells = (line.ask, information, line.clause, line.flag)
        if line.is_non_mandatory(quarter):
            found[("non_mandatory_disclosure", line.responded[:7], *tells)] += 1
        if line.is_detainer(quarter):
            found[("detainer", line.received[:7], *tells)] += 1
        if line.is_refusal(quarter):
            found[("refusal_under_2b", line.responded[:7], *tells)] += 1
    return found


def public(lines, exchanges, quarter, with_tables):
    all_of_it = internal(lines, exchanges, quarter)
    days = all_of_it["days_to_answer"]
    return {
        **{name: all_of_it[name] for name in (
            "requests", "responses", "determined", "by_agency", "by_instrument", "by_origin", "refused_under_2b",
            "surplus", "waiting")},
        "non_mandatory": len(all_of_it["non_mandatory_disclosures"]),
        "detainers_received": all_of_it["detainers"]["received"],
        "days_to_answer": days if days and days["items"] >= 5 else None,
        "acts": acts(lines, quarter),
        **({f"table {name}": table for name, table in tables(lines, exchanges, quarter).items()} if with_tables else {}),
    }


def said_publicly(report, with_tables):
    def table(said):
        hidden = said["merged"] and [said["merged"]["labels"], said["merged"]["count"]]
        cells = {cell["label"]: cell["count"] for cell in said["cells"]}
        return {"cells": cells, "merged": hidden, "total": said["total"]}

    # The counterparts stand under their names in the directory, which is not known here.
    known = [said for said in report["tables"] if with_tables and said["name"] != "status_exchanges_by_counterpart"]
    words = ("act", "month", "ask", "information", "clause", "flag")
    return {
        **{name: report[name] for name in (
            "requests", "responses", "determined", "by_instrument", "by_origin", "refused_under_2b", "surplus", "waiting",
            "non_mandatory", "detainers_received", "days_to_answer")},
        "by_agency": [sum(one[count] for one in report["by_agency"]) for count in ("requests", "items")],
        "acts": Counter(tuple(act[word] for word in words) for act in report["acts"]),
        **{f"table {said['name']}": table(said) for said in known},
    }


# --- Both, side by side ----------------------------------------------------------------------------------------------


def plain(figure):
    """Without what is 0, however it is written down."""
    if isinstance(figure, dict):
        return {key: plain(value) for key, value in figure.items() if value not in (0, [0, 0], (0, 0))}
    return list(figure) if isinstance(figure, tuple) else figure


def differences(counted, said):
    for name in sorted(counted.keys() | said.keys()):
        ours, theirs = plain(counted.get(name)), plain(said.get(name))
        if ours != theirs:
            yield f"{name}: the record has {ours}, the report says {theirs}"


def main(words):
    if len(words) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    requests, items = read(words[0])
    reports = []
    for path in words[1:]:
        with open(path, encoding="utf-8") as file:
            reports.append(json.load(file))
    found = []
    for report in reports:
        quarter = Quarter(report["quarter"])
        lines = [Line(item, requests[item.request]) for item in items]
        ledgers = [[line for line in lines if line.log == log] for log in ("disclosure", "status_exchange")]
        if report.get("edition") == "public":
            with_tables = report["tables_as_of"] == report["quarter"]["as_of"]
            found += differences(public(*ledgers, quarter, with_tables), said_publicly(report, with_tables))
        else:
            found += differences(internal(*ledgers, quarter), said_internally(report))
    for difference in found:
        print(difference, file=sys.stderr)
    if not found:
        print(f"Every figure of {len(reports)} file{'s' * (len(reports) > 1)} is that of {len(items)} items of the record.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
