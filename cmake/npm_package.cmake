# fetch_npm_package(PACKAGE name VERSION version HASH sha256 FOLDER folder WHAT text OPTION name)
#
# Brings package-version.tgz into FOLDER and unpacks it there; what comes must be what was looked at: its hash is pinned. WHAT: what it
# is, for people. OPTION: the setting that names the file where npm cannot fetch it.
function(fetch_npm_package)
  cmake_parse_arguments(P "" "PACKAGE;VERSION;HASH;FOLDER;WHAT;OPTION" "" ${ARGN})
  set(tarball ${P_PACKAGE}-${P_VERSION}.tgz)
  set(file ${P_FOLDER}/${tarball})
  file(MAKE_DIRECTORY ${P_FOLDER})
  if(${P_OPTION})
    file(COPY_FILE ${${P_OPTION}} ${file} ONLY_IF_DIFFERENT)
  elseif(NOT EXISTS ${file})
    find_program(NPM npm)
    need("${NPM}" "" "" npm)
    message(STATUS "Fetching ${P_PACKAGE} ${P_VERSION} (${P_WHAT}) with npm")
    execute_process(COMMAND ${NPM} pack --silent ${P_PACKAGE}@${P_VERSION} --pack-destination ${P_FOLDER}
                    WORKING_DIRECTORY ${P_FOLDER} RESULT_VARIABLE failed ERROR_VARIABLE why OUTPUT_QUIET)
    if(failed OR NOT EXISTS ${file})
      message(FATAL_ERROR "npm could not fetch ${P_PACKAGE} ${P_VERSION}, ${P_WHAT}, which the program is built from."
                          " Look at the network and run this again; or bring the file from another machine ('npm pack"
                          " ${P_PACKAGE}@${P_VERSION}') and run 'cmake --preset release -D${P_OPTION}=FILE'.\n${why}")
    endif()
  endif()
  file(SHA256 ${file} hash)
  if(NOT hash STREQUAL P_HASH)
    file(REMOVE ${file})
    message(FATAL_ERROR "${tarball} is not the file that was looked at: its SHA-256 is ${hash}, not ${P_HASH}."
                        " It was removed: run this again, or find out who changed the package.")
  endif()
  file(ARCHIVE_EXTRACT INPUT ${file} DESTINATION ${P_FOLDER})
endfunction()
