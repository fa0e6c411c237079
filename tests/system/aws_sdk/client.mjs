// Asks the AWS SDK for JavaScript to make calls and tells how each one ended.
//
// Standard input is a JSON list of {client, options, command, input}; standard output has one line
// of JSON a call: {"output", "status"} or {"error": {"name", "message", "status", "attempts"}}.
// The SDK lies in the node_modules of the folder that AIRMARK_AWS_SDK names.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";

const require = createRequire(path.join(process.env.AIRMARK_AWS_SDK, "package.json"));
const sdk = {...require("@aws-sdk/client-bedrock"), ...require("@aws-sdk/client-bedrock-runtime")};
const {NodeHttpHandler} = require("@smithy/node-http-handler");

const text = (bytes) => Buffer.from(bytes).toString("utf8");

async function make(call) {
  const client = new sdk[call.client]({
    // The runtime client would speak HTTP/2 of its own accord.
    requestHandler: new NodeHttpHandler({requestTimeout: 20000}),
    ...call.options,
  });
  try {
    const {$metadata, ...output} = await client.send(new sdk[call.command](call.input));
    if (output.body) output.body = JSON.parse(text(output.body));
    return {output, status: $metadata.httpStatusCode, attempts: $metadata.attempts};
  } catch (error) {
    return {
      error: {
        name: error.name,
        message: error.message,
        status: error.$metadata?.httpStatusCode,
        attempts: error.$metadata?.attempts,
        isServiceException: error instanceof sdk.BedrockRuntimeServiceException,
        isOwnClass: sdk[error.name] !== undefined && error instanceof sdk[error.name],
      },
    };
  } finally {
    client.destroy();
  }
}

for (const call of JSON.parse(readFileSync(0, "utf8")))
  console.log(JSON.stringify(await make(call)));
