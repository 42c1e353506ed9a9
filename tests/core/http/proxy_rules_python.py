"""For each JSON line {"https", "http", "no", "urls"} on standard input: what botocore would use as the proxy of each URL,
null for none, with the environment that these make."""
import json
import os
import sys

from botocore.httpsession import ProxyConfiguration
from botocore.utils import get_environ_proxies

for line in sys.stdin:
    case = json.loads(line)
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            del os.environ[name]
    for name, variable in (("https", "HTTPS_PROXY"), ("http", "HTTP_PROXY"), ("no", "NO_PROXY")):
        if case[name]:
            os.environ[variable] = case[name]
    print(json.dumps([ProxyConfiguration(get_environ_proxies(url)).proxy_url_for(url) for url in case["urls"]]))
