#!/usr/bin/python3
"""The rotation function that Keyturn ships: its four steps in processes of their own against the sandbox, killed between
any two requests and called again; the template that installs it, and the policy it needs."""
import collections
import glob
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import types
import unittest
import urllib.error
import urllib.parse
import urllib.request
import uuid

import botocore.session
import yaml

from sandbox_process import Sandbox

HERE = os.path.dirname(os.path.realpath(__file__))
SHIPPED = os.path.join(HERE, "..", "..", "resources", "rotation")
ARN = "arn:aws:lambda:us-east-1:123456789012:function:rotate"
STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"]


def clients(endpoint, hooks=None):
    """boto3.client() on top of botocore, which is what Debian has."""
    def client(service, endpoint_url=None):
        made = botocore.session.Session().create_client(
            service, endpoint_url=endpoint_url or endpoint, region_name="us-east-1", aws_access_key_id="testing",
            aws_secret_access_key="testing")
        if hooks:
            made.meta.events.register("before-call.secrets-manager", lambda model, **_: hooks(f"before {model.name}"))
            made.meta.events.register("after-call.secrets-manager", lambda model, **_: hooks(f"after {model.name}"))
        return made
    return types.SimpleNamespace(client=client)


def load():
    """The function's module; boto3 is put in its place by whoever runs it."""
    sys.modules.setdefault("boto3", types.ModuleType("boto3"))
    module = types.ModuleType("rotate_tokens")
    with open(os.path.join(SHIPPED, "rotate_tokens.py"), encoding="utf-8") as file:
        exec(compile(file.read(), "rotate_tokens.py", "exec"), module.__dict__)  # pylint: disable=exec-used
    return module


class Function(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.sandbox = Sandbox("--rotation-programs", cls.folder.name)
        cls.sm = clients(cls.sandbox.url).client("secretsmanager")
        # Whoever calls the function here is this test: the one that the sandbox knows is not there.
        cls.sandbox.control("rotation-functions", {"arn": ARN, "url": "http://127.0.0.1:1/"})

    @classmethod
    def tearDownClass(cls):
        cls.sm.close()
        cls.sandbox.stop()
        cls.folder.cleanup()

    def setUp(self):
        self.sandbox.control("faults", {"clear": True})

    def begin(self, provider, extra=None, text=None):
        """A secret whose rotation Secrets Manager has announced: its name and the ClientRequestToken."""
        name = f"it/{uuid.uuid4()}"
        self.client_id, self.refresh_token = f"client {name}+%:", f"first-{uuid.uuid4()}"
        self.sandbox.control("oauth-clients", {"action": "create", "clientId": self.client_id, "clientSecret": "s:+%",
                                               "refreshToken": self.refresh_token, "provider": provider})
        value = {"clientId": self.client_id, "clientSecret": "s:+%", "accessToken": "old",
                 "refreshToken": self.refresh_token, "note": 1.10, **(extra or {})}
        self.sm.create_secret(Name=name, SecretString=text or json.dumps(value, indent=1))
        token = self.sm.rotate_secret(SecretId=name, RotationLambdaARN=ARN, ClientRequestToken=str(uuid.uuid4()),
                                      RotationRules={"AutomaticallyAfterDays": 30})["VersionId"]
        return name, token

    def call(self, name, token, step, crash=None, **environment):
        """Runs one step in a process of its own: what it died of, the points it passed, and how often it asked."""
        arn = self.sm.describe_secret(SecretId=name)["ARN"]
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            self.run_step(writing, arn, token, step, crash, environment)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            said = pipe.read()
        _, status = os.waitpid(child, 0)
        points = [line for line in said.split("\n") if line and not line.startswith("!")]
        problem = "".join(line[1:] for line in said.split("\n") if line.startswith("!"))
        killed = os.WIFSIGNALED(status)
        self.assertEqual(killed, crash in points, (crash, points))
        return "killed" if killed else problem, points

    def run_step(self, writing, arn, token, step, crash, environment):
        try:
            os.environ.update({"TOKEN_URL": f"{self.sandbox.url}/oauth/strict/token",
                               "SECRETS_MANAGER_ENDPOINT": self.sandbox.url, **environment})

            passed = collections.Counter()

            def point(what):
                passed[what] += 1
                what += f" ({passed[what]})" if passed[what] > 1 else ""
                os.write(writing, f"{what}\n".encode())
                if what == crash:
                    os.kill(os.getpid(), signal.SIGKILL)

            sys.modules["boto3"] = clients(self.sandbox.url, point)
            module = load()
            send = module.send

            def watched(method, *arguments):
                point(f"before {method}")
                answer = send(method, *arguments)
                point(f"after {method}")
                return answer

            module.send = watched
            module.handler({"Step": step, "SecretId": arn, "ClientRequestToken": token,
                            "RotationToken": str(uuid.uuid4())})
        except BaseException as problem:  # pylint: disable=broad-except
            os.write(writing, f"!{type(problem).__name__}: {problem}\n".encode())
            os._exit(1)
        os._exit(0)

    def rotate(self, name, token, **environment):
        """All four steps; the first problem, or none, and the points that were passed."""
        passed = []
        for step in STEPS:
            problem, points = self.call(name, token, step, **environment)
            passed += points
            if problem:
                return problem, passed
        return None, passed

    def stages(self, name):
        held = self.sm.describe_secret(SecretId=name)["VersionIdsToStages"]
        return {stage: version for version, stages in held.items() for stage in stages}

    def tags(self, name):
        return {tag["Key"]: tag["Value"] for tag in self.sm.describe_secret(SecretId=name).get("Tags", [])}

    def text(self, name, **which):
        return self.sm.get_secret_value(SecretId=name, **which)["SecretString"]

    def is_alive(self, name, provider="strict"):
        """The provider takes the refresh token that is current."""
        value = json.loads(self.text(name))
        form = urllib.parse.urlencode({"grant_type": "refresh_token", "refresh_token": value["refreshToken"],
                                       "client_id": value["clientId"], "client_secret": value["clientSecret"]})
        try:
            with urllib.request.urlopen(f"{self.sandbox.url}/oauth/{provider}/token", form.encode(), timeout=30) as answer:
                return answer.status == 200
        except urllib.error.HTTPError as refusal:
            refusal.close()
            return False

    def test_rotates_in_four_steps_and_changes_the_tokens_and_no_other_byte(self):
        name, token = self.begin("strict", {"expiresAt": 1700000000000})
        before = self.text(name)
        problem, points = self.rotate(name, token)
        self.assertIsNone(problem)
        self.assertEqual(points.count("before POST"), 1)
        stages = self.stages(name)
        self.assertEqual((stages["AWSCURRENT"], stages["AWSPENDING"]), (token, token))
        self.assertEqual(self.text(name, VersionStage="AWSPREVIOUS"), before)
        new, old = json.loads(self.text(name)), json.loads(before)
        self.assertEqual({key for key in old if new[key] != old[key]}, {"accessToken", "refreshToken", "expiresAt"})
        expected = before
        for key in ("accessToken", "refreshToken"):
            expected = expected.replace(json.dumps(old[key]), json.dumps(new[key]))
        self.assertEqual(self.text(name), expected.replace("1700000000000", str(new["expiresAt"])))
        self.assertAlmostEqual(new["expiresAt"] / 1000, time.time() + 3600, delta=120)
        self.assertEqual(self.tags(name), {})
        self.assertTrue(self.is_alive(name))

    def test_every_step_may_be_repeated(self):
        name, token = self.begin("strict")
        asked = 0
        for step in STEPS:
            for _ in range(3):
                problem, points = self.call(name, token, step)
                self.assertFalse(problem)
                asked += points.count("before POST")
        self.assertEqual(asked, 1)
        self.assertTrue(self.is_alive(name))

    def test_killed_between_any_two_requests_it_loses_nothing_that_it_could_keep(self):
        name, token = self.begin("strict")
        passed = []
        for step in STEPS:
            passed += [(step, point) for point in self.call(name, token, step)[1]]
        self.assertGreater(len(passed), 20)
        outcomes = {}
        for step, point in passed:
            outcomes.setdefault(self.outcome_after(step, point), []).append(f"{step} {point}")
        print({outcome: len(points) for outcome, points in outcomes.items()})
        # Sent, or about to be, and no answer stored: the provider may have ended the token, and is not asked again.
        self.assertEqual(set(outcomes), {"rotated", "told"}, outcomes)
        self.assertEqual(set(outcomes["told"]), {
            "createSecret after TagResource", "createSecret before POST", "createSecret after POST",
            "createSecret before PutSecretValue (2)"})

    def outcome_after(self, step, crash):
        name, token = self.begin("strict")
        before = self.text(name)
        asked = 0
        for now in STEPS:
            problem, points = self.call(name, token, now, crash if now == step else None)
            asked += points.count("before POST")
            if problem:
                self.assertEqual(problem, "killed", (now, crash))
                break
        for _ in range(2):
            problem, points = self.rotate(name, token)
            asked += points.count("before POST")
            if not problem:
                self.assertTrue(self.is_alive(name), (step, crash))
                self.assertEqual(asked, 1, (step, crash))
                return "rotated"
        self.assertIn("authorise the application again", problem, (step, crash))
        self.assertLessEqual(asked, 1, (step, crash))
        self.assertEqual((self.text(name), self.tags(name)["keyturn:needs-consent"]), (before, "true"))
        return "told"

    def test_a_provider_that_allows_it_is_asked_again(self):
        for provider, environment in (("leeway", {"REPLAY": "leeway", "LEEWAY_SECONDS": "60"}),
                                      ("lwa", {"REPLAY": "safe"})):
            for crash in ("before POST", "after POST"):
                name, token = self.begin(provider)
                where = {"TOKEN_URL": f"{self.sandbox.url}/oauth/{provider}/token", **environment}
                self.assertEqual(self.call(name, token, "createSecret", crash, **where)[0], "killed")
                self.assertIsNone(self.rotate(name, token, **where)[0], (provider, crash))
                self.assertEqual((self.tags(name), self.is_alive(name, provider)), ({}, True))

    def test_a_leeway_that_has_passed_is_none(self):
        name, token = self.begin("strict")
        self.call(name, token, "createSecret", "before POST")
        problem, points = self.call(name, token, "createSecret", REPLAY="leeway", LEEWAY_SECONDS="0")
        self.assertIn("authorise the application again", problem)
        self.assertNotIn("before POST", points)

    def test_nothing_is_spent_where_nothing_could_be_stored(self):
        name, token = self.begin("strict")
        self.sandbox.control("faults", {"fault": "status", "status": 400, "operation": "PutSecretValue", "times": 1})
        problem, points = self.call(name, token, "createSecret")
        self.assertTrue(problem)
        self.assertNotIn("before POST", points)
        self.assertIsNone(self.rotate(name, token)[0])
        self.assertTrue(self.is_alive(name))

    def test_new_tokens_that_are_refused_at_first_are_stored_all_the_same(self):
        name, token = self.begin("strict")
        # The first PutSecretValue shows that the secret can be written.
        self.sandbox.control("faults", {"fault": "status", "status": 400, "operation": "PutSecretValue", "skip": 1,
                                        "times": 3})
        problem, points = self.rotate(name, token)
        self.assertIsNone(problem)
        self.assertIn("before PutSecretValue (5)", points)
        self.assertTrue(self.is_alive(name))

    def test_a_provider_that_is_not_there_has_seen_nothing(self):
        name, token = self.begin("strict")
        problem, _ = self.call(name, token, "createSecret", TOKEN_URL="http://127.0.0.1:1/")
        self.assertIn("NotSent", problem)
        self.assertEqual(self.tags(name), {})
        self.assertIsNone(self.rotate(name, token)[0])

    def test_secrets_go_nowhere_else(self):
        name, token = self.begin("strict", {"token_url": "https://evil.example.com/"})
        for url in ("http://example.com/token", "ftp://127.0.0.1/", "http://localhost:1/"):
            problem, _ = self.call(name, token, "createSecret", TOKEN_URL=url)
            self.assertIn("must begin with https://", problem)
        self.assertIsNone(self.rotate(name, token)[0])  # by TOKEN_URL, not by what the secret says

    def test_a_refusal_leads_to_consent_and_changes_nothing(self):
        name, token = self.begin("strict", {"refreshToken": "of nobody"})
        before = self.text(name)
        problem, _ = self.call(name, token, "createSecret")
        self.assertIn("invalid_grant", problem)
        self.assertNotIn("of nobody", problem)
        self.assertEqual((self.text(name), self.tags(name)), (before, {"keyturn:needs-consent": "true"}))

    def test_basic_authentication_encodes_before_it_puts_together(self):
        name, token = self.begin("genesys")
        self.assertIsNone(self.rotate(name, token, TOKEN_URL=f"{self.sandbox.url}/oauth/genesys/token",
                                      CLIENT_AUTH="basic")[0])
        self.assertNotEqual(json.loads(self.text(name))["refreshToken"], self.refresh_token)

    def test_what_others_saved_meanwhile_stays(self):
        name, token = self.begin("strict")
        self.assertFalse(self.call(name, token, "createSecret")[0])
        value = json.loads(self.text(name))
        self.sm.put_secret_value(SecretId=name, SecretString=json.dumps({**value, "note": "theirs"}))
        passed = self.call(name, token, "finishSecret", "before UpdateSecretVersionStage")
        self.assertEqual(passed[0], "killed")
        self.assertFalse(self.call(name, token, "finishSecret")[0])
        now = json.loads(self.text(name))
        self.assertEqual((now["note"], now["refreshToken"] != self.refresh_token), ("theirs", True))
        stages = self.stages(name)
        self.assertEqual(stages["AWSPENDING"], stages["AWSCURRENT"])
        self.assertTrue(self.is_alive(name))

    def test_another_login_that_was_stored_meanwhile_wins(self):
        name, token = self.begin("strict")
        self.assertFalse(self.call(name, token, "createSecret")[0])
        value = json.loads(self.text(name))
        theirs = json.dumps({**value, "refreshToken": "of a new consent"})
        self.sm.put_secret_value(SecretId=name, SecretString=theirs)
        self.assertIn("another refresh token was stored", self.call(name, token, "finishSecret")[0])
        self.assertEqual(self.text(name), theirs)

    def test_a_token_that_does_not_work_does_not_become_current(self):
        name, token = self.begin("strict")
        self.assertFalse(self.call(name, token, "createSecret")[0])
        problem, _ = self.call(name, token, "testSecret", PROBE_URL=f"{self.sandbox.url}/nothing-here")
        self.assertIn("HTTP status", problem)
        self.assertNotEqual(self.stages(name)["AWSCURRENT"], token)

    def test_refuses_what_is_no_rotation(self):
        name, token = self.begin("strict")
        self.assertIn("no version", self.call(name, str(uuid.uuid4()), "createSecret")[0])
        self.assertIn("no step", self.call(name, token, "create_secret")[0])
        self.sm.cancel_rotate_secret(SecretId=name)
        self.assertIn("not enabled", self.call(name, token, "createSecret")[0])

    def test_the_sandbox_rotates_with_it_as_aws_does(self):
        program = os.path.join(self.folder.name, "rotate")
        with open(program, "w", encoding="utf-8") as file:
            file.write("#!/usr/bin/python3 -B\nimport json, os, sys\n"
                       f"sys.path.insert(0, {HERE!r})\nimport rotation_function_test as t\n"
                       "e = os.environ\nsys.modules['boto3'] = t.clients(e['AWS_ENDPOINT_URL'])\n"
                       "e['TOKEN_URL'] = e['AWS_ENDPOINT_URL'] + '/oauth/strict/token'\n"
                       "t.load().handler(json.load(sys.stdin))\n")
        os.chmod(program, 0o755)
        self.sandbox.control("rotation-functions", {"arn": ARN, "program": "rotate"})
        self.addCleanup(self.sandbox.control, "rotation-functions", {"arn": ARN, "url": "http://127.0.0.1:1/"})
        name, token = self.begin("strict")
        deadline = time.monotonic() + 120
        while self.stages(name)["AWSCURRENT"] != token:
            self.assertLess(time.monotonic(), deadline, self.sandbox.control("rotation-functions")["runs"])
            time.sleep(0.1)
        self.assertTrue(self.is_alive(name))


# What the template uses of each type: its properties, those it must have first.
PROPERTIES = {
    "AWS::Logs::LogGroup": ([], ["LogGroupName", "RetentionInDays"]),
    "AWS::IAM::Role": (["AssumeRolePolicyDocument"], ["Policies"]),
    "AWS::Lambda::Function": (["Code", "Role"], ["FunctionName", "Description", "Runtime", "Handler", "MemorySize",
                                                 "Timeout", "ReservedConcurrentExecutions", "Environment"]),
    "AWS::Lambda::Permission": (["Action", "FunctionName", "Principal"], ["SourceAccount", "SourceArn"]),
    "AWS::Lambda::EventInvokeConfig": (["FunctionName", "Qualifier"], ["MaximumRetryAttempts"]),
    "AWS::CloudWatch::Alarm": (["ComparisonOperator", "EvaluationPeriods"],
                               ["AlarmDescription", "Namespace", "MetricName", "Dimensions", "Statistic", "Period",
                                "Threshold", "TreatMissingData", "AlarmActions"]),
    "AWS::SecretsManager::RotationSchedule": (["SecretId"], ["RotationLambdaARN", "RotateImmediatelyOnUpdate",
                                                             "RotationRules"]),
}
RUNTIMES = {"python3.12", "python3.13", "python3.14"}  # alive at the end of 2026


def references(node):
    """(kind, name) of everything a part of the template refers to."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "Ref":
                yield key, value
            elif key == "Fn::GetAtt":
                yield key, value[0]
            elif key == "Fn::If":
                yield key, value[0]
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


class Template(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.output = os.path.join(cls.folder.name, "new", "folder")
        cls.ran = subprocess.run([os.environ["KEYTURNCTL"], "rotation-function", "--output", cls.output],
                                 capture_output=True, text=True)
        with open(os.path.join(cls.output, "template.yaml"), encoding="utf-8") as file:
            cls.text = file.read()
        cls.template = yaml.safe_load(cls.text)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_keyturnctl_writes_what_is_shipped_and_overwrites_nothing(self):
        self.assertEqual((self.ran.returncode, self.ran.stderr), (0, ""))
        for name in ("rotate_tokens.py", "policy.json"):
            with open(os.path.join(self.output, name), encoding="utf-8") as file, \
                    open(os.path.join(SHIPPED, name), encoding="utf-8") as shipped:
                self.assertEqual(file.read(), shipped.read())
        again = subprocess.run([os.environ["KEYTURNCTL"], "rotation-function", "--output", self.output],
                               capture_output=True, text=True)
        self.assertEqual(again.returncode, 1)
        self.assertIn("is there already; nothing was written", again.stderr)

    def test_the_function_in_the_template_is_the_one_beside_it(self):
        code = self.template["Resources"]["Function"]["Properties"]["Code"]["ZipFile"]
        with open(os.path.join(SHIPPED, "rotate_tokens.py"), encoding="utf-8") as file:
            self.assertEqual(code.strip(), file.read().strip())
        compile(code, "index.py", "exec")
        self.assertIn("def handler(event, context", code)
        self.assertLess(len(self.text.encode()), 51200)  # TemplateBody

    def test_every_resource_has_what_it_must_have_and_nothing_unknown(self):
        for name, resource in self.template["Resources"].items():
            needed, more = PROPERTIES[resource["Type"]]
            given = set(resource["Properties"])
            self.assertLessEqual(set(needed), given, name)
            self.assertLessEqual(given, set(needed) | set(more), name)
            self.assertLessEqual(set(resource), {"Type", "Properties", "DependsOn"}, name)
        function = self.template["Resources"]["Function"]["Properties"]
        self.assertIn(function["Runtime"], RUNTIMES)
        self.assertEqual(function["Handler"], "index.handler")  # the name that ZipFile gives the file
        self.assertGreater(function["Timeout"], load().TIMEOUT)

    def test_every_reference_leads_somewhere(self):
        known = set(self.template["Parameters"]) | set(self.template["Resources"])
        for kind, name in references({key: self.template[key] for key in ("Resources", "Outputs", "Conditions")}):
            if kind == "Fn::If":
                self.assertIn(name, self.template["Conditions"])
            elif not name.startswith("AWS::"):
                self.assertIn(name, known)
        used = {name for _, name in references({key: self.template[key] for key in ("Resources", "Conditions")})}
        self.assertLessEqual(set(self.template["Parameters"]), used)

    def test_installing_it_rotates_nothing_and_only_this_account_may_call_it(self):
        schedule = self.template["Resources"]["Schedule"]
        self.assertIs(schedule["Properties"]["RotateImmediatelyOnUpdate"], False)
        self.assertEqual(schedule["DependsOn"], "Permission")
        self.assertTrue(self.template["Parameters"]["ScheduleExpression"]["Default"].startswith("cron("))
        permission = self.template["Resources"]["Permission"]["Properties"]
        self.assertEqual(permission["Principal"], "secretsmanager.amazonaws.com")
        self.assertEqual(permission["SourceAccount"], {"Ref": "AWS::AccountId"})

    def test_the_policies_allow_what_the_function_calls_and_no_more(self):
        with open(os.path.join(SHIPPED, "rotate_tokens.py"), encoding="utf-8") as file:
            code = file.read()
        called = {call for call in ("describe_secret", "get_secret_value", "put_secret_value", "tag_resource",
                                    "untag_resource", "update_secret_version_stage", "create_secret", "update_secret(")
                  if f"self.client.{call}" in code}
        actions = {"secretsmanager:" + "".join(word.title() for word in call.split("_")) for call in called}
        with open(os.path.join(SHIPPED, "policy.json"), encoding="utf-8") as file:
            policy = json.load(file)
        statements = self.template["Resources"]["Role"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
        for document in (policy["Statement"], statements):
            allowed = {action for statement in document for action in statement.get("Action", [])
                       if action.startswith("secretsmanager:")}
            self.assertEqual(allowed, actions)
            self.assertNotIn("*", [statement.get("Resource") for statement in document])

    def test_the_function_uses_nothing_but_the_standard_library_and_boto3(self):
        with open(os.path.join(SHIPPED, "rotate_tokens.py"), encoding="utf-8") as file:
            imported = {line.split()[1].split(".")[0] for line in file if line.startswith(("import ", "from "))}
        self.assertLessEqual(imported - {"boto3"}, set(sys.stdlib_module_names))
        self.assertEqual(len(glob.glob(os.path.join(SHIPPED, "*.py"))), 1)


if __name__ == "__main__":
    unittest.main()
