"""BDC on a machine of the container estate: a small web application on the database that its .env names.

It opens a connection for each request, so a database that went away and came back is no matter to it.
"""

import json
import signal
import sys
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg2

NEEDED = ("PORT", "DATABASE_HOST", "DATABASE_PORT", "DATABASE_NAME", "DATABASE_USER", "DATABASE_PASSWORD")


def settings(path):
    with open(path, encoding="utf-8") as lines:
        pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
        found = {name.strip(): value.strip() for name, value in pairs}
    missing = [name for name in NEEDED if not found.get(name)]
    if missing:
        sys.exit(".env has no " + ", ".join(missing))
    return found


def health(cursor):
    cursor.execute("select current_database()")
    return {"status": "up", "database": cursor.fetchone()[0]}


def count(cursor):
    cursor.execute("select count(*) from users")
    return {"count": cursor.fetchone()[0]}


def add(cursor):
    cursor.execute(
        "insert into users (email, display_name, region_id) values (%s, 'Nouvelle Usagère', 1) returning id",
        ("new-%s@example.org" % uuid.uuid4(),),
    )
    return {"id": cursor.fetchone()[0]}


def probe(cursor):
    """Commits a write that leaves nothing behind, and fails on a standby."""
    cursor.execute("insert into regions (id, name) values (-1, 'probe') on conflict (id) do nothing")
    cursor.execute("delete from regions where id = -1")
    return {"written": True}


ANSWERS = {
    ("GET", "/health"): (200, health),
    ("GET", "/users/count"): (200, count),
    ("POST", "/users"): (201, add),
    ("POST", "/probe"): (200, probe),
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self):
        self.respond("GET")

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.respond("POST")

    def respond(self, method):
        if (method, self.path) in ANSWERS:
            status, question = ANSWERS[method, self.path]
            try:
                self.answer(status, self.ask(question))
            except psycopg2.Error as problem:
                print("%s: %s" % (self.path, str(problem).strip()), file=sys.stderr)
                self.answer(503, {"status": "down", "error": "the database does not answer"})
        elif any(path == self.path for _, path in ANSWERS):
            self.answer(405, {"error": "not with " + method})
        else:
            self.answer(404, {"error": "not found"})

    def ask(self, question):
        named = self.server.settings
        connection = psycopg2.connect(
            host=named["DATABASE_HOST"],
            port=named["DATABASE_PORT"],
            dbname=named["DATABASE_NAME"],
            user=named["DATABASE_USER"],
            password=named["DATABASE_PASSWORD"],
            connect_timeout=2,
            application_name="bdc",
        )
        try:
            with connection, connection.cursor() as cursor:
                return question(cursor)
        finally:
            connection.close()

    def answer(self, status, content):
        body = json.dumps(content, separators=(",", ":")).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address, named):
        super().__init__(address, Handler)
        self.settings = named


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    NAMED = settings(".env")
    SERVER = Server(("0.0.0.0", int(NAMED["PORT"])), NAMED)
    print("BDC listens on port " + NAMED["PORT"])
    SERVER.serve_forever()
