"""Znuny 6.5 of Debian 12's backports on PostgreSQL 15 and Starlet."""

from __future__ import annotations

import requests

from agent.desk.model import Ref
from agent.desk.trust import Route
from agent.desk.znuny import Znuny, desk
from agent.policy.desk import DeskKind, DeskRules
from tests.lab.desk.layer import layers
from tests.lab.desk.place import Place, free

AGENT = ("pcagent", "lab-pass-of-the-ägent-€")
POOR = ("poor", "lab-pass-of-the-poor")
BOSS = ("boss", "lab-pass-of-the-boss")
RIGHTS = ("ro", "create", "note")
"""What docs/desks/znuny.md asks for, and no more."""
CALLER, QUEUE, KEY, OUTAGE = "els", "Raw", "AgentKey", "Fingerprint"
SERVICE = "/nph-genericinterface.pl/Webservice/Blusser"
WRONG = {
    "secret": {"secret": "wrong"},
    "place": {"place": "Nope"},
    "form": {"form": "Nope"},
    "key_field": {"key_field": "Nope"},
    "outage_field": {"outage_field": "Nope"},
    "caller": {"caller": ""},
    "user": {"user": POOR[0], "secret": POOR[1]},
}
"""The setting that must be named, and what is set wrongly."""
CONFIG = """
    $Self->{DatabaseDSN} = 'DBI:Pg:dbname=otrs2;host=/var/run/postgresql;port=54329';
    $Self->{CheckMXRecord} = 0;
    $Self->{SendmailModule} = 'Kernel::System::Email::DoNotSendEmail';
    $Self->{'Ticket::Type'} = 1;
    return 1;
"""
DATA = f"""
use Kernel::System::ObjectManager;
local $Kernel::OM = Kernel::System::ObjectManager->new;
my $field = $Kernel::OM->Get("Kernel::System::DynamicField");
my $order = 1;
$field->DynamicFieldAdd(
  Name => $_, Label => $_, FieldOrder => $order++, FieldType => "Text",
  ObjectType => "Ticket", Config => {{ DefaultValue => "" }}, ValidID => 1, UserID => 1,
) || die for qw({KEY} {OUTAGE});
my $users = $Kernel::OM->Get("Kernel::System::User");
my $groups = $Kernel::OM->Get("Kernel::System::Group");
sub grant {{
  my $user = $users->UserLookup(UserLogin => shift);
  my $group = $groups->GroupLookup(Group => "users");
  my %rights = map {{ $_ => 1 }} @_;
  $groups->PermissionGroupUserAdd(
    GID => $group, UID => $user, Permission => \\%rights, UserID => 1) || die;
}}
grant("{BOSS[0]}", "rw");
grant("{AGENT[0]}", qw({" ".join(RIGHTS)}));
grant("{POOR[0]}", "ro");
"""
OTRS = "setpriv --reuid=otrs --regid=www-data --init-groups env HOME=/tmp"
PERL = "perl -I/usr/share/otrs -I/usr/share/otrs/Kernel/cpan-lib"
INSTALL = f"""
main=$(sed -n 's/^deb \\(\\S*\\) bookworm main.*/\\1/p' /etc/apt/sources.list | head -n 1)
for suite in bookworm bookworm-backports; do
  echo "deb $main $suite main contrib non-free"
done >/etc/apt/sources.list.d/desk.list
apt-get -qq update
apt-get -qq install -y --no-install-recommends \\
  postgresql postgresql-client libdbd-pg-perl
cat >>/etc/postgresql/15/main/postgresql.conf <<'C'
port = 54329
fsync = off
C
pg_ctlcluster 15 main start
cat <<D | debconf-set-selections
otrs2 otrs2/dbconfig-install boolean true
otrs2 otrs2/database-type select pgsql
otrs2 otrs2/pgsql/method select TCP/IP
otrs2 otrs2/remote/host select localhost
otrs2 otrs2/remote/port string 54329
otrs2 otrs2/pgsql/authmethod-user select password
otrs2 otrs2/pgsql/authmethod-admin select ident
D
apt-get -qq install -y --no-install-recommends -t bookworm-backports \\
  znuny libplack-perl starlet libcgi-emulate-psgi-perl libcgi-psgi-perl \\
  librest-client-perl
cat >/srv/config <<'C'
{CONFIG}C
sed -i -e '0,/^ *return 1;/{{/^ *return 1;/{{r /srv/config
d}}}}' /etc/otrs/Kernel/Config.pm
mkdir -p /run/otrs
chown otrs:www-data /run/otrs
console() {{ {OTRS} /usr/share/otrs/bin/otrs.Console.pl "$@"; }}
agent() {{
  console Admin::User::Add --user-name $1 --first-name $1 --last-name Lab \\
    --email-address $1@lab.example --password $2
}}
agent {BOSS[0]} {BOSS[1]}
agent {AGENT[0]} {AGENT[1]}
agent {POOR[0]} {POOR[1]}
console Admin::CustomerUser::Add --user-name {CALLER} --first-name Els \\
  --last-name Lab --email-address {CALLER}@lab.example --customer-id lab
console Admin::WebService::Add --name Blusser --source-path \\
  /var/lib/otrs/webservices/examples/GenericTicketConnectorREST.yml
{OTRS} {PERL} -e '{DATA}'
console Maint::Cache::Delete
pg_ctlcluster 15 main stop
echo "listen_addresses = ''" >>/etc/postgresql/15/main/postgresql.conf
"""
"""The set-up talks TCP with the database, later only files do. ``librest-client-perl`` is one that the package needs and does not ask for."""
LOSE = "UPDATE article_data_mime_attachment SET content='AAAA' WHERE filename='{}'"


class Lab:
    """The desk, running; ``close`` it."""

    wrong = WRONG

    def __init__(self, folder: str) -> None:
        """Install it where nobody has, and start it with its database."""
        self._place = Place(layers("znuny", INSTALL), folder)
        self.close = self._place.close
        port = free()
        self.url = f"http://127.0.0.1:{port}"
        how = f"--host 127.0.0.1 --port {port} --max-workers 2 -E production"
        server = f"plackup -s Starlet {how} bin/cgi-bin/app.psgi"
        start = f"sh -euc 'cd /usr/share/otrs; exec {server}'"
        try:
            self._place.sh("pg_ctlcluster 15 main start; mkdir -p /run/otrs")
            self._place.sh("chown otrs:www-data /run/otrs")
            self._place.serve(start, f"{self.url}/", "otrs", "www-data")
        except BaseException:
            self.close()
            raise

    def desk(self, secret: str = AGENT[1], **changed: str) -> Znuny:
        """Return our session with it, by rules that are right unless changed."""
        right = {"user": AGENT[0], "place": QUEUE, "form": "Unclassified"}
        right |= {"key_field": KEY, "outage_field": OUTAGE, "caller": CALLER}
        right |= changed
        right["url"] = self.url + SERVICE + changed.get("url", "")
        return desk(DeskRules(kind=DeskKind.ZNUNY, **right), secret, Route())

    def shown(self, ref: Ref) -> tuple[str, str]:
        """Return the subject and the text of a ticket, as IT reads them."""
        ticket = self.ticket(ref)
        return ticket["Title"], ticket["Article"][0]["Body"]

    def files(self, ref: Ref) -> list[str]:
        """Return the names of the files at a ticket."""
        found = self.ticket(ref)["Article"]
        return [one["Filename"] for a in found for one in a.get("Attachment", ())]

    def finish(self, ref: Ref) -> None:
        """Close a ticket, as IT does."""
        closed = {"Ticket": {"State": "closed successful"}}
        self.ask("PATCH", f"/Ticket/{ref.id}", json=closed)

    def parents(self, ref: Ref) -> list[str]:
        """Return the tickets that a ticket says it is a part of."""
        lines = [one["Subject"] for one in self.ticket(ref)["Article"]]
        found = [one.partition("#")[2] for one in lines if one.startswith("Part of")]
        asked = [{"TicketNumber": number} for number in found]
        ids = [
            self.ask("POST", "/Ticket/Search", json=one)["TicketID"] for one in asked
        ]
        return [one for [one] in ids]

    def lose(self, name: str) -> None:
        """Have it lose the bytes of a file."""
        sql = f'psql -q -p 54329 otrs2 -c "{LOSE.format(name)}"'
        self._place.sh(sql, user="postgres")

    def ticket(self, ref: Ref) -> dict[str, object]:
        """Return what it knows of a ticket."""
        asked = {"AllArticles": 1, "Attachments": 1, "DynamicFields": 1}
        return self.ask("GET", f"/Ticket/{ref.id}", params=asked)["Ticket"][0]

    def ask(self, method: str, path: str, **more: object) -> dict[str, object]:
        """Ask it as one who may do everything in the queue."""
        names = ("X-OTRS-Header-UserLogin", "X-OTRS-Header-Password")
        headers, address = dict(zip(names, BOSS)), self.url + SERVICE + path
        said = requests.request(method, address, headers=headers, **more)
        assert said.ok and "Error" not in said.json(), said.text
        return said.json()
