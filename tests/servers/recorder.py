"""An HTTP server that keeps what it is sent: recorder.py FOLDER

Writes FOLDER/port when it listens, and one line of JSON per request to FOLDER/requests. A request to /status/N is answered with N,
/status/N,M the first time with N and from then on with M, N;S with "Retry-After: S" beside it, /slow is answered after the file FOLDER/go is there, /drop never (the connection
is closed after the request was kept). Everything else gets 200 and {"id": "i<number>"}.
"""
import http.server
import json
import pathlib
import sys
import threading
import time
import urllib.parse

folder = pathlib.Path(sys.argv[1])
lock = threading.Lock()
seen = {}


class Recorder(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        with lock:
            number = seen[self.path] = seen.get(self.path, 0) + 1
            with open(folder / "requests", "a") as out:
                out.write(json.dumps({"method": self.command, "path": self.path, "headers": dict(self.headers), "body": body}) + "\n")
        status, retry_after = 200, ""
        if self.path.startswith("/status/"):
            answers = [urllib.parse.unquote(each) for each in self.path.removeprefix("/status/").split(",")]
            answer, _, retry_after = answers[min(number, len(answers)) - 1].partition(";")
            status = int(answer)
        if self.path in ("/drop", "/drop/incidents"):
            self.close_connection = True
            return
        if self.path == "/slow":
            for _ in range(600):
                if (folder / "go").exists():
                    break
                time.sleep(0.05)
        answer = json.dumps({"id": f"i{number}"}).encode() if status < 300 else b"not today\n"
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        if retry_after:
            self.send_header("Retry-After", retry_after)
        self.end_headers()
        self.wfile.write(answer)

    do_PATCH = do_POST

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
(folder / "port.new").write_text(str(server.server_port))
(folder / "port.new").rename(folder / "port")
server.serve_forever()
