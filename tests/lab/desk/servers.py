"""Installed programs, started on the loopback for one test module and ended after it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

WEED = os.path.join(os.path.dirname(sys.executable), "weed")
RCLONE, SQUID = "/usr/bin/rclone", "/usr/sbin/squid"


def free(count):
    """Return so many ports that nobody listens on now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


@contextmanager
def running(words, port, log, **how):
    """Run a server until it listens on a port; kill it afterwards, its data is ours."""
    with open(log, "wb") as said:
        server = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=said, stderr=said, **how
        )
    try:
        until = time.monotonic() + 40
        while not _listens(port):
            assert server.poll() is None, _told(log)
            assert time.monotonic() < until, _told(log)
            time.sleep(0.05)
        yield server
    finally:
        server.kill()
        server.wait(10)


def _listens(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _told(log):
    with open(log, errors="replace") as file:
        return file.read()[-3000:]


@contextmanager
def rclone_webdav(folder, user, secret, log):
    """Serve a folder by rclone, which has other habits than wsgidav."""
    (port,) = free(1)
    words = [RCLONE, "--config", "/dev/null", "serve", "webdav", str(folder)]
    words += ["--addr", f"127.0.0.1:{port}", "--user", user, "--pass", secret]
    with running(words, port, log):
        yield f"http://127.0.0.1:{port}"


S3 = """{"identities": [{"name": "relay", "actions": ["Read", "Write", "List", "Admin"],
"credentials": [{"accessKey": "%s", "secretKey": "%s"}]}]}"""


@contextmanager
def seaweed(folder, access, secret):
    """Run SeaweedFS with its S3 gateway in an empty folder."""
    ports = iter(free(8))
    with open(f"{folder}/s3.json", "w") as file:
        file.write(S3 % (access, secret))
    os.mkdir(f"{folder}/data")
    words = [WEED, "-logtostderr=true", "server", f"-dir={folder}/data"]
    words += ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3"]
    for part in ("master", "volume", "filer"):
        words += [f"-{part}.port={next(ports)}", f"-{part}.port.grpc={next(ports)}"]
    port = next(ports)
    words += [f"-s3.port={port}", f"-s3.port.grpc={next(ports)}"]
    words += ["-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false"]
    words += [f"-s3.config={folder}/s3.json", "-master.volumeSizeLimitMB=64"]
    with running(words, port, f"{folder}/log"):
        yield f"127.0.0.1:{port}"


@contextmanager
def squid(folder, user, secret):
    """Run a proxy that lets one account through, to this machine alone."""
    (port,) = free(1)
    with open(f"{folder}/accounts", "w") as file:
        made = ["openssl", "passwd", "-apr1", secret]
        hashed = subprocess.run(made, capture_output=True, text=True, check=True)
        file.write(f"{user}:{hashed.stdout}")
    with open(f"{folder}/squid.conf", "w") as file:
        file.write(PROXY.format(port=port, folder=folder))
    with open(f"{folder}/hosts", "w") as file:  # a fresh Debian has none
        file.write("127.0.0.1 localhost\n")
    for path in (folder, f"{folder}/accounts"):
        os.chmod(path, 0o777 if path == folder else 0o644)
    words = [SQUID, "-N", "-f", f"{folder}/squid.conf"]
    with running(words, port, f"{folder}/log"):
        yield f"127.0.0.1:{port}"


PROXY = """
http_port 127.0.0.1:{port}
visible_hostname proxy.lab.example
pid_filename none
auth_param basic program /usr/lib/squid/basic_ncsa_auth {folder}/accounts
auth_param basic realm firm
acl known proxy_auth REQUIRED
acl here dst 127.0.0.0/8
http_access allow known here
http_access deny all
hosts_file {folder}/hosts
cache deny all
access_log stdio:{folder}/access
cache_log {folder}/cache
coredump_dir {folder}
shutdown_lifetime 0 seconds
"""


def asked(place, method, path, headers=None, body=b""):
    """Ask a server as somebody else would; return the status and what it said."""
    there = http.client.HTTPConnection(place, timeout=20)
    try:
        there.request(method, path, body, headers or {})
        said = there.getresponse()
        return said.status, said.read()
    finally:
        there.close()
