import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent.cli import read
from agent.cli.mistakes import mistake
from agent.cli.options import COMMANDS, OPTIONS, Arguments, quick
from agent.cli.parser import parser
from agent.main import command
from agent.symptoms import SYMPTOMS
from agent.trouble import BadInput

words = st.sampled_from(
    [f"--{o.name}" for o in OPTIONS]
    + ["--json=1", "--jso", "-h", "x", "/tmp/a b", "en", "nl", "de", "", "-", "--", "3"]
    + [*COMMANDS, *SYMPTOMS]
)


@given(st.sampled_from([*COMMANDS, "chek"]), st.lists(words, max_size=6))
def test_what_the_quick_reader_takes_argparse_reads_alike(command, rest):
    argv = [command, *rest]
    said = quick(argv)
    if said is not None:
        assert said == Arguments(**vars(parser(argv).parse_args(argv)))


def test_the_quick_reader_takes_the_usual_lines():
    said = quick(["check", "--only", "disk", "--json", "--only", "login"])

    assert (said.command, said.only, said.json) == ("check", ["disk", "login"], True)
    assert said.silent is False


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ("chek", "There is no command «chek»; did you mean «check»"),
        ("xyz", "There is no command «xyz»; see «blusser --help»."),
        (
            "check --jsn",
            "«blusser check» has no option «--jsn»; did you mean «--json»?",
        ),
        ("check --lang pl", "«pl» is none of: «en», «nl», «fr», «de»; see"),
        ("check --symptom", "Something is missing after «--symptom»; see «blusser"),
        ("check --policy --json", "Something is missing after «--policy»; see"),
        ("check --json=1", "«--json» takes no value; see «blusser check --help»."),
        ("check --s x", "begins with «--s»; did you mean «--state», «--symptom»"),
        ("check printer", "«blusser check» cannot do anything with «printer»; see"),
        ("history --most many", "After «--most» comes a whole number, not «many»; see"),
        ("replay", "Something is missing after «blusser replay»; see «blusser replay"),
        ("policy chek", "«chek» is none of: «check», «show»"),
        ("--json check", "The command comes before «--json»; see «blusser --help»."),
        ("", "No command was given; see «blusser --help»."),
    ],
)
def test_a_wrong_line_is_refused_in_one_sentence(argv, sentence):
    with pytest.raises(BadInput) as refused:
        read(argv.split())

    assert sentence in str(refused.value)
    assert str(refused.value).count("\n") == 0


@given(st.sampled_from([*COMMANDS, "chek", "--json"]), st.lists(words, max_size=4))
@example("check", ["--"])
@example("policy", ["--", "show"])
def test_whatever_argparse_refuses_is_told_without_its_own_words(command, rest):
    argv = [command, *rest]
    try:
        parser(argv).parse_args(argv)
    except BadInput:
        assert mistake(argv), argv
    except SystemExit:
        assert {"-h", "--help", "--version"} & {*argv} or "--h" in str(argv)
    else:
        assert mistake(argv) is None or "--" in argv, "a later argparse may let it pass"


@pytest.mark.parametrize(
    ("argv", "around", "sentence"),
    [
        ("chek", "nl_BE.UTF-8", "Er is geen opdracht «chek»"),
        ("chek --lang nl", "C", "Er is geen opdracht «chek»; bedoelde u «check»"),
        ("check --lang=fr --x", "C", "n’a pas d’option «\u202f--x"),
        ("check --only wifii", "de_DE", "Es gibt keine Prüfung oder Familie „wifii“"),
    ],
)
def test_a_wrong_line_is_told_in_the_language_of_who_wrote_it(
    argv, around, sentence, monkeypatch, capsys
):
    monkeypatch.setenv("LANG", around)
    assert command(argv.split()) == 2

    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1


def test_options_can_be_written_with_an_equals_sign_too():
    assert read(["check", "--only=disk"]).only == ["disk"]
