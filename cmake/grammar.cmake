# PostgreSQL 18's own parser as C: the WebAssembly of npm's libpg-query, translated by wasm2c (src/sql/grammar/generate.py).
#
# It is fetched once, into build-grammar, and what comes must be what was looked at: the hashes are pinned.
# LOCKKEEPER_LIBPG_QUERY names the package's file where npm cannot fetch it.
set(grammar_version 18.1.5)
set(grammar_package_hash 52367cfeeb0732877fb98a9743bf4681fe628f13f87df19d619cfb386e02bcf3)
set(grammar_wasm_hash 378b64e6182f65c71ad5dbd2c31c81e9dfed7d2f2debfb4b51c0d0de8fa2ae36)
set(grammar_tarball libpg-query-${grammar_version}.tgz)
set(LOCKKEEPER_LIBPG_QUERY "" CACHE FILEPATH "${grammar_tarball}, where npm cannot fetch it")

find_program(WASM2C wasm2c)
need("${WASM2C}" "" "" wabt)
find_package(Python3 QUIET COMPONENTS Interpreter)
need("${Python3_FOUND}" "${Python3_VERSION}" 3.9 python3)
find_path(WASM_RT_INCLUDE wasm-rt.h)
need("${WASM_RT_INCLUDE}" "" "" wabt)

set(grammar_folder ${CMAKE_SOURCE_DIR}/build-grammar)
if(NOT EXISTS ${grammar_folder}/package/wasm/libpg-query.wasm OR LOCKKEEPER_LIBPG_QUERY)
  fetch_npm_package(PACKAGE libpg-query VERSION ${grammar_version} HASH ${grammar_package_hash} FOLDER ${grammar_folder}
                    WHAT "PostgreSQL 18's parser" OPTION LOCKKEEPER_LIBPG_QUERY)
  file(SHA256 ${grammar_folder}/package/wasm/libpg-query.wasm hash)
  if(NOT hash STREQUAL grammar_wasm_hash)
    message(FATAL_ERROR "libpg-query.wasm of ${grammar_tarball} is not the file that was looked at: its SHA-256 is ${hash}")
  endif()
endif()

set(grammar_output ${CMAKE_BINARY_DIR}/generated/grammar)
file(MAKE_DIRECTORY ${grammar_output})
set(grammar_generator ${CMAKE_SOURCE_DIR}/src/sql/grammar/generate.py)
add_custom_command(
  OUTPUT ${grammar_output}/postgres.c ${grammar_output}/postgres.h
  COMMAND ${Python3_EXECUTABLE} ${grammar_generator} ${grammar_folder}/package ${grammar_output}
  DEPENDS ${grammar_generator} ${grammar_folder}/package/wasm/libpg-query.wasm
  COMMENT "Translating PostgreSQL 18's parser to C")

file(GLOB grammar_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/sql/grammar/*.c)
add_library(grammar STATIC ${grammar_sources} ${grammar_output}/postgres.c ${grammar_output}/postgres.h)
set_target_properties(grammar PROPERTIES UNITY_BUILD OFF OUTPUT_NAME lk_grammar C_STANDARD 11 C_EXTENSIONS ON)
target_include_directories(grammar PRIVATE ${CMAKE_SOURCE_DIR}/src SYSTEM PRIVATE ${grammar_output} ${WASM_RT_INCLUDE})
# Accesses are checked by where the memory stands (runtime.c), without a handler of SIGSEGV.
target_compile_definitions(grammar PRIVATE WASM_RT_SKIP_SIGNAL_RECOVERY=1)
target_link_libraries(grammar PRIVATE Threads::Threads)
# -O1 whatever the preset: -O2 takes three times as long to compile, and what -O0 makes is ten times as slow. Its own checks
# hold it in its memory, so that the sanitizers need not look at it.
set_source_files_properties(${grammar_output}/postgres.c PROPERTIES COMPILE_OPTIONS "-O1;-g0;-w;-fno-sanitize=all")
set_source_files_properties(${grammar_sources} PROPERTIES COMPILE_OPTIONS "-O2;-Wall;-Wextra")
