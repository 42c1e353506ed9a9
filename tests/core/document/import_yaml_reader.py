"""Reads YAML with PyYAML and compares it with the JSON that Keyturn made of it. Empty values are null there, "" here."""
import json, sys
import yaml

def same(theirs, ours):
    if theirs is None and ours == "":
        return True
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return list(theirs) == list(ours) and all(same(theirs[k], ours[k]) for k in theirs)
    if isinstance(theirs, list) and isinstance(ours, list):
        return len(theirs) == len(ours) and all(map(same, theirs, ours))
    return type(theirs) is type(ours) and theirs == ours

for line in sys.stdin:
    case = json.loads(line)
    theirs, ours = yaml.safe_load(case["yaml"]), json.loads(case["json"])
    assert same(theirs, ours), (case["yaml"], theirs, ours)
print("ok")
