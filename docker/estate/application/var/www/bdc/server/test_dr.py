"""BDC's own test of a restored database: starts a copy of BDC on it and asks that for what its users need."""

import json
import os
import sys
import threading
import urllib.request

import bdc


def main():
    named = {name: os.environ.get(name, "") for name in bdc.NEEDED}
    copy = bdc.Server(("127.0.0.1", 0), named)
    threading.Thread(target=copy.serve_forever, daemon=True).start()
    root = "http://127.0.0.1:%d" % copy.server_address[1]

    def ask(path, method="GET"):
        request = urllib.request.Request(root + path, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    database = ask("/health")["database"]
    if database != named["DATABASE_NAME"]:
        sys.exit("BDC works on another database: " + database)
    before = ask("/users/count")["count"]
    if before == 0:
        sys.exit("BDC has no users")
    ask("/users", "POST")
    if ask("/users/count")["count"] != before + 1:
        sys.exit("BDC does not keep a new user: still %d" % before)
    print("BDC is healthy on %s, read %d users and wrote one more" % (database, before))


if __name__ == "__main__":
    main()
