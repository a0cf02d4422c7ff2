"""JupyterHub for a class on one machine: students under accounts of their own, the course under another.

README.md beside this file says what must be there. Run it as root, from the environment of the students' servers:

    jupyterhub -f jupyterhub_config.py
"""

import grp
import os
import shutil
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
#: holds course/, which only the grader's account may enter, and exchange/, where all may hand in
WEEK = Path(os.environ.get("WEEK", "/srv"))
COURSE = WEEK / "course"
#: the environment in which `autograder` is installed; students have another, without it
GRADERS_BIN = Path(os.environ.get("WEEK_GRADERS_BIN", "/opt/autograder/bin"))
GRADER = os.environ.get("WEEK_GRADER", "grader")  # the account that owns the course
#: where kernels listen; a socket's whole path may have 107 characters, and a home folder's can be long
SOCKETS = Path(os.environ.get("WEEK_SOCKETS", "/run/jupyterhub"))
STUDENTS, INSTRUCTORS = "students", "instructors"  # groups of system accounts

c = get_config()  # noqa: F821  (JupyterHub puts it here)


def members(group: str) -> list[str]:
    """The accounts of a group of the system; none where there is no such group."""
    try:
        return grp.getgrnam(group).gr_mem
    except KeyError:
        return []


# who may enter: system accounts with their passwords
c.JupyterHub.authenticator_class = "pam"
c.PAMAuthenticator.allowed_groups = {STUDENTS, INSTRUCTORS}

# only this machine reaches the hub; a web server in front of it holds the certificate
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
c.JupyterHub.hub_ip = "127.0.0.1"

# a server for each student, under the student's account; one for the course, under the grader's
where = {"WEEK": str(WEEK)}
for_graders = {**where, "JUPYTER_CONFIG_PATH": str(HERE / "grader")}
c.JupyterHub.spawner_class = "localprocess"
c.Spawner.cmd = [str(Path(sys.prefix) / "bin" / "jupyterhub-singleuser")]
c.Spawner.default_url = "/lab"
c.Spawner.environment = {**where, "JUPYTER_CONFIG_PATH": str(HERE / "students")}


def set_up(spawner: Any) -> None:
    """Make the folder of a server's sockets; give the course's server its folder, environment and settings."""
    name = spawner.user.name
    if name == GRADER:
        spawner.cmd = [str(GRADERS_BIN / "jupyterhub-singleuser")]
        spawner.notebook_dir = str(COURSE)
        spawner.environment = for_graders
    sockets = SOCKETS / name
    sockets.mkdir(mode=0o700, exist_ok=True)
    shutil.chown(sockets, name)
    spawner.environment = {**spawner.environment, "JUPYTER_RUNTIME_DIR": str(sockets)}


c.Spawner.pre_spawn_hook = set_up


# the instructors, under their own names and passwords, use the course's server; nobody logs in as the grader
def first_page(handler: Any) -> str:
    """Where a login leads: instructors to the course's server, everybody else, as always, to their own."""
    groups = {group.name for group in handler.current_user.groups} if handler.current_user else set()
    return f"/hub/spawn/{GRADER}" if "instructors" in groups else ""


c.JupyterHub.default_url = first_page
c.JupyterHub.load_groups = {"instructors": {"users": members(INSTRUCTORS)}, "course": {"users": [GRADER]}}
c.JupyterHub.load_roles = [
    {
        "name": "instructor",
        "groups": ["instructors"],
        "scopes": ["self", f"servers!user={GRADER}", f"access:servers!user={GRADER}"],
    },
]

# the watcher; the hub starts it again if it ends
c.JupyterHub.services = [
    {
        "name": "watcher",
        "command": [str(GRADERS_BIN / "python"), "-P", "-m", "autograder", "--course", str(COURSE), "watch"],
        "user": GRADER,
        "cwd": str(COURSE),
        "environment": for_graders,
    },
]
