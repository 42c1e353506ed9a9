"""Signatures a second of botocore for one GetSecretValue request, headers and all."""
import time

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

signer = SigV4Auth(Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), "secretsmanager", "us-east-1")


def sign(count):
    for _ in range(count):
        signer.add_auth(
            AWSRequest(
                method="POST",
                url="https://secretsmanager.us-east-1.amazonaws.com/",
                data=b'{"SecretId":"shop/production/service-000123-x"}',
                headers={
                    "Content-Type": "application/x-amz-json-1.1",
                    "X-Amz-Target": "secretsmanager.GetSecretValue",
                },
            )
        )


sign(500)
start = time.process_time()
sign(5000)
print(5000 / (time.process_time() - start))
