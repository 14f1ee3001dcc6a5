"""Verifies an upload receipt. Debian: python3-jwt, python3-cryptography; pip: pyjwt[crypto]."""
import json
import sys

import jwt


def verify_receipt(receipt: str, jwks: dict, audience: str, issuer: str) -> dict:
    """The claims of a receipt of this signer for this application; raises jwt.InvalidTokenError for anything else."""
    header = jwt.get_unverified_header(receipt)
    keys = {key["kid"]: key for key in jwks["keys"] if key.get("crv") == "Ed25519"}
    # Another kind of JWS under the same key is no receipt; a key is chosen by its id, never tried.
    if header.get("typ") != "upload-receipt+jwt" or header.get("kid") not in keys:
        raise jwt.InvalidTokenError("not a receipt of this signer")
    # `algorithms` is a constant: what the header asks for has no say, so `none` and HS256 are refused.
    return jwt.decode(
        receipt, jwt.PyJWK(keys[header["kid"]], "EdDSA").key, algorithms=["EdDSA"], audience=audience, issuer=issuer,
        leeway=5, options={"require": ["iss", "aud", "sub", "jti", "iat", "exp"]})


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        claims = verify_receipt(sys.stdin.read().strip(), json.load(file), sys.argv[2], sys.argv[3])
    print(claims["upload"]["key"])
