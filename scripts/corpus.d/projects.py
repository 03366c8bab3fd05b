"""The programs of the corpus: how each is built, and one command line of each that people use."""

import os
import pathlib
import random
import shutil
import subprocess

from fetch import FetchError


def quietly(command, log, **options):
    with open(log, "a") as out:
        subprocess.run([str(word) for word in command], check=True, stdout=out, stderr=out, **options)


def writeSequences(path, seed, names, lines):
    """A FASTA file of random bases, so many lines of 60 for each name; kept if it is there."""
    if path.exists():
        return path
    draw = random.Random(seed)
    with open(path, "w") as out:
        for name in names:
            out.write(f">{name}\n")
            for _ in range(lines):
                out.write("".join(draw.choices("ACGT", k=60)) + "\n")
    return path


class Project:
    """A program: its source package, the entry of its estimate, and the arguments to run it with."""

    def __init__(self, name, folder):
        self.name = name
        self.source = folder / name / "src"
        self.build = folder / name / "build"
        self.inputs = folder / name / "inputs"
        self.log = folder / name / "build.log"
        self.database = self.build / "compile_commands.json"

    def fetch(self, apt):
        if not self.source.exists():
            apt.source(self.name, self.source)

    def cmake(self, source, jobs, *settings, target="all"):
        quietly(["cmake", "-S", source, "-B", self.build, "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", *settings], self.log)
        quietly(["cmake", "--build", self.build, "-j", jobs, "--target", target], self.log)

    def prepare(self, apt, jobs):
        """Fetches and builds, unless that was done before."""
        done = self.build / "built"
        if done.exists():
            return
        self.fetch(apt)
        shutil.rmtree(self.build, ignore_errors=True)
        self.build.mkdir(parents=True)
        self.log.unlink(missing_ok=True)
        self.make(apt, jobs)
        done.touch()


class Fasttext(Project):
    """C++11; CMake. The same sources are compiled four times, for four targets."""

    entry = "src/main.cc:main"

    def make(self, apt, jobs):
        self.cmake(self.source, jobs)

    def command(self):
        text = self.inputs / "train.txt"
        if not text.exists():
            words = [f"w{number:x}" for number in range(30000)]
            draw = random.Random(1)
            with open(text, "w") as out:
                for _ in range(40000):
                    label = draw.randrange(20)
                    line = draw.choices(words[label * 1000:], k=20)
                    out.write(f"__label__{label} {' '.join(line)}\n")
        return [self.build / "fasttext", "supervised", "-input", text, "-output", self.inputs / "model",
                "-epoch", "1", "-thread", "1"]


class Jellyfish(Project):
    """C++11 with templates all over; autotools, for which a CMakeLists.txt stands in, and a generator in Ruby."""

    entry = "sub_commands/jellyfish.cc:main"

    def make(self, apt, jobs):
        self.cmake(pathlib.Path(__file__).parent / "jellyfish", jobs, f"-DSOURCE={self.source}",
                   f"-DYAGGO={';'.join(map(str, self.generator(apt)))}")

    def generator(self, apt):
        """The command of yaggo: the installed one, else one that is only unpacked."""
        if shutil.which("yaggo"):
            return [shutil.which("yaggo")]
        root = self.build.parent / "tools"
        apt.tools(["yaggo", "ruby3.1", "libruby3.1", "rubygems-integration", "libyaml-0-2"], root)
        (machine,) = (path.parent for path in root.glob("usr/lib/*/libruby-3.1.so.3.1"))
        ruby = root / "usr/lib/ruby"
        return ["env", f"LD_LIBRARY_PATH={machine}", f"GEM_PATH={root}/usr/share/rubygems-integration/all",
                f"RUBYLIB={ruby}/vendor_ruby:{ruby}/3.1.0:{machine}/ruby/3.1.0",
                root / "usr/bin/ruby3.1", root / "usr/bin/yaggo"]

    def command(self):
        sequence = writeSequences(self.inputs / "sequence.fa", 2, [f"s{record}" for record in range(50)], 1000)
        return [self.build / "bin/jellyfish", "count", "-m", "21", "-s", "4M", "-t", "1",
                "-o", self.inputs / "mers.jf", sequence]


class Samtools(Project):
    """C with its library, htslib; plain make, which bear watches."""

    entry = "bamtk.c:main"

    def fetch(self, apt):
        super().fetch(apt)
        library = self.source.parent / "htslib"
        if not library.exists():
            apt.source("htslib", library)
            apt.upstream("htscodecs", library / "htscodecs")

    def make(self, apt, jobs):
        library = self.source.parent / "htslib"
        for folder in (self.source, library):
            quietly(["make", "-C", folder, "distclean"], self.log)
        # Without the network transfers: everything here is a file.
        (library / "config.h").write_text("#define _XOPEN_SOURCE 600\n#define HAVE_LIBBZ2 1\n#define HAVE_LIBLZMA 1\n"
                                          "#define HAVE_LZMA_H 1\n#define HAVE_DRAND48 1\n")
        (library / "htscodecs/htscodecs/version.h").write_text('#define HTSCODECS_VERSION_TEXT "1.3.0"\n')
        watch = ["bear", "--output", self.database, "--append", "--"]
        settings = ["NONCONFIGURE_OBJS=", "htslib_default_libs=-lz -lm -lbz2 -llzma"]
        quietly([*watch, "make", "-C", library, "-j", jobs, *settings, "lib-static", "bgzip", "tabix", "htsfile",
                 "htslib_static.mk"], self.log)
        # A rule for this header has bytes in it that bear cannot pass on.
        quietly(["make", "-C", self.source, "version.h"], self.log)
        quietly([*watch, "make", "-C", self.source, "-j", jobs, *settings], self.log)
        shutil.copy(self.source / "samtools", self.build)

    def command(self):
        alignments = self.inputs / "reads.sam"
        if not alignments.exists():
            draw = random.Random(3)
            with open(alignments, "w") as out:
                out.write("@HD\tVN:1.6\tSO:unsorted\n@SQ\tSN:chr1\tLN:1000000\n")
                for read in range(100000):
                    bases = "".join(draw.choices("ACGT", k=100))
                    out.write(f"r{read}\t0\tchr1\t{draw.randrange(1, 999000)}\t60\t100M\t*\t0\t0\t{bases}\t"
                              f"{'I' * 100}\n")
        return [self.build / "samtools", "sort", "-o", self.inputs / "sorted.bam", alignments]


class Sentencepiece(Project):
    """C++17 with protocol buffers of its own; CMake."""

    entry = "src/spm_train_main.cc:main"

    def make(self, apt, jobs):
        self.cmake(self.source, jobs, "-DSPM_ENABLE_SHARED=OFF", "-DSPM_ENABLE_TCMALLOC=OFF", target="spm_train")

    def command(self):
        text = self.inputs / "corpus.txt"
        if not text.exists():
            draw = random.Random(4)
            words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=draw.randrange(2, 10))) for _ in range(20000)]
            with open(text, "w") as out:
                for _ in range(30000):
                    out.write(" ".join(draw.choices(words, k=12)) + "\n")
        return [self.build / "src/spm_train", f"--input={text}", f"--model_prefix={self.inputs / 'pieces'}",
                "--vocab_size=2000", "--num_threads=1"]


class Watched(Project):
    """C; make in the source folder, which bear watches."""

    def configure(self):
        pass

    def make(self, apt, jobs):
        self.configure()
        quietly(["bear", "--output", self.database, "--", "make", "-C", self.source, "-j", jobs], self.log)

    def reconfigure(self, command, *options):
        """A release without its `configure` has one made; what that takes has to be installed."""
        missing = [tool for tool in ("autoconf", "automake", "libtoolize") if not shutil.which(tool)]
        if missing:
            raise FetchError(f"{self.name} needs {', '.join(missing)}: install autoconf, automake and libtool")
        quietly(command, self.log, cwd=self.source)
        quietly(["./configure", *options], self.log, cwd=self.source)


class Prodigal(Watched):
    """Genes in genomes: few large arrays."""

    entry = "main.c:main"

    def command(self):
        genome = writeSequences(self.inputs / "genome.fa", 5, ["contig"], 20000)
        return [self.source / "prodigal", "-q", "-i", genome, "-o", self.inputs / "genes.gbk"]


class Hmmer(Watched):
    """Profiles against sequences, with a library of its own, easel."""

    entry = "src/hmmsearch.c:main"

    def configure(self):
        self.reconfigure(["autoconf"], "--disable-threads")

    def command(self):
        sequences, profile = self.inputs / "proteins.fa", self.inputs / "globins.hmm"
        if not sequences.exists():
            draw = random.Random(6)
            with open(sequences, "w") as out:
                for record in range(5000):
                    out.write(f">p{record}\n" + "".join(draw.choices("ACDEFGHIKLMNPQRSTVWY", k=350)) + "\n")
            quietly([self.source / "src/hmmbuild", profile, self.source / "tutorial/globins4.sto"], self.log)
        return [self.source / "src/hmmsearch", "--cpu", "0", "-o", self.inputs / "hits.txt", profile, sequences]


class Jq(Watched):
    """An interpreter over values that count their references; reads documents whole."""

    entry = "src/main.c:main"

    def configure(self):
        self.reconfigure(["autoreconf", "--install", "--force"], "--with-oniguruma=no", "--disable-docs",
                         "--disable-maintainer-mode", "--disable-shared")

    def command(self):
        documents = self.inputs / "orders.json"
        if not documents.exists():
            draw = random.Random(7)
            rows = ",\n".join(f'{{"id": {number}, "customer": "c{draw.randrange(5000)}", "amount": {draw.random():.4f}}}'
                              for number in range(100000))
            documents.write_text(f"[{rows}]\n")
        return [self.source / "jq", "length", documents]


def projects(folder):
    kinds = [Fasttext, Sentencepiece, Jellyfish, Prodigal, Samtools, Hmmer, Jq]
    found = [kind(kind.__name__.lower(), folder) for kind in kinds]
    for project in found:
        os.makedirs(project.inputs, exist_ok=True)
    return found
