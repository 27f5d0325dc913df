"""Which queue is used where nobody says which; the rest is seen with a real cupsd."""

import pytest

from agent.host.linux.printing import own_default


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Default Desk\n", "Desk"),
        ("Dest Hall sides=one\nDefault Desk/draft sides=two\n", "Desk"),
        ("Dest Hall\n", ""),
        ("Default\n", ""),
        ("", ""),
    ],
)
def test_the_queue_a_person_chose(tmp_path, text, name):
    (tmp_path / "lpoptions").write_text(text)

    assert own_default(str(tmp_path / "lpoptions")) == name


def test_a_person_who_chose_none_has_none(tmp_path):
    assert own_default(str(tmp_path / "lpoptions")) == ""
