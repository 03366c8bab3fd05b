# Finds LLVM and Clang 22.1, the one version whose interfaces the code is written against.
#
# Several LLVMs often sit side by side, so llvm-config-22 is asked first. The version is spelled 22.1 because LLVM's own
# version file refuses a bare 22.

find_program(LLVM_CONFIG NAMES llvm-config-22 HINTS /usr/lib/llvm-22/bin)
if(LLVM_CONFIG)
  execute_process(COMMAND ${LLVM_CONFIG} --cmakedir OUTPUT_VARIABLE llvmCMakeDir OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
find_package(LLVM 22.1 QUIET CONFIG HINTS ${llvmCMakeDir})
if(LLVM_FOUND)
  find_package(Clang QUIET CONFIG HINTS ${LLVM_DIR}/../clang NO_DEFAULT_PATH)
endif()
if(NOT LLVM_FOUND OR NOT Clang_FOUND)
  message(FATAL_ERROR "highwater needs LLVM and Clang 22.1 (Debian packages: llvm-22-dev libclang-22-dev); "
    "run scripts/setup, or point LLVM_DIR at the folder that 'llvm-config-22 --cmakedir' prints.")
endif()
message(STATUS "LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_DIR}")

# Beside LLVM's headers may be those of its libc++abi, which are not for programs that use another library.
set(llvmHeaders ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
list(REMOVE_DUPLICATES llvmHeaders)
foreach(folder ${llvmHeaders})
  if(NOT EXISTS ${folder}/cxxabi.h)
    include_directories(SYSTEM ${folder})
    continue()
  endif()
  foreach(part llvm llvm-c clang clang-c clang-tidy)
    if(EXISTS ${folder}/${part})
      file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/llvm-headers)
      file(CREATE_LINK ${folder}/${part} ${PROJECT_BINARY_DIR}/llvm-headers/${part} SYMBOLIC)
    endif()
  endforeach()
  include_directories(SYSTEM ${PROJECT_BINARY_DIR}/llvm-headers)
endforeach()
separate_arguments(llvmDefinitions NATIVE_COMMAND ${LLVM_DEFINITIONS})
add_compile_options(${llvmDefinitions})
if(NOT LLVM_ENABLE_RTTI)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
endif()
