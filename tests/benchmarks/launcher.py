"""Runs a command and writes what it took to a pipe: launcher.py PIPE COMMAND …

Exit status, seconds of all processors, seconds on the clock, and the most memory in KB, as JSON. Imports little: its own
memory is the least that can be measured.
"""

import os
import sys
import time


def main() -> None:
    """Runs the command to its end."""
    pipe, command = int(sys.argv[1]), sys.argv[2:]
    os.set_inheritable(pipe, False)
    started = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(pid, 0)
    wall_s = time.perf_counter() - started
    figures = [os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, wall_s, usage.ru_maxrss]
    os.write(pipe, f"[{', '.join(map(str, figures))}]".encode())


main()
