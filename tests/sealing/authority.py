"""A time-stamping authority on this machine: it stamps, or is in trouble as such servers can be."""

import asyncio
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from engines.authority import issue


@contextmanager
def stamping(trouble: str = ""):
    """Its address, and the requests that came in. Trouble: "refuses", "mumbles" or "hangs"."""
    root = issue("Stamp authority", "Elsewhere")
    certificate, key = issue("Stamp", "Elsewhere", root, stamps=True)
    known = SimpleCertificateStore()
    known.register(x509.Certificate.load(root[0].public_bytes(Encoding.DER)))
    stamper = DummyTimeStamper(
        tsa_cert=x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        tsa_key=keys.PrivateKeyInfo.load(
            key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        ),
        certs_to_embed=known,
    )
    asked = []

    def stamped(wish: bytes) -> bytes:
        return asyncio.run(stamper.async_request_tsa_response(tsp.TimeStampReq.load(wish))).dump()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self):
            wish = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append(wish)
            if trouble == "hangs":
                time.sleep(20)
            if trouble == "refuses":
                self.send_error(503)
                return
            answer = b"I am a stamp" if trouble else stamped(wish)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_said):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
