"""Building from nothing, in seconds of CPU: the program, then its tests.

Floor: the compiler reading the program's sources without making code of them (-fsyntax-only), from the same precompiled
headers. What is above it is the optimiser's, the code generator's and the linker's.
"""
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parent.parent
CORES = str(os.cpu_count())


def seconds(work):
    """Seconds of CPU, user and system, that the children of `work` took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run(*command, cwd=SOURCE):
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "CCACHE_DISABLE": "1"})


def read_only(folder):
    """Each unit of the program through the compiler's front end alone."""
    for unit in json.loads((folder / "compile_commands.json").read_text()):
        if re.search(r"_test\.dir/|precompiled_test|cmake_pch", unit.get("output", "") + unit["command"]):
            continue
        subprocess.run(re.sub(r" -o \S+ -c ", " -fsyntax-only ", unit["command"]), shell=True, cwd=unit["directory"],
                       check=True, env={**os.environ, "CCACHE_DISABLE": "1"})


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    run("cmake", "--preset", "release", "-B", name)
    program = seconds(lambda: run("ninja", "-j", CORES, "lockkeeper", cwd=folder))
    tests = seconds(lambda: run("ninja", "-j", CORES, cwd=folder))
    floor = seconds(lambda: read_only(folder))
    size = (folder / "lockkeeper").stat().st_size
print(f"program {program:.0f} s of CPU, tests {tests:.0f} s, together {program + tests:.0f} s; the program is {size / 1e6:.1f} MB")
print(f"{sys.argv[1]} ratio={program / floor:.2f} ours={program:.1f} floor={floor:.1f}")
