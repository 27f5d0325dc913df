"""Phrases for a command line that cannot be carried out, language beside language."""

from __future__ import annotations

from agent.trouble import GOING_ON
from agent.typed import Any, Final

USAGE: Final[dict[str, dict[Any, Any]]] = {
    "usage-quoted": {"en": "«{name}»", "nl": "«{name}»"},
    "usage-close": {
        "en": "{what}; did you mean {names}?",
        "nl": "{what}; bedoelde u {names}?",
    },
    "usage-see": {"en": "{what}; see {names}.", "nl": "{what}; zie {names}."},
    "usage-none": {"en": "No command was given", "nl": "Er is geen opdracht gegeven"},
    "usage-first": {
        "en": "The command comes before {word}",
        "nl": "De opdracht komt vóór {word}",
    },
    "usage-command": {
        "en": "There is no command {word}",
        "nl": "Er is geen opdracht {word}",
    },
    "usage-option": {
        "en": "{command} has no option {word}",
        "nl": "{command} heeft geen optie {word}",
    },
    "usage-ambiguous": {
        "en": "More than one option begins with {word}",
        "nl": "Meer dan één optie begint met {word}",
    },
    "usage-flag": {
        "en": "{word} takes no value",
        "nl": "{word} krijgt geen waarde",
    },
    "usage-choice": {
        "en": "{word} is none of: {known}",
        "nl": "{word} is niet een van: {known}",
    },
    "usage-number": {
        "en": "After {option} comes a whole number, not {word}",
        "nl": "Na {option} komt een geheel getal, niet {word}",
    },
    "usage-missing": {
        "en": "Something is missing after {word}",
        "nl": "Na {word} ontbreekt iets",
    },
    "usage-extra": {
        "en": "{command} cannot do anything with {word}",
        "nl": "{command} kan niets met {word}",
    },
    "usage-check": {
        "en": "There is no check or family {word}",
        "nl": "Er is geen controle of familie {word}",
    },
    "usage-most": {
        "en": "--most must be 1 or more.",
        "nl": "--most moet 1 of meer zijn.",
    },
    "usage-run": {
        "en": "There is no run {word} in {folder}",
        "nl": "Er is geen uitvoering {word} in {folder}",
    },
    "usage-no-run": {
        "en": "There is no run in {folder} to send yet; begin with «blusser fix».",
        "nl": "In {folder} is nog geen uitvoering om te versturen; begin met"
        " «blusser fix».",
    },
    "usage-nothing-left": {
        "en": "Run {id} left nothing to tell IT; say what is still broken with --note,"
        " and it is sent.",
        "nl": "Uitvoering {id} liet niets over om aan IT te melden; zeg met --note wat"
        " er nog stuk is, dan wordt het verstuurd.",
    },
    "usage-no-desk": {
        "en": "The rules name no desk of IT ([desk], {source}); nothing can be sent,"
        " and reports lie in {folder}.",
        "nl": "De regels noemen geen helpdesk van IT ([desk], {source}); er kan niets"
        " worden verstuurd, en verslagen liggen in {folder}.",
    },
    "usage-exists": {
        "en": "{path} exists already and stays as it is; name another place.",
        "nl": "{path} bestaat al en blijft zoals het is; noem een andere plaats.",
    },
    "usage-busy": {
        "en": GOING_ON,
        "nl": "Blusser is al bezig op deze pc; wacht tot dat klaar is.",
    },
    "usage-delivering": {
        "en": "Another delivery to IT is going on; it takes yours along.",
        "nl": "Er wordt al iets naar IT gebracht; dat van u gaat mee.",
    },
}
