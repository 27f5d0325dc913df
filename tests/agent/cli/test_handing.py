"""What an employee hears of a report on its way is what they can count on."""

from __future__ import annotations

import pytest

from agent.cli.handing import told
from agent.desk.model import Ref
from agent.outbox.parcel import Parcel, Stage
from agent.value import replace
from agent.words import LANGUAGES, Words

PARCEL = Parcel("k", "7", "PC-1: dry", "Dry.", ("dry",), 1.0)
REFUSED = replace(PARCEL, why="desk.place: no such queue", refused=True)


def said(parcel, language):
    return list(told(parcel, Words(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_desk_refused_is_not_promised_to_go_by_itself(language):
    words = Words(language)
    assert said(REFUSED, language) == [words.phrase("desk-denied")]
    assert said(PARCEL, language) == [words.phrase("desk-queued")]


def test_what_was_refused_once_and_stands_now_is_a_ticket():
    sent = replace(REFUSED, ref=Ref("9", "9"), stage=Stage.CREATED)
    assert said(sent, "en") == ["IT has it: ticket 9."]
