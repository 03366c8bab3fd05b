"""A small language client: speaks to one server over stdio, as an editor does."""

import json
import pathlib
import queue
import subprocess
import threading
import time
import urllib.parse


class ServerGone(Exception):
    pass


class Client:
    """Starts the server in `folder` and greets it. Use as a context: leaving it shuts the server down and
    insists that it ends with 0. With `ownFlags`, sources compile with no flags, whatever databases lie above the
    folder."""

    def __init__(self, command, folder, capabilities=None, ownFlags=True):
        self.folder = pathlib.Path(folder)
        if ownFlags:
            (self.folder / "compile_flags.txt").touch()
        self.process = subprocess.Popen([str(word) for word in command], cwd=folder, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.number = 0
        self.versions = {}
        self.published = {}  # by file: (version, diagnostics)
        self.incoming = queue.Queue()
        self.log = []
        for loop in (self._readMessages, self._readLog):
            threading.Thread(target=loop, daemon=True).start()
        self.request("initialize", {
            "processId": None, "rootUri": self.uri("."),
            "capabilities": capabilities or {
                "textDocument": {"publishDiagnostics": {"relatedInformation": True, "codeActionsInline": False},
                                 "codeAction": {"codeActionLiteralSupport": {
                                     "codeActionKind": {"valueSet": ["quickfix"]}}}}}})
        self.notify("initialized", {})

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind:
            self.process.kill()
            return
        self.request("shutdown", None)
        self.notify("exit", None)
        code = self.process.wait(300)
        assert code == 0, f"the server ended with {code}:\n{self.text()}"

    def text(self):
        return "".join(self.log[-40:])

    def uri(self, file):
        return "file://" + urllib.parse.quote(str((self.folder / file).resolve()))

    def _readLog(self):
        for line in self.process.stderr:
            self.log.append(line.decode(errors="replace"))

    def _readMessages(self):
        out = self.process.stdout
        while True:
            length = None
            while (line := out.readline()) not in (b"\r\n", b""):
                name, _, value = line.decode().partition(":")
                if name.lower() == "content-length":
                    length = int(value)
            if length is None:
                self.incoming.put(None)
                return
            self.incoming.put(json.loads(out.read(length)))

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        try:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self.process.stdin.flush()
        except BrokenPipeError:
            raise ServerGone(self.text()) from None

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def request(self, method, params, seconds=300):
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        answer = self._until(lambda message: message.get("id") == self.number and "method" not in message, seconds)
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def _until(self, wanted, seconds):
        """Takes in messages until one is wanted; requests of the server are answered with nothing."""
        end = time.monotonic() + seconds
        while True:
            try:
                message = self.incoming.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                raise TimeoutError(f"nothing for {seconds} s:\n{self.text()}") from None
            if message is None:
                raise ServerGone(f"the server has gone:\n{self.text()}")
            if message.get("method") == "textDocument/publishDiagnostics":
                params = message["params"]
                self.published[params["uri"]] = params.get("version"), params["diagnostics"]
            elif "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})
            if wanted(message):
                return message

    def open(self, file, text=None, language="cpp"):
        if text is None:
            text = (self.folder / file).read_text()
        self.versions[file] = 1
        self.notify("textDocument/didOpen", {"textDocument": {"uri": self.uri(file), "languageId": language,
                                                              "version": 1, "text": text}})

    def change(self, file, text):
        self.versions[file] += 1
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": self.uri(file), "version": self.versions[file]}, "contentChanges": [{"text": text}]})

    def diagnostics(self, file, source="clang-tidy", seconds=300):
        """What is published for the text as it stands now."""
        uri = self.uri(file)

        def current(_=None):
            return self.published.get(uri, (None,))[0] == self.versions[file]

        if not current():
            self._until(current, seconds)
        found = self.published[uri][1]
        return [each for each in found if source is None or each.get("source") == source]

    def fixes(self, file, diagnostic):
        """Pairs of title and edits of the file, of what may be done about a diagnostic."""
        actions = self.request("textDocument/codeAction", {
            "textDocument": {"uri": self.uri(file)}, "range": diagnostic["range"],
            "context": {"diagnostics": [diagnostic], "only": ["quickfix"]}})
        return [(action["title"], action["edit"]["changes"][self.uri(file)]) for action in actions if "edit" in action]


def applied(text, edits):
    """The text after edits; positions count UTF-16 units, which in ASCII are bytes."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def offset(position):
        return starts[position["line"]] + position["character"]

    for edit in sorted(edits, key=lambda edit: offset(edit["range"]["start"]), reverse=True):
        begin, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = text[:begin] + edit["newText"] + text[end:]
    return text
