"""Says which setting of ``[desk]`` is why a desk refuses."""

from __future__ import annotations

from agent.desk.model import RefusedError
from agent.typed import NoReturn


def refuse(setting: str, why: str) -> NoReturn:
    """Raise the error that names a setting, and says what is wrong with it."""
    msg = f"desk.{setting}: {why}"
    raise RefusedError(msg)
