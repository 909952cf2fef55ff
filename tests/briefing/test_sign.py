"""Content Credentials by a test key: any validator reads who made a file of what, and tells when it was changed."""

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import c2pa
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from geo.briefing.drawing import write_file
from geo.briefing.sign import SIGNED, STAMP_LABEL
from geo.briefing.stamp_reader import read_stamp
from geo.errors import UsageError
from geo.render.presets import PRESETS
from geo.render.stamp import stamp
from tests.world.models import a_model

USAGES = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
          "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip


def certify(subject: str, key: ec.EllipticCurvePrivateKey, issuer: tuple | None = None) -> x509.Certificate:
    """A certificate for ten days: of an authority where no issuer (name, key) is given, else of a signer."""
    name = x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, subject), x509.NameAttribute(NameOID.COMMON_NAME, subject)]
    )
    by, by_key = issuer or (name, key)
    wanted = "digital_signature" if issuer else "key_cert_sign"
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(
            name and by, name, key.public_key(), x509.random_serial_number(), now - timedelta(1), now + timedelta(9)
        )
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{usage: usage == wanted for usage in USAGES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by_key.public_key()), critical=False)
    )
    if issuer:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=True)
    return made.sign(by_key, hashes.SHA256())


@pytest.fixture(scope="module")
def credential(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Files of a chain and its key, as a newsroom would have them."""
    folder = tmp_path_factory.mktemp("credential")
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = certify("Example Root", root_key)
    own = certify("Example Newsroom", key, (root.subject, root_key))
    pem = serialization.Encoding.PEM
    (folder / "chain.pem").write_bytes(own.public_bytes(pem) + root.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "chain.pem", folder / "key.pem"


@pytest.fixture
def signing(credential: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A deployer's settings."""
    monkeypatch.setenv("ATLAS_SIGN_CHAIN", str(credential[0]))
    monkeypatch.setenv("ATLAS_SIGN_KEY", str(credential[1]))


def verdict(content: bytes, kind: str) -> tuple[str, dict]:
    """What a validator says, and the manifest."""
    told = json.loads(c2pa.Reader(SIGNED[kind], io.BytesIO(content)).json())
    return told["validation_state"], told["manifests"][told["active_manifest"]]


@pytest.mark.parametrize("kind", SIGNED)
@pytest.mark.parametrize("preset", ["slide", "a4"])
def test_a_signed_file_says_what_it_shows_and_who_signed(signing: None, kind: str, preset: str) -> None:
    """View, version and numbers are under the signature; our own stamp stays readable."""
    model = a_model()
    content = write_file(model, kind, PRESETS[preset])
    state, manifest = verdict(content, kind)
    told = {one["label"]: one["data"] for one in manifest["assertions"]}

    assert state == "Valid"
    assert manifest["signature_info"]["issuer"] == "Example Newsroom"
    assert told[STAMP_LABEL] == json.loads(json.dumps(stamp(model)))
    assert read_stamp(content).query == dict(model.query)


@pytest.mark.parametrize("kind", SIGNED)
def test_a_changed_bit_is_told(signing: None, kind: str) -> None:
    """In the middle of the picture, where no eye would see it: a digit becomes another, so that an SVG can be read."""
    content = bytearray(write_file(a_model(), kind, PRESETS["slide"]))
    middle = next(at for at in range(len(content) // 2, len(content)) if content[at] in b"0123456789")
    content[middle] ^= 1

    assert verdict(bytes(content), kind)[0] == "Invalid"


def test_without_a_key_nothing_changes() -> None:
    """The same view gives the same bytes."""
    assert write_file(a_model(), "svg", PRESETS["slide"]) == write_file(a_model(), "svg", PRESETS["slide"])


def test_half_a_credential_and_a_key_that_is_none_are_refused(
    credential: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the variable's name, before a file leaves the machine unsigned."""
    monkeypatch.setenv("ATLAS_SIGN_CHAIN", str(credential[0]))
    with pytest.raises(UsageError, match="ATLAS_SIGN_KEY"):
        write_file(a_model(), "svg", PRESETS["slide"])
    monkeypatch.setenv("ATLAS_SIGN_KEY", str(credential[0]))
    with pytest.raises(UsageError, match="no private key"):
        write_file(a_model(), "svg", PRESETS["slide"])
