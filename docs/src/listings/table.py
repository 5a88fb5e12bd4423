import json
import sys

table = {}
for line in sys.stdin:
    event = json.loads(line)
    if event["event"] == "del":
        table.pop(event["key"], None)
    elif event["event"] != "sync":
        table[event["key"]] = event["message"]

json.dump(table, sys.stdout)
