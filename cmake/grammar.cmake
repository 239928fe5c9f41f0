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

# Fetches the package into `folder`, unless it is there.
function(fetch_grammar folder)
  set(file ${folder}/${grammar_tarball})
  file(MAKE_DIRECTORY ${folder})
  if(LOCKKEEPER_LIBPG_QUERY)
    file(COPY_FILE ${LOCKKEEPER_LIBPG_QUERY} ${file} ONLY_IF_DIFFERENT)
  elseif(NOT EXISTS ${file})
    find_program(NPM npm)
    need("${NPM}" "" "" npm)
    message(STATUS "Fetching libpg-query ${grammar_version} (PostgreSQL 18's parser) with npm")
    execute_process(COMMAND ${NPM} pack --silent libpg-query@${grammar_version} --pack-destination ${folder}
                    WORKING_DIRECTORY ${folder} RESULT_VARIABLE failed ERROR_VARIABLE why OUTPUT_QUIET)
    if(failed OR NOT EXISTS ${file})
      message(FATAL_ERROR "npm could not fetch libpg-query ${grammar_version}, PostgreSQL 18's parser, which the program is built from."
                          " Look at the network and run this again; or bring the file from another machine ('npm pack"
                          " libpg-query@${grammar_version}') and run 'cmake --preset release -DLOCKKEEPER_LIBPG_QUERY=FILE'.\n${why}")
    endif()
  endif()
  file(SHA256 ${file} hash)
  if(NOT hash STREQUAL grammar_package_hash)
    file(REMOVE ${file})
    message(FATAL_ERROR "${grammar_tarball} is not the file that was looked at: its SHA-256 is ${hash}, not ${grammar_package_hash}."
                        " It was removed: run this again, or find out who changed the package.")
  endif()
  file(ARCHIVE_EXTRACT INPUT ${file} DESTINATION ${folder})
  file(SHA256 ${folder}/package/wasm/libpg-query.wasm hash)
  if(NOT hash STREQUAL grammar_wasm_hash)
    message(FATAL_ERROR "libpg-query.wasm of ${grammar_tarball} is not the file that was looked at: its SHA-256 is ${hash}")
  endif()
endfunction()

set(grammar_folder ${CMAKE_SOURCE_DIR}/build-grammar)
if(NOT EXISTS ${grammar_folder}/package/wasm/libpg-query.wasm OR LOCKKEEPER_LIBPG_QUERY)
  fetch_grammar(${grammar_folder})
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
