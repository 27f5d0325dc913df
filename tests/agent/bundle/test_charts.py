"""What was measured is drawn, from the bundle alone; nonsense is no chart."""

import re
from xml.etree import ElementTree

import pytest

from agent.bundle.charts import charts
from agent.host.transcript import WITHHELD, Asking, Line
from agent.words import Words


def disk(*volumes):
    return Asking("disk.room", 0, [Line("Disk", "volumes", [], list(volumes))])


def line(*times, to="10.0.0.1"):
    volley = {"to": to, "by": "echo", "near": True, "times": list(times)}
    told = {"volleys": [volley], "moved": 0.0}
    return Asking("network.line", 0, [Line("Line", "look", [], told)])


def drawn(*askings, language="en"):
    return "".join(charts(askings, Words(language)))


def shapes(page, kind):
    return [
        one
        for svg in re.findall("<svg.*?</svg>", page)
        for one in ElementTree.fromstring(svg)
        if one.get("class") == kind
    ]


HOME = {"mount": "/home", "size": 64_000_000_000, "free": 16_000_000_000}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "16.0 GB free of 64.0 GB"),
        ("nl", "16,0 GB vrij van 64,0 GB"),
        ("fr", "16,0 Go libres sur 64,0 Go"),
        ("de", "16,0 GB frei von 64,0 GB"),
    ],
)
def test_a_disk_is_as_full_as_it_was_seen_in_the_readers_language(language, said):
    page = drawn(disk(HOME), language=language)

    assert said in page.replace("\xa0", " ").replace("\u202f", " ")
    assert [one.get("width") for one in shapes(page, "used")] == ["75.0"]


def test_the_disk_is_drawn_as_it_was_seen_last():
    page = drawn(disk(HOME), disk(HOME | {"free": 32_000_000_000}))

    assert [one.get("width") for one in shapes(page, "used")] == ["50.0"]


def test_each_packet_has_a_bar_and_one_that_was_lost_stands_out():
    page = drawn(line(10.0, 30.0, -1, 200.0))

    assert "30.0 ms in the middle, 200.0 ms at worst, 1 of 4 lost" in page
    assert len(shapes(page, "used")) == 3
    assert [one.get("height") for one in shapes(page, "lost")] == ["24.00"]
    assert max(float(one.get("height")) for one in shapes(page, "used")) == 24


def test_the_milliseconds_of_a_good_line_do_not_look_like_mountains():
    page = drawn(line(1.0, 5.0, 2.0))

    assert max(float(one.get("height")) for one in shapes(page, "used")) < 3


@pytest.mark.parametrize(
    "askings",
    [
        (),
        (disk(),),
        (disk({"mount": "/"}),),
        (disk(HOME | {"size": 0, "free": 0}),),
        (disk(HOME | {"free": -1}), line()),
        (disk(HOME | {"free": float("nan")}), line(float("inf"))),
        (disk(HOME | {"free": 10**400}), line("many", None, True)),
        (disk("nothing", 3), Asking("x", 0, [Line("Line", "look", [], ["odd"])])),
        (Asking("disk.room", 0, [], ended="it was left out", how=WITHHELD),),
        (line(-1, -1),),
    ],
)
def test_where_nothing_was_measured_nothing_is_drawn(askings):
    assert drawn(*askings) == ""


def test_a_name_cannot_become_a_part_of_the_page():
    name = '"><script>alert(1)</script>'

    page = drawn(disk(HOME | {"mount": name}), line(1.0, to=name))

    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 4


def test_what_is_drawn_is_bounded_however_much_was_measured():
    page = drawn(disk(*[HOME] * 1000), line(*[1.0] * 100_000))

    assert len(page) < 40_000
