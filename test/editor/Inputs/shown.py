"""shown.py SERVER FOLDER FILE: what an editor shows for a file of a project: each finding with its place, its evidence,
and the titles of its fixes."""

import pathlib
import sys
import urllib.parse

import lsp


def place(folder, uri, position):
    path = pathlib.Path(urllib.parse.unquote(uri.removeprefix("file://")))
    shown = path.relative_to(folder) if path.is_relative_to(folder) else path
    return f"{shown}:{position['line'] + 1}:{position['character'] + 1}"


server, folder, file = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), sys.argv[3]
with lsp.Client([server], folder, ownFlags=False) as client:
    client.open(file)
    for each in client.diagnostics(file):
        print(f"{place(folder, client.uri(file), each['range']['start'])}  warning  {each['code']}")
        print("  " + each["message"].removesuffix(" (fix available)"))
        for note in each.get("relatedInformation", []):
            at = note["location"]
            print(f"  {place(folder, at['uri'], at['range']['start'])}  {note['message']}")
        for title, _ in client.fixes(file, each):
            print(f"  quick fix: {title}")
