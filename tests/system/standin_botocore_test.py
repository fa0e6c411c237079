"""What botocore signs, the stand-in takes; and each mishap has the status, header and body that
Bedrock's have."""
import datetime
import http.client
import json
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

from standin_program import KEYS, SESSION_KEYS, Standin

MIXTRAL = "mistral.mixtral-8x7b-instruct-v0:1"
PROFILE = "us.anthropic.claude-haiku-4-5-20251001-v1:0"
QUESTION = {"messages": [{"role": "user", "content": [{"text": 'one of "jazz", "rock"'}]}]}
SERVICE_MARK = ":http://internal.amazon.com/coral/com.amazon.bedrock/"

# Mishap -> status, type in the header, piece of the message.
FAULTS = {
    "throttled": (429, "ThrottlingException", "Too many requests, please wait"),
    "throttled-daily": (429, "ThrottlingException", "Too many tokens per day"),
    "not-ready": (429, "ModelNotReadyException", "Model is not ready for inference."),
    "model-timeout": (408, "ModelTimeoutException", "Model has timed out"),
    "model-error": (424, "ModelErrorException", "The model returned the following errors"),
    "server-error": (500, "InternalServerException", "encountered an unexpected error"),
    "unavailable": (503, "ServiceUnavailableException", "unable to process your request"),
    "no-access": (403, "AccessDeniedException", "You don't have access to the model"),
    "no-marketplace": (403, "AccessDeniedException", "aws-marketplace:Subscribe"),
    "use-case-form": (404, "ResourceNotFoundException", "use case details have not been submitted"),
    "end-of-life": (404, "ResourceNotFoundException", "reached the end of its life"),
    "legacy": (404, "ResourceNotFoundException", "marked by provider as Legacy"),
    "on-demand": (400, "ValidationException", "on-demand throughput isn\u2019t supported"),
    "quota-exceeded": (400, "ServiceQuotaExceededException", "exceeds the service quota"),
    "expired-token": (403, "ExpiredTokenException", "included in the request is expired"),
    "wrong-token": (403, "UnrecognizedClientException", "included in the request is invalid."),
    "bad-signature": (403, "InvalidSignatureException", "does not match the signature you"),
    "skew": (403, "InvalidSignatureException", "Signature expired: "),
}
SIGNATURE_FAULTS = ("expired-token", "wrong-token", "bad-signature", "skew")
PAGES = {"server-error-html": 500, "bad-gateway-html": 502}
WORDS = {"guardrail": "guardrail_intervened", "content-filtered": "content_filtered",
         "prose": "end_turn", "truncated": "max_tokens"}
BROKEN = ("slow", "cut", "drop", "garbage", "gateway-timeout")


def path_of(model, operation="converse", colon="%3A"):
    return f"/model/{quote(model, safe='.-_').replace('%3A', colon)}/{operation}"


class BotocoreTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.standin = Standin("--slow", "0.3").__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.standin.__exit__()

    def setUp(self):
        self.standin.reset()

    def signed(self, path, body=None, method="POST", keys=KEYS, region="us-east-1",
               service="bedrock", ahead=datetime.timedelta()):
        data = json.dumps(body or QUESTION).encode() if method == "POST" else b""
        request = AWSRequest(method=method, url=self.standin.url + path, data=data,
                             headers={"Content-Type": "application/json"})

        class Clock(datetime.datetime):
            @classmethod
            def utcnow(cls):
                return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None) + ahead
        signer = botocore.auth.SigV4Auth(
            Credentials(keys["id"], keys["secret"], keys.get("token")), service, region)
        with mock.patch.object(botocore.auth.datetime, "datetime", Clock):
            signer.add_auth(request)
        return method, path, data, dict(request.headers)

    def call(self, *arguments, **more):
        return self.standin.ask(*self.signed(*arguments, **more))

    def refused(self, reply, status, kind, words):
        self.assertEqual(reply[0], status, reply[2])
        self.assertEqual(reply[1]["x-amzn-ErrorType"].split(":")[0], kind)
        body = json.loads(reply[2])
        self.assertNotIn("__type", body)
        self.assertIn(words, body["message"])
        return body


class Signatures(BotocoreTest):
    def test_are_taken_in_both_wire_forms_of_a_colon(self):
        for colon in ("%3A", ":"):
            status, headers, body = self.call(path_of(MIXTRAL, colon=colon))
            self.assertEqual(status, 200, body)
            self.assertEqual(headers["x-airmark-standin"], "canned")

    def test_are_not_taken_for_the_other_form(self):
        method, _, data, headers = self.signed(path_of(MIXTRAL, colon="%3A"))
        reply = self.standin.ask(method, path_of(MIXTRAL, colon=":"), data, headers)
        self.refused(reply, *FAULTS["bad-signature"])

    def test_are_taken_with_a_session_token_profile_arn_and_query(self):
        self.assertEqual(self.call(path_of(MIXTRAL), keys=SESSION_KEYS)[0], 200)
        arn = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/" + PROFILE
        self.assertEqual(self.call(path_of(arn))[0], 200)
        self.assertEqual(self.call("/foundation-models?byProvider=a%20b", method="GET")[0], 200)

    def test_by_wrong_keys_are_refused(self):
        self.refused(self.call(path_of(MIXTRAL), keys={**KEYS, "id": "AKIAOTHER"}),
                     *FAULTS["wrong-token"])
        self.refused(self.call(path_of(MIXTRAL), keys={**KEYS, "secret": "other"}),
                     *FAULTS["bad-signature"])
        self.refused(self.call(path_of(MIXTRAL), keys={**SESSION_KEYS, "token": "other"}),
                     *FAULTS["wrong-token"])
        self.refused(self.call(path_of(MIXTRAL), service="bedrock-runtime"), 403,
                     "InvalidSignatureException", "correct service: 'bedrock'")

    def test_by_a_wrong_clock_are_refused_with_the_right_date(self):
        for ahead, words in ((-3600, "Signature expired: "), (3600, "Signature not yet current: ")):
            reply = self.call(path_of(MIXTRAL), ahead=datetime.timedelta(seconds=ahead))
            self.refused(reply, 403, "InvalidSignatureException", words)
            self.assertRegex(reply[1]["Date"], r"^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$")
            self.assertRegex(json.loads(reply[2])["message"], r"\d{8}T\d{6}Z is .* 5 min\.\)$")

    def test_that_are_missing_or_malformed_are_refused(self):
        self.refused(self.standin.ask("POST", path_of(MIXTRAL), QUESTION), 403,
                     "MissingAuthenticationTokenException", "Missing Authentication Token")
        self.refused(self.standin.ask("POST", path_of(MIXTRAL), QUESTION,
                                      {"Authorization": "AWS4-HMAC-SHA256 nonsense"}), 400,
                     "IncompleteSignatureException", "'Credential'")


class Operations(BotocoreTest):
    def test_of_each_api_answer(self):
        prompt = 'one of "jazz", "rock"'
        status, headers, body = self.call(path_of(MIXTRAL, "invoke"), {"prompt": prompt})
        self.assertEqual(status, 200, body)
        self.assertIn("Canned answer", json.loads(body)["outputs"][0]["text"])
        self.assertTrue(int(headers["x-amzn-bedrock-output-token-count"]) > 10)
        claude = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 300,
                  "messages": [{"role": "user", "content": prompt}]}
        body = json.loads(self.call(path_of(PROFILE, "invoke"), claude)[2])
        self.assertEqual(json.loads(body["content"][0]["text"])["genre"] in ("jazz", "rock"), True)
        body = json.loads(self.call(path_of(PROFILE[3:], "count-tokens"),
                                    {"input": {"converse": QUESTION}})[2])
        self.assertEqual(body, {"inputTokens": 6})
        chat = {"model": "openai.gpt-oss-20b-1:0",
                "messages": [{"role": "user", "content": prompt}]}
        body = json.loads(self.call("/openai/v1/chat/completions", chat)[2])
        self.assertEqual(body["choices"][0]["finish_reason"], "stop")

    def test_keep_to_a_schema(self):
        schema = {"type": "object", "additionalProperties": False,
                  "properties": {"genre": {"enum": ["a", "b"]}}}
        form = {"type": "json_schema", "structure": {"jsonSchema": {"schema": json.dumps(schema)}}}
        question = {**QUESTION, "outputConfig": {"textFormat": form}}
        body = json.loads(self.call(path_of(PROFILE), question)[2])
        answer = json.loads(body["output"]["message"]["content"][0]["text"])
        self.assertIn(answer["genre"], ("a", "b"))
        self.refused(self.call(path_of(MIXTRAL), question), 400, "ValidationException",
                     "structured output is not supported")

    def test_that_do_not_exist_are_refused_in_xml(self):
        for method, path in (("POST", path_of(MIXTRAL, "converse-stream")), ("GET", "/nowhere"),
                             ("PATCH", path_of(MIXTRAL)), ("OPTIONS", "/foundation-models")):
            status, headers, body = self.standin.ask(method, path)
            self.assertEqual((status, headers["Content-Type"]), (404, "application/xml"))
            self.assertIn(b"<UnknownOperationException/>", body)


class Mishaps(BotocoreTest):
    def befallen(self, name, **more):
        self.standin.plan({"what": name, "count": 1})
        return self.call(path_of(MIXTRAL), **more)

    def test_are_all_tried_here(self):
        listed = {*FAULTS, *PAGES, *WORDS, *BROKEN}
        for name in listed:
            self.standin.plan({"what": name})
        self.assertEqual(len(listed), 29)

    def test_that_are_faults_look_as_bedrocks(self):
        for name, (status, kind, words) in FAULTS.items():
            with self.subTest(name):
                reply = self.befallen(name)
                self.refused(reply, status, kind, words)
                mark = "" if name in SIGNATURE_FAULTS else SERVICE_MARK
                self.assertEqual(reply[1]["x-amzn-ErrorType"], kind + mark)
                self.assertRegex(reply[1]["x-amzn-RequestId"], r"^[0-9a-f-]{36}$")
                self.assertEqual(self.call(path_of(MIXTRAL))[0], 200)  # it was one only

    def test_of_a_model_tell_its_status(self):
        body = self.refused(self.befallen("model-error"), *FAULTS["model-error"])
        self.assertEqual((body["originalStatusCode"], body["resourceName"]), (429, MIXTRAL))

    def test_of_a_proxy_are_pages_or_nothing(self):
        for name, status in PAGES.items():
            reply = self.befallen(name)
            self.assertEqual((reply[0], reply[1]["Content-Type"]), (status, "text/html"))
            self.assertTrue(reply[2].startswith(b"<html>"))
        status, _, body = self.befallen("gateway-timeout")
        self.assertEqual((status, body), (504, b""))

    def test_of_words_end_the_answer_otherwise(self):
        for name, reason in WORDS.items():
            status, _, body = self.befallen(name)
            body = json.loads(body)
            self.assertEqual((status, body["stopReason"]), (200, reason), name)
            content = body["output"]["message"]["content"]
            self.assertEqual(content == [], name == "content-filtered")

    def test_that_break_the_wire(self):
        with self.assertRaises(http.client.IncompleteRead) as broken:
            self.befallen("cut")
        self.assertGreater(len(broken.exception.partial), 10)
        with self.assertRaises(http.client.RemoteDisconnected):
            self.befallen("drop")
        status, _, body = self.befallen("garbage")
        self.assertEqual(status, 200)
        with self.assertRaises(ValueError):
            json.loads(body)
        self.assertEqual(self.befallen("slow")[0], 200)

    def test_in_a_share_of_the_calls_are_counted_and_paid_as_told(self):
        self.standin.plan({"what": "throttled", "rate": 0.5})
        answers = [self.call(path_of(PROFILE)) for _ in range(40)]
        good = [json.loads(body)["usage"] for status, _, body in answers if status == 200]
        calls = self.standin.calls()
        self.assertEqual(calls["by_status"], {"200": len(good), "429": 40 - len(good)})
        self.assertEqual(calls["mishaps"], {"throttled": 40 - len(good)})
        self.assertTrue(0 < len(good) < 40)
        # One dollar and five dollars a million tokens.
        prices = [usage["inputTokens"] * 1000 + usage["outputTokens"] * 5000 for usage in good]
        self.assertEqual(calls["spend_nano_usd"], sum(prices))

    def test_of_chats_are_in_openais_form(self):
        self.standin.plan({"what": "throttled", "count": 1})
        status, _, body = self.standin.ask(
            "POST", "/v1/chat/completions",
            {"model": "any", "messages": [{"role": "user", "content": "a"}]})
        self.assertEqual(status, 429)
        self.assertEqual(json.loads(body)["error"]["type"], "ThrottlingException")


if __name__ == "__main__":
    unittest.main()
