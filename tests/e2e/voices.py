"""Two strangers that speak to the sandbox: Debian's botocore, and Debian's aws command line."""
import base64
import datetime
import json
import os
import re
import subprocess
import tempfile

import botocore
import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

import models


class Refused(Exception):
    def __init__(self, code, message):
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Unknown(Exception):
    """This stranger has never heard of the operation."""


class Botocore:
    """Debian's botocore; with the newest service models of this computer, so that it knows newer members."""

    def __init__(self, url, region="us-east-1", key="testing", secret="testing", token=None):
        self.session = botocore.session.Session()
        self.session.get_component("data_loader").search_paths.insert(0, models.OVERLAY)
        self.options = {"endpoint_url": url, "region_name": region, "aws_access_key_id": key,
                        "aws_secret_access_key": secret, "aws_session_token": token,
                        "config": Config(retries={"total_max_attempts": 1}, parameter_validation=False)}
        self.clients = {}

    def close(self):
        for client in self.clients.values():
            client.close()

    def client(self, service):
        if service not in self.clients:
            self.clients[service] = self.session.create_client(service, **self.options)
        return self.clients[service]

    def model(self, service):
        return self.client(service).meta.service_model

    def call(self, service, operation, params):
        if operation not in self.model(service).operation_names:
            raise Unknown(operation)
        try:
            answer = self.client(service)._make_api_call(operation, params)
        except ClientError as error:
            raise Refused(error.response["Error"]["Code"], error.response["Error"]["Message"]) from error
        del answer["ResponseMetadata"]
        return plain(answer)


class CommandLine:
    """/usr/bin/aws. Started once; every call is a process forked from there, for loading it takes a second."""

    def __init__(self, url, region="us-east-1", key="testing", secret="testing", token=None):
        environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "AWS_ACCESS_KEY_ID": key,
                       "AWS_SECRET_ACCESS_KEY": secret, "AWS_DEFAULT_REGION": region, "AWS_PAGER": "",
                       "AWS_MAX_ATTEMPTS": "1", "LC_ALL": "C.UTF-8"}
        if token:
            environment["AWS_SESSION_TOKEN"] = token
        # The sandbox is to refuse what is wrong, not the command line.
        self.config = tempfile.NamedTemporaryFile("w", suffix=".ini")
        self.config.write("[default]\nparameter_validation = false\n")
        self.config.flush()
        environment["AWS_CONFIG_FILE"] = self.config.name
        self.url = url
        self.models = {}
        self.process = subprocess.Popen(
            ["/usr/bin/python3", "-B", "-W", "ignore", os.path.join(os.path.dirname(__file__), "aws_forks.py")],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()
        self.config.close()

    def model(self, service):
        if service not in self.models:
            self.models[service] = models.load(models.COMMAND_LINE, service)
        return self.models[service]

    def run(self, *arguments):
        """Exit code, what it printed, what it complained."""
        self.process.stdin.write(json.dumps(["--endpoint-url", self.url, *arguments]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def call(self, service, operation, params):
        if operation not in self.model(service).operation_names:
            raise Unknown(operation)
        verb = botocore.xform_name(operation, "-")
        code, out, err = self.run("--no-paginate", "--no-cli-pager", "--output", "json", service, verb,
                                  "--cli-input-json", json.dumps(params, default=text_of))
        if code == 254:
            refusal = re.search(r"An error occurred \((\S+)\) when calling the \w+ operation(?: \(.*?\))?: ?(.*)", err,
                                re.DOTALL)
            raise Refused(refusal[1], refusal[2].strip())
        if code != 0:
            raise RuntimeError(f"aws {service} {verb} ended with {code}: {err}")
        return json.loads(out) if out.strip() else {}


def text_of(value):
    """Bytes and times as the command line reads and prints them."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    raise TypeError(value)


def plain(answer):
    return json.loads(json.dumps(answer, default=text_of))


VOICES = {"botocore": Botocore, "aws": CommandLine}
