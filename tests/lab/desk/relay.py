"""A relay that signs addresses of a bucket, as a company would run one.

Signature version 4 in the query (S3 API, "Authenticating Requests: Using Query
Parameters"); an own one, so that no SDK's habits are tested.
"""

import hashlib
import hmac
import json
import threading
from base64 import b64encode
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

ACCESS, SECRET, BUCKET, REGION = "AKIALAB", "secret-of-the-bucket", "desk", "eu-west-1"


def signed(method, place, path, headers=(), seconds=300, age=0, secret=SECRET):
    """Return an address for one request, with these headers and no others."""
    now = datetime.now(UTC) - timedelta(seconds=age)
    day, moment = f"{now:%Y%m%d}", f"{now:%Y%m%dT%H%M%SZ}"
    scope = f"{day}/{REGION}/s3/aws4_request"
    bound = {"host": place} | {name.lower(): one for name, one in dict(headers).items()}
    names = ";".join(sorted(bound))
    query = {
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": f"{ACCESS}/{scope}",
        "X-Amz-Date": moment,
        "X-Amz-Expires": str(seconds),
        "X-Amz-SignedHeaders": names,
    }
    listed = "&".join(f"{k}={quote(v, safe='')}" for k, v in sorted(query.items()))
    lines = [f"{name}:{bound[name]}\n" for name in sorted(bound)]
    request = [method, quote(path), listed, "".join(lines), names, "UNSIGNED-PAYLOAD"]
    told = hashlib.sha256("\n".join(request).encode()).hexdigest()
    key = f"AWS4{secret}".encode()
    for part in (day, REGION, "s3", "aws4_request"):
        key = _mac(key, part)
    by = _mac(key, f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{told}").hex()
    return f"http://{place}{quote(path)}?{listed}&X-Amz-Signature={by}"


def _mac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


class Relay:
    """What it does with the next request, and what it was asked."""

    def __init__(self, place, token):
        self.place, self.token, self.asked, self.how = place, token, [], {}
        self.answer = None

    def sign(self, about):
        path = f"/{BUCKET}/{about['key']}/{about['name']}"
        if "sha256" not in about:
            return {"get": signed("GET", self.place, path, **self.how)}
        checksum = b64encode(bytes.fromhex(about["sha256"])).decode()
        bound = {"Content-Type": about["kind"], "x-amz-checksum-sha256": checksum}
        bound |= {"If-None-Match": "*"}
        put = signed("PUT", self.place, path, bound, **self.how)
        return {"put": put, "headers": {"x-amz-checksum-sha256": checksum}}


@contextmanager
def relay(place, token):
    """Serve it on the loopback."""
    one = Relay(place, token)

    class Asked(BaseHTTPRequestHandler):
        def do_POST(self):
            about = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            one.asked.append(about)
            right = self.headers["Authorization"] == f"Bearer {token}"
            told = json.dumps(one.answer or one.sign(about)) if right else "{}"
            self.send_response(200 if right else 401)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told.encode())

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Asked) as server:
        one.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield one
        finally:
            server.shutdown()
            thread.join()
