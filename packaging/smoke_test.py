"""Launch the frozen program, never the source, and see that it does what it must.

    python packaging/smoke_test.py dist/gzlabel/gzlabel

Each line has bitten somebody: spawning from a frozen parent, numba's cache folder, Qt's plugins, fonts, certificates.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

_PATIENCE_S = 900


def main(program: str) -> int:
    """Try the program in an environment without Python; return an exit code."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        environment = {"PATH": "/usr/bin:/bin", "HOME": folder, "QT_QPA_PLATFORM": "offscreen"}
        if sys.platform == "win32":
            environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LOCALAPPDATA": folder}

        def run(*arguments: str) -> str:
            began = time.monotonic()
            done = subprocess.run(
                [program, *arguments],
                env=environment,
                capture_output=True,
                text=True,
                timeout=_PATIENCE_S,
                cwd=folder,
            )
            print(
                f"{' '.join(arguments):40} exit {done.returncode}  {time.monotonic() - began:5.1f} s",
                flush=True,
            )
            if done.returncode != 0:
                raise SystemExit(f"{done.stdout}\n{done.stderr}")
            return done.stdout

        assert run("--version").startswith("gzlabel "), "the version"
        said = run("--self-test")
        assert "This installation works." in said, said
        for library in ("torch", "timm", "umap", "hdbscan", "h5py"):
            assert library in said, f"{library} imported in a spawned child of the frozen parent"
        assert sys.platform != "linux" or "authorities trusted" in said, "certificates"
        run("demo", "--headless", "--out", "demo")
        summary = json.loads((home / "demo" / "summary.json").read_text(encoding="utf-8"))
        assert summary["ratings"] >= 60, summary
        assert (home / "demo" / "desk.png").stat().st_size > 50_000, "a picture of the window"
        if sys.platform == "linux":
            assert list((home / ".cache" / "numba").rglob("*.nbc")), (
                "compiled functions kept in the user's folder"
            )
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(str(Path(sys.argv[1]).resolve())))
