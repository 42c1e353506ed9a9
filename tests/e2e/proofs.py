"""What proves an operation: a case, told once and played by every voice (see voices.py).

A file of cases/ is one service, or a part of one:

    SERVICE = "secretsmanager"

    def describe_secret(ask):
        ask("CreateSecret", Name="x")
        assert ask("DescribeSecret", SecretId="x")["Name"] == "x"
        ask.refuses("ResourceNotFoundException", "DescribeSecret", SecretId="y")

    CASES = {"DescribeSecret": describe_secret}

operations_test.py plays each case on a freshly seeded sandbox by each voice, and wants the voices to have heard the
same, every answer to fit the service model, and the operation itself to have been answered once and refused once
(unless the case is in NEVER_REFUSED). VOICES of a file replaces the two of voices.py: classes made with the sandbox's
URL, with call(service, operation, params) and close().
"""
import datetime
import glob
import importlib
import os
import re
import time

import models
import voices
from voices import Refused, Unknown

ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
VARIES = {"NextToken", "RandomPassword", "SourceResult", "AccessKeyId", "SecretAccessKey", "SessionToken", "AssumedRoleId",
          "ReceiptHandle", "SentTimestamp", "ApproximateFirstReceiveTimestamp", "CreatedTimestamp", "LastModifiedTimestamp",
          "CloudTrailEvent"}


class Table:
    """The cases of one file."""

    def __init__(self, name):
        module = importlib.import_module(f"cases.{name}")
        self.file = f"cases/{name}.py"
        self.service = module.SERVICE
        self.cases = module.CASES
        self.never_refused = getattr(module, "NEVER_REFUSED", set())
        self.voices = getattr(module, "VOICES", voices.VOICES)


def tables():
    folder = os.path.join(os.path.dirname(__file__), "cases")
    return [Table(os.path.basename(file)[:-3]) for file in sorted(glob.glob(os.path.join(folder, "[a-z]*.py")))]


class Ask:
    """One voice playing one case; writes down what it said and heard."""

    def __init__(self, test, sandbox, service, voice, transcript=None, region="us-east-1"):
        self.test = test
        self.sandbox = sandbox
        self.service = service
        self.voice = voice
        self.region = region
        self.transcript = [] if transcript is None else transcript
        self.elsewhere = []

    def close(self):
        for other in self.elsewhere:
            other.close()
            other.voice.close()

    def at(self, **where):
        """The same voice in another region, or with another access key."""
        voice = type(self.voice)(self.sandbox.url, **where)
        other = Ask(self.test, self.sandbox, self.service, voice, self.transcript, where.get("region", self.region))
        self.elsewhere.append(other)
        return other

    def quietly(self):
        """The same voice, without a transcript: for what is asked until it has happened."""
        return Ask(self.test, self.sandbox, self.service, self.voice, [], self.region)

    def to(self, service):
        """The same voice to another service."""
        return Ask(self.test, self.sandbox, service, self.voice, self.transcript, self.region)

    def __call__(self, operation, /, **params):
        try:
            answer = self.voice.call(self.service, operation, params)
        except Refused as refusal:
            self.transcript.append((self.service, self.region, operation, "refused", refusal.code, steady(refusal.message)))
            raise
        self.check(operation, answer)
        self.transcript.append((self.service, self.region, operation, "answered", answer, None))
        return answer

    def refuses(self, code, operation, /, *, message=None, **params):
        try:
            answer = self(operation, **params)
        except Refused as refusal:
            self.test.assertEqual(refusal.code, code, refusal.message)
            if message is not None:
                self.test.assertIn(message, refusal.message)
            return
        self.test.fail(f"{operation} was answered, not refused with {code}: {answer}")

    def until_quiet(self, look, done):
        """Looks until `done` likes what there is: for what the sandbox does on its own."""
        deadline = time.monotonic() + 30
        while not done(answer := look()):
            self.test.assertLess(time.monotonic(), deadline, f"still {answer}")
            time.sleep(0.05)
        return answer

    def check(self, operation, answer):
        model = getattr(self.voice, "model", None)
        shape = models.output_shape(model(self.service), operation) if model else None
        if shape is not None:
            self.test.assertEqual(models.problems(shape, answer, operation, {"timestamp": str}), [])

    def __getattr__(self, assertion):
        if assertion.startswith("assert"):
            return getattr(self.test, assertion)
        raise AttributeError(assertion)


def steady(value, name=None):
    """`value` without what differs from one run to the next: times, random suffixes, ids made on the way."""
    if isinstance(value, dict):
        return {steady(k): steady(v, k) for k, v in sorted(value.items())}
    if isinstance(value, list):
        items = [steady(item) for item in value]
        return sorted(items, key=repr) if name == "VersionStages" else items
    if not isinstance(value, str):
        return value
    if name in VARIES:
        return "varies"
    if ISO_TIME.fullmatch(value):
        datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
        return "a time"
    return UUID.sub("an id", re.sub(r"(:secret:[^\s\"]+?)-[A-Za-z0-9]{6}\b", r"\1-suffix", value))


def heard(transcript, known):
    """A transcript as it can be compared: without what one of the models in `known` does not know."""
    lines = []
    for service, region, operation, outcome, answer, message in transcript:
        if outcome == "answered":
            for model in known:
                answer = models.prune(models.output_shape(model(service), operation), answer)
        lines.append((service, region, operation, outcome, steady(answer), message))
    return lines


__all__ = ["Ask", "Refused", "Table", "Unknown", "heard", "steady", "tables"]
