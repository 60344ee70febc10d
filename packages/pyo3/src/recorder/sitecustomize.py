"""Records which files of a repository a Python process reads (PEP 578).

The nx plugin puts this folder on PYTHONPATH, so that Python imports this file at the start of the
process and of every Python child that keeps the environment. NX_PYO3_READS holds, separated by
os.pathsep: the folder for the records, then a path for each folder to observe, then `-`, then the
folders inside these that do not count.

A record is one letter, a path, and a zero byte:

    s  the version of Python; the first record of each process
    r  a file that was opened to read, whether it exists or not
    w  a file or folder that was written or made
    l  a folder that was listed
    m  a folder in which Python or pytest looked for modules
    !  what went wrong here; the other records may be incomplete

Nothing is kept in memory to be written later, since mypy ends with os._exit. The file is opened for
each record: an open descriptor would be seen, closed or used for something else by the program.
"""

import sys


def _observe():
    import os
    from os import fsdecode, fspath, getcwd, path as paths

    setting = os.environ.get("NX_PYO3_READS")
    if not setting:
        return
    target, *folders = setting.split(os.pathsep)
    end = folders.index("-")
    normal = paths.normcase
    inside = tuple(normal(paths.join(folder, "")) for folder in folders[:end])
    environment = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    outside = tuple(
        normal(paths.join(folder, ""))
        for folder in [*folders[end + 1 :], target, *environment]
        # A repository inside the prefix of its Python is not part of the environment.
        if not any(one.startswith(normal(paths.join(folder, ""))) for one in inside)
    )
    records = paths.join(target, "%d" % os.getpid())
    seen = {("r", records), ("w", records)}
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
    writing = os.O_WRONLY | os.O_RDWR
    emptying = os.O_TRUNC | os.O_EXCL
    open_file, write_file, close_file = os.open, os.write, os.close
    absolute, isabs, isfile = paths.abspath, paths.isabs, paths.isfile
    frame_of = sys._getframe
    import_system = "<frozen importlib._bootstrap_external>"
    # Each looks for modules or installed distributions in all folders of sys.path or of the tests.
    module_finders = tuple(
        os.sep + paths.join(*parts)
        for parts in (
            ("_pytest", "pathlib.py"),
            ("importlib", "metadata", "__init__.py"),
            ("importlib", "metadata.py"),
            ("importlib_metadata", "__init__.py"),
            ("pkg_resources", "__init__.py"),
            ("pkgutil.py",),
        )
    )

    def is_for_modules(file):
        return file == import_system or file.endswith(module_finders)

    def write(kind, text):
        file = open_file(records, flags, 0o600)
        try:
            write_file(file, kind.encode() + os.fsencode(text) + b"\0")
        finally:
            close_file(file)

    def record(kind, path):
        if path.__class__ is not str:
            if path is None:
                path = "."
            elif isinstance(path, int):
                # A descriptor, which was opened by a path before.
                return
            else:
                path = fsdecode(fspath(path))
        if not isabs(path):
            path = getcwd() + os.sep + path
        if (kind, path) in seen:
            return
        seen.add((kind, path))
        if kind == "r" and ("w", path) in seen:
            return
        full = absolute(path)
        compared = normal(full)
        if (compared + os.sep).startswith(inside) and not compared.startswith(outside):
            write(kind, full)

    def opened(path, mode, bits):
        if mode is None:
            if not bits & writing:
                # Of os.open: it may be relative to a descriptor that nobody tells (`dir_fd`).
                if not (isinstance(path, str) and isabs(path)) and not isfile(path):
                    return
                kinds = "r"
            else:
                kinds = "rw" if bits & os.O_RDWR and not bits & emptying else "w"
        elif "w" in mode or "x" in mode or "a" in mode:
            kinds = "w"
        else:
            kinds = "rw" if "+" in mode else "r"
        for kind in kinds:
            record(kind, path)

    wanted = {"open", "os.listdir", "os.scandir", "os.rename", "os.mkdir", "os.link"}
    wanted.update({"os.symlink", "sqlite3.connect"})

    def hook(event, args):
        if event not in wanted:
            return
        try:
            if event == "open":
                opened(*args)
            elif event == "os.listdir" or event == "os.scandir":
                caller = frame_of(1).f_code.co_filename
                record("m" if is_for_modules(caller) else "l", args[0])
            elif event == "os.rename":
                record("w", args[1])
            elif event == "os.mkdir":
                if not paths.isdir(args[0]):
                    record("w", args[0])
            elif event == "os.link" or event == "os.symlink":
                record("w", args[1])
            elif event == "sqlite3.connect":
                path = fsdecode(args[0]) if isinstance(args[0], bytes) else args[0]
                record("r" if isfile(path) else "w", path)
        except Exception as error:
            trace = error.__traceback__
            while trace.tb_next is not None:
                trace = trace.tb_next
            if trace.tb_frame.f_code not in own:
                # A handler of a signal has raised it while the hook ran: it is for the program.
                raise
            failed(error)

    def failed(error):
        if isinstance(error, (FileNotFoundError, ValueError, TypeError)):
            # The working folder was removed, or no path at all was asked for.
            return
        try:
            if "!" not in seen:
                seen.add("!")
                write("!", repr(error))
        except Exception:
            pass

    own = {part.__code__ for part in (hook, opened, record, write, failed, is_for_modules)}
    own.update(
        part.__code__
        for part in (fsdecode, os.fsencode, absolute, isabs, isfile, normal, paths.isdir, paths.normpath)
        if hasattr(part, "__code__")
    )
    sys.addaudithook(hook)
    write("s", sys.version.split()[0])


def _step_aside():
    """Gives way to the sitecustomize that Python would have imported without this one."""
    from os import path as paths

    here = paths.dirname(paths.abspath(__file__))
    sys.path[:] = [entry for entry in sys.path if paths.abspath(entry) != here]
    this = sys.modules.pop("sitecustomize", None)
    try:
        import sitecustomize  # noqa: F401
    except ImportError as error:
        if error.name != "sitecustomize":
            raise
    finally:
        if this is not None:
            sys.modules.setdefault("sitecustomize", this)


try:
    _observe()
except Exception as error:
    # Without a record of this process, its reads are known to be unknown.
    sys.stderr.write("nx pyo3: reads of files are not recorded: %r\n" % (error,))
_step_aside()
