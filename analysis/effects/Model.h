// What a library type holds and what a library call does to memory: the parsed form of a model file.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace highwater::effects {

/// What a formula of a model is about: `result`, `this`, `argN`, `*argN`, with `.field` steps. `this.element` is the
/// content slot of that name.
struct Operand {
  enum Base { Result, This, Argument } base = This;
  unsigned index = 0;               ///< of Argument, from 0
  bool pointee = false;             ///< `*argN`
  std::vector<std::string> fields;
  bool operator==(const Operand &) const = default;
};

/// A total arithmetic expression. Names that stand alone: a state variable of the type (`size`), `T0`, an operand.
struct Formula {
  enum Kind { Number, Name, Add, Subtract, Multiply, Divide, Call, Interval, Unknown } kind = Number;
  double number = 0;                ///< Number; Interval: its low end
  double high = 0;                  ///< Interval
  std::string name;                 ///< Name: a state variable or `T0`; Call: the function
  std::optional<Operand> operand;   ///< Name: set when the name is an operand
  std::vector<Formula> parts;
};

/// `state: formula`; relative ones add ("+1") to what is there.
struct Update {
  Operand target;                   ///< `this` with one field for a state variable (`size`); or `argN.size` …
  Formula value;
  bool relative = false;
};

/// The content of `from` becomes (joins) the content slot `slot` of `into`.
struct Content {
  enum How { Copy, Move, Forward } how = Forward; ///< Forward: moves if the argument is an rvalue
  Operand into;                     ///< usually `this`
  std::string slot;                 ///< "element", "key", "value", "target"
  Operand from;                     ///< `argN`, `argN.element` (the elements of a range), or a view's referent
  bool construct = false;           ///< built in place from `from` and all arguments behind it; if it is the last one: that one, forwarded
};

struct Returns {
  std::optional<Operand> viewOf;    ///< a pointer, reference, iterator or view of this
  std::optional<Formula> offset;    ///< of an iterator or pointer result: its distance from the first element
  std::optional<Operand> copyOf;    ///< an equal object
  std::optional<Operand> moveOf;    ///< the object itself, handed on
  std::optional<Formula> value;     ///< a number
  std::optional<Formula> heap;      ///< a new heap block of this many bytes
  bool ownerCaller = false;         ///< the caller must release it
  std::vector<Update> state;        ///< `returns: { size: …, capacity: … }`: a new object of the result's type with this state
  std::vector<Content> content;     ///< and this content
  std::optional<Formula> text;      ///< a string whose text is: arg0, concat(a, b), token(…): see docs/models.md
};

/// Where data enters: `source: { kind: file, of: arg0 }`.
struct Source {
  std::string kind;                 ///< file | stream | socket | environment | arguments | text | directory | memory | stdin
  Operand of;                       ///< path, descriptor, stream or text
  Operand into = {Operand::Result, 0, false, {}}; ///< the handle that now stands for it
};

/// One read from a handle: a record becomes the content of `into`.
struct Read {
  std::string record;               ///< line | token | word | block | character | all | entry
  Operand from;
  std::optional<Operand> into;      ///< a string, buffer or number that receives it; nothing: the result
  std::optional<Formula> limit;     ///< at most this many bytes
  std::optional<Formula> separator; ///< operand or literal character, for line and token
  std::optional<Operand> format;    ///< of words: says what they are, as for scanf; `into` is the first of many
  bool perCall = true;              ///< one record a call (a loop over it runs once for each); false: repeats itself
};

/// A handle goes on at another place of what it reads: `to` bytes from the beginning if `from` is 0 or not given.
struct Seek {
  Operand of;
  std::optional<Formula> to, from;
};

struct ArgumentModel {
  enum Ownership { Borrow, Take, Share, Out } ownership = Borrow;
  std::string until;                ///< `return` (default), `this` (kept as long as the object), `program`
};

/// `allocates: { into: "*arg0", heap: arg2 }`: the pointer `into` owns a new heap block of this many bytes afterwards; a
/// block that it owned before is replaced.
struct Allocation {
  Operand into;
  Formula heap;
};

struct Alternative {
  std::string use, why;
  std::optional<Formula> peak;      ///< bytes
};

/// The next option of a command line is taken, by letters and by the names in a table of rows (name, whether a value
/// follows, where to put the code, code). `index` and `argument` are variables of the library.
struct TakesOption {
  Operand words, letters;
  std::optional<Operand> names;
  std::string index, argument;
};

/// One function, method or constructor.
struct CallModel {
  std::string name;                 ///< qualified; of a method: its bare name
  std::vector<std::string> params;  ///< overload pattern by class of argument: int, real, iterator, pointer, text, self, list, function, type name, any; a last `...` is any number of arguments
  bool anyParams = true;            ///< `params` was not given
  std::string effect;               ///< load | load_chunk | stream | map | copy | alloc | free | transfer | retain | none, or empty
  std::vector<Update> updates;
  std::vector<Content> content;
  std::optional<Returns> returns;
  std::vector<Allocation> allocates;///< blocks for the caller to release, handed out through arguments
  std::vector<Operand> outside;     ///< what comes from outside the program, where `source` and `read` do not say so
  struct ByteCopy { Operand from, into; };
  std::optional<ByteCopy> copiesBytes; ///< what lies at `into` is what lies at `from`, byte by byte
  std::optional<Formula> stack;     ///< bytes taken from the stack until the caller returns
  std::optional<Formula> transient; ///< extra heap bytes during the call only
  std::optional<Formula> each;      ///< all of this happens so many times, one after the other
  std::optional<std::string> growth;///< `exact`: this call sizes exactly; else the type's growth applies
  std::optional<Source> source;
  std::optional<Read> read;
  std::optional<Seek> seeks;
  std::optional<Operand> frees;     ///< this heap block or content is released
  std::optional<Operand> empties;   ///< all content and state become 0, storage is released
  std::optional<Operand> swaps;     ///< `this` and this operand trade values
  std::optional<Operand> assignsFrom; ///< becomes a copy of (moves from, if an rvalue) this operand
  std::map<unsigned, ArgumentModel> arguments;
  struct Invoke {
    Operand callable;
    Formula times;
    std::vector<Operand> passing;
    bool later = false;             ///< another call of the object runs it, or its end
    bool together = false;          ///< all objects that the same container holds run theirs at this time
  };
  std::optional<Invoke> invokes;    ///< a callable argument is run so many times on these
  std::optional<TakesOption> option;
  std::optional<Alternative> alternative;
  std::vector<Operand> walks;       ///< ranges, texts and blocks that the call goes over once, from front to back
  std::optional<Formula> text;      ///< the text that `this` spells afterwards: `concat(this, arg0)`
  bool noReturn = false;
  bool keeps = false;               ///< the object may keep pointers to its arguments (constructors of views)
  unsigned line = 0;                ///< in its file
};

struct TypeModel {
  std::string name;                 ///< qualified: `std::vector`
  std::string role;                 ///< container | owner | view | handle | arena | stream | plain
  std::string argumentClass;        ///< what an overload pattern calls an argument of this type: iterator | text | list | function; or empty
  std::map<std::string, Formula> state; ///< state variables and their value after default construction
  std::map<std::string, std::string> slots; ///< content slots by name -> type argument (`element: T0`); from `content:`
  Formula heap;                     ///< bytes held; `heap(T0)` is the heap of one content of that type
  std::optional<Formula> growthCapacity;  ///< `max(2*capacity, size)`
  std::string growthTransient;      ///< `old + new`, or empty
  std::optional<Formula> growthStorage; ///< the block that is replaced when the capacity changes, without its contents: `chunk(capacity*sizeof(T0))`
  std::string unique;               ///< the slot of which no two contents are equal (`key` of a map), or empty; then `keys` of the state is the most different ones there can be
  bool copyTight = true;            ///< a copy has capacity = size
  bool shared = false;              ///< copies share one content (shared_ptr, cv::Mat)
  bool effectful = false;           ///< its end does something a person would notice (lock, file, thread)
  bool threadSafe = false;
  std::multimap<std::string, CallModel> methods; ///< by bare name; constructors under `(construct)`, destructor `(destroy)`
  unsigned line = 0;
};

/// A variable of a library that stands for data from outside: `std::cin`.
struct ObjectModel {
  std::string name;                 ///< qualified
  Source source;                    ///< into: `this`
  unsigned line = 0;
};

/// Bounds that a project states for its own parameters: `load_users#0`.
struct ParameterBound {
  std::string parameter;
  std::optional<double> typical, max; ///< bytes
};

struct ModelFile {
  std::string path;                 ///< for messages
  std::string library, reference, verified;
  std::string standardLibrary;      ///< `libstdc++`, `libc++`: holds for units built with it only; empty: for all
  std::vector<std::string> headers;
  bool inferred = false;
  std::vector<TypeModel> types;
  std::multimap<std::string, CallModel> functions; ///< by qualified name
  std::vector<ObjectModel> objects;
  std::vector<ParameterBound> bounds;
};

} // namespace highwater::effects
