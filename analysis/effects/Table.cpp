// The block begins with 32-bit words in the order of `Header`; the places they name are offsets from its start.

#include "analysis/effects/Table.h"

#include "analysis/effects/Pack.h"

#include <map>

namespace highwater::effects {

namespace {

/// Words of the header: the texts' index, the files, then offset and count of each section.
enum Header { TextIndex, FileIndex, FileCount, FirstSection };
constexpr unsigned headerWords = FirstSection + 2 * Table::Sections;
constexpr unsigned wordsPerEntry = 3; ///< text id of the name, offset of the model, file

void appendWord(std::string &bytes, std::size_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8)
    bytes += static_cast<char>(value >> shift);
}

void setWord(std::string &bytes, std::size_t at, std::size_t value) {
  for (unsigned byte = 0; byte < 4; ++byte)
    bytes[at + byte] = static_cast<char>(value >> (8 * byte));
}

/// Entries of one section by name: text id, offset, file.
struct Entry {
  unsigned text;
  std::size_t offset;
  unsigned file;
};
using Index = std::map<std::string, Entry>;

template <typename T> void addEntry(Index &index, Packer &packer, const std::string &name, const T &model, unsigned file) {
  index[name] = {packer.textId(name), packer.bytes.size(), file};
  packer.put(model);
}

/// The methods first, then where they are, then the type itself.
void addType(Index &index, Packer &packer, const TypeModel &type, unsigned file) {
  std::vector<std::pair<unsigned, std::size_t>> places;
  for (auto at = type.methods.begin(); at != type.methods.end();) {
    std::vector<CallModel> overloads;
    for (auto end = type.methods.upper_bound(at->first); at != end; ++at)
      overloads.push_back(at->second);
    places.emplace_back(packer.textId(overloads[0].name), packer.bytes.size());
    packer.put(overloads);
  }
  index[type.name] = {packer.textId(type.name), packer.bytes.size(), file};
  packer.number(places.size());
  for (auto [text, offset] : places) {
    packer.number(text);
    packer.number(offset);
  }
  TypeModel shell = type;
  shell.methods.clear();
  packer.put(shell);
}

} // namespace

std::string packTable(llvm::ArrayRef<ModelFile> files) {
  Packer packer;
  packer.bytes.assign(headerWords * 4, '\0');
  Index sections[Table::Sections];
  std::vector<std::size_t> fileOffsets;
  for (const auto &file : files) {
    unsigned number = static_cast<unsigned>(fileOffsets.size());
    unsigned first = file.standardLibrary == "libc++" ? Table::LibcxxTypes : Table::Types;
    for (const TypeModel &type : file.types)
      addType(sections[first + Table::Types], packer, type, number);
    for (auto at = file.functions.begin(); at != file.functions.end();) {
      std::vector<CallModel> overloads;
      std::string name = at->first;
      for (; at != file.functions.end() && at->first == name; ++at)
        overloads.push_back(at->second);
      addEntry(sections[first + Table::Functions], packer, name, overloads, number);
    }
    for (const ObjectModel &object : file.objects)
      addEntry(sections[first + Table::Objects], packer, object.name, object, number);
    fileOffsets.push_back(packer.bytes.size());
    packer(file.path, file.library, file.reference, file.verified, file.standardLibrary, file.headers);
  }

  std::string &bytes = packer.bytes;
  auto align = [&] { bytes.resize((bytes.size() + 3) / 4 * 4); };
  for (unsigned section = 0; section < Table::Sections; ++section) {
    align();
    setWord(bytes, 4 * (FirstSection + 2 * section), bytes.size());
    setWord(bytes, 4 * (FirstSection + 2 * section + 1), sections[section].size());
    for (const auto &[name, entry] : sections[section])
      for (std::size_t value : {std::size_t(entry.text), entry.offset, std::size_t(entry.file)})
        appendWord(bytes, value);
  }
  align();
  setWord(bytes, 4 * FileIndex, bytes.size());
  setWord(bytes, 4 * FileCount, fileOffsets.size());
  for (std::size_t offset : fileOffsets)
    appendWord(bytes, offset);

  setWord(bytes, 4 * TextIndex, bytes.size());
  std::size_t start = bytes.size() + 4 * (packer.allTexts().size() + 1);
  for (const std::string &text : packer.allTexts()) {
    appendWord(bytes, start);
    start += text.size();
  }
  appendWord(bytes, start);
  for (const std::string &text : packer.allTexts())
    bytes += text;
  return bytes;
}

unsigned Table::word(std::size_t at) const {
  unsigned value = 0;
  for (unsigned byte = 0; byte < 4; ++byte)
    value |= static_cast<unsigned>(static_cast<unsigned char>(bytes[at + byte])) << (8 * byte);
  return value;
}

llvm::StringRef Table::text(unsigned id) const {
  std::size_t index = word(4 * TextIndex) + 4 * std::size_t(id);
  unsigned start = word(index), end = word(index + 4);
  return bytes.slice(start, end);
}

unsigned Table::size(Section section) const { return word(4 * (FirstSection + 2 * section + 1)); }

llvm::StringRef Table::name(Section section, unsigned index) const {
  return text(word(word(4 * (FirstSection + 2 * section)) + 4 * wordsPerEntry * std::size_t(index)));
}

unsigned Table::file(Section section, unsigned index) const {
  return word(word(4 * (FirstSection + 2 * section)) + 4 * (wordsPerEntry * std::size_t(index) + 2));
}

const char *Table::entry(Section section, unsigned index) const {
  return bytes.data() + word(word(4 * (FirstSection + 2 * section)) + 4 * (wordsPerEntry * std::size_t(index) + 1));
}

std::optional<unsigned> Table::find(Section section, llvm::StringRef wanted) const {
  unsigned low = 0, high = size(section);
  while (low < high) {
    unsigned middle = low + (high - low) / 2;
    int order = name(section, middle).compare(wanted);
    if (order == 0)
      return middle;
    (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
  }
  return std::nullopt;
}

template <typename T> static T unpack(const char *at, const Table &table) {
  T value;
  Unpacker(at, table).get(value);
  return value;
}

TypeModel Table::type(Section section, unsigned index) const {
  Unpacker unpacker(entry(section, index), *this);
  for (std::uint64_t left = 2 * unpacker.number(); left; --left)
    unpacker.number();
  TypeModel shell;
  unpacker.get(shell);
  return shell;
}

void Table::eachMethod(Section section, unsigned index,
                       llvm::function_ref<void(llvm::StringRef, const char *)> visit) const {
  Unpacker unpacker(entry(section, index), *this);
  for (std::uint64_t left = unpacker.number(); left; --left) {
    llvm::StringRef name = text(static_cast<unsigned>(unpacker.number()));
    visit(name, bytes.data() + unpacker.number());
  }
}

std::vector<CallModel> Table::methods(Section section, unsigned index, llvm::StringRef method) const {
  std::vector<CallModel> result;
  eachMethod(section, index, [&](llvm::StringRef name, const char *overloads) {
    if (name == method)
      result = unpack<std::vector<CallModel>>(overloads, *this);
  });
  return result;
}

TypeModel Table::wholeType(Section section, unsigned index) const {
  TypeModel whole = type(section, index);
  eachMethod(section, index, [&](llvm::StringRef, const char *overloads) {
    for (CallModel &call : unpack<std::vector<CallModel>>(overloads, *this)) {
      std::string name = call.name;
      whole.methods.emplace(std::move(name), std::move(call));
    }
  });
  return whole;
}

std::vector<CallModel> Table::calls(Section section, unsigned index) const {
  return unpack<std::vector<CallModel>>(entry(section, index), *this);
}

ObjectModel Table::object(Section section, unsigned index) const {
  return unpack<ObjectModel>(entry(section, index), *this);
}

unsigned Table::fileCount() const { return word(4 * FileCount); }

ModelFile Table::fileAt(unsigned index) const {
  ModelFile file;
  Unpacker unpacker(bytes.data() + word(word(4 * FileIndex) + 4 * std::size_t(index)), *this);
  unpacker(file.path, file.library, file.reference, file.verified, file.standardLibrary, file.headers);
  return file;
}

} // namespace highwater::effects
