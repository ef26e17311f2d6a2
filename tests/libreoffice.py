"""LibreOffice without a window, as the witness that computes and prints what we wrote."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

# LibreOffice shows the cached values of a file that says it comes from Excel, and nothing in the
# file changes its mind; 0 here means "always recalculate" (1 never, 2 ask).
_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
 <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
  <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
  <prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop>
 </item>
 <item oor:path="/org.openoffice.Setup/L10N">
  <prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop>
 </item>
</oor:items>
"""


@dataclass(frozen=True)
class LibreOffice:
    """One installation with a profile of its own.

    A profile serves one process at a time, so that tests that run side by side need one each.
    Starting takes a second or two: the methods that end in ``_all`` start it once for many files.
    """

    program: Path
    profile: Path
    locale: str = "en-US"
    seconds: float = 120

    def recalculate(self, path: Path, out_dir: Path) -> Path:
        """Open ``path``, compute every formula anew, save as .xlsx in ``out_dir``."""
        return self.recalculate_all([path], out_dir)[0]

    def recalculate_all(self, paths: Sequence[Path], out_dir: Path) -> list[Path]:
        """Do for all ``paths`` what ``recalculate`` does for one."""
        return self.convert(paths, "xlsx", out_dir)

    def to_pdf(self, path: Path, out_dir: Path) -> Path:
        """Print ``path`` as it would come out on paper, freshly computed."""
        return self.to_pdf_all([path], out_dir)[0]

    def to_pdf_all(self, paths: Sequence[Path], out_dir: Path) -> list[Path]:
        """Do for all ``paths`` what ``to_pdf`` does for one."""
        return self.convert(paths, "pdf", out_dir)

    def to_png(self, path: Path, out_dir: Path, *, dpi: int = 80) -> list[Path]:
        """Make a picture of every printed page, in order."""
        pdf = path if path.suffix == ".pdf" else self.to_pdf(path, out_dir)
        stem = out_dir / f"{path.stem}-page"
        _run(["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(stem)], self.seconds)
        return sorted(out_dir.glob(f"{stem.name}-*.png"))

    def convert(self, paths: Sequence[Path], extension: str, out_dir: Path) -> list[Path]:
        """Save ``paths`` under the same names with another ``extension`` in ``out_dir``.

        Raises:
            ValueError: two files would become one, or one would overwrite its source.
            RuntimeError: LibreOffice failed or left a file out.
        """
        targets = [out_dir / f"{path.stem}.{extension}" for path in paths]
        if len(set(targets)) < len(targets) or set(targets) & set(paths):
            msg = f"conversion to {out_dir} would overwrite files: {sorted(map(str, targets))}"
            raise ValueError(msg)
        for target in targets:  # a file of an earlier run must not pass for a fresh one
            target.unlink(missing_ok=True)
        self._prepare_profile()
        arguments = [
            str(self.program),
            f"-env:UserInstallation={self.profile.resolve().as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            extension,
            "--outdir",
            str(out_dir),
            *map(str, paths),
        ]
        said = _run(arguments, self.seconds)
        left_out = [target.name for target in targets if not target.exists()]
        if left_out:  # it ends with status 0 all the same
            msg = f"LibreOffice did not write {', '.join(left_out)}: {said}"
            raise RuntimeError(msg)
        return targets

    def _prepare_profile(self) -> None:
        settings = self.profile / "user" / "registrymodifications.xcu"
        if not settings.exists():
            settings.parent.mkdir(parents=True)
            settings.write_text(_SETTINGS.format(locale=escape(self.locale)), encoding="utf-8")


def _run(arguments: list[str], seconds: float) -> str:
    done = subprocess.run(arguments, capture_output=True, check=False, timeout=seconds)
    said = (done.stdout + done.stderr).decode(errors="replace").strip()
    if done.returncode != 0:
        msg = f"{arguments[0]} ended with status {done.returncode}: {said}"
        raise RuntimeError(msg)
    return said
