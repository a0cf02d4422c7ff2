"""The system calls that a child may not make, as a BPF program compiled once in the warm process.

The list denies what leads out of a child: other processes, other programs, sockets, namespaces, kernel facilities with
a history of holes. Calls that libseccomp does not know yet get ENOSYS by number. libseccomp itself kills the
32-bit and x32 entries.
"""

from __future__ import annotations

import ctypes
import errno
import os
import socket
import struct
import tempfile
from typing import Any

#: stands for the child's own pid in the program; its four bytes are replaced after the fork
PID_MARK = 0x7ABCDEF1

_DENIED = """
    execve execveat fork vfork unshare setns chroot pivot_root mount umount2 move_mount open_tree fsopen fsconfig
    fsmount fspick mount_setattr ptrace process_vm_readv process_vm_writev process_madvise process_mrelease kcmp
    pidfd_open pidfd_getfd pidfd_send_signal tkill rt_sigqueueinfo rt_tgsigqueueinfo setsid setpgid socket connect
    bind listen accept accept4 sendmmsg bpf perf_event_open userfaultfd io_uring_setup io_uring_enter
    io_uring_register keyctl add_key request_key init_module finit_module delete_module kexec_load kexec_file_load
    reboot swapon swapoff acct quotactl settimeofday clock_settime adjtimex clock_adjtime sethostname setdomainname
    iopl ioperm modify_ldt personality syslog vhangup fanotify_init inotify_init inotify_init1 name_to_handle_at
    open_by_handle_at lookup_dcookie mknod mknodat setxattr lsetxattr fsetxattr removexattr lremovexattr
    fremovexattr memfd_create memfd_secret shmget shmat shmctl msgget msgsnd semget semop mq_open mq_unlink
    sched_setaffinity sched_setscheduler sched_setparam sched_setattr setpriority ioprio_set migrate_pages
    move_pages vmsplice
"""
DENIED = _DENIED.split()

#: Landlock does not guard these. Where files outside are in view they must do nothing; EPERM would break shutil.copy.
_PRETENDED = "chmod fchmod fchmodat chown fchown lchown fchownat utime utimes utimensat futimesat"
PRETENDED = _PRETENDED.split()

CLONE_THREAD = 0x10000
LOW = 0xFFFFFFFF  # the kernel reads these arguments as 32-bit numbers, so the upper half must not hide one
TIOCSTI, TIOCLINUX, FIOSETOWN, SIOCSPGRP = 0x5412, 0x541C, 0x8901, 0x8902
F_SETOWN, F_SETSIG, F_SETOWN_EX = 8, 10, 15  # a descriptor's "owner" is sent any signal, SIGKILL too
PR_SET_PDEATHSIG, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 1, 22, 2
FCHMODAT2 = 452
UNKNOWN = [457, 458, 459, 460, 461, 463, *range(464, 560)]  # statmount, listmount, lsm_*, setxattrat, …, and what comes


def compile_program(*, private: bool, truncate: bool) -> bytes:
    """The BPF program; raises OSError, RuntimeError or ImportError where libseccomp is missing or refuses.

    private  : nothing but the child's own files can be changed (bubblewrap), so chmod may be real
    truncate : Landlock guards truncate(2) (ABI 3 and later)
    """
    import pyseccomp as sc

    program = sc.SyscallFilter(defaction=sc.ALLOW)
    no = sc.ERRNO(errno.EPERM)
    for name in DENIED:
        _deny(program, no, name)
    if not private:
        for name in PRETENDED:
            _deny(program, sc.ERRNO(0), name)
        if not truncate:
            _deny(program, no, "truncate")
    _deny(program, no, "clone", sc.Arg(0, sc.MASKED_EQ, CLONE_THREAD, 0))
    _deny(program, sc.ERRNO(errno.ENOSYS), "clone3")  # flags behind a pointer; glibc falls back to clone
    for name in ("kill", "tgkill"):
        _deny(program, no, name, sc.Arg(0, sc.NE, PID_MARK))
    _deny(program, no, "prlimit64", sc.Arg(0, sc.NE, 0))
    _deny(program, no, "socketpair", sc.Arg(0, sc.NE, socket.AF_UNIX))  # asyncio needs such a pair
    _deny(program, no, "prctl", sc.Arg(0, sc.MASKED_EQ, LOW, PR_SET_PDEATHSIG))
    for request in (TIOCSTI, TIOCLINUX, FIOSETOWN, SIOCSPGRP):
        _deny(program, no, "ioctl", sc.Arg(1, sc.MASKED_EQ, LOW, request))
    for command in (F_SETOWN, F_SETSIG, F_SETOWN_EX):
        _deny(program, no, "fcntl", sc.Arg(1, sc.MASKED_EQ, LOW, command))
    # out-of-band bytes on unix sockets are of no use to anybody here, and have had holes (CVE-2025-38236)
    for call, place in (("sendto", 3), ("sendmsg", 2), ("recvfrom", 3), ("recvmsg", 2)):
        _deny(program, no, call, sc.Arg(place, sc.MASKED_EQ, socket.MSG_OOB, socket.MSG_OOB))
    for number in UNKNOWN if private else [FCHMODAT2, *UNKNOWN]:
        _deny(program, sc.ERRNO(errno.ENOSYS), number)
    with tempfile.TemporaryFile() as file:
        program.export_bpf(file)
        file.seek(0)
        return file.read()


def _deny(program: Any, action: int, call: str | int, *arguments: Any) -> None:
    try:
        program.add_rule(action, call, *arguments)
    except ValueError:
        return  # a name that this libseccomp does not know
    except OSError as error:
        if not isinstance(call, int) or error.errno not in (errno.EDOM, errno.EINVAL, errno.EFAULT):
            raise


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def enter(compiled: bytes, libc: Any) -> None:
    """Put the calling process under the filter `compiled` for good; no_new_privs must be set. Raises OSError."""
    own = compiled.replace(struct.pack("<I", PID_MARK), struct.pack("<I", os.getpid()))
    buffer = ctypes.create_string_buffer(own, len(own))
    program = _Program(len(own) // 8, ctypes.addressof(buffer))
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")
