#!/usr/bin/env python3
"""An ordinary user's rehearsal is isolated where the kernel gives user namespaces: commands change no file of the machine,
reach no network, keep the user's name, and a step sees what the one before has made.

Run as root it becomes `nobody`. LOCKKEEPER_BUILD: where the program is.
"""
import json
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile

PROGRAM = pathlib.Path(os.environ["LOCKKEEPER_BUILD"]) / "lockkeeper"
BOOK = """# Night
## Work (T-0)
```bash {id=files}
rm precious
echo new >created
echo there >/backups/one
id -un >who
```
```bash {id=after}
test ! -e precious && test -e created && grep -q there /backups/one
grep -qx "$(cat expected-user)" who
```
```bash {id=network}
if (exec 3<>/dev/tcp/127.0.0.1/PORT) 2>/dev/null; then echo "the network is there"; exit 1; fi
```
```bash {id=database}
psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -c 'INSERT INTO t VALUES (2)'
lockkeeper health --quiet >/dev/null || test $? -eq 1
```
```sql {id=rows}
SELECT count(*) FROM t;
```
Expected output:
```
2
```
"""


def main():
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    become = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    allowed = subprocess.run(["unshare", "--user", "--mount", "--net", "true"], capture_output=True, check=False, **become)
    if allowed.returncode != 0:
        print(f"skipped: the kernel gives {user.pw_name} no namespaces: {allowed.stderr.decode().strip()}")
        return 0
    listening = socket.create_server(("127.0.0.1", 0))
    # The project lies in a folder that is not the user's own, where there is a root to own it.
    outer = pathlib.Path(tempfile.mkdtemp(prefix="lockkeeper-ordinary-"))
    outer.chmod(0o755)
    folder = outer / "project"
    folder.mkdir()
    wrong = []
    try:
        (folder / "BOOK.md").write_text(BOOK.replace("PORT", str(listening.getsockname()[1])))
        (folder / "copy.sql").write_text("CREATE TABLE t (id int); INSERT INTO t VALUES (1);")
        (folder / "stand-ins.toml").write_text('folders = ["/backups"]\n')
        (folder / "precious").write_text("kept")
        (folder / "expected-user").write_text(user.pw_name + "\n")
        if become:
            for path in [folder, *folder.iterdir()]:
                os.chown(path, user.pw_uid, user.pw_gid)
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("LOCKKEEPER_", "PG", "DATABASE_"))}
        done = subprocess.run(
            [PROGRAM, "runbook", "rehearse", "BOOK.md", "--from", "copy.sql", "--stand-ins", "stand-ins.toml", "--json"],
            cwd=folder, env={**environment, "HOME": str(folder)}, capture_output=True, timeout=300, check=False, **become)
        if done.returncode != 0:
            wrong.append(f"ended with {done.returncode}: {done.stdout.decode()[-3000:]}{done.stderr.decode()[-3000:]}")
        else:
            result = json.loads(done.stdout)
            if not result["isolated"]:
                wrong.append("it was not isolated")
            if result["steps"] != {"passed": 5}:
                wrong.append(f"steps: {result['steps']}")
        if not (folder / "precious").exists() or (folder / "created").exists() or os.path.exists("/backups/one"):
            wrong.append("files of the machine were changed")
    finally:
        listening.close()
        shutil.rmtree(outer, ignore_errors=True)
    print("\n".join(wrong) or f"as {user.pw_name}: isolated, five steps passed, nothing of the machine was changed")
    return 1 if wrong else 0


sys.exit(main())
