"""How botocore would send requests. First line: {"version", "endpointUrls": whether it knows endpoint_url, "keys": every
key it reads from a profile}. Then for each JSON line {"environment", "config"} on standard input what it makes of them:
{"error": true}, or {"maxAttempts" or null, "verify", "services": {service: {"url", "proxy"}}}."""
import json
import os
import sys
import tempfile

import botocore.configprovider as configprovider
import botocore.loaders
import botocore.session

LOADER = botocore.loaders.Loader()  # one for all: reading the models is what takes long
CALLS = {"secretsmanager": "list_secrets", "ssm": "describe_parameters", "sts": "get_caller_identity", "kms": "list_keys",
         "sns": "list_topics", "sqs": "list_queues", "events": "list_rules", "scheduler": "list_schedules",
         "cloudformation": "list_stacks", "cloudtrail": "lookup_events"}
SERVICES = tuple(CALLS)


def names(variables):
    for row in variables.values():
        for name in row[0] if isinstance(row[0], list) else [row[0]]:
            if isinstance(name, tuple):
                yield name[0]  # the block it stands in
            elif name:
                yield name


def keys():
    found = set(names(configprovider.BOTOCORE_DEFAUT_SESSION_VARIABLES))
    found |= set(names(configprovider.DEFAULT_S3_CONFIG_VARS))
    found |= set(names(configprovider.DEFAULT_PROXIES_CONFIG_VARS))
    return sorted(found)


class Sent(Exception):
    pass


def sent(client, service):
    """The URL of a request, which goes no further than the last hook."""

    def before_send(request, **_):
        raise Sent(request.url)

    client.meta.events.register("before-send", before_send)
    try:
        getattr(client, CALLS[service])()
    except Sent as url:
        return str(url).removesuffix("schedules")  # REST: the operation is in the path
    raise AssertionError("nothing was sent")


def made_of(case, folder):
    with open(os.path.join(folder, "config"), "w", encoding="utf-8") as file:
        file.write(case["config"])
    os.environ.clear()
    os.environ.update(case["environment"])
    os.environ.update(HOME=folder, AWS_CONFIG_FILE=file.name, AWS_SHARED_CREDENTIALS_FILE=os.path.join(folder, "none"),
                      AWS_EC2_METADATA_DISABLED="true")
    os.environ.setdefault("AWS_STS_REGIONAL_ENDPOINTS", "regional")  # as it is by default since
    session = botocore.session.Session()
    session.register_component("data_loader", LOADER)
    result = {"services": {}}
    for service in SERVICES:
        client = session.create_client(service)
        url = sent(client, service)
        http = client._endpoint.http_session
        result["services"][service] = {"url": url, "proxy": http._proxy_config.proxy_url_for(url)}
        result["verify"] = http._verify
        result["maxAttempts"] = client.meta.config.retries.get("total_max_attempts")
    return result


print(json.dumps({"version": botocore.__version__, "keys": keys(),
                  "endpointUrls": hasattr(configprovider, "ConfiguredEndpointProvider")}))
with tempfile.TemporaryDirectory() as folder:
    for line in sys.stdin:
        try:
            print(json.dumps(made_of(json.loads(line), folder)))
        except Exception as error:  # whatever it is, botocore sends nothing
            print(json.dumps({"error": type(error).__name__ + ": " + str(error)}))
