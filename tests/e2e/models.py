"""Service models: Debian's botocore, those the aws command line brings, and the newest botocore of this computer."""
import atexit
import glob
import json
import os
import shutil
import subprocess
import tempfile

import botocore
import botocore.loaders
import botocore.model

DEBIAN = os.path.join(os.path.dirname(botocore.__file__), "data")
COMMAND_LINE = "/usr/lib/python3/dist-packages/awscli/botocore/data"
SERVICES = ("secretsmanager", "ssm", "kms", "sts", "sns", "sqs", "events", "scheduler", "cloudformation", "cloudtrail",
            "iam")


def newest_data():
    """The data folder of another Python's botocore (the first in PATH that has one), else Debian's own."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        python = os.path.join(folder, "python3")
        if not os.access(python, os.X_OK) or os.path.realpath(python).startswith("/usr/bin/"):
            continue
        script = "import botocore; print(botocore.__version__, botocore.__path__[0])"
        done = subprocess.run([python, "-c", script], capture_output=True, text=True, timeout=60, check=False)
        if done.returncode == 0:
            version, path = done.stdout.split(maxsplit=1)
            if [int(part) for part in version.split(".")] > [int(part) for part in botocore.__version__.split(".")]:
                return os.path.join(path.strip(), "data")
    return DEBIAN


def overlay(data):
    """A folder with nothing but the newest service models, to be laid over Debian's data."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for service in SERVICES:
        version = sorted(os.listdir(os.path.join(data, service)))[-1]
        os.makedirs(os.path.join(folder, service, version))
        for model in glob.glob(os.path.join(data, service, version, "service-2.json*")):
            os.symlink(model, os.path.join(folder, service, version, os.path.basename(model)))
    return folder


NEWEST = newest_data()
OVERLAY = overlay(NEWEST)
# Members that AWS has added since Debian's model was made.
TOLERATED = {"NextRotationDate", "ARN", "Type"} if NEWEST == DEBIAN else set()


def load(folder, service):
    loader = botocore.loaders.Loader(extra_search_paths=[folder], include_default_search_paths=False)
    return botocore.model.ServiceModel(loader.load_service_model(service, "service-2"), service)


def output_shape(model, operation):
    return model.operation_model(operation).output_shape if operation in model.operation_names else None


def prune(shape, value):
    """`value` without what this model does not know."""
    if shape is None or value is None:
        return value
    if shape.type_name == "structure":
        return {k: prune(shape.members[k], v) for k, v in value.items() if k in shape.members}
    if shape.type_name == "list":
        return [prune(shape.member, item) for item in value]
    if shape.type_name == "map":
        return {k: prune(shape.value, v) for k, v in value.items()}
    return value


def problems(shape, value, path, kinds=None):
    """What in `value` the service model does not allow. `kinds` replaces the types JSON 1.1 has on the wire."""
    types = {
        "string": str, "integer": int, "long": int, "boolean": bool, "blob": str, "timestamp": (int, float),
        "double": (int, float), "float": (int, float), "structure": dict, "list": list, "map": dict, **(kinds or {}),
    }
    if not isinstance(value, types[shape.type_name]) or (isinstance(value, bool) and shape.type_name != "boolean"):
        return [f"{path}: {type(value).__name__} instead of {shape.type_name}"]
    found = []
    if shape.type_name == "structure":
        found += [f"{path}.{name}: missing" for name in shape.required_members if name not in value]
        for name, item in value.items():
            if name in shape.members:
                found += problems(shape.members[name], item, f"{path}.{name}", kinds)
            elif name not in TOLERATED:
                found.append(f"{path}.{name}: not in the model")
    elif shape.type_name == "list":
        for i, item in enumerate(value):
            found += problems(shape.member, item, f"{path}[{i}]", kinds)
    elif shape.type_name == "map":
        for key, item in value.items():
            found += problems(shape.key, key, f"{path} key", kinds)
            found += problems(shape.value, item, f"{path}[{key}]", kinds)
    elif shape.type_name == "string" and shape.enum and value not in shape.enum:
        found.append(f"{path}: {value} is not one of {shape.enum}")
    # Minimum lengths are for requests: AWS itself answers `"Labels": []` where the model wants one.
    if shape.type_name in ("string", "list") and len(value) > shape.metadata.get("max", len(value)):
        found.append(f"{path}: longer than {shape.metadata['max']}")
    return found
