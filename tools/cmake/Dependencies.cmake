# Everything comes from Debian 12; the README's table says what each is for.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(spdlog REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(CURL REQUIRED)
find_package(SQLite3 REQUIRED)

pkg_check_modules(jack REQUIRED IMPORTED_TARGET jack)
pkg_check_modules(sndfile REQUIRED IMPORTED_TARGET sndfile)
pkg_check_modules(hwy REQUIRED libhwy)
pkg_check_modules(fftw3 REQUIRED IMPORTED_TARGET fftw3)
pkg_check_modules(soxr REQUIRED IMPORTED_TARGET soxr)
pkg_check_modules(lbfgs REQUIRED IMPORTED_TARGET liblbfgs)
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)
pkg_check_modules(cairo REQUIRED IMPORTED_TARGET cairo)
pkg_check_modules(rubberband REQUIRED IMPORTED_TARGET rubberband)
pkg_check_modules(libav REQUIRED IMPORTED_TARGET libavformat libavcodec libavutil libswresample)

# Of Highway only the headers: see analysis/kernels/instruction_set.h. Kernels are compiled for the
# plain processor, AVX2 and AVX-512, or for NEON. SSSE3 and SSE4 would add nothing that they use;
# vectors whose size is not known when compiling cannot stand in arrays.
add_library(highway INTERFACE IMPORTED)
target_include_directories(highway INTERFACE ${hwy_INCLUDE_DIRS})
target_compile_definitions(highway INTERFACE
  HWY_DISABLE_PCLMUL_AES HWY_DISABLE_F16C
  "HWY_DISABLED_TARGETS=(HWY_SSSE3|HWY_SSE4|HWY_SVE|HWY_SVE2|HWY_SVE_256|HWY_SVE2_128)")

# Packages that ship neither a CMake nor a pkg-config file.
find_path(READERWRITERQUEUE_INCLUDE readerwriterqueue/readerwriterqueue.h REQUIRED)
add_library(readerwriterqueue INTERFACE IMPORTED)
target_include_directories(readerwriterqueue INTERFACE "${READERWRITERQUEUE_INCLUDE}")

if(AIRMARK_TESTS)
  find_package(GTest REQUIRED)
  pkg_check_modules(ebur128 REQUIRED IMPORTED_TARGET libebur128)
  include(GoogleTest)
endif()
if(AIRMARK_BENCH)
  find_package(benchmark REQUIRED)
endif()
