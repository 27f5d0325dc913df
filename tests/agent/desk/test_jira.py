"""Reports in Jira Service Management, by a fake made from its published API."""

from secrets import token_hex

import pytest

from agent.desk import wire
from agent.desk.jira import desk
from agent.desk.model import File, LaterError, RefusedError, Ticket, TooLargeError
from agent.desk.trust import Route
from agent.policy.desk import DeskKind, DeskRules
from tests.agent.desk.fakes.jira import Jira
from tests.agent.desk.fakes.server import SILENCE, Said, served

OUTAGE = "names-unresolved-0123456789abcdef"
FILE = File("bundle v1.age", "application/octet-stream", bytes(range(256)) * 400)
KEY, FIELD = "customfield_10050", "customfield_10051"


@pytest.fixture(params=[True, False], ids=["cloud", "server"])
def fake(request):
    with served(Jira(cloud=request.param)) as one:
        yield one


def ours(fake, secret="", **rules):
    told_rules = {
        "kind": DeskKind.JIRA,
        "url": fake.url,
        "user": "bot@corp.example" if fake.cloud else "",
        "place": "IT",
        "form": "PC report",
        "key_field": KEY,
        "outage_field": FIELD,
    }
    secret = secret or ("api-token" if fake.cloud else "pat")
    return desk(DeskRules(**told_rules | rules), secret, Route())


def ticket(**more):
    told_ticket = {"key": token_hex(16), "subject": "No names", "text": "Seen: none"}
    return Ticket(**told_ticket | more)


def done(fake, ref):
    fake.issues[ref.id]["fields"]["status"] = {"statusCategory": {"key": "done"}}


def test_a_report_goes_the_whole_way(fake):
    one, report = ours(fake), ticket(outage=OUTAGE, caller="ann@corp.example")
    fake.customer("Ann@corp.example", "ann")
    one.preflight()

    assert one.find(report.key) is None
    ref = one.create(report)
    one.attach(ref, FILE)

    made = fake.issues[ref.id]["fields"]
    assert made["summary"] == "No names"
    assert made["description"] == "{noformat}Seen: none{noformat}"
    assert (made[KEY], made[FIELD]) == (report.key, OUTAGE)
    assert made["reporter"] == ("5b:ann" if fake.cloud else "ann")
    assert one.find(report.key) == one.find_outage(OUTAGE) == ref
    assert one.verify(ref, FILE)
    assert ref.url == f"{fake.url}/browse/IT-1"
    assert one.most() == 10_485_760

    second = one.create(ticket())
    for _ in range(2):
        one.link(second, ref)
    one.link(ref, ref)
    assert fake.links == [("Relates", second.number, ref.number)]


def test_what_the_employee_may_not_see_is_in_an_internal_comment(fake):
    one = ours(fake)
    ref = one.create(ticket())
    one.attach(ref, FILE)

    files = fake.issues[ref.id]["fields"]["attachment"]
    assert [file["public"] for file in files] == [False]


def test_service_desk_and_request_type_may_be_named_by_number(fake):
    ours(fake, place="71", form="305").preflight()


@pytest.mark.parametrize("lenient", [False, True])
def test_an_expired_token_is_no_empty_desk(fake, lenient):
    fake.lenient = lenient
    one = ours(fake, "old-token")

    for ask in (one.preflight, lambda: one.find(token_hex(16))):
        with pytest.raises(RefusedError, match="expired") as caught:
            ask()
        assert "old-token" not in str(caught.value)


def test_a_token_that_expires_between_two_questions_is_told(fake):
    one = ours(fake)
    one.preflight()
    fake.lenient = True
    fake.logins.clear()

    with pytest.raises(RefusedError, match="expired"):
        one.find(token_hex(16))


@pytest.mark.parametrize(
    ("setting", "rules"),
    [
        ("desk.place", {"place": "HR"}),
        ("desk.form", {"form": "Nonsense"}),
        ("desk.key_field", {"key_field": "customfield_99"}),
        ("desk.key_field", {"key_field": ""}),
        ("desk.outage_field", {"outage_field": "customfield_99"}),
        ("desk.key_field", {"key_field": "summary"}),
    ],
)
def test_a_wrong_name_in_the_policy_is_named(fake, setting, rules):
    with pytest.raises(RefusedError, match=setting):
        ours(fake, **rules).preflight()


def test_a_request_type_that_demands_more_is_told(fake):
    fake.fields["duedate"] = True

    with pytest.raises(RefusedError, match="demands the field 'duedate'"):
        ours(fake).preflight()


def test_a_field_that_may_stay_empty_is_no_trouble(fake):
    fake.fields["duedate"] = False
    ours(fake).preflight()


def test_without_the_links_outages_are_refused(fake):
    fake.kinds = []

    with pytest.raises(RefusedError, match="Relates"):
        ours(fake).preflight()
    ours(fake, outage_field="").preflight()


def test_attachments_that_are_switched_off_are_told(fake):
    fake.enabled = False

    with pytest.raises(RefusedError, match="switched off"):
        ours(fake).preflight()


def test_a_search_that_returns_everything_is_not_believed(fake):
    one = ours(fake)
    one.create(ticket())
    fake.fuzzy = True

    assert one.find(token_hex(16)) is None
    assert one.find_outage(OUTAGE) is None
    with pytest.raises(RefusedError, match="desk.key_field"):
        one.preflight()


def test_a_field_that_only_contains_the_key_is_another_request(fake):
    one, key = ours(fake), token_hex(16)
    one.create(ticket(key=f"{key} copied"))

    assert one.find(key) is None


def test_a_closed_request_is_found_but_stands_for_no_outage(fake):
    one, report = ours(fake), ticket(outage=OUTAGE)
    ref = one.create(report)
    done(fake, ref)

    assert one.find(report.key) == ref
    assert one.find_outage(OUTAGE) is None
    new = one.create(ticket(outage=OUTAGE))
    assert one.find_outage(OUTAGE) == new
    fake.fuzzy = True
    assert one.find_outage(OUTAGE) == new


def test_many_outages_that_are_over_do_not_hide_the_new_one(fake):
    one = ours(fake)
    for _ in range(51):
        done(fake, one.create(ticket(outage=OUTAGE)))
    new = one.create(ticket(outage=OUTAGE))

    assert one.find_outage(OUTAGE) == new


def test_two_customers_of_one_address_are_nobody(fake):
    for name in ("ann", "annie"):
        fake.customer("ann@corp.example", name)
    ref = ours(fake).create(ticket(caller="ann@corp.example"))

    assert fake.issues[ref.id]["fields"]["reporter"] is None


def test_without_a_field_for_outages_nothing_is_looked_for(fake):
    one = ours(fake, outage_field="")
    ref = one.create(ticket(outage=OUTAGE))

    assert one.find_outage(OUTAGE) is None
    assert fake.issues[ref.id]["fields"][FIELD] is None


def test_of_two_with_one_key_the_older_is_taken(fake):
    one, report = ours(fake), ticket()
    refs = [one.create(report) for _ in range(9)]

    assert one.find(report.key) == refs[0]


@pytest.mark.parametrize(
    "value", ['x" OR project = "HR', "a\\", '"', 'a" OR cf[1] ~ "\\"b', "\n"]
)
def test_what_is_asked_for_cannot_become_a_query(fake, value):
    one = ours(fake)
    one.create(ticket())

    assert one.find_outage(value) is None
    ref = one.create(ticket(outage=value))
    assert one.find_outage(value) == ref


def test_text_is_no_markup(fake):
    ref = ours(fake).create(ticket(text="a {noformat:x} !http://x/y.png! b"))

    wanted = "{noformat}a { noformat:x} !http://x/y.png! b{noformat}"
    assert fake.issues[ref.id]["fields"]["description"] == wanted


def test_a_subject_is_one_line_of_what_jira_takes(fake):
    ref = ours(fake).create(ticket(subject="a\n b" + "x" * 300))

    summary = fake.issues[ref.id]["fields"]["summary"]
    assert (len(summary), summary[:3]) == (255, "a b")


@pytest.mark.parametrize("caller", ["nobody", "ann", "ann@corp.example.com"])
def test_a_caller_whom_it_does_not_know_is_named_in_the_text(fake, caller):
    fake.customer("ann@corp.example", "ann.jones")
    fake.customer("ann@corp.example.community", "annie")
    ref = ours(fake).create(ticket(caller=caller))

    made = fake.issues[ref.id]["fields"]
    assert made["reporter"] is None
    assert caller in made["description"]


def test_an_account_that_raises_for_nobody_else_still_reports(fake):
    fake.customer("ann@corp.example", "ann")
    fake.customer_only = True
    ref = ours(fake).create(ticket(caller="ann@corp.example"))

    assert "ann@corp.example" in fake.issues[ref.id]["fields"]["description"]


def test_a_customer_whom_jira_then_refuses_is_named_in_the_text(fake):
    fake.customer("ann@corp.example", "ann")
    fake.faults["POST", "/request"] = Said(400, {"errorMessage": "no such customer"})
    ref = ours(fake).create(ticket(caller="ann@corp.example"))

    assert "ann@corp.example" in fake.issues[ref.id]["fields"]["description"]
    assert len(fake.issues) == 1


def test_what_is_attached_is_not_attached_again(fake):
    one = ours(fake)
    ref = one.create(ticket())
    one.attach(ref, FILE)
    one.attach(ref, FILE)
    one.attach(ref, File(FILE.name, FILE.kind, b"else"))

    assert len(fake.data) == 2


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


def test_a_file_above_the_limit_is_not_even_sent(fake):
    one, fake.limit = ours(fake), 1000
    ref = one.create(ticket())

    with pytest.raises(TooLargeError, match="1000 bytes"):
        one.attach(ref, FILE)
    assert not [r for r in fake.heard if r.path.endswith("attachTemporaryFile")]


def test_a_create_that_worked_in_silence_leaves_one_request(fake, monkeypatch):
    monkeypatch.setattr(wire, "ANSWERING", 0.3)
    one, report = ours(fake), ticket()
    fake.faults["POST", "/request"] = SILENCE

    with pytest.raises(LaterError):
        one.create(report)
    assert one.find(report.key).id == next(iter(fake.issues))
    assert len(fake.issues) == 1


def test_the_index_may_not_know_yet_what_was_made(fake):
    """Jira's index lags: whoever asks again must have waited."""
    one, report = ours(fake), ticket()
    ref = one.create(report)
    fake.lag = 1
    assert one.find(report.key) is None
    fake.lag = 0
    assert one.find(report.key) == ref


def test_the_limit_of_writes_to_one_issue_is_waited_for(fake):
    one = ours(fake)
    above, under = one.create(ticket()), one.create(ticket())
    limit = {"Retry-After": "17", "RateLimit-Reason": "jira-per-issue-on-write"}
    fake.faults["POST", "/issueLink"] = Said(429, {}, **limit)

    with pytest.raises(LaterError) as caught:
        one.link(under, above)
    assert caught.value.after == 17


@pytest.mark.parametrize("body", [{}, [], "no", {"issues": 1}, {"issues": [1]}])
def test_an_answer_of_another_shape_is_not_jiras(fake, body):
    one = ours(fake)
    end = "/search/jql" if fake.cloud else "/search"
    fake.faults["POST", end] = Said(200, body)
    with pytest.raises(LaterError, match="something else"):
        one.find(token_hex(16))

    fake.faults["POST", "/request"] = Said(201, body)
    with pytest.raises(LaterError, match="something else"):
        one.create(ticket())
