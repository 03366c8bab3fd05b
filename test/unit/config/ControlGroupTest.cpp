// Limits are found on any group above the process, whichever version of control groups it is under.

#include "driver/config/ControlGroup.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

using highwater::driver::memoryLimit;

namespace {

class ControlGroup : public testing::Test {
protected:
  ControlGroup() { llvm::sys::fs::createUniqueDirectory("control-group", root); }
  ~ControlGroup() override { llvm::sys::fs::remove_directories(root); }

  void write(llvm::StringRef path, llvm::StringRef text) {
    std::string file = (root + path).str();
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(file));
    std::error_code error;
    llvm::raw_fd_ostream(file, error) << text << '\n';
    ASSERT_FALSE(error);
  }

  llvm::SmallString<128> root;
};

TEST_F(ControlGroup, IsNotThere) { EXPECT_EQ(memoryLimit(root), std::nullopt); }

TEST_F(ControlGroup, HasNoLimit) {
  write("/proc/self/cgroup", "0::/user.slice/shell");
  write("/sys/fs/cgroup/user.slice/shell/memory.max", "max");
  EXPECT_EQ(memoryLimit(root), std::nullopt);
}

TEST_F(ControlGroup, SmallestOfAllAbove) {
  write("/proc/self/cgroup", "0::/user.slice/job/step");
  write("/sys/fs/cgroup/user.slice/job/step/memory.max", "8589934592");
  write("/sys/fs/cgroup/user.slice/job/memory.max", "4294967296");
  write("/sys/fs/cgroup/user.slice/memory.max", "max");
  EXPECT_EQ(memoryLimit(root), 4294967296.0);
}

TEST_F(ControlGroup, OfAContainerIsTheRootOfWhatIsThere) {
  write("/proc/self/cgroup", "0::/");
  write("/sys/fs/cgroup/memory.max", "1073741824");
  EXPECT_EQ(memoryLimit(root), 1073741824.0);
}

TEST_F(ControlGroup, VersionOne) {
  write("/proc/self/cgroup", "9:name=systemd:/\n5:cpu,memory:/docker/4711\n3:memory_other:/x");
  write("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
  write("/sys/fs/cgroup/memory/docker/4711/memory.limit_in_bytes", "536870912");
  write("/sys/fs/cgroup/memory/x/memory.limit_in_bytes", "1");
  EXPECT_EQ(memoryLimit(root), 536870912.0);
}

TEST_F(ControlGroup, VersionOneInAContainer) {
  write("/proc/self/cgroup", "5:memory:/docker/4711");
  write("/sys/fs/cgroup/memory/memory.limit_in_bytes", "536870912");
  EXPECT_EQ(memoryLimit(root), 536870912.0);
}

} // namespace
