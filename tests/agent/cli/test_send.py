"""Handing over to a desk: only what is left, only with a yes, once, and it waits."""

import json
import os
import time
import zipfile
from hashlib import sha256

import pytest

import agent.cli
from agent.host.way import DeskWay
from agent.outbox.parcel import Spool
from agent.value import replace
from agent.words import LANGUAGES, Words
from tests.agent.toy import Tanks


@pytest.fixture
def share(tmp_path):
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@pytest.fixture
def run(toys, capsys, tmp_path, share):
    def go(*argv, tanks=None, desk=""):
        rules = f'[desk]\nkind = "folder"\nurl = "{share}"\n{desk}'
        (tmp_path / "policy.toml").write_text(rules)
        world = toys(tanks or Tanks(well=0))
        for tank in ("well", "pump", "tap"):
            world.platform.tanks.stuck.add(tank)
        code = agent.cli.run(argv, world)
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


def tickets(share):
    return [
        json.loads((share / name).read_text())
        for name in sorted(os.listdir(share))
        if name.endswith(".json")
    ]


def test_without_a_yes_nothing_leaves(run, share):
    code, out, _ = run("fix", "--json")

    assert (code, json.loads(out)["escalation"]["state"]) == (1, "offered")
    assert os.listdir(share) == []


def test_with_a_yes_the_ticket_stands_with_the_cause_in_its_subject(run, share):
    _, out, err = run("fix", "--json", "--send")

    handed = json.loads(out)["escalation"]
    (ticket,) = tickets(share)
    assert (err, handed["state"], handed["desk"]) == ("", "sent", "folder")
    assert handed["ticket"]
    assert "well" in ticket["subject"]
    assert any(name.endswith(".zip") for name in os.listdir(share))


def test_what_was_repaired_is_told_to_nobody(run, share):
    code, out, _ = run("fix", "--json", "--send", tanks=Tanks())

    assert (code, json.loads(out)["escalation"]["state"]) == (0, "none")
    assert os.listdir(share) == []


def test_the_same_again_within_a_day_is_the_same_ticket(run, share):
    first = json.loads(run("fix", "--json", "--send")[1])["escalation"]
    second = json.loads(run("fix", "--json", "--send")[1])["escalation"]

    assert first["ticket"] == second["ticket"]
    assert len(tickets(share)) == 1


def test_while_the_desk_is_away_it_waits_and_arrives_once(run, share):
    os.rename(share, f"{share}-away")
    code, out, _ = run("fix", "--json", "--send")
    assert (code, json.loads(out)["escalation"]["state"]) == (1, "queued")
    assert run("send", "--waiting", "--json")[0] == 1

    os.rename(f"{share}-away", share)
    code, out, _ = run("send", "--waiting", "--json")
    again = run("send", "--waiting", "--json")

    assert (code, again[0]) == (0, 0)
    assert [one["stage"] for one in json.loads(out)["parcels"]] == ["sent"]
    assert len(tickets(share)) == 1


def test_a_run_of_before_can_be_sent_with_a_sentence_of_the_employee(run, share):
    run("check")

    code, out, _ = run("send", "--note", "My an.peeters screen is black, token=abc")

    (ticket,) = tickets(share)
    assert (code, "IT has it" in out) == (0, True)
    assert "screen is black" in ticket["text"]
    assert "an.peeters" not in ticket["text"]


def test_a_healthy_run_is_sent_only_with_a_sentence(run, share):
    run("check", tanks=Tanks())

    code, _, err = run("send", tanks=Tanks())
    assert (code, "--note" in err, os.listdir(share)) == (2, True, [])
    assert run("send", "--note", "It is slow", tanks=Tanks())[0] == 0
    assert len(tickets(share)) == 1


def test_without_a_desk_one_sentence_says_where_reports_lie(toys, capsys):
    agent.cli.run(["check"], toys())
    capsys.readouterr()

    code = agent.cli.run(["send"], toys())

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert "outbox" in said.err
    assert "[desk]" in said.err


@pytest.mark.parametrize(
    ("rule", "files"), [("", 0), ("without_asking = true", 3)], ids=["not", "asked"]
)
def test_a_timers_run_sends_only_where_the_policy_says_so(run, share, rule, files):
    run("fix", "--scheduled", desk=rule)

    assert len(os.listdir(share)) == files


def test_what_waits_goes_the_hour_after_though_no_run_is_due(run, share):
    rule = "without_asking = true"
    os.rename(share, f"{share}-away")
    run("fix", "--scheduled", desk=rule)
    os.rename(f"{share}-away", share)
    spool = Spool(str(share.parent / "state" / "outbox"))
    spool.stand(replace(spool.standing(), until=1.0))

    code, out, _ = run("fix", "--scheduled", desk=rule)

    assert (code, out, len(tickets(share))) == (0, "", 1)
    assert len(json.loads(run("history", "--json")[1])["cases"]) == 1


def test_a_timers_runs_tell_it_so_often_a_day_and_no_more(run, share, tmp_path):
    rule = "without_asking = true\nmost_per_day = 0"

    run("fix", "--scheduled", desk=rule)

    assert os.listdir(share) == []
    assert os.listdir(tmp_path / "state" / "outbox")


def test_the_desk_is_tested_before_it_is_needed(run, share):
    code, out, _ = run("desk", "test")
    assert (code, str(share) in out.replace("\n", "")) == (0, True)

    os.rmdir(share)
    code, out, _ = run("desk", "test", "--json")
    said = json.loads(out)
    assert (code, said["ready"]) == (1, False)
    assert said["why"]
    assert os.path.lexists(share) is False


def test_who_writes_something_more_gets_a_ticket_of_its_own(run, share):
    run("fix", "--json", "--send")

    run("fix", "--json", "--send", "--note", "And the screen is black")

    assert [("black" in one["text"]) for one in tickets(share)].count(True) == 1
    assert len(tickets(share)) == 2


def test_while_another_delivery_goes_on_the_run_is_told_all_the_same(
    run, share, tmp_path, monkeypatch
):
    from agent.host.linux.places import hold

    monkeypatch.setattr("agent.cli.handing.PATIENCE", 0.1)
    box = tmp_path / "state" / "outbox"
    box.mkdir(parents=True)
    with hold(str(box), 0):
        code, out, err = run("fix", "--json", "--send")

    assert (code, json.loads(out)["escalation"]["state"]) == (1, "offered")
    assert err.count("\n") == 1
    assert os.listdir(share) == []


def test_the_status_counts_reports_and_what_is_on_its_way(run, share):
    os.rename(share, f"{share}-away")
    run("fix", "--json", "--send")

    code, out, _ = run("status", "--json")

    said = json.loads(out)
    assert (code, said["waiting"], said["unsent"]) == (0, 1, 1)
    (parcel,) = said["parcels"]
    assert parcel["desk"] == f"folder ({share})"
    assert parcel["why"]
    assert parcel["next"] > time.time()
    told = run("status")[1]
    assert f"The desk could not be reached, or had no time: folder ({share})." in (
        " ".join(told.split())
    )
    assert "Next try: 20" in told
    assert "For IT: " in told


@pytest.mark.parametrize(
    ("passage", "why"),
    [
        ("sign-in", "at 127.0.0.1:9 wants an account and password"),
        ("ticket", "(Kerberos is not installed)"),
        ("ntlm", "at 127.0.0.1:9 signs in by NTLM, which Blusser does not speak"),
    ],
)
def test_a_proxy_that_wants_what_we_have_not_is_told_with_what_it_can_do(
    toys, capsys, tmp_path, passage, why
):
    rules = '[desk]\nkind = "webhook"\nurl = "https://desk.example"\nsecret = "{}"\n'
    (tmp_path / "secret").touch(0o600)
    (tmp_path / "secret").write_text("word")
    (tmp_path / "policy.toml").write_text(rules.format(tmp_path / "secret"))
    world = toys(Tanks(well=0))
    world.platform.way = DeskWay("http://127.0.0.1:9", passage)

    agent.cli.run(["desk", "test", "--json"], world)

    assert why in json.loads(capsys.readouterr().out)["why"]


@pytest.mark.parametrize(
    ("kept", "why"),
    [("", "keyring keeps nothing for https://127.0.0.1:9"), ("word", "not answer")],
)
def test_without_a_file_the_keyring_is_asked_and_without_both_nobody(
    toys, capsys, tmp_path, kept, why
):
    rules = '[desk]\nkind = "webhook"\nurl = "https://127.0.0.1:9"\n'
    (tmp_path / "policy.toml").write_text(rules)
    world = toys()
    world.platform.kept = kept

    assert agent.cli.run(["desk", "test", "--json"], world) == 1
    assert why in json.loads(capsys.readouterr().out)["why"]


def reports(share):
    """Return the bytes of each report that IT has, unpacked."""
    found = []
    for name in os.listdir(share):
        if name.endswith(".zip"):
            with zipfile.ZipFile(share / name) as archive:
                found.append(b"".join(archive.read(one) for one in archive.namelist()))
    return found


def packed(share):
    return b"".join(reports(share))


def test_an_item_that_is_left_out_is_in_no_byte_that_goes(run, share):
    run("fix", "--json", "--send")
    assert b"Toy 1" in packed(share)
    for name in os.listdir(share):
        os.unlink(share / name)

    code, _, err = run("send", "--without", "machine", "--json")

    (ticket,) = tickets(share)
    assert (code, err) == (0, "")
    assert "Left out by whoever sent this: This computer" in ticket["text"]
    assert "well" in ticket["subject"]
    assert b"Toy 1" not in packed(share)


def test_a_run_can_leave_out_an_item_too(run, share):
    run("fix", "--json", "--send", "--without", "machine")

    assert packed(share)
    assert b"Toy 1" not in packed(share)


@pytest.mark.parametrize("command", ["send", "fix"])
def test_an_item_that_is_none_is_refused_before_anything_goes(run, share, command):
    run("check")

    code, out, err = run(command, "--without", "cellar")

    assert (code, out, os.listdir(share)) == (2, "", [])
    assert "no cellar" in err
    assert "machine" in err


def test_what_waits_whole_does_not_go_where_an_item_was_left_out_since(run, share):
    os.rename(share, f"{share}-away")
    run("fix", "--json", "--send")
    run("send", "--without", "machine", "--json")
    os.rename(f"{share}-away", share)

    run("send", "--waiting", "--json")

    assert len(tickets(share)) == 1
    assert packed(share)
    assert b"Toy 1" not in packed(share)


def test_sentences_about_one_run_each_arrive_with_a_whole_report(run, share):
    run("check")
    os.rename(share, f"{share}-away")
    run("send", "--note", "It smokes.", "--without", "machine", "--json")
    run("send", "--note", "Now it burns.", "--json")
    os.rename(f"{share}-away", share)

    run("send", "--waiting", "--json")

    told = "".join(ticket["text"] for ticket in tickets(share))
    zips = [share / name for name in os.listdir(share) if name.endswith(".zip")]
    assert "It smokes." in told
    assert "Now it burns." in told
    assert len(zips) == 2
    assert sorted(b"Toy 1" in one for one in reports(share)) == [False, True]
    assert all(sha256(one.read_bytes()).hexdigest() in told for one in zips)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whose_account_has_no_password_is_not_promised_that_it_goes(
    toys, capsys, tmp_path, language
):
    rules = '[desk]\nkind = "webhook"\nurl = "https://127.0.0.1:9"\n'
    (tmp_path / "policy.toml").write_text(rules)
    world = toys(Tanks(well=0))
    world.platform.kept = ""
    keys = ("desk-keyless", "desk-queued")
    own, later = (" ".join(Words(language).phrase(key).split()) for key in keys)
    lang = ("--lang", language)

    for command in (("fix", "--send", *lang), ("send", *lang), ("status", *lang)):
        agent.cli.run(command, world)
        said = " ".join(capsys.readouterr().out.split())
        assert own in said
        assert later not in said

    agent.cli.run(["fix", "--send", "--json"], world)
    handed = json.loads(capsys.readouterr().out)["escalation"]
    assert sorted(handed) == ["bundle", "desk", "state", "ticket"]
    assert handed["state"] == "queued"
