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

if(NOT EXISTS ${bash_folder}/package/src/parser.c OR LOCKKEEPER_TREE_SITTER_BASH)
  fetch_npm_package(PACKAGE tree-sitter-bash VERSION ${bash_version} HASH ${bash_package_hash} FOLDER ${bash_folder}
                    WHAT "the grammar of bash" OPTION LOCKKEEPER_TREE_SITTER_BASH)
endif()

add_library(bash_grammar STATIC ${bash_folder}/package/src/parser.c ${bash_folder}/package/src/scanner.c)
set_target_properties(bash_grammar PROPERTIES UNITY_BUILD OFF OUTPUT_NAME lk_bash_grammar C_STANDARD 11 C_EXTENSIONS ON)
target_include_directories(bash_grammar SYSTEM PRIVATE ${bash_folder}/package/src)
target_link_libraries(bash_grammar PUBLIC tree_sitter)
# Tables and a scanner of somebody else: optimised whatever the preset, and without our warnings.
target_compile_options(bash_grammar PRIVATE -O1 -g0 -w)
