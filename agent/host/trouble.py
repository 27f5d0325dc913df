"""What can go wrong between a question and the machine."""

from __future__ import annotations


class HostError(Exception):
    """The machine did not let us find out. Becomes ``Unsure``, never a finding."""


class PartMissing(Exception):  # noqa: N818 - it is no error
    """This machine has no such part. Becomes ``Absent``, with the reason."""


class NeedsRights(PartMissing):
    """This account has no such part; the system itself would have it."""


class NotReplayed(Exception):  # noqa: N818 - the bundle is at fault, not the machine
    """The bundle does not hold this answer, so that nobody may go on without it.

    No ``HostError``: a check that copes with those must not cope with this.
    """


class Unforeseen(NotReplayed):
    """Whoever was asked failed in a way that nobody foresaw; says how that ended."""


class NeverEnded(NotReplayed):
    """Whoever asked this was left behind when it was recorded."""


class Soft(Exception):  # noqa: N818 - nothing failed: the ground does not hold
    """Somebody who is no administrator can move this; says which path, and why."""
