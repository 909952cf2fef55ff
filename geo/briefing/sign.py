"""Content Credentials: what a deployer's key says of a file, so that any C2PA validator tells whether it was changed.

Optional: without the two settings nothing is signed, and the same view gives the same bytes. With them a file differs
each time, since a signature does. Nothing is asked of a network: no time stamp, no list of trusted keys.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from geo.errors import UsageError
from geo.maps.model import MapModel
from geo.render.stamp import GENERATOR, stamp
from geo.settings import SIGN_CHAIN, SIGN_KEY

SIGNED: Final = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
STAMP_LABEL: Final = "station-atlas.stamp"
DATA_DRIVEN: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia"
INSTALL: Final = "pip install -r .deploy/requirements-sign.txt"
# Kind of key → the algorithm by its name in C2PA.
_CURVES: Final = {"secp256r1": b"es256", "secp384r1": b"es384", "secp521r1": b"es512"}


@dataclass(frozen=True)
class Credential:
    """A deployer's certificates, the signer's own first, and key, as PEM; and the algorithm that the key asks for."""

    chain: bytes
    key: bytes
    algorithm: bytes


def sign_file(content: bytes, kind: str, model: MapModel) -> bytes:
    """The file with Content Credentials where a key is set and the kind can carry them; else the file as it is.

    kind: "png", "svg", "pdf" …; model: whose view, version and numbers the credentials state. Raises UsageError for
    settings that can't be used.
    """
    chain, key = SIGN_CHAIN.read(), SIGN_KEY.read()
    if chain is None and key is None:
        return content
    if chain is None or key is None:
        raise UsageError(f"To sign files set both {SIGN_CHAIN.name} and {SIGN_KEY.name}, or neither.")
    return _signed(content, kind, model, _credential(chain, key)) if kind in SIGNED else content


@cache
def _credential(chain: Path, key: Path) -> Credential:
    """Read once: a key is not changed under a running server."""
    try:
        from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ModuleNotFoundError as error:
        raise UsageError(f"Files can't be signed before the library is installed: {INSTALL}") from error
    content = key.read_bytes()
    try:
        private = load_pem_private_key(content, password=None)
    except (ValueError, TypeError) as error:  # no PEM, or locked by a password
        raise UsageError(f"{SIGN_KEY.name}: {key.name} holds no private key as PEM without a password.") from error
    if isinstance(private, ec.EllipticCurvePrivateKey) and private.curve.name in _CURVES:
        algorithm = _CURVES[private.curve.name]
    elif isinstance(private, ed25519.Ed25519PrivateKey):
        algorithm = b"ed25519"
    elif isinstance(private, rsa.RSAPrivateKey):
        algorithm = b"ps256"
    else:
        raise UsageError(f"{SIGN_KEY.name}: {key.name} is of a kind that Content Credentials do not know.")
    return Credential(chain.read_bytes(), content, algorithm)


def _signed(content: bytes, kind: str, model: MapModel, own: Credential) -> bytes:
    try:
        import c2pa  # type: ignore[import-untyped]
    except ModuleNotFoundError as error:
        raise UsageError(f"Files can't be signed before the library is installed: {INSTALL}") from error
    info = c2pa.C2paSignerInfo(alg=own.algorithm, sign_cert=own.chain, private_key=own.key, ta_url=None)
    out = BytesIO()
    try:
        with c2pa.Signer.from_info(info) as signer, c2pa.Builder(_manifest(model)) as builder:
            builder.sign(signer, SIGNED[kind], BytesIO(content), out)
    except c2pa.C2paError as error:
        raise UsageError(f"The file can't be signed with {SIGN_CHAIN.name} and {SIGN_KEY.name}: {error}") from error
    return out.getvalue()


def _manifest(model: MapModel) -> dict[str, Any]:
    """What is said under the signature: made from data by this program, and the stamp that the file carries anyway."""
    said: dict[str, Any] = json.loads(json.dumps(stamp(model)))
    return {
        "claim_generator_info": [{"name": GENERATOR, "version": model.data_version}],
        "title": model.words.title,
        "assertions": [
            {
                "label": "c2pa.actions.v2",
                "data": {"actions": [{"action": "c2pa.created", "digitalSourceType": DATA_DRIVEN}]},
            },
            {"label": STAMP_LABEL, "data": said},
        ],
    }
