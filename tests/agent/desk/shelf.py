"""A WebDAV server of this process: real wsgidav on the loopback, with one account."""

import threading
from contextlib import contextmanager

from cheroot.wsgi import Server
from wsgidav.wsgidav_app import WsgiDAVApp

USER = "agent"


@contextmanager
def shelf(folder, secret, before=None):
    """Serve a folder; ``before`` may answer a request in its place."""
    dav = WsgiDAVApp(
        {
            "provider_mapping": {"/desk": str(folder)},
            "http_authenticator": {"accept_digest": False, "default_to_digest": False},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": secret}}}},
            "lock_storage": True,
            "property_manager": True,
            "logging": {"enable": False},
            "verbose": 0,
        }
    )
    heard = []

    def app(environ, start):
        heard.append((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        answer = before and before(environ)
        if answer is None:
            return dav(environ, start)
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start(answer[0], [("Content-Length", str(len(answer[1])))])
        return [answer[1]]

    server = Server(("127.0.0.1", 0), app, numthreads=2)
    server.expiration_interval = 0.05
    server.prepare()
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.bind_addr[1]}/desk", heard
    finally:
        server.stop()
        thread.join()
