// What may be in one place: records of classes that share a base, functions beside closures, what an owner of the caller's
// holds beside what was made here. They are the parts of a record without a type, each under its own name; its state says
// under the same names how often it is which, if that is known. What only the caller has is a record of the base: then all
// classes that derive from it are parts, and it is a symbol how often it is which.

#pragma once

#include "analysis/flow/Value.h"

namespace highwater::flow {

bool isAlternative(llvm::StringRef part);
/// Whether a value is one of several.
bool isSeveral(const Value &value);

using ByClass = std::map<std::string, ValueRef>;
/// How often it is which: adds up to 1.
using Shares = std::map<std::string, size::Expr>;

/// What each of two values may be, by class, if that is not one class for both.
std::optional<std::pair<ByClass, ByClass>> differentClasses(const ValueRef &a, const ValueRef &b);
/// How often it is which where a value is `a` in a share of all cases, else `b`; nothing if that is not known.
std::optional<Shares> joinedShares(const ValueRef &a, const ValueRef &b, const std::optional<size::Expr> &share);
/// Where a value may be of several classes, what it is if it is of this one; null if it cannot be. Others as they are.
ValueRef ofClass(const ValueRef &value, TypeRef type);
/// Whether one class is or derives from another one.
bool isOrDerivesFrom(TypeRef type, llvm::StringRef name);
/// The steps from a class to one of its bases; none if it is none.
std::vector<Step> stepsToBase(TypeRef type, llvm::StringRef base);
/// Whether a record is of a class that derives from `base`, or of one of several.
bool isOfDerived(const Value &record, TypeRef base);
/// Such a record with these members of that base changed.
ValueRef withBase(const Values &values, const ValueRef &record, const ValueRef &base);
/// What a record of the caller's, known by its base, is if it is of one of these classes.
ValueRef openedInto(const ValueRef &record, const std::vector<TypeRef> &classes);
/// What one of them was when the function began.
ValueRef alternativeBefore(const Value &open, llvm::StringRef alternative, TypeRef type);
/// Several that the caller has, which it knows as `before`: those that it may be are changed.
ValueRef changedWhereHeld(const ValueRef &open, const ValueRef &before);
/// The name of a class among several, and what it is in a record that is not several yet; null if it is none of it.
std::string alternativeName(TypeRef type);
ValueRef asAlternative(const Value &record, llvm::StringRef alternative);
/// How often it is this one: a symbol for what only the caller knows; 1 if that is not known.
constexpr llvm::StringLiteral shareMeasure = "is";
size::Expr howOften(const Value &value, const std::string &alternative);

/// A record that is one of these.
ValueRef eitherOf(ByClass alternatives, std::optional<Shares> shares = std::nullopt);
/// The share of one of several; nothing if it is not known.
std::optional<size::Expr> shareOf(const Value &several, const std::string &alternative);
/// Several whose alternatives turned out to be something else, such as one that only the caller knew: they are told apart anew.
ValueRef sortedOut(const Values &values, const Value &several);
/// Whether it is known only to the caller.
bool isOpen(const ValueRef &value);

/// A smart pointer that the caller had filled, if anybody.
bool isOpenOwner(const Value &value);
/// A handle of what is shared that counts elsewhere.
bool isShare(const Value &value);
/// What was made here and is owned by a pointer.
bool isOwned(const Value &value);
/// An owner, with this in place of what it leads to.
ValueRef withTarget(const ValueRef &owner, const ValueRef &target);
/// The bytes that an owner takes for what it leads to, without what that holds; of one of the caller's a symbol.
constexpr llvm::StringLiteral blockMeasure = "block";
size::Expr blockHeap(const Values &values, const ValueRef &owner);

} // namespace highwater::flow
