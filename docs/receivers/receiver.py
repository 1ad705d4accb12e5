#!/usr/bin/env python3
"""Receives Hookcast's webhooks in all six dialects, each under its own path: /convox, /divshot, ...

Needs Python 3.9 or newer and nothing else. Its secrets come from the environment: CONVOX_SECRET,
DIVSHOT_KEY, QOVERY_SECRET, PLATFORMSH_SECRET, HORIZON_SECRET, CLOUDEVENTS_SECRET; PORT says where
it listens on loopback, 0 or nothing for any free port.
"""
import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


# excerpt: convox
def from_convox(headers, body, secret, tolerance=300):
    """True if this request (header names in lower case, body in bytes) was signed with the secret."""
    parts = [part.partition("=") for part in headers.get("convox-signature", "").split(",")]
    sent = next((value for name, _, value in parts if name == "t"), "")
    if not sent.isdecimal() or abs(time.time() - int(sent)) > tolerance:
        return False
    signed = sent.encode() + b"." + body
    wanted = hmac.new(bytes.fromhex(secret), signed, hashlib.sha256).hexdigest().encode()
    # While a secret is being replaced, there is a signature by each.
    given = [value.encode() for name, _, value in parts if name == "v1"]
    return any(hmac.compare_digest(wanted, signature) for signature in given)
# end


# excerpt: divshot
def from_divshot(headers, key):
    """True if the request has the header that you gave the subscription: Divshot has none."""
    return hmac.compare_digest(headers.get("x-hook-key", "").encode(), key.encode())
# end


# excerpt: qovery
def from_qovery(headers, secret):
    """True if the sender knows the secret; it proves nothing about the body."""
    return hmac.compare_digest(headers.get("qovery-signature", "").encode(), secret.encode())
# end


# excerpt: platformsh
def from_platformsh(headers, body, shared_key):
    """True if this body (bytes) was signed with the key. Only HS256 over the raw body is taken."""
    head = base64.urlsafe_b64encode(b'{"alg":"HS256","b64":false,"crit":["b64"]}').rstrip(b"=")
    mac = hmac.new(shared_key.encode(), head + b"." + body, hashlib.sha256).digest()
    wanted = head + b".." + base64.urlsafe_b64encode(mac).rstrip(b"=")
    return hmac.compare_digest(wanted, headers.get("x-jws-signature", "").encode())
# end


# excerpt: horizon
def from_horizon(headers, secret):
    """True if the sender knows the secret; it proves nothing about the body."""
    return hmac.compare_digest(headers.get("x-horizon-webhook-secret", "").encode(), secret.encode())
# end


# excerpt: cloudevents
def from_hookcast(headers, body, secret, tolerance=300):
    """True if this request (header names in lower case, body in bytes) was signed with the secret."""
    sent = headers.get("webhook-timestamp", "")
    if not sent.isdecimal() or abs(time.time() - int(sent)) > tolerance:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers.get('webhook-id')}.{sent}.".encode() + body
    wanted = b"v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    given = headers.get("webhook-signature", "").encode().split(b" ")
    return any(hmac.compare_digest(wanted, signature) for signature in given)
# end


def secret(name):
    return os.environ.get(name, "")


RECEIVERS = {
    "/convox": (
        "application/json",
        lambda headers, body: from_convox(headers, body, secret("CONVOX_SECRET")),
        lambda payload: payload["action"] + " " + payload["status"],
    ),
    "/divshot": (
        "application/json",
        lambda headers, body: from_divshot(headers, secret("DIVSHOT_KEY")),
        lambda payload: payload["event"] + " " + str(payload["data"]["release"]["version"]),
    ),
    "/qovery": (
        "application/json",
        lambda headers, body: from_qovery(headers, secret("QOVERY_SECRET")),
        lambda payload: payload["event_type"] + " " + payload["payload"]["current_status"],
    ),
    "/platformsh": (
        "application/json",
        lambda headers, body: from_platformsh(headers, body, secret("PLATFORMSH_SECRET")),
        lambda payload: payload["type"] + " " + payload["state"] + " of " + payload["project"],
    ),
    "/horizon": (
        "application/json;charset=utf-8",
        lambda headers, body: from_horizon(headers, secret("HORIZON_SECRET")),
        lambda payload: payload["eventType"] + " " + str(payload["webhookID"]),
    ),
    "/cloudevents": (
        "application/cloudevents+json",
        lambda headers, body: from_hookcast(headers, body, secret("CLOUDEVENTS_SECRET")),
        lambda payload: payload["type"] + " from " + payload["source"],
    ),
}


def answer(path, headers, body):
    """The status for a request and what was understood."""
    if path not in RECEIVERS:
        return 404, "no receiver here"
    content_type, genuine, told = RECEIVERS[path]
    if not genuine(headers, body):
        return 401, "not genuine"
    if headers.get("content-type") != content_type:
        return 415, "not of its content type"
    try:
        return 200, told(json.loads(body))
    except (ValueError, KeyError, TypeError) as e:
        return 400, "not understood: " + repr(e)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, text = answer(self.path, headers, body)
        self.send_response(status)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "0"))), Handler)
    print(f"listening on {server.server_port}", flush=True)
    server.serve_forever()
