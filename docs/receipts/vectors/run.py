"""Holds verify.py to vectors.json."""
import json
import pathlib
import sys

here = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(here))
from verify import verify_receipt  # noqa: E402

file = json.loads((here / "vectors.json").read_text(encoding="utf-8"))
for vector in file["vectors"]:
    try:
        verify_receipt(vector["receipt"], file["jwks"], file["audience"], file["issuer"], file["now"])
        valid = True
    except ValueError:
        valid = False
    if valid != vector["valid"]:
        print(f"wrong: {vector['name']}")
print(f"{len(file['vectors'])} vectors")
