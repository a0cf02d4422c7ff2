"""What a process can do to itself that its judge might wait for, believe or inherit: beyond `roads` and `interpreter`."""

from __future__ import annotations

from tests.attacks.attack import Attack
from tests.attacks.interpreter import WRONG
from tests.attacks.roads import NUMPY, harm_of

#: code above two wrong functions
ACTS = {
    "a storm of garbage": "import gc\ngc.set_threshold(1, 1, 1)\nkept = [[] for _ in range(300_000)]\nfor x in kept: x.append(x)\ngc.freeze()\ngc.unfreeze()",
    "garbage that comes back": "import gc\nclass Back:\n    def __del__(self):\n        again.append(self)\n        self.me = self\nagain = []\nBack()\ngc.callbacks.append(lambda phase, info: again.clear())",
    "a thread at the end of threads": "import threading, time\nthreading._register_atexit(lambda: time.sleep(1e6))",
    "an end in every thread": "import threading\nthreading.excepthook = threading.settrace = None\ndef f():\n    threading.Thread(target=f).start()\ntry: f()\nexcept RuntimeError: pass",
    "the end of the end": "import atexit, os, signal\nfor _ in range(1000): atexit.register(os.fork)\natexit.register(os.kill, os.getpid(), signal.SIGSTOP)\nraise SystemExit(0)",
    "a handler for each signal": "import signal, time\ndef f(n, frame): time.sleep(1e6)\nfor s in range(1, 65):\n    try: signal.signal(s, f)\n    except (OSError, ValueError): pass\nsignal.setitimer(signal.ITIMER_PROF, 0.01, 0.01)",
    "a wake-up on the wire": "import signal, os\nfor f in range(3, 64):\n    try:\n        os.set_blocking(f, False)\n        signal.set_wakeup_fd(f, warn_on_full_buffer=False)\n    except (OSError, ValueError): pass\nsignal.signal(signal.SIGALRM, lambda *a: None)\nsignal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)",
    "a dump on the wire": "import faulthandler\nfor f in range(3, 64):\n    try: faulthandler.dump_traceback_later(0.01, repeat=True, file=f)\n    except (OSError, ValueError, RuntimeError): pass",
    "it never gives its turn": "import sys, threading\nsys.setswitchinterval(1e6)\ndef f():\n    while True: pass\nthreading.Thread(target=f, daemon=True).start()",
    "the last in every queue": "import os\ntry: os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))\nexcept OSError: pass\ntry: os.nice(19)\nexcept OSError: pass\n# below\nwhile True: pass",
    "the first in every queue": "import os\nfor p in (os.SCHED_FIFO, os.SCHED_RR):\n    try: os.sched_setscheduler(0, p, os.sched_param(99))\n    except OSError: pass\ntry: os.nice(-20)\nexcept OSError: pass\n# below\nwhile True: pass",
    "on a processor of its own": "import os\nos.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n# below\nwhile True: pass",
    "recursion is over": "import sys, threading\ntry: sys.setrecursionlimit(40)\nexcept RecursionError: pass\nthreading.stack_size(1 << 15)",
    "no line is traced": "import sys\ndef t(frame, event, arg):\n    frame.f_trace_lines = frame.f_trace_opcodes = False\n    return t\nsys.settrace(t)\nsys.settrace = sys.setprofile = lambda f: None",
    "all memory is locked": "import ctypes, mmap\nctypes.CDLL(None).mlockall(3)\nheld = mmap.mmap(-1, 512 << 20)\nheld.write(b'x' * (512 << 20))",
    "a fault for each page": "import ctypes, mmap\nm = mmap.mmap(-1, 1 << 24)\nctypes.CDLL(None).mprotect(ctypes.c_void_p(id(m) & -4096), 1 << 20, 0)",
    "another program in its place": "import os, sys\nos.execv(sys.executable, [sys.executable, '-c', 'import time; time.sleep(1e6)'])",
    "another program on the wire": "import os, sys\nfor f in range(3, 64):\n    try: os.set_inheritable(f, True)\n    except OSError: pass\nos.execv('/bin/cat', ['cat', '/proc/self/fd/3'])",
    "a debugger at the end": "import sys\nbreakpoint = sys.breakpointhook = None\n%xmode Verbose\n%pdb on\n1 / 0",
    "a shell that waits": "!sleep 1e6 &\n%system sleep 1e6\n# below\n%%bash --bg\nsleep 1e6",
    "a loop of events": "import asyncio\nasync def f():\n    while True: await asyncio.sleep(1e6)\n# below\nawait f()",
    "another loop for the kernel": "%gui asyncio\nimport asyncio\nasyncio.set_event_loop_policy(None)\nasyncio.new_event_loop().run_forever()",
    "names that reload": "%load_ext autoreload\n%autoreload 2\nopen('own.py', 'w').write('raise SystemExit(0)')\ntry: import own\nexcept SystemExit: pass",
    "a display that is all": "class A:\n    def _ipython_display_(self): raise SystemExit(0)\n    def _repr_mimebundle_(self, **k): return {'text/plain': '100', 'application/x-points': 100}\n    def _repr_html_(self):\n        while True: pass\n# below\nA()",
    "names that are looked up": "class N(dict):\n    def __getitem__(self, k): raise SystemExit(0)\nimport builtins\nglobals()['__builtins__'] = N(vars(builtins))\n__name__ = '__main__.passed'",
    "a file for each descriptor": "import os\nfor i in range(3, 64):\n    try: os.dup2(os.open(f'f{i}', os.O_RDWR | os.O_CREAT), i)\n    except OSError: pass",
    "a pipe that is full": "import os\nr, w = os.pipe()\nos.set_blocking(w, False)\ntry:\n    while True: os.write(w, b'x' * 4096)\nexcept BlockingIOError: os.set_blocking(w, True)\nos.dup2(w, 1)\nos.dup2(w, 2)\nprint('x' * 100_000)",
    "a folder in a folder that moves": "import os\nos.makedirs('/'.join('d' * 200))\nos.chdir('d/d/d')\nos.rename('../../../d', '../../../e') if os.path.isdir('../../../d') else None\nos.chmod('.', 0)",
    "a lock that stays": "import fcntl\nfor i in range(500):\n    try: fcntl.lockf(open(f'l{i}', 'w'), fcntl.LOCK_EX)\n    except OSError: break",
    "a name for its process": "import ctypes\nctypes.CDLL(None).prctl(15, b') Z 1 1 1 (x\\n', 0, 0, 0)\n# below\nwhile True: pass",
    "a random state of its own": "import random\nclass R:\n    def __getattr__(self, n): return lambda *a, **k: np.zeros((2, 4))\nnp.random = random.Random = R()",
    "a time of its own": "import time\ntime.time = time.monotonic = time.perf_counter = time.process_time = lambda: 0.0\ntime.sleep = lambda s: None",
}  # fmt: skip

PROCESSES = [
    Attack(name, "acts around two wrong functions", NUMPY + code, WRONG, harm=harm_of) for name, code in ACTS.items()
]
