"""What is in the packages, and what is not."""

import os
import re
import stat
import subprocess
import sys

import pytest

from tests.lab.packages.building import run
from tests.lab.room import ROOT

pytestmark = [pytest.mark.lab, pytest.mark.timeout(1600)]

HOME = "usr/lib/blusser"
PROGRAMS = ("blusser", "blusser-window", "blusser-hands")
MIB = 1024 * 1024


def elves(tree):
    sys.path.insert(0, f"{ROOT}/packaging/linux")
    try:
        import freeze
    finally:
        sys.path.pop(0)
    return freeze.elves(tree)


def listed(deb):
    """Mode, owner, size and path of each entry."""
    lines = run("dpkg-deb", "--contents", deb).splitlines()
    return [re.split(r"\s+", line, maxsplit=5) for line in lines]


def below(tree):
    for folder, folders, files in os.walk(tree):
        for name in (*folders, *files):
            yield os.path.join(folder, name)


def test_the_packages_are_small_enough(packages):
    sizes = [os.path.getsize(one) for one in below(packages.tree) if not _link(one)]

    assert sum(sizes) <= 150 * MIB
    assert os.path.getsize(packages.deb) <= 50 * MIB
    assert os.path.getsize(packages.rpm) <= 50 * MIB


def test_there_is_one_folder_with_three_programs(packages):
    found = sorted(
        name
        for name in os.listdir(f"{packages.tree}/{HOME}")
        if os.path.isfile(f"{packages.tree}/{HOME}/{name}")
    )

    assert found == sorted(PROGRAMS)
    assert os.readlink(f"{packages.tree}/usr/bin/blusser") == "../lib/blusser/blusser"


def test_libraries_are_there_once(packages):
    names = [os.path.basename(one) for one in elves(packages.tree)]

    assert sorted(names) == sorted(set(names))


def test_everything_is_roots_and_nobody_else_may_write(packages):
    entries = listed(packages.deb)

    assert {entry[1] for entry in entries} == {"root/root"}
    assert [e for e in entries if e[0][0] != "l" and "w" in e[0][5] + e[0][8]] == []
    assert [e for e in entries if set("sStT") & set(e[0])] == []


def test_no_cache_of_python_can_be_written_or_is_there(packages):
    assert [one for one in below(packages.tree) if "__pycache__" in one] == []


def test_no_library_is_looked_for_where_the_package_was_built(packages):
    """Whoever makes that folder on a PC would run code as root (security.md, 1.4)."""
    said = {one: run("readelf", "--dynamic", one) for one in elves(packages.tree)}
    paths = {
        one: re.findall(r"R(?:UN)?PATH\)\s+Library \w+: \[(.*)\]", text)
        for one, text in said.items()
    }
    outside = [
        (name, part)
        for name, found in paths.items()
        for path in found
        for part in path.split(":")
        if part and not part.startswith("$ORIGIN")
    ]

    assert any("libQt6Gui" in one and found for one, found in paths.items())
    assert outside == []


def test_only_python_and_what_is_locked_is_carried(packages):
    names = {os.path.basename(one).split(".so")[0] for one in elves(packages.tree)}
    carried = {one for one in names if one.startswith("lib")}

    assert {one for one in carried if not re.match("lib(Qt6|q|icu|py|shib)", one)} <= {
        "libcomposeplatforminputcontextplugin",
        "libibusplatforminputcontextplugin",
        "libadwaita",
        "libbradient",
        "libxdg-shell",
    }


def test_the_privileged_half_has_no_window_in_it(packages):
    modules = frozen_modules(packages, "blusser-hands")

    assert "agent.service.main" in modules
    assert {one for one in modules if re.match(r"(ui|PySide6|rich)\b", one)} == set()


def test_every_unit_of_the_repository_is_in_both_packages(packages):
    kinds = (".service", ".socket", ".timer", ".path")
    ours = {n for n in os.listdir(f"{ROOT}/packaging/linux") if n.endswith(kinds)}
    wanted = {f"/usr/lib/systemd/system/{name}" for name in ours}
    deb = {entry[5].lstrip(".") for entry in listed(packages.deb)}
    rpm = set(run("rpm", "-qlp", packages.rpm).splitlines())

    assert "blusser-broker.socket" in ours
    assert wanted <= deb
    assert wanted <= rpm


def test_both_packages_hold_the_same_files(packages):
    names = {e[5].split(" -> ")[0].lstrip(".") for e in listed(packages.deb)}
    folders = {one.rstrip("/") for one in names if one.endswith("/")}
    rpm = set(run("rpm", "-qlp", packages.rpm).splitlines())

    assert rpm - folders == {one for one in names if not one.endswith("/")}


def test_no_rule_of_it_is_in_a_package(packages):
    rules = [e for e in listed(packages.deb) if "etc/blusser/" in e[5]]

    assert [entry[5] for entry in rules] == ["./etc/blusser/"]


def test_the_scripts_are_plain_shell_and_go_nowhere(packages, tmp_path):
    run("dpkg-deb", "--control", packages.deb, str(tmp_path / "deb"))
    texts = [
        (tmp_path / "deb" / n).read_text() for n in ("postinst", "prerm", "postrm")
    ]
    said = run("rpm", "-qp", "--scripts", packages.rpm)
    texts += re.split(r"^\w+ scriptlet \(using /bin/sh\):$", said, flags=re.M)[1:]

    assert len(texts) == 7
    for text in texts:
        checked = subprocess.run(["dash", "-n"], input=text, text=True)
        assert checked.returncode == 0
        assert not re.search(r"\[\[|\bfunction\b|<<<|\bsource\b", text)
        assert not re.search(r"\b(curl|wget|apt|apt-get|dnf|pip|ssh)\b|https?:", text)
        assert "@" not in re.sub(r"@\.service", "", text)


def test_the_rpm_asks_for_what_it_does_not_carry_and_offers_nothing_else(packages):
    requires = run("rpm", "-qp", "--requires", packages.rpm)
    provides = run("rpm", "-qp", "--provides", packages.rpm)

    assert "libEGL.so.1()(64bit)" in requires
    assert "libxkbcommon-x11.so.0()(64bit)" in requires
    assert not re.search("libQt6|libicu|libpy|libshiboken", requires)
    assert "blusser(x86-64)" in provides
    assert ".so" not in provides


def test_the_rpm_can_be_unpacked_under_another_root(packages, tmp_path):
    bare = ["--nodeps", "--noscripts", "--nosignature", "--ignoreos"]
    run("rpm", "--root", str(tmp_path), "--install", *bare, packages.rpm)
    done = run(str(tmp_path / HOME / "blusser"), "--version")

    assert done.startswith("blusser ")
    assert run("rpm", "--root", str(tmp_path), "-q", "blusser").startswith("blusser-")


def frozen_modules(packages, program):
    words = ["-m", "PyInstaller.utils.cliutils.archive_viewer", "--list", "--recursive"]
    words += ["--brief", f"{packages.tree}/{HOME}/{program}"]
    said = run(f"{packages.folder}/.venv/bin/python", *words)
    return set(re.findall(r"[\w.]+", said))


def _link(path):
    return stat.S_ISLNK(os.lstat(path).st_mode)
