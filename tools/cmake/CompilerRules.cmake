# Flags that every target of the project shares. Third-party headers are system headers.
add_library(airmark_rules INTERFACE)
target_include_directories(airmark_rules INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(airmark_rules INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  # Fused multiply-add would make results depend on the machine that runs the program.
  -ffp-contract=off
  # Nothing reads errno after a square root, and setting it keeps the compiler from making vectors.
  -fno-math-errno)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 takes `"text" + string` for an overlapping copy when it optimises (GCC bug 105651).
  target_compile_options(airmark_rules INTERFACE -Wno-restrict)
endif()
if(AIRMARK_WERROR)
  target_compile_options(airmark_rules INTERFACE -Werror)
endif()

if(AIRMARK_SANITIZE STREQUAL "address")
  set(sanitize -fsanitize=address,undefined -fno-sanitize-recover=undefined)
elseif(AIRMARK_SANITIZE STREQUAL "thread")
  set(sanitize -fsanitize=thread)
elseif(AIRMARK_SANITIZE STREQUAL "realtime")
  set(sanitize -fsanitize=realtime)
  target_compile_options(airmark_rules INTERFACE -Wfunction-effects -Werror=function-effects)
elseif(AIRMARK_SANITIZE)
  message(FATAL_ERROR "AIRMARK_SANITIZE is '${AIRMARK_SANITIZE}'; allowed are address, thread, realtime")
endif()
if(sanitize)
  target_compile_options(airmark_rules INTERFACE ${sanitize} -fno-omit-frame-pointer)
  target_link_options(airmark_rules INTERFACE ${sanitize})
endif()
if(AIRMARK_FUZZ)
  target_compile_options(airmark_rules INTERFACE -fsanitize=fuzzer-no-link)
endif()
