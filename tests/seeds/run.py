#!/usr/bin/env python3
"""Takes each of the five seed runbooks, unedited, through lint, rehearse and run, to its end.

Beside a seed's number lie what its people answer and have approved before, what stands in for its commands, a schema that
fits, and the project files its commands work with (setup.sh). Usage: run.py [NUMBER...]; LOCKKEEPER_BUILD names the build folder.
"""
import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib

here = pathlib.Path(__file__).resolve().parent
root = here.parent.parent
seeds = root.parent / "shared" / "seeds"
build = pathlib.Path(os.environ.get("LOCKKEEPER_BUILD", root / "build")).resolve()
lockkeeper = build / "lockkeeper"
patience = 120  # seconds, for each command


def ran(words, folder, environment, expected):
    done = subprocess.run([str(word) for word in words], cwd=folder, env=environment, text=True, capture_output=True,
                          timeout=patience, stdin=subprocess.DEVNULL)
    if done.returncode not in expected:
        print(done.stderr[-3000:], done.stdout[:4000], sep="\n")
        raise RuntimeError(f"{' '.join(map(str, words))}: ended with {done.returncode}, expected {expected}")
    return done


def answer_of(done):
    return json.loads(done.stdout)


def files_of(number, parent):
    """A fresh working folder with the project's files."""
    folder = parent / "work"
    folder.mkdir(mode=0o755)
    ran(["bash", "-e", here / number / "setup.sh"], folder, os.environ, [0])
    return folder


def environment_of(folder):
    out = {name: value for name, value in os.environ.items()
           if not name.startswith(("PG", "LOCKKEEPER_")) and "DATABASE_URL" not in name}
    out["SEED_FILES"] = str(folder)
    out["NO_COLOR"] = "1"
    return out


def lint(number, seed, parent):
    folder = files_of(number, parent)
    done = subprocess.run([str(lockkeeper), "runbook", "lint", str(seed), "--json"], cwd=folder, text=True,
                          env=environment_of(folder), capture_output=True, timeout=patience)
    if done.returncode not in (0, 1):
        return None
    return len(answer_of(done)["findings"])


def isolation():
    """A kernel that allows no namespaces: then the stand-ins alone keep the seeds' commands in, which is enough here."""
    allowed = subprocess.run(["unshare", "-mn", "true"], capture_output=True).returncode == 0
    return [] if allowed else ["--not-isolated"]


def rehearse(number, seed, parent):
    folder = files_of(number, parent)
    return answer_of(ran([lockkeeper, "runbook", "rehearse", seed, "--from", here / number / "schema.sql", "--answers",
                          here / number / "answers.toml", "--stand-ins", here / number / "stand-ins.toml", "--json", *isolation()],
                         folder, environment_of(folder), [0]))


def stand_ins_for(number, parent):
    """The stand-ins of the rehearsal, for a real run: links to the program, and the plan they answer by."""
    declared = tomllib.loads((here / number / "stand-ins.toml").read_text()).get("stand-in", [])
    names = {each["command"].split()[0] for each in declared}
    plan = {"host": "", "port": "", "database": "", "root": "", "path": os.environ["PATH"], "program": str(lockkeeper),
            "pass": False, "external": sorted(names - {"tail"}),
            "stand_ins": [{"output": "", "exit": 0, **each} for each in declared]}
    program = parent / "lockkeeper"  # a copy: a link to one that is built anew meanwhile leads nowhere
    shutil.copy2(lockkeeper, program)
    (parent / "bin").mkdir()
    for name in names | {"sleep"}:
        (parent / "bin" / name).symlink_to(program)
    (parent / "plan.json").write_text(json.dumps(plan))
    (parent / "bash_env").write_text(f"case $PATH in {parent}/bin:*) ;; *) PATH={parent}/bin:$PATH ;; esac\n")
    return {"LOCKKEEPER_REHEARSAL": str(parent), "BASH_ENV": str(parent / "bash_env")}


def run(number, seed, parent):
    """On a private server, with the same stand-ins; the files are this machine's, so some more is waived."""
    folder = files_of(number, parent)
    answers = (here / number / "answers.toml").read_text()
    beyond = here / number / "answers-run.toml"
    if beyond.exists():
        answers += beyond.read_text()
    (parent / "answers.toml").write_text(answers)
    runbook = parent / "RUNBOOK.md"  # with what was approved beside it
    shutil.copy2(seed, runbook)
    shutil.copy2(here / number / "review.toml", parent / "RUNBOOK.review.toml")
    return answer_of(ran([lockkeeper, "sandbox", "--quiet", "--", "sh", "-ec", """
        psql -X -q -v ON_ERROR_STOP=1 -f "$1/schema.sql" >"$4/schema.log"
        PROD_DATABASE_URL=$DATABASE_URL exec "$2" run "$3" --answers "$4/answers.toml" --json
        """, "sh", here / number, lockkeeper, runbook, parent], folder,
                         {**environment_of(folder), **stand_ins_for(number, parent)}, [0]))


def counted(states):
    return ", ".join(f"{count} {state}" for state, count in states.items())


def check(number, seed):
    with tempfile.TemporaryDirectory(prefix="lk-seed-") as parent:
        os.chmod(parent, 0o755)
        parent = pathlib.Path(parent)
        began = time.monotonic()
        for part in ("lint", "rehearse", "run"):
            (parent / part).mkdir(mode=0o755)
        findings = lint(number, seed, parent / "lint")
        rehearsed = rehearse(number, seed, parent / "rehearse")
        carried_out = run(number, seed, parent / "run")
        took = time.monotonic() - began
    lines = [f"{number}: lint {'not there' if findings is None else f'{findings} findings'}; "
          f"rehearse {rehearsed['state']}: {counted(rehearsed['steps'])}; "
          f"run {carried_out['state']}: {counted(carried_out['steps'])}; {took:.1f} s"]
    for phase in rehearsed["phases"]:
        lines.append(f"     {phase['title']}: {phase['took_ms']} ms, {phase['waited_ms']} ms jumped over")
    print("\n".join(lines), flush=True)
    if rehearsed["state"] != "passed" or carried_out["state"] != "passed":
        raise RuntimeError(f"{number} did not pass")


def main():
    if not seeds.is_dir():
        print(f"skipped: the seeds are not there ({seeds})")
        return
    wanted = sys.argv[1:]
    chosen = [(seed.name[:3], seed) for seed in sorted(seeds.glob("*.md"))
              if (here / seed.name[:3]).is_dir() and (not wanted or seed.name[:3] in wanted)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(check, *each) for each in chosen]:
            done.result()


if __name__ == "__main__":
    main()
