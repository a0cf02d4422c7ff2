"""What `run_autograder` runs inside Gradescope's container: the same judge, on the one submission in it.

    python -P -m autograder.export.container /autograder

The folders follow "Autograder Specifications" in Gradescope's documentation: `source/` is the unpacked zip,
`submission/` what was handed in, `results/results.json` what is reported. This process is trusted; student code runs
in a sandbox, which sees none of them. Where there is none nothing is reported: no score is better than a wrong one.
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path

from autograder.atomic import write_whole
from autograder.course.policy import CodeLimits
from autograder.errors import AutograderError, SandboxError
from autograder.export.results import results
from autograder.json_files import parse_json, read_json
from autograder.records.record import Record
from autograder.sandbox import Level
from autograder.submissions.folder import Submission, read_plain_file
from autograder.text import folder_name
from autograder.workers.pool import WorkerPool
from autograder.workers.task import Task, WorkerSetup

MAX_METADATA = 16 << 20


def main(root: Path) -> int:
    """Judge the submission below `root`; returns the exit code."""
    target = root / "results" / "results.json"
    target.unlink(missing_ok=True)
    try:
        record = judged(root)
    except SandboxError as error:
        print(f"Nothing was judged. {error} Raise the level that is allowed: autograder export … --level.")
        return 1
    except AutograderError as error:
        print(f"Nothing was judged. {error}")
        return 1
    write_whole(target, json.dumps(results(record), indent=1).encode())
    print(f"{record.student}: {record.score} of {record.max_score}; isolation: {', '.join(record.isolation)}")
    return 0


def judged(root: Path) -> Record:
    """The record of the submission below `root`. Raises SandboxError if student code cannot be confined."""
    source = root / "source"
    settings = read_json(source / "settings.json")
    handed = Submission("", root / "submission", None).read()
    _close(source, root / "submission", root / "results")
    folder, secret = source / "course" / settings["assignment"], (source / "secret").read_bytes()
    task = Task(_student(root / "submission_metadata.json"), handed.files, refused=handed.refused)
    setup = WorkerSetup(folder, secret, minimum=Level[settings["level"]], hide=(source,))
    with WorkerPool(setup.allowing(CodeLimits(**settings.get("limits", {})))) as pool:
        return pool.judge(task).record


def _close(*folders: Path) -> None:
    """Make folders readable by root only. Student code never runs as root, so this is one more layer for free."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.chmod(0o700)


def _student(metadata: Path) -> str:
    """The id of the student who submitted: the hidden tests are seeded by it, so that each student gets others."""
    data = read_plain_file(metadata, MAX_METADATA)
    try:
        said = parse_json(data or b"{}")
        people = sorted(str(user["email"]) for user in said["users"])
    except (ValueError, KeyError, TypeError):
        people = []
    return folder_name("+".join(people) or "student")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
