#!/usr/bin/env python3
"""Checks an exported record, or the receipt of one item, without the program that wrote it.

    verify_log.py record-2026-12-31
    verify_log.py record-2026-12-31 --head heads.txt
    verify_log.py --receipt receipt.json [record-2026-12-31]

RECORD is the folder that `gatekeeper export` made, or one of its files. A head is what somebody kept elsewhere: the
saved output of `gatekeeper verify`, the JSON file of a report, or the seal printed on one.

Exit status: 0, everything holds, and one line says so; 1, something does not hold, and the first event that does not is
named; 2, there is no such file, or it is none of these.

It needs Python 3.8 and nothing else. It was written from src-tauri/crates/ledger/FORMAT.md and shares no code with the
program: a slip in one is found by the other.
"""

import argparse
import base64
import binascii
import hashlib
import json
import os
import sys

LOGS = ("disclosure", "status_exchange")
ACCESS = "access"


class DoesNotHold(Exception):
    """The record or receipt is not what it says."""


class NotSuchAFile(Exception):
    """What was named is no record, receipt or head."""


def of_event(log, seq, what):
    return DoesNotHold(f"Event {seq} of the {log} log {what}.")


# --- JSON, read strictly ---------------------------------------------------------------------------------------------


def without_doubles(pairs):
    """An object in which no key stands twice: of two, another reader could take the other."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def no_such_number(word):
    raise ValueError(f"{word} is no number")


def read_object(text):
    """The JSON object in a text, or None."""
    try:
        found = json.loads(text, object_pairs_hook=without_doubles, parse_constant=no_such_number)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def has(found, **kinds):
    """Has the object these keys, each of its kind, and no others?"""
    # A bool is an int to Python, and none to anybody else.
    return found is not None and found.keys() == kinds.keys() and all(type(found[key]) is kinds[key] for key in kinds)


def from_hex(digits, length=32):
    """So many bytes in lower-case hexadecimal digits, or None."""
    if not isinstance(digits, str) or len(digits) != 2 * length or not set(digits) <= set("0123456789abcdef"):
        return None
    return bytes.fromhex(digits)


def to_number(digits):
    """The number in decimal digits, if it has the size of a log; else None."""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None


def from_base64(text, length):
    """So many bytes in base64, or None."""
    try:
        found = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, binascii.Error):
        return None
    # The last digit may hold bits that say nothing: then the same bytes could be written in several ways.
    return found if len(found) == length and base64.b64encode(found).decode("ascii") == text else None


# --- Ed25519, as RFC 8032 describes it -------------------------------------------------------------------------------

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME
ROOT_OF_MINUS_ONE = pow(2, (PRIME - 1) // 4, PRIME)
NEUTRAL = (0, 1, 1, 0)


def point_from(encoded):
    """The point in 32 bytes, as x, y, z and x·y with z = 1; None where it is none."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    if y >= PRIME:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, PRIME - 2, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * ROOT_OF_MINUS_ONE % PRIME
    if (x * x - square) % PRIME or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = PRIME - x
    return (x, y, 1, x * y % PRIME)


def summand(point):
    """A point as it is added to others, with what each sum would compute of it anew."""
    x, y, z, t = point
    return ((y - x) % PRIME, (y + x) % PRIME, 2 * D * t % PRIME, 2 * z % PRIME)


def added(point, other):
    """The sum of a point and a summand."""
    x, y, z, t = point
    less, more, turned, double = other
    a, b, c, d = (y - x) * less % PRIME, (y + x) * more % PRIME, t * turned % PRIME, z * double % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME)


def table_of(point):
    """For each of the 64 hexadecimal digits of a number, the lowest first, what each value of it adds to the product of
    the number with the point. One key signs all heads, so this is made once, and each product is 64 sums."""
    rows = []
    for _ in range(64):
        row, multiple, once = [None], point, summand(point)
        for _ in range(15):
            row.append(summand(multiple))
            multiple = added(multiple, once)
        rows.append(row)
        point = multiple
    return rows


BASE = table_of(point_from((4 * pow(5, PRIME - 2, PRIME) % PRIME).to_bytes(32, "little")))


class Key:
    """A public key of 32 bytes."""

    def __init__(self, public):
        self.public = public
        point = point_from(public)
        if point is None or self.is_small(point):
            raise DoesNotHold(f"{public.hex()} is no key.")
        x, y, z, t = point
        self.minus = table_of((PRIME - x, y, z, PRIME - t))

    @staticmethod
    def is_small(point):
        """Is it a point that would let a signature fit several texts?"""
        for _ in range(3):
            point = added(point, summand(point))
        return point[0] == 0

    def signed(self, text, signature):
        """Is this the key's signature of the text?"""
        commitment, number = signature[:32], int.from_bytes(signature[32:], "little")
        if number >= ORDER:
            return False
        digest = hashlib.sha512(commitment + self.public + text).digest()
        challenge = int.from_bytes(digest, "little") % ORDER
        total = NEUTRAL
        for table, factor in ((BASE, number), (self.minus, challenge)):
            for row in table:
                if factor & 15:
                    total = added(total, row[factor & 15])
                factor >>= 4
        x, y, z, _ = total
        inverse = pow(z, PRIME - 2, PRIME)
        x, y = x * inverse % PRIME, y * inverse % PRIME
        return (y | (x & 1) << 255).to_bytes(32, "little") == commitment


class DeskKey(Key):
    """The key of a desk, as C2SP signed-note writes it: name, id and key."""

    def __init__(self, written, origin):
        name, _, rest = written.partition("+")
        short, _, typed = rest.partition("+")
        found = from_base64(typed, 33)
        if name != origin or found is None or found[0] != 1:
            raise DoesNotHold(f"The key {written!r} is none of {origin}.")
        self.id = hashlib.sha256(name.encode() + b"\n" + found).digest()[:4]
        if short != self.id.hex():
            raise DoesNotHold(f"The key {written!r} is no key.")
        super().__init__(found[1:])


# --- Merkle trees, as RFC 6962 describes them ------------------------------------------------------------------------


def leaf_of(body):
    return hashlib.sha256(b"\x00" + body).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that remembers only the roots of its complete parts, the largest first: it takes no more room than its
    height, however long the log is."""

    def __init__(self):
        self.size = 0
        self.parts = []

    def add(self, leaf):
        size = self.size
        while size & 1:
            leaf = node(self.parts.pop(), leaf)
            size >>= 1
        self.parts.append(leaf)
        self.size += 1

    def root(self):
        if not self.parts:
            return hashlib.sha256(b"").digest()
        root = self.parts[-1]
        for part in reversed(self.parts[:-1]):
            root = node(part, root)
        return root


def is_included(leaf, seq, size, path, root):
    """Does the path lead from the leaf to the root?"""
    if not 0 <= seq < size:
        return False
    at, last = seq, size - 1
    for hashed in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            leaf = node(hashed, leaf)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            leaf = node(leaf, hashed)
        at, last = at >> 1, last >> 1
    return last == 0 and leaf == root


# --- Heads -----------------------------------------------------------------------------------------------------------


def origin_of(desk, log):
    """The name of a log in its notes: whose, and which."""
    if from_hex(desk, 8) is None:
        raise DoesNotHold(f"{desk!r} is the name of no desk.")
    return f"disclosure-gatekeeper/{desk}/{log}"


def head_of(note, origin, key):
    """Size and root of a signed note, whose signature is looked at by the key; None where it is no such note."""
    lines = note.split("\n")
    if len(lines) != 6 or lines[0] != origin or lines[3] or lines[5]:
        return None
    size, root, mark = to_number(lines[1]), from_base64(lines[2], 32), f"\u2014 {origin} "
    signature = from_base64(lines[4][len(mark) :], 68) if lines[4].startswith(mark) else None
    if size is None or str(size) != lines[1] or root is None or signature is None:
        return None
    text = "\n".join(lines[:3]) + "\n"
    holds = signature[:4] == key.id and key.signed(text.encode(), signature[4:])
    return size, root, holds


def check_word(log, size, root):
    """The word at the end of a seal: sixteen bits over all that stands before it."""
    bits = int.from_bytes(hashlib.sha256(log.encode() + size.to_bytes(8, "big") + root).digest()[:2], "big")
    consonants, vowels = "bdfghjklmnprstvz", "aiou"
    return (
        consonants[bits >> 12]
        + vowels[bits >> 10 & 3]
        + consonants[bits >> 6 & 15]
        + vowels[bits >> 4 & 3]
        + consonants[bits & 15]
    )


class Kept:
    """What somebody kept outside of the record: heads, and keys."""

    def __init__(self):
        self.heads = []
        self.keys = []

    def read(self, named):
        """Reads heads from a file, or from the text itself where there is no such file: a seal that was typed."""
        text = read_text(named) if os.path.isfile(named) else named
        before = len(self.heads)
        report = read_object(text)
        if report is not None:
            self.read_report(named, report)
        else:
            self.read_notes(named, text)
            self.read_seals(text)
        if len(self.heads) == before:
            raise NotSuchAFile(f"{named}: no head was found in this, and there is no file of this name.")

    def read_report(self, named, report):
        ledger = report.get("ledger")
        for log in LOGS:
            head = ledger.get(log) if isinstance(ledger, dict) else None
            if head is None:
                continue
            root = from_hex(head.get("root")) if isinstance(head, dict) else None
            if root is None or type(head.get("size")) is not int:
                raise NotSuchAFile(f"{named}: the head of the {log} log is cut off or changed.")
            self.heads.append((log, head["size"], root))

    def read_notes(self, named, text):
        lines = [line.strip() for line in text.split("\n")]
        for number, line in enumerate(lines):
            if not line.startswith("disclosure-gatekeeper/"):
                continue
            if "+" in line:
                self.keys.append(line)
                continue
            log = line.rsplit("/", 1)[1]
            size, root = (lines[number + 1 : number + 3] + ["", ""])[:2]
            size, root = to_number(size), from_base64(root, 32)
            if log not in (*LOGS, ACCESS) or size is None or root is None:
                raise NotSuchAFile(f"{named}: a head in it is cut off or changed. Use the file as it was saved.")
            self.heads.append((log, size, root))

    def read_seals(self, text):
        """A seal may be typed in capitals, wrapped over lines, and with blanks for dashes."""
        words = text.lower().replace("-", " ").replace("\u2013", " ").split()
        for start, log in enumerate(words):
            size = to_number(words[start + 1]) if start + 1 < len(words) else None
            if log not in (*LOGS, ACCESS) or size is None:
                continue
            root = from_hex("".join(words[start + 2 : start + 18]))
            if root is None or words[start + 18 : start + 19] != [check_word(log, size, root)]:
                raise NotSuchAFile(f"The seal of the {log} log is mistyped or not complete: compare it group by group.")
            self.heads.append((log, size, root))


# --- Officers --------------------------------------------------------------------------------------------------------


class Officers:
    """Who the officers are, as the events tell, and the keys by which their acts are known."""

    def __init__(self):
        # By number: their key (None: from before there were keys), whether somebody gave it to them, whether they left.
        self.known = {}

    def take(self, desk, body):
        """What follows from an event. Gives what does not hold, or None."""
        ((kind, fields),) = body["event"].items()
        by = body["officer"]
        decides = kind in (
            "approval_given",
            "approval_refused",
            "release_reviewed",
            "unmerging_approved",
            "unmerging_refused",
        )
        if decides and by in self.known and self.known[by][1]:
            return "decides with a passphrase that another officer had given"
        if kind == "approval_given" and isinstance(fields, dict) and "answerable" in fields:
            answers = fields["answerable"]
            if type(answers) is not int or answers not in self.known or self.known[answers][2]:
                return "says that somebody answers for it who is no officer, or had left"
        if kind not in ("officer_added", "passphrase_changed", "passphrase_reset", "role_changed", "officer_left"):
            return None
        about = fields.get("id" if kind == "officer_added" else "officer") if isinstance(fields, dict) else None
        if type(about) is not int:
            return "is not an event as the format has it"
        written = fields.get("key")
        handed_on = written if isinstance(written, dict) else {}
        key = self.read(handed_on.get("key") if kind == "passphrase_changed" else written)
        if written is not None and key is None:
            return "is not an event as the format has it"
        if kind == "officer_added":
            if about in self.known:
                return "adds an officer who is one already"
            self.known[about] = [key, key is not None and by != about, False]
            return None
        if about not in self.known or self.known[about][2]:
            return "is about an officer who is none, or has left"
        known = self.known[about]
        if kind.startswith("passphrase") and about != by:
            return "changes another officer's passphrase"
        if kind == "officer_left":
            known[2] = True
        elif kind == "passphrase_reset":
            if known[0] is not None and key is None:
                return "leaves an officer with a key that nothing opens"
            known[:2] = [key, False]
        elif kind == "passphrase_changed" and key is not None:
            said = f"disclosure-gatekeeper/{desk}/officer/{about}\n{base64.b64encode(key.public).decode()}\n"
            proof = from_hex(handed_on.get("proof"), 64)
            if known[0] is not None and (proof is None or not known[0].signed(said.encode(), proof)):
                return "names a key that the officer did not sign"
            known[:2] = [key, False]
        return None

    @staticmethod
    def read(digits):
        public = from_hex(digits)
        return None if public is None else Key(public)

    def may_enter(self, officer):
        """Can an event be this officer's? While a record begins, nobody is one yet."""
        return not self.known or (officer in self.known and not self.known[officer][2])


# --- An exported record ----------------------------------------------------------------------------------------------


def read_text(path):
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise NotSuchAFile(f"{path}: it cannot be read as text ({error}).") from None


def bytes_of(log, seq, text):
    """The bytes of a body: what is hashed."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise of_event(log, seq, "is no text") from None


def read_body(log, seq, text, **more):
    """What is in a body, which may have more keys than an event of the two ledgers."""
    found = read_object(text)
    kinds = dict(desk=str, log=str, seq=int, at=int, officer=int, event=dict, **more)
    if not has(found, **kinds) or len(found["event"]) != 1:
        raise of_event(log, seq, "is not an event as the format has it")
    return found


def is_of_log(kind, log):
    return kind.startswith("exchange_") == (log == "status_exchange")


class Log:
    """One file of a record, read once from its first line to its last."""

    NAMES = LOGS
    # The keys of an event's line.
    EVENT = dict(place=int, seq=int, leaf=str, body=str)

    def __init__(self, path, kept):
        self.path = path
        try:
            self.file = open(path, "rb")
        except OSError as error:
            raise NotSuchAFile(f"{path}: it cannot be opened ({error.strerror}).") from None
        first = self.line()
        if not has(first, format=str, desk=str, log=str, key=str) or first["log"] not in self.NAMES:
            raise NotSuchAFile(f"{path}: this is no log that `gatekeeper export` wrote.")
        if first["format"] != "disclosure-gatekeeper-log/1":
            raise NotSuchAFile(f"{path}: its form {first['format']!r} is not known here.")
        self.desk, self.name = first["desk"], first["log"]
        self.origin = origin_of(self.desk, self.name)
        self.key = DeskKey(first["key"], self.origin)
        for key in kept.keys:
            if key.partition("+")[0].endswith("/" + self.name) and key != first["key"]:
                raise DoesNotHold(f"The {self.name} log is signed with another key than the one that was kept.")
        # Shared by both logs of a record; a log alone says nothing of officers.
        self.officers = None
        # Who entered the events behind the last signed head.
        self.author = None
        self.tree = Tree()
        self.heads = 0
        self.held = 0
        self.signed = 0
        # The nearest of the kept heads last.
        self.kept = sorted((head[1:] for head in kept.heads if head[0] == self.name), reverse=True)
        self.next = None

    def begin(self, officers):
        """Reads up to the first event."""
        self.officers = officers
        self.compare_kept()
        self.go_on()

    def line(self):
        """The next line as an object; None at the end, and an empty object where it is none."""
        try:
            line = self.file.readline()
        except OSError as error:
            raise NotSuchAFile(f"{self.path}: it cannot be read ({error.strerror}).") from None
        if not line:
            return None
        if not line.endswith(b"\n"):
            return {}
        try:
            return read_object(line.decode("utf-8")) or {}
        except UnicodeDecodeError:
            return {}

    def go_on(self):
        """Reads to the next event, past the heads that stand before it."""
        while True:
            line = self.line()
            behind = f"{self.path}: behind {self.tree.size} events"
            if line is None:
                raise DoesNotHold(f"{behind} the file is cut off: it has no last line.")
            if has(line, note=str) or has(line, note=str, officer=int, signature=str):
                self.compare_signed(line["note"], line.get("officer"), from_hex(line.get("signature"), 64))
            elif has(line, **self.EVENT):
                self.next = line
                return
            elif has(line, events=int, heads=int):
                self.end(line)
                self.next = None
                return
            else:
                raise of_event(self.name, self.tree.size, "cannot be read: its line is not as the format has it")

    def end(self, line):
        size = self.tree.size
        if self.signed != size:
            raise of_event(self.name, self.signed, "and those after it stand under no signed head")
        if (line["events"], line["heads"]) != (size, self.heads):
            said = f"{line['events']} events and {line['heads']} heads"
            raise DoesNotHold(f"{self.path}: the last line counts {said}; there are {size} and {self.heads}.")
        if self.file.readline():
            raise DoesNotHold(f"{self.path}: something stands behind its last line.")
        if self.kept:
            raise of_event(self.name, size, f"is missing: the head that was kept counts {self.kept[-1][0]} events")

    def compare_kept(self):
        while self.kept and self.kept[-1][0] <= self.tree.size:
            _, root = self.kept.pop()
            if root != self.tree.root():
                raise self.changed("the head that was kept")
            self.held = self.tree.size

    def compare_signed(self, note, officer, signature):
        size = self.tree.size
        found = head_of(note, self.origin, self.key)
        if found is None:
            raise DoesNotHold(f"{self.path}: behind {size} events stands a head that is no note of this log.")
        counted, root, is_signed = found
        if counted > size:
            raise of_event(self.name, size, f"is missing: a head signed here counts {counted} events")
        if counted < size:
            raise DoesNotHold(f"{self.path}: behind {size} events stands a head that counts {counted}.")
        if root != self.tree.root():
            raise self.changed("the head signed then")
        if not is_signed:
            raise self.changed("the signature of the head then")
        self.require_officer(note, officer, signature)
        self.heads += 1
        self.held = self.signed = size

    def require_officer(self, note, officer, signature):
        """The officer whose act led to a head has signed it."""
        author, self.author = self.author, None
        key = self.officers.known.get(author, [None])[0] if self.officers else None
        if key is None:
            return
        text = "\n".join(note.split("\n")[:3]) + "\n"
        if officer != author or signature is None or not key.signed(text.encode(), signature):
            what = "is not signed by the officer who is said to have entered it"
            raise of_event(self.name, self.tree.size - 1, what)

    def changed(self, source):
        size = self.tree.size
        what = f"or one after it, before event {size}, was changed: {source} does not fit"
        return of_event(self.name, self.held, what)

    def read_next(self, **more):
        """The leaf and the body of the event that is next, which must fit each other and the place."""
        event, expected = self.next, self.tree.size
        leaf = leaf_of(bytes_of(self.name, expected, event["body"]))
        if from_hex(event["leaf"]) != leaf:
            raise of_event(self.name, expected, "is not what was entered: its hash does not fit")
        body = read_body(self.name, expected, event["body"], **more)
        if (body["desk"], body["log"], body["seq"]) != (self.desk, self.name, expected):
            raise of_event(self.name, expected, "names another desk, log or place than the one it stands in")
        return leaf, body

    def require_next(self):
        """The line that is next stands where it says."""
        if self.next["seq"] != self.tree.size:
            raise of_event(self.name, self.tree.size, f"is missing; event {self.next['seq']} follows")

    def require_officer_then(self, officer):
        """An event can be this officer's, as far as the events up to here tell."""
        if self.officers is not None and not self.officers.may_enter(officer):
            what = "was entered by an officer who is not in the record, or had left"
            raise of_event(self.name, self.tree.size, what)

    def take(self, place, at, others):
        """Takes the event that is next, and gives its moment. `place` is the one it must have, `at` the moment of the
        event in front of it."""
        event, expected = self.next, self.tree.size
        self.require_next()
        if event["place"] != place:
            raise of_event(self.name, expected, "does not follow the event entered before it")
        leaf, body = self.read_next()
        ((kind, fields),) = body["event"].items()
        if not is_of_log(kind, self.name):
            raise of_event(self.name, expected, "belongs in the other log")
        if body["at"] < at:
            raise of_event(self.name, expected, "is dated before the event in front of it")
        if (kind == "store_created") != (self.name == "disclosure" and expected == 0):
            raise of_event(self.name, expected, "begins the record a second time, or comes before its beginning")
        if kind == "report_issued":
            self.compare_report(expected, fields, others)
        if self.author not in (None, body["officer"]):
            what = "was entered by another officer than the one in front of it, under one signed head"
            raise of_event(self.name, expected, what)
        self.author = body["officer"]
        self.require_officer_then(body["officer"])
        if self.officers is not None:
            what = self.officers.take(self.desk, body)
            if what is not None:
                raise of_event(self.name, expected, what)
        self.tree.add(leaf)
        self.compare_kept()
        self.go_on()
        return body["at"]

    def compare_report(self, seq, fields, others):
        """The heads that a report names are those of the record right before it."""
        for log in [self, *others]:
            head = fields.get(log.name) if isinstance(fields, dict) else None
            if head != {"size": log.tree.size, "root": log.tree.root().hex()}:
                raise of_event(self.name, seq, "names heads for a report that are not those of the record then")


class AccessLog(Log):
    """The access log: who exported, printed or looked. It has no part in the order of the two ledgers."""

    NAMES = (ACCESS,)
    EVENT = dict(seq=int, leaf=str, body=str)

    def __init__(self, path, kept):
        super().__init__(path, kept)
        self.at = -(1 << 63)
        self.after = 1

    def take_up_to(self, place, at):
        """Takes every event that was made when the record had so many events, the last of them at this moment; all that
        are left where the record is not here to tell."""
        while self.next is not None:
            expected = self.tree.size
            self.require_next()
            leaf, body = self.read_next(after=int)
            if body["after"] < self.after:
                raise of_event(self.name, expected, "does not follow the record's events as it says")
            if place is not None and body["after"] > place:
                return
            if body["at"] < self.at or (place is not None and body["at"] < at):
                raise of_event(self.name, expected, "is dated before the event in front of it")
            self.require_officer_then(body["officer"])
            self.at, self.after, self.author = body["at"], body["after"], body["officer"]
            self.tree.add(leaf)
            self.compare_kept()
            self.go_on()
            if self.signed != self.tree.size:
                raise of_event(self.name, expected, "stands under no signed head of its own")


def open_access_log(path, kept):
    """The access log of a folder, or None: an export from before there was one has none."""
    file = os.path.join(path, f"{ACCESS}.jsonl")
    if os.path.isfile(file):
        return AccessLog(file, kept)
    if any(log == ACCESS for log, _, _ in kept.heads):
        raise NotSuchAFile(f"{file} is missing, of which a head was kept.")
    return None


def check_access_log(path, kept):
    """Checks an access log alone, and gives the line that says what holds."""
    log = AccessLog(path, kept)
    log.begin(None)
    log.take_up_to(None, None)
    return f"{path}: {log.tree.size} events hold, the access log alone, under {log.heads} signed heads"


def check_record(path, kept):
    """Checks the logs of a folder, or one alone, and gives the lines that say what holds."""
    if os.path.isfile(path) and os.path.basename(path) == f"{ACCESS}.jsonl":
        return check_access_log(path, kept)
    if os.path.isdir(path):
        files = [os.path.join(path, f"{log}.jsonl") for log in LOGS]
        for file in files:
            if not os.path.isfile(file):
                raise NotSuchAFile(f"{file} is missing. To check one log alone, name its file.")
    else:
        files = [path]
    logs = [Log(file, kept) for file in files]
    if len(logs) == 2:
        if [log.name for log in logs] != list(LOGS):
            raise DoesNotHold(f"{path}: its files do not hold the logs that they are named after.")
        if logs[0].desk != logs[1].desk or logs[0].key.public != logs[1].key.public:
            raise DoesNotHold(f"{path}: its two logs are not of one desk, or not signed with one key.")
    elif kept.heads and all(log != logs[0].name for log, _, _ in kept.heads):
        raise NotSuchAFile(f"No head that was kept is one of the {logs[0].name} log, which alone was named.")
    officers = Officers() if len(logs) == 2 else None
    access = open_access_log(path, kept) if len(logs) == 2 else None
    if access is not None and (access.desk, access.key.public) != (logs[0].desk, logs[0].key.public):
        raise DoesNotHold(f"{path}: its access log is not of the desk of the two others, or not signed with their key.")
    for log in [*logs, access] if access is not None else logs:
        log.begin(officers)
    place, at = 0, -(1 << 63)
    while True:
        waiting = [log for log in logs if log.next is not None]
        if not waiting:
            break
        log = min(waiting, key=lambda log: log.next["place"])
        if len(logs) == 1 and log.next["place"] <= place:
            raise of_event(log.name, log.tree.size, "does not follow the event entered before it")
        place = log.next["place"] if len(logs) == 1 else place + 1
        at = log.take(place, at, [other for other in logs if other is not log])
        if access is not None:
            access.take_up_to(place, at)
    if access is not None and access.next is not None:
        raise of_event(ACCESS, access.tree.size, "does not follow the record's events as it says")
    events, heads = sum(log.tree.size for log in logs), sum(log.heads for log in logs)
    which = "both logs" if len(logs) == 2 else f"the {logs[0].name} log alone"
    said = f"{path}: {events} events hold, {which}, under {heads} signed heads"
    if access is not None:
        said += f"; the access log, {access.tree.size} events"
    elif len(logs) == 2:
        said += "; without an access log"
    checked = sum(1 for log, _, _ in kept.heads if log == ACCESS or any(log == own.name for own in logs))
    return said + (f"; they continue what was kept ({checked})" if checked else "")


# --- A receipt -------------------------------------------------------------------------------------------------------


def is_about(body, log, request, item, entry, number):
    """What an event of a receipt says of the item: its entry and the row of its request, as far as they are known."""
    ((kind, fields),) = body["event"].items()
    if not isinstance(fields, dict):
        return None
    first = entry is None
    if log == "status_exchange":
        if first and kind == "exchange_recorded" and (fields.get("request"), fields.get("item")) == (request, item):
            return fields.get("entry"), None
        return (entry, None) if not first and fields.get("entry") == entry else None
    if number is None:
        return (None, fields.get("request")) if kind == "request_received" and fields.get("number") == request else None
    if kind == "request_corrected":
        return (entry, number) if fields.get("request") == number else None
    if first:
        named = (fields.get("request"), fields.get("item")) == (number, item)
        return (fields.get("entry"), number) if kind == "item_added" and named else None
    return (entry, number) if fields.get("entry") == entry and kind != "item_added" else None


def check_receipt(path, kept):
    """Checks a receipt, keeps its head and key as a record's must be, and gives the line that says what holds."""
    receipt = read_object(read_text(path))
    kinds = dict(format=str, desk=str, log=str, key=str, request=str, item=int, head=str, events=list)
    if not has(receipt, **kinds) or receipt["log"] not in LOGS:
        raise NotSuchAFile(f"{path}: this is no receipt that `gatekeeper receipt` wrote.")
    if receipt["format"] != "disclosure-gatekeeper-receipt/1":
        raise NotSuchAFile(f"{path}: its form {receipt['format']!r} is not known here.")
    desk, log = receipt["desk"], receipt["log"]
    origin = origin_of(desk, log)
    key = DeskKey(receipt["key"], origin)
    found = head_of(receipt["head"], origin, key)
    if found is None or not found[2]:
        raise DoesNotHold(f"{path}: its head is no note of the {log} log, or its signature does not hold.")
    size, root, _ = found
    if any(own.partition("+")[0].endswith("/" + log) and own != receipt["key"] for own in kept.keys):
        raise DoesNotHold(f"{path}: it is signed with another key than the one that was kept.")
    if any(head[:2] == (log, size) and head[2] != root for head in kept.heads):
        raise DoesNotHold(f"{path}: its head is another than the one of {size} events that was kept.")
    last, at, entry, number = -1, -(1 << 63), None, None
    for event in receipt["events"]:
        if not has(event, seq=int, body=str, path=list):
            raise DoesNotHold(f"{path}: behind event {last} stands what is no event.")
        seq = event["seq"]
        leaf = leaf_of(bytes_of(log, seq, event["body"]))
        hashes = [from_hex(hashed) for hashed in event["path"]]
        if seq <= last:
            raise of_event(log, seq, "stands in the receipt behind one that came after it")
        if None in hashes or not is_included(leaf, seq, size, hashes, root):
            raise of_event(log, seq, "does not stand in the log that the receipt's head is of")
        said = read_body(log, seq, event["body"])
        if (said["desk"], said["log"], said["seq"]) != (desk, log, seq):
            raise of_event(log, seq, "names another desk, log or place than the one it stands in")
        if said["at"] < at:
            raise of_event(log, seq, "is dated before the event in front of it")
        about = is_about(said, log, receipt["request"], receipt["item"], entry, number)
        if about is None:
            raise of_event(log, seq, f"is not about request {receipt['request']}, item {receipt['item']}")
        (entry, number), last, at = about, seq, said["at"]
    if entry is None:
        raise DoesNotHold(f"{path}: nothing in it is about request {receipt['request']}, item {receipt['item']}.")
    kept.heads.append((log, size, root))
    kept.keys.append(receipt["key"])
    count = len(receipt["events"])
    of_item = f"request {receipt['request']}, item {receipt['item']}"
    return f"{path}: {count} events of {of_item} stand in the {log} log, under its signed head of {size} events"


def main(words):
    parser = argparse.ArgumentParser(
        description="Checks an exported record, or the receipt of one item, without the program that wrote it.",
        epilog="Exit status: 0 it holds; 1 it does not, and the first event that does not is named; 2 no such file.",
    )
    parser.add_argument("record", nargs="?", help="the folder that `gatekeeper export` made, or one of its files")
    parser.add_argument("--head", action="append", default=[], metavar="KEPT", help="a kept head: a file, or a seal")
    parser.add_argument("--receipt", metavar="FILE", help="a receipt; with a record, its head must fit that")
    asked = parser.parse_args(words)
    for stream in (sys.stdout, sys.stderr):
        # A name that this terminal has no letters for is still told.
        stream.reconfigure(errors="backslashreplace")
    if asked.record is None and asked.receipt is None:
        parser.error("name a record, a receipt, or both")
    if asked.record is None and asked.head:
        parser.error("a kept head is compared with a record: name one")
    try:
        kept = Kept()
        for named in asked.head:
            kept.read(named)
        said = [check_receipt(asked.receipt, kept)] if asked.receipt else []
        said += [check_record(asked.record, kept)] if asked.record else []
    except DoesNotHold as found:
        print(found, file=sys.stderr)
        return 1
    except NotSuchAFile as found:
        print(found, file=sys.stderr)
        return 2
    print("; ".join(said))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
