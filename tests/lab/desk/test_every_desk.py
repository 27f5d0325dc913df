"""What every desk that really runs here does with a ticket of ours."""

from secrets import token_hex

import pytest

from agent.desk.model import File, RefusedError, Ticket
from agent.desk.tally import tally
from tests.lab.desk.conftest import LABS

pytestmark = [pytest.mark.lab, pytest.mark.timeout(600)]

HOSTILE = (
    "Ünïcode “quotes” 'single' \"double\" <b>bold</b> <script>alert(1)</script> "
    "& &amp; %00 \\n {curly} $money #1 … ends here"
)
TEXT = f"First line\n{HOSTILE}\n\n  indented 'line'\n* star\n-- \nlast line €"
FILE = File(name="bundle.zip", kind="application/zip", data=bytes(range(256)) * 2000)


@pytest.fixture(params=sorted(LABS))
def lab(request, start):
    return start(request.param)


@pytest.fixture
def desk(lab):
    return lab.desk()


def ticket(**more):
    return Ticket(
        **(
            {"key": token_hex(16), "subject": "No DNS", "text": TEXT, "caller": "els"}
            | more
        )
    )


def test_a_desk_that_is_set_up_well_is_ready(desk):
    desk.preflight()


SETTINGS = [(kind, name) for kind, one in sorted(LABS.items()) for name in one.wrong]


@pytest.mark.parametrize(("kind", "setting"), SETTINGS)
def test_what_is_set_wrongly_is_named(start, kind, setting):
    lab = start(kind)

    with pytest.raises(RefusedError, match=rf"^desk\.{setting}: ") as caught:
        lab.desk(**lab.wrong[setting]).preflight()
    assert "lab-pass" not in str(caught.value)


def test_a_ticket_is_found_by_its_key_open_or_closed(lab, desk):
    mine = ticket()
    made = desk.create(mine)
    desk.create(ticket())

    assert desk.find(mine.key) == made
    lab.finish(made)
    assert desk.find(mine.key) == made
    assert made.url.startswith(lab.url)


def test_a_key_that_nobody_has_finds_nothing(desk):
    desk.create(ticket())

    assert desk.find(token_hex(16)) is None
    assert desk.find("' OR id > 0 OR Subject = '") is None
    assert desk.find("*") is None
    assert desk.find("%") is None


def test_a_part_of_a_key_or_more_than_it_is_another_key(desk):
    mine = ticket(key=f"{token_hex(15)}af")
    desk.create(mine)

    assert desk.find(mine.key[:16]) is None
    assert desk.find(f"{mine.key}0") is None
    assert desk.find(mine.key.upper()) is None


def test_a_field_that_the_desk_does_not_know_adopts_no_strangers_ticket(lab, desk):
    """Of these desks two answer an unknown filter with every ticket."""
    mine = ticket()
    desk.create(mine)

    for setting in ("key_field", "outage_field"):
        wrong = lab.desk(**lab.wrong[setting])
        try:
            found = {wrong.find(token_hex(16)), wrong.find_outage(token_hex(16))}
        except RefusedError:
            continue
        assert found == {None}


def test_what_is_told_arrives_as_it_was(lab, desk):
    made = desk.create(ticket(subject=HOSTILE))

    subject, text = lab.shown(made)
    assert subject == HOSTILE
    assert text.replace("\r\n", "\n").strip() == TEXT


def test_a_subject_that_is_too_long_is_cut_and_breaks_no_letter(lab, desk):
    made = desk.create(ticket(subject="long\nü" + "ü€" * 300))

    subject, _ = lab.shown(made)
    assert len(subject) >= 80
    assert ("long ü" + "ü€" * 300).startswith(subject)


def test_a_file_is_attached_once(lab, desk):
    made = desk.create(ticket())
    desk.attach(made, FILE)
    desk.attach(made, FILE)

    assert lab.files(made) == [FILE.name]
    assert desk.verify(made, FILE)


def test_another_file_of_the_same_name_is_another_file(lab, desk):
    made = desk.create(ticket())
    desk.attach(made, FILE)
    desk.attach(made, File(name=FILE.name, kind=FILE.kind, data=b"other"))

    assert lab.files(made) == [FILE.name] * 2
    assert desk.verify(made, FILE)


def test_a_text_is_kept_byte_by_byte(desk):
    made = desk.create(ticket())
    for kind in ("text/html", "text/plain", "application/json"):
        strange = File(name="report", kind=kind, data=b"\xff\xfe\x00\r\n\n \xc3\xbc<p>")
        desk.attach(made, strange)
        assert desk.verify(made, strange)


def test_what_the_desk_lost_is_not_verified(lab, desk):
    made = desk.create(ticket())
    mine = token_hex(16)  # Redmine keeps what it has twice only once
    lost = File(name=f"{mine}.zip", kind=FILE.kind, data=FILE.data + mine.encode())
    desk.attach(made, lost)
    assert desk.verify(made, lost)
    lab.lose(lost.name)

    assert not desk.verify(made, lost)
    assert not desk.verify(made, File(name="never.zip", kind=FILE.kind, data=b"x"))


def test_a_ticket_becomes_a_part_of_an_outage_and_stays_one(lab, desk):
    outage = token_hex(16)
    parent = desk.create(ticket(outage=outage))
    other = desk.create(ticket())
    desk.link(other, parent)
    desk.link(other, parent)

    assert lab.parents(other) == [parent.id]


def test_an_outage_is_found_while_its_ticket_is_open_and_it_is_the_first(lab, desk):
    outage = f'{token_hex(16)} it\'s \\ "ours" & ü'
    assert desk.find_outage(outage) is None
    first = desk.create(ticket(outage=outage))
    second = desk.create(ticket(outage=outage))
    desk.create(ticket())

    assert desk.find_outage(outage) == first
    lab.finish(first)
    assert desk.find_outage(outage) == second
    assert desk.find_outage("") is None
    assert desk.find_outage("' OR id > 0 OR Subject = '") is None


def test_large_files_arrive(desk):
    """More than what is read of any other answer."""
    made = desk.create(ticket())
    large = File(name="large.zip", kind=FILE.kind, data=bytes(range(251)) * 70_000)
    desk.attach(made, large)

    assert desk.verify(made, large)


def test_the_largest_count_of_this_ticket_is_found_again(desk):
    """These four all keep notes; that others do not is no fault."""
    notes = tally(desk)
    made, other = desk.create(ticket()), desk.create(ticket())
    assert notes.counted(made) == 0
    for pcs in (5, 200, 34):
        notes.count(made, pcs, f"Environ {pcs} PC ont ce problème.")
    notes.count(other, 7000, "About 7000 PCs have this.")
    desk.attach(made, FILE)

    assert notes.counted(made) == 200
    assert notes.counted(other) == 7000
    assert desk.verify(made, FILE)
