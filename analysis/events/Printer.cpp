// Prints functions for people and for tests: names instead of ids, lines instead of offsets.

#include "analysis/events/Text.h"
#include "analysis/events/Values.h"
#include "analysis/events/Words.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace highwater::events;
using llvm::raw_ostream;
using llvm::StringRef;

namespace {

class Printer {
public:
  Printer(const Unit &unit, const Function &function, raw_ostream &out)
      : unit(unit), function(function), out(out) {
    nameVariables();
  }

  void print() {
    header();
    if (!function.gaveUp.empty())
      out << "  gave up: " << function.gaveUp << '\n';
    for (unsigned id = 0; id != function.body.blocks.size(); ++id) {
      const Block &block = function.body.blocks[id];
      out << "  B" << id << ":\n";
      for (const Event &each : block.events) {
        out << "    ";
        event(each);
        line(each.location);
      }
      out << "    ";
      terminator(block.terminator);
      line(block.terminator.location);
    }
  }

private:
  /// Temporaries are `$ID`; a name that several variables have is followed by `#ID`, save for the
  /// first.
  void nameVariables() {
    llvm::StringMap<unsigned> seen;
    for (unsigned id = 0; id != function.body.variables.size(); ++id) {
      const Variable &variable = function.body.variables[id];
      std::string name = variable.name;
      if (variable.storage == Variable::This)
        name = "this";
      else if (variable.storage == Variable::Result)
        name = "result";
      else if (name.empty())
        name = "$" + std::to_string(id);
      if (seen[name]++)
        name += "#" + std::to_string(id);
      names.push_back(std::move(name));
    }
  }

  StringRef spelling(TypeId type) const {
    return type < unit.types.size() ? StringRef(unit.types[type].spelling) : StringRef("?");
  }
  StringRef name(VarId id) const {
    return id < names.size() ? StringRef(names[id]) : StringRef("?");
  }

  void line(const Location &at) {
    if (at.valid())
      out << "  line " << at.line;
    out << '\n';
  }

  void header() {
    out << function.name << '(';
    llvm::interleaveComma(function.parameters, out, [&](TypeId type) { out << spelling(type); });
    out << ") -> " << spelling(function.result);
    if (function.isMain)
      out << "  main";
    if (function.instantiation)
      out << "  instantiation";
    if (function.budget)
      out << "  budget " << *function.budget;
    line(function.location);
  }

  /// As C spells it, but a dereference is written behind: `p->x` is `p*.x`.
  void place(const Place &place) {
    if (!place.valid()) {
      out << '?';
      return;
    }
    out << name(place.root);
    for (const Projection &step : place.path) {
      if (step.kind == Projection::Deref) {
        out << '*';
      } else if (step.kind == Projection::Field) {
        out << '.' << step.field;
      } else {
        out << '[';
        if (step.index)
          operand(*step.index);
        out << ']';
      }
    }
  }

  void operands(llvm::ArrayRef<Operand> all) {
    llvm::interleaveComma(all, out, [&](const Operand &each) { operand(each); });
  }

  void operand(const Operand &value) {
    switch (value.kind) {
    case Operand::None:
      out << (value.text.empty() ? "?" : value.text);
      if (!value.operands.empty()) {
        out << '{';
        operands(value.operands);
        out << '}';
      }
      return;
    case Operand::Integer:
      out << value.integer;
      return;
    case Operand::Real:
      out << value.real;
      return;
    case Operand::Text:
      writeQuoted(out, value.text);
      return;
    case Operand::Null:
      out << "null";
      return;
    case Operand::Address:
      out << '&';
      [[fallthrough]];
    case Operand::Read:
      place(value.place);
      return;
    case Operand::Unary:
      out << value.text;
      operands(value.operands);
      return;
    case Operand::Binary:
      out << '(';
      if (value.operands.size() == 2) {
        operand(value.operands[0]);
        out << ' ' << value.text << ' ';
        operand(value.operands[1]);
      }
      out << ')';
      return;
    case Operand::Cast:
      out << spelling(value.type) << '(';
      operands(value.operands);
      out << ')';
      return;
    case Operand::Select:
      out << "select(";
      operands(value.operands);
      out << ')';
      return;
    case Operand::SizeOf:
      out << "sizeof(" << spelling(value.type) << ')';
      return;
    case Operand::Function:
      out << '@' << functionName(value.text);
      for (const Operand &label : value.operands)
        out << " \"" << label.text << '"';
      return;
    }
  }

  StringRef functionName(StringRef usr) const {
    for (const Function &each : unit.functions)
      if (each.usr == usr)
        return each.name;
    return usr;
  }

  void event(const Event &event) {
    StringRef assign = event.initializes ? " := " : " = ";
    out << word(event.kind);
    if (event.kind == Event::Call) {
      call(event);
      return;
    }
    if (event.place.valid()) {
      out << ' ';
      place(event.place);
    }
    switch (event.kind) {
    case Event::Declare:
      out << ": " << spelling(function.body.variables[event.place.root].type);
      break;
    case Event::Set:
      out << assign;
      operand(event.value);
      break;
    case Event::Copy:
    case Event::Move:
      out << assign;
      place(event.source);
      break;
    case Event::Allocate:
      out << " = " << spelling(event.type);
      if (event.array) {
        out << '[';
        operand(event.value);
        out << ']';
      }
      break;
    case Event::Free:
      out << (event.array ? " []" : "");
      break;
    default:
      break;
    }
  }

  /// `call NAME(ARGUMENTS) on OBJECT -> RESULT`, flags in brackets. An argument says how it is
  /// passed, unless by value.
  void call(const Event &event) {
    const Callee &callee = event.callee;
    out << ' ';
    if (callee.kind == Callee::Indirect)
      operand(callee.target);
    else
      out << callee.name;
    out << '(';
    llvm::interleaveComma(event.arguments, out, [&](const Argument &argument) {
      if (argument.passing != Passing::Value)
        out << word(argument.passing) << ' ';
      operand(argument.value);
    });
    out << ')';
    if (event.object) {
      out << " on ";
      operand(*event.object);
    }
    if (event.place.valid()) {
      out << (event.initializes ? " -> " : " => ");
      place(event.place);
    }
    if (callee.isVirtual)
      out << " [virtual]";
    if (callee.noReturn)
      out << " [noreturn]";
    if (event.throwaway)
      out << " [throwaway]";
  }

  void block(BlockId id) {
    if (id == none)
      out << '-';
    else
      out << 'B' << id;
  }

  void terminator(const Terminator &terminator) {
    llvm::ArrayRef<BlockId> to = terminator.successors;
    if (terminator.kind == Terminator::Jump && to.empty()) {
      out << "stop";
      return;
    }
    out << word(terminator.kind);
    if (terminator.kind == Terminator::Each) {
      out << ' ' << name(terminator.element) << " in ";
      place(terminator.range);
    } else if (terminator.kind == Terminator::Branch || terminator.kind == Terminator::Switch) {
      out << ' ';
      operand(terminator.condition);
    }
    for (unsigned i = 0; i != to.size(); ++i) {
      out << ' ';
      if (i < terminator.cases.size() && terminator.kind == Terminator::Switch)
        out << terminator.cases[i] << ':';
      block(to[i]);
    }
  }

  const Unit &unit;
  const Function &function;
  raw_ostream &out;
  std::vector<std::string> names;
};

} // namespace

void highwater::events::print(const Unit &unit, raw_ostream &out, StringRef function) {
  auto printOne = [&](const Function &each) {
    if (function.empty() || each.name == function || each.usr == function)
      Printer(unit, each, out).print();
  };
  for (const Function &each : unit.functions)
    printOne(each);
  if (!unit.globalInitializers.body.blocks.empty())
    printOne(unit.globalInitializers);
}
