"""Roundup 2.6, from the libraries of the tests, on SQLite."""

from __future__ import annotations

import os
import re
import subprocess
import sysconfig

import requests

from agent.desk.model import Ref
from agent.desk.roundup import Roundup, desk
from agent.desk.trust import Route
from agent.policy.desk import DeskKind, DeskRules
from tests.lab.desk.place import free, until_it_answers

ADMIN = ("admin", "lab-pass-of-root")
AGENT = ("pcagent", "lab-pass-of-the-ägent-€")
POOR = ("poor", "lab-pass-of-the-poor")
KEY, OUTAGE = "agent_key", "outage"
WRONG = {
    "url": {"url": "/elsewhere"},
    "secret": {"secret": "wrong"},
    "place": {"place": "nope"},
    "key_field": {"key_field": "nope"},
    "outage_field": {"outage_field": "nope"},
    "user": {"user": POOR[0], "secret": POOR[1]},
}
"""The setting that must be named, and what is set wrongly."""
SCHEMA = f"""
issue = IssueClass(db, "issue", {KEY}=String(), {OUTAGE}=String(),
"""
ROLES = """
db.security.addRole(name='Reader', description='may only look')
for right in ('Web Access', 'Rest Access'):
    db.security.addPermissionToRole('Reader', right)
for one in ('issue', 'file', 'msg', 'keyword', 'priority', 'status'):
    db.security.addPermissionToRole('Reader', 'View', one)
db.security.addRole(name='Filer', description='what docs/desks/roundup.md asks for')
for right in ('Web Access', 'Rest Access'):
    db.security.addPermissionToRole('Filer', right)
for one in ('issue', 'file', 'msg'):
    for right in ('View', 'Edit', 'Create'):
        db.security.addPermissionToRole('Filer', right, one)
db.security.addPermissionToRole('Filer', 'View', 'status')
"""
ROUNDS = r"(?m)^#?password_pbkdf2_default_rounds = .*"
"""As many as it takes by default cost a third of a second at every call."""
BARE = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
CAPABLE = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override")
"""It refuses root; and as nobody it must reach our folders."""


class Lab:
    """The desk, running; ``close`` it."""

    wrong = WRONG

    def __init__(self, folder: str, web: str = "") -> None:
        """Set up a tracker, and start it; ``web``: where others find it."""
        self._home, self._folder, port = f"{folder}/tracker", folder, free()
        self.url = f"http://127.0.0.1:{port}/desk"
        self._web = web or self.url
        self._admin("install", "classic", "sqlite")
        self._change("config.ini", r"(?m)^#web = .*", f"web = {self._web}/")
        self._change("config.ini", r"(?m)^#domain = .*", "domain = lab.example")
        self._change("config.ini", ROUNDS, "password_pbkdf2_default_rounds = 1000")
        self._change("schema.py", r'issue = IssueClass\(db, "issue",', SCHEMA.strip())
        self._change("schema.py", r"\Z", ROLES)
        self._admin("initialise", ADMIN[1])
        for name, word, role in ((*AGENT, "Filer"), (*POOR, "Reader")):
            who = f"username={name} password={word} address={name}@lab.example"
            self._admin("create", "user", *who.split(), f"roles={role}")
        subprocess.run(["chown", "-R", "65534:65534", self._home], check=True)
        words = (*BARE, *CAPABLE, _program("roundup-server"), "-n", "127.0.0.1")
        with open(f"{folder}/log", "wb") as log:
            self._server = subprocess.Popen(
                [*words, "-p", str(port), f"desk={self._home}"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until_it_answers(f"{self.url}/rest/", self._server, f"{folder}/log")

    def close(self) -> None:
        """End it."""
        self._server.terminate()
        self._server.wait(20)

    def desk(self, secret: str = AGENT[1], **changed: str) -> Roundup:
        """Return our session with it, by rules that are right unless changed."""
        right = {"user": AGENT[0], "place": "issue", "key_field": KEY}
        right |= {"outage_field": OUTAGE} | changed
        right["url"] = self.url + changed.get("url", "")
        return desk(DeskRules(kind=DeskKind.ROUNDUP, **right), secret, Route())

    def shown(self, ref: Ref) -> tuple[str, str]:
        """Return the subject and the text of a ticket, as IT reads them."""
        issue = self.issue(ref)
        [message] = issue["messages"]
        text = self.ask("GET", f"/data/msg/{message['id']}?@verbose=3")
        return issue["title"], text["attributes"]["content"]

    def files(self, ref: Ref) -> list[str]:
        """Return the names of the files at a ticket."""
        found = [one["id"] for one in self.issue(ref)["files"]]
        return [self.ask("GET", f"/data/file/{o}")["attributes"]["name"] for o in found]

    def finish(self, ref: Ref) -> None:
        """Close a ticket, as IT does."""
        self.change(ref, {"status": "resolved"})

    def parents(self, ref: Ref) -> list[str]:
        """Return the tickets that a ticket is a part of."""
        return [one["id"] for one in self.issue(ref)["superseder"]]

    def lose(self, name: str) -> None:
        """Have it lose the bytes of a file."""
        [found] = self.ask("GET", f"/data/file?name:={name}")["collection"]
        for folder, _, names in os.walk(f"{self._home}/db/files/file"):
            if f"file{found['id']}" in names:
                os.truncate(f"{folder}/file{found['id']}", 100)

    def issue(self, ref: Ref) -> dict[str, object]:
        """Return what it knows of a ticket."""
        return self.ask("GET", f"/data/issue/{ref.id}")["attributes"]

    def change(self, ref: Ref, changes: dict[str, object]) -> None:
        """Change a ticket as its administrator, who is no faster than we are."""
        path, done = f"/data/issue/{ref.id}", {}
        while not done:
            headers = {"If-Match": self.ask("GET", path)["@etag"]}
            done = self.ask("PUT", path, fine=412, json=changes, headers=headers)

    def ask(
        self, method: str, path: str, fine: int = 200, **more: object
    ) -> dict[str, object]:
        """Ask it as its administrator; nothing where it refuses as is fine."""
        own = {"Origin": self._web[:-5], "Referer": self._web}
        own["X-Requested-With"] = "rest"
        headers = own | more.pop("headers", {})
        address = f"{self.url}/rest{path}"
        said = requests.request(method, address, auth=ADMIN, headers=headers, **more)
        assert said.ok or said.status_code == fine, said.text
        return said.json()["data"] if said.ok else {}

    def _admin(self, *words: str) -> None:
        command = [_program("roundup-admin"), "-i", self._home, *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr

    def _change(self, name: str, old: str, new: str) -> None:
        with open(f"{self._home}/{name}") as file:
            text = file.read()
        changed = re.sub(old, lambda _: new, text, count=1)
        assert changed != text, f"{name} has no {old}"
        with open(f"{self._home}/{name}", "w") as file:
            file.write(changed)


def _program(name: str) -> str:
    return os.path.join(sysconfig.get_path("scripts"), name)
