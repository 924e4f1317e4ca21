"""The import's work without its care: one event per row as JSON, its SHA-256, a table, and search text.

No rules, no checks, no requests apart from their items, no encryption; one transaction.
"""

import csv
import hashlib
import json
import sqlite3
import sys

log, database = sys.argv[1:]
connection = sqlite3.connect(database)
with open(log, newline="", encoding="utf-8") as file:
    rows = csv.reader(file)
    header = next(rows)
    columns = ", ".join(header)
    places = ", ".join("?" * len(header))
    connection.execute(f"CREATE TABLE item ({columns})")
    connection.execute("CREATE TABLE event (body BLOB, leaf BLOB)")
    connection.execute("CREATE VIRTUAL TABLE search USING fts5 (words)")
    for row in rows:
        cells = dict(zip(header, row))
        body = json.dumps(cells).encode()
        words = " ".join(cells[name] for name in ("request", "agency", "department", "description"))
        connection.execute("INSERT INTO event VALUES (?, ?)", (body, hashlib.sha256(body).digest()))
        connection.execute(f"INSERT INTO item VALUES ({places})", row)
        connection.execute("INSERT INTO search VALUES (?)", (words,))
connection.commit()
