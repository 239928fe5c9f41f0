"""Linting a project of 10,000 migrations against libpg_query parsing its files.

Floor and ours as in lint_10mb.py; ours is `lockkeeper lint FOLDER`, which also reads the folder, orders it and takes checksums.
"""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import lint_10mb  # noqa: E402

COUNT = 10_000


def main():
    with tempfile.TemporaryDirectory(prefix="lockkeeper-bench-") as made:
        folder = pathlib.Path(made)
        migrations = folder / "migrations"
        migrations.mkdir()
        files = []
        for number in range(COUNT):
            file = migrations / f"{number + 1:05}_step.sql"
            file.write_text("".join(lint_10mb.statements(number)))
            files.append(f"{file}\n")
        largest = sum((migrations / f).stat().st_size for f in map(str.strip, files))
        lint_10mb.compare(sys.argv[1], ["lockkeeper", "lint", migrations, "--format", "json"], lint_10mb.build_floor(folder),
                          "".join(files), largest)


if __name__ == "__main__":
    main()
