"""Bundles are whole or not there, the same for the same evidence, and never large."""

import errno
import io
import os
import random
import stat
import string
import zipfile

import pytest

from agent.bundle import sizes
from agent.bundle.evidence import gather
from agent.bundle.pack import _zipped, as_page, made, packed, write_bundle
from agent.bundle.redact import Redactor
from agent.bundle.unpack import CAPS, read_bundle
from agent.case import Case, Echo, Seen, Taken
from agent.events import Result
from agent.host.transcript import WITHHELD, Asking, Line
from agent.value import replace
from agent.words import LANGUAGES, Words
from tests.agent.bundle.toys import KNOWN, LISTS, RealHouse, recorded

WORDS = Words("en")
SECRET = bytes(range(32))


@pytest.fixture(scope="module")
def broken():
    return recorded(RealHouse({"roof": 0, "wall": 0, "door": 0}))


def test_the_budgets_add_up_to_less_than_512_kb():
    assert sum(CAPS.values()) + sizes.HEADERS == sizes.LIMIT <= 512 * 1024
    assert sum(76 + 2 * len(name) for name in CAPS) + 22 <= sizes.HEADERS


def test_what_does_not_shrink_does_not_grow():
    members = {name: os.urandom(cap) for name, cap in CAPS.items()}

    assert len(_zipped(members)) <= sizes.LIMIT


def test_equal_evidence_is_equal_bytes(broken):
    one, two = (gather(*broken, {}, Redactor(KNOWN, key=b"k"), LISTS) for _ in range(2))

    assert packed(one, WORDS) == packed(two, WORDS)
    assert packed(one, WORDS, SECRET) == packed(two, WORDS, SECRET)
    assert packed(one, WORDS, SECRET) != packed(one, WORDS, SECRET[::-1])


def test_the_page_made_anew_from_it_is_the_one_in_it(broken, tmp_path):
    data = packed(gather(*broken, {}, Redactor(KNOWN), LISTS), WORDS, SECRET)
    (tmp_path / "b.zip").write_bytes(data)
    read = read_bundle(str(tmp_path / "b.zip"))

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert as_page(read, WORDS) == archive.read("report.html")


def test_what_signs_it_is_not_in_it(broken):
    data = packed(gather(*broken, {}, Redactor(KNOWN), LISTS), WORDS, SECRET)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [archive.read(name) for name in archive.namelist()]

    for form in (SECRET, SECRET.hex().encode()):
        assert not any(form in one for one in (data, *members))


def test_members_bear_no_date_and_are_for_their_owner(broken):
    data = packed(gather(*broken, {}, Redactor(KNOWN), LISTS), WORDS, SECRET)
    entries = zipfile.ZipFile(io.BytesIO(data)).infolist()

    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o600}
    assert [entry.filename for entry in entries] == list(CAPS)


def noise(rng, length):
    kinds = (string.printable, "é€\U0001f525", "\0\x1b\u202e<&\"'\\")
    return "".join(rng.choice(rng.choice(kinds)) for _ in range(length))


def hostile(seed):
    """A case and askings of any size in every place that is not fixed by us."""
    rng = random.Random(seed)
    pool = [noise(rng, length) for length in (0, 5, 5, 6, 50, 50, 3000)]

    def name():
        return rng.choice(pool) + str(rng.randrange(50))

    def facts():
        return {
            name(): rng.choice((name(), [name()] * rng.choice((1, 90)), {name(): 1}))
            for _ in range(rng.choice((0, 2, 9)))
        }

    def seen():
        state = rng.choice(("healthy", "found", "unsure", "absent"))
        return Seen(name(), state, name(), name(), facts(), name())

    many = (3, 40, 200)[seed % 3]
    rows = {
        part: tuple(seen() for _ in range(many))
        for part in ("before", "after", "causes", "doubted")
    }
    steps = tuple(
        Taken(name(), name(), name(), rng.choice(list(Result)), name(), 1e9)
        for _ in range(many)
    )
    echoes = tuple(Echo(name(), name(), (name(),)) for _ in range(many))
    case = Case(name(), name(), name(), name(), name(), steps=steps, echoes=echoes)
    left = tuple(name() for _ in range(many))

    def line():
        level = rng.randrange(10**18)
        state = {"level": level, "path": name(), "notes": {name(): name()}}
        return Line("House", "look", [name()], state, name(), "HostError")

    askings = [
        Asking(name(), 0, [line() for _ in range(rng.choice((1, 9)))], {}, name())
        for _ in range(many)
    ]
    machine = {"os": name(), "kernel": name(), "uptime": 5, name(): name()}
    return replace(case, left=left, **rows), askings, machine


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", range(6))
def test_whatever_a_machine_says_each_part_keeps_to_its_budget(seed, language):
    case, askings, machine = hostile(seed)
    evidence = gather(case, askings, machine, Redactor(KNOWN), LISTS)
    data = packed(evidence, Words(language), SECRET)

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {n: len(archive.read(n)) <= cap for n, cap in CAPS.items()} == {
            name: True for name in CAPS
        }
    assert len(data) <= sizes.LIMIT


def test_a_huge_transcript_keeps_what_tells_and_says_what_it_left_out(tmp_path):
    big = {"level": 0, "path": "/x", "notes": {str(n): "y" * 90 for n in range(200)}}
    giant = big | {"path": "x" * 50_000_000}
    askings = [
        Asking(f"disk.c{n:03}", 0, [Line("House", "look", ["roof"], big)])
        for n in range(100)
    ]
    askings[3] = Asking("disk.c003", 0, [Line("House", "look", ["roof"], giant)])
    cause = Seen("disk.c077", "found", "roof-leaks")
    case = Case("1", "", "test", "", "0", causes=(cause,), left=("roof-leaks",))
    evidence = gather(case, askings, {}, Redactor(KNOWN), LISTS)
    (tmp_path / "b.zip").write_bytes(packed(evidence, WORDS))
    read = read_bundle(str(tmp_path / "b.zip"))
    whole = [asking.who for asking in read.askings if not asking.how]

    assert len(read.askings) == 100
    assert "disk.c077" in whole
    assert whole == sorted(whole)
    assert 5 < len(whole) < 20
    reasons = {note.what: note.reason for note in read.withheld}
    assert reasons["disk.c003"] == "too-large"
    assert set(reasons.values()) == {"too-large", "no-room"}
    assert sum(note.count for note in read.withheld) >= 100 - len(whole)
    assert all(a.how == WITHHELD for a in read.askings if a.who not in whole)


def test_one_asking_alone_cannot_take_all_the_room():
    state = {"level": 0, "path": "x" * (sizes.ASKING + 1), "notes": {}}
    asking = Asking("disk.x", 0, [Line("House", "look", ["roof"], state)])
    case = Case("1", "", "test", "", "0")
    evidence = gather(case, [asking], {}, Redactor(KNOWN), LISTS)

    assert evidence.askings[0].how == WITHHELD
    assert [(n.reason, n.what) for n in evidence.withheld] == [("too-large", "disk.x")]


def write(place, broken):
    data = made(*broken, {"os": "Toy"}, KNOWN, WORDS)
    return write_bundle(str(place), broken[0].id, data)


def test_it_is_for_its_owner_alone(broken, tmp_path):
    path = write(f"{tmp_path}/new/", broken)

    assert os.path.basename(path) == f"blusser-{broken[0].id}.zip"
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(tmp_path / "new").st_mode) == 0o700


def test_a_run_with_a_strange_id_stays_in_its_folder(broken, tmp_path):
    case = replace(broken[0], id="../../etc/x")
    write(f"{tmp_path}/new/", (case, broken[1]))

    assert os.listdir(tmp_path) == ["new"]
    assert os.listdir(tmp_path / "new") == ["blusser-______etc_x.zip"]


def test_a_link_in_its_place_is_replaced_and_not_followed(broken, tmp_path):
    (tmp_path / "precious").write_text("mine")
    link = tmp_path / "b.zip"
    link.symlink_to(tmp_path / "precious")
    write(link, broken)

    assert (tmp_path / "precious").read_text() == "mine"
    assert not link.is_symlink()


@pytest.mark.parametrize("place", ["no/such/folder/b.zip", "file/b.zip"])
def test_where_it_cannot_be_written_nothing_is_left(broken, tmp_path, place):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        write(tmp_path / place, broken)

    assert os.listdir(tmp_path) == ["file"]


def test_when_writing_fails_half_way_the_old_one_is_still_there(broken, tmp_path):
    """The file size limit of the process stands for a disk that fills up."""
    import resource
    import signal

    write(tmp_path / "b.zip", broken)
    before = (tmp_path / "b.zip").read_bytes()
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, kept[1]))
        with pytest.raises(OSError) as trouble:
            write(tmp_path / "b.zip", broken)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
        signal.signal(signal.SIGXFSZ, ignored)

    assert trouble.value.errno == errno.EFBIG
    assert os.listdir(tmp_path) == ["b.zip"]
    assert (tmp_path / "b.zip").read_bytes() == before
