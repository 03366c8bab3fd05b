// Case counts: `.C` is C++, `.H` a header of it.

#include "driver/cli/Languages.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"

namespace highwater::driver {

Language languageOf(llvm::StringRef file) {
  return llvm::StringSwitch<Language>(llvm::sys::path::extension(file))
      .Cases({".c", ".cc", ".cp", ".cpp", ".cxx", ".c++", ".C", ".CPP", ".cppm", ".ixx", ".ccm"}, Language::Source)
      .Cases({".h", ".hh", ".hp", ".hpp", ".hxx", ".h++", ".H", ".ipp", ".inl", ".tpp", ".tcc", ".txx"},
             Language::Header)
      .Cases({".inc", ".def", ".impl"}, Language::Fragment)
      .Default(Language::None);
}

} // namespace highwater::driver
