"""A symptom orders what is shown, and hides nothing."""

import pytest

from agent.case import Seen
from agent.symptoms import SYMPTOMS, heard, place, rank, understood
from agent.words import LANGUAGES, Words
from checks.catalogue import ALL

IDS = {check.id for check in ALL}
FAMILIES = {check.family for check in ALL} | {"performance"}
QUOTED = {"en": "«x»", "nl": "«x»", "fr": "«\u202fx\u202f»", "de": "„x“"}


def seen(check, severity="blocking"):
    return Seen(check, "found", "x", severity)


def test_a_symptom_points_at_families_and_checks_that_exist():
    named = {name for names in SYMPTOMS.values() for name in names}

    assert named <= IDS | FAMILIES


@pytest.mark.parametrize("symptom", SYMPTOMS)
def test_every_family_has_a_place_in_every_symptom(symptom):
    assert {n for n in SYMPTOMS[symptom] if "." not in n} == FAMILIES


@pytest.mark.parametrize("symptom", ["", *SYMPTOMS, "unheard-of"])
def test_sorting_by_a_symptom_keeps_every_cause_and_puts_advice_last(symptom):
    causes = [
        seen(check, severity)
        for severity in ("advice", "annoying", "blocking")
        for check in sorted(IDS)
    ]
    order = sorted(causes, key=lambda cause: rank(symptom, cause))

    assert sorted(map(repr, order)) == sorted(map(repr, causes))
    grave = [cause.severity == "advice" for cause in order]
    assert grave == sorted(grave)


def test_what_the_symptom_points_at_comes_first_then_what_is_graver():
    print_, net, disk = (
        seen("services.print_queue_not_stuck", "annoying"),
        seen("network.link_is_up"),
        seen("disk.system_disk_has_room"),
    )
    order = sorted([disk, net, print_], key=lambda cause: rank("print", cause))

    assert order == [print_, net, disk]
    assert rank("", net) < rank("", seen("network.link_is_up", "annoying"))


def test_a_single_check_is_nearer_than_its_family():
    near = place("clock", "network.clock_agrees")

    assert near < place("clock", "network.link_is_up") < place("clock", "own.x")


def test_an_id_is_taken_as_it_is_and_words_as_they_are_meant():
    assert understood("wifi") == "wifi"
    assert understood("mijn printer print niet") == "print"
    assert understood("pizza") == understood("  ") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_understood_is_said_back_and_that_nothing_is_left_out(language):
    words = Words(language)
    for symptom in SYMPTOMS:
        assert words.phrase(f"symptom-{symptom}")
        assert QUOTED[language] in heard("x", symptom, words)
        assert "«" not in heard(symptom, symptom, words)
    assert QUOTED[language].replace("x", "pizza") in heard("pizza", "", words)


def test_what_is_said_back_cannot_steer_a_terminal():
    assert "\x1b" not in heard("\x1b[2Jwifi\n" * 99, "wifi", Words("en"))
