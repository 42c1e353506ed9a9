"""Loads Debian's aws command line once, and runs /usr/bin/aws in a fork for every line of arguments on stdin."""
import json
import os
import runpy
import sys
import tempfile

import awscli.clidriver  # noqa: F401  what takes the second
import awscli.handlers  # noqa: F401


def run(arguments):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            sys.argv = ["/usr/bin/aws", *arguments]
            code = 1
            try:
                runpy.run_path("/usr/bin/aws", run_name="__main__")
            except SystemExit as end:
                code = end.code
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code if isinstance(code, int) else 1)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0)
        err.seek(0)
        return [status, out.read().decode(), err.read().decode()]


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
