from datetime import datetime, timedelta, timezone

import pytest

from agent.words import LANGUAGES, Words
from ui.clock import said

GHENT = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("language", "now", "written"),
    [
        ("en", datetime(2025, 11, 24, 18, 0, tzinfo=GHENT), "today at 0:05"),
        ("nl", datetime(2025, 11, 24, 18, 0, tzinfo=GHENT), "vandaag om 0.05 uur"),
        ("en", datetime(2025, 11, 25, 0, 1, tzinfo=GHENT), "on 24 Nov at 0:05"),
        ("nl", datetime(2025, 12, 1, 9, 0, tzinfo=GHENT), "op 24 nov. om 0.05 uur"),
        (
            "fr",
            datetime(2025, 12, 1, 9, 0, tzinfo=GHENT),
            "le 24 nov. à 0\u202fh\u202f05",
        ),
        ("de", datetime(2025, 12, 1, 9, 0, tzinfo=GHENT), "am 24. Nov. um 0:05 Uhr"),
    ],
)
def test_a_time_is_said_as_people_here_do(language, now, written):
    assert said("2025-11-23T23:05:00Z", now, Words(language)) == written


def test_the_first_of_a_month_is_the_first_in_french():
    now = datetime(2025, 12, 9, 9, 0, tzinfo=GHENT)

    assert said("2025-12-01T08:05:00Z", now, Words("fr")).startswith("le 1er déc. à 9")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_has_a_name(language):
    assert len(Words(language).phrase("ui-months").split()) == 12
