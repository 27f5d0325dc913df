"""Writes facts for people: sizes, durations, lists, decimals of their language."""

from __future__ import annotations

from string import Formatter

from agent.typed import Any
from agent.words.phrases import Language, form, written


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
        units = iter(("bytes", "kb", "mb", "gb", "tb"))
        unit = next(units)
        while abs(size) >= 1000 and unit != "tb":
            size, unit = size / 1000, next(units)
        if unit == "bytes" or size >= 100:
            return self._counted(f"size-{unit}", round(size))
        return self._counted(f"size-{unit}", f"{size:.1f}".replace(".", self._comma))

    def _duration(self, seconds: float) -> str:
        steps = (("second", 120), ("minute", 7200), ("hour", 172_800))
        sizes = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
        unit = next((name for name, upto in steps if abs(seconds) < upto), "day")
        return self._counted(f"duration-{unit}", round(seconds / sizes[unit]))

    def _counted(self, key: str, count: int | str) -> str:
        said = form(written(key, self._language), {"count": count}, self._language)
        return said.format(count=count)
