"""Commands on a machine of toys: exit codes, sentences, and that nothing is lost."""

import json
import os
from datetime import datetime, timedelta
from time import tzset

import pytest

import agent.cli
from agent.host.linux.paths import LinuxPaths
from agent.cli.checks import said
from agent.journal import Journal, Mark
from agent.planning import Step
from agent.words import Words
from checks import catalogue
from tests.agent.toy import CHECKS, FIXES, Tanks


OWN_PARTS = {"Paths": LinuxPaths}


@pytest.fixture
def run(toys, capsys):
    def go(*argv, tanks=None, parts=None):
        world = toys(tanks)
        world.platform.PARTS |= parts or {}
        code = agent.cli.run(argv, world)
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


def test_a_healthy_machine_exits_with_0(run):
    code, out, _ = run("check")

    assert code == 0
    assert "All is well." in out


@pytest.mark.parametrize(
    ("policy", "hinted"),
    [("", True), ('[fixes]\nnever = ["fill_well"]\n', False)],
    ids=["allowed", "forbidden"],
)
def test_a_check_that_found_what_a_fix_may_cure_says_so(run, tmp_path, policy, hinted):
    (tmp_path / "policy.toml").write_text(policy)

    code, out, _ = run("check", tanks=Tanks(well=0))

    assert code == 1
    assert ("blusser fix" in out) is hinted


@pytest.fixture
def other_rules(tmp_path):
    """Return rules that an employee wrote, beside those of IT, which forbid a repair."""
    path = tmp_path / "mine.toml"
    path.write_text("")
    (tmp_path / "policy.toml").write_text('[fixes]\nnever = ["fill_well"]\n')
    return ("--policy", str(path))


@pytest.mark.parametrize("command", ["fix", "send", "ui"])
def test_an_employee_acts_by_no_other_rules_than_its(
    toys, capsys, other_rules, command
):
    world = toys(tanks := Tanks(well=0))
    world.platform.has_rights = False

    code = agent.cli.run((command, *other_rules), world)

    assert (code, tanks.filled) == (2, [])
    told = capsys.readouterr().err
    assert f"«{command}» goes by the rules in" in told
    assert "«check --policy FILE»" in told


@pytest.mark.parametrize(
    "words", [("check",), ("status",), ("policy", "show"), ("bundle",), ("checks",)]
)
def test_an_employee_may_look_by_any_rules(toys, capsys, other_rules, words):
    world = toys()
    world.platform.has_rights = False

    assert agent.cli.run((*words, *other_rules), world) == 0, capsys.readouterr()


@pytest.mark.parametrize("who", ["root", "nobody's rules"])
def test_other_rules_count_for_root_and_where_it_has_none(
    toys, tmp_path, other_rules, who
):
    world = toys(tanks := Tanks(well=0))
    world.platform.has_rights = who == "root"
    if who != "root":
        (tmp_path / "policy.toml").unlink()

    assert agent.cli.run(("fix", *other_rules), world) == 1, "the tap asks"
    assert tanks.filled


def test_json_is_one_object_and_nothing_else(run):
    code, out, err = run("check", "--json")

    assert (code, err) == (0, "")
    assert json.loads(out)["outcome"] == "healthy"


def test_something_untold_exits_with_3(run):
    tanks = Tanks()
    tanks.mute = {"tap"}

    assert run("check", "--json", tanks=tanks)[0] == 3


def test_silent_shows_nothing_and_says_it_by_the_exit_code(run):
    assert run("check", "--silent") == (0, "", "")


@pytest.mark.parametrize("name", ["disk", "tests.agent.toy.tap", "pump_has_watr"])
def test_an_unknown_check_is_named_with_the_closest_ones(run, name):
    code, _, err = run("check", "--only", name)

    assert code == 2
    assert f"«{name}»" in err
    assert err.count("\n") == 1


def test_only_takes_ids_and_names_and_lists(run):
    _, out, _ = run("check", "--json", "--only", "pump_has_water,tap_has_water")

    assert json.loads(out)["outcome"] == "healthy"


def test_a_wrong_policy_exits_with_2_before_anything_is_asked(run, tmp_path):
    (tmp_path / "policy.toml").write_text("[disk]\nmin = 1\n")
    code, out, err = run("check")

    assert (code, out) == (2, "")
    assert "policy.toml, line 2, key disk.min" in err
    assert not (tmp_path / "state").exists()


def test_a_damaged_history_is_set_aside_and_this_run_starts_anew(run, tmp_path):
    run("check")
    (tmp_path / "state" / "history.sqlite").write_bytes(b"rubbish" * 1000)
    code, _, err = run("check")

    assert code == 0
    assert "set aside" in err
    assert "set aside" not in run("check")[2]
    aside = [n for n in os.listdir(tmp_path / "state") if "damaged" in n]
    assert len(aside) == 1
    kept = (tmp_path / "state" / aside[0]).read_bytes()
    assert kept == b"rubbish" * 1000


def test_a_state_folder_that_is_a_file_exits_with_2(run, tmp_path):
    (tmp_path / "state").write_text("")
    code, _, err = run("check")

    assert code == 2
    assert "--state" in err


def test_history_and_status_know_the_last_run(run):
    assert run("history")[1].strip().startswith("·")
    run("check")
    _, history, _ = run("history", "--json")
    _, status, _ = run("status", "--json")

    (case,) = json.loads(history)["cases"]
    assert json.loads(status)["last"] == {"case": case["id"], "result": "healthy"}
    assert "All is well" in run("history")[1]
    assert "All is well" in run("status")[1]


def cut_short(tmp_path, monkeypatch):
    """Leave what a run leaves that was killed while it filled the well."""
    with monkeypatch.context() as other:
        other.setattr("agent.journal.PROCESS", "another")
        os.mkdir(tmp_path / "state")
        journal = Journal(str(tmp_path / "state"), "20260101-000000-000000001")
        return journal, journal.intend(Step(FIXES[0], CHECKS[0], "well-dry"), None)


def test_what_was_cut_short_is_ended_by_fix_and_told(run, tmp_path, monkeypatch):
    cut_short(tmp_path, monkeypatch)
    waiting = run("status")[1]
    open_ones = json.loads(run("status", "--json")[1])["journal"]
    looked = json.loads(run("check", "--json")[1])
    ended = json.loads(run("fix", "--json")[1])

    assert "1 repair was cut short" in waiting
    assert open_ones == {"open": 1, "aside": 0}
    assert looked["recovered"] == []
    assert [one["result"] for one in ended["recovered"]] == ["cured"]
    assert json.loads(run("status", "--json")[1])["journal"]["open"] == 0
    assert "this had helped, and stays" in " ".join(run("history")[1].split())


def test_what_was_set_aside_is_told_by_status(run, tmp_path, monkeypatch):
    journal, name = cut_short(tmp_path, monkeypatch)
    journal.move(name, Mark.ASIDE)

    assert "1 repair that could not be put back" in run("status")[1]


def test_history_tells_the_time_as_clocks_here_do(run, monkeypatch):
    run("check")
    (case,) = json.loads(run("history", "--json")[1])["cases"]
    monkeypatch.setenv("TZ", "UTC-11")
    tzset()
    here = datetime.fromisoformat(case["started"]) + timedelta(hours=11)
    told = [run(command)[1] for command in ("history", "status")]
    monkeypatch.undo()
    tzset()

    assert all(f"{here:%Y-%m-%d %H:%M:%S}" in text for text in told)


def test_a_history_of_no_runs_is_not_asked_for(run):
    run("check")
    code, out, err = run("history", "--most", "0")

    assert (code, out) == (2, "")
    assert "--most" in err


def test_a_name_nearly_right_is_answered_with_the_right_one(run):
    said = run("check", "--only", "wel_has_water")[2]

    assert "did you mean «well_has_water»" in said
    assert said.endswith("?\n")


def test_status_and_history_write_nothing(run, tmp_path):
    run("status")
    run("history")

    assert os.listdir(tmp_path) == []


def test_the_repairs_are_a_table_with_what_each_may_do(run):
    *_, well, pump, tap = run("checks", "--repairs")[1].splitlines()

    assert well == "| `fill_well` | safe | own | well-dry |  |  |  |"
    assert "| ask | own | tap-dry |" in tap


def test_the_checks_are_listed_and_drawn_as_a_tree(run):
    assert len(json.loads(run("checks", "--json")[1])) == len(CHECKS)
    tree = run("checks", "--tree")[1].splitlines()

    assert [len(line) - len(line.lstrip()) for line in tree] == [0, 4, 8]


def test_the_list_of_checks_says_in_ones_own_language_what_is_asked():
    words = Words("de")
    real = catalogue.ALL[0]

    assert said(real, words) == words.question(real.id)
    assert said(CHECKS[0], words) == "The well has water."


def test_an_unknown_run_cannot_be_bundled(run):
    run("check")
    code, _, err = run("bundle", "--case", "2020")

    assert code == 2
    assert "no run «2020»" in err


def test_what_hurts_is_said_back_and_kept_with_the_run(run):
    code, out, _ = run("check", "--symptom", "teh printr does nothing")
    report = json.loads(run("check", "--json", "--symptom", "my wify is gone")[1])

    assert code == 0
    assert "You said: «teh printr does nothing». Blusser looks at printing first" in out
    assert report["symptom"] == "wifi"


def test_what_is_not_understood_is_no_mistake_and_everything_is_asked(run):
    code, out, err = run("check", "--symptom", "pizza")
    report = json.loads(run("check", "--json", "--symptom", "pizza")[1])

    assert (code, err) == (0, "")
    assert "You said: «pizza»." in out
    assert "looks at everything" in out
    assert (report["symptom"], report["outcome"]) == ("", "healthy")


def test_an_id_is_said_back_as_what_it_means_and_silence_stays_silent(run):
    assert "Blusser looks at the clock first" in run("check", "--symptom", "clock")[1]
    assert run("check", "--silent", "--symptom", "clock") == (0, "", "")


OWN = """
[[own]]
id = "gone"
kind = "file"
path = "/nowhere/at/all"
{fix}
words.en = {{ title = "It is gone", text = "b", advice = "c" }}
"""


@pytest.mark.parametrize(
    ("fix", "hinted"), [("", False), ('fix = "fill_tap"', True)], ids=["none", "named"]
)
def test_a_repair_that_an_own_check_names_is_offered(run, tmp_path, fix, hinted):
    (tmp_path / "policy.toml").write_text(OWN.format(fix=fix))
    code, out, _ = run("check", parts=OWN_PARTS)

    assert code == 1
    assert "title of own-gone" in out
    assert ("blusser fix" in out) is hinted


def test_the_policy_forbids_the_repair_of_an_own_check_too(run, tmp_path):
    never = '[fixes]\nnever = ["fill_tap"]\n'
    (tmp_path / "policy.toml").write_text(never + OWN.format(fix='fix = "fill_tap"'))

    assert "blusser fix" not in run("check", parts=OWN_PARTS)[1]


def test_rules_that_are_refused_are_said_wherever_it_looks(run, tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text("support = 'Call 4242'")
    run("check")
    path.write_text("keep_cases = 0")
    code, out, err = run("check", "--json")
    (warning,) = json.loads(out)["warnings"]

    assert code == 0
    assert "line 1, key keep_cases" in warning
    assert warning.endswith("The last good one stays in force.")
    assert err == f"{warning}\n"
    assert json.loads(run("status", "--json")[1])["warnings"] == [warning]
    assert warning in " ".join(run("status")[1].split())


@pytest.mark.parametrize(("kind", "left"), [("outbox", 1), ("none", 0)])
def test_a_report_is_left_where_there_is_a_desk_for_it(run, tmp_path, kind, left):
    (tmp_path / "policy.toml").write_text(f'[desk]\nkind = "{kind}"\n')
    code, out, _ = run("fix", "--json", tanks=Tanks(tap=0))

    assert code == 1
    assert bool(json.loads(out)["escalation"]["bundle"]) is bool(left)
    assert (tmp_path / "state" / "outbox").exists() is bool(left)


def test_it_may_say_which_languages_are_spoken(run, tmp_path):
    (tmp_path / "policy.toml").write_text('languages = ["nl"]')

    assert "Regels: " in run("status")[1]
    assert "Rules: " in run("status", "--lang", "en")[1]
