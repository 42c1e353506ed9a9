#!/usr/bin/env python3
"""Every source file is as clang-format 14 writes it (.clang-format in the root)."""
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from source_files import source_files

CLANG_FORMAT = shutil.which("clang-format-14")


def is_formatted(path, text):
    command = [CLANG_FORMAT, "--dry-run", "-Werror", f"--assume-filename={path}"]
    return subprocess.run(command, input=text, capture_output=True, text=True).returncode == 0


def are_formatted(paths):
    """Many at once: starting the program takes longer than reading a file."""
    done = subprocess.run([CLANG_FORMAT, "--dry-run", "-Werror", *paths], capture_output=True, text=True)
    print(done.stderr, end="")
    return done.returncode == 0


def main(root):
    if not CLANG_FORMAT:
        print("clang-format-14 is not installed")
        return True
    os.chdir(root)
    assert not is_formatted("core/x.cpp", "int  f( ){return 1 ;}\n"), "bad formatting was not caught"
    assert is_formatted("core/x.cpp", "int f();\n"), "good formatting was refused"
    paths = [str(path) for path in source_files(".")]
    jobs = os.cpu_count()
    with ThreadPoolExecutor(jobs) as pool:
        return not all(list(pool.map(are_formatted, [paths[i::jobs] for i in range(jobs)])))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
