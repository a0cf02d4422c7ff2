"""Numbers to work with. The notebook imports them, and students get this file beside it."""

from __future__ import annotations

import numpy as np

#: minutes that nine people waited for the same bus
WAITING_TIMES = np.array([4.0, 7.0, 1.0, 12.0, 3.0, 5.0, 9.0, 2.0, 38.0])
