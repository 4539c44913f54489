"""seccomp: the calls to the Linux kernel that a process in the sandbox is refused.

A list of what is refused, not of what is allowed: NumPy, Matplotlib and the C library may call
what they like of the harmless rest, also in their next versions. Calls that this list can't know,
because the kernel has learnt them since, are refused by their number.
"""

import ctypes
import errno
import os
import signal
import struct
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from nbisolate.sandbox.prctl import call

if TYPE_CHECKING:
    import pyseccomp

# Other programs and processes.
_PROGRAMS = ("execve", "execveat", "fork", "vfork", "setsid", "setpgid")
# Links could lead the tests, which read what a student's code wrote, to files of the instructor.
# (Hard links, which locks need, reach no file that isn't open to the process anyway.)
_LINKS = ("symlink", "symlinkat")
# The network: every kind of it, and every way to one. `socketpair` is among _PARTLY.
# `sendmsg` hands open files on, which then count for nobody.
_NETWORK = ("socket", "connect", "bind", "listen", "accept", "accept4", "sendmsg", "sendmmsg")
_OTHER_PROCESSES = (
    *("tkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_send_signal", "pidfd_open"),
    *("pidfd_getfd", "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise"),
    *("process_mrelease", "kcmp", "setpriority", "ioprio_set", "sched_setscheduler"),
    *("sched_setparam", "sched_setattr", "migrate_pages", "move_pages", "get_robust_list"),
)
_MEMORY_SHARED_OR_UNCOUNTED = (
    *("shmget", "shmat", "shmctl", "semget", "semop", "semctl", "semtimedop", "msgget", "msgsnd"),
    *("msgrcv", "msgctl", "mq_open", "mq_unlink", "memfd_create", "memfd_secret"),
)
_KERNEL = (
    *("mount", "umount2", "move_mount", "open_tree", "fsopen", "fsmount", "fsconfig", "fspick"),
    *("mount_setattr", "pivot_root", "chroot", "unshare", "setns", "swapon", "swapoff", "reboot"),
    *("kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module", "bpf"),
    *("perf_event_open", "userfaultfd", "keyctl", "add_key", "request_key", "open_by_handle_at"),
    *("name_to_handle_at", "fanotify_init", "fanotify_mark", "inotify_init", "inotify_init1"),
    *("inotify_add_watch", "acct", "quotactl", "quotactl_fd", "syslog", "settimeofday"),
    *("clock_settime", "adjtimex", "clock_adjtime", "sethostname", "setdomainname", "iopl"),
    *("ioperm", "modify_ldt", "personality", "mknod", "mknodat", "lookup_dcookie", "vhangup"),
    *("setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setgroups"),
    *("setfsuid", "setfsgid", "capset", "capget", "landlock_create_ruleset", "landlock_add_rule"),
    *("landlock_restrict_self", "truncate", "uselib", "nfsservctl", "_sysctl", "sysfs", "ustat"),
)
# Programs ask for these, and go another way where the kernel hasn't got them. The arguments of
# clone3 and openat2 lie where a filter can't look. The requests of io_setup are counted for all
# users of the machine together. With flock, a file that may only be read can be locked for others.
_NOT_THERE = (
    "flock",
    *("clone3", "openat2", "io_uring_setup", "io_uring_enter", "io_uring_register"),
    *("io_setup", "io_destroy", "io_submit", "io_cancel", "io_getevents", "io_pgetevents"),
)
# What a file system may lack, so that programs go another way too. Landlock doesn't look at
# attributes; and what is reserved, fills the disk faster than anybody can watch.
_NOT_SUPPORTED = (
    *("getxattr", "lgetxattr", "fgetxattr", "listxattr", "llistxattr", "flistxattr", "fallocate"),
)
# Modes, owners and dates can't be changed, not even of files that may only be read: Landlock
# doesn't look at these calls. `shutil.copy` ends with one of them, so they seem to succeed. So do
# those that wait for the disk, for others would wait too; nothing of the folder is kept anyway.
_DONE_NOTHING = (
    *("sync", "syncfs", "fsync", "fdatasync", "sync_file_range", "msync"),
    *("chmod", "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat", "utime", "utimes"),
    *("futimesat", "utimensat", "setxattr", "lsetxattr", "fsetxattr", "removexattr"),
    *("lremovexattr", "fremovexattr"),
)
# From this number on, calls have the same number on all processors. Those allowed are: close_range,
# faccessat2, epoll_pwait2, futex_waitv, map_shadow_stack, futex_wake, futex_wait, futex_requeue and
# mseal. The numbers run on for some twenty years of kernels.
_FIRST_NEW, _LAST_NEW = 424, 600
_ALLOWED_NEW = {436, 439, 441, 449, 453, 454, 455, 456, 462}

_CLONE_THREAD = 0x00010000
# Each kind of namespace.
_CLONE_NEW = tuple(1 << bit for bit in (17, 25, 26, 27, 28, 29, 30))
_LOW = 0xFFFFFFFF
# To die with the parent can't be undone, memory stays hidden, no core scheduling with others.
_PRCTL = (1, 4, 35, 62, 0x59616D61)
_IOCTL = (
    # Typing into the terminal, taking it, signals to the process that a file names as its owner.
    *(0x5412, 0x541C, 0x540E, 0x8901, 0x8902),
    # Flags of a file (two sizes), its attributes, its version (two sizes), sealing and encrypting
    # it: whoever owns it may do that even if it is open for reading only.
    *(0x40086602, 0x40046602, 0x401C5820, 0x40087602, 0x40047602, 0x40806685, 0x800C6613),
)
# The same signals; holding up whoever opens a file; being told of changes; larger pipes, of which
# each user has so many.
_FCNTL = (8, 10, 15, 1024, 1026, 1031)
_AF_UNIX = 1
# A stream socket is of kind 1; each other kind has one of these bits.
_NOT_A_STREAM = (2, 4, 8)
_SET_ID_BITS = (0o4000, 0o2000)
# A file without a name, which nobody who watches a folder sees.
_NO_NAME = getattr(os, "O_TMPFILE", 0) & ~getattr(os, "O_DIRECTORY", 0)
# A clock of another process says whether it is there. Bit 2 marks those of a thread, which the
# kernel keeps to the threads of one process.
_CLOCKS = ("clock_gettime", "clock_getres", "clock_nanosleep", "timer_create")
_CLOCK_OF_A_PROCESS, _AMONG_CLOCKS = 0x80000000, 0x80000004

# Which argument names a process, the error for any other than this one, and whether 0 stands for
# this one. With ENOSYS, the C library works out the size of a thread's stack without it.
_OWN_PROCESS_ONLY = {
    **dict.fromkeys(("kill", "tgkill"), (0, errno.EPERM, False)),
    **dict.fromkeys(("getpgid", "getsid", "sched_getscheduler"), (0, errno.EPERM, True)),
    **dict.fromkeys(("sched_getparam", "sched_getattr"), (0, errno.EPERM, True)),
    "sched_rr_get_interval": (0, errno.EPERM, True),
    "sched_getaffinity": (0, errno.ENOSYS, True),
    **dict.fromkeys(("getpriority", "ioprio_get"), (1, errno.EPERM, True)),
}
# With a descriptor of a process, the process of the tests interrupts, stops, continues and ends the
# student's.
_BY_DESCRIPTOR = "pidfd_send_signal"
_SIGNALS = (signal.SIGINT, signal.SIGKILL, signal.SIGCONT, signal.SIGSTOP)

_REFUSED = _PROGRAMS + _LINKS + _NETWORK + _OTHER_PROCESSES + _MEMORY_SHARED_OR_UNCOUNTED + _KERNEL
_PR_SET_SECCOMP, _FILTER = 22, 2
# Instructions of a filter: load a word of the call's description, compare, return.
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _REFUSE_WITH = 0x7FFF0000, 0x00050000


def unknown_names() -> list[str]:
    """Return the names in the lists above that libseccomp doesn't know: mistyped, or newer."""
    names = {*_REFUSED, *_NOT_THERE, *_NOT_SUPPORTED, *_DONE_NOTHING, *_OWN_PROCESS_ONLY}
    names |= {name for name, *_ in _partly()}
    return sorted(name for name in names if _number(name) == -1)


@cache
def program(may_signal: bool = False) -> bytes:
    """Return the filter as the kernel reads it, without the calls that depend on the process.

    Parameters
    ----------
    may_signal : bool
        Whether signals may be sent to processes that were handed over as descriptors.

    Raises
    ------
    ImportError, RuntimeError
        If pyseccomp or the library libseccomp.so.2 is missing.
    """
    import pyseccomp

    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    # Calls of 32-bit programs have other numbers; whoever makes one means to go round this filter.
    rules.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.KILL_PROCESS)
    actions = dict.fromkeys(_REFUSED, pyseccomp.ERRNO(errno.EPERM))
    actions |= dict.fromkeys(_NOT_THERE, pyseccomp.ERRNO(errno.ENOSYS))
    actions |= dict.fromkeys(_NOT_SUPPORTED, pyseccomp.ERRNO(errno.EOPNOTSUPP))
    actions |= dict.fromkeys(_DONE_NOTHING, pyseccomp.ERRNO(0))
    if may_signal:
        del actions[_BY_DESCRIPTOR]
    for name, action in actions.items():
        _add(rules, action, name)
    for name, number, conditions in _partly():
        _add(rules, pyseccomp.ERRNO(number), name, conditions)
    named = {_number(name) for name in (*actions, *_OWN_PROCESS_ONLY, _BY_DESCRIPTOR)}
    named |= {_number(name) for name, *_ in _partly()}
    for number in range(_FIRST_NEW, _LAST_NEW):
        if number not in named and number not in _ALLOWED_NEW:
            rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), number)
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def warm_up(may_signal: bool = False) -> None:
    """Make ready, before forking, what is the same for all processes."""
    program(may_signal)
    _numbered()
    _number(_BY_DESCRIPTOR)


def apply_seccomp(may_signal: bool = False) -> None:
    """Refuse this process the calls above, for good.

    It must have given up its rights before, see `prctl.give_up_rights`.

    Parameters
    ----------
    may_signal : bool
        As for `program`.

    Raises
    ------
    ImportError, RuntimeError
        If pyseccomp or the library libseccomp.so.2 is missing.
    OSError
        If the kernel refuses the filter.
    """
    for whole in (program(may_signal), _of_this_process(may_signal)):
        # The kernel wants the number of the 8-byte instructions, and where they are.
        instructions = ctypes.create_string_buffer(whole, len(whole))
        head = struct.pack("HxxxxxxP", len(whole) // 8, ctypes.addressof(instructions))
        call("prctl", _PR_SET_SECCOMP, _FILTER, head, 0, 0)


def _of_this_process(may_signal: bool) -> bytes:
    """Return a filter that keeps calls about processes to this one.

    It looks at the lower half of an argument, as the kernel does: such numbers are C's ``int``.
    That calls have the numbers of this processor is the other filter's to see to.
    """
    written = _word(_LOAD, 0)
    for number, argument, error, zero in _numbered():
        allowed = [os.getpid(), *([0] if zero else [])]
        written += _unless(number, argument, allowed, error)
    if may_signal:
        written += _unless(_number(_BY_DESCRIPTOR), 1, _SIGNALS, errno.EPERM, last=False)
        # No flags: with one, a whole group of processes gets the signal.
        written += _unless(_number(_BY_DESCRIPTOR), 3, [0], errno.EPERM)
    return written + _word(_RETURN, _ALLOW)


@cache
def _numbered() -> list[tuple[int, int, int, bool]]:
    found = [(_number(name), *about) for name, about in _OWN_PROCESS_ONLY.items()]
    return [one for one in found if one[0] >= 0]


def _unless(
    number: int, argument: int, allowed: Sequence[int], error: int, last: bool = True
) -> bytes:
    """Return instructions that refuse a call unless an argument has one of these values.

    Where it has, the call is allowed or, if this isn't the last to be said of it, looked at again.
    """
    # Beyond this: one comparison for each value, the refusal, and what follows if all is well.
    after = _word(_RETURN, _ALLOW) if last else _word(_LOAD, 0)
    tests = b"".join(
        _word(_IF_EQUAL, value, len(allowed) - place) for place, value in enumerate(allowed)
    )
    body = _word(_LOAD, 16 + 8 * argument) + tests + _word(_RETURN, _REFUSE_WITH | error) + after
    return _word(_IF_EQUAL, number, 0, len(body) // 8) + body


def _word(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Return an instruction; `if_true` and `if_false` say how many of the next are left out."""
    return struct.pack("HBBI", code, if_true, if_false, value)


@cache
def _number(name: str) -> int:
    """Return the number of a call on this processor, negative if it has none."""
    import pyseccomp

    return pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)


def _add(rules: "pyseccomp.SyscallFilter", action: int, name: str, conditions: tuple = ()) -> None:
    number = _number(name)
    if number >= 0:  # else this processor, or this libseccomp, has no such call
        rules.add_rule(action, number, *conditions)


def _partly() -> Iterator[tuple[str, int, tuple]]:
    """Yield calls that are refused with some arguments: the error, and the conditions for it."""
    from pyseccomp import MASKED_EQ, NE, Arg

    # A thread is a clone, too. Its own namespaces are not.
    yield "clone", errno.EPERM, (Arg(0, MASKED_EQ, _CLONE_THREAD, 0),)
    for bit in _CLONE_NEW:
        yield "clone", errno.EPERM, (Arg(0, MASKED_EQ, bit, bit),)
    # Its own limits may be asked for and lowered, its own processors chosen.
    yield "prlimit64", errno.EPERM, (Arg(0, NE, 0),)
    yield "sched_setaffinity", errno.EPERM, (Arg(0, NE, 0),)
    # asyncio's loop holds a pair of stream sockets; other kinds could write to a named socket.
    yield "socketpair", errno.EPERM, (Arg(0, NE, _AF_UNIX),)
    for bit in _NOT_A_STREAM:
        yield "socketpair", errno.EPERM, (Arg(1, MASKED_EQ, bit, bit),)
    yield "sendto", errno.EPERM, (Arg(4, NE, 0),)
    for option in _PRCTL:
        yield "prctl", errno.EPERM, (Arg(0, MASKED_EQ, _LOW, option),)
    for request in _IOCTL:
        yield "ioctl", errno.EPERM, (Arg(1, MASKED_EQ, _LOW, request),)
    for command in _FCNTL:
        yield "fcntl", errno.EPERM, (Arg(1, MASKED_EQ, _LOW, command),)
    for name in _CLOCKS:
        other = Arg(0, MASKED_EQ, _AMONG_CLOCKS, _CLOCK_OF_A_PROCESS)
        yield name, errno.EPERM, (other,)
    # "Read only, and empty it", and the access mode 3, "neither reading nor writing", with which
    # Landlock before version 3 let a file be emptied that may only be read.
    empties = os.O_ACCMODE | os.O_TRUNC
    for name, flags in (("open", 1), ("openat", 2)):
        # Python's tempfile then makes a file and deletes it.
        yield name, errno.EOPNOTSUPP, (Arg(flags, MASKED_EQ, _NO_NAME, _NO_NAME),)
        yield name, errno.EPERM, (Arg(flags, MASKED_EQ, empties, os.O_TRUNC),)
        yield name, errno.EPERM, (Arg(flags, MASKED_EQ, os.O_ACCMODE, os.O_ACCMODE),)
        for bit in _SET_ID_BITS:
            made = Arg(flags, MASKED_EQ, os.O_CREAT, os.O_CREAT)
            yield name, errno.EPERM, (made, Arg(flags + 1, MASKED_EQ, bit, bit))
    # A program that runs as whoever grades, for another user of the machine to start.
    for name, mode in (("creat", 1), ("mkdir", 1), ("mkdirat", 2)):
        for bit in _SET_ID_BITS:
            yield name, errno.EPERM, (Arg(mode, MASKED_EQ, bit, bit),)
