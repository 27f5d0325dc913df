"""Reports in ServiceNow, by a fake made from its published API."""

from secrets import token_hex

import pytest

from agent.desk import wire
from agent.desk.model import File, LaterError, RefusedError, Ticket, TooLargeError
from agent.desk.servicenow import desk
from agent.desk.trust import Route
from agent.policy.desk import DeskKind, DeskRules
from tests.agent.desk.fakes.servicenow import ServiceNow, failed
from tests.agent.desk.fakes.server import SILENCE, Said, served

OUTAGE = "names-unresolved-0123456789abcdef"
FILE = File("bundle.age", "application/octet-stream", bytes(range(256)) * 400)


@pytest.fixture
def fake():
    with served(ServiceNow()) as one:
        yield one


def ours(fake, secret="secret-word", **rules):
    told_rules = {
        "kind": DeskKind.SERVICENOW,
        "url": fake.url,
        "user": "pc.agent",
        "place": "Service Desk",
        "outage_field": "u_outage",
    }
    return desk(DeskRules(**told_rules | rules), secret, Route())


def ticket(**more):
    told_ticket = {"key": token_hex(16), "subject": "No names", "text": "Seen: none"}
    return Ticket(**told_ticket | more)


def row(fake, ref):
    return next(one for one in fake.tables["incident"] if one["sys_id"] == ref.id)


def test_a_report_goes_the_whole_way(fake):
    one, report = ours(fake), ticket(outage=OUTAGE, caller="ann@corp.example")
    ann = fake.add("sys_user", email="Ann@corp.example", active="true")
    one.preflight()

    assert one.find(report.key) is None
    ref = one.create(report)
    one.attach(ref, FILE)

    made = row(fake, ref)
    assert made["short_description"] == "No names"
    assert made["description"] == "Seen: none"
    assert (made["correlation_id"], made["u_outage"]) == (report.key, OUTAGE)
    assert made["assignment_group"] == fake.group["sys_id"]
    assert made["caller_id"] == ann["sys_id"]
    assert one.find(report.key) == one.find_outage(OUTAGE) == ref
    assert one.verify(ref, FILE)
    assert ref.url.endswith(f"/nav_to.do?uri=incident.do%3Fsys_id%3D{ref.id}")

    second = one.create(ticket())
    one.link(second, ref)
    assert row(fake, second)["parent_incident"] == ref.id
    assert fake.scripts == []


def test_a_token_may_stand_for_user_and_password(fake):
    ours(fake, "oauth-token", user="").preflight()


def test_a_wrong_password_is_told_without_it(fake):
    with pytest.raises(RefusedError, match="wrong or has expired") as caught:
        ours(fake, "old-secret").preflight()
    assert "old-secret" not in str(caught.value)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("setting", "rules"),
    [
        ("desk.key_field", {"key_field": "u_correlation"}),
        ("desk.key_field", {"key_field": "number=INC^active"}),
        ("desk.outage_field", {"outage_field": "u_nonsense"}),
        ("desk.place", {"place": "Nobody's"}),
        ("desk.place", {"place": "a^ORactive=true"}),
        ("desk.form", {"form": "incident/../sys_user"}),
    ],
)
def test_a_wrong_name_in_the_policy_is_named(fake, strict, setting, rules):
    fake.strict = strict

    with pytest.raises(RefusedError, match=setting):
        ours(fake, **rules).preflight()


def test_a_field_that_does_not_exist_finds_everything_and_nothing_is_believed(fake):
    one = ours(fake, key_field="u_correlation", outage_field="u_nonsense")

    assert one.find(token_hex(16)) is None
    assert one.find_outage(OUTAGE) is None
    with pytest.raises(RefusedError, match="desk.key_field"):
        one.create(ticket())


def test_an_account_that_sees_no_record_would_find_nothing_for_ever(fake):
    fake.unread = {"incident"}

    with pytest.raises(RefusedError, match="may read no record"):
        ours(fake).preflight()


def test_a_missing_right_is_told(fake):
    fake.barred = {"incident"}

    with pytest.raises(RefusedError, match="lacks a right"):
        ours(fake).preflight()


def test_a_key_that_was_dropped_without_a_word_is_told(fake):
    fake.unwritten = {"correlation_id"}

    with pytest.raises(RefusedError, match="did not keep"):
        ours(fake).create(ticket())


def test_a_parent_that_was_dropped_without_a_word_is_told(fake):
    one, fake.unwritten = ours(fake), {"parent_incident"}
    above, under = one.create(ticket()), one.create(ticket())
    one.link(above, above)

    with pytest.raises(RefusedError, match="parent_incident"):
        one.link(under, above)


@pytest.mark.parametrize(
    "over", [{"active": "false"}, {"resolved_at": "2026-11-27 07:00:00"}]
)
def test_a_closed_incident_is_found_but_stands_for_no_outage(fake, over):
    one, report = ours(fake), ticket(outage=OUTAGE)
    ref = one.create(report)
    row(fake, ref).update(over)

    assert one.find(report.key) == ref
    assert one.find_outage(OUTAGE) is None
    new = one.create(ticket(outage=OUTAGE))
    assert one.find_outage(OUTAGE) == new


def test_what_comes_back_is_judged_again(fake):
    one, report = ours(fake), ticket(outage=OUTAGE)
    fake.deaf = True
    for over in ({"active": "false"}, {"resolved_at": "2026-11-27 07:00:00"}):
        row(fake, one.create(report)).update(over)

    assert one.find_outage(OUTAGE) is None
    assert one.find(token_hex(16)) is None
    with pytest.raises(RefusedError, match="desk.key_field"):
        one.preflight()
    theirs, ours_now = one.create(ticket()), one.create(ticket())
    one.attach(theirs, FILE)
    assert not one.verify(ours_now, FILE)


def test_many_outages_that_are_over_do_not_hide_the_new_one(fake):
    one = ours(fake)
    for _ in range(101):
        fake.add("incident", u_outage=OUTAGE, active="false", number="INC1")
    new = one.create(ticket(outage=OUTAGE))

    assert one.find_outage(OUTAGE) == new


def test_without_a_field_for_outages_nothing_is_looked_for(fake):
    one = ours(fake, outage_field="")
    ref = one.create(ticket(outage=OUTAGE))

    assert one.find_outage(OUTAGE) is None
    assert row(fake, ref)["u_outage"] == ""


def test_of_two_with_one_key_the_older_is_taken(fake):
    one, report = ours(fake), ticket()
    refs = [one.create(report) for _ in range(9)]

    assert one.find(report.key) == refs[0]


def test_a_key_is_compared_letter_by_letter(fake):
    one = ours(fake)
    one.create(ticket(key="ABCDEF" * 5))

    assert one.find("abcdef" * 5) is None


@pytest.mark.parametrize(
    "value", ["x^ORactive=true", "javascript:gs.getUserID()", "", "a\nb", "x" * 201]
)
def test_what_is_asked_for_cannot_become_a_query_or_a_script(fake, value):
    one = ours(fake)
    one.create(ticket(caller=value))

    assert one.find(value) is None
    assert one.find_outage(value) is None
    assert fake.scripts == []
    assert not any(value in str(r.query) for r in fake.heard if value)


@pytest.mark.parametrize("caller", ["nobody", "ann^ORactive=true", "ann"])
def test_a_caller_whom_it_does_not_know_is_named_in_the_text(fake, caller):
    for _ in range(2):
        fake.add("sys_user", user_name="ann", active="true")
    ref = ours(fake).create(ticket(caller=caller))

    assert row(fake, ref)["caller_id"] == ""
    assert row(fake, ref)["description"].endswith(caller)


def test_an_account_that_sees_no_users_still_reports(fake):
    fake.barred = {"sys_user"}
    ref = ours(fake).create(ticket(caller="ann"))

    assert row(fake, ref)["description"].endswith("\n\nann")


def test_a_caller_is_known_by_login_name(fake):
    ann = fake.add("sys_user", user_name="ann", active="true")
    fake.add("sys_user", user_name="ben", active="true")
    ref = ours(fake).create(ticket(caller="ANN"))

    assert row(fake, ref)["caller_id"] == ann["sys_id"]


def test_what_is_attached_is_not_attached_again(fake):
    one = ours(fake)
    ref, other = one.create(ticket()), one.create(ticket())
    for _ in range(2):
        one.attach(ref, FILE)
    one.attach(ref, File(FILE.name, FILE.kind, b"else"))

    assert len(fake.data) == 2
    assert not one.verify(other, FILE)


def test_the_same_bytes_under_another_name_are_another_file(fake):
    one = ours(fake)
    ref = one.create(ticket())
    one.attach(ref, FILE)

    assert not one.verify(ref, File("report.txt", "text/plain", FILE.data))


def test_what_was_cut_short_is_no_proof_whatever_its_size_says(fake):
    one = ours(fake)
    ref = one.create(ticket())
    one.attach(ref, FILE)
    fake.data = {ident: data[:-1] for ident, data in fake.data.items()}

    assert not one.verify(ref, FILE)


def test_a_file_above_the_limit_of_the_instance_is_too_large(fake):
    one, fake.most = ours(fake), 1000
    ref = one.create(ticket())

    with pytest.raises(TooLargeError):
        one.attach(ref, FILE)
    assert one.most() == 0


def test_who_may_not_attach_is_refused(fake):
    one, fake.barred = ours(fake), {"sys_attachment"}
    ref = one.create(ticket())

    with pytest.raises(RefusedError, match="lacks a right"):
        one.attach(ref, FILE)


def test_a_create_that_worked_in_silence_leaves_one_incident(fake, monkeypatch):
    monkeypatch.setattr(wire, "ANSWERING", 0.3)
    one, report = ours(fake), ticket()
    before = len(fake.tables["incident"])
    fake.faults["POST", "/table/incident"] = SILENCE

    with pytest.raises(LaterError):
        one.create(report)
    assert one.find(report.key).id == fake.tables["incident"][-1]["sys_id"]
    assert len(fake.tables["incident"]) == before + 1


def test_the_limit_of_requests_an_hour_is_waited_for(fake):
    limit = {"Retry-After": "2810", "X-RateLimit-Limit": "500"}
    fake.faults["POST", "/incident"] = failed(429, "Rate limit exceeded", **limit)

    with pytest.raises(LaterError) as caught:
        ours(fake).create(ticket())
    assert caught.value.after == 2810


@pytest.mark.parametrize("body", [{}, [], "no", {"result": 1}, {"result": [1]}])
def test_an_answer_of_another_shape_is_not_servicenows(fake, body):
    one = ours(fake)
    fake.faults["GET", "/incident"] = Said(200, body)
    with pytest.raises(LaterError, match="something else"):
        one.find(token_hex(16))

    fake.faults["POST", "/incident"] = Said(200, body)
    with pytest.raises(LaterError, match="something else"):
        one.create(ticket())
