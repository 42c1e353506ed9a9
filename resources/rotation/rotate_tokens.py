"""AWS Lambda: rotates the OAuth tokens of a secret in Secrets Manager, losing none.

A provider that replaces its refresh token has ended the old one before its answer arrives, so the order is: show that the
secret can be written, note on the secret which refresh token is about to be sent, send it once, store the answer under
the ClientRequestToken of the rotation. Whatever is repeated afterwards finds how far it got; an answer that was lost is
never asked for again, unless the provider allows that.

Environment: TOKEN_URL (the secret's own one is not followed: a secret must not choose where it is sent), CLIENT_AUTH
form|basic, REPLAY never|leeway|safe with LEEWAY_SECONDS, PROBE_URL (a GET that the new access token must be good for),
SCOPE, KEYS ({"refresh_token": "myKey", ...} where the names do not tell), SECRETS_MANAGER_ENDPOINT.
"""
import base64
import datetime
import hashlib
import hmac
import http.client
import json
import os
import re
import socket
import ssl
import time
import urllib.parse
import uuid

import boto3

SENT = "keyturn:rotation-sent"  # tag: fingerprint of the refresh token that was sent, and when (seconds since 1970)
CONSENT = "keyturn:needs-consent"  # tag: the application has to be authorised again
PROOF = "KEYTURN_PROBE"  # label of a version that shows that the secret can be written
ROLES = {"client_id": r"(client|app|application)(id|identifier)$", "client_secret": r"(client|app)secret$",
         "access_token": r"accesstoken$", "refresh_token": r"refreshtoken$",
         "expires": r"(expiresat|expiresin|expiry|expires|expiration)$"}
TIMEOUT = 20  # seconds for the provider; below that of the function
MOST = 1 << 20


class Refused(Exception):
    """The provider answered, and issued nothing."""


def handler(event, context=None):
    Rotation(event, context).step(event["Step"])


class Rotation:
    def __init__(self, event, context):
        endpoint = os.environ.get("SECRETS_MANAGER_ENDPOINT") or None
        self.client = boto3.client("secretsmanager", endpoint_url=endpoint)
        self.secret, self.token = event["SecretId"], event["ClientRequestToken"]
        self.rotation_token = event.get("RotationToken")
        left = getattr(context, "get_remaining_time_in_millis", lambda: 30000)() / 1000
        self.deadline = time.monotonic() + left - 3
        self.described = self.client.describe_secret(SecretId=self.secret)
        self.stages = self.described.get("VersionIdsToStages", {})
        self.tags = {tag["Key"]: tag["Value"] for tag in self.described.get("Tags", [])}

    def step(self, name):
        steps = {"createSecret": self.create, "setSecret": self.set, "testSecret": self.test,
                 "finishSecret": self.finish}
        if name not in steps:
            raise ValueError(f"{name} is no step of a rotation")
        if not self.described.get("RotationEnabled"):
            raise ValueError("rotation is not enabled for this secret")
        if self.target() not in self.stages:
            raise ValueError("the secret has no version for this ClientRequestToken")
        if "AWSCURRENT" in self.stages[self.target()]:
            if name == "finishSecret":
                self.untag(SENT, CONSENT)
            return
        if "AWSPENDING" not in self.stages[self.target()]:
            raise ValueError("the version of this ClientRequestToken does not have AWSPENDING")
        steps[name]()

    def create(self):
        if self.value(self.token, "AWSPENDING") is not None:
            return
        current = Values(self.value(self.holder("AWSCURRENT")))
        sent = fingerprint(self.secret, current["refresh_token"])
        self.check_replay(sent)
        self.prove_writing(current.text)
        self.client.tag_resource(SecretId=self.secret, Tags=[{"Key": SENT, "Value": f"{sent} {int(time.time())}"}])
        try:
            answer = ask_provider(current)
        except Refused as refusal:
            if str(refusal).startswith("invalid_grant"):
                self.mark()
            self.untag(SENT)
            raise
        except NotSent:
            self.untag(SENT)
            raise
        self.store(current.with_tokens(answer))

    def set(self):
        """The provider has made the token itself: it is in use there already."""
        if self.value(self.target(), "AWSPENDING") is None:
            raise ValueError("AWSPENDING has no value: createSecret did not end")

    def test(self):
        text = self.value(self.target(), "AWSPENDING")
        if text is None:
            raise ValueError("AWSPENDING has no value: createSecret did not end")
        token = Values(text)["access_token"]
        if not token:
            raise ValueError("the access token of AWSPENDING is empty")
        if os.environ.get("PROBE_URL"):
            status, _ = send("GET", os.environ["PROBE_URL"], None, {"Authorization": f"Bearer {token}"})
            if not 200 <= status < 300:
                raise ValueError(f"the new access token was answered with HTTP status {status}")

    def finish(self):
        """Only AWSCURRENT moves: AWSPENDING on the same version means that the rotation is done."""
        current_id = self.holder("AWSCURRENT")
        pending, current = Values(self.value(self.target(), "AWSPENDING")), Values(self.value(current_id))
        sent = self.tags.get(SENT, "").split(" ")[0]
        if sent and sent != fingerprint(self.secret, current["refresh_token"]):
            raise ValueError("another refresh token was stored since: cancel this rotation, it is out of date")
        if pending.others() != current.others():  # somebody saved other keys meanwhile
            merged = current.with_tokens({name: pending[name] for name in ("access_token", "refresh_token")},
                                         pending.get("expires"))
            self.put(merged, self.merged_id(), ["AWSPENDING"])
            self.stages.setdefault(self.merged_id(), ["AWSPENDING"])
        self.client.update_secret_version_stage(SecretId=self.secret, VersionStage="AWSCURRENT",
                                                RemoveFromVersionId=current_id, MoveToVersionId=self.target())
        self.untag(SENT, CONSENT)

    def check_replay(self, sent):
        """Whether an answer may have been lost, and the same token must not be sent again."""
        if not self.tags.get(SENT, "").startswith(sent + " "):
            return
        rule, at = os.environ.get("REPLAY", "never"), float(self.tags[SENT].split(" ")[1])
        leeway = float(os.environ.get("LEEWAY_SECONDS", "0"))
        if rule == "safe" or (rule == "leeway" and time.time() - at < leeway):
            return
        self.mark()
        raise ValueError("the refresh token was sent, and the answer was lost: authorise the application again")

    def prove_writing(self, text):
        """With the value as it is, so that nothing is spent where nothing could be stored."""
        if len(text.encode()) + 8192 > 65536:
            raise ValueError("the secret has no room for longer tokens")
        version = self.derived_id("proof")
        if version not in self.stages:
            self.put(text, version, [PROOF])
        for holder in {version, self.holder(PROOF)} - {None}:
            if holder == version or PROOF in self.stages.get(holder, []):
                self.unlabel(holder)

    def unlabel(self, version):
        try:
            self.client.update_secret_version_stage(SecretId=self.secret, VersionStage=PROOF,
                                                    RemoveFromVersionId=version)
        except self.client.exceptions.InvalidParameterException:
            pass  # it is gone already

    def store(self, text):
        """Again and again while there is time: nobody else has these tokens."""
        pause = 0.2
        while True:
            try:
                return self.put(text, self.token, ["AWSPENDING"])
            except Exception:  # pylint: disable=broad-except
                if time.monotonic() + pause > self.deadline:
                    raise
            time.sleep(pause)
            pause = min(pause * 2, 3)

    def put(self, text, version, stages):
        more = {}
        members = self.client.meta.service_model.operation_model("PutSecretValue").input_shape.members
        if self.rotation_token and "RotationToken" in members:  # unknown to older SDKs
            more["RotationToken"] = self.rotation_token
        self.client.put_secret_value(SecretId=self.secret, ClientRequestToken=version, SecretString=text,
                                     VersionStages=stages, **more)

    def value(self, version, stage=None):
        """None: the version has no value, or not this label."""
        try:
            arguments = {"VersionStage": stage} if stage else {}
            return self.client.get_secret_value(SecretId=self.secret, VersionId=version, **arguments)["SecretString"]
        except self.client.exceptions.ResourceNotFoundException:
            return None

    def holder(self, stage):
        return next((version for version, stages in self.stages.items() if stage in stages), None)

    def derived_id(self, purpose):
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{purpose}:{self.token}"))

    def merged_id(self):
        return self.derived_id("merged")

    def target(self):
        """The version that becomes current."""
        return self.merged_id() if self.merged_id() in self.stages else self.token

    def mark(self):
        self.client.tag_resource(SecretId=self.secret, Tags=[{"Key": CONSENT, "Value": "true"}])

    def untag(self, *keys):
        present = [key for key in keys if key in self.tags or key == SENT]
        if present:
            self.client.untag_resource(SecretId=self.secret, TagKeys=present)


class Values:
    """A secret's text and where its tokens stand in it: only those change, and no other byte."""

    def __init__(self, text):
        if text is None:
            raise ValueError("a version that is needed has no value")
        self.text = text
        self.members = list(members(text))
        self.keys = dict(json.loads(os.environ.get("KEYS") or "{}"))
        for role, form in ROLES.items():
            found = [key for key, *_ in self.members if re.search(form, re.sub(r"[^a-z0-9]", "", key.lower()))]
            if role not in self.keys and len(found) == 1:
                self.keys[role] = found[0]
        for role in ("client_id", "access_token", "refresh_token"):
            if self.keys.get(role) not in [key for key, *_ in self.members]:
                raise ValueError(f"no key, or more than one, of the secret is the {role}: say which with KEYS")

    def get(self, role):
        return next((value for key, value, *_ in self.members if key == self.keys.get(role)), None)

    def __getitem__(self, role):
        return self.get(role) or ""

    def others(self):
        tokens = {self.keys.get(role) for role in ("access_token", "refresh_token", "expires")}
        return {key: value for key, value, *_ in self.members if key not in tokens}

    def with_tokens(self, answer, expires=None):
        new = {role: answer[role] for role in ("access_token", "refresh_token") if answer.get(role)}
        if self.get("expires") is not None:
            new["expires"] = expires if expires is not None else self.expiry(answer.get("expires_in"))
        text = self.text
        for key, _, start, end in reversed(self.members):
            for role, value in new.items():
                if key == self.keys.get(role) and value is not None:
                    text = text[:start] + json.dumps(value) + text[end:]
        return text

    def expiry(self, life):
        """As the secret writes it now: seconds, milliseconds, the life, or ISO 8601."""
        present = self.get("expires")
        if not str(life or "").isdigit():
            return None
        if re.search(r"in$", self.keys["expires"].lower()):
            value = int(life)
        elif re.match(r"\d{4}-", str(present)):
            end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=int(life))
            return end.strftime("%Y-%m-%dT%H:%M:%SZ")
        else:
            in_milliseconds = str(present).isdigit() and int(present) > 10**11
            value = (int(time.time()) + int(life)) * (1000 if in_milliseconds else 1)
        return str(value) if isinstance(present, str) else value


def members(text):
    """Key, value, start and end of the value, of each member of a JSON object."""
    decoder, blank = json.JSONDecoder(), re.compile(r"[ \t\r\n]*")

    def after(position, sign):
        position = blank.match(text, position).end()
        if text[position:position + 1] != sign:
            raise ValueError("the secret is no JSON object")
        return blank.match(text, position + 1).end()

    position = after(0, "{")
    while text[position:position + 1] != "}":
        key, position = decoder.raw_decode(text, position)
        start = after(position, ":")
        value, end = decoder.raw_decode(text, start)
        yield key, value, start, end
        position = blank.match(text, end).end()
        if text[position:position + 1] != "}":
            position = after(position, ",")


def fingerprint(secret, token):
    return hmac.new(token.encode(), secret.encode(), hashlib.sha256).hexdigest()[:16]


class NotSent(Exception):
    """There was no connection: the provider has seen nothing."""


def ask_provider(values):
    """One request, never repeated. Anything but Refused and NotSent: it is not known what came of it."""
    form = {"grant_type": "refresh_token", "refresh_token": values["refresh_token"]}
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    identity = {"client_id": values["client_id"], "client_secret": values["client_secret"]}
    if os.environ.get("CLIENT_AUTH", "form") == "basic":  # RFC 6749, 2.3.1: encoded before they are put together
        pair = ":".join(urllib.parse.quote(text, safe="") for text in identity.values())
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    else:
        form.update({name: text for name, text in identity.items() if text})
    if os.environ.get("SCOPE"):
        form["scope"] = os.environ["SCOPE"]
    status, body = send("POST", os.environ["TOKEN_URL"], urllib.parse.urlencode(form), headers)
    try:
        answer = json.loads(body.decode("utf-8-sig"))
    except ValueError:
        answer = None
    answer = answer if isinstance(answer, dict) else {}
    if 200 <= status < 300 and isinstance(answer.get("access_token"), str) and answer["access_token"] \
            and not answer.get("error"):
        return answer
    word = answer.get("error") if isinstance(answer.get("error"), str) else None
    if (400 <= status < 500 and status not in (408, 425)) or word or 300 <= status < 400:
        raise Refused(f"{re.sub('[^a-z_]', '', word or '') or 'refused'} (HTTP status {status})")
    raise ValueError(f"the provider's answer is not understood (HTTP status {status})")


def send(method, url, body, headers):
    """Follows no redirect and repeats nothing. Plain http goes to this computer only."""
    parts = urllib.parse.urlsplit(url)
    path = urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, ""))
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(parts.hostname, parts.port, timeout=TIMEOUT, context=context)
    elif parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1"):
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=TIMEOUT)
    else:
        raise NotSent("the address must begin with https://")
    try:
        try:
            connection.connect()
        except (OSError, socket.timeout) as problem:
            raise NotSent(f"no connection to {parts.hostname}: {type(problem).__name__}") from problem
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        try:
            return response.status, response.read(MOST)
        except http.client.IncompleteRead as cut:  # it may be whole all the same
            return response.status, cut.partial
    finally:
        connection.close()
