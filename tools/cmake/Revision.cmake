# airmark_revision(TARGET): "embedded/revision.h" with the project's version and, in a git checkout,
# its revision. Looked up at each build, written only when it changed.
function(airmark_revision target)
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/embedded")
  add_custom_target(${target}_revision
    COMMAND "${CMAKE_COMMAND}" -DSOURCE=${PROJECT_SOURCE_DIR} -DVERSION=${PROJECT_VERSION}
            -DOUTPUT=${folder}/embedded/revision.h -P "${PROJECT_SOURCE_DIR}/tools/cmake/revise.cmake"
    BYPRODUCTS "${folder}/embedded/revision.h" VERBATIM)
  add_dependencies(${target} ${target}_revision)
  target_include_directories(${target} PRIVATE "${folder}")
endfunction()
