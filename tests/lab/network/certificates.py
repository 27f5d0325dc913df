"""A certificate authority for the lab, by OpenSSL, and certificates good and bad."""

from __future__ import annotations

import os
import ssl
from datetime import UTC, datetime, timedelta

from tests.lab.network.namespace import command

AUTHORITY = """basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash"""
LEAF = """basicConstraints=CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage={purpose}
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
nsComment=as large as those of the world: {size}
subjectAltName=DNS:{host}"""

SIGNING = """[ca]
default_ca=lab
[lab]
database={base}.database
new_certs_dir={folder}
rand_serial=yes
policy=any
[any]
commonName=supplied
"""
"""What ca(1) wants to know."""


class Authority:
    """Signs certificates; ``certificate`` is the file that others trust."""

    def __init__(self, folder: str, name: str) -> None:
        """Make a new authority with its files in a folder."""
        self._base = os.path.join(folder, name)
        self.certificate = f"{self._base}.pem"
        self._key = f"{self._base}.key"
        _sign(self._base, f"/CN={name}", AUTHORITY, ["-signkey", self._key], 3650)

    def server(self, host: str, days: int = 30, begins: int = 0) -> ssl.SSLContext:
        """Return a server's end of TLS for a host; ``days`` below 0 are over.

        It counts from ``begins`` days from now.
        """
        base = f"{self._base}-{host}-{days}-{begins}"
        by = ["-CA", self.certificate, "-CAkey", self._key, "-set_serial", "0x2b"]
        leaf = LEAF.format(host=host, size="0" * 1200, purpose="serverAuth")
        _sign(base, f"/CN={host}", leaf, by, days)
        if begins:
            self._sign_from(base, begins, begins + days)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f"{base}.pem", f"{base}.key")
        return context

    def client(self, name: str) -> str:
        """Return a file with a client's certificate and its key."""
        base = f"{self._base}-{name}-client"
        by = ["-CA", self.certificate, "-CAkey", self._key, "-set_serial", "0x2c"]
        leaf = LEAF.format(host=name, size="", purpose="clientAuth")
        _sign(base, f"/CN={name}", leaf, by, 30)
        with open(f"{base}.pem", "a") as both, open(f"{base}.key") as key:
            both.write(key.read())
        return f"{base}.pem"

    def _sign_from(self, base: str, begins: int, ends: int) -> None:
        """Sign a request again with a beginning, which x509(1) cannot set yet."""
        now = datetime.now(UTC)
        first, last = (
            f"{now + timedelta(days=days):%y%m%d%H%M%SZ}" for days in (begins, ends)
        )
        with open(f"{base}.conf", "w") as file:
            file.write(SIGNING.format(base=base, folder=os.path.dirname(base)))
        with open(f"{base}.database", "w"):
            """Empty: nothing was signed yet."""
        words = [
            *("openssl", "ca", "-batch", "-notext", "-md", "sha256"),
            *("-config", f"{base}.conf", "-extfile", f"{base}.ext"),
            *("-cert", self.certificate, "-keyfile", self._key),
            *("-startdate", first, "-enddate", last),
            *("-in", f"{base}.csr", "-out", f"{base}.pem"),
        ]
        command(words)


def trust(folder: str, authority: Authority) -> None:
    """Make a folder the ``/etc/ssl`` of a machine that trusts one authority alone."""
    certificates = os.path.join(folder, "certs")
    os.makedirs(certificates)
    name = command(["openssl", "x509", "-hash", "-noout", "-in", authority.certificate])
    with open(authority.certificate) as file:
        text = file.read()
    for place in ("cert.pem", "certs/ca-certificates.crt", f"certs/{name.strip()}.0"):
        with open(os.path.join(folder, place), "w") as file:
            file.write(text)


def _sign(base: str, subject: str, extensions: str, by: list[str], days: int) -> None:
    key, request, listed = f"{base}.key", f"{base}.csr", f"{base}.ext"
    with open(listed, "w") as file:
        file.write(extensions)
    new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    command(["openssl", "req", *new, "-keyout", key, "-out", request, "-subj", subject])
    signing = ["openssl", "x509", "-req", "-in", request, "-out", f"{base}.pem"]
    command([*signing, *by, "-days", str(days), "-extfile", listed])
