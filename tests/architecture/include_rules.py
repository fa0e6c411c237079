"""Reads the tree and names every line that breaks a rule of ARCHITECTURE.md or CONTRIBUTING.md.

Each rule is a function from a Tree (path from the root -> text) to a list of sentences, so that the
test can run it on small made-up trees as well as on the real one.
"""
import fnmatch
import pathlib
import re

FOLDERS = ("analysis", "llm", "realtime", "tools", "tests", "bench", "examples", "config", ".ci")
CODE = (".h", ".cpp")

# Which folder may include which. Tests, benchmarks and examples may look at everything.
MAY_INCLUDE = {
    "analysis/vocabulary": {"analysis/vocabulary"},
    "analysis": {"analysis/vocabulary", "analysis"},
    "llm": {"analysis/vocabulary", "llm"},
    "realtime": {"analysis/vocabulary", "analysis", "realtime"},
    "tools": {"analysis/vocabulary", "analysis", "llm", "realtime", "tools"},
    "tests": {"analysis/vocabulary", "analysis", "llm", "realtime", "tools", "tests"},
    "bench": {"analysis/vocabulary", "analysis", "llm", "realtime", "tools", "tests", "bench"},
    "examples": {"analysis/vocabulary", "analysis", "llm", "realtime", "tools", "examples"},
}

# The same for the libraries of the build.
MAY_LINK = {
    "airmark_vocabulary": set(),
    "airmark_analysis": {"airmark_vocabulary"},
    "airmark_llm": {"airmark_vocabulary"},
    "airmark_realtime": {"airmark_analysis", "airmark_vocabulary"},
    "airmark_tools": {"airmark_vocabulary", "airmark_analysis", "airmark_llm", "airmark_realtime"},
}

# Third-party headers, the only files that may include them, and how many of those there may be.
# Tests are free to use what the product uses.
THIRD_PARTY = {
    "JACK": (r"jack/", ["realtime/capture/jack_client.cpp"], 1),
    "FFTW": (r"fftw3\.h", ["analysis/spectrum/real_fft.cpp"], 1),
    "Highway": (r"hwy/", ["analysis/kernels/*.cpp"], 99),
    "soxr": (r"soxr\.h", ["analysis/framing/*.cpp"], 1),
    "libebur128": (r"ebur128\.h", [], 99),
    "libsndfile": (r"sndfile\.h", ["tools/sound_file/*.cpp", "realtime/publish/*.cpp"], 2),
    "libav": (r"lib(av|sw)", ["tools/sound_file/libav_*.cpp"], 3),
    "Rubber Band": (r"rubberband/", ["tools/perturbation/rubberband_part.cpp"], 1),
    "cairo": (r"cairo", ["tools/evaluation/plots/cairo_part.cpp"], 1),
    "readerwriterqueue": (r"readerwriterqueue", ["realtime/capture/chunk_queue.cpp"], 1),
    "OpenSSL": (r"openssl/", ["analysis/classify/*.cpp", "llm/aws/sha256.cpp",
                             "tools/evaluation/dataset/sound_checksum.cpp"], 3),
    "libcurl": (r"curl/", ["llm/transport/curl_part.cpp"], 1),
    "SQLite": (r"sqlite3\.h", ["llm/policy/sqlite_database.cpp"], 1),
    "cpp-httplib": (r"httplib\.h", ["tools/standin/*.cpp"], 1),
    "libLBFGS": (r"lbfgs\.h", ["tools/training/*.cpp"], 1),
    "toml++": (r"toml\+\+/", ["tools/common/setting_file.cpp"], 1),
    "fmt": (r"(spdlog/)?fmt/", ["tools/*.cpp"], 99),
    "spdlog": (r"spdlog/", ["tools/common/log.cpp"], 1),
    "CLI11": (r"CLI/", ["tools/*.cpp"], 99),
    "nlohmann-json": (r"nlohmann/", ["*.cpp"], 99),
    "GoogleTest": (r"g(test|mock)/", [], 99),
    "Google Benchmark": (r"benchmark/", ["bench/*.cpp"], 99),
    "aubio": (r"aubio/", ["bench/peer_passes_bench.cpp"], 1),
}

STANDARD = set("""
algorithm array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono
cinttypes climits clocale cmath codecvt compare complex concepts condition_variable coroutine
csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar cwctype deque
exception execution filesystem format forward_list fstream functional future initializer_list
iomanip ios iosfwd iostream istream iterator latch limits list locale map memory memory_resource
mutex new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator
semaphore set shared_mutex source_location span sstream stack stdexcept stop_token streambuf
string string_view strstream syncstream system_error thread tuple type_traits typeindex typeinfo
unordered_map unordered_set utility valarray variant vector version
""".split())

OPERATING_SYSTEM = re.compile(
    r"(dlfcn|emmintrin|fcntl|glob|limits|malloc|poll|pthread|semaphore|signal|spawn|sysexits"
    r"|termios|unistd|xmmintrin)\.h"
    r"|sys/\w+\.h|arpa/\w+\.h|netinet/\w+\.h|netdb\.h")

LONGEST_FILE_LINES = 400
WIDEST_LINE_COLUMNS = 100

# Spelt in two halves, so that this file does not break its own rules.
BANNED = re.compile(r"\b(" + "|".join(("TO" "DO", "FIX" "ME", "XX" "X")) + r")\b")
MACHINE_PATH = re.compile(r"(?<![\w.])/(" "work|root" r")/")


class Tree(dict):
    """Path from the root -> text."""

    def code(self):
        return {path: text for path, text in self.items() if path.endswith(CODE)}


def read_tree(root):
    root = pathlib.Path(root)
    files = [path for path in root.iterdir() if path.is_file() and path.name != ".git"]
    for folder in FOLDERS:
        files += [path for path in (root / folder).rglob("*") if path.is_file()]
    tree = Tree()
    for path in files:
        if "__pycache__" in path.parts:
            continue
        try:
            tree[str(path.relative_to(root))] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            pass  # sound and other binary files
    return tree


def includes(text):
    """(line number, "quoted" or <angled> mark, name) of each include."""
    pattern = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
    for match in pattern.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match.group(1), match.group(2)


def part_of(path):
    if path.startswith("analysis/vocabulary/"):
        return "analysis/vocabulary"
    return path.split("/")[0]


def is_product(path):
    return path.split("/")[0] not in ("tests", "bench", "examples")


def our_includes(tree):
    """Ours are included by their full path, and only along the edges that are drawn."""
    faults = []
    for path, text in tree.code().items():
        for line, mark, name in includes(text):
            if mark == "<" or name.startswith("embedded/"):
                continue
            place = f"{path}:{line}"
            if name not in tree:
                faults.append(f'{place}: "{name}" is no file; give its path from the root')
            elif part_of(name) not in MAY_INCLUDE[part_of(path)]:
                faults.append(f"{place}: {part_of(path)} must not know {name}")
    return faults


def library_of(name):
    for library, (pattern, _, _) in THIRD_PARTY.items():
        if re.match(pattern, name):
            return library
    return None


def third_party_includes(tree):
    """In .cpp files only, in the files named for the library, and no more of these than allowed."""
    faults = []
    users = {}
    for path, text in tree.code().items():
        for line, mark, name in includes(text):
            if mark != "<" or name in STANDARD:
                continue
            place = f"{path}:{line}"
            library = library_of(name)
            if library is None and not OPERATING_SYSTEM.fullmatch(name):
                faults.append(f"{place}: <{name}> belongs to no library of include_rules.py")
            elif path.endswith(".h") and is_product(path):
                faults.append(f"{place}: <{name}> in a header; only standard headers may be there")
            elif library is not None and is_product(path):
                users.setdefault(library, set()).add(path)
                if not any(fnmatch.fnmatch(path, allowed) for allowed in THIRD_PARTY[library][1]):
                    faults.append(f"{place}: {library} must not be used here")
    for library, paths in users.items():
        if len(paths) > THIRD_PARTY[library][2]:
            faults.append(f"{library} is used in more files than agreed: {sorted(paths)}")
    return faults


def guards(tree):
    return [f"{path}: a header begins with #pragma once"
            for path, text in tree.code().items()
            if path.endswith(".h") and not text.startswith("#pragma once\n")]


def sizes(tree):
    faults = []
    for path, text in tree.items():
        if path.startswith("tests/golden/"):
            continue  # made elsewhere, kept as it came
        if not path.endswith(CODE + (".py", ".sh")) and path not in ("tools/bootstrap", ".ci/run"):
            continue
        lines = text.splitlines()
        if len(lines) > LONGEST_FILE_LINES:
            faults.append(f"{path}: {len(lines)} lines; {LONGEST_FILE_LINES} are allowed")
        faults += [f"{path}:{number}: {len(line)} columns; {WIDEST_LINE_COLUMNS} are allowed"
                   for number, line in enumerate(lines, 1) if len(line) > WIDEST_LINE_COLUMNS]
    return faults


def words(tree):
    """No open ends, and nothing that is true on one machine only."""
    faults = []
    for path, text in tree.items():
        if path == "LICENSE" or path.endswith((".csv", ".svg")):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if BANNED.search(line):
                faults.append(f"{path}:{number}: an open end; finish it or note it in CHANGELOG.md")
            if MACHINE_PATH.search(line):
                faults.append(f"{path}:{number}: a path of one machine")
    return faults


def link_edges(tree):
    """CMake links the libraries as the folders include each other."""
    faults = []
    for path, text in tree.items():
        if not path.endswith("CMakeLists.txt"):
            continue
        text = re.sub(r"#.*", "", text)
        for target, linked in re.findall(r"target_link_libraries\(\s*(\w+)([^)]*)\)", text):
            for library in re.findall(r"\bairmark_\w+", linked):
                if target in MAY_LINK and library in MAY_LINK and library not in MAY_LINK[target]:
                    faults.append(f"{path}: {target} must not link {library}")
    return faults


RULES = (our_includes, third_party_includes, guards, sizes, words, link_edges)
