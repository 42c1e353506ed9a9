"""Parses the file texts on standard input, one JSON string a line, with botocore; prints its reading or "error"."""
import json
import os
import sys
import tempfile

import botocore.exceptions
from botocore.configloader import raw_config_parse

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "config")
    for line in sys.stdin:
        with open(path, "wb") as file:
            file.write(json.loads(line).encode())
        try:
            print(json.dumps(raw_config_parse(path)))
        except botocore.exceptions.ConfigParseError:
            print(json.dumps("error"))
