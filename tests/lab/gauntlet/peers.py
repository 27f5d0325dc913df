"""What else can be installed, asked about the same broken PC at the same time.

monitoring-plugins as an administrator would set them up here, one after another;
NetworkManager's own connectivity check; monit, one round. Each is used with its
usual settings and knows the same addresses as Blusser's policy does.
"""

from __future__ import annotations

from time import monotonic
from typing import Any

from tests.lab.gauntlet.office import Office
from tests.lab.network import plan

PLUGINS = "/usr/lib/nagios/plugins/check_"
ASKED = {
    "ping": f"ping -H {plan.GATEWAY} -w 100,20% -c 500,60% -p 3",
    "dns": "dns -H office.lab.test",
    "http": "http -H probe1.lab.test -u /connect.txt",
    "ssl": "http -H work.lab.test --ssl --sni -C 7",
    "disk": "disk -w 10% -c 5% -W 10% -K 5% -p / -p /home",
    "ntp": "ntp_time -H time1.lab.test -w 60 -c 300",
    "procs": "procs -c 1: -C cupsd",
}
"""The checks of monitoring-plugins, with 10 seconds each, as they have by default."""
ALARM = (1, 2)
"""Warning and critical; 3 is «unknown», which is no alarm."""
ABOUT = {
    "ping": ("gateway-", "no-route", "route-"),
    "dns": ("name", "dns-", "internal-names"),
    "http": ("internet-", "captive-portal"),
    "ssl": ("certificate-", "tls-", "endpoint-", "https-"),
    "disk": ("disk-", "home-full", "volume-", "no-room", "inodes", "files"),
    "ntp": ("clock-", "time-"),
    "procs": ("service", "print"),
}
"""By check: how the codes begin of the causes that its alarm names."""
MONITRC = f"""
set daemon 30
set log /run/monit.log
check network cable with interface eth0
  if failed link then alert
check filesystem system with path /
  if space usage > 90% then alert
  if inode usage > 90% then alert
check filesystem home with path /home
  if space usage > 90% then alert
  if inode usage > 90% then alert
check host gateway with address {plan.GATEWAY}
  if failed ping count 3 then alert
check host page with address probe1.lab.test
  if failed port 80 protocol http request "/connect.txt" then alert
check host work with address work.lab.test
  if failed port 443 protocol https with timeout 5 seconds then alert
check process cupsd matching "cupsd"
  if does not exist then alert
check system pc
  if memory usage > 90% then alert
  if cpu usage > 95% for 3 cycles then alert
"""
MONIT_ABOUT = {
    "cable": ("link-", "radio-"),
    "system": ABOUT["disk"],
    "home": ABOUT["disk"],
    "gateway": ABOUT["ping"],
    "page": ABOUT["http"],
    "work": ABOUT["ssl"],
    "cupsd": ABOUT["procs"],
    "pc": ("memory-", "processor-"),
}
STATES = {"none": ("link-", "no-address"), "portal": ("captive-portal",), "limited": ()}
"""Of NetworkManager: what each state but ``full`` names."""


def seen(office: Office) -> dict[str, Any]:
    """Ask all peers; return by peer its alarms, and the seconds it took."""
    return {
        "monitoring-plugins": _timed(_plugins, office),
        "NetworkManager": _timed(_network_manager, office),
        "monit": _timed(_monit, office),
    }


def names(peer: str, alarms: list[str], cause: str) -> bool:
    """Say whether a peer named a cause: one alarm, and it is about just that."""
    about = {"monit": MONIT_ABOUT, "NetworkManager": STATES}.get(peer, ABOUT)
    return len(alarms) == 1 and cause.startswith(about[alarms[0]] or ("\0",))


def _timed(ask: Any, office: Office) -> dict[str, Any]:
    began = monotonic()
    alarms = ask(office)
    return {"alarms": alarms, "seconds": round(monotonic() - began, 2)}


def _plugins(office: Office) -> list[str]:
    assert office.desk
    asked = {
        name: office.desk.run(*f"{PLUGINS}{rest}".split())
        for name, rest in ASKED.items()
    }
    return [name for name, done in asked.items() if done.code in ALARM]


def _network_manager(office: Office) -> list[str]:
    assert office.desk
    asked = "timeout 30 nmcli --terse networking connectivity check"
    done = office.desk.run(*asked.split())
    state = done.out.strip()
    return [] if state == "full" else [state if state in STATES else "none"]


def _monit(office: Office) -> list[str]:
    """One round: it says in its log what is wrong, by the name of the entry."""
    assert office.desk
    office.desk.write("/run/monitrc", MONITRC)
    office.desk.sh("chmod 600 /run/monitrc; rm -f /run/monit.log")
    office.desk.run("timeout", "60", "monit", "-c", "/run/monitrc", "validate")
    log = office.desk.run("cat", "/run/monit.log").out
    wrong = [line for line in log.splitlines() if " error " in line and "'" in line]
    named = {line.split("'")[1] for line in wrong}
    return sorted(named & set(MONIT_ABOUT))
