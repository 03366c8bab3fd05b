# Writes OUTPUT, a source file with the version of the tool and a hash of FILES, the code that turns sources into events.
set(text "")
foreach(file ${FILES})
  file(SHA256 ${file} hash)
  string(APPEND text "${hash}\n")
endforeach()
string(SHA256 fingerprint "${text}")
string(SUBSTRING ${fingerprint} 0 12 fingerprint)
file(WRITE ${OUTPUT} "#include \"driver/summaries/StoredUnit.h\"

namespace highwater::driver {

const llvm::StringLiteral toolVersion = \"${VERSION} ${fingerprint} (LLVM ${LLVM})\";

} // namespace highwater::driver
")
