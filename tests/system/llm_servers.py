"""Servers on this machine that answer as language models do, and an account that may ask them."""
import http.server
import json
import os
import threading

ANSWER = {"reasoning": "A steady beat.", "genre": "disco", "confidence": 0.9,
          "keyindicators": ["tempo"], "alternatives": [{"genre": "pop", "probability": 0.05}]}
USAGE = (1000, 100)  # tokens in, out


class Server:
    """Answers every request by `reply(path, body) -> (status, object)` and keeps what it was
    asked."""

    def __init__(self, reply):
        requests = self.requests = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                requests.append((self.path, dict(self.headers), json.loads(body or "null")))
                status, content = reply(self.path, requests[-1][2])
                text = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = answer

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def converse(_path, _body):
    """Bedrock's Converse."""
    return 200, {"output": {"message": {"role": "assistant",
                                        "content": [{"text": json.dumps(ANSWER)}]}},
                 "stopReason": "end_turn", "metrics": {"latencyMs": 5},
                 "usage": {"inputTokens": USAGE[0], "outputTokens": USAGE[1],
                           "totalTokens": sum(USAGE)}}


def chat(_path, _body):
    """OpenAI's chat completions."""
    return 200, {"choices": [{"index": 0, "finish_reason": "stop",
                              "message": {"role": "assistant", "content": json.dumps(ANSWER)}}],
                 "usage": {"prompt_tokens": USAGE[0], "completion_tokens": USAGE[1],
                           "total_tokens": sum(USAGE)}}


def environment(folder, **more):
    """A home without settings, an account, and nothing that asks the network for one."""
    kept = {name: text for name, text in os.environ.items()
            if not name.startswith(("AIRMARK_LIVE_", "AIRMARK_TAG_", "AIRMARK_LLM_", "AWS_",
                                    "XDG_", "OPENAI_"))
            and not name.lower().endswith("_proxy")}
    return {**kept, "HOME": folder(), "XDG_CONFIG_HOME": folder("config"),
            "XDG_CONFIG_DIRS": folder("site"), "XDG_CACHE_HOME": folder("cache"),
            "XDG_STATE_HOME": folder("state"),
            "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret-example",
            "AWS_REGION": "us-east-1", "AIRMARK_LLM_ATTEMPTS": "1", **more}
