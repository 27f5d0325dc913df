"""What the documents promise is so."""

import re
import textwrap
from pathlib import Path

import pytest

from agent.host.fake.network import FakeLinks
from agent.host.ports.network import Adapter
from agent.main import command
from checks.catalogue import ALL as CHECKS
from fixes.catalogue import ALL as FIXES

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
FAMILIES = {one.family for one in CHECKS}


def test_the_check_of_five_minutes_works_as_it_stands():
    text = (ROOT / "CONTRIBUTING.md").read_text()
    code = textwrap.dedent(re.search(r"```python\n(.*?)```", text, re.DOTALL)[1])
    made = {"__name__": "checks.network.no_mobile_data"}
    exec(compile(code, "CONTRIBUTING.md", "exec"), made)
    phone = Adapter("wwan0", "mobile", carrier=True)

    assert made["no_mobile_data"].id == "network.no_mobile_data"
    assert made["no_mobile_data"](FakeLinks()) is None
    assert made["no_mobile_data"](FakeLinks((phone,))) is not None


def test_the_readme_names_every_repair_and_no_other():
    table = (ROOT / "README.md").read_text().split("| repair |")[1].split("\n\n")[0]

    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == {
        one.id for one in FIXES
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_a_document_points_at_exists(path):
    text = path.read_text()
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    links += re.findall(r'src="([^"]+)"', text)

    assert [one for one in links if not (path.parent / one).exists()] == []


def test_the_drawn_graph_is_the_one_of_the_catalogue(capsys):
    """Redraw it with ``blusser checks --tree > docs/checks.txt``; a review sees it."""
    assert command(["checks", "--tree"]) == 0
    assert capsys.readouterr().out == (ROOT / "docs" / "checks.txt").read_text()


def test_the_table_of_repairs_is_the_one_of_the_catalogue(capsys):
    """Redraw it with ``blusser checks --repairs > docs/repairs.md``."""
    assert command(["checks", "--repairs"]) == 0
    assert capsys.readouterr().out == (ROOT / "docs" / "repairs.md").read_text()


def test_the_architecture_names_every_module_of_the_core():
    text = (ROOT / "ARCHITECTURE.md").read_text()
    core = [p.name for p in (ROOT / "agent").glob("*.py") if p.stem[0] != "_"]

    assert [name for name in core if name not in text] == []
