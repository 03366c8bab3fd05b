// The memory IR: what a function does that matters to memory, as a closed set of events without any clang type.
//
// A unit is a pure function of source and flags. It names library functions and types, but says nothing of what they
// do: that is the models' business, so a changed model never invalidates a unit.

#pragma once

#include "analysis/events/Type.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace highwater::events {

using VarId = unsigned;
using BlockId = unsigned;
inline constexpr unsigned none = ~0u;

/// A position in a file of the unit; line and column from 1, offset in bytes from 0.
struct Location {
  unsigned file = none; ///< index into Unit::files
  unsigned line = 0, column = 0, offset = 0;
  bool valid() const { return file != none; }
  bool operator==(const Location &) const = default;
};

struct Operand;

/// One step from an object to a part of it or to what it refers to.
struct Projection {
  enum Kind { Field, Deref, Element } kind = Field;
  /// Of a closure: `(listed)` is the text it is listed with in the source, if any.
  std::string field;                    ///< Field: its name; a base of a class that is not a system one: `(base Spelling)`
  std::shared_ptr<const Operand> index; ///< Element of an array or through a pointer; may be null
};

/// An object: a variable, then a path to a part of it. `*p` is {p, Deref}; `p->x[i]` is {p, Deref, x, Element i}.
struct Place {
  VarId root = none;
  std::vector<Projection> path;
  bool valid() const { return root != none; }
};

/// A side-effect-free value computed from places at the time of its event.
struct Operand {
  enum Kind {
    None,     ///< nothing is known about the value (a float, a string we don't follow)
    Integer, Real, Text, Null,
    Read,     ///< the value stored in `place`; of class type: the object itself
    Address,  ///< a pointer or reference to `place`
    Unary, Binary,
    Cast,     ///< conversion to `type` (integers: the narrowing bounds the value)
    Select,   ///< operands[0] ? operands[1] : operands[2]
    SizeOf,   ///< of `type`: kept symbolic, so that a reader can still see it
    Function, ///< the address of function `text` (USR; of a library: its name), listed with the texts `operands`
  };
  Kind kind = None;
  TypeId type = 0;
  std::int64_t integer = 0;
  double real = 0;
  std::string text;           ///< Text: the literal; Unary/Binary: the operator as written in C; Function: USR
  Place place;
  std::vector<Operand> operands;
};

/// How an argument reaches a parameter.
enum class Passing { Value, ConstReference, Reference, RvalueReference, ConstPointer, Pointer };

struct Argument {
  Operand value;              ///< Value of class type: Read of a temporary that the caller owns; references: Address
  Passing passing = Passing::Value;
  TypeId parameter = 0;       ///< the parameter's type; 0 for variadic ones
  Location name;              ///< where a variable is named that is passed by reference to const, and nothing else is
};

/// Whom a call reaches.
struct Callee {
  enum Kind { Function, Method, Constructor, Destructor, Indirect } kind = Function;
  std::string name;           ///< qualified, of the pattern, no inline namespaces: `std::vector::push_back`; constructors `std::vector::vector`; `operator+`
  std::string usr;            ///< key of the body in summaries; internal linkage is qualified by the unit
  TypeId record = 0;          ///< class of a method
  bool isVirtual = false;     ///< dispatched at run time
  bool system = false;        ///< declared in a system header
  bool noReturn = false;
  bool constMethod = false;
  bool returnsReference = false;
  Operand target;             ///< Indirect: the pointer or callable
};

struct Event {
  enum Kind {
    Declare,  ///< storage of `place.root` begins (of temporaries: only those of record type); nothing else initializes a
              ///< record that has no constructor to call
    Set,      ///< `place` = `value`: numbers, pointers; binding a reference is setting it to an Address
    Copy,     ///< `place` is copied from `source`: record types, by a copy constructor or assignment that is implicit or of a library
    Move,     ///< likewise moved
    Call,     ///< `callee` with `object` and `arguments`; the result, if any, goes to `place`
    Allocate, ///< new: `place` (a pointer) gets `value` elements of `type`; constructors follow as calls on *place
    Free,     ///< delete of the pointer `place`; destructors implied
    Use,      ///< `place` is read with no other event to show it
    End,      ///< `place.root` ends: the destructor runs, storage is gone; nothing happens if it did not begin
    Return,
  };
  Kind kind = Use;
  Place place;
  Place source;               ///< Copy, Move
  Operand value;              ///< Set, Allocate's count (Integer 1 for a single object)
  TypeId type = 0;            ///< Allocate
  Callee callee;              ///< Call
  std::optional<Operand> object; ///< Call: the implicit object, an Address
  std::vector<Argument> arguments;
  bool initializes = false;   ///< Set, Copy, Move, Call: `place` holds nothing before
  bool array = false;         ///< Allocate, Free
  bool throwaway = false;     ///< Call: the result is not used by the program
  Location location;          ///< of the expression
  Location name;              ///< Copy: where the source is named, if it is a variable's name and nothing else
  unsigned statement = none;  ///< index into Body::statements
};

/// How a block ends.
struct Terminator {
  enum Kind { Jump, Branch, Switch, Each, Exit } kind = Jump;
  Operand condition;          ///< Branch: successors are {true, false}; Switch: the value
  Place range;                ///< Each: successors are {next element, done}; the range that is walked
  VarId element = none;       ///< Each: the loop variable, set at the start of the first successor by an ordinary event
  std::vector<std::int64_t> cases; ///< Switch: value of successors[i]; the last successor is the default
  /// `none` where clang knows it cannot be reached. A Jump without successors: a throw, or a call that does not return.
  std::vector<BlockId> successors;
  Location location;
};

struct Block {
  std::vector<Event> events;
  Terminator terminator;
};

struct Variable {
  enum Storage { Local, Parameter, Temporary, Global, StaticLocal, This, Result };
  std::string name;           ///< empty for temporaries
  TypeId type = 0;
  Storage storage = Local;
  unsigned index = none;      ///< Parameter: its position
  std::string usr;            ///< Global, StaticLocal
  Location location;
  unsigned scope = none;      ///< index into Body::scopes; of a local
  bool constant = false;      ///< declared const: no fix may assign to it
  std::optional<std::int64_t> value; ///< Global: the number that a constant always is
};

/// A block of statements, for fixes: where an edit may go.
struct Scope {
  unsigned parent = none;
  Location begin, end;        ///< of the braces
  bool loop = false;          ///< the body of a loop
};

/// A full statement in a block: fixes insert behind `end`.
struct Statement {
  Location begin, end;        ///< `end` is just behind the semicolon or closing brace
  /// Offsets of the lines that it has to itself, a comment behind it and the line break included; `none` if it shares them.
  unsigned firstLine = none, nextLine = none;
  unsigned scope = none;
  bool inMacro = false;
  bool declaration = false;   ///< declares variables, which are in scope behind it
  bool braced = true;         ///< false: alone under an if or a loop without braces; an edit behind `end` falls out of it
};

struct Body {
  std::vector<Variable> variables;
  std::vector<Block> blocks;  ///< in reverse post-order; block 0 is the entry
  std::vector<Scope> scopes;
  std::vector<Statement> statements;
};

struct Function {
  std::string usr;
  std::string name;           ///< qualified, for people: `Model::fit`
  std::string file;           ///< duplicate of the location's file, so that summaries stand alone
  Location location;
  TypeId record = 0;          ///< of a method
  TypeId result = 0;
  std::vector<TypeId> parameters;
  std::vector<std::string> overrides; ///< USRs of the virtual methods it overrides
  std::optional<std::string> budget;  ///< the text of HIGHWATER_BUDGET
  bool isMain = false;
  bool inMainFile = true;     ///< written in the unit's main file, not in a header
  bool instantiation = false; ///< of a template
  bool local = false;         ///< declared in the unit's main file only: other units don't know it
  std::string language;       ///< "c" or "c++"
  std::string gaveUp;         ///< why there is no body ("5,000 blocks"), else empty
  Body body;
};

/// One translation unit.
struct Unit {
  std::string mainFile;
  std::string standardLibrary;        ///< "libstdc++", "libc++" or empty
  std::vector<std::string> files;
  std::vector<Type> types;
  std::vector<Variable> globals;      ///< with usr and type
  std::vector<Function> functions;
  Function globalInitializers;        ///< runs before main; may be empty
};

} // namespace highwater::events
