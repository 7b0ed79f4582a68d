"""Judges many bundles by verify.py in one process, for our tests: reads one a line from stdin (test/kit/proof/verify-both.ts)."""

import base64
import json
import sys

import verify


def judged(bundle, trust):
    said = []
    trusted = [verify.read_verifier_key(text) for text in trust]
    try:
        verify.verify(base64.b64decode(bundle), trusted, said.append)
        return {"wrong": None, "said": said}
    except verify.Refused as refused:
        return {"wrong": str(refused), "said": said}
    except Exception as error:  # as its main
        return {"wrong": f"the bundle cannot be read: {type(error).__name__}", "said": said}


for line in sys.stdin:
    print(json.dumps(judged(**json.loads(line))), flush=True)
