# Compiler, warnings, ccache, linker: what every target shares.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
  # A precompiled header makes ccache miss unless it may ignore these (ccache manual, "Precompiled headers").
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()

find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_library(warnings INTERFACE)
target_compile_options(warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast
                                          -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # Without it every precompiled header differs by its date, and ccache never hits.
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
  # Designated initializers leave defaults on purpose; std::stable_sort of GCC 12's library uses what it calls deprecated.
  target_compile_options(warnings INTERFACE -Wno-missing-field-initializers -Wno-deprecated-declarations)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(warnings INTERFACE -fpch-preprocess)
  # False alarms of GCC 12 inside its own std::string and std::optional once it inlines (GCC bugs 105651, 105562, 105593);
  # clang-tidy and the sanitizers look for the real ones.
  target_compile_options(warnings INTERFACE -Wno-restrict -Wno-stringop-overread -Wno-stringop-overflow
                                            -Wno-maybe-uninitialized -Wno-array-bounds)
endif()
if(LOCKKEEPER_SANITIZE)
  add_compile_options(-fsanitize=${LOCKKEEPER_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${LOCKKEEPER_SANITIZE})
endif()
