// Files that were added are kept whole; entries of the embedded block are decoded when they are first asked for.

#include "analysis/effects/Catalog.h"

#include "analysis/effects/Table.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

#include <deque>
#include <fmt/format.h>
#include <mutex>
#include <optional>
#include <set>

namespace highwater::effects {

/// Where a name's model is: in a file that was added.
template <typename T> struct Placed {
  Layer layer;
  const ModelFile *file;
  T model;
};

/// One copy is shared by all catalogs made from it until one of them is added to.
struct Catalog::Contents {
  std::string library = "libstdc++";
  std::optional<Table> table;
  std::deque<std::pair<Layer, std::shared_ptr<const ModelFile>>> files;
  llvm::StringMap<Placed<const TypeModel *>> types;
  llvm::StringMap<Placed<std::vector<const CallModel *>>> functions;
  llvm::StringMap<Placed<const ObjectModel *>> objects;
  llvm::StringMap<Placed<const ParameterBound *>> bounds;

  /// A type of the table without its methods, and those of its methods that were asked for.
  struct DecodedType {
    TypeModel model;
    std::pair<Table::Section, unsigned> place;
    llvm::StringMap<std::vector<CallModel>> methods;
  };

  /// Entries of the table, decoded; null or empty where the table has none.
  struct Decoded {
    std::mutex mutex;
    llvm::StringMap<std::unique_ptr<DecodedType>> types;
    llvm::StringMap<std::pair<std::vector<CallModel>, std::vector<const CallModel *>>> functions;
    llvm::StringMap<std::unique_ptr<ObjectModel>> objects;
    std::deque<ModelFile> files;
  };
  std::shared_ptr<Decoded> decoded = std::make_shared<Decoded>();

  /// The section and index of a name: the standard library's own one first.
  std::optional<std::pair<Table::Section, unsigned>> locate(Table::Section section, llvm::StringRef name) const {
    if (!table)
      return std::nullopt;
    auto special = static_cast<Table::Section>(section + Table::LibcxxTypes);
    if (library == "libc++")
      if (auto index = table->find(special, name))
        return std::pair(special, *index);
    if (auto index = table->find(section, name))
      return std::pair(section, *index);
    return std::nullopt;
  }

  /// Files of the table, decoded once; the mutex is held.
  std::deque<ModelFile> &tableFiles() const {
    if (table && decoded->files.empty())
      for (unsigned index = 0; index < table->fileCount(); ++index)
        decoded->files.push_back(table->fileAt(index));
    return decoded->files;
  }
};

Catalog::Catalog() : contents(std::make_shared<Contents>()) {}

Catalog Catalog::embedded(llvm::StringRef bytes, llvm::StringRef standardLibrary) {
  Catalog catalog;
  catalog.contents->library = standardLibrary.str();
  catalog.contents->table.emplace(bytes);
  return catalog;
}

static std::string clash(const ModelFile &file, unsigned line, llvm::StringRef what, llvm::StringRef name,
                         const ModelFile &other, unsigned otherLine) {
  return fmt::format("{}:{}:1: error: {} '{}' is already described in {}:{}", file.path, line, what.str(), name.str(),
                     other.path, otherLine);
}

static bool sameParameters(const CallModel &a, const CallModel &b) {
  return a.anyParams == b.anyParams && a.params == b.params;
}

/// The first key of `file` that its layer already has, as an error message; empty if there is none.
template <typename Contents>
static std::string findClash(const ModelFile &file, Layer layer, const Contents &contents) {
  for (const TypeModel &type : file.types)
    if (auto found = contents.types.find(type.name); found != contents.types.end() && found->second.layer == layer)
      return clash(file, type.line, "type", type.name, *found->second.file, found->second.model->line);
  for (const auto &[name, call] : file.functions)
    if (auto found = contents.functions.find(name); found != contents.functions.end() && found->second.layer == layer)
      for (const CallModel *other : found->second.model)
        if (sameParameters(call, *other))
          return clash(file, call.line, "function", name, *found->second.file, other->line);
  for (const ObjectModel &object : file.objects)
    if (auto found = contents.objects.find(object.name);
        found != contents.objects.end() && found->second.layer == layer)
      return clash(file, object.line, "object", object.name, *found->second.file, found->second.model->line);
  for (const ParameterBound &bound : file.bounds)
    if (auto found = contents.bounds.find(bound.parameter);
        found != contents.bounds.end() && found->second.layer == layer)
      return clash(file, 1, "bound", bound.parameter, *found->second.file, 1);
  return "";
}

template <typename Map, typename T>
static void place(Map &map, llvm::StringRef name, Layer layer, const ModelFile *file, const T *model) {
  auto [entry, isNew] = map.try_emplace(name, typename Map::mapped_type{layer, file, model});
  if (!isNew && entry->second.layer <= layer)
    entry->second = {layer, file, model};
}

llvm::Error Catalog::add(ModelFile file, Layer layer) {
  if (!file.standardLibrary.empty() && file.standardLibrary != contents->library)
    return llvm::Error::success();
  if (std::string message = findClash(file, layer, *contents); !message.empty())
    return llvm::createStringError(message);
  if (contents.use_count() > 1)
    contents = std::make_shared<Contents>(*contents);

  auto kept = std::make_shared<const ModelFile>(std::move(file));
  contents->files.emplace_back(layer, kept);
  for (const TypeModel &type : kept->types)
    place(contents->types, type.name, layer, kept.get(), &type);
  for (const auto &[name, call] : kept->functions) {
    auto &entry = contents->functions.try_emplace(name, Placed<std::vector<const CallModel *>>{layer, kept.get(), {}})
                      .first->second;
    if (entry.layer < layer)
      entry = {layer, kept.get(), {}};
    if (entry.layer == layer)
      entry.model.push_back(&call);
  }
  for (const ObjectModel &object : kept->objects)
    place(contents->objects, object.name, layer, kept.get(), &object);
  for (const ParameterBound &bound : kept->bounds)
    place(contents->bounds, bound.parameter, layer, kept.get(), &bound);
  return llvm::Error::success();
}

llvm::Error Catalog::read(llvm::StringRef text, llvm::StringRef path, Layer layer) {
  auto file = readModel(text, path, this);
  return file ? add(std::move(*file), layer) : file.takeError();
}

const TypeModel *Catalog::type(llvm::StringRef qualifiedName) const {
  if (auto found = contents->types.find(qualifiedName); found != contents->types.end())
    return found->second.model;
  if (!contents->table)
    return nullptr;
  std::lock_guard lock(contents->decoded->mutex);
  auto [entry, isNew] = contents->decoded->types.try_emplace(qualifiedName);
  if (isNew)
    if (auto place = contents->locate(Table::Types, qualifiedName))
      entry->second = std::make_unique<Contents::DecodedType>(
          Contents::DecodedType{contents->table->type(place->first, place->second), *place, {}});
  return entry->second ? &entry->second->model : nullptr;
}

std::optional<TypeModel> Catalog::wholeType(llvm::StringRef qualifiedName) const {
  if (auto found = contents->types.find(qualifiedName); found != contents->types.end())
    return *found->second.model;
  if (auto place = contents->locate(Table::Types, qualifiedName))
    return contents->table->wholeType(place->first, place->second);
  return std::nullopt;
}

llvm::ArrayRef<const CallModel *> Catalog::functions(llvm::StringRef qualifiedName) const {
  if (auto found = contents->functions.find(qualifiedName); found != contents->functions.end())
    return found->second.model;
  if (!contents->table)
    return {};
  std::lock_guard lock(contents->decoded->mutex);
  auto [entry, isNew] = contents->decoded->functions.try_emplace(qualifiedName);
  auto &[calls, pointers] = entry->second;
  if (isNew)
    if (auto place = contents->locate(Table::Functions, qualifiedName)) {
      calls = contents->table->calls(place->first, place->second);
      for (const CallModel &call : calls)
        pointers.push_back(&call);
    }
  return pointers;
}

std::vector<const CallModel *> Catalog::methods(const TypeModel &type, llvm::StringRef name) const {
  std::vector<const CallModel *> result;
  if (contents->table) {
    std::lock_guard lock(contents->decoded->mutex);
    auto entry = contents->decoded->types.find(type.name);
    if (entry != contents->decoded->types.end() && entry->second && &entry->second->model == &type) {
      auto [method, isNew] = entry->second->methods.try_emplace(name);
      auto [section, index] = entry->second->place;
      if (isNew)
        method->second = contents->table->methods(section, index, name);
      for (const CallModel &call : method->second)
        result.push_back(&call);
      return result;
    }
  }
  auto [first, last] = type.methods.equal_range(name.str());
  for (auto method = first; method != last; ++method)
    result.push_back(&method->second);
  return result;
}

const ObjectModel *Catalog::object(llvm::StringRef qualifiedName) const {
  if (auto found = contents->objects.find(qualifiedName); found != contents->objects.end())
    return found->second.model;
  if (!contents->table)
    return nullptr;
  std::lock_guard lock(contents->decoded->mutex);
  auto [entry, isNew] = contents->decoded->objects.try_emplace(qualifiedName);
  if (isNew)
    if (auto place = contents->locate(Table::Objects, qualifiedName))
      entry->second = std::make_unique<ObjectModel>(contents->table->object(place->first, place->second));
  return entry->second.get();
}

const ParameterBound *Catalog::bound(llvm::StringRef parameter) const {
  auto found = contents->bounds.find(parameter);
  return found == contents->bounds.end() ? nullptr : found->second.model;
}

std::vector<Catalog::File> Catalog::files() const {
  std::vector<File> result;
  if (contents->table) {
    std::lock_guard lock(contents->decoded->mutex);
    for (const ModelFile &file : contents->tableFiles())
      result.push_back({&file, Layer::Shipped, 0, 0});
    for (unsigned section = 0; section < Table::Sections; ++section)
      for (unsigned index = 0; index < contents->table->size(static_cast<Table::Section>(section)); ++index) {
        File &file = result[contents->table->file(static_cast<Table::Section>(section), index)];
        (section % 3 == Table::Types ? file.types : file.functions) += section % 3 != Table::Objects;
      }
  }
  for (const auto &[layer, file] : contents->files) {
    unsigned functions = 0;
    for (auto at = file->functions.begin(); at != file->functions.end(); at = file->functions.upper_bound(at->first))
      ++functions;
    result.push_back({file.get(), layer, static_cast<unsigned>(file->types.size()), functions});
  }
  return result;
}

std::vector<llvm::StringRef> Catalog::names() const {
  std::set<llvm::StringRef> names;
  for (const auto &entry : contents->types)
    names.insert(entry.first());
  for (const auto &entry : contents->functions)
    names.insert(entry.first());
  for (const auto &entry : contents->objects)
    names.insert(entry.first());
  for (unsigned section = 0; contents->table && section < Table::Sections; ++section)
    if (section < Table::LibcxxTypes || contents->library == "libc++")
      for (unsigned index = 0; index < contents->table->size(static_cast<Table::Section>(section)); ++index)
        names.insert(contents->table->name(static_cast<Table::Section>(section), index));
  return {names.begin(), names.end()};
}

const ModelFile *Catalog::fileOf(llvm::StringRef qualifiedName) const {
  if (auto found = contents->types.find(qualifiedName); found != contents->types.end())
    return found->second.file;
  if (auto found = contents->functions.find(qualifiedName); found != contents->functions.end())
    return found->second.file;
  if (auto found = contents->objects.find(qualifiedName); found != contents->objects.end())
    return found->second.file;
  for (Table::Section section : {Table::Types, Table::Functions, Table::Objects})
    if (auto place = contents->locate(section, qualifiedName)) {
      std::lock_guard lock(contents->decoded->mutex);
      return &contents->tableFiles()[contents->table->file(place->first, place->second)];
    }
  return nullptr;
}

llvm::StringRef Catalog::standardLibrary() const { return contents->library; }

} // namespace highwater::effects
