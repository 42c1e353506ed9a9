#!/usr/bin/python3
"""`keyturnctl due` and `remind` against the sandbox; strangers read what they write: croniter the schedules, icalendar
and libical the calendar, prometheus_client (and promtool, where it is) the metrics, systemd the timer."""
import datetime
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

import croniter
import gi
import icalendar
import prometheus_client.parser

from sandbox_process import Sandbox

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402

UTC = datetime.timezone.utc
NAME = "/my-erp/lwa/clientsecret"


class WithSandbox(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()
        cls.addClassCleanup(cls.sandbox.stop)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name

    def run_it(self, *arguments, code=0, key="testing", given=None, url=None, zone="UTC"):
        environment = {"PATH": "/usr/bin:/bin", "HOME": self.home, "XDG_CONFIG_HOME": self.home + "/config",
                       "XDG_STATE_HOME": self.home + "/state", "XDG_RUNTIME_DIR": self.home, "LC_ALL": "C.UTF-8",
                       "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": key, "AWS_REGION": "us-east-1", "TZ": zone}
        done = subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", url or self.sandbox.url, *arguments],
                              env=environment, capture_output=True, input=given, timeout=60, check=False)
        self.assertEqual(done.returncode, code, done.stdout.decode() + done.stderr.decode())
        self.errors = done.stderr.decode()
        return done.stdout.decode()

    def due(self, *arguments):
        return json.loads(self.run_it("--json", "due", *arguments))


class TheBoard(WithSandbox):
    def test_every_row_says_why_and_what_resets_it(self):
        rows = self.due()
        reasons = {row["reason"] for row in rows}
        self.assertLessEqual({"ClientSecretAge", "NoChangeNotification", "Rotation", "RefreshIdle"}, reasons)
        self.assertEqual(len({row["uid"] for row in rows}), len(rows))
        for row in rows:
            self.assertTrue(row["why"] and row["resetBy"], row)
        dates = [row["due"] for row in rows if row["due"]]
        self.assertEqual(dates, sorted(dates))

    def test_no_value_is_read(self):
        for operation in ("GetSecretValue", "BatchGetSecretValue", "GetParameter", "GetParameters", "GetParametersByPath",
                          "GetParameterHistory"):
            self.sandbox.control("faults", {"fault": "status", "status": 500, "operation": operation, "times": 1})
        self.addCleanup(self.sandbox.control, "faults", {"clear": True})
        self.assertTrue(self.due())
        for fault in self.sandbox.control("faults")["faults"]:
            self.assertEqual(fault["hits"], 0, fault)

    def test_a_rotation_has_its_schedule_and_the_next_five(self):
        rotations = [row for row in self.due() if row["reason"] == "Rotation"]
        self.assertTrue(rotations)
        for row in rotations:
            self.assertTrue(row["schedule"])
            self.assertEqual(len(row["next"]), 5)
            self.assertEqual(row["next"], sorted(set(row["next"])))

    def test_within_leaves_out_what_is_far(self):
        now = datetime.datetime.now(UTC)
        everything, near = self.due(), self.due("--within", "2w")
        self.assertLess(len(near), len(everything))
        self.assertEqual([row for row in everything if row in near], near)
        for row in near:
            if row["state"] not in ("overdue", "stuck", "unknown"):
                self.assertLess(datetime.datetime.fromisoformat(row["due"].replace("Z", "+00:00")),
                                now + datetime.timedelta(days=15))

    def test_the_same_moment_in_utc_and_local_time(self):
        row = json.loads(self.run_it("--json", "due", zone="Asia/Kolkata"))[0]
        self.assertTrue(row["dueLocal"].endswith("+05:30"), row)
        self.assertEqual(datetime.datetime.fromisoformat(row["dueLocal"]),
                         datetime.datetime.fromisoformat(row["due"].replace("Z", "+00:00")))

    def test_wrong_arguments_are_usage(self):
        for arguments in (("--within", "soon"), ("--within", "14h"), ("--ics", "--nagios"), ("--lead-events",),
                          ("--last", "2027-01-01T00:00:00Z"), ("--schedule", "rate(1 minute)"),
                          ("--schedule", "cron(5 8 * * ? *)")):
            self.assertEqual(self.run_it("due", *arguments, code=2), "")
            self.assertTrue(self.errors.startswith("keyturnctl: "), self.errors)


class Monitoring(WithSandbox):
    def test_overdue_is_critical_and_named(self):
        first, *others = self.run_it("due", "--within", "14d", "--nagios", code=2).splitlines()
        self.assertRegex(first, r"^KEYTURN CRITICAL - \d+ overdue, \d+ due \| overdue=\d+ due=\d+$")
        self.assertTrue(any("overdue" in line for line in others))

    def test_hidden_names_are_nowhere(self):
        names = {row["name"] for row in self.due()}
        for arguments, code in ((("--nagios",), 2), (("--prometheus",), 0), (("--ics",), 0), ((), 0)):
            text = self.run_it("due", "--hide-names", *arguments, code=code)
            for name in names:
                self.assertNotIn(name, text, arguments)

    def test_what_cannot_be_asked_is_not_known(self):
        text = self.run_it("due", "--nagios", url="http://127.0.0.1:9", code=3)
        self.assertTrue(text.startswith("KEYTURN UNKNOWN - "), text)

    def test_nothing_at_all_is_ok(self):
        empty = Sandbox()
        self.addCleanup(empty.stop)
        empty.control("empty", {})
        self.assertTrue(self.run_it("due", "--nagios", url=empty.url, code=0).startswith("KEYTURN OK - 0 overdue"))

    def test_prometheus_reads_the_metrics(self):
        text = self.run_it("due", "--prometheus")
        families = {family.name: family.samples for family in
                    prometheus_client.parser.text_string_to_metric_families(text)}
        rows = [row for row in self.due() if row["due"]]
        told = {sample.labels["uid"]: sample.value for sample in families["keyturn_due_timestamp_seconds"]}
        self.assertEqual(told, {row["uid"].split("@")[0]: datetime.datetime.fromisoformat(
            row["due"].replace("Z", "+00:00")).timestamp() for row in rows})
        self.assertEqual(families["keyturn_due_listing_complete"][0].value, 1)
        if shutil.which("promtool"):
            done = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True,
                                  timeout=60, check=False)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))


class Schedules(WithSandbox):
    plain = {"0 8 * * ? *": "0 8 * * *", "0 */6 * * ? *": "0 */6 * * *", "0 0 1 * ? *": "0 0 1 * *",
             "0 8 1 1/3 ? *": "0 8 1 1/3 *", "0 1 ? * SUN *": "0 1 * * SUN", "0 9 ? * MON-FRI *": "0 9 * * MON-FRI",
             "0 0 ? * 2 *": "0 0 * * 1", "0 23 31 * ? *": "0 23 31 * *", "0 0 29 2 ? *": "0 0 29 2 *",
             "0 4,16 * * ? *": "0 4,16 * * *", "0 8-20/6 * * ? *": "0 8-20/6 * * *", "0 0 */10 * ? *": "0 0 */10 * *",
             "0 12 1,15 * ? *": "0 12 1,15 * *", "0 0 1 JAN,JUL ? *": "0 0 1 1,7 *", "0 0 30 4-11 ? *": "0 0 30 4-11 *",
             "0 6 ? 2 TUE,THU *": "0 6 * 2 TUE,THU", "0 2/8 * * ? *": "0 2/8 * * *", "0 0 ? * 7 *": "0 0 * * 6",
             "0 8 ? DEC SAT *": "0 8 * 12 SAT", "0 0 28-31 * ? *": "0 0 28-31 * *"}

    def told(self, expression):
        return [row["from"] for row in json.loads(self.run_it("--json", "due", "--schedule", expression))]

    def test_croniter_knows_the_same_five(self):
        def expected(expression, now):
            dates = croniter.croniter(expression, now, ret_type=datetime.datetime)
            return [dates.get_next().strftime("%Y-%m-%dT%H:%M:%SZ") for _ in range(5)]
        for expression, plain in self.plain.items():
            before = expected(plain, datetime.datetime.now(UTC))
            found = self.told(f"cron({expression})")
            self.assertIn(found, (before, expected(plain, datetime.datetime.now(UTC))), expression)

    def test_local_time_stands_beside_utc(self):
        text = self.run_it("due", "--schedule", "cron(0 22 1 * ? *)", zone="Asia/Tokyo")
        for line in text.splitlines()[1:]:
            self.assertRegex(line, r"-01T22:00:00Z .*-02 07:00 JST$")


class Calendars(WithSandbox):
    def events(self, *arguments):
        text = self.run_it("due", "--ics", *arguments)
        self.assertNotRegex(text.replace("\r\n", ""), r"[\r\n]")
        self.assertLessEqual(max(len(line.encode()) for line in text.split("\r\n")), 75)
        one = {}
        for event in icalendar.Calendar.from_ical(text).walk("VEVENT"):
            start = event.decoded("DTSTART")
            one[str(event["UID"])] = (start.strftime("%Y%m%d"), str(event["SUMMARY"]))
        two = {}
        calendar = ICalGLib.Component.new_from_string(text)
        self.assertEqual(calendar.count_errors(), 0)
        event = calendar.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
        while event:
            start = event.get_dtstart()
            day = f"{start.get_year():04}{start.get_month():02}{start.get_day():02}"
            self.assertNotIn(event.get_uid(), two)
            two[event.get_uid()] = (day, event.get_summary())
            event = calendar.get_next_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
        self.assertEqual(one, two)
        return one

    def test_two_readers_find_the_dates_of_the_board(self):
        self.run_it("remind", "set", "--on", "2031-05-06", "--text", "Größe, Maß; „\\“ " + "é" * 90)
        events = self.events()
        rows = [row for row in self.due() if row["due"]]
        self.assertEqual({uid: day for uid, (day, _) in events.items()},
                         {row["uid"]: row["due"][:10].replace("-", "") for row in rows})
        self.assertIn("Größe, Maß; „\\“ " + "é" * 90, [summary.split(": ")[0] for _, summary in events.values()])

    def test_read_again_there_are_no_duplicates(self):
        first = self.events("--lead-events")
        self.assertEqual(first, self.events("--lead-events"))
        self.assertGreater(len(first), len(self.events()))

    def test_another_time_zone_moves_days_but_no_uid(self):
        with_zone = icalendar.Calendar.from_ical(self.run_it("due", "--ics", zone="Pacific/Kiritimati"))
        self.assertEqual({str(event["UID"]) for event in with_zone.walk("VEVENT")}, set(self.events()))


class Reminders(WithSandbox):
    def test_a_reminder_stands_on_the_board_until_it_is_done(self):
        once = self.run_it("remind", "set", NAME, "--on", "2020-01-31", "--text", "New secret", "--owner", "ops",
                           "--link", "https://example.com/x", "--store", "parameter").strip()
        again = self.run_it("remind", "set", "--on", "2020-01-31", "--text", "Certificate", "--repeat", "30d").strip()
        rows = {row["note"]["id"]: row for row in self.due() if row["reason"] == "Reminder"}
        self.assertEqual(set(rows), {once, again})
        self.assertEqual((rows[once]["state"], rows[once]["note"]["link"]), ("overdue", "https://example.com/x"))
        self.assertIn(NAME.rsplit("/", 1)[0], rows[once]["name"])
        self.assertIn("again on", self.run_it("remind", "done", again))
        self.run_it("remind", "done", once)
        left = json.loads(self.run_it("--json", "remind", "list"))
        self.assertEqual([row["id"] for row in left], [again])
        self.assertGreater(left[0]["on"], datetime.datetime.now(UTC).strftime("%Y-%m-%d"))
        self.run_it("remind", "remove", again)
        self.assertEqual(json.loads(self.run_it("--json", "remind", "list")), [])

    def test_what_is_not_there_is_said(self):
        self.run_it("remind", "done", "nothing", code=3)
        self.assertIn('There is no reminder "nothing"', self.errors)
        self.run_it("remind", "set", "no/such/secret", "--on", "2030-01-31", "--text", "x", code=3)
        for arguments in (("set", "--on", "2030-02-31", "--text", "x"), ("set", "--on", "2030-01-31"),
                          ("set", "--on", "2030-01-31", "--text", "x", "--link", "javascript:x"),
                          ("set", "--on", "2030-01-31", "--text", "x", "--repeat", "often"), ("later",), ("done",)):
            self.run_it("remind", *arguments, code=2)
        self.assertFalse(os.path.exists(self.home + "/config/keyturn/reminders"))

    def test_a_write_of_blanks_tells_that_it_puts_a_reminder_off(self):
        value = self.run_it("show", NAME, "--reveal", NAME, "--store", "parameter").encode()
        self.run_it("set", NAME, NAME, "--store", "parameter", "--keep-newline", "--allow-suspicious",
                    given=value.rstrip(b"\n") + b"\n")
        self.assertRegex(self.errors, r"AWS reminds of \"[^\"]+\" on \d{4}-\d\d-\d\d instead of \d{4}-\d\d-\d\d")
        self.assertIn("keyturnctl remind set", self.errors)


class TheTimer(WithSandbox):
    def files(self):
        folder = self.home + "/config/systemd/user"
        return {name: open(f"{folder}/{name}", encoding="utf-8").read() for name in sorted(os.listdir(folder))}

    def test_is_written_shown_and_understood_by_systemd(self):
        text = self.run_it("--profile", 'odd "name" 100%', "--region", "eu-west-1", "due", "--within", "30d",
                           "--install-timer")
        files = self.files()
        self.assertEqual(list(files), ["keyturn-due.service", "keyturn-due.timer"])
        for content in files.values():
            for line in content.strip().splitlines():
                self.assertIn("    " + line, text.splitlines())
        command = re.search(r"^ExecStart=(.*)$", files["keyturn-due.service"], re.MULTILINE).group(1)
        self.assertIn(r'"--profile" "odd \"name\" 100%%" "--region" "eu-west-1"', command)
        self.assertTrue(command.endswith('"due" "--nagios" "--within" "30d"'), command)
        if shutil.which("systemd-analyze"):
            done = subprocess.run(["systemd-analyze", "verify", "--man=no", "--recursive-errors=no",
                                   self.home + "/config/systemd/user/keyturn-due.service"], capture_output=True,
                                  text=True, timeout=60, check=False)
            self.assertEqual(done.stderr, "")
            days = re.search(r"^OnCalendar=(.*)$", files["keyturn-due.timer"], re.MULTILINE).group(1)
            subprocess.run(["systemd-analyze", "calendar", days], check=True, capture_output=True, timeout=60)

    def test_again_is_unchanged_and_other_options_replace_it(self):
        self.run_it("due", "--install-timer")
        self.assertEqual(self.run_it("due", "--install-timer").count("Unchanged: "), 2)
        self.assertEqual(self.run_it("due", "--within", "7d", "--install-timer").count("Written: "), 1)
        self.assertIn('"7d"', self.files()["keyturn-due.service"])

    def test_a_file_of_somebody_else_stays_and_nothing_is_written(self):
        folder = self.home + "/config/systemd/user"
        os.makedirs(folder)
        with open(folder + "/keyturn-due.timer", "w", encoding="utf-8") as file:
            file.write("[Timer]\nOnCalendar=weekly\n")
        self.run_it("due", "--install-timer", code=1)
        self.assertIn("keyturn-due.timer", self.errors)
        self.assertEqual(self.files(), {"keyturn-due.timer": "[Timer]\nOnCalendar=weekly\n"})

    def test_a_link_is_somebody_elses(self):
        folder = self.home + "/config/systemd/user"
        os.makedirs(folder)
        os.symlink(self.home + "/elsewhere", folder + "/keyturn-due.service")
        self.run_it("due", "--install-timer", code=1)
        self.assertFalse(os.path.exists(self.home + "/elsewhere"))


if __name__ == "__main__":
    unittest.main()
