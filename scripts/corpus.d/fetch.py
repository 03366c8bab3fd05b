"""Sources and packages of the distribution, through apt, without touching the machine's configuration.

The sources lists of the machine are copied into a private folder with source packages switched on; lists and
downloads stay in that folder as well.
"""

import glob
import os
import pathlib
import re
import shutil
import subprocess


class FetchError(Exception):
    """Says in one line what apt could not do."""


def withSources(text, oneLine):
    """The same sources list, for binary and source packages."""
    if oneLine:
        lines = [line for line in text.splitlines() if re.match(r"deb\s", line)]
        return "\n".join(lines + [re.sub(r"^deb", "deb-src", line) for line in lines]) + "\n"
    return re.sub(r"(?m)^Types:.*$", "Types: deb deb-src", text)


class Apt:
    """apt with lists of its own, below `folder`."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder).resolve()
        parts = self.folder / "parts"
        for name in ("parts", "lists/partial", "cache/archives/partial", "downloads"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        lists = glob.glob("/etc/apt/sources.list.d/*.sources") + glob.glob("/etc/apt/sources.list.d/*.list")
        for source in map(pathlib.Path, ["/etc/apt/sources.list", *lists]):
            if source.exists():
                (parts / source.name).with_suffix(source.suffix).write_text(
                    withSources(source.read_text(), source.suffix != ".sources"))
        # _apt cannot read every build folder; the downloads are checked by their signatures either way.
        (self.folder / "apt.conf").write_text(
            f'Dir::Etc::SourceList "{os.devnull}";\nDir::Etc::SourceParts "{parts}";\n'
            f'Dir::State::Lists "{self.folder}/lists";\nDir::Cache "{self.folder}/cache";\n'
            'APT::Sandbox::User "root";\nAcquire::Retries "3";\n')
        (parts / "sources.list").exists() and (parts / "sources.list").rename(parts / "machine.list")
        self.updated = any((self.folder / "lists").glob("*Sources*"))

    def get(self, *arguments):
        if not self.updated:
            self.updated = True
            self.get("update")
        done = subprocess.run(["apt-get", "-q", *arguments], cwd=self.folder / "downloads", capture_output=True,
                              text=True, env={**os.environ, "APT_CONFIG": str(self.folder / "apt.conf")})
        if done.returncode:
            errors = [line for line in done.stderr.splitlines() if line.startswith("E:")]
            raise FetchError(f"'apt-get {' '.join(arguments)}' failed: {(errors or ['?'])[0]}")

    def download(self, package):
        """The newest version that is there: a list may know one that its archive has not got yet, or not any more."""
        listed = subprocess.run(["apt-cache", "showsrc", package], capture_output=True, text=True,
                                env={**os.environ, "APT_CONFIG": str(self.folder / "apt.conf")}).stdout
        versions = re.findall(r"(?m)^Version: (\S+)", listed)
        for version in reversed(versions[1:]):
            try:
                return self.get("source", "--download-only", f"{package}={version}")
            except FetchError:
                pass
        self.get("source", "--download-only", f"{package}={versions[0]}" if versions else package)

    def source(self, package, into):
        """Unpacks a source package with its patches into `into`."""
        found = sorted((self.folder / "downloads").glob(f"{package}_*.dsc"))
        if not found:
            self.download(package)
            found = sorted((self.folder / "downloads").glob(f"{package}_*.dsc"))
        into.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["dpkg-source", "-x", found[-1], into], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        return found[-1].stem.split("_", 1)[1]

    def upstream(self, package, into):
        """Unpacks only the upstream archive of a source package."""
        def archive():
            return sorted((self.folder / "downloads").glob(f"{package}_*.orig.tar.*"))
        if not archive():
            self.get("source", "--download-only", "--tar-only", package)
        shutil.rmtree(into, ignore_errors=True)
        into.mkdir(parents=True)
        subprocess.run(["tar", "-xf", archive()[-1], "-C", into, "--strip-components=1"], check=True)

    def tools(self, packages, into):
        """Unpacks binary packages into a folder, without installing them."""
        missing = [name for name in packages if not list((self.folder / "downloads").glob(f"{name}_*.deb"))]
        if missing:
            self.get("download", *missing)
        for name in packages:
            archive = sorted((self.folder / "downloads").glob(f"{name}_*.deb"))[-1]
            subprocess.run(["dpkg", "-x", archive, into], check=True)
