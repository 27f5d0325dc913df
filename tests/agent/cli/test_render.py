import pytest

from agent.cli.render import lines
from agent.cli.report import Escalation
from agent.events import NOT_NEEDED, Result
from agent.value import replace
from tests.agent.cli.test_report import Spoken
from tests.agent.test_case import case_of
from tests.agent.toy import Tanks


def shown(case, handed=Escalation(), language="en"):
    return [
        f"{'  ' * (line.indent // 2)}{line.mark}|{line.text}"
        for line in lines(case, Spoken(language), handed)
    ]


def test_the_cause_comes_first_with_its_echoes_folded_under_it():
    case, _ = case_of(Tanks(well=0), mend=False)
    text = shown(case)

    assert text[0].startswith("trouble|")
    assert text[2] == "trouble|title of well-dry"
    assert "title of pump-dry; title of tap-dry" in text[5]
    assert not any(line.startswith("trouble|title of pump") for line in text)


def test_a_repair_is_shown_with_what_it_did():
    tanks = Tanks(well=0)
    tanks.feeds = {"well": {"pump": 5, "tap": 5}}
    text = shown(case_of(tanks)[0])

    assert text[0] == "well|Fixed."
    assert "well|title of well-dry" in text
    assert any("well|done fill_well" in line for line in text)
    assert not any("advice" in line for line in text)


def test_what_is_left_says_what_to_do_and_where_the_report_lies():
    case, _ = case_of(Tanks(tap=0))
    text = shown(case, Escalation("offered", bundle="/var/x.zip"))

    assert any("advice of tap-dry" in line for line in text)
    assert any("not done, because nobody has said yes" in line for line in text)
    assert any("/var/x.zip" in line for line in text)


def test_an_outage_is_said_not_to_be_this_computers_fault():
    from agent.value import replace

    case, _ = case_of(Tanks(tap=0))
    (cause,) = case.causes
    outage = replace(case, causes=(replace(cause, outage="tap-dry-0"),))
    said = "  |This is not a fault of your computer: others will see the same."

    assert said in shown(outage)
    assert said not in shown(case)


def test_what_could_not_be_found_out_is_never_called_well():
    tanks = Tanks()
    tanks.mute = {"tap"}
    text = shown(case_of(tanks)[0])

    assert text[0].startswith("unsure|")
    assert any("unsure|the question of" in line for line in text)
    assert any("the gauge of the tap is gone" in line for line in text)


def test_it_speaks_dutch():
    assert shown(case_of(Tanks())[0], language="nl")[0] == "well|Alles in orde."


def test_each_family_says_how_much_of_it_was_asked_because_silence_is_not_health():
    from agent.case import Seen
    from agent.value import replace

    case, _ = case_of(Tanks())
    case = replace(
        case,
        after=(
            Seen("disk.a", "healthy"),
            Seen("disk.b", "absent"),
            Seen("login.a", "absent"),
            Seen("network.a", "unsure"),
            Seen("network.b", "healthy"),
        ),
    )
    text = shown(case)

    assert "  well|Disk: 1 question, 1 more does not apply to this PC" in text
    assert "  quiet|Sign-in: 0 questions, 1 more does not apply to this PC" in text
    assert "  unsure|Network: 2 questions" in text


def test_who_only_looked_is_told_that_it_can_be_repaired():
    case, _ = case_of(Tanks(well=0), mend=False)
    words = Spoken("en")

    with_hint = [
        line.text for line in lines(case, words, Escalation(), can_repair=True)
    ]
    without = [line.text for line in lines(case, words, Escalation())]

    assert set(with_hint) - set(without) == {words.phrase("cli-can-repair")}


def test_a_reason_is_said_in_dutch_and_its_detail_is_left_to_it():
    assert Spoken("nl").reason("only IT may do this") == "alleen IT mag dit doen"
    detailed = "it needs administrator rights: org.freedesktop.DBus.Error.AccessDenied"
    assert Spoken("en").reason(detailed) == "it needs administrator rights"


def test_a_reason_that_has_a_number_is_a_whole_sentence_in_english():
    assert Spoken("en").reason("no answer within 5 s") == "no answer within 5 s"
    assert Spoken("en").reason("the service that lends rights hung up: 7") == (
        "the service that lends rights hung up"
    )


def test_a_reason_without_words_is_said_to_be_for_it():
    assert Spoken("en").reason("the disk sings") == "the disk sings"
    assert Spoken("nl").reason("the disk sings") == "voor IT: the disk sings"
    assert Spoken("fr").reason("") == ""


def test_what_follows_is_divided_as_the_language_divides():
    case, _ = case_of(Tanks(well=0), mend=False)

    assert "title of pump-dry\u202f; title of tap-dry" in shown(case, language="fr")[5]


def test_what_became_of_an_earlier_run_is_told_first():
    from agent.case import Taken
    from agent.events import Result
    from agent.value import replace

    case, _ = case_of(Tanks())
    ended = [
        Taken("fill_well", "well-dry", "well", result, "", 1.0)
        for result in (Result.CURED, Result.UNDONE, Result.NO_EFFECT, Result.FAILED)
    ]
    text = shown(replace(case, recovered=tuple(ended)))

    assert text[2:7] == [
        "|Blusser was cut short earlier",
        "  well|doing fill_well: this had helped, and stays.",
        "  ask|doing fill_well: what this had changed is back as it was.",
        "  ask|doing fill_well: this was not finished and changed no setting.",
        "  trouble|doing fill_well: what this had changed could not be put back."
        " Show this to IT.",
    ]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Freed 1.2 GB: 300 MB was free, now it is 1.5 GB."),
        ("nl", "1,2 GB vrijgemaakt: eerst was er 300 MB vrij, nu 1,5 GB."),
        (
            "fr",
            "1,2\u202fGo libérés\u202f: 300\u202fMo étaient libres, maintenant 1,5\u202fGo.",
        ),
        (
            "de",
            "1,2\u00a0GB freigegeben: Vorher waren 300\u00a0MB frei, jetzt 1,5\u00a0GB.",
        ),
    ],
)
def test_how_much_room_was_made_is_said(language, told):
    from agent.case import Taken
    from agent.events import Result
    from agent.host.ports.freed import Freed
    from agent.value import replace

    room = Freed(1_234_567_890, 300_000_000, 1_530_000_000)
    case, _ = case_of(Tanks())
    step = Taken("fill_well", "well-dry", "well", Result.CURED, "", 1.0, room)
    some, none = (
        shown(replace(case, steps=(replace(step, freed=one),)), language=language)
        for one in (room, Freed(0, 5, 5))
    )

    assert told in " ".join(some)
    assert not any("GB" in line or "Go" in line for line in none)


def test_what_an_earlier_step_made_needless_was_not_done_and_is_not_listed():
    case, _ = case_of(Tanks(well=0))
    step = replace(case.steps[0], result=Result.SKIPPED, why=NOT_NEEDED)
    told = shown(replace(case, steps=(*case.steps, step)))

    assert told == shown(case)


def test_what_took_any_time_never_took_none():
    case, _ = case_of(Tanks(well=0))
    quick = replace(case, steps=(replace(case.steps[0], seconds=0.004),), seconds=0.02)

    assert [one for one in shown(quick) if "0.0 s" in one] == []
    assert sum("< 0.1 s" in one for one in shown(quick)) == 2
