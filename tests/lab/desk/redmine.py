"""Redmine 5 of Debian 12 on SQLite and puma."""

from __future__ import annotations

import requests

from agent.desk.model import Ref
from agent.desk.redmine import Redmine, desk
from agent.desk.trust import Route
from agent.policy.desk import DeskKind, DeskRules
from tests.lab.desk.layer import layers
from tests.lab.desk.place import Place, free

ADMIN = ("admin", "lab-pass-of-root")
AGENT = ("pcagent", "lab-pass-of-the-ägent-€")
POOR = ("poor", "lab-pass-of-the-poor")
PROJECT, TRACKER, FIELDS = "helpdesk", "Support", ("AgentKey", "Fingerprint", "Mute")
EMPTY = "empty"
KEY, OUTAGE, UNFILTERED = "1", "2", "3"
"""A field that nobody may search by: Redmine answers with every issue then."""
WRONG = {
    "url": {"url": "/elsewhere"},
    "secret": {"secret": "wrong"},
    "place": {"place": "nope"},
    "form": {"form": "Nope"},
    "key_field": {"key_field": UNFILTERED},
    "outage_field": {"outage_field": "99"},
    "user": {"user": POOR[0], "secret": POOR[1]},
}
"""The setting that must be named, and what is set wrongly."""
DATA = f"""
Setting.rest_api_enabled = '1'
Setting.attachment_max_size = '20480'
Setting.attachment_extensions_denied = 'exe'
project = Project.create!(name: 'Helpdesk', identifier: '{PROJECT}', is_public: false,
  trackers: Tracker.all, enabled_module_names: ['issue_tracking'])
empty = Project.create!(name: 'Empty', identifier: '{EMPTY}', is_public: false,
  trackers: Tracker.all, enabled_module_names: ['issue_tracking'])
%w({" ".join(FIELDS)}).each do |name|
  IssueCustomField.create!(name: name, field_format: 'string', is_for_all: true,
    is_filter: name != 'Mute', trackers: Tracker.all)
end
admin = User.find_by_login('{ADMIN[0]}')
admin.password = admin.password_confirmation = '{ADMIN[1]}'
admin.must_change_passwd = false
admin.save!
rights = {{ '{AGENT[0]}' => %i(view_issues add_issues add_issue_notes
  manage_issue_relations), '{POOR[0]}' => %i(view_issues) }}
[%w({" ".join(AGENT)}), %w({" ".join(POOR)})].each do |login, password|
  user = User.new(firstname: login, lastname: 'Lab', mail: login + '@lab.example')
  user.login = login
  user.password = user.password_confirmation = password
  user.save!
  role = Role.create!(name: login, permissions: rights[login])
  [project, empty].each {{ |one| Member.create!(project: one, user: user, roles: [role]) }}
end
print User.find_by_login('{AGENT[0]}').api_key
"""
RUBY = "cd /usr/share/redmine; export REDMINE_INSTANCE=default RAILS_ENV=production"
WEB = "setpriv --reuid=www-data --regid=www-data --init-groups"
INSTALL = f"""
cat <<D | debconf-set-selections
redmine redmine/instances/default/dbconfig-install boolean true
redmine redmine/instances/default/database-type select sqlite3
redmine redmine/instances/default/default-language select en
D
apt-get -qq update
apt-get -qq install -y --no-install-recommends redmine redmine-sqlite puma
echo "gem 'puma'" >>/usr/share/redmine/Gemfile.local
cat >/srv/data.rb <<'D'
{DATA}D
{RUBY} HOME=/tmp
bundle install --local --quiet
{WEB} bundle exec rails runner /srv/data.rb >/srv/key
"""
FILES = "/var/lib/redmine/default/files"


class Lab:
    """The desk, running; ``close`` it."""

    wrong = WRONG

    def __init__(self, folder: str) -> None:
        """Install it where nobody has, and start it."""
        self._place = Place(layers("redmine", INSTALL), folder)
        self.close = self._place.close
        port = free()
        self.url = f"http://127.0.0.1:{port}"
        server = f"bundle exec puma -e production -b tcp://127.0.0.1:{port} -t 1:4"
        try:
            start = f"sh -euc '{RUBY}; exec {server} config.ru'"
            self._place.serve(start, self.url, "www-data")
        except BaseException:
            self.close()
            raise

    def desk(self, secret: str = AGENT[1], **changed: str) -> Redmine:
        """Return our session with it, by rules that are right unless changed."""
        right = {"user": AGENT[0], "place": PROJECT, "form": TRACKER}
        right |= {"key_field": KEY, "outage_field": OUTAGE} | changed
        right["url"] = self.url + changed.get("url", "")
        return desk(DeskRules(kind=DeskKind.REDMINE, **right), secret, Route())

    def shown(self, ref: Ref) -> tuple[str, str]:
        """Return the subject and the text of a ticket, as IT reads them."""
        issue = self.issue(ref)
        return issue["subject"], issue["description"]

    def files(self, ref: Ref) -> list[str]:
        """Return the names of the files at a ticket."""
        return [one["filename"] for one in self.issue(ref)["attachments"]]

    def finish(self, ref: Ref) -> None:
        """Close a ticket, as IT does."""
        self.ask("PUT", f"/issues/{ref.id}.json", json={"issue": {"status_id": 5}})
        assert self.issue(ref)["status"]["name"] == "Closed"

    def parents(self, ref: Ref) -> list[str]:
        """Return the tickets that a ticket is a part of."""
        found = self.issue(ref)["relations"]
        return [str(one["issue_to_id"]) for one in found]

    def lose(self, name: str) -> None:
        """Have it lose the bytes of a file."""
        self._place.sh(
            'for one in $(find $1 -name "*$2"); do : >$one; done', FILES, name
        )

    def issue(self, ref: Ref) -> dict[str, object]:
        """Return what it knows of a ticket."""
        path = f"/issues/{ref.id}.json?include=attachments,relations,journals"
        return self.ask("GET", path).json()["issue"]

    def ask(self, method: str, path: str, **more: object) -> requests.Response:
        """Ask it as its administrator."""
        said = requests.request(method, self.url + path, auth=ADMIN, **more)
        assert said.ok, said.text
        return said

    def token(self) -> str:
        """Return the API key of the agent's account."""
        return self._place.sh("cat /srv/key")
