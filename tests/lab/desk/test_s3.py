"""A bucket as a desk: the real SeaweedFS, and a relay that signs addresses for it."""

import json
import time
from base64 import b64encode
from secrets import token_hex

import pytest

from agent.desk.model import File, LaterError, RefusedError
from agent.desk.s3 import NOWHERE, PROBE, desk
from agent.desk.trust import Route
from agent.policy.desk import DeskRules
from agent.value import replace
from tests.agent.desk.paper import KEY, REPORT, SECRET, TICKET
from tests.lab.desk.cable import damaging
from tests.lab.desk.relay import ACCESS, BUCKET, relay, signed
from tests.lab.desk.relay import SECRET as BUCKETS
from tests.lab.desk.servers import asked, seaweed

pytestmark = pytest.mark.lab


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with seaweed(tmp_path_factory.mktemp("weed"), ACCESS, BUCKETS) as place:
        _until_made(place)
        yield place


@pytest.fixture
def signing(store):
    with relay(store, SECRET) as one:
        yield one


@pytest.fixture
def key():
    return token_hex(16)


def at(signing, secret=SECRET):
    return desk(DeskRules(url=signing.url), secret, Route())


def lies(store, key, name):
    """Return what IT finds in the bucket."""
    path = f"/{BUCKET}/{key}/{name}"
    url = signed("GET", store, path)
    status, data = asked(store, "GET", url.partition(store)[2])
    return data if status == 200 else status


def test_a_ticket_and_its_report_lie_in_the_bucket(store, signing, key):
    s3, ticket = at(signing), replace(TICKET, key=key)
    s3.preflight()
    assert s3.find(key) is None
    made = s3.create(ticket)
    s3.attach(made, REPORT)

    assert json.loads(lies(store, key, "ticket.json"))["key"] == key
    assert lies(store, key, "report.zip") == REPORT.data
    assert s3.find(key) == made
    assert s3.verify(made, REPORT)
    assert {"key": key, "name": "ticket.json"} in signing.asked
    put = next(one for one in signing.asked if one["name"] == "report.zip")
    assert (put["size"], put["sha256"]) == (len(REPORT.data), REPORT.digest)


def test_the_store_refuses_what_the_desk_relies_on_it_to_refuse(store, key):
    """Not ours, but the ground we stand on: moto, for one, takes all of these."""
    right = {
        "Content-Type": "application/zip",
        "x-amz-checksum-sha256": b64encode(bytes.fromhex(REPORT.digest)).decode(),
    }
    good = signed("PUT", store, f"/{BUCKET}/{key}/a", right).partition(store)[2]
    late = signed("PUT", store, f"/{BUCKET}/{key}/a", right, age=900).partition(store)[
        2
    ]

    assert asked(store, "PUT", good[:-4] + "beef", right, REPORT.data)[0] == 403
    assert asked(store, "PUT", late, right, REPORT.data)[0] == 403
    assert asked(store, "PUT", f"/{BUCKET}/{key}/a", right, REPORT.data)[0] == 403
    other = right | {"Content-Type": "text/html"}
    assert asked(store, "PUT", good, other, REPORT.data)[0] == 403
    assert asked(store, "PUT", good, right, REPORT.data[:-1])[0] == 400
    assert lies(store, key, "a") == 404
    assert asked(store, "PUT", good, right, REPORT.data)[0] == 200


def test_every_pc_finds_the_same_probe(store, signing):
    for _ in range(3):
        at(signing).preflight()

    assert lies(store, NOWHERE, PROBE.name) == PROBE.data


def test_what_is_there_already_is_success_and_stays(store, signing, key):
    s3, ticket = at(signing), replace(TICKET, key=key)
    made = s3.create(ticket)
    s3.attach(made, REPORT)
    s3.attach(made, REPORT)

    assert s3.create(replace(ticket, text="told anew")) == made
    assert "told anew" not in lies(store, key, "ticket.json").decode()
    assert lies(store, key, f"{REPORT.digest[:16]}-report.zip") == 404


def test_another_report_of_the_same_name_is_put_beside_it(store, signing, key):
    s3 = at(signing)
    made = s3.create(replace(TICKET, key=key))
    s3.attach(made, replace(REPORT, data=b"packed earlier"))

    assert not s3.verify(made, REPORT)
    s3.attach(made, REPORT)
    assert s3.verify(made, REPORT)
    assert lies(store, key, "report.zip") == b"packed earlier"


@pytest.mark.parametrize(
    ("how", "kind", "told"),
    [
        ({"secret": "forged"}, RefusedError, "SignatureDoesNotMatch.*desk.url"),
        ({"age": 900}, LaterError, "too old"),
    ],
)
def test_an_address_that_is_no_good_is_told_about(signing, key, how, kind, told):
    signing.how = how
    s3, ticket = at(signing), replace(TICKET, key=key)

    for ask in (s3.preflight, lambda: s3.create(ticket), lambda: s3.find(key)):
        with pytest.raises(kind, match=told):
            ask()


def test_a_file_that_is_damaged_on_its_way_is_sent_again_later(store, key):
    whole, broken = b"\x00" * 100, b"\x00" * 99 + b"\x01"
    report = File("report.zip", "application/zip", whole)
    with damaging(store, whole, broken) as between, relay(between, SECRET) as one:
        s3 = at(one)
        made = s3.create(replace(TICKET, key=key))
        with pytest.raises(LaterError, match="damaged"):
            s3.attach(made, report)
        assert not s3.verify(made, report)
    assert lies(store, key, "report.zip") == 404


def test_a_relay_that_does_not_know_us_is_told_about(signing):
    with pytest.raises(RefusedError, match="password or token") as caught:
        at(signing, "wrong-secret-2").preflight()
    assert "wrong-secret-2" not in repr(caught.value)


def _until_made(place):
    """Make the bucket; the gateway listens before it can."""
    until = time.monotonic() + 30
    path = f"/{BUCKET}"
    while True:
        url = signed("PUT", place, path).partition(place)[2]
        status, said = asked(place, "PUT", url)
        if status == 200:
            return
        assert time.monotonic() < until, said
        time.sleep(0.1)
