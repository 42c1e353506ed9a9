"""Secrets Manager: rotation by a function that is an address of this computer."""
import http.server
import json
import threading
import urllib.error
import urllib.request

import botocore.session

from cases.secrets import TOKENS, make, stages

SERVICE = "secretsmanager"
ARN = "arn:aws:lambda:us-east-1:123456789012:function:rotate"
STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"]


class Function:
    """Rotates as AWS's template does; `fails` names a step that is to fail."""

    def __init__(self, ask, region="us-east-1"):
        self.events = []
        self.fails = None
        self.seen_by_test = None
        self.client = botocore.session.Session().create_client(
            "secretsmanager", region_name=region, endpoint_url=ask.sandbox.url, aws_access_key_id="testing",
            aws_secret_access_key="testing")
        function = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                body = b"null"
                try:
                    function.run(event)
                except Exception as error:  # pylint: disable=broad-except
                    body = json.dumps({"errorMessage": str(error), "errorType": type(error).__name__}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        ask.test.addCleanup(self.client.close)
        ask.test.addCleanup(self.server.server_close)
        ask.test.addCleanup(self.server.shutdown)
        control(ask, "rotation-functions", arn=ARN, url=f"http://127.0.0.1:{self.server.server_port}/")

    def run(self, event):
        self.events.append(event["Step"])
        secret, token = event["SecretId"], event["ClientRequestToken"]
        if event["Step"] == self.fails:
            raise RuntimeError("told to fail")
        if event["Step"] == "createSecret":
            self.client.put_secret_value(SecretId=secret, ClientRequestToken=token, SecretString=f"made {token}",
                                         VersionStages=["AWSPENDING"])
        if event["Step"] == "testSecret":
            pending = self.client.get_secret_value(SecretId=secret, VersionId=token, VersionStage="AWSPENDING")
            self.seen_by_test = pending["SecretString"]
        if event["Step"] == "finishSecret":
            versions = self.client.describe_secret(SecretId=secret)["VersionIdsToStages"]
            current = next(v for v, held in versions.items() if "AWSCURRENT" in held)
            self.client.update_secret_version_stage(SecretId=secret, VersionStage="AWSCURRENT", MoveToVersionId=token,
                                                    RemoveFromVersionId=current)


def control(ask, name, **body):
    request = urllib.request.Request(f"{ask.sandbox.url}/sandbox-api/{name}", json.dumps(body).encode() if body else None)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def refused_by_control(ask, name, **body):
    try:
        control(ask, name, **body)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)["error"]
    return ask.test.fail(f"{name} took {body}")


def runs(ask):
    return control(ask, "rotation-functions")["runs"]


def events(ask):
    return [e["event"]["detail"]["eventName"] for e in control(ask, "outbox")["events"]
            if e["event"]["source"] == "aws.secretsmanager"]


def until_event(ask, name):
    ask.until_quiet(lambda: events(ask), lambda seen: name in seen)


def rotate(ask, **more):
    return ask("RotateSecret", SecretId="it/one", ClientRequestToken=TOKENS[1], **more)


DAILY = {"AutomaticallyAfterDays": 1}


def rotate_secret(ask):
    """runs the four steps, moves the labels, sets the dates; a step that fails leaves AWSPENDING and blocks the next"""
    make(ask)
    ask.refuses("InvalidRequestException", "RotateSecret", SecretId="it/one", ClientRequestToken=TOKENS[1],
                message="No Lambda rotation function ARN is associated with this secret.")
    ask.refuses("AccessDeniedException", "RotateSecret", SecretId="it/one", ClientRequestToken=TOKENS[1],
                RotationLambdaARN=ARN, message="Secrets Manager cannot invoke the specified Lambda function.")
    ask.refuses("InvalidParameterException", "RotateSecret", SecretId="it/one", ClientRequestToken=TOKENS[1],
                RotationLambdaARN="arn:aws:s3:::bucket")
    function = Function(ask)
    for rules in ({"AutomaticallyAfterDays": 1, "ScheduleExpression": "rate(1 day)"}, {"Duration": "2h"},
                  {"ScheduleExpression": "rate(3 hours)"}, {"ScheduleExpression": "cron(5 8 * * ? *)"},
                  {"ScheduleExpression": "cron(0 20 * * ? *)", "Duration": "5h"}):
        ask.refuses("InvalidParameterException", "RotateSecret", SecretId="it/one", ClientRequestToken=TOKENS[1],
                    RotationLambdaARN=ARN, RotationRules=rules)
    ask.refuses("ValidationException", "RotateSecret", SecretId="it/one", ClientRequestToken=TOKENS[1],
                RotationLambdaARN=ARN, RotationRules={"AutomaticallyAfterDays": 1001})
    ask.assertEqual(rotate(ask, RotationLambdaARN=ARN, RotationRules=DAILY)["VersionId"], TOKENS[1])
    until_event(ask, "RotationSucceeded")
    ask.assertEqual((function.events, function.seen_by_test), (STEPS, f"made {TOKENS[1]}"))
    ask.assertEqual(ask("GetSecretValue", SecretId="it/one")["SecretString"], f"made {TOKENS[1]}")
    ask.assertEqual(stages(ask), {"AWSCURRENT": TOKENS[1], "AWSPENDING": TOKENS[1], "AWSPREVIOUS": TOKENS[0]})
    seen = ask("DescribeSecret", SecretId="it/one")
    ask.assertTrue(seen["RotationEnabled"] and seen["LastRotatedDate"] < seen["NextRotationDate"])
    ask.assertEqual((seen["RotationRules"], seen["RotationLambdaARN"]), (DAILY, ARN))
    ask.assertTrue(seen["NextRotationDate"].split("+")[0].endswith("23:59:59"))
    rotate(ask)  # the same request again: nothing happens
    function.fails = "setSecret"
    ask("RotateSecret", SecretId="it/one", ClientRequestToken=TOKENS[2])
    until_event(ask, "RotationFailed")
    ask.assertEqual(runs(ask)[-1]["problem"], "told to fail")
    ask.assertEqual(stages(ask), {"AWSCURRENT": TOKENS[1], "AWSPENDING": TOKENS[2], "AWSPREVIOUS": TOKENS[0]})
    ask.assertEqual(ask("DescribeSecret", SecretId="it/one")["LastRotatedDate"], seen["LastRotatedDate"])
    ask.refuses("InvalidRequestException", "RotateSecret", SecretId="it/one", ClientRequestToken=TOKENS[3],
                message="A previous rotation isn't complete. That rotation will be reattempted.")
    ask("UpdateSecretVersionStage", SecretId="it/one", VersionStage="AWSPENDING", RemoveFromVersionId=TOKENS[2])
    function.fails = None
    ask("RotateSecret", SecretId="it/one", ClientRequestToken=TOKENS[3])
    ask.until_quiet(lambda: stages(ask.quietly()), lambda held: held.get("AWSCURRENT") == TOKENS[3])


def cancel_rotate_secret(ask):
    """turns rotation off, leaves AWSPENDING, tells the version that has it"""
    make(ask)
    ask.refuses("InvalidRequestException", "CancelRotateSecret", SecretId="it/one")
    function = Function(ask)
    function.fails = "testSecret"
    rotate(ask, RotationLambdaARN=ARN, RotationRules={"ScheduleExpression": "cron(0 8 1 * ? *)", "Duration": "3h"})
    until_event(ask, "RotationFailed")
    ask.assertEqual(ask("CancelRotateSecret", SecretId="it/one")["VersionId"], TOKENS[1])
    seen = ask("DescribeSecret", SecretId="it/one")
    ask.assertFalse(seen["RotationEnabled"])
    ask.assertEqual(seen["RotationRules"]["Duration"], "3h")
    ask.assertNotIn("NextRotationDate", seen)
    ask.assertEqual(stages(ask)["AWSPENDING"], TOKENS[1])


CASES = {"RotateSecret": rotate_secret, "CancelRotateSecret": cancel_rotate_secret}
