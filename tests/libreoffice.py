"""LibreOffice without a window, as the witness that computes and prints what we wrote."""

import subprocess
from collections.abc import Mapping, Sequence
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


# A macro of a profile's own library, the only way to type into a document without a window where
# Python has no UNO. What is typed into a protected cell stays out, as it does for a person.
_MACRO = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typing"
 script:language="StarBasic">
Sub Main
  Dim Hidden(0) As New com.sun.star.beans.PropertyValue
  Dim Saved(0) As New com.sun.star.beans.PropertyValue
  Hidden(0).Name = "Hidden" : Hidden(0).Value = True
  Saved(0).Name = "FilterName" : Saved(0).Value = "Calc MS Excel 2007 XML"
  Document = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, Hidden())
{typing}
  Document.storeToURL("{target}", Saved())
  Document.close(True)
  StarDesktop.terminate()
End Sub
</script:module>
"""
_LIBRARY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Typing"/>
</library:library>
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

    def type_into(
        self, path: Path, target: Path, typed: Mapping[tuple[str, str], str | float]
    ) -> Path:
        """Open ``path``, type into cells (by sheet and address), save as .xlsx at ``target``."""
        self._prepare_profile()
        lines = []
        for (sheet, cell), value in typed.items():
            at = f'Document.Sheets.getByName("{sheet}").getCellRangeByName("{cell}")'
            text = str(value).replace('"', '""')
            said = f'String = "{text}"' if isinstance(value, str) else f"Value = {value}"
            lines.append(f"  {at}.{said}")
        places = {"source": path.resolve().as_uri(), "target": target.resolve().as_uri()}
        macro = _MACRO.format(typing=escape("\n".join(lines)), **places)
        profile = f"-env:UserInstallation={self.profile.resolve().as_uri()}"
        start = [str(self.program), profile, "--headless", "--norestore"]
        library = self.profile / "user" / "basic" / "Standard"
        if not library.exists():  # the first start makes the profile and runs no macro
            _run([*start, "--terminate_after_init"], self.seconds)
            library.mkdir(parents=True, exist_ok=True)
        (library / "Typing.xba").write_text(macro, encoding="utf-8")
        (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        said = _run([*start, "macro:///Standard.Typing.Main"], self.seconds)
        if not target.exists():
            msg = f"LibreOffice did not write {target.name}: {said}"
            raise RuntimeError(msg)
        return target

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
