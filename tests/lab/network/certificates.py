"""A certificate authority for the lab, by OpenSSL, and certificates good and bad."""

from __future__ import annotations

import os
import ssl

from tests.lab.network.namespace import command

AUTHORITY = """basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash"""
LEAF = """basicConstraints=CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
subjectAltName=DNS:{host}"""


class Authority:
    """Signs certificates; ``certificate`` is the file that others trust."""

    def __init__(self, folder: str, name: str) -> None:
        """Make a new authority with its files in a folder."""
        self._base = os.path.join(folder, name)
        self.certificate = f"{self._base}.pem"
        self._key = f"{self._base}.key"
        _sign(self._base, f"/CN={name}", AUTHORITY, ["-signkey", self._key], 3650)

    def server(self, host: str, days: int = 30) -> ssl.SSLContext:
        """Return a server's end of TLS for a host; ``days`` below 0 are over."""
        base = f"{self._base}-{host}-{days}"
        by = ["-CA", self.certificate, "-CAkey", self._key, "-set_serial", "0x2b"]
        _sign(base, f"/CN={host}", LEAF.format(host=host), by, days)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f"{base}.pem", f"{base}.key")
        return context


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
