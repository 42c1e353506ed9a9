#!/usr/bin/python3
"""A reminder chain is made, checked, broken in each way and put right: keyturnctl against the sandbox, the aws command
line as the one who breaks, and as the one who follows the exported commands."""
import json
import os
import re
import subprocess
import tempfile
import unittest

from sandbox_process import Sandbox

NAME = "/my-erp/lwa/clientsecret"
TOPIC = "arn:aws:sns:us-east-1:123456789012:keyturn-reminders"
MAIL = "it@example.com"
PEOPLE = ("--prefix", "/my-erp/", "--email", MAIL)


class WithSandbox(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name
        self.sandbox = Sandbox("--fresh")
        self.addCleanup(self.sandbox.stop)

    def environment(self, key="testing"):
        return {"PATH": "/usr/bin:/bin", "HOME": self.home, "XDG_RUNTIME_DIR": self.home, "LC_ALL": "C.UTF-8",
                "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": key, "AWS_REGION": "us-east-1", "AWS_PAGER": "",
                "AWS_DEFAULT_REGION": "us-east-1", "TZ": "Europe/Berlin"}

    def run_it(self, *arguments, code=0, key="testing", given=b""):
        done = subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, *arguments],
                              env=self.environment(key), capture_output=True, timeout=60, check=False, input=given)
        self.errors = done.stderr.decode()
        self.assertEqual(done.returncode, code, done.stdout.decode() + self.errors)
        return done.stdout.decode()

    def aws(self, *arguments):
        done = subprocess.run(["/usr/bin/aws", "--endpoint-url", self.sandbox.url, *arguments],
                              env=self.environment(), capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def messages(self, to=None):
        sent = [entry["message"] for entry in self.sandbox.control("messages")["messages"]]
        return [m for m in sent if to is None or (m.get("endpoint") == to and "token" not in m)]

    def confirm(self):
        for message in self.messages():
            if "token" in message:
                self.aws("sns", "confirm-subscription", "--topic-arn", TOPIC, "--token", message["token"])
        self.sandbox.control("messages", {"clear": True})  # a token is good once

    def chain(self, *arguments, code=0):
        return json.loads(self.run_it("--json", "reminder-chain", *arguments, code=code))

    def faults(self, code=1, parameters=NAME):
        found = self.chain("check", "--parameters", parameters, *PEOPLE[2:], code=code)
        return {f["fault"] for f in found["findings"]}

    def after_a_new_value(self, days=200):
        """Begins the 150 days of the seed's policy again, and lets them pass."""
        self.aws("ssm", "put-parameter", "--name", NAME, "--value", "amzn1.oa2-cs.v1.new", "--type", "SecureString",
                 "--tier", "Advanced", "--overwrite")
        self.sandbox.control("clock", {"move": f"+{days}d"})

    def made(self):
        self.run_it("reminder-chain", "create", *PEOPLE)
        self.confirm()


class Chain(WithSandbox):
    def test_it_is_made_once_and_tells_what_aws_does(self):
        made = self.chain("create", *PEOPLE)
        self.assertEqual(made["outcome"], "made")
        told = [(e["resource"], e["status"]) for e in made["events"]]
        self.assertEqual(told[0], ("keyturn-reminders", "CREATE_IN_PROGRESS"))
        self.assertEqual(told[-1], ("keyturn-reminders", "CREATE_COMPLETE"))
        for resource in ("Topic", "TopicPolicy", "Rule"):
            self.assertIn((resource, "CREATE_COMPLETE"), told)
        self.assertEqual(self.chain("create", *PEOPLE), {"outcome": "unchanged", "events": []})
        changed = self.chain("create", *PEOPLE, "--sms", "+4915112345678")
        self.assertEqual(changed["outcome"], "changed")
        self.assertEqual({s["Endpoint"] for s in self.aws("sns", "list-subscriptions-by-topic", "--topic-arn",
                                                          TOPIC)["Subscriptions"]}, {MAIL, "+4915112345678"})
        self.assertEqual(self.chain("delete")["outcome"], "deleted")
        self.assertEqual(self.aws("events", "list-rules")["Rules"], [])
        self.run_it("reminder-chain", "delete", code=3)

    def test_what_aws_undoes_is_said_with_the_reason(self):
        self.aws("events", "put-rule", "--name", "keyturn-reminders", "--event-pattern", '{"source": ["other"]}')
        self.run_it("reminder-chain", "create", *PEOPLE, code=5)
        self.assertIn("ROLLBACK_COMPLETE", self.errors)
        self.aws("events", "delete-rule", "--name", "keyturn-reminders")
        self.run_it("reminder-chain", "create", *PEOPLE)  # a stack that was undone stands in nobody's way

    def test_a_policy_that_acts_reaches_people_in_words(self):
        self.made()
        self.assertEqual(self.faults(code=0), set())
        self.after_a_new_value()
        mail, = [m for m in self.messages(MAIL) if NAME in m["message"]]
        self.assertIn(f"Keyturn reminder: parameter {NAME} (NoChangeNotification).", mail["message"])
        self.assertNotIn("{", mail["message"])

    def test_each_break_is_found_and_put_right(self):
        breaks = {
            "policy-denies": lambda: self.aws("sns", "set-topic-attributes", "--topic-arn", TOPIC, "--attribute-name",
                                              "Policy", "--attribute-value", ""),
            "pattern-misses": lambda: self.aws(
                "events", "put-rule", "--name", "keyturn-reminders", "--event-pattern",
                json.dumps({"source": ["aws.ssm"], "detail": {"parameter-name": ["/my-erp/*"]}})),
            "target-missing": lambda: self.aws("events", "remove-targets", "--rule", "keyturn-reminders", "--ids",
                                               "keyturn"),
            "rule-disabled": lambda: self.aws("events", "put-rule", "--name", "keyturn-reminders", "--state",
                                              "DISABLED", "--event-pattern", json.dumps({"source": ["aws.ssm"]})),
            "target-raw": lambda: self.aws("events", "put-targets", "--rule", "keyturn-reminders", "--targets",
                                           json.dumps([{"Id": "keyturn", "Arn": TOPIC}])),
            "not-subscribed": lambda: self.aws(
                "sns", "unsubscribe", "--subscription-arn", self.aws(
                    "sns", "list-subscriptions-by-topic", "--topic-arn", TOPIC)["Subscriptions"][0]["SubscriptionArn"]),
            "topic-missing": lambda: self.aws("sns", "delete-topic", "--topic-arn", TOPIC),
        }
        self.made()
        for fault, happen in breaks.items():
            with self.subTest(fault):
                happen()
                code = 0 if fault == "target-raw" else 1  # it comes, but nobody wants to read it
                self.assertEqual(self.faults(code), {fault})
                done = self.chain("repair", "--parameters", NAME, *PEOPLE)
                self.assertEqual([(r["fault"], r["outcome"]) for r in done], [(fault, "done")])
                self.confirm()
                self.assertEqual(self.faults(code=0), set())
        self.after_a_new_value()
        self.assertEqual(len([m for m in self.messages(MAIL) if f"parameter {NAME} (NoChange" in m["message"]]), 1)

    def test_a_rule_and_its_target_come_back(self):
        self.made()
        self.aws("events", "remove-targets", "--rule", "keyturn-reminders", "--ids", "keyturn")
        self.aws("events", "delete-rule", "--name", "keyturn-reminders")
        self.assertEqual(self.faults(), {"rule-missing"})
        self.chain("repair", "--parameters", NAME, *PEOPLE)
        self.assertEqual(self.faults(code=0), set())

    def test_repair_leaves_what_others_have_put_into_the_policy(self):
        self.made()
        other = {"Sid": "Other", "Effect": "Allow", "Principal": {"Service": "budgets.amazonaws.com"},
                 "Action": "sns:Publish", "Resource": TOPIC}
        self.aws("sns", "set-topic-attributes", "--topic-arn", TOPIC, "--attribute-name", "Policy",
                 "--attribute-value", json.dumps({"Version": "2012-10-17", "Statement": [other]}))
        self.chain("repair", "--parameters", NAME, *PEOPLE)
        policy = json.loads(self.aws("sns", "get-topic-attributes", "--topic-arn", TOPIC)["Attributes"]["Policy"])
        self.assertIn(other, policy["Statement"])
        self.assertEqual(self.faults(code=0), set())

    def test_who_has_not_confirmed_is_named_and_asked_again(self):
        self.run_it("reminder-chain", "create", *PEOPLE)
        self.assertEqual(self.faults(), {"unconfirmed"})
        self.sandbox.control("messages", {"clear": True})
        self.chain("repair", "--parameters", NAME, *PEOPLE)
        self.assertEqual(len([m for m in self.messages() if "token" in m]), 1)
        self.sandbox.control("clock", {"move": "+4d"})  # AWS forgets who has not confirmed
        self.assertEqual(self.faults(), {"not-subscribed"})

    def test_a_number_that_is_not_verified_is_named(self):
        self.run_it("reminder-chain", "create", *PEOPLE, "--sms", "+4915112345678")
        self.confirm()
        self.assertEqual(self.faults(), {"sms-sandbox"})
        self.sandbox.control("sms", {"verified": ["+4915112345678"]})
        self.assertEqual(self.faults(code=0), set())

    def test_the_key_of_an_encrypted_topic_has_to_let_eventbridge_in(self):
        key = self.aws("kms", "describe-key", "--key-id", "alias/credentials")["KeyMetadata"]["Arn"]
        self.run_it("reminder-chain", "create", *PEOPLE, "--key", key)
        self.confirm()
        self.assertEqual(self.faults(), {"key-denies"})
        said = self.run_it("reminder-chain", "check", "--parameters", NAME, code=1)
        statement = json.loads(re.search(r"\{.*\}", said, re.DOTALL)[0])
        self.assertEqual(self.chain("repair", "--parameters", NAME, *PEOPLE, code=1)[0]["outcome"], "not-here")
        self.after_a_new_value()
        self.assertEqual(self.messages(MAIL), [])
        self.assertIn("KMSAccessDenied", self.messages()[-1]["failure"])
        policy = json.loads(self.aws("kms", "get-key-policy", "--key-id", key, "--policy-name", "default")["Policy"])
        policy["Statement"].append(statement)
        self.aws("kms", "put-key-policy", "--key-id", key, "--policy-name", "default", "--policy", json.dumps(policy))
        self.assertEqual(self.faults(code=0), set())

    def test_a_parameter_outside_of_the_prefix_is_named(self):
        self.made()
        found = self.chain("check", "--parameters", f"{NAME},/other/secret,/my-erp-other/x", *PEOPLE[2:], code=1)
        self.assertEqual([(f["fault"], f["subject"]) for f in found["findings"]],
                         [("pattern-misses", "/other/secret"), ("pattern-misses", "/my-erp-other/x")])
        done = self.chain("repair", "--parameters", "/other/secret", *PEOPLE, code=1)
        self.assertEqual(done[0]["outcome"], "not-here")  # the chain's own pattern does not let it through either

    def test_a_test_message_is_sent(self):
        self.made()
        found = self.chain("check", "--send", "--parameters", NAME)
        self.assertTrue(found["messageId"])
        mail, = self.messages(MAIL)
        self.assertEqual(mail["subject"], "Keyturn test message")

    def test_without_names_every_parameter_with_a_policy_is_looked_at(self):
        self.made()
        found = self.chain("check", code=0)
        self.assertGreaterEqual(found["names"], 1)

    def test_wrong_arguments_are_usage(self):
        for arguments in (("make",), ("create",), ("create", "--email", "nobody"), ("create", "--sms", "0151"),
                          ("create", *PEOPLE, "--prefix", "/my-erp/*"), ("export", *PEOPLE), ("check", "--name", "1")):
            self.assertEqual(self.run_it("reminder-chain", *arguments, code=2), "")

    def test_what_may_not_be_asked_is_not_known(self):
        self.made()
        self.assertEqual({f["fault"] for f in json.loads(self.run_it(
            "--json", "reminder-chain", "check", "--parameters", NAME, key="reader", code=1))["findings"]},
                         {"not-known"})


class Exported(WithSandbox):
    def test_the_commands_build_what_the_stack_builds(self):
        def built():
            rule = self.aws("events", "describe-rule", "--name", "keyturn-reminders")
            targets = self.aws("events", "list-targets-by-rule", "--rule", "keyturn-reminders")["Targets"]
            topic = self.aws("sns", "get-topic-attributes", "--topic-arn", TOPIC)["Attributes"]
            people = self.aws("sns", "list-subscriptions-by-topic", "--topic-arn", TOPIC)["Subscriptions"]
            groups = self.aws("scheduler", "list-schedule-groups")["ScheduleGroups"]
            role = self.aws("iam", "get-role", "--role-name", "keyturn-reminders-us-east-1")["Role"]["Arn"]
            return (json.loads(rule["EventPattern"]), rule["State"], rule["Description"], targets,
                    json.loads(topic["Policy"]), topic["DisplayName"],
                    sorted((s["Protocol"], s["Endpoint"]) for s in people), [g["Name"] for g in groups], role)

        people = (*PEOPLE, "--sms", "+4915112345678", "--schedules")
        self.run_it("reminder-chain", "create", *people)
        by_stack = built()
        script = self.run_it("reminder-chain", "export", "--format", "commands", *people)
        self.run_it("reminder-chain", "delete")
        self.sandbox.control("messages", {"clear": True})
        # Debian's command line does not know AWS_ENDPOINT_URL.
        script = re.sub(r"^aws ", f"aws --endpoint-url {self.sandbox.url} ", script, flags=re.MULTILINE)
        done = subprocess.run(["/bin/sh", "-c", script], env=self.environment(), capture_output=True, text=True,
                              timeout=120, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(built(), by_stack)
        self.confirm()
        self.sandbox.control("sms", {"sandbox": False})
        self.assertEqual(self.faults(code=0), set())

    def test_the_template_is_one_that_cloudformation_takes(self):
        body = self.run_it("reminder-chain", "export", "--format", "template", *PEOPLE, "--schedules")
        found = self.aws("cloudformation", "validate-template", "--template-body", body)
        self.assertEqual(found["Capabilities"], ["CAPABILITY_NAMED_IAM"])
        whole = json.loads(body)
        self.assertNotIn("123456789012", body)
        self.assertEqual(whole["Resources"]["Rule"]["Properties"]["EventPattern"]["detail"],
                         {"parameter-name": [{"prefix": "/my-erp/"}]})
        for name in whole["Resources"]:
            self.assertRegex(name, r"\A[A-Za-z0-9]+\Z")

    def test_terraform_has_the_same_parts(self):
        text = self.run_it("reminder-chain", "export", "--format", "terraform", *PEOPLE, "--schedules")
        self.assertEqual(text.count("{"), text.count("}"))
        for part in ("aws_sns_topic_policy", "aws_sns_topic_subscription", "aws_cloudwatch_event_rule",
                     "aws_cloudwatch_event_target", "aws_iam_role", "aws_scheduler_schedule_group"):
            self.assertIn(f'resource "{part}"', text)
        self.assertIn('"Resource": aws_sns_topic.reminders.arn', text)


class Schedules(WithSandbox):
    """The mail of a NoChangeNotification slips with every edit; entries of Scheduler come on the true day."""

    def setUp(self):
        super().setUp()
        self.run_it("reminder-chain", "create", *PEOPLE, "--schedules")
        self.confirm()
        self.sandbox.control("messages", {"clear": True})

    def schedules(self, action, *more, code=0):
        return json.loads(self.run_it("--json", "reminder-schedules", action, *more, code=code))

    def test_a_second_run_writes_nothing(self):
        first = self.schedules("sync")
        self.assertGreater(len(first["drift"]), 5)
        self.assertEqual({d["kind"] for d in first["drift"]}, {"missing"})
        before = self.aws("scheduler", "list-schedules")["Schedules"]
        self.assertEqual(len(before), first["wanted"])
        self.assertEqual(self.schedules("sync")["drift"], [])
        self.assertEqual(self.schedules("check")["drift"], [])
        self.assertEqual(self.aws("scheduler", "list-schedules")["Schedules"], before)

    def test_what_differs_is_listed_and_put_back(self):
        self.schedules("sync")
        name = self.aws("scheduler", "list-schedules")["Schedules"][0]["Name"]
        self.aws("scheduler", "delete-schedule", "--group-name", "keyturn-reminders", "--name", name)
        drift, = self.schedules("check", code=1)["drift"]
        self.assertEqual((drift["kind"], drift["name"]), ("missing", name))
        self.schedules("sync")
        self.schedules("check")
        moved = [d for d in self.schedules("check", "--at", "10:30", code=1)["drift"] if d["kind"] == "differs"]
        self.assertTrue(moved)
        self.assertTrue(all("T10:30:00" in d["wanted"] and "T09:00:00" in d["found"] for d in moved))

    def test_lead_times_of_the_users_own_are_kept_to(self):
        folder = os.path.join(self.home, ".config", "keyturn")
        os.makedirs(folder, mode=0o700)
        path = os.path.join(folder, "lead-times")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"rules": [{"rule": "ClientSecretAge", "days": [45]}]}, file)
        os.chmod(path, 0o600)
        secrets = [d["message"] for d in self.schedules("sync")["drift"] if "client secrets" in d["message"]]
        self.assertEqual({m.split(":")[0] for m in secrets}, {"In 45 days"})

    def test_entries_of_nobody_stay_unless_they_are_pruned(self):
        self.run_it("set", NAME, "--store", "parameter", given=b"amzn1.oa2-cs.v1." + b"a1" * 32)
        self.schedules("sync")
        self.aws("ssm", "delete-parameter", "--name", NAME)
        found = self.schedules("sync")["drift"]
        self.assertIn("unknown", {d["kind"] for d in found})
        self.assertEqual({d["kind"] for d in self.schedules("check")["drift"]}, {"unknown"})
        self.schedules("sync", "--prune")
        self.assertEqual(self.schedules("check")["drift"], [])

    def test_edits_move_the_policys_mail_and_not_the_schedules(self):
        self.run_it("set", NAME, "--store", "parameter", given=b"amzn1.oa2-cs.v1." + b"a1" * 32)
        ours = {d["name"] for d in self.schedules("sync")["drift"] if NAME in d["message"]}
        self.assertEqual(len(ours), 6)
        for i in range(3):  # every 40 days somebody changes the description
            self.sandbox.control("clock", {"move": "+40d"})
            value = self.aws("ssm", "get-parameter", "--name", NAME, "--with-decryption")["Parameter"]["Value"]
            self.aws("ssm", "put-parameter", "--name", NAME, "--value", value, "--type", "SecureString", "--tier",
                     "Advanced", "--overwrite", "--description", f"edit {i}")
        self.sandbox.control("clock", {"move": "+31d"})  # day 151: the policy alone would have spoken on day 150
        mails = [m["message"] for m in self.messages(MAIL) if NAME in m["message"]]
        self.assertEqual([m for m in mails if "NoChangeNotification" in m], [])
        self.assertEqual([m.split(":")[0] for m in mails], ["In 90 days", "In 60 days", "In 30 days"])
        self.sandbox.control("clock", {"move": "+29d"})  # day 180
        mails = [m for m in self.messages(MAIL) if NAME in m["message"] and "client secret" in m["message"]]
        self.assertEqual(mails[-1]["message"].split(":")[0], "In 1 day")
        left = {s["Name"] for s in self.aws("scheduler", "list-schedules")["Schedules"]}
        self.assertEqual(ours & left, set())  # those that went off are gone

    def test_wrong_arguments_are_usage(self):
        for arguments in (("now",), ("sync", "--at", "9 o'clock"), ("sync", "--zone", "Mars/North")):
            self.assertEqual(self.run_it("reminder-schedules", *arguments, code=2), "")

    def test_without_the_group_it_says_so(self):
        self.run_it("reminder-schedules", "sync", "--name", "other", code=3)


if __name__ == "__main__":
    unittest.main()
