// What a handler mentions is needed as long as its try block may throw. Clang's CFG has no edges to handlers, so every
// call in the block is followed by uses of what they mention.

#include "analysis/lower/Lowering.h"

#include "clang/AST/StmtCXX.h"

#include <set>

using namespace highwater;
using namespace highwater::lower;

namespace {

struct Guarded {
  events::Location begin, end;
  std::set<events::VarId> needed;
};

} // namespace

template <typename Visit> static void forEachStatement(const clang::Stmt *root, Visit visit) {
  if (!root)
    return;
  visit(root);
  for (const clang::Stmt *child : root->children())
    forEachStatement(child, visit);
}

void Lowering::keepForHandlers() {
  if (!syntax.hasHandlers)
    return;
  std::vector<Guarded> blocks;
  forEachStatement(function->getBody(), [&](const clang::Stmt *stmt) {
    const auto *attempt = llvm::dyn_cast<clang::CXXTryStmt>(stmt);
    if (!attempt)
      return;
    Guarded guarded{shared.locations.at(attempt->getTryBlock()->getBeginLoc()),
                    shared.locations.at(attempt->getTryBlock()->getEndLoc()),
                    {}};
    for (unsigned i = 0; i != attempt->getNumHandlers(); ++i)
      forEachStatement(attempt->getHandler(i)->getHandlerBlock(), [&](const clang::Stmt *part) {
        if (const auto *named = llvm::dyn_cast<clang::DeclRefExpr>(part))
          if (auto known = variables.find(named->getDecl()); known != variables.end())
            guarded.needed.insert(known->second);
      });
    if (!guarded.needed.empty())
      blocks.push_back(std::move(guarded));
  });
  for (const Guarded &guarded : blocks)
    for (events::Block &block : body.blocks) {
      std::vector<Event> events;
      for (Event &event : block.events) {
        const events::Location at = event.location;
        bool mayThrow = event.kind == Event::Call || event.kind == Event::Allocate;
        bool inside = at.file == guarded.begin.file && guarded.begin.offset < at.offset && at.offset < guarded.end.offset;
        unsigned statement = event.statement;
        events.push_back(std::move(event));
        if (!mayThrow || !inside)
          continue;
        for (events::VarId variable : guarded.needed) {
          Event use;
          use.place.root = variable;
          use.location = at;
          use.statement = statement;
          events.push_back(std::move(use));
        }
      }
      block.events = std::move(events);
    }
}
