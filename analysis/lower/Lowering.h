// Turns one function into blocks of events.
//
// Clang's CFG says in which block and order things happen; within a block whole expressions are
// lowered top down, so that every class object is built directly where it ends up. An expression
// that spans blocks (`a && b`, `c ? x : y`) finds the values of its parts in `values` and `places`.

#pragma once

#include "analysis/lower/Shared.h"
#include "analysis/lower/Syntax.h"

#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"

namespace highwater::lower {

class Lowering {
public:
  Lowering(Shared &shared, events::Body &body) : shared(shared), ast(shared.ast), body(body) {}

  /// Returns why it gave up, or nothing.
  std::string lower(const clang::FunctionDecl *function);
  /// One block with the initializers of global variables that do something.
  void initializeGlobals(llvm::ArrayRef<const clang::VarDecl *> variables);

  /// Local classes and closures that were met: their functions are the unit's, too.
  std::vector<const clang::CXXRecordDecl *> classes;

private:
  using Event = events::Event;
  using Operand = events::Operand;
  using Place = events::Place;
  using Expr = clang::Expr;
  using QualType = clang::QualType;
  using SourceLocation = clang::SourceLocation;

  // Blocks.cpp: the CFG
  void orderBlocks(const clang::CFG &graph);
  void consume(const clang::CFG &graph);
  void lowerBlock(const clang::CFGBlock &block);
  void lowerElement(const clang::CFGElement &element);
  bool isRoot(const Expr *expr) const;
  unsigned statementOf(const Expr *expr) const;
  void lowerRoot(const Expr *expr);
  void lowerPart(const Expr *expr);
  void lowerArm(const clang::AbstractConditionalOperator *choice, const Expr *expr);

  // Handlers.cpp
  void keepForHandlers();

  // Terminators.cpp
  events::Terminator terminator(const clang::CFGBlock &block);
  Operand truth(const Expr *condition);
  const Expr *decidingPart(const Expr *condition) const;
  void switchCases(const clang::CFGBlock &block, events::Terminator &result);

  // Statements.cpp
  void lowerStatement(const clang::Stmt *stmt);
  void declare(const clang::VarDecl *variable);
  void returnValue(const clang::ReturnStmt *stmt);
  void memberInitializer(const clang::CXXCtorInitializer *initializer);
  void end(events::VarId variable, SourceLocation at);
  void endOf(const clang::VarDecl *variable, SourceLocation at);
  void endPending(const Operand *stillRead = nullptr);

  // Ranges.cpp
  bool declareRangePart(const clang::VarDecl *variable);
  std::optional<Place> walked(const clang::CXXForRangeStmt *loop);
  const clang::FieldDecl *walkedField(const clang::FunctionDecl *begin) const;

  // Variables.cpp
  Event &emit(Event::Kind kind, SourceLocation at);
  void set(Place place, Operand value, SourceLocation at, bool initializes);
  void transfer(bool move, Place place, Place source, SourceLocation at, bool initializes);
  events::VarId variable(const clang::VarDecl *declaration);
  events::VarId temporary(QualType type, SourceLocation at);
  Place thisObject();
  Place result(QualType type);
  void registerGlobal(const clang::VarDecl *declaration);

  // Places.cpp: glvalues
  Place place(const Expr *expr);
  Place computePlace(const Expr *expr);
  Place named(const clang::DeclRefExpr *expr);
  Place binding(const clang::BindingDecl *declaration);
  std::optional<Place> tupleField(const clang::BindingDecl *declaration);
  Place member(const clang::MemberExpr *expr);
  Place castPlace(const clang::CastExpr *expr);
  Place materialize(const Expr *prvalue, const clang::ValueDecl *extendedBy = nullptr);
  Place unknownPlace(const Expr *expr);
  Place object(const clang::MemberExpr *callee);
  Place pointee(const Operand &pointer, QualType pointerType, SourceLocation at);
  Place element(const Operand &pointer, Operand index, QualType pointerType, SourceLocation at);
  Place toBase(Place place, const clang::CastExpr *cast);
  Operand address(const Expr *glvalue);

  // Operands.cpp: scalar values
  Operand value(const Expr *expr);
  Operand computeValue(const Expr *expr);
  Operand binaryValue(const clang::BinaryOperator *expr);
  Operand unaryValue(const clang::UnaryOperator *expr);
  Operand castValue(const clang::CastExpr *expr);
  Operand pointerCast(const clang::CastExpr *expr);
  Operand increment(const clang::UnaryOperator *expr, bool wantsValue);
  void assign(const clang::BinaryOperator *expr);
  std::optional<Operand> constant(const Expr *expr);
  std::optional<Operand> folded(const Expr *expr);
  std::optional<Operand> sizeOf(const clang::UnaryExprOrTypeTraitExpr *expr);
  Operand read(Place place, QualType type);
  Operand integer(std::int64_t value, QualType type);
  Operand binary(llvm::StringRef sign, Operand left, Operand right, QualType type);
  /// Evaluates for its effects.
  void discard(const Expr *expr);

  // Construct.cpp: objects, built in place
  void initialize(Place target, QualType type, const Expr *init);
  void setScalar(Place target, const Expr *expr, bool initializes);
  void build(const Place &target, const Expr *prvalue);
  void construct(const Place &target, const clang::CXXConstructExpr *expr);
  void constructByDefault(const Place &target, const clang::CXXConstructExpr *expr);
  void memberwise(const Place &target, const clang::CXXConstructorDecl *constructor);

  // Lists.cpp
  void clear(const Place &target, QualType type, SourceLocation at);
  void buildList(const Place &target, const clang::InitListExpr *list);
  void buildMembers(const Place &target, const clang::RecordDecl *record,
                    llvm::ArrayRef<const Expr *> inits);
  void buildClosure(const Place &target, const clang::LambdaExpr *lambda);
  Operand initializerList(const clang::CXXStdInitializerListExpr *list);

  // Calls.cpp
  /// Where the result is: `target` if given, else a temporary (of reference type if it returns
  /// one).
  Place call(const clang::CallExpr *expr, const Place *target = nullptr, bool throwaway = false);
  void callConstructor(const Place &target, const clang::CXXConstructExpr *expr,
                       const clang::CXXConstructorDecl *constructor);
  void constructInherited(const Place &target, const clang::CXXConstructExpr *expr);
  std::optional<Place> operatorAssignment(const clang::CallExpr *expr);
  Operand transparent(const clang::CallExpr *expr); // Builtins.cpp
  void lowerInstruction(const clang::CallExpr *expr);
  const events::Callee &callee(const clang::FunctionDecl *function);
  events::Argument argument(const Expr *expr, QualType parameter);
  std::vector<events::Argument> arguments(llvm::ArrayRef<const Expr *> all,
                                          const clang::FunctionDecl *function,
                                          const clang::FunctionProtoType *prototype);

  // Heap.cpp
  Place allocate(const clang::CXXNewExpr *expr, const Place *target = nullptr);
  void release(const clang::CXXDeleteExpr *expr);

  /// The parts of an expression that another declaration owns (default arguments and initializers):
  /// such a node is met many times, so nothing is remembered of it, and clang's CFG has no ends for
  /// it.
  class Inlined;

  // Listed.cpp
  /// While the parts of one list, call or assignment are lowered: the texts among them.
  class Listed {
  public:
    Listed(Lowering &lowering, llvm::ArrayRef<const Expr *> parts);
    ~Listed();
    Listed(const Listed &) = delete;

  private:
    Lowering &lowering;
    std::vector<std::string> outer;
  };
  Operand functionAddress(const clang::FunctionDecl *target);
  std::optional<Operand> calledByMacro(const Expr *expr); // Macros.cpp

  Shared &shared;
  clang::ASTContext &ast;
  events::Body &body;
  const clang::FunctionDecl *function = nullptr;
  Syntax syntax;

  // Where events go
  unsigned block = 0;
  unsigned statement = events::none;
  unsigned emitted = 0;
  unsigned inlined = 0;
  SourceLocation inlinedAt;
  SourceLocation lastAt;            ///< for what the compiler added without saying where
  std::optional<Place> inlinedThis; ///< the object whose default member initializers are lowered
  unsigned memberwiseDepth = 0;

  // The CFG
  std::vector<const clang::CFGBlock *> order;
  llvm::DenseMap<unsigned, unsigned> positions;          ///< of a reachable block by its id
  llvm::DenseMap<const clang::Stmt *, unsigned> blockOf; ///< ids
  llvm::DenseMap<const Expr *, unsigned>
      consumers; ///< the block whose declaration takes this initializer
  llvm::SmallPtrSet<const clang::Stmt *, 16> skipped; ///< hidden parts of a loop over a range
  llvm::SmallPtrSet<const clang::VarDecl *, 8>
      skippedVariables; ///< likewise, and those of a pair taken apart

  // What is known so far
  llvm::DenseMap<const Expr *, Operand> values;
  llvm::DenseMap<const Expr *, Place> places;
  llvm::DenseMap<const clang::Decl *, events::VarId> variables;
  llvm::DenseMap<const Expr *, events::VarId> conditionals; ///< of class or reference type
  llvm::DenseMap<const clang::CXXBindTemporaryExpr *, events::VarId> bound;
  /// Clang ends what a `return` makes before the statement that is lowered as a whole.
  llvm::SmallPtrSet<const clang::CXXBindTemporaryExpr *, 4> endsEarly;
  llvm::DenseMap<const clang::ValueDecl *, llvm::SmallVector<events::VarId, 1>> extended;
  llvm::DenseMap<const clang::CXXForRangeStmt *, Place> ranges;
  llvm::SmallPtrSet<const Expr *, 4> rangeElements; ///< `*begin` of a range: copied, not moved from
  llvm::SmallVector<events::VarId, 4> pending; ///< temporaries that end with the full expression
  llvm::DenseMap<const clang::ValueDecl *, clang::FieldDecl *> captures;
  clang::FieldDecl *capturedThis = nullptr;
  std::vector<std::string> listed; ///< texts beside what is lowered now
  events::VarId thisVariable = events::none, resultVariable = events::none;
  unsigned owners = 0;
};

class Lowering::Inlined {
public:
  Inlined(Lowering &lowering, SourceLocation at)
      : lowering(lowering), outerAt(lowering.inlinedAt), outerThis(lowering.inlinedThis) {
    if (!lowering.inlined++)
      lowering.inlinedAt = at;
  }
  ~Inlined() {
    --lowering.inlined;
    lowering.inlinedAt = outerAt;
    lowering.inlinedThis = outerThis;
  }
  Inlined(const Inlined &) = delete;

private:
  Lowering &lowering;
  SourceLocation outerAt;
  std::optional<Place> outerThis;
};

/// Whether the block ends in a throw or a call that does not return.
bool stops(const clang::CFGBlock &block);
bool isInstruction(const clang::FunctionDecl *function);
/// A pointer to a function, or a record or array with one.
bool holdsFunctions(clang::QualType type, unsigned depth = 0);
/// `std::move` and its like.
bool isTransparent(const clang::CallExpr *expr);
/// The expression that makes a class prvalue, without casts and bindings around it.
const clang::Expr *maker(const clang::Expr *prvalue);
events::Place fieldOf(events::Place place, std::string name);
events::Place derefOf(events::Place place);
events::Place elementOf(events::Place place, std::optional<events::Operand> index);
events::Operand addressOf(events::Place place, events::TypeId type);

} // namespace highwater::lower
