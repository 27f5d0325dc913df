"""Drops runs that are older or more than IT wants kept."""

from __future__ import annotations

import _sqlite3 as sqlite3  # as in ``agent.history``

from agent.policy.retention import RetentionRules

FEW = 10
"""Runs that stay whatever their date and size: a clock that is years ahead for a day
must not cost all that was seen before."""
BEYOND = """
DELETE FROM cases
WHERE id <= (SELECT id FROM cases ORDER BY id DESC LIMIT 1 OFFSET ?)
  AND NOT (started > strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-7 days')
           AND (instr(record, '"result":"cured"') OR instr(record, '"result":"undone"')
             OR instr(record, '"result":"failed"')
             OR instr(record, '"result":"no-effect"')))
"""
"""What was tried within a week stays: ``agent.breaker`` goes by it, and whoever may ask
the service could else make it forget."""
AGED = """
DELETE FROM cases
WHERE id <= (SELECT id FROM cases ORDER BY id DESC LIMIT 1 OFFSET ?1)
  AND started < strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?2)
"""
OLDEST = """
DELETE FROM cases WHERE id = (SELECT MIN(id) FROM cases
WHERE id <= (SELECT id FROM cases ORDER BY id DESC LIMIT 1 OFFSET ?1))
"""
SIZE = """
SELECT (page_count - freelist_count) * page_size
FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()
"""
"""Of what is in use; pages of runs that were dropped are written over."""


def prune(file: sqlite3.Connection, rules: RetentionRules) -> None:
    """Drop what is too old, then the oldest while it is too much."""
    file.execute(AGED, (FEW, f"-{rules.history_days} days"))
    while file.execute(SIZE).fetchone()[0] > rules.history_bytes:
        if not file.execute(OLDEST, (FEW,)).rowcount:
            return
