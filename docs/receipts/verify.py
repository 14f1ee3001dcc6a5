"""Verifies an upload receipt. Debian: python3-cryptography; pip: cryptography."""
import base64
import json
import re
import sys
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

TEXTS = ("storage", "container", "key", "etag", "contentType", "name")
OPTIONAL = ("md5", "crc64nvme", "sha256", "policy")
FINALIZED = ("copy", "manifest", "multipart", "in-place")


class NotAReceipt(ValueError):
    """What was handed in is no valid receipt of this signer for this application."""


def decode(segment: str) -> bytes:
    """The bytes of a segment that is spelled as an encoder would: no padding, no unused bits."""
    if not re.fullmatch(r"[A-Za-z0-9_-]+", segment):
        raise NotAReceipt("not base64url")
    data = base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))
    if base64.urlsafe_b64encode(data).rstrip(b"=").decode() != segment:
        raise NotAReceipt("not canonical base64url")
    return data


def read(segment: str) -> dict:
    """The JSON object in a segment; of a member that is there twice, the last counts."""
    def refuse(word: str):
        raise NotAReceipt(f"{word} is not JSON")

    value = json.loads(decode(segment).decode("utf-8"), parse_constant=refuse)
    if not isinstance(value, dict):
        raise NotAReceipt("not an object")
    return value


def number(value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < float("inf")


def whole(value, least: int) -> bool:
    return number(value) and value == int(value) and least <= value < 2**53


def has_claims(claims: dict) -> bool:
    upload = claims.get("upload")
    return (
        all(isinstance(claims.get(name), str) for name in ("iss", "sub", "jti"))
        and all(number(claims.get(name)) for name in ("iat", "exp"))
        and number(claims.get("nbf", 0)) and isinstance(upload, dict)
        and all(isinstance(upload.get(name), str) for name in TEXTS)
        and all(isinstance(upload.get(name, ""), str) for name in OPTIONAL)
        and upload.get("finalized") in FINALIZED
        and whole(upload.get("size"), 0) and whole(upload.get("parts"), 1))


def verify_receipt(receipt: str, jwks: dict, audience: str, issuer: str, now: float = None) -> dict:
    """The claims of a receipt of this signer for this application; raises ValueError for anything else."""
    segments = receipt.split(".")
    if len(receipt) > 32768 or len(segments) != 3:
        raise NotAReceipt("not three segments")
    header, claims, signature = read(segments[0]), read(segments[1]), decode(segments[2])
    # `alg` and `typ` are constants here: what the header asks for has no say. Extensions are refused, not ignored.
    if header.get("alg") != "EdDSA" or header.get("typ") != "upload-receipt+jwt" or {"crit", "b64"} & header.keys():
        raise NotAReceipt("not a receipt")
    # A key is chosen by its id and nothing else.
    kid = header.get("kid")
    keys = [key for key in jwks["keys"] if isinstance(kid, str) and key.get("kid") == kid and key.get("crv") == "Ed25519"]
    if len(keys) != 1:
        raise NotAReceipt("no key of that id")
    try:
        Ed25519PublicKey.from_public_bytes(decode(keys[0]["x"])).verify(signature, ".".join(segments[:2]).encode())
    except InvalidSignature:
        raise NotAReceipt("not signed by that key") from None
    if not has_claims(claims):
        raise NotAReceipt("claims are missing")
    aud = claims.get("aud")
    meant = [aud] if isinstance(aud, str) else aud
    if not isinstance(meant, list) or not all(isinstance(each, str) for each in meant) or audience not in meant:
        raise NotAReceipt("for another application")
    now = time.time() if now is None else now
    if claims["iss"] != issuer or claims["exp"] <= now - 5 or claims.get("nbf", now) > now + 5:
        raise NotAReceipt("of another signer, or not now")
    return claims


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        said = verify_receipt(sys.stdin.read().strip(), json.load(file), sys.argv[2], sys.argv[3])
    print(said["upload"]["key"])
