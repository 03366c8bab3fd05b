# highwater_share(TARGET FOLDER FILE...): files for people to read, in share/highwater/FOLDER, found beside the
# executables in the build tree as once installed.
function(highwater_share target folder)
  set(copies)
  foreach(file ${ARGN})
    cmake_path(GET file FILENAME name)
    set(copy ${PROJECT_BINARY_DIR}/share/highwater/${folder}/${name})
    add_custom_command(OUTPUT ${copy} COMMAND ${CMAKE_COMMAND} -E copy ${file} ${copy} DEPENDS ${file} VERBATIM)
    list(APPEND copies ${copy})
  endforeach()
  add_custom_target(${target} ALL DEPENDS ${copies})
  install(FILES ${ARGN} DESTINATION ${CMAKE_INSTALL_DATADIR}/highwater/${folder})
endfunction()
