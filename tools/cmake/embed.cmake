# Run by airmark_embed() at build time: INPUT, SYMBOL and FOLDER are given.
file(READ "${INPUT}" hex HEX)
string(LENGTH "${hex}" length)
math(EXPR size "${length} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" bytes "${bytes}")
file(WRITE "${FOLDER}/${SYMBOL}.h"
"#pragma once\n#include <string_view>\nnamespace airmark::embedded {\nstd::string_view ${SYMBOL}();\n}\n")
file(WRITE "${FOLDER}/${SYMBOL}.cpp"
"#include \"embedded/${SYMBOL}.h\"\nnamespace {\nconst unsigned char kBytes[] = {\n${bytes}0};\n}\nnamespace airmark::embedded {\nstd::string_view ${SYMBOL}() { return {reinterpret_cast<const char*>(kBytes), ${size}}; }\n}\n")
