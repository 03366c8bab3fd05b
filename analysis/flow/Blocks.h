// How many blocks of heap memory stand behind one pointer: the nodes of a list behind its head, the texts behind the
// elements of an array of pointers.
//
// A pointer that owns has one block as its content, which stands for all of them; `state["blocks"]` says how many there
// are, if not one. In blocks and arrays, what pointers among the elements own is counted in all elements together. Nodes
// that lead to nodes of their own type are counted where the outermost is owned.

#pragma once

#include "analysis/flow/State.h"

namespace highwater::flow {

/// What is in the block that a pointer in this place owns.
Location contentOf(const Location &owner);
/// How many blocks a pointer owns; 0 if none. Of one that owned some when the function began: how many more.
size::Expr blocksOf(const ValueRef &pointer);
/// Likewise, without those that it was given where it owned none before: `state["least"]`, as many as it has then.
size::Expr addedBlocks(const ValueRef &pointer);
/// The bytes of one block that a pointer owned when the function began, in place of which it has another one now.
constexpr llvm::StringLiteral replacedMeasure = "replaced";
/// Of a pointer that owns.
void setBlocks(Value &pointer, size::Expr blocks);
/// Takes away what a pointer owns.
void disown(Value &pointer);
/// A pointer that leads nowhere and owns nothing.
bool isNull(const Value &pointer);
/// A block whose elements are of this type, as is known of memory from malloc where a pointer to it is cast.
ValueRef blockOf(const Values &values, const ValueRef &block, TypeRef element);
/// What is left of a value of this type when its bytes become zero: blocks that it owns are still there.
ValueRef zeroed(const Values &values, const ValueRef &before, TypeRef type);

/// What the elements of a block hold each, and what pointers in them own together. In bytes.
struct ElementHeap { size::Expr each, together; };
ElementHeap elementHeap(const Values &values, const ValueRef &element, TypeRef type);

/// A pointer that owned `before`, and owns what `added` does as well.
ValueRef alsoOwning(const Values &values, const ValueRef &before, const ValueRef &added);

/// Whether a member of a node's type leads to others of it.
bool isLink(TypeRef node, TypeRef member);
/// Whether records of the type lead to others of it: nodes of lists and trees.
bool isNode(TypeRef type);

/// Two paths meet, and one node is owned in different places on them: by the head of a list, or by its last node. It is owned
/// by the head then.
void settleNodes(State &mine, State &theirs);

/// What a variable owns is owned by a place from now on, which refers to it already: `from` and all others lead there.
void handBlocks(State &state, const Location &from, const Location &to);
/// What leads to one place leads to another one.
Rewriter leadingTo(const Location &before, const Location &after);

/// What is owned at a place, and with it everything of the type of a node around it.
struct Pool { Location owner; TypeRef type; };
/// `value` as it is stored in nodes of `pools`, outermost first, at `where`. Nodes of their types that it owns go to them:
/// `moved` says to which, by number; it refers to them only.
ValueRef foldNodes(const Values &values, const ValueRef &value, const Location &where, std::vector<Pool> &pools,
                   std::vector<std::pair<size_t, ValueRef>> &moved);

/// Whether one place stands for many.
bool isOneOfMany(const Location &where);
/// Likewise, where nobody knows which of them is meant.
bool isAnyOfMany(const Location &where);

/// How many elements an array, a block or a container has; nothing for what is one, or not known.
std::optional<size::Expr> elementCount(const Value &whole);
/// How many elements share what pointers in them own.
size::Expr sharers(const State &state, Location owner);
/// `a[i].items = realloc(a[i].items, n)`: any of many elements is `given` a block in place of one, if it had one. So all have one in
/// the end. `owning`: what that makes of those that pointers in the elements own together.
ValueRef filledUp(const State &state, const Location &where, const ValueRef &given, const ValueRef &owning);

} // namespace highwater::flow
