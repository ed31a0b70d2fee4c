"""Who may ask for a page: this computer's own user, from the pages themselves, and to read only.

Fava has no login and trusts whatever reaches it. Any page of the web that the same browser shows
could send requests to this computer, and a name of the attacker's own can be made to mean this
computer (DNS rebinding). So each request must name this computer, come from no other page, and
carry a cookie that was given once for the token in the address.
"""

import hmac
import secrets
from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from ledger_core.messages import DEFAULT_LANGUAGE, N_, translated

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

HOST = "127.0.0.1"
_TOKEN = "token"  # noqa: S105 (the name of the field)

# What Fava's pages need and nothing else. A text of a hostile book that reached a page as markup
# could load no script, send no form and show nothing from elsewhere.
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'"
)
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),  # no download can be loaded as a script
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
_STATIC = "/static/"
_HTTP_PORT = 80
_STRANGER = N_("This address is not open. Use the one that the program printed.")
_READ_ONLY = N_("The books are shown to read only.")


class Guard:
    """A WSGI application that lets through only what the club's own reader asks for.

    Attributes:
      address: What the reader opens: it can be used once.
    """

    def __init__(self, app: "WSGIApplication", port: int, language: str = DEFAULT_LANGUAGE) -> None:
        self._app = app
        self._language = language
        names = (HOST, "localhost")
        self._hosts = {f"{name}:{port}" for name in names}
        if port == _HTTP_PORT:  # which browsers leave out
            self._hosts.update(names)
        self._origins = {f"http://{host}" for host in self._hosts}
        # Cookies do not tell ports apart, so the name does.
        self._name = f"clubledger-{port}"
        self._key = secrets.token_urlsafe(32)
        self._token: str | None = secrets.token_urlsafe(32)
        self._lock = Lock()
        self.address = f"http://{HOST}:{port}/?{_TOKEN}={self._token}"

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        if not self._from_here(environ):
            return self._refuse(start, "403 Forbidden", _STRANGER)
        if environ.get("REQUEST_METHOD") != "GET":
            return self._refuse(start, "405 Method Not Allowed", _READ_ONLY)
        if self._knows(environ):
            return self._app(environ, _with_headers(start, environ))
        if self._spend(environ):
            cookie = f"{self._name}={self._key}; Path=/; HttpOnly; SameSite=Strict"
            start("303 See Other", [("Location", "/"), ("Set-Cookie", cookie), *_all_headers()])
            return [b""]
        return self._refuse(start, "403 Forbidden", _STRANGER)

    def _from_here(self, environ: "WSGIEnvironment") -> bool:
        """Whether a request names this computer and comes from none but our own pages."""
        origin = environ.get("HTTP_ORIGIN")
        return (
            environ.get("HTTP_HOST") in self._hosts
            and (origin is None or origin in self._origins)
            and environ.get("HTTP_SEC_FETCH_SITE", "none") in {"none", "same-origin"}
        )

    def _knows(self, environ: "WSGIEnvironment") -> bool:
        """Whether the cookie was sent along."""
        # Read by hand: other programs of this computer set cookies for it too, and Python's own
        # parser stops at the first that is written otherwise.
        pairs = str(environ.get("HTTP_COOKIE", "")).split(";")
        given = [pair.strip().partition("=") for pair in pairs]
        return any(name == self._name and _same(value, self._key) for name, _sep, value in given)

    def _spend(self, environ: "WSGIEnvironment") -> bool:
        """Whether the address carries the token; it is worth nothing afterwards."""
        given = parse_qs(str(environ.get("QUERY_STRING", ""))).get(_TOKEN, [""])[0]
        with self._lock:
            if self._token is None or not _same(given, self._token):
                return False
            self._token = None
        return True

    def _refuse(self, start: "StartResponse", status: str, text: str) -> list[bytes]:
        body = f"{translated(text, self._language)}\n".encode()
        start(
            status,
            [
                ("Content-Type", "text/plain; charset=utf-8"),
                ("Content-Length", str(len(body))),
                *_all_headers(),
            ],
        )
        return [body]


def _same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode(), secret.encode())


def _all_headers() -> list[tuple[str, str]]:
    policy = ("Content-Security-Policy", POLICY)
    return [policy, ("Cache-Control", "no-store"), *HEADERS]


def _with_headers(start: "StartResponse", environ: "WSGIEnvironment") -> "StartResponse":
    """Add our headers to an answer of Fava's; only its own files may be kept by the browser."""
    ours = _all_headers()
    if str(environ.get("PATH_INFO", "")).startswith(_STATIC):
        ours = [header for header in ours if header[0] != "Cache-Control"]
    names = {name.lower() for name, _value in ours}

    def answer(status: str, headers: list[tuple[str, str]], *rest: object) -> object:
        kept = [header for header in headers if header[0].lower() not in names]
        return start(status, [*kept, *ours], *rest)  # type: ignore[arg-type]

    return answer  # type: ignore[return-value]
