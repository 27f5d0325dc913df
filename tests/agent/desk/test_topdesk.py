"""Reports in TOPdesk, by a fake made from its published API."""

from secrets import token_hex
from uuid import uuid4

import pytest

from agent.desk import wire
from agent.desk.model import File, LaterError, RefusedError, Ticket, TooLargeError
from agent.desk.topdesk import desk
from agent.desk.trust import Route
from agent.policy.desk import DeskKind, DeskRules
from tests.agent.desk.fakes.server import SILENCE, Said, served
from tests.agent.desk.fakes.topdesk import TopDesk

OUTAGE = "names-unresolved-0123456789abcdef"
FILE = File("bundle.age", "application/octet-stream", bytes(range(256)) * 400)
ARCHIVED = {"status": "firstLineArchived", "closed": True}


@pytest.fixture
def fake():
    with served(TopDesk()) as one:
        yield one


def ours(fake, secret="app-password", **rules):
    told_rules = {
        "kind": DeskKind.TOPDESK,
        "url": fake.url + "/tas/api",
        "user": "pc-agent",
        "place": "Service desk",
        "form": "Incident",
        "outage_field": "optionalFields1.text1",
    }
    return desk(DeskRules(**told_rules | rules), secret, Route())


def ticket(**more):
    told_ticket = {"key": token_hex(16), "subject": "No names", "text": "Seen: none"}
    return Ticket(**told_ticket | more)


def rows(fake):
    return list(fake.incidents.values())


def test_a_report_goes_the_whole_way(fake):
    one, report = ours(fake), ticket(outage=OUTAGE, caller="ann@corp.example")
    fake.persons.append(person(fake, email="ann@corp.example"))
    one.preflight()

    assert one.find(report.key) is None
    ref = one.create(report)
    one.attach(ref, FILE)

    row = fake.incidents[ref.id]
    assert row["externalNumber"] == report.key
    assert row["optionalFields1"] == {"text1": OUTAGE}
    assert row["callType"] == {"name": "Incident"}
    assert row["operatorGroup"] == {"id": fake.groups[0]["id"]}
    assert row["caller"]["email"] == "ann@corp.example"
    assert one.find(report.key) == ref
    assert one.find_outage(OUTAGE) == ref
    assert one.verify(ref, FILE)
    assert ref.url == f"{fake.url}/tas/secure/incident?unid={ref.id}"

    second = one.create(ticket())
    one.link(second, ref)
    assert fake.incidents[ref.id]["majorCall"] is True
    assert fake.incidents[second.id]["majorCallObject"] == {"id": ref.id}


def person(fake, **fields):
    told_card = {"archived": False, "isCaller": True, "email": "x@corp.example"}
    return fake.card(**told_card | fields)


def test_the_address_may_be_that_of_the_site(fake):
    ours(fake, url=fake.url + "/").preflight()


def test_what_the_employee_may_not_see_is_hidden_from_the_caller(fake):
    one = ours(fake)
    ref = one.create(ticket())
    one.attach(ref, FILE)

    assert [file["invisibleForCaller"] for file in fake.files[ref.id]] == [True]


def test_text_is_no_html(fake):
    ours(fake).create(ticket(text="a <b>&</b>\nb"))

    assert rows(fake)[0]["request"] == "a &lt;b&gt;&amp;&lt;/b&gt;<br>b"


def test_a_long_subject_is_cut_to_what_topdesk_takes(fake):
    ours(fake).create(ticket(subject="x" * 200))

    assert rows(fake)[0]["briefDescription"] == "x" * 80


def test_an_expired_application_password_is_told(fake):
    fake.logins["pc-agent"] = "renewed"

    with pytest.raises(RefusedError, match="expired") as caught:
        ours(fake).preflight()
    assert "app-password" not in str(caught.value)


def test_a_person_of_the_portal_is_refused_with_the_reason(fake):
    fake.persons_only.add("pc-agent")

    with pytest.raises(RefusedError, match="only operators set an external number"):
        ours(fake).preflight()


@pytest.mark.parametrize(
    ("setting", "rules"),
    [
        ("desk.place", {"place": "Nobody's"}),
        ("desk.place", {"place": 'it\'s "theirs"'}),
        ("desk.form", {"form": "Nonsense"}),
        ("desk.key_field", {"key_field": "optionalFields1.memo1"}),
        ("desk.key_field", {"key_field": "reference"}),
        ("desk.outage_field", {"outage_field": "optionalFields3.text1"}),
    ],
)
def test_a_wrong_name_in_the_policy_is_named(fake, setting, rules):
    with pytest.raises(RefusedError, match=setting):
        ours(fake, **rules).preflight()


def test_an_archived_group_takes_no_tickets(fake):
    fake.groups[0]["archived"] = True

    with pytest.raises(RefusedError, match="desk.place"):
        ours(fake).preflight()


def test_a_search_that_returns_everything_is_not_believed(fake):
    one = ours(fake, place="")
    one.create(ticket())
    fake.deaf = True

    assert one.find(token_hex(16)) is None
    assert one.find_outage(OUTAGE) is None
    with pytest.raises(RefusedError, match="desk.key_field"):
        one.preflight()


def test_a_missing_right_is_no_empty_desk(fake):
    fake.barred = {"search"}
    one = ours(fake)

    with pytest.raises(RefusedError, match="lacks a right"):
        one.preflight()
    with pytest.raises(RefusedError, match="lacks a right"):
        one.find(token_hex(16))


@pytest.mark.parametrize("field", ["externalNumber", "optionalFields1"])
def test_a_field_that_the_operator_may_not_set_refuses_the_report(fake, field):
    fake.barred = {field}

    with pytest.raises(RefusedError, match="lacks a right"):
        ours(fake).create(ticket(outage=OUTAGE))
    assert rows(fake) == []


def test_the_key_may_be_in_another_field_beside_the_outage(fake):
    one, report = ours(fake, key_field="optionalFields1.text2"), ticket(outage=OUTAGE)
    one.preflight()
    ref = one.create(report)

    told_fields = {"text1": OUTAGE, "text2": report.key}
    assert fake.incidents[ref.id]["optionalFields1"] == told_fields
    assert one.find(report.key) == ref


def test_a_closed_incident_is_found_but_stands_for_no_outage(fake):
    one, report = ours(fake), ticket(outage=OUTAGE)
    ref = one.create(report)
    fake.incidents[ref.id] |= ARCHIVED

    assert one.find(report.key) == ref
    assert one.find_outage(OUTAGE) is None


@pytest.mark.parametrize("over", [{"closed": True}, {"completed": True}, ARCHIVED])
def test_an_outage_that_is_over_is_not_gone_on_with(fake, over):
    one = ours(fake)
    for _ in range(101):
        fake.incidents[one.create(ticket(outage=OUTAGE)).id] |= {"closed": True}
    old, new = one.create(ticket(outage=OUTAGE)), one.create(ticket(outage=OUTAGE))
    fake.incidents[old.id] |= over

    assert one.find_outage(OUTAGE) == new


def test_a_partial_with_the_number_of_its_incident_is_not_it(fake):
    one, report = ours(fake), ticket()
    ref = one.create(report)
    copy = fake.incidents[ref.id] | {"id": str(uuid4()), "status": "partial"}
    fake.incidents[copy["id"]] = copy | {"creationDate": "2000"}

    assert one.find(report.key) == ref


def test_of_two_with_one_key_the_older_is_taken(fake):
    one, report = ours(fake), ticket()
    refs = [one.create(report) for _ in range(9)]

    assert one.find(report.key) == refs[0]


def test_the_major_incident_stands_for_the_outage(fake):
    one = ours(fake)
    one.create(ticket(outage=OUTAGE))
    major = one.create(ticket(outage=OUTAGE))
    fake.incidents[major.id]["majorCall"] = True

    assert one.find_outage(OUTAGE) == major


def test_without_a_field_for_outages_nothing_is_looked_for(fake):
    one = ours(fake, outage_field="")
    one.create(ticket(outage=OUTAGE))

    assert one.find_outage(OUTAGE) is None
    assert "optionalFields1" not in rows(fake)[0]


@pytest.mark.parametrize(
    "value", ["x',id!='", "a\\", 'it\'s "both"', "a\nb", "x';closed=='false"]
)
def test_what_is_asked_for_cannot_become_a_query(fake, value):
    one = ours(fake)
    one.create(ticket())

    assert one.find_outage(value) is None
    assert one.find(value) is None
    if "\\" in value or not value.isprintable():
        assert not any(value in r.query.get("query", "") for r in fake.heard)


def test_a_caller_is_known_by_login_name(fake):
    ann = person(fake, networkLoginName="ANN", tasLoginName="ann1")
    fake.persons += [ann, person(fake, networkLoginName="ben", tasLoginName="ben")]
    ours(fake).create(ticket(caller="ann"))

    assert rows(fake)[0]["caller"]["id"] == ann["id"]


@pytest.mark.parametrize(
    "caller", ["nobody@corp.example", "nobody", 'it\'s "me"', "x" * 300, "o'x"]
)
def test_no_report_is_lost_for_want_of_a_card(fake, caller):
    ours(fake).create(ticket(caller=caller))

    assert rows(fake)[0]["caller"]["dynamicName"] == caller[:109]


def test_a_person_who_is_no_caller_still_is_named(fake):
    fake.persons.append(person(fake, email="ann@corp.example", isCaller=False))
    ours(fake).create(ticket(caller="ann@corp.example"))

    told_caller = {"dynamicName": "ann@corp.example", "email": "ann@corp.example"}
    assert rows(fake)[0]["caller"] == told_caller


def test_two_cards_with_one_login_name_are_nobodys(fake):
    fake.persons += [person(fake, networkLoginName="ann") for _ in range(2)]
    ours(fake).create(ticket(caller="ann"))

    assert rows(fake)[0]["caller"] == {"dynamicName": "ann"}


def test_of_two_cards_with_one_login_name_the_callers_counts(fake):
    cards = [person(fake, tasLoginName="ann", isCaller=one) for one in (False, True)]
    fake.persons += cards
    ours(fake).create(ticket(caller="ann"))

    assert rows(fake)[0]["caller"]["id"] == cards[1]["id"]


def test_an_operator_who_sees_no_persons_still_reports(fake):
    fake.barred = {"persons"}
    ours(fake).create(ticket(caller="ann"))

    assert rows(fake)[0]["caller"] == {"dynamicName": "ann"}


def test_a_count_is_an_action_that_the_caller_does_not_see(fake):
    one = ours(fake)
    ref = one.create(ticket())
    assert one.counted(ref) == 0
    one.count(ref, 54, "About 54 PCs have this.")
    one.count(ref, 20, "About 20 PCs have this.")

    assert one.counted(ref) == 54
    assert all(done["invisibleForCaller"] for done in fake.actions[ref.id])


def test_where_an_incident_has_more_than_a_page_of_actions_nothing_is_counted(fake):
    one = ours(fake)
    ref = one.create(ticket())
    for _ in range(101):
        one.count(ref, 5, "About 5 PCs have this.")

    with pytest.raises(LaterError, match="so much is on the ticket"):
        one.counted(ref)


def test_what_is_attached_is_not_attached_again(fake):
    one = ours(fake)
    ref = one.create(ticket())
    one.attach(ref, FILE)
    one.attach(ref, FILE)
    one.attach(ref, File(FILE.name, FILE.kind, b"else"))

    assert len(fake.files[ref.id]) == 2


def test_a_file_on_a_later_page_is_found(fake):
    one = ours(fake)
    ref = one.create(ticket())
    other = {"fileName": "photo.png", "size": 1, "data": b"x"}
    fake.files[ref.id] = [fake.card(**other) for _ in range(150)]
    one.attach(ref, FILE)

    assert one.verify(ref, FILE)


def test_the_same_bytes_under_another_name_are_another_file(fake):
    one = ours(fake)
    ref = one.create(ticket())
    one.attach(ref, FILE)

    assert not one.verify(ref, File("report.txt", "text/plain", FILE.data))


def test_what_was_cut_short_is_no_proof_whatever_its_size_says(fake):
    one = ours(fake)
    ref = one.create(ticket())
    one.attach(ref, FILE)
    fake.files[ref.id][0]["data"] = FILE.data[:-1]

    assert not one.verify(ref, FILE)


def test_a_file_that_topdesk_does_not_take_is_too_large(fake):
    one, fake.most = ours(fake), 1000
    ref = one.create(ticket())

    with pytest.raises(TooLargeError):
        one.attach(ref, FILE)
    assert one.most() == 0


def test_a_major_incident_is_not_made_one_again(fake):
    one = ours(fake)
    above, under = one.create(ticket()), one.create(ticket())
    one.link(under, above)
    before = len(fake.heard)
    one.link(one.create(ticket()), above)
    one.link(above, above)

    changed = [r.path for r in fake.heard[before:] if r.method == "PATCH"]
    assert len(changed) == 1
    assert not changed[0].endswith(above.id)


def test_under_an_incident_that_was_closed_nothing_is_put(fake):
    one = ours(fake)
    above, under = one.create(ticket()), one.create(ticket())
    fake.incidents[above.id]["closed"] = True

    with pytest.raises(RefusedError):
        one.link(under, above)


def test_a_create_that_worked_in_silence_leaves_one_incident(fake, monkeypatch):
    monkeypatch.setattr(wire, "ANSWERING", 0.3)
    one, report = ours(fake), ticket()
    fake.faults["POST", "/incidents"] = SILENCE

    with pytest.raises(LaterError):
        one.create(report)
    assert one.find(report.key).id == rows(fake)[0]["id"]
    assert len(rows(fake)) == 1


def test_topdesk_says_how_long_to_wait(fake):
    fake.faults["POST", "/incidents"] = Said(429, [], **{"Retry-After": "60"})

    with pytest.raises(LaterError) as caught:
        ours(fake).create(ticket())
    assert caught.value.after == 60


@pytest.mark.parametrize("body", [{}, [], "no", [1], {"id": 1}])
def test_an_answer_of_another_shape_is_not_topdesks(fake, body):
    one = ours(fake)
    fake.faults["POST", "/incidents"] = Said(200, body)
    with pytest.raises(LaterError, match="something else"):
        one.create(ticket())

    fake.faults["GET", "/incidents"] = Said(200, body or "no")
    with pytest.raises(LaterError, match="something else"):
        one.find(token_hex(16))


def test_an_incident_without_our_key_is_told(fake):
    kept = {"id": str(uuid4()), "number": "I 1", "externalNumber": ""}
    fake.faults["POST", "/incidents"] = Said(201, kept)

    with pytest.raises(RefusedError, match="desk.key_field"):
        ours(fake).create(ticket())
