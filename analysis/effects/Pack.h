// Models as bytes: compact, and decoded one entry at a time, so that a tool that needs ten types pays for ten types.
//
// A struct is a bit mask of the members that are not empty, then those members. Texts are numbers of a shared table.

#pragma once

#include "analysis/effects/Fields.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <cstring>
#include <string>
#include <tuple>
#include <vector>

namespace highwater::effects {

/// What a member holds if nothing was said.
template <typename T> bool isEmpty(const T &value) {
  if constexpr (std::is_same_v<T, Formula>)
    return value.kind == Formula::Number && value.number == 0;
  else if constexpr (std::is_same_v<T, Operand>)
    return value == Operand();
  else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
    return value == T();
  else if constexpr (requires { value.has_value(); })
    return !value.has_value();
  else if constexpr (requires { value.empty(); })
    return value.empty();
  else
    return false;
}

class Packer {
public:
  std::string bytes;

  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7)
      bytes += static_cast<char>(value | 0x80);
    bytes += static_cast<char>(value);
  }

  unsigned textId(llvm::StringRef text) {
    auto [entry, isNew] = ids.try_emplace(text, texts.size());
    if (isNew)
      texts.push_back(text.str());
    return entry->second;
  }

  template <typename T> void put(const T &value) {
    if constexpr (std::is_same_v<T, std::string>)
      number(textId(value));
    else if constexpr (std::is_same_v<T, double>)
      putDouble(value);
    else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
      number(static_cast<std::uint64_t>(value));
    else if constexpr (requires { value.has_value(); })
      put(*value); // the mask says whether it is there
    else if constexpr (requires { typename T::key_type; }) {
      number(value.size());
      for (const auto &[key, item] : value) {
        put(key);
        put(item);
      }
    } else if constexpr (requires { value.empty(); }) {
      number(value.size());
      for (const auto &item : value)
        put(item);
    } else
      visitFields(*this, value);
  }

  template <typename... Members> void operator()(const Members &...members) {
    std::uint64_t mask = 0;
    unsigned bit = 0;
    ((mask |= std::uint64_t(!isEmpty(members)) << bit++), ...);
    number(mask);
    ((isEmpty(members) ? void() : put(members)), ...);
  }

  const std::vector<std::string> &allTexts() const { return texts; }

private:
  void putDouble(double value) {
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    auto whole = static_cast<std::int64_t>(value);
    bool small = value >= -1e15 && value <= 1e15 && static_cast<double>(whole) == value;
    number(small ? (static_cast<std::uint64_t>(whole < 0 ? -whole : whole) << 2 | (whole < 0) << 1) : 1);
    if (!small)
      bytes.append(raw, sizeof raw);
  }

  llvm::StringMap<unsigned> ids;
  std::vector<std::string> texts;
};

/// Reads what a Packer wrote; the bytes are trusted, since the build made them.
class Unpacker {
public:
  /// `text` finds a text by its number.
  template <typename Texts> Unpacker(const char *at, const Texts &texts) : at(at), textOf(&call<Texts>), texts(&texts) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      auto byte = static_cast<unsigned char>(*at++);
      value |= std::uint64_t(byte & 0x7f) << shift;
      if (byte < 0x80)
        return value;
    }
  }

  template <typename T> void get(T &value) {
    if constexpr (std::is_same_v<T, std::string>)
      value = textOf(texts, static_cast<unsigned>(number())).str();
    else if constexpr (std::is_same_v<T, double>)
      value = getDouble();
    else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
      value = static_cast<T>(number());
    else if constexpr (requires { value.has_value(); })
      get(value.emplace());
    else if constexpr (requires { typename T::key_type; }) {
      for (std::uint64_t left = number(); left; --left) {
        typename T::key_type key;
        get(key);
        auto place = value.emplace_hint(value.end(), std::piecewise_construct, // they were written in order
                                        std::forward_as_tuple(std::move(key)), std::tuple<>());
        get(place->second);
      }
    } else if constexpr (requires { value.empty(); }) {
      value.resize(number());
      for (auto &item : value)
        get(item);
    } else
      visitFields(*this, value);
  }

  template <typename... Members> void operator()(Members &...members) {
    std::uint64_t mask = number();
    ((mask & 1 ? get(members) : clear(members), mask >>= 1), ...);
  }

private:
  template <typename T> static void clear(T &value) {
    if (!isEmpty(value))
      value = T();
  }

  template <typename Texts> static llvm::StringRef call(const void *texts, unsigned id) {
    return static_cast<const Texts *>(texts)->text(id);
  }

  double getDouble() {
    std::uint64_t code = number();
    if (code != 1)
      return (code & 2 ? -1.0 : 1.0) * static_cast<double>(code >> 2);
    double value;
    std::memcpy(&value, at, sizeof value);
    at += sizeof value;
    return value;
  }

  const char *at;
  llvm::StringRef (*textOf)(const void *, unsigned);
  const void *texts;
};

} // namespace highwater::effects
