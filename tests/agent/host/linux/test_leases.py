"""Leases are renewed gently, and anew only where there is nothing to lose."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.linux.leases import LinuxLeases, has_address
from agent.host.linux.leases_clients import client_leases
from agent.host.linux.leases_networkd import lent, networkd_leases
from agent.host.linux.leases_networkmanager import networkmanager_leases
from tests.agent.host.linux.toybus import ERROR, Refusal, toy_bus

NOT_AT_ALL = (0.01, 0.01)


class ToyLease:
    """An adapter that gets its address back by one of two ways, or by none."""

    def __init__(self, adapter, addressed=True, helps=""):
        self.adapter, self.addressed, self._helps = adapter, addressed, helps
        self.done = []

    def ask(self):
        self.done.append("ask")
        self.addressed |= self._helps == "ask"

    def start_over(self):
        self.done.append("start over")
        self.addressed |= self._helps == "start over"


def renewed(*leases):
    addressed = {lease.adapter: lease for lease in leases}
    part = LinuxLeases(
        lambda: leases, lambda name: addressed[name].addressed, NOT_AT_ALL
    )
    return part.renew()


def test_an_adapter_with_an_address_is_only_asked_to_renew():
    lease = ToyLease("eth0")

    assert renewed(lease) == ("eth0",)
    assert lease.done == ["ask"]


def test_an_adapter_that_stays_without_starts_over_and_its_neighbour_does_not():
    lost, well = ToyLease("eth0", addressed=False, helps="start over"), ToyLease("eth1")

    renewed(lost, well)

    assert lost.done == ["ask", "start over"]
    assert well.done == ["ask"]


def test_where_asking_helps_nothing_is_started_over():
    lease = ToyLease("eth0", addressed=False, helps="ask")

    renewed(lease)

    assert lease.done == ["ask"]


def test_a_machine_without_leases_has_no_such_part():
    with pytest.raises(PartMissing, match="lent its address"):
        LinuxLeases(list)


def test_leases_that_are_gone_meanwhile_are_an_error():
    turns = iter([[ToyLease("eth0")], []])
    part = LinuxLeases(lambda: next(turns), lambda _: True, NOT_AT_ALL)

    with pytest.raises(HostError, match="lent its address"):
        part.renew()


def test_an_address_it_gave_itself_is_none():
    assert has_address("lo")
    assert not has_address("no-such-adapter")


def manager(*, state=100, method="auto", managed=True, gone=False):
    """Answer as NetworkManager with one device."""
    device = {
        "Managed": ("b", managed),
        "State": ("u", state),
        "Interface": ("s", "eth0"),
        "ActiveConnection": ("o", "/active" if state > 30 else "/"),
        "AvailableConnections": ("ao", ["/profile"]),
    }

    def answers(path, interface, member, body):
        match member:
            case "GetDevices":
                return "ao", (["/device"],)
            case "GetAll" if gone:
                raise Refusal(f"{ERROR}UnknownObject")
            case "GetAll":
                return "a{sv}", (device,)
            case "Get":
                return "v", (("o", "/profile"),)
            case "GetSettings":
                settings = {"ipv4": {"method": ("s", method)}}
                return "a{sa{sv}}", (settings,)
        return "o", ("/new",)

    return answers


def calls(tmp_path, act, **how):
    with toy_bus(tmp_path, manager(**how)) as there:
        for lease in networkmanager_leases(there.place):
            act(lease)
        return [call for call in there.calls if not call[0].startswith("Get")]


def test_networkmanager_reapplies_what_is_active_without_taking_it_down(tmp_path):
    assert calls(tmp_path, lambda it: it.ask()) == [
        ("Reapply", ({}, 0, 0)),
        ("Reload", (2,)),
    ]


@pytest.mark.parametrize("state", [30, 70, 100])
def test_networkmanager_activates_the_same_profile_to_start_over(tmp_path, state):
    asked = [("ActivateConnection", ("/profile", "/device", "/"))]

    assert calls(tmp_path, lambda it: it.start_over(), state=state) == asked


def test_a_device_that_is_down_is_not_reapplied(tmp_path):
    assert calls(tmp_path, lambda it: it.ask(), state=30) == []


@pytest.mark.parametrize(
    "how",
    [{"method": "manual"}, {"state": 20}, {"managed": False}, {"gone": True}],
    ids=["an address somebody wrote down", "no cable", "not its own", "gone"],
)
def test_networkmanager_has_no_lease_where_there_is(tmp_path, how):
    with toy_bus(tmp_path, manager(**how)) as there:
        assert list(networkmanager_leases(there.place)) == []


def test_without_a_bus_nobody_holds_leases(tmp_path):
    assert list(networkmanager_leases(f"{tmp_path}/none")) == []
    assert list(networkd_leases(f"{tmp_path}/none")) == []


@pytest.mark.parametrize(
    ("network", "drop_in", "carrier", "expected"),
    [
        ("[Network]\nDHCP=yes\n", "", "carrier", True),
        ("[Match]\nName=a\nName=b\n[Network]\nDHCP=ipv4\n", "", "carrier", True),
        ("[Network]\nDHCP=ipv6\n", "", "carrier", False),
        ("[Network]\nAddress=10.0.0.2/8\n", "", "carrier", False),
        ("[Network]\nDHCP=yes\n", "[Network]\nDHCP=no\n", "carrier", False),
        ("[Network]\nDHCP=yes\n", "[Link]\nMTUBytes=1400\n", "carrier", True),
        ("[Network]\nDHCP=yes\n", "", "no-carrier", False),
        ("not a file of this kind", "", "carrier", False),
    ],
)
def test_networkd_lends_by_what_its_files_say(
    tmp_path, network, drop_in, carrier, expected
):
    (tmp_path / "a.network").write_text(network)
    (tmp_path / "b.conf").write_text(drop_in)
    state = tmp_path / "2"
    state.write_text(
        f"# private\nCARRIER_STATE={carrier}\nNETWORK_FILE={tmp_path}/a.network\n"
        f'NETWORK_FILE_DROPINS="{tmp_path}/b.conf"\n'
    )

    assert lent(str(state)) is expected


def test_networkd_renews_and_reconfigures_the_link(tmp_path):
    (tmp_path / "a.network").write_text("[Network]\nDHCP=yes\n")
    (tmp_path / "2").write_text(f"NETWORK_FILE={tmp_path}/a.network\n")
    links = [(1, "lo", "/1"), (2, "eth0", "/2")]

    with toy_bus(tmp_path, lambda *_: ("a(iso)", (links,))) as there:
        (lease,) = networkd_leases(there.place, str(tmp_path))
        lease.ask()
        lease.start_over()

    assert lease.adapter == "eth0"
    assert there.calls[1:] == [("RenewLink", (2,)), ("ReconfigureLink", (2,))]


@pytest.mark.parametrize(
    ("words", "adapter"),
    [
        (["udhcpc", "-f", "-i", "wlan0", "-s", "/lease"], "wlan0"),
        (["/sbin/udhcpc", "-iwlan0"], "wlan0"),
        (["udhcpc", "-f"], "eth0"),
    ],
)
def test_udhcpc_looks_after_the_adapter_it_was_started_for(tmp_path, words, adapter):
    for pid, said in (("self", ["python3"]), ("7", words)):
        (tmp_path / pid / "ns").mkdir(parents=True)
        (tmp_path / pid / "ns" / "net").symlink_to("net:[1]")
        (tmp_path / pid / "cmdline").write_text("\0".join(said) + "\0")

    (lease,) = client_leases(str(tmp_path))

    assert lease.adapter == adapter


@pytest.mark.parametrize(("uid", "believed"), [("0", True), ("1000", False)])
def test_to_root_only_roots_own_dhclient_counts(tmp_path, monkeypatch, uid, believed):
    """Its words are said again, so that whoever chose them would speak as root."""
    file = tmp_path / "dhclient"
    file.touch()
    monkeypatch.setattr("agent.host.linux.leases_clients.DHCLIENT", str(file))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    words = ["dhclient", "-sf", "/home/mallory/evil.sh", "eth0"]
    for pid, said in (("self", ["python3"]), ("7", words)):
        (tmp_path / pid / "ns").mkdir(parents=True)
        (tmp_path / pid / "ns" / "net").symlink_to("net:[1]")
        (tmp_path / pid / "cmdline").write_text("\0".join(said) + "\0")
        (tmp_path / pid / "status").write_text("Uid:" + 4 * f"\t{uid}" + "\n")
        (tmp_path / pid / "exe").symlink_to(file)

    assert bool(list(client_leases(str(tmp_path)))) is believed
