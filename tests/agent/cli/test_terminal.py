"""What a person answers at a terminal."""

import io
import sys

import pytest

from agent.cli.terminal import ask
from agent.words import LANGUAGES, Words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_that_a_question_offers_is_a_yes(language, monkeypatch, capsys):
    question = Words(language).phrase("cli-consent", doing="x")
    letter = question.partition("[")[2][0]
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{letter}\n"))

    assert ask(question)


@pytest.mark.parametrize("said", ["yes", "Ja", "oui", "O"])
def test_a_clear_yes_is_one_in_every_language(said, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{said}\n"))

    assert ask("?")


@pytest.mark.parametrize("said", ["", "n", "nein", "non", "ok", "perhaps"])
def test_everything_else_is_a_no(said, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{said}\n"))

    assert not ask("?")
