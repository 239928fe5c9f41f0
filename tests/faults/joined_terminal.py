#!/usr/bin/env python3
"""Two people at two real terminals drive one run: the second answers the question that the first has open, and when the
first terminal is killed while it asks, the second is asked in its place.

LOCKKEEPER_BUILD: where the program is.
"""
import os
import pathlib
import pty
import select
import shutil
import signal
import sys
import tempfile
import time

PROGRAM = pathlib.Path(os.environ["LOCKKEEPER_BUILD"]) / "lockkeeper"
LIMIT = 60


class Terminal:
    def __init__(self, folder, who, file="T.md"):
        self.text = ""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            env = {k: v for k, v in os.environ.items() if not k.startswith("LOCKKEEPER_")}
            os.execve(PROGRAM, ["lockkeeper", "run", file, "--by", who], {**env, "NO_COLOR": "1", "COLUMNS": "150"})

    def until(self, wanted):
        """Reads until the text has come; false at the end or after LIMIT."""
        end = time.monotonic() + LIMIT
        while wanted not in self.text:
            if time.monotonic() > end or not select.select([self.fd], [], [], max(0.0, end - time.monotonic()))[0]:
                return False
            try:
                piece = os.read(self.fd, 65536)
            except OSError:
                piece = b""
            if not piece:
                return False
            self.text += piece.decode(errors="replace")
        self.text = self.text.split(wanted, 1)[1]
        return True

    def say(self, line):
        os.write(self.fd, line.encode() + b"\n")

    def end(self):
        """Its exit code; killed after LIMIT."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            if select.select([self.fd], [], [], 0.02)[0]:
                try:
                    self.text += os.read(self.fd, 65536).decode(errors="replace")
                except OSError:
                    pass
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return None


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="lockkeeper-joined-"))
    (folder / "T.md").write_text("# T\n\n## All\n\n- [ ] first thing\n- [ ] second thing\n- [ ] third thing\n")
    wrong = []

    def hold(what, said):
        if not what:
            wrong.append(said)

    ada = Terminal(folder, "Ada")
    hold(ada.until("first thing"), "Ada is not asked")
    bob = Terminal(folder, "Bob")
    hold(bob.until("[done | skip | stop]> "), "Bob is not offered Ada's question")
    bob.say("done")
    hold(ada.until("first-thing  done by Bob") or "first-thing  done by Bob" in ada.text, "Bob's answer does not count")
    # Whoever has the turn asks about the second thing, and the other is offered it.
    hold(bob.until("second thing") and bob.until("]> "), "Bob is not asked about the second thing")
    os.kill(ada.pid, signal.SIGKILL)
    os.waitpid(ada.pid, 0)
    bob.say("done")
    hold(bob.until("third thing") and bob.until("]> "), "Bob is not asked about the third thing")
    bob.say("done")
    code = bob.end()
    hold(code == 0, f"Bob's terminal ends with {code}: {bob.text[-1500:]}")
    # What is not known to be harmless: each reason on a line, and the beginning of an answer is enough.
    (folder / "Q.md").write_text("# Q\n\n## All\n\n```bash\n./tidy || true\nrm -f left\n```\n\n"
                                 "```bash {id=two}\n" + "./tidy || true\n" * 12 + "# the end\n```\n\n"
                                 "```bash {id=three}\n./tidy || true\n```\n\n## Next\n\n```bash {id=four}\n./tidy || true\n```\n")
    ada = Terminal(folder, "Ada", "Q.md")
    hold(ada.until("? run it?") and ada.until("- what ./tidy does is not known (line 6)") and ada.until("- removes left (line 7)"),
         f"Ada is not told why she is asked: {ada.text[-1500:]}")
    hold(ada.until("[run | skip | all | stop | show]> "), "Ada is not offered the answers")
    ada.say("s")
    hold(ada.until("'s' may be skip or stop or show"), "an answer that may mean several is taken")
    ada.say("r")
    hold(ada.until("… and 5 lines more") and ada.until("]> "), "a long step is not shown in part")
    ada.say("show")
    hold(ada.until("# the end") and ada.until("]> "), "show does not show all of it")
    ada.say("all")
    hold(ada.until("three: runs with the rest of its section, as Ada said"), "all does not let the section run")
    hold(ada.until("(four)") and ada.until("]> "), "the next section is not asked about")
    ada.say("sk not now")
    hold(ada.until("passed, 1 left to people"), "what is left out is not told at the end")
    code = ada.end()
    hold(code == 0, f"Ada's terminal ends with {code}: {ada.text[-1500:]}")
    shutil.rmtree(folder, ignore_errors=True)
    print("\n".join(wrong) or "two terminals: answered from the other one, and gone on without the one that was killed")
    sys.exit(1 if wrong else 0)


main()
