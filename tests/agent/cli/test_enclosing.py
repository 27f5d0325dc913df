"""What is looked at before a click is what goes, and it lies nowhere else meanwhile."""

import os
import stat
import sys
import zipfile
from io import BytesIO

import pytest
from pyrage import x25519

import agent.cli
from agent.bundle.kinds import NAMES, SECRETS
from agent.bundle.seal import unsealed
from agent.cli.enclosing import drafted, enclosed, letter
from agent.cli.keeping import write_to_outbox
from agent.cli import read
from agent.cli.world import Here
from agent.history import History
from agent.value import replace
from tests.agent.bundle.test_canaries import needles
from tests.agent.toy import Tanks
from tests.bench.recall import sample

IT, SAFE = (x25519.Identity.generate() for _ in range(2))
SEALED = f"recipients = ['{IT.to_public()}', '{SAFE.to_public()}']\n"


@pytest.fixture(params=["", SEALED], ids=["plain", "sealed"])
def ready(request, toys, tmp_path, capsys):
    """Return who hands over, and the bundle of a run that left something."""
    rules = f'[desk]\nkind = "folder"\nurl = "{tmp_path}"\n{request.param}'
    (tmp_path / "policy.toml").write_text(rules)
    world, args = toys(Tanks(well=0)), read(["send"])
    assert agent.cli.run(["check"], world) == 1
    kit = world.kit(args)
    here = Here(kit, world, args, world.words(args))
    history = History(kit.state)
    (case, askings), _ = history.find(""), history.close()
    capsys.readouterr()

    def bundle():
        return write_to_outbox(kit, world.platform, case, askings, here.words)

    return here, bundle, bool(request.param)


def opened(data, is_sealed):
    return unsealed(data, str(SAFE).encode()) if is_sealed else data


def test_the_page_that_is_shown_is_byte_by_byte_in_what_goes(ready):
    """V6: preview bytes are uploaded plaintext bytes."""
    here, made, is_sealed = ready
    bundle = made()
    shown = letter(here, bundle, "It is slow")
    parcel, contents = drafted(here, bundle, "It is slow")
    gone = opened(contents[0], is_sealed)
    with zipfile.ZipFile(BytesIO(gone)) as archive, open(shown.page, "rb") as page:
        seen = page.read()
        assert archive.read("report.html") == seen

    assert gone == bundle.data
    assert contents[1:] == ([] if is_sealed else [seen])
    assert (shown.subject, shown.text) == (parcel.subject, parcel.text)
    assert "It is slow" in shown.text


def test_what_was_queued_holds_the_files_as_they_were_shown(ready):
    here, made, _ = ready
    bundle = made()
    parcel, contents = drafted(here, bundle, "")
    queued = enclosed(here, bundle, "")

    assert [replace(one, file="") for one in queued.files] == [
        replace(one, file="") for one in parcel.files
    ]
    assert [_read(here.kit.outbox, one.file) for one in queued.files] == contents


@pytest.mark.parametrize("rule", (*SECRETS, *NAMES), ids=lambda rule: rule.name)
@pytest.mark.parametrize("ready", [""], indirect=True)
def test_no_secret_that_an_employee_writes_stands_in_a_ticket(ready, rule):
    """V1: the sentence of the employee is a source as well."""
    here, made, _ = ready
    text, secrets = sample(rule.hits[0])
    shown = letter(here, made(), f"canary {text} an.peeters").text

    assert "canary" in shown
    for secret in (*secrets, "an.peeters"):
        assert [one for one in needles(secret) if one in shown] == []


WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
SEEN = []


def _hear(event, args):
    if event == "open" and SEEN and args[2] & WRITES:
        SEEN.append(os.fsdecode(args[0]) if not isinstance(args[0], int) else "")


def test_it_is_written_into_its_own_folder_alone_and_sealed_where_it_wants_that(ready):
    """C2: plaintext lies nowhere but in the folder of this account, mode 0700."""
    here, made, is_sealed = ready
    sys.addaudithook(_hear)  # deaf again with an empty list; it cannot be taken away
    SEEN.append("began")
    try:
        bundle = made()
        letter(here, bundle, "")
        enclosed(here, bundle, "")
        places = {os.path.dirname(one) for one in SEEN[1:] if one}
    finally:
        SEEN.clear()
    box = here.kit.outbox
    lying = sorted(os.listdir(box))

    assert places <= {box, here.kit.state}
    assert box in places
    assert stat.S_IMODE(os.stat(box).st_mode) == 0o700
    assert {_mode(box, one) for one in lying} == {0o600}
    readable = [one for one in lying if bundle.data[:4] == _read(box, one)[:4]]
    assert bool(readable) is not is_sealed
    pages = [one for one in lying if b"<html" in _read(box, one)[:200]]
    assert ("preview.html" in pages, len(pages)) == (True, 1 if is_sealed else 2)


def _read(folder, name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


def _mode(folder, name):
    return stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode)
