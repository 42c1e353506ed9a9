#!/usr/bin/env python3
"""Every source file is as clang-format 14 writes it (.clang-format in the root)."""
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from source_files import source_files

CLANG_FORMAT = shutil.which("clang-format-14")


def is_formatted(path, text=None):
    command = [CLANG_FORMAT, "--dry-run", "-Werror"]
    command += [f"--assume-filename={path}"] if text is not None else [str(path)]
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    print(done.stderr if text is None else "", end="")
    return done.returncode == 0


def main(root):
    if not CLANG_FORMAT:
        print("clang-format-14 is not installed")
        return True
    os.chdir(root)
    assert not is_formatted("core/x.cpp", "int  f( ){return 1 ;}\n"), "bad formatting was not caught"
    assert is_formatted("core/x.cpp", "int f();\n"), "good formatting was refused"
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return not all(list(pool.map(is_formatted, source_files("."))))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
