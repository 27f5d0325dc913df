"""Writes facts for people: sizes, durations, lists, decimals of their language."""

from __future__ import annotations

from string import Formatter

from agent.typed import Any
from agent.words.phrases import COMMON, Language


class Facts(Formatter):
    """``{free:bytes}``, ``{age:duration}`` in seconds, lists by comma."""

    def __init__(self, language: Language) -> None:
        """Choose the language of units and decimals."""
        self._comma = "." if language == "en" else ","
        self._language = language

    def format_field(self, value: Any, spec: str) -> str:
        """Write one fact by its format."""
        if spec == "bytes":
            return self._scaled(float(value))
        if spec == "duration":
            return self._duration(float(value))
        if isinstance(value, list | tuple):
            return ", ".join(self.format_field(one, spec) for one in value)
        if isinstance(value, float):
            return f"{value:.1f}".replace(".", self._comma)
        return str(value)

    def _scaled(self, size: float) -> str:
        units = iter(("bytes", "kB", "MB", "GB", "TB"))
        unit = next(units)
        while abs(size) >= 1000 and unit != "TB":
            size, unit = size / 1000, next(units)
        digits = f"{size:.0f}" if unit == "bytes" or size >= 100 else f"{size:.1f}"
        return f"{digits} {unit}".replace(".", self._comma)

    def _duration(self, seconds: float) -> str:
        steps = (("second", 120), ("minute", 7200), ("hour", 172_800))
        sizes = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
        unit = next((name for name, upto in steps if abs(seconds) < upto), "day")
        count = round(seconds / sizes[unit])
        form = COMMON[f"duration-{unit}"][self._language]
        chosen = (
            form["one" if count == 1 else "other"] if isinstance(form, dict) else form
        )
        return str(chosen.format(count=count))
