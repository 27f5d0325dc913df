"""Request Tracker 5 of Debian 12 on SQLite and Starlet."""

from __future__ import annotations

from base64 import b64decode

import requests

from agent.desk.model import Ref
from agent.desk.request_tracker import RequestTracker, desk
from agent.desk.trust import Route
from agent.policy.desk import DeskKind, DeskRules
from tests.lab.desk.layer import layers
from tests.lab.desk.place import Place, free

ROOT = "lab-pass-of-root"
AGENT = ("pcagent", "lab-pass-of-the-agent")
POOR = ("poor", "lab-pass-of-the-poor")
WRONG = {
    "secret": {"secret": "wrong"},
    "place": {"place": "Nope"},
    "key_field": {"key_field": "Nope"},
    "outage_field": {"outage_field": "Nope"},
    "user": {"user": POOR[0], "secret": POOR[1]},
}
"""The setting that must be named, and what is set wrongly."""
QUEUE, KEY, OUTAGE = "Helpdesk", "AgentKey", "Fingerprint"
RIGHTS = (
    *("SeeQueue", "CreateTicket", "ShowTicket", "ShowTicketComments"),
    *("CommentOnTicket", "SeeCustomField", "SetInitialCustomField", "ModifyTicket"),
)
"""What docs/desks/request-tracker.md asks for, and no more."""
DATA = f"""
@Queues = ({{ Name => '{QUEUE}' }}, {{ Name => 'Blind' }});
@Users = (
  map {{ {{ Name => $_->[0], EmailAddress => "$_->[0]\\@lab.example",
    Password => $_->[1], Privileged => 1 }} }}
  (['{AGENT[0]}', '{AGENT[1]}'], ['{POOR[0]}', '{POOR[1]}'])
);
@CustomFields = (
  {{ Name => '{KEY}', Type => 'FreeformSingle', UniqueValues => 1,
    LookupType => 'RT::Queue-RT::Ticket', Queue => '{QUEUE}' }},
  {{ Name => '{OUTAGE}', Type => 'FreeformSingle',
    LookupType => 'RT::Queue-RT::Ticket', Queue => '{QUEUE}' }},
);
@ACL = (
  (map {{ {{ UserId => '{AGENT[0]}', Queue => '{QUEUE}', Right => $_ }} }}
    qw({" ".join(RIGHTS)})),
  (map {{ {{ UserId => '{POOR[0]}', Queue => '{QUEUE}', Right => $_ }} }}
    qw(SeeQueue ShowTicket SeeCustomField)),
);
1;
"""
CONFIG = "/etc/request-tracker5/RT_SiteConfig.d/90-lab.pm"
SETTINGS = """
Set($WebPath, '');
Set($LogToSyslog, undef); Set($LogToSTDERR, 'error');
Set($MailCommand, 'testfile');
Set($BcryptCost, 4);
"""
"""Mail goes to a file. A password is judged in 4 ms instead of 250, at every call."""
INSTALL = f"""
cat <<D | debconf-set-selections
request-tracker5 request-tracker5/dbconfig-install boolean true
request-tracker5 request-tracker5/database-type select sqlite3
request-tracker5 request-tracker5/initial-root-password password {ROOT}
request-tracker5 request-tracker5/initial-root-password-again password {ROOT}
request-tracker5 request-tracker5/rtname string lab.example
request-tracker5 request-tracker5/organization string lab.example
request-tracker5 request-tracker5/webbaseurl string http://127.0.0.1
request-tracker5 request-tracker5/webpath string
request-tracker5 request-tracker5/install-cronjobs boolean false
request-tracker5 request-tracker5/handle-siteconfig-permissions boolean true
D
apt-get -qq update
apt-get -qq install -y --no-install-recommends \\
  request-tracker5 rt5-db-sqlite rt5-standalone dma
chgrp www-data /etc/request-tracker5/RT_SiteConfig.pm
chmod 640 /etc/request-tracker5/RT_SiteConfig.pm
cat >{CONFIG} <<'C'
{SETTINGS}1;
C
cat >/root/data.pl <<'D'
{DATA}D
chmod 755 /root
setpriv --reuid=www-data --regid=www-data --init-groups \\
  rt-setup-database-5 --action insert --skip-create --datafile /root/data.pl
"""
"""``dma`` is the smallest that satisfies what wants a mail server."""
TOKEN = """
my $user = RT::User->new(RT->SystemUser); $user->Load($ARGV[0]);
my $made = RT::AuthToken->new(RT->SystemUser);
my ($id, $said, $token) = $made->Create(Owner => $user->Id, Description => "lab");
print $token;
"""
LOSE = """
my $all = RT::Attachments->new(RT->SystemUser);
$all->Limit(FIELD => "Filename", VALUE => $ARGV[0]);
while (my $one = $all->Next) { $one->__Set(Field => "Content", Value => "AAAA") }
"""
RIGHT = """
my $user = RT::User->new(RT->SystemUser); $user->Load(shift);
my $queue = RT::Queue->new(RT->SystemUser); $queue->Load(shift);
for (@ARGV) {
  my $does = s/^-// ? "RevokeRight" : "GrantRight";
  $user->PrincipalObj->$does(Right => $_, Object => $queue);
}
"""


class Lab:
    """The desk, running; ``close`` it."""

    wrong = WRONG

    def __init__(self, folder: str) -> None:
        """Install it where nobody has, and start it."""
        self._place = Place(layers("request-tracker", INSTALL), folder)
        self.close = self._place.close
        try:
            self.set("")
        except BaseException:
            self.close()
            raise

    def set(self, settings: str) -> None:
        """Start it with more lines of its configuration, in Perl."""
        port = free()
        own = f"Set($WebBaseURL, 'http://127.0.0.1:{port}'); Set($WebPort, {port});"
        text = f"{SETTINGS}Set($WebDomain, '127.0.0.1');\n{own}\n{settings}\n1;\n"
        self._place.write(CONFIG, text)
        self.url = f"http://127.0.0.1:{port}"
        server = "/usr/share/request-tracker5/libexec/rt-server --server Starlet"
        how = f"--host 127.0.0.1 --port {port} --max-workers=4"
        self._place.serve(f"{server} {how}", self.url, "www-data")

    def desk(self, secret: str = AGENT[1], **changed: str) -> RequestTracker:
        """Return our session with it, by rules that are right unless changed."""
        right = {"user": AGENT[0], "place": QUEUE, "key_field": KEY}
        right |= {"outage_field": OUTAGE} | changed
        right["url"] = self.url + changed.get("url", "")
        return desk(DeskRules(kind=DeskKind.RT, **right), secret, Route())

    def through(self, url: str) -> RequestTracker:
        """Return our session with it by another way, which leads to the same."""
        about = {"user": AGENT[0], "place": QUEUE, "key_field": KEY}
        rules = DeskRules(kind=DeskKind.RT, url=url, outage_field=OUTAGE, **about)
        return desk(rules, AGENT[1], Route())

    def shown(self, ref: Ref) -> tuple[str, str]:
        """Return the subject and the text of a ticket, as IT reads them."""
        subject = self.ask("GET", f"/ticket/{ref.id}")["Subject"]
        first = self.ask("GET", f"/ticket/{ref.id}/attachments")["items"][0]["id"]
        text = self.ask("GET", f"/attachment/{first}")["Content"]
        return subject, b64decode(text).decode()

    def files(self, ref: Ref) -> list[str]:
        """Return the names of the files at a ticket."""
        path = f"/ticket/{ref.id}/attachments?fields=Filename&per_page=100"
        found = self.ask("GET", path)["items"]
        return [one["Filename"] for one in found if one.get("Filename")]

    def newest(self) -> Ref:
        """Return the last ticket that was made."""
        found = self.ask("GET", f"/tickets?query=Queue='{QUEUE}'&per_page=100")
        return Ref(str(max(int(one["id"]) for one in found["items"])), "")

    def count(self) -> int:
        """Return how many tickets there are."""
        path = f"/tickets?query=Queue='{QUEUE}'&per_page=1"
        return int(self.ask("GET", path)["total"])

    def content(self, ref: Ref, ending: str) -> bytes:
        """Return the only file at a ticket whose name ends so."""
        path = f"/ticket/{ref.id}/attachments?fields=Filename&per_page=100"
        every = self.ask("GET", path)["items"]
        (one,) = [a for a in every if (a.get("Filename") or "").endswith(ending)]
        return b64decode(self.ask("GET", f"/attachment/{one['id']}")["Content"])

    def comments(self, ref: Ref) -> list[tuple[str, str]]:
        """Return subject and text of what was said of a ticket, not to its caller."""
        path = f"/ticket/{ref.id}/history?per_page=100&fields=Type,_hyperlinks"
        said = [o for o in self.ask("GET", path)["items"] if o["Type"] == "Comment"]
        made = [self.ask("GET", f"/transaction/{o['id']}/attachments") for o in said]
        ids = [one["id"] for found in made for one in found["items"]]
        found = [self.ask("GET", f"/attachment/{one}") for one in ids]
        texts = [one for one in found if one["ContentType"] == "text/plain"]
        return [(o["Subject"], b64decode(o["Content"]).decode()) for o in texts]

    def comment(self, ref: Ref) -> None:
        """Say something of a ticket, as IT does."""
        said = {"Content": "Looking at it.", "ContentType": "text/plain"}
        self.ask("POST", f"/ticket/{ref.id}/comment", json=said)

    def finish(self, ref: Ref) -> None:
        """Close a ticket, as IT does."""
        self.ask("PUT", f"/ticket/{ref.id}", json={"Status": "resolved"})

    def parents(self, ref: Ref) -> list[str]:
        """Return the tickets that a ticket is a part of."""
        links = self.ask("GET", f"/ticket/{ref.id}")["_hyperlinks"]
        return [str(one["id"]) for one in links if one["ref"] == "parent"]

    def lose(self, name: str) -> None:
        """Have it lose the bytes of a file."""
        self.perl(LOSE, name)

    def grant(self, user: str, *rights: str) -> None:
        """Give an account rights in the queue, or take away those with a minus."""
        self.perl(RIGHT, user, QUEUE, *rights)

    def ask(self, method: str, path: str, **more: object) -> object:
        """Ask it as its administrator."""
        address = f"{self.url}/REST/2.0{path}"
        said = requests.request(method, address, auth=("root", ROOT), **more)
        assert said.ok, said.text
        return said.json()

    def perl(self, lines: str, *given: str) -> str:
        """Run lines of Perl inside it, and return what they print."""
        library = "-I/usr/share/request-tracker5/lib"
        script = f"exec perl {library} -e 'use RT -init; {lines}' \"$@\" 2>/dev/null"
        return self._place.sh(script, *given, user="www-data")

    def token(self) -> str:
        """Return a new token of the agent's account."""
        return self.perl(TOKEN, AGENT[0])
