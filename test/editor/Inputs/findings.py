"""findings.py SERVER FILE: what the server says about a file, one line each, with the page it links to."""

import pathlib
import sys

import lsp

server, file = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
with lsp.Client([server], file.parent) as client:
    client.open(file.name)
    for each in client.diagnostics(file.name, source=None):
        print(f"{file.name}:{each['range']['start']['line'] + 1}: {each['message']} [{each['code']}]",
              each.get("codeDescription", {}).get("href", ""))
