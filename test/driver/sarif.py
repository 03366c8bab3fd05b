"""The part of SARIF 2.1.0 that a report of ours may use: what the standard requires of it, and nothing besides."""

import jsonschema


def record(required, **properties):
    return {"type": "object", "required": required.split(), "properties": properties, "additionalProperties": False}


def listOf(items, least=0):
    return {"type": "array", "items": items, "minItems": least}


text = {"type": "string"}
count = {"type": "integer", "minimum": 1}
bag = {"type": "object"}
message = record("text", text=text)
page = record("text", text=text, markdown=text)
artifact = record("uri", uri={"type": "string", "pattern": r"^[A-Za-z0-9._~%/+@,=!$&'()*;:-]+$"},
                  uriBaseId={"const": "%SRCROOT%"})
region = record("startLine", startLine=count, startColumn=count, endLine=count, endColumn=count)
physical = record("artifactLocation", artifactLocation=artifact, region=region)
logical = record("fullyQualifiedName", fullyQualifiedName=text, kind={"const": "function"})
location = record("physicalLocation", id={"type": "integer", "minimum": 0}, physicalLocation=physical,
                  logicalLocations=listOf(logical), message=message)
level = {"enum": ["none", "note", "warning", "error"]}
rule = record("id shortDescription help", id={"type": "string", "pattern": "^highwater-[a-z-]+$"},
              shortDescription=message, help=page, defaultConfiguration=record("level", level=level), properties=bag)
replacement = record("deletedRegion", deletedRegion=region, insertedContent=message)
change = record("artifactLocation replacements", artifactLocation=artifact,
                replacements=listOf(replacement, least=1))
fix = record("artifactChanges", description=message, artifactChanges=listOf(change, least=1))
flow = record("threadFlows", threadFlows=listOf(
    record("locations", locations=listOf(record("location", location=location), least=1)), least=1))
result = record("ruleId ruleIndex message locations partialFingerprints", ruleId=text,
                ruleIndex={"type": "integer", "minimum": 0}, level=level, message=message,
                locations=listOf(location, least=1), relatedLocations=listOf(location), codeFlows=listOf(flow),
                fixes=listOf(fix), properties=bag,
                partialFingerprints={"type": "object", "additionalProperties": text, "minProperties": 1})
notification = record("message level", message=message, level=level, locations=listOf(location))
invocation = record("executionSuccessful", executionSuccessful={"type": "boolean"},
                    toolExecutionNotifications=listOf(notification))
driver = record("name semanticVersion rules", name=text, semanticVersion=text, rules=listOf(rule, least=1))
run = record("tool results columnKind", tool=record("driver", driver=driver), columnKind={"const": "utf16CodeUnits"},
             originalUriBaseIds={"type": "object", "additionalProperties": record("description", description=message)},
             invocations=listOf(invocation), results=listOf(result))
log = {**record("version runs", version={"const": "2.1.0"}, runs=listOf(run, least=1)), "$schema":
       "http://json-schema.org/draft-07/schema#"}
log["properties"]["$schema"] = text


def validate(report):
    jsonschema.validate(report, log)
    run = report["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
    return run
