"""Every code has words in every language, and every word a code."""

import re
import string
import sys
from pathlib import Path

import pytest

from checks import catalogue as checks
from fixes import catalogue as fixes
from agent.model import Problem
from agent.words import FAMILIES, LANGUAGES, Words, choose
from agent.words.phrases import everything
from agent.words.reasons import REASONS

ROOT = Path(__file__).parents[2]

PROBLEMS = {
    thing.code: (check.family, thing)
    for check in checks.ALL
    for thing in vars(sys.modules[check.ask.__module__]).values()
    if isinstance(thing, Problem) and f"{check.family}." in check.ask.__module__
}
LANGUAGE_AND_FAMILY = [(lang, family) for lang in LANGUAGES for family in FAMILIES]


def entries(language, family, section):
    return Words(language)._file(family)[section]


def sentences(thing):
    if isinstance(thing, str):
        return [thing]
    return [s for key, part in thing.items() if key != "by" for s in sentences(part)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_words_and_every_word_a_problem(language):
    written = [c for f in FAMILIES for c in entries(language, f, "problems")]

    assert sorted(written) == sorted(PROBLEMS)


@pytest.mark.parametrize(("language", "family"), LANGUAGE_AND_FAMILY)
def test_every_problem_says_what_it_is_what_was_seen_and_what_to_do(language, family):
    for code, entry in entries(language, family, "problems").items():
        assert set(entry) == {"title", "text", "advice"}, code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_uses_only_facts_its_problem_states(language):
    for family in FAMILIES:
        for code, entry in entries(language, family, "problems").items():
            used = {
                re.split(r"[.\[]", name)[0]
                for sentence in sentences(entry)
                for _, name, _, _ in string.Formatter().parse(sentence)
                if name
            }
            assert used <= set(PROBLEMS[code][1].facts), code


@pytest.mark.parametrize(("language", "family"), LANGUAGE_AND_FAMILY)
def test_every_check_can_say_what_it_could_not_find_out(language, family):
    ids = {c.id.partition(".")[2] for c in checks.ALL if c.family == family}

    assert set(entries(language, family, "checks")) == ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fix_says_what_it_does_and_did(language):
    written = {k: v for f in FAMILIES for k, v in entries(language, f, "fixes").items()}

    assert set(written) == {f.id for f in fixes.ALL}
    assert all(set(entry) == {"doing", "done"} for entry in written.values())


def test_every_phrase_exists_in_every_language_with_the_same_facts():
    for key, forms in everything().items():
        assert set(forms) == set(LANGUAGES), key
        used = [
            {
                n
                for s in sentences(form)
                for _, n, _, _ in string.Formatter().parse(s)
                if n
            }
            for form in forms.values()
        ]
        assert all(names == used[0] for names in used), key


@pytest.mark.parametrize(
    ("language", "size", "written"),
    [("en", 999, "999 bytes"), ("nl", 1_234_567_890, "1,2 GB"), ("en", 5e14, "500 TB")],
)
def test_sizes_are_written_for_people(language, size, written):
    assert Words(language)._written("{size:bytes}", {"size": size}) == written


@pytest.mark.parametrize(
    ("language", "seconds", "written"),
    [
        ("en", 1, "1 second"),
        ("nl", 90 * 60, "90 minuten"),
        ("nl", 3 * 86400, "3 dagen"),
    ],
)
def test_durations_are_written_for_people(language, seconds, written):
    assert Words(language)._written("{age:duration}", {"age": seconds}) == written


@pytest.mark.parametrize(
    ("wanted", "environment", "language"),
    [
        ("nl", {"LANG": "en_GB.UTF-8"}, "nl"),
        ("", {"LANG": "nl_BE.UTF-8"}, "nl"),
        ("", {"LC_ALL": "en_US.UTF-8", "LANG": "nl_BE.UTF-8"}, "en"),
        ("", {"LANGUAGE": "nl:en", "LANG": "en_US.UTF-8"}, "nl"),
        ("", {"LANG": "pl_PL.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_then_that_of_the_session(
    wanted, environment, language
):
    assert choose(wanted, environment) == language


def test_every_reason_that_is_translated_is_still_said_somewhere():
    code = "".join(
        path.read_text()
        for top in ("agent", "checks", "fixes")
        for path in (ROOT / top).rglob("*.py")
        if path.name != "reasons.py"
    )

    assert [known for known in REASONS if known not in code] == []
    assert {tuple(sorted(other)) for other in REASONS.values()} == {
        tuple(sorted(set(LANGUAGES) - {"en"}))
    }
