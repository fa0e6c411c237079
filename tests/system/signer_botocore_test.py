"""Our signer and botocore's SigV4Auth agree, byte for byte, on 1,000 random requests."""
import datetime
import json
import logging
import os
import random
import subprocess
import sys
import unittest
from unittest import mock
from urllib.parse import quote

try:
    import botocore.auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials
except ImportError:
    print("skipped: python3-botocore is not installed")
    sys.exit(77)

REQUESTS = 1000
LARGE_BODY_BYTES = 300_000
TIME = datetime.datetime(2026, 11, 20, 10, 30, 0)
STEPS = ("canonical_request", "string_to_sign", "signature", "authorization")

# What stands in the paths of real requests, and what trips signers up.
SEGMENTS = ("model", "anthropic.claude-haiku-4-5-20251001-v1:0", "mistral.mixtral-8x7b%3A1",
            "arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Aprofile%2Fx", "converse", "", ".", "..",
            "a b", "caf\u00e9", "%C3%A9", "\u1234\U0001f3b5", "~-._", "(x)!*'", "a+b=c&d", "%",
            "@$,;")
BLANKS = (" ", "  ", "   ", "\t", " \t ")


def some_text(chance, size):
    return "".join(chance.choice("abcXYZ019 -_.~:/%+=&\u00e9\u1234") for _ in range(size))


def random_path(chance):
    path = "".join("/" + chance.choice(SEGMENTS) for _ in range(chance.randrange(6)))
    return path + chance.choice(("", "/"))


def random_query(chance):
    """As it goes over the wire: encoded, in any order, some names more than once."""
    pairs = []
    for _ in range(chance.randrange(5)):
        name = chance.choice(("a", "b", "A", "maxResults", some_text(chance, 3)))
        value = some_text(chance, chance.randrange(6))
        pairs.append(quote(name, safe="-_.~") + "=" + quote(value, safe="-_.~"))
    return "?" + "&".join(pairs) if pairs else ""


def random_headers(chance):
    headers = []
    for number in range(chance.randrange(5)):
        words = [some_text(chance, 4).strip() for _ in range(chance.randrange(1, 4))]
        value = chance.choice(("", " ")) + chance.choice(BLANKS).join(words)
        name = chance.choice(("X-Amzn-Bedrock-Trace-", "x-custom-", "MY-Header")) + str(number)
        headers.append([name, value.encode("ascii", "ignore").decode()])
    if chance.random() < 0.7:
        headers.append(["Content-Type", "application/json"])
    if chance.random() < 0.3:
        headers.append([chance.choice(("User-Agent", "Expect", "X-Amzn-Trace-Id")), "unsigned"])
    return headers


def random_request(chance):
    host = chance.choice(("bedrock-runtime.us-east-1.amazonaws.com", "127.0.0.1:8080",
                          "bedrock.example.org:443", "vpce-1.bedrock.api.aws:8443"))
    body = chance.choice((b"", b'{"a": 1}', chance.randbytes(chance.randrange(2000))))
    if chance.random() < 0.01:
        body = chance.randbytes(LARGE_BODY_BYTES)
    return {"method": chance.choice(("POST", "GET", "PUT")),
            "url": "https://" + host + random_path(chance) + random_query(chance),
            "headers": random_headers(chance), "body_hex": body.hex(),
            "access_key_id": "AKIDEXAMPLE",
            "secret_access_key": "".join(chance.choices("abcXYZ019+/", k=40)),
            "session_token": chance.choice(("", "".join(chance.choices("abc/+=", k=300)))),
            "region": chance.choice(("us-east-1", "eu-central-1")),
            "service": chance.choice(("bedrock", "sts")),
            "time_s": int(TIME.replace(tzinfo=datetime.timezone.utc).timestamp())}


class FrozenTime(datetime.datetime):
    @classmethod
    def utcnow(cls):
        return TIME


def signed_by_botocore(request):
    made = AWSRequest(method=request["method"], url=request["url"],
                      data=bytes.fromhex(request["body_hex"]))
    for name, value in request["headers"]:
        made.headers[name] = value
    keys = Credentials(request["access_key_id"], request["secret_access_key"],
                       request["session_token"] or None)
    signer = botocore.auth.SigV4Auth(keys, request["service"], request["region"])
    steps = {}
    for name in ("canonical_request", "string_to_sign", "signature"):
        setattr(signer, name, recorded(steps, name, getattr(signer, name)))
    with mock.patch.object(botocore.auth.datetime, "datetime", FrozenTime):
        signer.add_auth(made)
    steps["authorization"] = made.headers["Authorization"]
    return steps


def recorded(steps, name, function):
    def call(*arguments):
        steps[name] = function(*arguments)
        return steps[name]
    return call


def signed_by_us(requests):
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    result = subprocess.run([os.environ["AIRMARK_SIGN_PROBE"]], input=lines, text=True,
                            capture_output=True, timeout=300, check=True)
    return [json.loads(line) for line in result.stdout.splitlines()]


class OurSigner(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        logging.disable(logging.CRITICAL)
        chance = random.Random(20261120)
        cls.requests = [random_request(chance) for _ in range(REQUESTS)]

    def test_agrees_with_botocore(self):
        ours = signed_by_us(self.requests)
        self.assertEqual(len(ours), REQUESTS)
        for request, steps in zip(self.requests, ours):
            theirs = signed_by_botocore(request)
            for step in STEPS:
                self.assertEqual(steps[step], theirs[step], f"{step} of {request['url']}")

    def test_differs_where_the_key_differs(self):
        ours = signed_by_us([dict(request, secret_access_key="other")
                             for request in self.requests[:20]])
        for request, steps in zip(self.requests, ours):
            theirs = signed_by_botocore(request)
            self.assertEqual(steps["string_to_sign"], theirs["string_to_sign"])
            self.assertNotEqual(steps["signature"], theirs["signature"])

    def test_covers_what_it_should(self):
        urls = " ".join(request["url"] for request in self.requests)
        for piece in (":0", "%3A", "%2F", "//", "/../", "caf\u00e9", "?", "&", ":443"):
            self.assertIn(piece, urls)
        self.assertTrue(any(len(request["body_hex"]) > LARGE_BODY_BYTES
                            for request in self.requests))
        self.assertTrue(any("  " in value for request in self.requests
                            for _, value in request["headers"]))


if __name__ == "__main__":
    unittest.main()
