"""The endpoint rules of botocore: its version in the first line, then for every service, region and variant one JSON line
[service, region, fips, dualstack, url or null]."""
import itertools
import json

import botocore
from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import BotoCoreError
from botocore.loaders import Loader

REGIONS = [
    "us-east-1", "us-west-2", "ca-central-1", "eu-west-1", "ap-southeast-7", "mx-central-1", "us-gov-west-1",
    "us-gov-east-1", "cn-north-1", "cn-northwest-1", "us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1",
    "us-isof-south-1", "eusc-de-east-1", "xx-nowhere-1",
]

loader = Loader()
partitions = loader.load_data("partitions")
print(botocore.__version__)
for service in ("secretsmanager", "ssm", "sts", "kms", "sns", "sqs", "events", "scheduler", "cloudformation",
                "cloudtrail"):
    provider = EndpointProvider(loader.load_service_model(service, "endpoint-rule-set-1"), partitions)
    for region, fips, dualstack in itertools.product(REGIONS, (False, True), (False, True)):
        try:
            url = provider.resolve_endpoint(Region=region, UseFIPS=fips, UseDualStack=dualstack).url
        except BotoCoreError:
            url = None
        print(json.dumps([service, region, fips, dualstack, url]))
