"""The AWS SDK for JavaScript, unchanged, calls the stand-in as it would call Bedrock."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

from standin_program import KEYS, SESSION_KEYS, Standin

SOURCE = pathlib.Path(os.environ.get("AIRMARK_SOURCE_DIR", pathlib.Path(__file__).parents[2]))
SDK = pathlib.Path(os.environ.get("AIRMARK_AWS_SDK", SOURCE / "build" / "aws_sdk"))
CLIENT = SOURCE / "tests" / "system" / "aws_sdk" / "client.mjs"

if shutil.which("node") is None:
    print("skipped: node is not installed")
    sys.exit(77)
if not (SDK / "node_modules" / "@aws-sdk" / "client-bedrock-runtime").is_dir():
    print(f"skipped: the AWS SDK is not in {SDK}; `npm ci` there with the two package files of "
          "tests/system/aws_sdk")
    sys.exit(77)

MIXTRAL = "mistral.mixtral-8x7b-instruct-v0:1"
MINISTRAL = "mistral.ministral-3-8b-instruct"
HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0"
PROFILE = "us." + HAIKU
ARN = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/" + PROFILE
GENRES = ("blues", "jazz", "rock")
PROMPT = 'Exactly one of "blues", "jazz", "rock". ...'
MESSAGES = [{"role": "user", "content": [{"text": PROMPT}]}]
SCHEMA = {"type": "object", "additionalProperties": False, "required": ["reasoning", "genre"],
          "properties": {"reasoning": {"type": "string"},
                         "genre": {"type": "string", "enum": GENRES}}}
TOOL = {"tools": [{"toolSpec": {"name": "name_genre", "inputSchema": {"json": SCHEMA}}}],
        "toolChoice": {"tool": {"name": "name_genre"}}}


def converse(model, **more):
    return {"command": "ConverseCommand", "input": {"modelId": model, "messages": MESSAGES, **more}}


def invoke(model, body):
    return {"command": "InvokeModelCommand",
            "input": {"modelId": model, "contentType": "application/json",
                      "body": json.dumps(body)}}


class SdkTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.standin = Standin().__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.standin.__exit__()

    def setUp(self):
        self.standin.reset()

    def make(self, *calls, keys=KEYS, client="BedrockRuntimeClient", **options):
        """How each call ended, in one run of the SDK."""
        credentials = {"accessKeyId": keys["id"], "secretAccessKey": keys["secret"],
                       "sessionToken": keys.get("token")}
        options = {"endpoint": self.standin.url, "region": "us-east-1",
                   "credentials": credentials, **options}
        calls = [{"client": client, **call, "options": options} for call in calls]
        result = subprocess.run(["timeout", "-k", "5", "120", "node", CLIENT],
                                input=json.dumps(calls), capture_output=True, text=True,
                                env={**os.environ, "AIRMARK_AWS_SDK": str(SDK)}, check=True)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def outputs(self, *calls, **more):
        results = self.make(*calls, **more)
        self.assertEqual([result.get("status") for result in results], [200] * len(calls), results)
        return [result["output"] for result in results]

    def errors(self, *calls, **more):
        results = self.make(*calls, **more)
        self.assertEqual(len(results), len(calls))
        for result in results:
            self.assertTrue(result["error"]["isServiceException"], result)
        return [result["error"] for result in results]


class Answers(SdkTest):
    def genre(self, text):
        start, end = text.index("{"), text.rindex("}") + 1
        return json.loads(text[start:end].replace("\\_", "_"))["genre"]

    def test_come_from_converse(self):
        calls = [converse(model, inferenceConfig={"maxTokens": 300})
                 for model in (MIXTRAL, PROFILE, ARN, MINISTRAL)]
        for output in self.outputs(*calls):
            self.assertIn(self.genre(output["output"]["message"]["content"][0]["text"]), GENRES)
            self.assertEqual(output["stopReason"], "end_turn")
            self.assertEqual(output["usage"]["totalTokens"],
                             output["usage"]["inputTokens"] + output["usage"]["outputTokens"])

    def test_come_from_a_tool_that_must_be_called(self):
        output, = self.outputs(converse(PROFILE, toolConfig=TOOL))
        use = output["output"]["message"]["content"][0]["toolUse"]
        self.assertEqual((output["stopReason"], use["name"]), ("tool_use", "name_genre"))
        self.assertIn(use["input"]["genre"], GENRES)

    def test_keep_to_a_schema(self):
        # The last SDK for Debian's node 18 knows no schema in Converse.
        output, = self.outputs(invoke(PROFILE, {
            "anthropic_version": "bedrock-2023-05-31", "max_tokens": 300,
            "messages": [{"role": "user", "content": "..."}],
            "output_config": {"format": {"type": "json_schema", "schema": SCHEMA}}}))
        answer = json.loads(output["body"]["content"][0]["text"])
        self.assertEqual(set(answer), {"reasoning", "genre"})
        self.assertIn("Canned answer", answer["reasoning"])

    def test_come_from_invoke_model_in_both_bodies(self):
        mistral, claude = self.outputs(
            invoke(MIXTRAL, {"prompt": f"<s>[INST] {PROMPT} [/INST]", "max_tokens": 300}),
            invoke(PROFILE, {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 300,
                             "messages": [{"role": "user", "content": PROMPT}]}))
        self.assertIn(self.genre(mistral["body"]["outputs"][0]["text"]), GENRES)
        self.assertIn(self.genre(claude["body"]["content"][0]["text"]), GENRES)

    def test_come_with_a_session_token_and_with_an_api_key(self):
        self.outputs(converse(MIXTRAL), keys=SESSION_KEYS)
        self.outputs(converse(MIXTRAL), token={"token": "bedrock-api-key-EXAMPLE"},
                    authSchemePreference=["httpBearerAuth"])

    def test_come_to_the_other_operations(self):
        counted, = self.outputs({"command": "CountTokensCommand", "input": {
            "modelId": HAIKU, "input": {"converse": {"messages": MESSAGES}}}})
        self.assertEqual(counted["inputTokens"], (len(PROMPT) + 1 + 3) // 4)
        listed, access = self.outputs(
            {"command": "ListFoundationModelsCommand", "input": {}},
            {"command": "GetFoundationModelAvailabilityCommand", "input": {"modelId": MIXTRAL}},
            client="BedrockClient")
        self.assertIn(MIXTRAL, [model["modelId"] for model in listed["modelSummaries"]])
        self.assertEqual(access["authorizationStatus"], "AUTHORIZED")


class Refusals(SdkTest):
    def test_of_wrong_keys(self):
        for keys, name in (({**KEYS, "secret": "other"}, "InvalidSignatureException"),
                           ({**KEYS, "id": "AKIAOTHER"}, "UnrecognizedClientException"),
                           ({**SESSION_KEYS, "token": "other"}, "UnrecognizedClientException")):
            error, = self.errors(converse(MIXTRAL), keys=keys, maxAttempts=1)
            self.assertEqual((error["name"], error["status"]), (name, 403))

    def test_of_a_wrong_clock_are_mended_by_the_date(self):
        wrong = {"systemClockOffset": 3_600_000}
        error, = self.errors(converse(MIXTRAL), maxAttempts=1, **wrong)
        self.assertEqual(error["name"], "InvalidSignatureException")
        self.assertIn("Signature not yet current", error["message"])
        self.standin.reset()
        self.assertEqual(self.make(converse(MIXTRAL), **wrong)[0]["attempts"], 2)
        self.assertEqual(self.standin.calls()["by_status"], {"200": 1, "403": 1})

    def test_by_the_rules_of_the_model_are_of_the_sdks_own_class(self):
        system = [{"text": "You judge."}]
        both = {"temperature": 0.1, "topP": 0.9}
        calls = (
            (converse("us.no-such-model-v1:0"), "model identifier is invalid"),
            (converse(HAIKU), "on-demand throughput isn\u2019t supported"),
            (converse(MIXTRAL, system=system), "doesn't support system messages"),
            (converse(MIXTRAL, toolConfig=TOOL), "doesn't support tool use"),
            (converse(MIXTRAL, inferenceConfig={"maxTokens": 5000}), "model limit of 4096"),
            (converse(PROFILE, inferenceConfig=both), "cannot both be specified"),
            (invoke(MIXTRAL, {"prompt": "a", "typo": 1}), "extraneous key [typo]"))
        for error, (_, words) in zip(self.errors(*(call for call, _ in calls)), calls):
            self.assertEqual((error["name"], error["status"], error["attempts"]),
                             ("ValidationException", 400, 1))
            self.assertTrue(error["isOwnClass"])
            self.assertIn(words, error["message"])

    def test_of_a_dead_model(self):
        error, = self.errors(converse("anthropic.claude-3-haiku-20240307-v1:0"))
        self.assertEqual((error["name"], error["status"]), ("ResourceNotFoundException", 404))


class Mishaps(SdkTest):
    def test_that_pass_are_retried_by_the_sdk(self):
        for name, status in (("throttled", "429"), ("unavailable", "503"), ("server-error", "500"),
                             ("server-error-html", "500"), ("bad-gateway-html", "502")):
            with self.subTest(name):
                self.standin.reset()
                self.standin.plan({"what": name, "count": 2})
                self.assertEqual(self.make(converse(MIXTRAL))[0]["attempts"], 3)
                self.assertEqual(self.standin.calls()["by_status"], {"200": 1, status: 2})

    def test_that_stay_are_of_the_sdks_own_classes(self):
        for what, name, calls in (
                ("throttled", "ThrottlingException", 3),
                ("not-ready", "ModelNotReadyException", 3),
                ("unavailable", "ServiceUnavailableException", 3),
                ("server-error", "InternalServerException", 3),
                ("model-timeout", "ModelTimeoutException", 1),
                ("model-error", "ModelErrorException", 1),
                ("no-access", "AccessDeniedException", 1),
                ("quota-exceeded", "ServiceQuotaExceededException", 1)):
            with self.subTest(what):
                self.standin.reset()
                self.standin.plan({"what": what})
                error, = self.errors(converse(MIXTRAL))
                self.assertEqual((error["name"], error["isOwnClass"]), (name, True))
                self.assertEqual(self.standin.calls()["calls"], calls)

    def test_of_the_wire_are_retried(self):
        self.standin.plan({"what": "drop", "count": 1})
        self.assertEqual(self.make(converse(MIXTRAL))[0]["attempts"], 2)
        self.assertEqual(self.standin.calls()["by_status"], {"200": 1, "none": 1})


if __name__ == "__main__":
    unittest.main()
