import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.cli import read
from agent.cli.options import COMMANDS, OPTIONS, Arguments, quick
from agent.cli.parser import parser
from agent.symptoms import SYMPTOMS

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
        (["chek"], "invalid choice: 'chek'"),
        (["check", "--jsn"], "unrecognized arguments: --jsn"),
        (["check", "--lang", "pl"], "invalid choice: 'pl'"),
        (["check", "--symptom"], "expected one argument"),
        (["check", "--policy"], "expected one argument"),
        (["history", "--most", "many"], "invalid int value"),
        ([], "required: COMMAND"),
    ],
)
def test_a_wrong_line_is_refused_in_one_sentence_with_exit_code_2(
    argv, sentence, capsys
):
    with pytest.raises(SystemExit) as ended:
        read(argv)

    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert sentence in said
    assert said.count("\n") == 1


def test_options_can_be_written_with_an_equals_sign_too():
    assert read(["check", "--only=disk"]).only == ["disk"]
