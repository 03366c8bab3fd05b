# The tests run the real binaries on small files and match what they print.
import os
import shutil
import subprocess
import sys

import lit.formats

config.name = "highwater"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cpp", ".c", ".test"]
config.test_source_root = os.path.dirname(os.path.abspath(__file__))
config.excludes = ["Inputs", "unit"] + [
    # These folders have a runner of their own.
    folder for folder in os.listdir(config.test_source_root)
    if os.path.exists(os.path.join(config.test_source_root, folder, "run.py"))
]

root = os.path.dirname(config.test_source_root)
build = os.path.abspath(lit_config.params.get("build", os.path.join(root, "build")))
llvm = lit_config.params.get("llvm") or subprocess.check_output(
    ["llvm-config-22", "--bindir"], text=True).strip()
config.test_exec_root = os.path.join(build, "test")

highwater = os.path.join(build, "bin", "highwater")
module = os.path.join(build, "lib", "highwater-tidy.so")
clangTidy = os.path.join(llvm, "clang-tidy")
config.substitutions += [
    (r"%check_highwater", f"'{sys.executable}' '{config.test_source_root}/check.py' "
                          f"--build='{build}' --llvm='{llvm}' --temp=%t.dir"),
    (r"%peak", f"'{sys.executable}' '{config.test_source_root}/peak/measure.py' "
               f"--build='{build}' --llvm='{llvm}' --temp=%t.dir"),
    (r"%highwater-preload", os.path.join(build, "lib", "highwater-preload.so")),
    (r"%highwater-clangd", os.path.join(build, "bin", "highwater-clangd")),
    (r"%highwater", highwater),
    (r"%tidy", f"{clangTidy} --load={module} --quiet --checks=-*,highwater-*"),
    (r"%module", module),
    (r"%python", f"'{sys.executable}'"),
    (r"%clangxx", os.path.join(llvm, "clang++")),
    (r"%clang", os.path.join(llvm, "clang")),
    (r"%llvm", llvm),
    (r"%build", build),
    (r"%root", root),
]
config.environment["PATH"] = llvm + os.pathsep + os.environ["PATH"]
config.environment["NO_COLOR"] = "1"
# A test sees neither the cache nor the settings of the person who runs it.
config.environment["HOME"] = config.test_exec_root
config.environment["XDG_CACHE_HOME"] = os.path.join(config.test_exec_root, "cache")
config.environment["XDG_CONFIG_HOME"] = os.path.join(config.test_exec_root, "config")
# Nor the functions of other tests.
config.environment["HIGHWATER_NO_CACHE"] = "1"

# Optional libraries: a test that needs one says REQUIRES: with its name.
headers = {
    "arrow": "arrow/api.h",
    "boost": "boost/version.hpp",
    "curl": "curl/curl.h",
    "eigen": "Eigen/Core",
    "fmt": "fmt/format.h",
    "glib": "glib.h",
    "hdf5": "hdf5.h",
    "hts": "htslib/sam.h",
    "libxml2": "libxml/parser.h",
    "nlohmann-json": "nlohmann/json.hpp",
    "omp": "omp.h",
    "opencv": "opencv2/core.hpp",
    "openssl": "openssl/evp.h",
    "parquet": "parquet/api/reader.h",
    "protobuf": "google/protobuf/message.h",
    "qt": "QtCore/QString",
    "rapidjson": "rapidjson/document.h",
    "sqlite": "sqlite3.h",
    "tbb": "tbb/version.h",
    "torch": "torch/torch.h",
    "zlib": "zlib.h",
}
systemFolders = ["/usr/include/opencv4", "/usr/include/eigen3", "/usr/include/libxml2",
                 "/usr/include/glib-2.0", "/usr/include/hdf5/serial"]


def preprocess(text, *flags):
    command = [os.path.join(llvm, "clang++"), "-E", "-P", "-x", "c++", *flags, "-"]
    result = subprocess.run(command, input=text, text=True, capture_output=True)
    return result.stdout.split() if result.returncode == 0 else []


probe = "".join(f"#if __has_include(<{header}>)\n{name}\n#endif\n" for name, header in headers.items())
config.available_features.update(
    preprocess(probe, *(f"-I{folder}" for folder in systemFolders if os.path.isdir(folder))))
for library in ("libstdc++", "libc++"):
    version = "__GLIBCXX__" if library == "libstdc++" else "_LIBCPP_VERSION"
    if preprocess(f"#include <version>\n#ifdef {version}\nyes\n#endif\n", f"-stdlib={library}")[-1:] == ["yes"]:
        config.available_features.add(library)
for program in ("valgrind", "heaptrack", "ms_print", "bazel", "sbatch", "pre-commit", "nvim", "emacs", "git", "g++"):
    # Where all tools are to be there, a test of one that is not has to fail.
    if shutil.which(program) or os.environ.get("HIGHWATER_TOOLS") == "all":
        config.available_features.add(program)
try:
    import jsonschema
    config.available_features.add("jsonschema")
except ImportError:
    pass
