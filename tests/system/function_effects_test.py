"""The compiler itself refuses a callback that is not fit for real time.

Compiles the audio tap with clang's function effects, which must pass, and again with an allocation
put into on_block(), which must be refused there.
"""

import os
import pathlib
import shutil
import subprocess
import sys

SKIP = 77
ROOT = pathlib.Path(os.environ["AIRMARK_SOURCE_DIR"])
SOURCE = ROOT / "realtime/capture/audio_tap.cpp"
ENTRY = "void AudioTap::on_block(const Block& block) noexcept AIRMARK_RT {\n"
FAULT = "  delete new char[block.frame_count];\n"


def compiler():
    for version in range(30, 19, -1):
        if found := shutil.which(f"clang++-{version}"):
            return found
    print("skipped: no clang++-20 or newer, the first to know function effects")
    sys.exit(SKIP)


def compile_text(text):
    command = [compiler(), "-std=c++20", "-fsyntax-only", "-Werror=function-effects",
               f"-I{ROOT}", "-x", "c++", "-"]
    return subprocess.run(command, input=text, text=True, capture_output=True, check=False)


def main():
    text = SOURCE.read_text(encoding="utf-8")
    assert text.count(ENTRY) == 1, "on_block() is not where this test looks for it"

    clean = compile_text(text)
    assert clean.returncode == 0, clean.stderr

    faulty = compile_text(text.replace(ENTRY, ENTRY + FAULT))
    assert faulty.returncode != 0, "an allocation in the callback was accepted"
    assert "function-effects" in faulty.stderr, faulty.stderr
    assert "on_block" in faulty.stderr or "must not allocate" in faulty.stderr, faulty.stderr


if __name__ == "__main__":
    main()
