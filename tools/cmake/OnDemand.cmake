# airmark_part(TARGET SOURCES ... LIBRARIES ...): a part of the program in a file of its own, loaded when
# it is first needed (analysis/vocabulary/loaded_part.h), so that only runs that need LIBRARIES load
# them. SOURCES are all that is in it, helpers of the program included: a part sees nothing of the
# program, and shows it one name.
set(airmark_parts_folder "${PROJECT_BINARY_DIR}/parts")
set(CMAKE_BUILD_RPATH "${airmark_parts_folder}")
file(RELATIVE_PATH parts "${CMAKE_INSTALL_FULL_BINDIR}" "${CMAKE_INSTALL_FULL_LIBDIR}/airmark")
set(CMAKE_INSTALL_RPATH "$ORIGIN/${parts}")
# What DT_RUNPATH says counts only for who calls dlopen() itself, and under a sanitizer that is the
# sanitizer.
add_link_options(LINKER:--disable-new-dtags)

function(airmark_part target)
  cmake_parse_arguments(PARSE_ARGV 1 part "" "" "SOURCES;LIBRARIES")
  add_library(${target} MODULE ${part_SOURCES})
  target_link_libraries(${target} PRIVATE airmark_rules ${part_LIBRARIES})
  set_target_properties(${target} PROPERTIES
    PREFIX "" LIBRARY_OUTPUT_DIRECTORY "${airmark_parts_folder}" SKIP_BUILD_RPATH ON INSTALL_RPATH ""
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  if(NOT AIRMARK_SANITIZE)  # a sanitizer's own names are the program's
    target_link_options(${target} PRIVATE LINKER:-z,defs)
  endif()
  install(TARGETS ${target} LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}/airmark")
endfunction()
