/**
 * What is in a wheel and in its metadata, read by Python itself: zipfile, and `packaging` where the
 * environment has it.
 */

/** One thing that is wrong with an artifact. */
export interface ArtifactProblem {
  readonly file: string;
  readonly problem: string;
}

export interface ContentsReport {
  readonly problems: readonly ArtifactProblem[];
  /** Whether `packaging` was there to read versions and requirements back. */
  readonly hasPackaging: boolean;
}

/**
 * Arguments: a JSON list of texts that must not be in an artifact, then the paths of wheels and sdists.
 * Prints a `ContentsReport`.
 */
export const contentsScript = `
import base64, csv, hashlib, io, json, os, sys, tarfile, zipfile
from email.parser import BytesParser
try:
    from packaging.requirements import Requirement
    from packaging.specifiers import SpecifierSet
    from packaging.utils import parse_sdist_filename, parse_wheel_filename
    from packaging.version import Version
except ImportError:
    Requirement = None
problems = []
forbidden = [text.encode() for text in json.loads(sys.argv[1])]
def wrong(path, problem):
    problems.append({"file": os.path.basename(path), "problem": problem})
def look_for_paths(path, name, data):
    for text in forbidden:
        if text in data:
            wrong(path, f"{name} contains {text.decode()}, a path of the machine that built it")
            return
def check_metadata(path, data):
    metadata = BytesParser().parsebytes(data)
    if Requirement is None:
        return metadata
    version = metadata["Version"]
    if str(Version(version)) != version:
        wrong(path, f"its version {version} is not in normal form ({Version(version)})")
    for text in metadata.get_all("Requires-Dist", []):
        if Requirement(text).url is not None:
            wrong(path, f"it requires {text}, and an index refuses requirements with a URL")
    SpecifierSet(metadata["Requires-Python"] or "")
    if Version(version).local is not None:
        wrong(path, f"its version {version} is a local version, which an index refuses")
    return metadata
def check_name(path, metadata):
    if Requirement is None:
        return
    name = os.path.basename(path)
    parse = parse_wheel_filename if name.endswith(".whl") else parse_sdist_filename
    if str(parse(name)[1]) != metadata["Version"]:
        wrong(path, f"its name and its metadata ({metadata['Version']}) have different versions")
def check_wheel(path):
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    info = {n.rsplit("/", 1)[1]: d for n, d in files.items() if n.count("/") == 1 and ".dist-info/" in n}
    metadata = check_metadata(path, info["METADATA"])
    check_name(path, metadata)
    stated = set(BytesParser().parsebytes(info["WHEEL"]).get_all("Tag", []))
    python, abi, platform = os.path.basename(path)[:-4].split("-")[-3:]
    named = {f"{p}-{a}-{t}" for p in python.split(".") for a in abi.split(".") for t in platform.split(".")}
    if stated != named:
        wrong(path, f"its name has the tags {', '.join(sorted(named))}, and WHEEL {', '.join(sorted(stated))}")
    record = {row[0]: row[1] for row in csv.reader(io.StringIO(info["RECORD"].decode())) if row}
    for name, data in files.items():
        look_for_paths(path, name, data)
        if name.endswith("/") or name.endswith(".dist-info/RECORD"):
            continue
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        if record.get(name) != f"sha256={digest}":
            wrong(path, f"RECORD does not have the digest of {name}")
def check_sdist(path):
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            data = archive.extractfile(member).read() if member.isfile() else b""
            look_for_paths(path, member.name, data)
            if member.name.count("/") == 1 and member.name.endswith("/PKG-INFO"):
                check_name(path, check_metadata(path, data))
for path in sys.argv[2:]:
    try:
        (check_wheel if path.endswith(".whl") else check_sdist)(path)
    except Exception as error:
        wrong(path, f"it cannot be read: {type(error).__name__}: {error}")
print(json.dumps({"problems": problems, "hasPackaging": Requirement is not None}))
`;

/** @throws SyntaxError for what the script did not print. */
export function parseContentsReport(text: string): ContentsReport {
  return JSON.parse(text) as ContentsReport;
}

/**
 * The glibc that a wheel needs, by the output of `auditwheel show`; `undefined` where it says nothing of
 * the kind, as for musl on a glibc machine.
 */
export function neededGlibc(output: string): readonly [number, number] | undefined {
  const words = output.replaceAll(/\s+/g, ' ');
  const [, major, minor] = /platform tag: "manylinux_(\d+)_(\d+)_/.exec(words) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor)];
}
