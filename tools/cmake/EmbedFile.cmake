# airmark_embed(TARGET FILE SYMBOL): makes the bytes of FILE available to TARGET as
# `std::string_view airmark::embedded::SYMBOL()`, declared in "embedded/SYMBOL.h".
function(airmark_embed target file symbol)
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/embedded")
  add_custom_command(
    OUTPUT "${folder}/embedded/${symbol}.cpp" "${folder}/embedded/${symbol}.h"
    COMMAND "${CMAKE_COMMAND}" -DINPUT=${file} -DSYMBOL=${symbol} -DFOLDER=${folder}/embedded
            -P "${PROJECT_SOURCE_DIR}/tools/cmake/embed.cmake"
    DEPENDS "${file}" "${PROJECT_SOURCE_DIR}/tools/cmake/embed.cmake"
    COMMENT "Embedding ${file}" VERBATIM)
  target_sources(${target} PRIVATE "${folder}/embedded/${symbol}.cpp" "${folder}/embedded/${symbol}.h")
  target_include_directories(${target} PRIVATE "${folder}")
endfunction()
