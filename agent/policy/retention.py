"""What IT can set about how long Blusser keeps what it saw and did."""

from __future__ import annotations

from agent.value import Value


class RetentionRules(Value):
    """What is older or more goes; the newest ten runs and the newest report stay.

    They stay whatever their date, because the clock of a PC may be years off for a
    day. ``history_days``, ``history_bytes``: of the runs, beside ``keep_cases``.
    ``outbox_days``, ``outbox_reports``: of the reports that wait for IT.
    """

    history_days: int = 90
    history_bytes: int = 100_000_000
    outbox_days: int = 90
    outbox_reports: int = 20
