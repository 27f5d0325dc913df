"""A print service of our own: real cupsd, its own folders, nothing but a Unix socket."""

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

CUPSD, LP, LPADMIN = "/usr/sbin/cupsd", "/usr/bin/lp", "/usr/sbin/lpadmin"
NOBODY = 65534
DEAD = "ipp://127.0.0.1:9/ipp/print"
"""Nothing listens there (the discard port), so a job never gets anywhere."""

FILES = """\
ServerRoot {0}/root
CacheDir {0}/cache
StateDir {0}/state
RequestRoot {0}/spool
TempDir {0}/spool/tmp
AccessLog {0}/access
ErrorLog {0}/errors
PageLog {0}/pages
SystemGroup root
"""
SERVER = """\
LogLevel debug
Listen {0}/cups.sock
Browsing No
WebInterface No
DefaultAuthType Basic
ErrorPolicy retry-job
JobRetryInterval 1
DirtyCleanInterval 0
<Location />
  Order allow,deny
</Location>
<Location /admin>
  Order allow,deny
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  <Limit Create-Job Print-Job Validate-Job Send-Document>
    Order deny,allow
  </Limit>
  <Limit Hold-Job Cancel-Job>
    AuthType Default
    Require user @OWNER @SYSTEM
    Order deny,allow
  </Limit>
  <Limit CUPS-Add-Modify-Printer CUPS-Delete-Printer Pause-Printer Resume-Printer CUPS-Accept-Jobs CUPS-Reject-Jobs>
    AuthType Default
    Require user @SYSTEM
    Order deny,allow
  </Limit>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""


class Cups:
    """The print service, and what people do with it."""

    def __init__(self, folder):
        self.folder = folder
        self.socket = f"{folder}/cups.sock"

    def run(self, *command, **how):
        """Run one of CUPS' own programs against this service; return what it says."""
        env = {"CUPS_SERVER": self.socket, "PATH": "/usr/bin:/usr/sbin", "LC_ALL": "C"}
        done = subprocess.run(
            command, env=env, capture_output=True, text=True, timeout=20, **how
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr, self.log())
        return done.stdout

    def add(self, name):
        """Set up a queue without a driver for a printer that is not there."""
        self.run(
            LPADMIN,
            "-p",
            name,
            "-E",
            "-v",
            DEAD,
            "-o",
            "printer-error-policy=retry-job",
        )

    def print(self, printer, *options, **how):
        """Send a text to a printer; return the number of the job."""
        path = f"{self.folder}/letter.txt"
        said = self.run(LP, "-d", printer, "-o", "raw", *options, path, **how)
        return int(said.split("-")[1].split()[0])

    def log(self):
        """Return the end of what the service says about itself."""
        path = Path(self.folder, "errors")
        return path.read_text()[-3000:] if path.exists() else ""


@contextmanager
def cups():
    """Run a print service in a folder of its own; end it and remove all of it."""
    folder = tempfile.mkdtemp(prefix="blusser-cups-")
    try:
        os.chmod(folder, 0o755)
        for name in ("root", "cache", "state", "spool", "spool/tmp"):
            os.mkdir(f"{folder}/{name}", 0o755)
        Path(folder, "root/cups-files.conf").write_text(FILES.format(folder))
        Path(folder, "root/cupsd.conf").write_text(SERVER.format(folder))
        Path(folder, "root/mime.types").write_text("text/plain txt\n")
        Path(folder, "root/mime.convs").write_text("")
        Path(folder, "letter.txt").write_text("Dear printer\n")
        conf = (f"{folder}/root/cupsd.conf", f"{folder}/root/cups-files.conf")
        with subprocess.Popen(
            [CUPSD, "-f", "-c", conf[0], "-s", conf[1]],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as service:
            try:
                wait_for(lambda: os.path.exists(f"{folder}/cups.sock"))
                yield Cups(folder)
            finally:
                service.terminate()
                try:
                    service.wait(timeout=5)
                except subprocess.TimeoutExpired:
                    service.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def as_nobody():
    """Be an account without rights, as the kernel tells those we talk to."""
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def wait_for(holds, seconds=10.0):
    """Wait until something holds; fail when it does not."""
    until = time.monotonic() + seconds
    while not (seen := holds()):
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.05)
    return seen
