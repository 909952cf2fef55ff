"""What .deploy/ offers a host says the same as the pages do, and is read by the programs it is for."""

import re
import subprocess
from pathlib import Path

import pytest

from geo.settings import SETTINGS
from geo.site.addresses import home_of
from geo.site.headers import FOREVER, HEADERS, SHORT
from geo.site.shell import POLICY
from geo.words.language import LANGUAGES

DEPLOY = Path(__file__).parents[2] / ".deploy"


@pytest.mark.parametrize("name", ["site-nginx.conf", "site-htaccess"])
def test_the_policy_of_a_host_is_that_of_the_pages(name: str) -> None:
    """With who may frame it besides: the embedded map anybody, all else nobody."""
    found = set(re.findall(r'"(default-src[^"]+)"', (DEPLOY / name).read_text(encoding="utf-8")))

    assert found == {f"{POLICY}; frame-ancestors 'self'", f"{POLICY}; frame-ancestors *"}
    assert all(policy in HEADERS for policy in found)


def test_the_embedded_map_of_every_language_may_be_framed() -> None:
    """And no other page."""
    (framed,) = re.findall(r"location ~ (\S+) \{", (DEPLOY / "site-nginx.conf").read_text(encoding="utf-8"))
    for language in LANGUAGES:
        path = f"/{home_of(language)}embed/"
        assert (
            f"{path}*\n  ! Content-Security-Policy\n  Content-Security-Policy: {POLICY}; frame-ancestors *" in HEADERS
        )
        assert re.match(framed, path)
    for path in ("/", "/fr/", "/embedding/", "/fr/embedding/", "/countries/ESP/"):
        assert not re.match(framed, path)


@pytest.mark.parametrize("name", ["site-nginx.conf", "site-htaccess"])
def test_a_host_keeps_files_as_long_as_the_headers_say(name: str) -> None:
    """A file named by its content for good, all else for minutes."""
    text = (DEPLOY / name).read_text(encoding="utf-8")

    assert set(re.findall(r'Cache-Control "([^"]+)"', text)) == {FOREVER, SHORT}
    assert text.count("Referrer-Policy") == text.count("X-Content-Type-Options"), "a block of nginx forgets those above"


@pytest.mark.parametrize("name", ["site-nginx.conf", "app-nginx.conf"])
def test_nginx_reads_it(name: str, tmp_path: Path) -> None:
    """As it stands, inside a plain configuration."""
    around = tmp_path / "nginx.conf"
    around.write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}}\nhttp {{ access_log off; include {DEPLOY / name}; }}\n"
    )
    done = subprocess.run(["/usr/sbin/nginx", "-t", "-c", around], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_the_service_and_the_container_start_what_is_there() -> None:
    """The same command as in the README, and every file that is copied."""
    service = (DEPLOY / "atlas.service").read_text(encoding="utf-8")
    container = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    copied = [word for line in re.findall(r"^COPY (.+) \S+$", container, re.MULTILINE) for word in line.split()]

    assert "streamlit run app.py" in service
    assert '"streamlit", "run", "app.py"' in container
    assert [name for name in copied if not (DEPLOY.parent / name).exists()] == []
    assert set(re.findall(r"ATLAS_[A-Z]+", service)) <= {setting.name for setting in SETTINGS}
