import type { Command } from '../process/command.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

/** A file in a wheel: its text, or the absolute path of the file to copy. */
export type WheelFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly path: string };

export interface EditableWheelJob {
  /** An absolute path; the hook runs there (PEP 517). */
  readonly project: string;
  /** The absolute path of an empty folder for the wheel. */
  readonly folder: string;
  /** The module of the build backend. */
  readonly backend: string;
  /** The files of the wheel in addition to its dist-info. */
  readonly files: readonly WheelFile[];
}

/**
 * Asks the build backend for the metadata of an editable install (PEP 660,
 * `prepare_metadata_for_build_editable`) and packages it with `files` into a wheel (PEP 427), whose
 * path it prints as the last line. The backend's own output goes to stderr.
 *
 * @param run a Python in which the backend can be imported.
 */
export function editableWheel(run: ToolRun, job: EditableWheelJob): Command {
  return toolCommand(run, ['-I', '-c', script, JSON.stringify(job)]);
}

const script = `
import base64, contextlib, hashlib, importlib, json, os, sys, zipfile

def content(file):
    if "text" in file:
        return file["text"].encode()
    with open(file["path"], "rb") as opened:
        return opened.read()

def row(name, data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
    return '"%s",sha256=%s,%d' % (name.replace('"', '""'), digest, len(data))

job = json.loads(sys.argv[1])
os.chdir(job["project"])
metadata = os.path.join(job["folder"], "metadata")
os.makedirs(metadata)
with contextlib.redirect_stdout(sys.stderr):
    info = importlib.import_module(job["backend"]).prepare_metadata_for_build_editable(metadata)
source = os.path.join(metadata, info)
files = [(file["name"], content(file)) for file in job["files"]]
for base, _, names in sorted(os.walk(source)):
    for name in sorted(names):
        path = os.path.join(base, name)
        inside = os.path.relpath(path, source).replace(os.sep, "/")
        if inside != "RECORD":
            files.append((info + "/" + inside, content({"path": path})))
tags = [line[4:].strip() for line in content({"path": os.path.join(source, "WHEEL")}).decode().splitlines() if line.startswith("Tag:")]
rows = [row(name, data) for name, data in files] + [info + "/RECORD,,"]
files.append((info + "/RECORD", ("\\n".join(rows) + "\\n").encode()))
wheel = os.path.join(job["folder"], info[:-len(".dist-info")] + "-" + tags[0] + ".whl")
with zipfile.ZipFile(wheel, "w") as archive:
    for name, data in files:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = 0o100644 << 16
        archive.writestr(entry, data)
print(wheel)
`;
