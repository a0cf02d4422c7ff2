"""What crosses the control socket between a warm process and its supervisor, beside the policy that it starts with.

supervisor → warm   <u4 FORK> <u4 number>, with the child's end of a socket pair
warm → supervisor   <u4 FORKED> <u4 number> <i8 pid> <f8 0>, with a pidfd where the system has them
                    <u4 REFUSED> <u4 number> <i8 errno> <f8 0>, where no child could be made
                    <u4 ENDED> <u4 number> <i8 wait status> <f8 CPU seconds>, once it is reaped and swept
"""

from __future__ import annotations

import struct
from typing import Any

from autograder.sandbox.confine import Policy
from autograder.sandbox.limits import Level, Limits

REQUEST, REPORT = struct.Struct("<II"), struct.Struct("<IIqd")
FORK, FORKED, ENDED, REFUSED = 1, 2, 3, 4


def read_policy(fields: dict[str, Any]) -> Policy:
    """The policy that `write_policy` wrote as plain data."""
    return Policy(**{**fields, "level": Level(fields["level"]), "limits": Limits(**fields["limits"])})


def write_policy(policy: Policy) -> dict[str, Any]:
    """The policy as plain data."""
    return {**vars(policy), "level": int(policy.level), "limits": vars(policy.limits)}
