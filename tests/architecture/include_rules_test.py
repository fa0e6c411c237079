"""The tree keeps the rules of include_rules.py, and each rule notices what it is there for."""
import os
import pathlib
import unittest

import include_rules as rules

ROOT = os.environ.get("AIRMARK_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2])


class TheTree(unittest.TestCase):
    tree = rules.read_tree(ROOT)

    def test_is_read(self):
        self.assertIn("analysis/vocabulary/result.h", self.tree)
        self.assertIn("tools/CMakeLists.txt", self.tree)
        self.assertGreater(len(self.tree.code()), 40)

    def test_keeps_every_rule(self):
        for rule in rules.RULES:
            with self.subTest(rule=rule.__name__):
                self.assertEqual(rule(self.tree), [])


def tree_of(path, text, *others):
    tree = rules.Tree({path: text})
    for other in others:
        tree[other] = "#pragma once\n"
    return tree


class EachRule(unittest.TestCase):
    """For each rule a tree that it accepts and trees that it must refuse."""

    def accepts(self, rule, tree):
        self.assertEqual(rule(tree), [])

    def refuses(self, rule, tree, why):
        faults = rule(tree)
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(why, faults[0])

    def include(self, path, included):
        return tree_of(path, f'#include "{included}"\n', included)

    def test_edges_between_folders(self):
        rule = rules.our_includes
        for path, included in (("analysis/classify/a.cpp", "analysis/vocabulary/b.h"),
                               ("analysis/vocabulary/a.h", "analysis/vocabulary/b.h"),
                               ("llm/a.cpp", "analysis/vocabulary/b.h"),
                               ("realtime/a.cpp", "analysis/loudness/b.h"),
                               ("tools/a.cpp", "realtime/b.h"),
                               ("tests/tools/a_test.cpp", "tools/b.h")):
            self.accepts(rule, self.include(path, included))
        for path, included in (("analysis/a.cpp", "realtime/b.h"),
                               ("analysis/vocabulary/a.h", "analysis/classify/b.h"),
                               ("llm/a.cpp", "analysis/classify/b.h"),
                               ("llm/a.cpp", "realtime/b.h"),
                               ("realtime/a.cpp", "llm/b.h"),
                               ("realtime/a.cpp", "tools/b.h"),
                               ("tools/a.cpp", "tests/support/b.h")):
            self.refuses(rule, self.include(path, included), "must not know")

    def test_includes_are_full_paths(self):
        tree = tree_of("analysis/a.cpp", '#include "b.h"\n', "analysis/b.h")
        self.refuses(rules.our_includes, tree, "path from the root")

    def test_third_party_stays_in_its_file(self):
        rule = rules.third_party_includes
        self.accepts(rule, tree_of("realtime/capture/jack_client.cpp", "#include <jack/jack.h>\n"))
        self.accepts(rule, tree_of("tests/support/a.h", "#include <gtest/gtest.h>\n"))
        self.accepts(rule, tree_of("tools/a.cpp", "#include <unistd.h>\n#include <vector>\n"))
        self.refuses(rule, tree_of("tools/a.cpp", "#include <jack/jack.h>\n"), "JACK must not")
        self.refuses(rule, tree_of("tools/a.cpp", "#include <gtest/gtest.h>\n"), "GoogleTest must")
        self.refuses(rule, tree_of("tools/a.cpp", "#include <boost/any.hpp>\n"), "no library")

    def test_headers_include_only_the_standard_library(self):
        rule = rules.third_party_includes
        self.accepts(rule, tree_of("tools/a.h", "#include <vector>\n"))
        self.refuses(rule, tree_of("tools/a.h", "#  include <CLI/CLI.hpp>\n"), "in a header")
        self.refuses(rule, tree_of("tools/a.h", "#include <unistd.h>\n"), "in a header")

    def test_one_file_for_each_library(self):
        tree = rules.Tree({"analysis/framing/a.cpp": "#include <soxr.h>\n"})
        self.accepts(rules.third_party_includes, tree)
        tree["analysis/framing/b.cpp"] = "#include <soxr.h>\n"
        self.refuses(rules.third_party_includes, tree, "more files than agreed")

    def test_guards(self):
        self.accepts(rules.guards, tree_of("tools/a.h", "#pragma once\n"))
        self.refuses(rules.guards, tree_of("tools/a.h", "#include <vector>\n"), "#pragma once")

    def test_sizes(self):
        self.accepts(rules.sizes, tree_of("tools/a.cpp", "x\n" * 400))
        self.accepts(rules.sizes, tree_of("README.md", "x" * 500))
        self.refuses(rules.sizes, tree_of("tools/a.cpp", "x\n" * 401), "401 lines")
        self.refuses(rules.sizes, tree_of("tools/a.cpp", "x" * 101), "101 columns")

    def test_words(self):
        harmless = "// todos, network/root/work/ and /etc/\n"
        self.accepts(rules.words, tree_of("tools/a.cpp", harmless))
        for word in ("TO" "DO", "FIX" "ME", "XX" "X"):
            open_end = f"// {word}: later\n"
            self.refuses(rules.words, tree_of("tools/a.cpp", open_end), "open end")
        for path in ("/wor" "k/a", "/roo" "t/a"):
            self.refuses(rules.words, tree_of("README.md", f"see {path}\n"), "one machine")

    def test_link_edges(self):
        link = "target_link_libraries(airmark_analysis\n  PUBLIC {} PRIVATE PkgConfig::soxr)\n"
        path = "analysis/CMakeLists.txt"
        self.accepts(rules.link_edges, tree_of(path, link.format("airmark_vocabulary")))
        wrong = tree_of(path, link.format("airmark_realtime"))
        self.refuses(rules.link_edges, wrong, "must not link")


if __name__ == "__main__":
    unittest.main()
