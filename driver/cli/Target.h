// Which units make up the program that is asked about, when a database holds several programs.

#pragma once

#include "driver/cli/Database.h"

#include "analysis/program/Program.h"

#include <string>
#include <vector>

namespace highwater::driver {

/// `CMakeFiles/pipeline.dir/main.cpp.o` is of `pipeline`; empty when the output says nothing.
std::string targetOf(const Command &command);

/// The commands of the target called `program`, and of targets that hold no other main. Everything when no target of
/// that name is found.
std::vector<Command> commandsOfProgram(std::vector<Command> commands, llvm::StringRef program);

/// `--entry [FILE:]FUNC`, or the only main when `entry` is empty. Several candidates are listed in the error.
llvm::Expected<program::FunctionReference> findEntry(const program::Program &program,
                                                     llvm::StringRef entry);

} // namespace highwater::driver
