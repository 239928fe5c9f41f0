# The grammar of bash as C: npm's tree-sitter-bash, whose parser runs on Debian's libtree-sitter.
#
# It is fetched once, into build-grammar, and what comes must be what was looked at: the hash is pinned.
# LOCKKEEPER_TREE_SITTER_BASH names the package's file where npm cannot fetch it.
set(bash_version 0.23.3)
set(bash_package_hash 10f4d67f56e07bc6cc34c49afb34e232269c1e0a19933880dfdb5dd738a8fc7d)
set(bash_tarball tree-sitter-bash-${bash_version}.tgz)
set(bash_folder ${CMAKE_SOURCE_DIR}/build-grammar/tree-sitter-bash-${bash_version})
set(LOCKKEEPER_TREE_SITTER_BASH "" CACHE FILEPATH "${bash_tarball}, where npm cannot fetch it")

need_plain(tree_sitter tree_sitter/api.h tree-sitter libtree-sitter-dev)

# Fetches the package into `folder`, unless it is there.
function(fetch_bash_grammar folder)
  set(file ${folder}/${bash_tarball})
  file(MAKE_DIRECTORY ${folder})
  if(LOCKKEEPER_TREE_SITTER_BASH)
    file(COPY_FILE ${LOCKKEEPER_TREE_SITTER_BASH} ${file} ONLY_IF_DIFFERENT)
  elseif(NOT EXISTS ${file})
    find_program(NPM npm)
    need("${NPM}" "" "" npm)
    message(STATUS "Fetching tree-sitter-bash ${bash_version} (the grammar of bash) with npm")
    execute_process(COMMAND ${NPM} pack --silent tree-sitter-bash@${bash_version} --pack-destination ${folder}
                    WORKING_DIRECTORY ${folder} RESULT_VARIABLE failed ERROR_VARIABLE why OUTPUT_QUIET)
    if(failed OR NOT EXISTS ${file})
      message(FATAL_ERROR "npm could not fetch tree-sitter-bash ${bash_version}, the grammar of bash, which the program is built from."
                          " Look at the network and run this again; or bring the file from another machine ('npm pack"
                          " tree-sitter-bash@${bash_version}') and run 'cmake --preset release -DLOCKKEEPER_TREE_SITTER_BASH=FILE'.\n${why}")
    endif()
  endif()
  file(SHA256 ${file} hash)
  if(NOT hash STREQUAL bash_package_hash)
    file(REMOVE ${file})
    message(FATAL_ERROR "${bash_tarball} is not the file that was looked at: its SHA-256 is ${hash}, not ${bash_package_hash}."
                        " It was removed: run this again, or find out who changed the package.")
  endif()
  file(ARCHIVE_EXTRACT INPUT ${file} DESTINATION ${folder} PATTERNS package/src/* package/LICENSE)
endfunction()

if(NOT EXISTS ${bash_folder}/package/src/parser.c OR LOCKKEEPER_TREE_SITTER_BASH)
  fetch_bash_grammar(${bash_folder})
endif()

add_library(bash_grammar STATIC ${bash_folder}/package/src/parser.c ${bash_folder}/package/src/scanner.c)
set_target_properties(bash_grammar PROPERTIES UNITY_BUILD OFF OUTPUT_NAME lk_bash_grammar C_STANDARD 11 C_EXTENSIONS ON)
target_include_directories(bash_grammar SYSTEM PRIVATE ${bash_folder}/package/src)
target_link_libraries(bash_grammar PUBLIC tree_sitter)
# Tables and a scanner of somebody else: optimised whatever the preset, and without our warnings.
target_compile_options(bash_grammar PRIVATE -O1 -g0 -w)
