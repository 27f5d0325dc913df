"""What can go wrong between a question and the machine."""

from __future__ import annotations


class HostError(Exception):
    """The machine did not let us find out. Becomes ``Unsure``, never a finding."""


class PartMissing(Exception):  # noqa: N818 - it is no error
    """This machine has no such part. Becomes ``Absent``, with the reason."""
