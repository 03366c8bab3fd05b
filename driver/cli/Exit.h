// The exit codes of every verb.

#pragma once

namespace highwater::driver {

enum Exit : int {
  Clean = 0,
  Findings = 1,    ///< or over budget
  Usage = 2,       ///< wrong usage, bad configuration, unreadable input
  Incomplete = 3,  ///< something could not be analysed
  Internal = 70,
};

} // namespace highwater::driver
