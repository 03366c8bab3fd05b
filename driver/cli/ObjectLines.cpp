// Names of the object are followed through the events of functions until no function learns another one. Which of a
// record's members leads to it is kept, so that one capture of a lambda is not taken for another.

#include "driver/cli/ObjectLines.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

#include <map>

namespace highwater::driver {

using events::Argument;
using events::Event;
using events::Function;
using events::Operand;
using events::Passing;
using events::Place;
using events::Projection;
using events::Unit;
using events::Variable;

namespace {

/// A variable, or one member of it, that is the object or leads to it.
struct Name {
  events::VarId variable = events::none;
  std::string member;
  auto operator<=>(const Name &) const = default;
};

struct Body {
  const Unit *unit = nullptr;
  const Function *function = nullptr;
  auto operator<=>(const Body &) const = default;
};

class Names {
public:
  explicit Names(const program::Program &program) {
    for (const Unit &unit : program.units())
      for (const Function &function : unit.functions) {
        bodies[function.usr].push_back({&unit, &function});
        for (const std::string &overridden : function.overrides)
          bodies[overridden].push_back({&unit, &function});
      }
  }

  void add(Body body, Name name) {
    if (known[body].insert(std::move(name)).second)
      left.insert(body);
  }

  void follow() {
    while (!left.empty()) {
      current = *left.begin();
      left.erase(left.begin());
      eachEvent([&](const Event &event) { follow(event); });
    }
  }

  void collect(std::set<SourceLine> &into) {
    for (const auto &[body, names] : known) {
      current = body;
      eachEvent([&](const Event &event) {
        if (changes(event) && event.location.valid())
          into.insert({body.unit->files[event.location.file], event.location.line});
      });
    }
  }

private:
  void eachEvent(llvm::function_ref<void(const Event &)> visit) const {
    for (const events::Block &block : current.function->body.blocks)
      for (const Event &event : block.events)
        visit(event);
  }

  static std::string memberOf(const Place &place) {
    for (const Projection &step : place.path)
      if (step.kind == Projection::Field)
        return step.field;
    return "";
  }

  /// The name by which `place` is, contains or leads to the object.
  const Name *named(const Place &place) const {
    auto names = known.find(current);
    if (!place.valid() || names == known.end())
      return nullptr;
    std::string member = memberOf(place);
    for (auto name = names->second.lower_bound({place.root, ""}); name != names->second.end(); ++name) {
      if (name->variable != place.root)
        return nullptr;
      if (name->member.empty() || member.empty() || name->member == member)
        return &*name;
    }
    return nullptr;
  }

  const Name *named(const Operand &value) const {
    if (value.kind == Operand::Address || value.kind == Operand::Read)
      return named(value.place);
    for (const Operand &each : value.operands)
      if (const Name *name = named(each))
        return name;
    return nullptr;
  }

  static bool mayChange(const Argument &argument) {
    return argument.passing != Passing::ConstReference && argument.passing != Passing::ConstPointer;
  }

  const events::Type &typeOf(const Place &place) const {
    return current.unit->types[current.function->body.variables[place.root].type];
  }

  bool isNumber(const Place &place) const {
    if (!place.valid())
      return true;
    events::Type::Kind kind = typeOf(place).kind;
    return place.path.empty() && (kind == events::Type::Integer || kind == events::Type::Floating);
  }

  /// A callable may be constant, and change what it captured.
  const Name *changedObject(const Event &call) const {
    if (!call.object || !call.object->place.valid())
      return nullptr;
    bool constant = call.callee.constMethod && !typeOf(call.object->place).closure;
    return constant ? nullptr : named(*call.object);
  }

  bool passes(const Event &call) const {
    return changedObject(call) ||
           llvm::any_of(call.arguments, [&](const Argument &each) { return mayChange(each) && named(each.value); });
  }

  bool changes(const Event &event) const {
    if (event.kind == Event::Use || event.kind == Event::End || event.kind == Event::Free || event.kind == Event::Return)
      return false;
    return named(event.place) || (event.kind == Event::Call && passes(event));
  }

  /// What a place is read from is part of the object, too.
  void addSource(const Operand &value) {
    bool reads = value.kind == Operand::Read || value.kind == Operand::Address;
    if (reads && value.place.valid() && !isNumber(value.place))
      add(current, {value.place.root, memberOf(value.place)});
  }

  /// `rows.push_back(std::move(row))`, `table->rows[i] = copy`
  void followBack(const Event &event) {
    if (event.kind == Event::Move && named(event.place))
      add(current, {event.source.root, memberOf(event.source)});
    if (event.kind == Event::Set && event.value.kind == Operand::Read && !isNumber(event.place) && named(event.place))
      addSource(event.value);
    if (event.kind == Event::Call && changedObject(event))
      for (const Argument &argument : event.arguments)
        if (argument.passing == Passing::RvalueReference || (argument.passing == Passing::Value && isTemporary(argument.value.place)))
          addSource(argument.value);
  }

  bool isTemporary(const Place &place) const {
    return place.valid() && current.function->body.variables[place.root].storage == Variable::Temporary;
  }

  /// `auto &row = rows[i]`, `Node *at = head`, a capture, `std::back_inserter(rows)`
  void follow(const Event &event) {
    followBack(event);
    if (event.kind == Event::Set && event.place.valid() && !isNumber(event.place) && named(event.value))
      add(current, {event.place.root, memberOf(event.place)});
    if (event.kind != Event::Call)
      return;
    if (event.place.valid() && passes(event) && (event.callee.returnsReference || isTemporary(event.place)))
      add(current, {event.place.root, ""});
    auto callees = bodies.find(event.callee.usr);
    if (callees != bodies.end()) {
      for (const Body &callee : callees->second)
        enter(callee, event, 0);
      return;
    }
    for (auto [i, argument] : llvm::enumerate(event.arguments))
      enterCallable(event, argument.value, i + 1);
  }

  /// What a library is given to call: `std::thread(worker, std::ref(rows))`, `std::for_each(…, [&] …)`
  void enterCallable(const Event &call, const Operand &callable, unsigned given) {
    if (callable.kind == Operand::Function) {
      if (auto found = bodies.find(callable.text); found != bodies.end())
        for (const Body &callee : found->second)
          enter(callee, call, given);
      return;
    }
    const Name *name = named(callable);
    if (!name)
      return;
    events::TypeId type = current.function->body.variables[name->variable].type;
    for (const Function &function : current.unit->functions)
      if (function.record != 0 && function.record == type && llvm::StringRef(function.name).ends_with("operator()"))
        nameIn({current.unit, &function}, Variable::This, events::none, name->member);
  }

  /// The parameters that the arguments from `first` on become.
  void enter(const Body &callee, const Event &call, unsigned first) {
    if (const Name *name = first == 0 ? changedObject(call) : nullptr)
      nameIn(callee, Variable::This, events::none, call.object->place.path.empty() ? name->member : "");
    for (auto [i, argument] : llvm::enumerate(llvm::ArrayRef(call.arguments).drop_front(first)))
      if (mayChange(argument) && named(argument.value))
        nameIn(callee, Variable::Parameter, i, "");
  }

  void nameIn(const Body &callee, Variable::Storage storage, unsigned index, const std::string &member) {
    for (auto [id, variable] : llvm::enumerate(callee.function->body.variables))
      if (variable.storage == storage && (storage == Variable::This || variable.index == index))
        add(callee, {static_cast<events::VarId>(id), member});
  }

  llvm::StringMap<std::vector<Body>> bodies; ///< by what calls name
  std::map<Body, std::set<Name>> known;
  std::set<Body> left; ///< to be gone over again
  Body current;
};

} // namespace

/// An object that has no place of its own goes by what it is called where the peak is.
static bool isObjectOf(const summary::Contribution &object, const std::string &inner, const Function &function,
                       const Variable &variable) {
  switch (variable.storage) {
  case Variable::Global:
  case Variable::StaticLocal: return variable.name == object.object;
  case Variable::This: return object.object == "*this" && function.name == inner;
  case Variable::Result: return object.object == "the result of " + function.name;
  default: return false;
  }
}

static bool isDeclaredAt(const summary::Site &site, const Unit &unit, const events::Location &location) {
  return location.valid() && location.offset == site.offset && location.line == site.line &&
         unit.files[location.file] == site.file;
}

std::set<SourceLine> linesOf(const summary::Contribution &object, const summary::Witness &witness,
                             const program::Program &program) {
  const summary::Site &site = object.allocated;
  std::set<SourceLine> result;
  if (site.line != 0)
    result.insert({site.file, site.line});
  Names names(program);
  for (const Unit &unit : program.units())
    for (const Function &function : unit.functions)
      for (auto [id, variable] : llvm::enumerate(function.body.variables))
        if (site.line != 0 ? isDeclaredAt(site, unit, variable.location)
                           : isObjectOf(object, witness.site.function, function, variable))
          names.add({&unit, &function}, {static_cast<events::VarId>(id), ""});
  names.follow();
  names.collect(result);
  return result;
}

} // namespace highwater::driver
