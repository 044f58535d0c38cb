"""What the Linux bundle holds, by name, version and licence: a CycloneDX bill of materials.

    python packaging/sbom.py CYCLONEDX_PY BUNDLE FILE

``python`` is the interpreter that built ``BUNDLE``, ``CYCLONEDX_PY`` the program that reads its environment. What
only builds a bundle is left out; Python itself and the system's own libraries are added.
"""

import json
import platform
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from licences import TOOLS, licence

_NOT_IN_IT = {*TOOLS, "pip"}


def main(cyclonedx: str, bundle: Path, target: Path) -> int:
    """Write the bill; return an exit code."""
    read = [
        "environment",
        "--pyproject",
        "pyproject.toml",
        "--mc-type",
        "application",
        "--output-reproducible",
    ]
    said = subprocess.run(
        [cyclonedx, *read, sys.executable], capture_output=True, text=True, check=True
    ).stdout
    bill = without_tools(json.loads(said))
    bill["components"] += [python(), *system_libraries(bundle)]
    nameless = [part["name"] for part in bill["components"] if not part.get("licenses")]
    target.write_text(json.dumps(bill, indent=2) + "\n", encoding="utf-8")
    print(
        f"{target}: {len(bill['components'])} parts"
        + "".join(f"\nWITHOUT A LICENCE: {name}" for name in nameless)
    )
    return min(len(nameless), 1)


def without_tools(bill: dict[str, Any]) -> dict[str, Any]:
    """The bill without what only builds, and with the licence of those whose metadata only describe it."""
    dropped = {part["bom-ref"] for part in bill["components"] if part["name"].lower() in _NOT_IN_IT}
    bill["components"] = [part for part in bill["components"] if part["bom-ref"] not in dropped]
    for part in bill["components"]:
        if not part.get("licenses"):
            part["licenses"] = [_named(licence(distribution(part["name"])))]
    bill["dependencies"] = [
        {**entry, "dependsOn": [ref for ref in entry.get("dependsOn", ()) if ref not in dropped]}
        for entry in bill["dependencies"]
        if entry["ref"] not in dropped
    ]
    return bill


def python() -> dict[str, Any]:
    """The interpreter in the bundle."""
    version = platform.python_version()
    return {
        "type": "platform",
        "bom-ref": f"python=={version}",
        "name": "python",
        "version": version,
        "licenses": [{"license": {"id": "Python-2.0.1"}}],
    }


def system_libraries(bundle: Path) -> Iterator[dict[str, Any]]:
    """The Debian packages whose shared libraries lie in the bundle, as its folder of licences names them."""
    for folder in sorted((bundle / "_internal" / "licences" / "system").iterdir()):
        asked = ["dpkg-query", "--show", "--showformat=${Version}\n", folder.name]
        version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()[0]
        yield {
            "type": "library",
            "bom-ref": f"deb:{folder.name}=={version}",
            "name": folder.name,
            "version": version,
            "purl": f"pkg:deb/debian/{folder.name}@{version}",
            "licenses": [_named(f"see licences/system/{folder.name}/copyright in the bundle")],
        }


def _named(text: str) -> dict[str, Any]:
    return {"license": {"name": text}}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
