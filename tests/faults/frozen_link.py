"""A link that freezes: nothing that goes in comes out, and nobody says so.

`up` behind one ends by itself within its deadline; two Ctrl-C end it within seconds; and what is left on the server does
not keep the next `up` out for longer than the server needs to notice.
"""
import os
import pathlib
import re
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time


class Link:
    """Listens on a socket of its own and hands on to the server's, until it freezes."""

    def __init__(self, folder, server):
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(f"{folder}/.s.PGSQL.5432")
        self.listener.listen()
        self.server = server
        self.frozen = threading.Event()
        self.pairs = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            if self.frozen.is_set():
                self.pairs.append((client, None))  # taken, never answered
                continue
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.server)
            self.pairs.append((client, server))
            threading.Thread(target=self.hand_on, args=(client, server), daemon=True).start()

    def hand_on(self, client, server):
        selector = selectors.DefaultSelector()
        selector.register(client, selectors.EVENT_READ, server)
        selector.register(server, selectors.EVENT_READ, client)
        while True:
            for key, _ in selector.select(0.05):
                if self.frozen.is_set():
                    return
                piece = key.fileobj.recv(65536)
                if not piece:
                    key.data.close()
                    return
                key.data.sendall(piece)


def psql(statement):
    return subprocess.run(["psql", "-XAtq", "-c", statement], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def begin(work, url):
    process = subprocess.Popen(["lockkeeper", "up", "--auto-approve", "--database-url", url], cwd=work,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    end = time.monotonic() + 20
    while psql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(300)%' AND state = 'active'"
               " AND application_name LIKE 'lockkeeper/%'") == "0":
        if time.monotonic() > end or process.poll() is not None:
            sys.exit(f"it did not begin: {process.communicate()[0]}")
        time.sleep(0.05)
    return process


def ended_within(process, seconds, what):
    began = time.monotonic()
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        sys.exit(f"{what}: it has not ended after {seconds} s")
    print(f"{what}: ended with {process.returncode} after {time.monotonic() - began:.1f} s")
    return said


def main():
    host = re.search(r"host=([^&]+)", os.environ["DATABASE_URL"]).group(1)
    with tempfile.TemporaryDirectory() as home:
        work = pathlib.Path(home)
        (work / "migrations").mkdir()
        (work / "migrations/001_long.sql").write_text("CREATE TABLE t (i int);\nSELECT pg_sleep(300);\n")
        for case in ("by itself", "two Ctrl-C"):
            folder = work / case.replace(" ", "_")
            folder.mkdir()
            link = Link(folder, f"{host}/.s.PGSQL.5432")
            process = begin(work, os.environ["DATABASE_URL"].replace(host, str(folder)))
            link.frozen.set()
            if case == "by itself":
                said = ended_within(process, 100, case)
                if "lost" not in said:
                    sys.exit(f"it does not say that the connection was lost:\n{said}")
            else:
                process.send_signal(signal.SIGINT)
                time.sleep(1)
                process.send_signal(signal.SIGINT)
                ended_within(process, 6, case)
            for one, other in link.pairs:  # the server hears of it when the link breaks
                one.close()
                if other:
                    other.close()
            left = "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'lockkeeper/%'"
            end = time.monotonic() + 20
            while psql(left) != "0":
                if time.monotonic() > end:
                    sys.exit(f"{case}: a session is left on the server")
                time.sleep(0.1)
    print("frozen_link: all held")


main()
