# Writes OUTPUT, a source file with the text of every page in PAGES.
set(table "")
foreach(page ${PAGES})
  cmake_path(GET page STEM name)
  file(READ ${page} text)
  string(APPEND table "    {\"${name}\", R\"~~(${text})~~\"},\n")
endforeach()
if(table STREQUAL "")
  set(body "  return {};\n")
else()
  set(body "  static constexpr Page table[] = {\n${table}  };\n  return table;\n")
endif()
file(WRITE ${OUTPUT} "#include \"driver/cli/Pages.h\"

namespace highwater::driver {

llvm::ArrayRef<Page> pages() {
${body}}

} // namespace highwater::driver
")
