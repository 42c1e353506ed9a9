"""Looks for a secret where it must not be."""
import base64
import os
import stat


def spelt(secret):
    """How a secret may stand in a file: as UTF-8, UTF-16, hexadecimal, and as base64 at each of three offsets."""
    text = secret.encode()
    yield text
    yield secret.encode("utf-16-le")
    yield text.hex().encode()
    for shift in range(3):
        yield base64.b64encode(b"x" * shift + text)[4 if shift else 0:-4]


def files_with(folder, secret):
    found = []
    for path, _, names in os.walk(folder):
        for name in names:
            file = os.path.join(path, name)
            if stat.S_ISREG(os.lstat(file).st_mode):
                with open(file, "rb") as opened:
                    content = opened.read()
                if any(form in content for form in spelt(secret)):
                    found.append(os.path.relpath(file, folder))
    return found
