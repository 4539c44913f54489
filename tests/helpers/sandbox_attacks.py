"""What a student's code may try, for tests/isolate/test_apart_sandbox.py.

Each attack is a text that is run in the student's process. It raises if it is stopped, and sets
`answer` if it succeeds. With each stands which layers stop it alone; a number after Landlock is
the version from which on it does.
"""

from dataclasses import dataclass

NAMESPACES, LANDLOCK, SECCOMP, LIMITS = "namespaces", "Landlock", "seccomp", "limits"

# What several attacks need.
C = """
import ctypes, errno, socket, fcntl
libc = ctypes.CDLL(None, use_errno=True)
def c(name, *arguments):
    result = getattr(libc, name)(*arguments)
    if result == -1:
        raise OSError(ctypes.get_errno(), name)
    return result
"""


@dataclass(frozen=True)
class Attack:
    """One thing to try.

    `succeeds` says for whom it succeeds where nothing is shut in, so that the test shows that it
    is an attack at all: "all", "user" (not for root, who has other rights) or "none".
    """

    code: str
    stopped_by: tuple[str, ...]
    succeeds: str = "all"
    landlock: int = 1


FILES = (NAMESPACES, LANDLOCK)
ATTACKS = {
    # Reading.
    "read a file": Attack("answer = open(secret).read()", FILES),
    "read a solution": Attack("answer = open(solution).read()", FILES),
    "read the gradebook": Attack("answer = open(gradebook, 'rb').read()", FILES),
    "read another's": Attack("answer = open(submission).read()", FILES),
    "read the truth": Attack("answer = open(truth).read()", FILES),
    "list a folder": Attack("answer = os.listdir(outside)", FILES),
    "read through a link": Attack(
        "os.symlink(secret, 'link'); answer = open('link').read()", FILES
    ),
    "read through a hard link": Attack(
        "os.link(secret, 'link'); answer = open('link').read()", FILES
    ),
    "read through a descriptor of a folder": Attack(
        "f = os.open(outside, os.O_PATH); answer = os.open('secret.txt', os.O_RDONLY, dir_fd=f)",
        FILES,
    ),
    "read an open file": Attack("answer = os.read(leaked, 9)", (), "none"),
    "read through /proc": Attack(
        "answer = open(f'/proc/{parent}/root{secret}').read()", FILES, "user"
    ),
    "the parent's environment": Attack(
        "answer = open(f'/proc/{parent}/environ').read()", FILES, "user"
    ),
    "the parent's memory": Attack(
        "answer = open(f'/proc/{parent}/maps').read()[:9]", FILES, "user"
    ),
    "the parent's memory, by a call": Attack(
        C + "word = b'somewhere in memory'\n"
        "class Piece(ctypes.Structure):\n"
        "    _fields_ = [('at', ctypes.c_void_p), ('size', ctypes.c_size_t)]\n"
        "into = ctypes.create_string_buffer(8)\n"
        "mine, theirs = Piece(ctypes.addressof(into), 8), Piece(id(os), 8)\n"
        "answer = c('process_vm_readv', parent, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0)",
        (NAMESPACES, LANDLOCK, SECCOMP),
        "user",
    ),
    "attributes of a file": Attack("answer = os.listxattr(gradebook)", (NAMESPACES, SECCOMP)),
    "watch a folder": Attack(
        C + "f = c('inotify_init1', 0); answer = c('inotify_add_watch', f, outside.encode(), 4095)",
        (NAMESPACES, SECCOMP),
    ),
    # Writing.
    "write a file": Attack("answer = open(outside + '/new', 'w').write('x')", FILES),
    "change the gradebook": Attack("answer = open(gradebook, 'ab').write(b'x')", FILES),
    "delete the gradebook": Attack("os.unlink(gradebook); answer = 1", FILES),
    "move the gradebook": Attack("os.rename(gradebook, 'mine'); answer = 1", FILES),
    "make a folder": Attack("os.mkdir(outside + '/new'); answer = 1", FILES),
    "write to a picture": Attack("answer = open(picture, 'r+b').write(b'x')", FILES),
    "shorten a file": Attack(
        "os.truncate(gradebook, 0); answer = 1", (NAMESPACES, LANDLOCK, SECCOMP), landlock=3
    ),
    "empty a file while reading it": Attack(
        "answer = os.open(picture, os.O_RDONLY | os.O_TRUNC)",
        (NAMESPACES, LANDLOCK, SECCOMP),
        landlock=3,
    ),
    "empty a file while doing neither": Attack(
        "answer = os.open(picture, 3 | os.O_TRUNC)", (NAMESPACES, LANDLOCK, SECCOMP), landlock=3
    ),
    "close a file to its owner": Attack(
        "os.chmod(picture, 0); assert os.stat(picture).st_mode & 0o777 == 0; answer = 1",
        (NAMESPACES, SECCOMP),
    ),
    "close an open file to its owner": Attack(
        "os.fchmod(os.open(picture, 0), 0); assert os.stat(picture).st_mode & 0o777 == 0\n"
        "answer = 1",
        (NAMESPACES, SECCOMP),
    ),
    "change a date": Attack(
        "os.utime(picture, (1, 1)); assert os.stat(picture).st_mtime == 1; answer = 1",
        (NAMESPACES, SECCOMP),
    ),
    "a program that runs as the grader": Attack(
        "answer = os.open('program', os.O_CREAT | os.O_WRONLY, 0o4755)", (SECCOMP,)
    ),
    "a folder that gives its group away": Attack("os.mkdir('f', 0o2777); answer=1", (SECCOMP,)),
    "hold up whoever opens a picture": Attack(
        C + "answer = str(fcntl.fcntl(os.open(picture, 0), fcntl.F_SETLEASE, fcntl.F_RDLCK))",
        (SECCOMP,),
        "user",
    ),
    "a file without a name": Attack(
        "answer = os.open('.', os.O_TMPFILE | os.O_WRONLY, 0o600)", (SECCOMP,)
    ),
    "lock a picture": Attack(
        C + "fcntl.flock(os.open(picture, 0), fcntl.LOCK_EX); answer = 1", (SECCOMP,)
    ),
    # A call that does nothing returns 0 also for a file that isn't open.
    **{
        f"wait for the disk: {name}": Attack(
            C + f"try: c('{name}', -1, 0, 0, 0)\n"
            "except OSError as error: answer = error.errno\n"
            "if answer != errno.EBADF: raise OSError('nothing was done')",
            (SECCOMP,),
        )
        for name in ("syncfs", "fsync", "fdatasync", "sync_file_range")
    },
    # The network.
    "TCP": Attack(
        C + "answer = str(socket.create_connection(('127.0.0.1', port), 5))",
        (NAMESPACES, LANDLOCK, SECCOMP),
        landlock=4,
    ),
    "serve": Attack(
        C + "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); answer = 1",
        (LANDLOCK, SECCOMP),
        landlock=4,
    ),
    "UDP": Attack(
        C + "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
        "answer = s.sendto(b'x', ('127.0.0.1', port))",
        (NAMESPACES, SECCOMP),
    ),
    "a socket with a path": Attack(
        C + "s = socket.socket(socket.AF_UNIX); s.connect(outside + '/socket'); answer = 1",
        (NAMESPACES, SECCOMP),
    ),
    "a socket with a name": Attack(
        C + "s = socket.socket(socket.AF_UNIX); s.connect('\\0' + name_of_socket); answer = 1",
        (NAMESPACES, LANDLOCK, SECCOMP),
        landlock=6,
    ),
    "a pair of sockets that write letters": Attack(
        C + "answer = str(socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM))", (SECCOMP,)
    ),
    "netlink": Attack(
        C + "answer = str(socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0))", (SECCOMP,)
    ),
    # Processes.
    "fork": Attack("if os.fork() == 0: os._exit(0)\nanswer = os.wait()", (SECCOMP,)),
    "run a program": Attack(
        "import subprocess; answer = subprocess.check_output(['/bin/echo', 'x'])",
        (LANDLOCK, SECCOMP),
    ),
    "spawn a program": Attack(
        "p = os.posix_spawn('/bin/true', ['true'], {})\n"
        "assert os.waitpid(p, 0)[1] == 0; answer = 1",
        (LANDLOCK, SECCOMP),
    ),
    "a process of multiprocessing": Attack(
        "import multiprocessing as m; p = m.get_context('fork').Process(target=print)\n"
        "p.start(); answer = 1",
        (SECCOMP,),
    ),
    "run a program from memory": Attack(
        C + "f = os.memfd_create('x'); os.write(f, open('/bin/true', 'rb').read())\nanswer = f",
        (SECCOMP,),
    ),
    "a signal to the parent": Attack(
        "os.kill(parent, 28); answer = 1", (LANDLOCK, SECCOMP), "user", landlock=6
    ),
    "signals to all": Attack("os.kill(-1, 0); answer = 1", (SECCOMP,), "user"),
    "a signal through a pipe": Attack(
        C + "reads, writes = os.pipe(); fcntl.fcntl(reads, fcntl.F_SETOWN, parent)\n"
        "fcntl.fcntl(reads, fcntl.F_SETSIG, 28); answer = 1",
        (SECCOMP,),
    ),
    "trace the parent": Attack(
        C + "answer = c('ptrace', 0x4206, parent, 0, 0)", (NAMESPACES, LANDLOCK, SECCOMP), "user"
    ),
    "bind the parent to a processor": Attack(
        "os.sched_setaffinity(parent, os.sched_getaffinity(0)); answer = 1", (SECCOMP,), "user"
    ),
    "outlive the parent": Attack(C + "c('prctl', 1, 0, 0, 0, 0); answer = 1", (SECCOMP,)),
    "timers, of which each user has so many": Attack(
        C + "def made():\n    for n in range(2000):\n"
        "        c('syscall', syscall, 0, None, ctypes.byref(ctypes.c_int()))\n    return n\n"
        "import platform\nsyscall = {'x86_64': 222}.get(platform.machine(), 107)\n"
        "answer = made()",
        (LIMITS,),
    ),
    "pipes, of which each user has so many pages": Attack(
        C + "answer = fcntl.fcntl(os.pipe()[0], 1031, 1 << 20)", (SECCOMP,)
    ),
    "open files that nobody counts": Attack(
        C + "a, b = socket.socketpair(); socket.send_fds(a, [b'x'], [0]); answer = 1", (SECCOMP,)
    ),
    # Which processes there are.
    **{
        f"ask about the parent: {name}": Attack(f"answer = str({question})", (SECCOMP,))
        for name, question in {
            "group": "os.getpgid(parent)",
            "session": "os.getsid(parent)",
            "priority": "os.getpriority(os.PRIO_PROCESS, parent)",
            "processors": "os.sched_getaffinity(parent)",
            "scheduler": "os.sched_getscheduler(parent)",
            "parameters": "os.sched_getparam(parent)",
            "clock": "__import__('time').clock_gettime(~parent << 3 | 2)",
        }.items()
    },
    "ask about the parent: disk": Attack(
        C + "import platform\nnumber = {'x86_64': 252}.get(platform.machine(), 31)\n"
        "answer = str(c('syscall', number, 1, parent))",
        (SECCOMP,),
    ),
    "ask about the parent: rights": Attack(
        C + "head = (ctypes.c_uint32 * 2)(0x20080522, parent)\n"
        "answer = str(c('capget', head, (ctypes.c_uint32 * 6)()))",
        (SECCOMP,),
    ),
    # The kernel.
    "namespaces again": Attack(C + "c('unshare', 0x10000000); answer = 1", (SECCOMP,), "all"),
    "another root folder": Attack("os.chroot('.'); answer = 1", (), "none"),
    "another user": Attack("os.setuid(12345); answer = 1", (), "none"),
    "mount": Attack(
        C + "c('mount', b'tmpfs', os.getcwd().encode(), b'tmpfs', 0, None); answer = 1", (), "none"
    ),
    "a device": Attack("os.mknod('disk', 0o060600, os.makedev(8, 0)); answer = 1", (), "none"),
    "a key of the kernel": Attack(C + "answer = c('syscall', 250, 0, -4, 0, 0)", (SECCOMP,)),
    "io_uring": Attack(
        C + "code = c('syscall', 425, 1, ctypes.create_string_buffer(120)); answer = code",
        (SECCOMP,),
    ),
    "requests, of which the machine has so many": Attack(
        C + "import platform\nnumber = {'x86_64': 206}.get(platform.machine(), 0)\n"
        "c('syscall', number, 100, ctypes.byref(ctypes.c_ulong())); answer = 1",
        (SECCOMP,),
    ),
    "a call of a 32-bit program": Attack(
        C + "import mmap\n"
        "page = mmap.mmap(-1, 4096, prot=7); page.write(bytes.fromhex('b814000000cd80c3'))\n"
        "at = ctypes.addressof(ctypes.c_char.from_buffer(page))\n"
        "answer = ctypes.CFUNCTYPE(ctypes.c_int)(at)()",
        (SECCOMP,),
    ),
    "raise a limit": Attack(
        "import resource as r; r.setrlimit(r.RLIMIT_NOFILE, (5000, 5000)); answer = 1", (LIMITS,)
    ),
    "raise a limit of the parent": Attack(
        "import resource as r; answer = str(r.prlimit(parent, r.RLIMIT_NOFILE))",
        (SECCOMP,),
        "user",
    ),
}
