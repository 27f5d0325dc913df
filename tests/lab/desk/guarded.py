"""A desk behind TLS, that may demand a certificate of who asks."""

import ssl
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def guarded(context=None, demands=""):
    """Serve it; ``demands`` is the authority that a client's certificate is of."""

    class Asked(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        heard = []

        def do_GET(self):
            self.heard.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def get_request(self):
            connection, who = super().get_request()
            if context:
                connection.settimeout(20)
                connection = context.wrap_socket(
                    connection, server_side=True, do_handshake_on_connect=False
                )
            return connection, who

        def handle_error(self, *_):
            """Say nothing: that a client is turned away is what is tested."""

    if demands:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(demands)
    Asked.heard = []
    with Server(("127.0.0.1", 0), Asked) as server:
        Asked.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield Asked
        finally:
            server.shutdown()
            thread.join()
