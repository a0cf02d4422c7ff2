"""A class on JupyterHub: each student hands in, gets feedback, and reaches nobody else's; the instructor sees all."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from examples.fill import dump, fill, load
from examples.lab import ASSIGNMENT
from tests.browser.conftest import PATIENCE, keep, place
from tests.browser.hub import GRADER, INSTRUCTOR, STUDENTS, until, world
from tests.browser.kernel import idle
from tests.browser.test_lesson_link import follow
from tests.browser.test_student import cell_with, run

pytestmark = pytest.mark.slow
ADA, BOB = STUDENTS
ANSWERS = {
    ADA: "def percentages(table):\n    return 100 * table / table.sum(axis=0)  # {mark}",
    BOB: "def percentages(table):\n    return 100 * table / table.sum(axis=1, keepdims=True)  # {mark}",
}
MARKS = {student: f"written-by-{student}" for student in STUDENTS}

#: in the browser, with the student's own cookies: what JupyterLab itself asks of its server
ASK = """async ([base, method, path, body]) => {
    const token = document.cookie.match(/_xsrf=([^;]+)/)[1];
    const headers = {"Content-Type": "application/json", "X-XSRFToken": token};
    const answer = await fetch(base + path, {method, headers, body: body && JSON.stringify(body)});
    return {status: answer.status, text: await answer.text()};
}"""
RUN = """async ([base, kernel, code]) => {
    const secure = location.origin.replace(/^http/, "ws");
    const socket = new WebSocket(`${secure}${base}api/kernels/${kernel}/channels`);
    const id = crypto.randomUUID().replaceAll("-", "");
    const header = {msg_id: id, msg_type: "execute_request", username: "", session: id, version: "5.3", date: ""};
    const content = {code, silent: false, store_history: false, user_expressions: {}, allow_stdin: false};
    const asked = {header, parent_header: {}, metadata: {}, content, channel: "shell", buffers: []};
    let said = "";
    await new Promise((done, failed) => {
        socket.onopen = () => socket.send(JSON.stringify(asked));
        socket.onerror = failed;
        socket.onmessage = event => {
            const told = JSON.parse(event.data);
            if (told.parent_header.msg_id !== id) return;
            if (told.msg_type === "stream") said += told.content.text;
            if (told.msg_type === "error") said += told.content.traceback.join("\\n");
            if (told.msg_type === "status" && told.content.execution_state === "idle") done();
        };
    });
    socket.close();
    return said;
}"""

#: what a student tries in a kernel of his own; each line prints what it got, or the error that stopped it
REACHES = """
import glob, json, os
other, home, course, exchange = {other!r}, {home!r}, {course!r}, {exchange!r}
def read(path):
    with open(path, "rb") as file:
        return f"read {{len(file.read())}} bytes"
def listed(path):
    return f"listed {{len(os.listdir(path))}}"
def others():
    for name in ("environ", "maps"):
        for place in glob.glob("/proc/[0-9]*"):
            try:
                if os.stat(place).st_uid == {other_uid}:
                    return read(f"{{place}}/{{name}}")
            except (FileNotFoundError, ProcessLookupError):
                pass  # it has ended since it was listed
            except OSError as error:
                last = error
    raise last
tries = {{
    "list the other's home": lambda: listed(home),
    "read the other's work": lambda: read(f"{{home}}/{assignment}/2_broadcasting.ipynb"),
    "read the other's feedback": lambda: listed(f"{{home}}/{assignment}/feedback"),
    "read the other's secret": lambda: listed(f"{{home}}/.local/share/jupyter/nbgrader_cache"),
    "list what was handed in": lambda: listed(f"{{exchange}}/inbound"),
    "list the feedback": lambda: listed(f"{{exchange}}/feedback"),
    "list the course": lambda: listed(course),
    "read the solutions": lambda: read(f"{{course}}/source/{assignment}/2_broadcasting.ipynb"),
    "read the gradebook": lambda: read(f"{{course}}/gradebook.db"),
    "read the course's state": lambda: listed(f"{{course}}/.autograder"),
    "read the other's processes": others,
}}
spoils = {{
    "replace the course by another": lambda: os.rename(exchange, exchange + "-away"),
    "put a page among the feedback": lambda: open(f"{{exchange}}/feedback/a.html", "w"),
    "put a file into the release": lambda: open(f"{{exchange}}/outbound/{assignment}/a.py", "w"),
    "write into the other's home": lambda: open(f"{{home}}/{assignment}/a.py", "w"),
    "write into the course": lambda: open(f"{{course}}/nbgrader_config.py", "a"),
}}
def outcome(what):
    try:
        return str(what())
    except OSError as error:
        return type(error).__name__
print(json.dumps({{name: outcome(what) for name, what in {{**tries, **({which})}}.items()}}))
"""

#: hands in under another's name
FORGE = """
import os, time
folder = {inbound!r} + "/{other}+{assignment}+2030-01-01 00:00:00.000000 UTC+aaaaaaaaaaaa"
os.mkdir(folder)
for name, text in (("submission_secret.txt", "mine"), ("timestamp.txt", "2030-01-01 00:00:00.000000 UTC")):
    open(f"{{folder}}/{{name}}", "w").write(text)
os.link(os.path.expanduser("~/{assignment}/2_broadcasting.ipynb"), f"{{folder}}/2_broadcasting.ipynb")
os.chmod(folder, 0o777)
"""

#: listens at every port of this machine on which the other's processes wait
LISTEN = """
import glob, time, zmq
ports = set()
for line in open("/proc/net/tcp").read().splitlines()[1:]:
    parts = line.split()
    if parts[3] == "0A" and int(parts[7]) == {other_uid}:
        ports.add(int(parts[1].split(":")[1], 16))
ear = zmq.Context().socket(zmq.SUB)
ear.subscribe(b"")
for port in ports:
    ear.connect(f"tcp://127.0.0.1:{{port}}")
heard, end = b"", time.monotonic() + 3
while time.monotonic() < end:
    if ear.poll(100):
        heard += b"".join(ear.recv_multipart())
print(len(ports), b"said aloud" in heard)
"""
SPEAK = "import time\nfor _ in range(25):\n    print('said aloud', flush=True)\n    time.sleep(0.2)"


class Person:
    """Somebody with a browser, logged in; `base` is the address of their server."""

    def __init__(self, browser, there, name, base) -> None:
        self.there, self.name, self.base = there, name, base
        self.page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        self.page.set_default_timeout(1000 * PATIENCE)

    def logs_in(self) -> None:
        self.page.goto(f"{self.there.address}/hub/login?next={self.base.replace('/user/', '/hub/spawn/').rstrip('/')}")
        self.page.get_by_label("Username").fill(self.name)
        self.page.get_by_label("Password").fill(self.there.password)
        self.page.get_by_role("button", name="Sign in").click(no_wait_after=True)

    def asks(self, method, path, body=None):
        return self.page.evaluate(ASK, [self.base, method, path, body])

    def kernel(self):
        """A new kernel in their server; the code that tells JupyterLab's pages to run something there."""
        return json.loads(self.asks("POST", "api/kernels", {"name": "python3"})["text"])["id"]

    def runs(self, code, kernel=None):
        return self.page.evaluate(RUN, [self.base, kernel or self.kernel(), code])

    def picture(self, name) -> None:
        keep(self.page, f"hub_{name}")


@pytest.fixture(scope="module")
def there(browser):
    with world() as found:
        yield found
        for number, context in enumerate(browser.contexts):
            keep(context.pages[0], f"hub_last_{number}")


@pytest.fixture(scope="module")
def people(browser, there):
    """Two students and the instructor, whose servers start at the same time."""
    found = {name: Person(browser, there, name, f"/user/{name}/") for name in STUDENTS}
    found[INSTRUCTOR] = Person(browser, there, INSTRUCTOR, f"/user/{GRADER}/")
    for person in found.values():
        person.logs_in()
    found[INSTRUCTOR].page.get_by_role("button", name="Authorize").click()  # asked once: it is another's server
    for person in found.values():
        person.page.wait_for_url(f"**{person.base}lab**")
    return found


@pytest.fixture(scope="module")
def students(there, people):
    """Both after their first hour: fetched, written, handed in, judged."""
    students = {name: people[name] for name in STUDENTS}
    for person in students.values():
        assignments(person).get_by_role("button", name="Fetch", exact=True).click()
    for name, person in students.items():
        person.page.locator("#fetched_assignments_list").get_by_text(ASSIGNMENT).first.wait_for()
        write(there, person, ANSWERS[name].format(mark=MARKS[name]))
        person.page.locator("#fetched_assignments_list").get_by_role("button", name="Submit", exact=True).first.click()
    for name, person in students.items():
        submitted = person.page.locator("#submitted_assignments_list")
        submitted.get_by_text(ASSIGNMENT).first.wait_for()
        wait_for_watcher(there, f"{name} {ASSIGNMENT} attempt 1")
        person.page.locator("#refresh_assignments_list").click()
        submitted.get_by_role("button", name="Fetch Feedback").first.click()
        wait_for_feedback(there.work(name) / "feedback")
        submitted.get_by_text("view feedback").first.wait_for()
        person.picture(name)
    return students


def wait_for_watcher(there, words: str) -> None:
    until(lambda: words in there.told_by_watcher(), why=there.told_by_watcher)


def wait_for_feedback(folder: Path) -> None:
    until(lambda: len(list(folder.glob("*/*.html"))) == 4)


def assignments(person):
    page = person.page
    page.locator(".lm-MenuBar-itemLabel", has_text="Nbgrader").click()
    page.locator(".lm-Menu-itemLabel", has_text="Assignment List").click()
    return page.locator("#assignments")


def write(there, person, code) -> None:
    """Save the notebook with a function written, as JupyterLab saves it."""
    notebook = fill(load(there.work(person.name) / "2_broadcasting.ipynb"), {"percentages": code})
    notebook["cells"].append(markdown(PROGRAM))
    body = {"type": "notebook", "format": "json", "content": json.loads(dump(notebook))}
    answer = person.asks("PUT", f"api/contents/{ASSIGNMENT}/2_broadcasting.ipynb", body)
    assert answer["status"] == 200, answer


#: a student's own cell that wants to run as a program where the instructor reads it
PROGRAM = """<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>
[press me](javascript:document.title='taken') and [me][too]

[too]: javascript:document.title='taken'
"""


def markdown(text):
    return {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": text}


def uid(name):
    return int(subprocess.run(["id", "-u", name], capture_output=True, text=True, check=True).stdout)


def reaches(there, other, which="{}"):
    return REACHES.format(
        other=other,
        other_uid=uid(other),
        home=str(there.home(other)),
        course=str(there.course),
        exchange=str(there.exchange),
        assignment=ASSIGNMENT,
        which=which,
    )


def test_students_get_their_own_feedback(there, students) -> None:
    told = {name: next((there.work(name) / "feedback").glob("*/2_broadcasting.html")).read_text() for name in STUDENTS}
    for name in STUDENTS:
        assert f"Feedback for <bdi>{name}</bdi>" in told[name]
        assert MARKS[name] in told[name]
    assert "across the rows" in told[BOB] or "axis" in told[BOB]


def test_one_click_from_a_failed_check_to_the_lessons_heading(there, students) -> None:
    page = students[BOB].page
    page.goto(place(f"{there.address}{students[BOB].base.rstrip('/')}", f"{ASSIGNMENT}/2_broadcasting.ipynb"))
    idle(page).wait_for()
    for text in ("import checks", "def percentages(", 'check("percentages", percentages)'):
        run(page, cell_with(page, text))
    follow(page, cell_with(page, 'check("percentages", percentages)'))
    students[BOB].picture("lesson")


@pytest.mark.parametrize(("student", "other"), [(ADA, BOB), (BOB, ADA)])
def test_no_student_reaches_the_other_or_the_course(there, students, student, other) -> None:
    before = {path: path.stat() for path in (there.exchange, there.course / "nbgrader_config.py")}
    outcomes = json.loads(students[student].runs(reaches(there, other, "spoils")))
    assert set(outcomes.values()) == {"PermissionError"}, outcomes
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in before} == {
        path: (found.st_mtime_ns, found.st_ino) for path, found in before.items()
    }
    assert not [*there.root.glob("**/a.py"), *there.root.glob("**/a.html")]
    # what was tried is there, for one who may
    mighty = subprocess.run([sys.executable, "-c", reaches(there, other)], capture_output=True, text=True, check=True)
    assert all(got.startswith(("read", "listed")) for got in json.loads(mighty.stdout).values()), mighty.stdout


def test_no_student_hears_anothers_kernel(students) -> None:
    ada, bob = students[ADA], students[BOB]
    speaker, listener = ada.kernel(), bob.kernel()
    bob.runs("import zmq", listener)
    ada.page.evaluate(f"args => {{ window.speaking = ({RUN})(args); }}", [ada.base, speaker, SPEAK])
    ports, heard = bob.runs(LISTEN.format(other_uid=uid(ADA)), listener).split()
    assert int(ports) >= 1, "the student's server must listen, or nothing was tried"
    assert heard == "False"
    assert "said aloud" in ada.page.evaluate("() => window.speaking")


def test_nothing_is_judged_that_is_handed_in_under_anothers_name(there, students) -> None:
    said = students[BOB].runs(FORGE.format(inbound=str(there.exchange / "inbound"), other=ADA, assignment=ASSIGNMENT))
    assert said == ""
    until(lambda: f"It belongs to {BOB}" in there.told_by_watcher(), why=there.told_by_watcher)
    assert MARKS[ADA] in (there.course / "submitted" / ADA / ASSIGNMENT / "2_broadcasting.ipynb").read_text()
    assert f"{ADA} {ASSIGNMENT} attempt 2" not in there.told_by_watcher()


def test_students_have_no_formgrader(students) -> None:
    page = students[BOB].page
    for path, status in (("/user/{}/formgrader", 404), (f"/user/{GRADER}/formgrader", 403), ("/user/{}/lab", 403)):
        who = ADA if status == 403 else BOB
        answer = page.context.request.get(students[BOB].there.address + path.format(who))
        assert answer.status == status, path


def test_the_instructor_sees_both(there, students, people) -> None:
    page = people[INSTRUCTOR].page
    page.goto(f"{there.address}/user/{GRADER}/formgrader/manage_submissions/{ASSIGNMENT}")
    for name in STUDENTS:
        page.get_by_text(name).first.wait_for()
    people[INSTRUCTOR].picture("formgrader")
    rows = {name: page.locator("tr", has_text=name).first.inner_text().split() for name in STUDENTS}
    scores = {name: [float(word) for word in row if word.replace(".", "").isdigit()] for name, row in rows.items()}
    assert max(scores[ADA]) == max(scores[BOB]) == 100
    assert min(scores[ADA]) > min(scores[BOB])


def test_a_students_notebook_is_no_program_in_the_formgrader(there, students, people) -> None:
    page = people[INSTRUCTOR].page
    page.goto(f"{there.address}/user/{GRADER}/formgrader/gradebook/{ASSIGNMENT}/2_broadcasting")
    page.get_by_role("link", name="Submission #1").click()
    page.get_by_text("press me").click()
    page.wait_for_load_state("networkidle")
    people[INSTRUCTOR].picture("submission")
    assert page.title() != "taken"


def test_the_course_is_the_graders_alone(there) -> None:
    found = (there.course / "gradebook.db").stat()
    assert found.st_uid == uid(GRADER)
    assert there.course.stat().st_mode & 0o077 == 0
