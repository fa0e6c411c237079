"""clang-format has nothing to say about any source file."""
import os
import pathlib
import shutil
import subprocess
import sys

import include_rules as rules

ROOT = os.environ.get("AIRMARK_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2])

formatter = shutil.which("clang-format-14") or shutil.which("clang-format")
if formatter is None:
    print("skipped: clang-format is not installed")
    sys.exit(77)
sources = sorted(rules.read_tree(ROOT).code())
assert sources, f"no sources under {ROOT}"

# The control: what is badly laid out is noticed.
control = subprocess.run([formatter, "--dry-run", "-Werror", "--assume-filename=a.cpp"], cwd=ROOT,
                         input="int  a ;\n", capture_output=True, text=True, check=False)
assert control.returncode != 0, "clang-format does not notice bad layout"

sys.exit(subprocess.run([formatter, "--dry-run", "-Werror", *sources], cwd=ROOT).returncode)
