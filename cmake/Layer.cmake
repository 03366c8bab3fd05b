# highwater_layer(NAME [DEPENDS LIB...] [SOURCES FILE...]): one folder of sources, one static library.
#
# The sources are all .cpp files of the folder unless they are listed. A layer links the layers below it and nothing of
# LLVM: its code also goes into the clang-tidy module, whose host has LLVM already. A second copy of LLVM's globals in one
# process is what this prevents. Only executables link LLVM.
function(highwater_layer name)
  cmake_parse_arguments(layer "" "" "DEPENDS;SOURCES" ${ARGN})
  if(NOT layer_SOURCES)
    file(GLOB layer_SOURCES CONFIGURE_DEPENDS *.cpp)
  endif()
  if(layer_SOURCES)
    add_library(${name} STATIC ${layer_SOURCES})
    set(scope PUBLIC)
  else()
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${name} ${scope} ${PROJECT_SOURCE_DIR})
  target_compile_definitions(${name} ${scope} FMT_EXCEPTIONS=0)
  target_link_libraries(${name} ${scope} ${layer_DEPENDS} fmt::fmt-header-only)
endfunction()

# highwater_precompile(NAME HEADER...): precompiles headers of clang, which take seconds to read.
function(highwater_precompile name)
  get_target_property(type ${name} TYPE)
  if(type STREQUAL INTERFACE_LIBRARY)
    return()
  endif()
  target_precompile_headers(${name} PRIVATE ${ARGN})
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(${name} PRIVATE -fpch-preprocess) # lets ccache see through the precompiled header
  else()
    target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()
