# add_catalogue(ROOM room FOLDER folder TYPE type [BESIDE extension...])
#
# Turns src/ROOM/FOLDER, a folder of stem.cpp + stem.md (or the companions that BESIDE names), into one sorted table in the room's
# library: `std::span<const Entry<Type>> FOLDER()` in namespace ROOM, declared by src/ROOM/FOLDER.h. The file's name is
# the entry's id. A missing companion stops the configuration.
# file(WRITE), not file(GENERATE): the latter would rewrite $<...> inside pages.
function(add_catalogue)
  cmake_parse_arguments(C "" "ROOM;FOLDER;TYPE" "BESIDE" ${ARGN})
  if(NOT C_BESIDE)
    set(C_BESIDE md)
  endif()
  set(folder ${CMAKE_SOURCE_DIR}/src/${C_ROOM}/${C_FOLDER})
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(SORT sources)
  get_target_property(kind ${C_ROOM} TYPE)
  if(kind STREQUAL "INTERFACE_LIBRARY")
    return()
  endif()
  set(externs "")
  set(entries "")
  foreach(source ${sources})
    get_filename_component(stem ${source} NAME_WE)
    foreach(beside ${C_BESIDE})
      if(NOT EXISTS ${folder}/${stem}.${beside})
        message(FATAL_ERROR "${stem}.cpp needs ${stem}.${beside} beside it in ${folder}")
      endif()
    endforeach()
    set(page "")
    if("md" IN_LIST C_BESIDE)
      file(READ ${folder}/${stem}.md page)
      set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/${stem}.md)
    endif()
    string(REPLACE "_" "-" id ${stem})
    string(REGEX REPLACE "-$" "" id ${id})
    string(APPEND externs "extern const ${C_TYPE} ${stem};\n")
    string(APPEND entries "    {\"${id}\", &${stem}, R\"page(${page})page\"},\n")
  endforeach()
  set(out ${CMAKE_BINARY_DIR}/generated/${C_ROOM}_${C_FOLDER}.cpp)
  set(text "#include \"${C_ROOM}/${C_FOLDER}.h\"

namespace ${C_ROOM} {

${externs}
static const base::Entry<${C_TYPE}> table[] = {
${entries}};

std::span<const base::Entry<${C_TYPE}>> ${C_FOLDER}() { return table; }

}  // namespace ${C_ROOM}
")
  write_where_changed(${out} "${text}")
  target_sources(${C_ROOM} PRIVATE ${sources} ${out})
  compile_together(${C_FOLDER} ${sources})
endfunction()

# Leaves an equal file alone: its time decides what is compiled again.
function(write_where_changed out text)
  set(old "")
  if(EXISTS ${out})
    file(READ ${out} old)
  endif()
  if(NOT "${old}" STREQUAL "${text}")
    file(WRITE ${out} "${text}")
  endif()
endfunction()

# add_pages(ROOM room FOLDER folder)
#
# Embeds src/ROOM/FOLDER/*.md: `std::span<const Page> FOLDER()` in namespace ROOM, declared by src/ROOM/FOLDER.h.
function(add_pages)
  cmake_parse_arguments(C "" "ROOM;FOLDER" "" ${ARGN})
  file(GLOB pages CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${C_ROOM}/${C_FOLDER}/*.md)
  list(SORT pages)
  set(entries "")
  foreach(file ${pages})
    get_filename_component(stem ${file} NAME_WE)
    string(REPLACE "_" "-" id ${stem})
    file(READ ${file} page)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    string(APPEND entries "    {\"${id}\", R\"page(${page})page\"},\n")
  endforeach()
  set(out ${CMAKE_BINARY_DIR}/generated/${C_ROOM}_${C_FOLDER}.cpp)
  set(text "#include \"${C_ROOM}/${C_FOLDER}.h\"

namespace ${C_ROOM} {

static const Page table[] = {
${entries}};

std::span<const Page> ${C_FOLDER}() { return table; }

}  // namespace ${C_ROOM}
")
  write_where_changed(${out} "${text}")
  target_sources(${C_ROOM} PRIVATE ${out})
endfunction()
