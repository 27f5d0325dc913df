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
from agent.words.files import HERE, read
from agent.words.phrases import TABLED, everything, written
from agent.words.reasons import REASONS

ROOT = Path(__file__).parents[2]

PROBLEMS = {
    thing.code: (check.family, thing)
    for check in checks.ALL
    for thing in vars(sys.modules[check.ask.__module__]).values()
    if isinstance(thing, Problem) and f"{check.family}." in check.ask.__module__
}
MISSET = re.compile(r"(?<!\u202f)[:;!?%»]|«(?!\u202f)|[ \u00a0]\u202f|['\"]")
"""French marks without their narrow no-break space, and quotes that are not French."""
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


def named(thing):
    parsed = (string.Formatter().parse(s) for s in sentences(thing))
    return {name for one in parsed for _, name, _, _ in one if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_exists_with_the_facts_it_has_in_english(language):
    for key, forms in everything().items():
        said = written(key, language)
        assert named(said) == named(forms["en"]), key
        assert isinstance(said, str) or said["by"] in named(forms["en"]), key


def test_a_phrase_stands_in_one_place():
    tables = {language for forms in everything().values() for language in forms}
    translated = sorted(set(LANGUAGES) - set(TABLED))

    assert tables == set(TABLED)
    for language in translated:
        assert set(read(language, "phrases")) == set(everything())
        assert set(read(language, "reasons")) == set(REASONS)


def test_no_language_has_a_file_that_nobody_reads():
    known = {*FAMILIES, "phrases", "reasons"}
    files = {p.stem for lang in LANGUAGES for p in Path(HERE, lang).iterdir()}

    assert files <= known


@pytest.mark.parametrize(
    ("language", "size", "written"),
    [
        ("en", 1, "1 byte"),
        ("en", 999, "999 bytes"),
        ("nl", 1_234_567_890, "1,2 GB"),
        ("en", 5e14, "500 TB"),
        ("fr", 0, "0\u202foctet"),
        ("fr", 999, "999\u202foctets"),
        ("fr", 1_234_567_890, "1,2\u202fGo"),
        ("de", 0, "0\u00a0Bytes"),
        ("de", 1_234_567_890, "1,2\u00a0GB"),
    ],
)
def test_sizes_are_written_for_people(language, size, written):
    assert Words(language)._written("{size:bytes}", {"size": size}) == written


@pytest.mark.parametrize(
    ("language", "seconds", "written"),
    [
        ("en", 1, "1 second"),
        ("nl", 90 * 60, "90 minuten"),
        ("nl", 3 * 86400, "3 dagen"),
        ("fr", 0, "0\u202fseconde"),
        ("fr", 90, "90\u202fsecondes"),
        ("fr", 3 * 86400, "3\u202fjours"),
        ("de", 1, "1 Sekunde"),
        ("de", 3 * 86400, "3 Tage"),
    ],
)
def test_durations_are_written_for_people(language, seconds, written):
    assert Words(language)._written("{age:duration}", {"age": seconds}) == written


@pytest.mark.parametrize(
    ("language", "told", "chosen"),
    [
        ("fr", 0, "one"),
        ("fr", 1, "one"),
        ("fr", 2, "other"),
        ("nl", 0, "other"),
        ("fr", True, "one"),
        ("fr", False, "other"),
    ],
)
def test_nothing_is_counted_as_people_count_there(language, told, chosen):
    forms = {"by": "told", "one": "one", "other": "other"}

    assert Words(language)._written(forms, {"told": told}) == chosen


@pytest.mark.parametrize(
    "path", sorted(Path(HERE, "fr").iterdir()), ids=lambda p: p.stem
)
def test_french_is_set_as_french_is(path):
    """No-break spaces where French has spaces before a mark, and its own quotes."""
    wrong = [
        sentence
        for thing in read("fr", path.stem).values()
        for sentence in sentences(thing)
        if MISSET.search(re.sub(r"\{[^}]*\}", "x", sentence))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("wanted", "environment", "language"),
    [
        ("nl", {"LANG": "en_GB.UTF-8"}, "nl"),
        ("", {"LANG": "nl_BE.UTF-8"}, "nl"),
        ("", {"LC_ALL": "en_US.UTF-8", "LANG": "nl_BE.UTF-8"}, "en"),
        ("", {"LANGUAGE": "nl:en", "LANG": "en_US.UTF-8"}, "nl"),
        ("", {"LANG": "pl_PL.UTF-8"}, "en"),
        ("", {"LANG": "C"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_then_that_of_the_session(
    wanted, environment, language
):
    assert choose(wanted, environment) == language


@pytest.mark.parametrize(
    ("wanted", "session", "allowed", "language"),
    [
        ("", "nl_BE.UTF-8", ("nl",), "nl"),
        ("", "en_GB.UTF-8", ("nl",), "nl"),
        ("", "en_GB.UTF-8", ("nl", "en"), "en"),
        ("", "pl_PL.UTF-8", ("nl", "en"), "nl"),
        ("", "", ("nl", "en"), "nl"),
        ("en", "nl_BE.UTF-8", ("nl",), "en"),
    ],
)
def test_it_may_narrow_which_languages_a_session_gets(
    wanted, session, allowed, language
):
    assert choose(wanted, {"LANG": session}, allowed) == language


def test_every_reason_that_is_translated_is_still_said_somewhere():
    code = "".join(
        path.read_text()
        for top in ("agent", "checks", "fixes")
        for path in (ROOT / top).rglob("*.py")
        if path.name not in ("reasons.py", "absences.py")
    )

    assert [known for known in REASONS if known not in code] == []
    assert {tuple(other) for other in REASONS.values()} == {
        tuple(language for language in TABLED if language != "en")
    }


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "for good"), ("nl", "oorgoed"), ("fr", "définitive"), ("de", "ndgültig")],
)
def test_whoever_is_asked_to_give_something_up_for_good_is_told_so(language, said):
    assert said in Words(language).fix("empty_old_trash", "doing")
