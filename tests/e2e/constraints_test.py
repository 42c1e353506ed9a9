#!/usr/bin/python3
"""What the service models of botocore allow the input of each operation of the sandbox, down to the last item of its
lists and structures. One constraint is broken at a time; what the request names does not exist, so that a refusal by
the model has to come before anything is looked up."""
import base64
import copy
import json
import re
import unittest

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session

import models
from sandbox_process import Sandbox

PREFIX = {"secretsmanager": "secretsmanager.", "ssm": "AmazonSSM.", "kms": "TrentService."}
SAMPLES = ("nobody", "n", "Name", "eu-west-1", "3h", "rate(1 day)", "n" * 36, "tag:n", "10h")
WRONG = ("#", "n", "\u0100", "9")
WRONG_TYPES = {"string": 7, "blob": 7, "integer": "7", "long": "7", "boolean": "true", "list": {}, "structure": []}
# Debian's model wants what AWS no longer does.
RELAXED = {("ssm", "TagValue", "min")} if models.NEWEST == models.DEBIAN else set()


def fits(shape, text):
    pattern = shape.metadata.get("pattern")
    if pattern is None:
        return True
    return re.fullmatch(pattern.replace(r"\p{L}\p{Z}\p{N}", r"\w\s"), text) is not None


def sample(shape):
    """Something the model allows."""
    if shape.type_name == "structure":
        return {name: sample(shape.members[name]) for name in shape.required_members}
    if shape.type_name == "list":
        return [sample(shape.member)] * max(1, shape.metadata.get("min", 0))
    if shape.type_name in ("integer", "long"):
        return max(1, shape.metadata.get("min", 1))
    if shape.type_name == "boolean":
        return False
    if shape.type_name == "blob":
        return base64.b64encode(b"x").decode()
    if shape.enum:
        return shape.enum[0]
    for text in SAMPLES:
        if fits(shape, text) and len(text) >= shape.metadata.get("min", 0):
            return text
    raise AssertionError(f"no sample for {shape}")


def sized(shape, size):
    """A string, blob or list of that many characters, bytes or items, which fits otherwise where that can be."""
    if shape.type_name == "list":
        return [sample(shape.member)] * size
    if shape.type_name == "blob":
        return base64.b64encode(b"x" * size).decode()
    stretched = [(text + text[-1] * size)[:size] for text in SAMPLES]
    return next((text for text in stretched if fits(shape, text)), "n" * size)


def fitting(shape, size):
    """The same if it fits otherwise, else None."""
    value = sized(shape, size)
    return value if shape.type_name != "string" or fits(shape, value) else None


def breaches(service, shape):
    """(what is broken, a value that breaks it, what the message says, a value that just fits or None)."""
    rules = {k: v for k, v in shape.metadata.items() if (service, shape.name, k) not in RELAXED}
    if shape.type_name in ("integer", "long"):
        for rule, step, relation in (("min", -1, "greater"), ("max", 1, "less")):
            if rule in rules:
                yield rule, rules[rule] + step, f"Member must have value {relation} than or equal to {rules[rule]}", rules[rule]
    elif shape.type_name in ("string", "blob", "list"):
        if rules.get("min", 0) > 0:
            yield ("min", sized(shape, rules["min"] - 1),
                   f"Member must have length greater than or equal to {rules['min']}", fitting(shape, rules["min"]))
        if "max" in rules:
            yield ("max", sized(shape, rules["max"] + 1), f"Member must have length less than or equal to {rules['max']}",
                   fitting(shape, rules["max"]))
    if shape.type_name == "string" and shape.enum:
        yield "enum", "nonsense", "Member must satisfy enum value set: [", shape.enum[-1]
    if shape.type_name == "string" and "pattern" in rules:
        size = max(1, rules.get("min", 1))
        wrong = next(text * size for text in WRONG if not fits(shape, text * size))
        yield "pattern", wrong, "Member must satisfy regular expression pattern: ", None
        broken_off = sample(shape) + "\n"
        if not fits(shape, broken_off):
            yield "line break", broken_off, "Member must satisfy regular expression pattern: ", None


def lower(name):
    return name[:1].lower() + name[1:]


class Place:
    """A member of an operation's input, top level or deep."""

    def __init__(self, shape, steps, told, required=False, item=False):
        self.shape = shape
        self.steps = steps      # names and 0 for the first item
        self.told = told        # as messages name it
        self.required = required
        self.item = item        # one of a list of strings, which messages name by the list

    def set(self, base, value):
        params = copy.deepcopy(base)
        at = params
        for step, following in zip(self.steps, self.steps[1:]):
            if isinstance(at, dict):
                at = at.setdefault(step, [] if following == 0 else {})
            else:
                at = at[step]
            if following == 0 and not at:
                at.append({} if len(self.steps) > 2 else None)
        at[self.steps[-1]] = value
        return params

    def remove(self, base, filled):
        params = self.set(base, None)
        at = params
        for step in self.steps[:-1]:
            at = at[step]
        del at[self.steps[-1]]
        at.update({name: value for name, value in filled.items() if name != self.steps[-1]})
        return params


def places(shape, steps=(), told=""):
    for name, member in shape.members.items():
        place = Place(member, (*steps, name), told + lower(name), name in shape.required_members)
        yield place
        if member.type_name == "structure":
            yield from places(member, place.steps, place.told + ".")
        elif member.type_name == "list" and member.member.type_name == "structure":
            yield from places(member.member, (*place.steps, 0), place.told + ".1.member.")
        elif member.type_name == "list":
            yield Place(member.member, (*place.steps, 0), place.told, item=True)


class TheModelsConstraints(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()
        cls.http = URLLib3Session()
        cls.offered = cls.sandbox.control("operations")
        cls.models = {service: models.load(models.NEWEST, service) for service in PREFIX}

    @classmethod
    def tearDownClass(cls):
        cls.http.close()
        cls.sandbox.stop()

    def ask(self, service, operation, params):
        """Code and message of the refusal; both None if it was answered."""
        request = AWSRequest("POST", self.sandbox.url + "/", data=json.dumps(params).encode(), headers={
            "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": PREFIX[service] + operation})
        botocore.auth.SigV4Auth(Credentials("testing", "testing"), service, "us-east-1").add_auth(request)
        answer = self.http.send(request.prepare())
        body = json.loads(answer.content)
        return (None, None) if answer.status_code == 200 else (body["__type"], body.get("message", ""))

    def operations(self):
        for service, names in self.offered.items():
            for name in names if service in PREFIX else ():
                shape = self.models[service].operation_model(name).input_shape
                yield service, name, shape, sample(shape)

    def refused(self, service, operation, params, place, said):
        code, message = self.ask(service, operation, params)
        self.assertEqual(code, "ValidationException", (params, message))
        self.assertRegex(message, r"^\d+ validation errors? detected: ")
        self.assertIn(f" at '{place.told}' failed to satisfy constraint: ", message)
        self.assertIn("Member must satisfy constraint: [" if place.item else said, message)
        self.assertIn(said, message)
        return message

    def test_every_constraint_of_every_member_is_kept(self):
        tried = 0
        for service, operation, shape, base in self.operations():
            for place in places(shape):
                around = place.set(base, sample(place.shape))
                for rule, wrong, said, right in breaches(service, place.shape):
                    with self.subTest(f"{operation} {'.'.join(map(str, place.steps))}", rule=rule):
                        message = self.refused(service, operation, place.set(around, wrong), place, said)
                        if place.shape.metadata.get("sensitive") and wrong:
                            self.assertNotIn(str(wrong)[:30], message)
                        if right is not None:
                            _, message = self.ask(service, operation, place.set(around, right))
                            self.assertNotIn(f"at '{place.told}' failed", message or "")
                        tried += 1
        self.assertGreater(tried, 200)

    def test_what_is_required_is_missed_wherever_it_is(self):
        for service, operation, shape, base in self.operations():
            for place in places(shape):
                if not place.required:
                    continue
                with self.subTest(f"{operation} {'.'.join(map(str, place.steps))}"):
                    parent = shape
                    for step in place.steps[:-1]:
                        parent = parent.member if step == 0 else parent.members[step]
                    missing = place.remove(base, sample(parent))
                    said = "Member must not be null"
                    self.refused(service, operation, missing, place, said)
                    self.refused(service, operation, place.set(missing, None), place, said)

    def test_a_wrong_type_is_no_input_at_all(self):
        for service, operation, shape, base in self.operations():
            for place in places(shape):
                with self.subTest(f"{operation} {'.'.join(map(str, place.steps))}"):
                    wrong = place.set(place.set(base, sample(place.shape)), WRONG_TYPES[place.shape.type_name])
                    self.assertEqual(self.ask(service, operation, wrong)[0], "SerializationException")

    def test_everything_that_is_wrong_is_said_at_once(self):
        code, message = self.ask("secretsmanager", "ListSecrets", {
            "MaxResults": 0, "Filters": [{"Key": "name", "Values": ["n"]}, {"Key": "size", "Values": []}]})
        self.assertEqual(code, "ValidationException")
        self.assertEqual(
            message, "3 validation errors detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have "
            "value greater than or equal to 1; Value 'size' at 'filters.2.member.key' failed to satisfy constraint: Member "
            "must satisfy enum value set: [description, name, tag-key, tag-value, primary-region, owning-service, all]; "
            "Value '[]' at 'filters.2.member.values' failed to satisfy constraint: Member must have length greater than or "
            "equal to 1")
        code, message = self.ask("ssm", "GetParameters", {"Names": ["n", ""]})
        self.assertEqual(
            message, "1 validation error detected: Value '[n, ]' at 'names' failed to satisfy constraint: Member must "
            "satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than "
            "or equal to 1]")
        code, message = self.ask("ssm", "GetParameters", {"Names": ["n", None]})
        self.assertIn("Value '[n, null]' at 'names'", message)
        code, message = self.ask("secretsmanager", "TagResource", {"SecretId": "n", "Tags": [{"Key": "k"}, None]})
        self.assertIn("Value null at 'tags.2.member' failed to satisfy constraint: Member must not be null", message)

    def test_null_is_as_left_out(self):
        self.assertEqual(self.ask("secretsmanager", "CreateSecret", {
            "Name": "null/one", "SecretString": "v", "SecretBinary": None, "ClientRequestToken": "n" * 32, "Tags": None,
            "KmsKeyId": None}), (None, None))


if __name__ == "__main__":
    unittest.main()
