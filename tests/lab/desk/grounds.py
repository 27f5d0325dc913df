"""What waits in a room behind its proxy: the page with the script, and a desk.

    python -m tests.lab.desk.grounds FOLDER

The desk is the receiver of docs/desks/webhook.md behind TLS; its certificate lies in
the folder, and what it got comes there.
"""

from __future__ import annotations

import os
import re
import socket
import ssl
import sys
from pathlib import Path
from subprocess import Popen

from tests.lab.network.clock import Clock
from tests.lab.network.web import WebServer, front, page

DOCUMENT = Path(__file__).parents[3] / "docs" / "desks" / "webhook.md"
SECRET, PORT = "shared-with-the-receiver", 9000
PAC = (
    """function FindProxyForURL(url, host) { return "PROXY proxy.lab.test:3128"; }\n"""
)


def main(folder: str) -> None:
    """Serve until killed."""
    code = re.search(r"```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    around = {"SECRET": SECRET, "TICKETS": f"{folder}/tickets", "PORT": str(PORT)}
    receiver = Popen([sys.executable, "-c", code[1]], env=os.environ | around)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(f"{folder}/desk.pem", f"{folder}/desk.key")
    WebServer(bound(80), Clock(), page(PAC))
    WebServer(bound(443), Clock(), front(f"127.0.0.1:{PORT}"), tls)
    receiver.wait()


def bound(port: int) -> socket.socket:
    """Return a socket of the loopback."""
    made = socket.socket()
    made.bind(("127.0.0.1", port))
    return made


if __name__ == "__main__":
    main(sys.argv[1])
