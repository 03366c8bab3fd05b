// Writes strings, places and operands.

#include "analysis/events/Values.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"

using namespace highwater::events;
using llvm::raw_ostream;
using llvm::StringRef;

void highwater::events::writeQuoted(raw_ostream &out, StringRef text) {
  out << '"';
  for (char c : text) {
    if (c == '"' || c == '\\')
      out << '\\' << c;
    else if (c == '\n')
      out << "\\n";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      out << "\\x" << llvm::hexdigit(static_cast<unsigned char>(c) >> 4) << llvm::hexdigit(c & 15);
    else
      out << c;
  }
  out << '"';
}

void highwater::events::writePlace(raw_ostream &out, const Place &place) {
  if (!place.valid()) {
    out << "%-";
    return;
  }
  out << '%' << place.root;
  for (const Projection &step : place.path) {
    switch (step.kind) {
    case Projection::Deref:
      out << '*';
      break;
    case Projection::Element:
      out << '[';
      if (step.index)
        writeOperand(out, *step.index);
      out << ']';
      break;
    case Projection::Field:
      out << '.';
      writeQuoted(out, step.field);
      break;
    }
  }
}

static void writeOperands(raw_ostream &out, llvm::ArrayRef<Operand> all) {
  for (const Operand &each : all) {
    out << ' ';
    writeOperand(out, each);
  }
  out << ')';
}

void highwater::events::writeOperand(raw_ostream &out, const Operand &value) {
  switch (value.kind) {
  case Operand::None:
    out << '?';
    if (!value.text.empty() || !value.operands.empty()) {
      out << '(';
      writeQuoted(out, value.text);
      writeOperands(out, value.operands);
    }
    break;
  case Operand::Integer:
    out << value.integer;
    break;
  case Operand::Real:
    out << 'r' << llvm::format("%a", value.real);
    break;
  case Operand::Text:
    writeQuoted(out, value.text);
    break;
  case Operand::Null:
    out << "null";
    break;
  case Operand::Read:
    writePlace(out, value.place);
    break;
  case Operand::Address:
    out << '&';
    writePlace(out, value.place);
    break;
  case Operand::Unary:
  case Operand::Binary:
    out << '(';
    writeQuoted(out, value.text);
    writeOperands(out, value.operands);
    break;
  case Operand::Cast:
  case Operand::Select:
    out << (value.kind == Operand::Cast ? "cast(" : "select(");
    writeOperands(out, value.operands);
    break;
  case Operand::SizeOf:
    out << "sizeof";
    break;
  case Operand::Function:
    out << '@';
    writeQuoted(out, value.text);
    if (!value.operands.empty()) {
      out << '(';
      writeOperands(out, value.operands);
    }
    break;
  }
  if (value.type)
    out << ':' << value.type;
}
