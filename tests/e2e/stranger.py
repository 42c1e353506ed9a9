"""What the strangers' tests share: botocore clients of a sandbox, whose answers must fit botocore's service model."""
import json
import unittest

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

import models
from sandbox_process import Sandbox

ACCOUNT = "123456789012"

class Stranger(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()

    @classmethod
    def tearDownClass(cls):
        cls.sandbox.stop()

    def setUp(self):
        self.sandbox.reset()

    def client(self, service, region="us-east-1", key="testing", secret="testing", token=None):
        session = botocore.session.Session()
        session.get_component("data_loader").search_paths.insert(0, models.OVERLAY)
        config = Config(retries={"total_max_attempts": 1}, parameter_validation=False)
        client = session.create_client(
            service, region_name=region, endpoint_url=self.sandbox.url, aws_access_key_id=key,
            aws_secret_access_key=secret, aws_session_token=token, config=config)
        self.addCleanup(client.close)
        if service != "sts":
            self.check_responses(client)
        return client

    def check_responses(self, client):
        """Every successful answer must fit botocore's model of it."""
        send = client._endpoint.http_session.send

        def checked(request):
            response = send(request)
            if response.status_code == 200:
                name = request.headers["X-Amz-Target"].decode().split(".")[1]
                shape = client.meta.service_model.operation_model(name).output_shape
                if shape is not None:
                    self.assertEqual(models.problems(shape, json.loads(response.content), name), [])
            return response

        client._endpoint.http_session.send = checked

    def call_with(self, client, operation, newer, **kwargs):
        """Calls with members that Debian's model does not know yet."""
        def add(params, **_):
            params["body"] = json.dumps({**json.loads(params["body"]), **newer}).encode()
        event = f"before-call.{client.meta.service_model.service_id.hyphenize()}.{operation}"
        client.meta.events.register_first(event, add, "newer")
        try:
            return client._make_api_call(operation, kwargs)
        finally:
            client.meta.events.unregister(event, add, "newer")

    def assertRefused(self, code, call, *args, message=None, **kwargs):
        with self.assertRaises(ClientError) as caught:
            call(*args, **kwargs)
        error = caught.exception.response
        self.assertEqual(error["Error"]["Code"], code, error["Error"].get("Message"))
        self.assertTrue(error["ResponseMetadata"]["RequestId"])
        if message is not None:
            self.assertIn(message, error["Error"]["Message"])
        return error


def names(answer):
    return [entry["Name"] for entry in answer["SecretList"]]
