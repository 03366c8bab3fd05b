// Types as the analysis sees them: names for models, layout for sizes, structure for composition.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace highwater::events {

using TypeId = unsigned; ///< index into Unit::types; 0 is void

struct Field {
  std::string name;   ///< a base class: `(base Spelling)`, as in Projection::field
  TypeId type = 0;
  bool operator==(const Field &) const = default;
};

/// One canonical, unqualified type. A modelled type is recognised by `name`; any other record by its fields.
struct Type {
  enum Kind { Void, Integer, Floating, Pointer, Reference, Array, Record, Function, Other };

  Kind kind = Void;
  std::string spelling;         ///< as a message shows it, `std::vector<std::string>`
  std::string name;             ///< of the pattern, without arguments and inline namespaces: `std::vector`; records only
  std::vector<TypeId> arguments;///< template type arguments, packs flattened; non-type arguments are left out
  std::uint64_t size = 0;       ///< bytes; 0 when incomplete
  std::uint64_t align = 1;
  TypeId pointee = 0;           ///< Pointer, Reference, Array element
  std::uint64_t count = 0;      ///< Array: elements
  bool isSigned = false;        ///< Integer
  bool constPointee = false;    ///< Pointer, Reference
  std::vector<Field> fields;    ///< Record: bases first, then members; closures: their captures
  bool system = false;          ///< declared in a system header
  bool closure = false;         ///< of a lambda
  bool polymorphic = false;
  bool userDestructor = false;  ///< a body written by a person runs at its end
  std::string destructorUsr;    ///< of that body, if the class is not of a system header
  bool copyConstructible = false, moveConstructible = false;
  bool moveAssignable = false, defaultConstructible = false; ///< what a fix may write
  bool operator==(const Type &) const = default;
};

} // namespace highwater::events
