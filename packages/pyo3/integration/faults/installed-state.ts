import { execa } from 'execa';
import { programOf } from '../testing/toolchain.ts';
import type { Workspace } from '../testing/workspace.ts';

/** What an environment has of the small libraries, as Python and the files themselves say it. */
export interface InstalledState {
  /** `value()` by the name of the library, called in a process of its own. */
  readonly values: Readonly<Record<string, number | string>>;
  /** Everything that is not as an installer leaves it; empty when all is well. */
  readonly problems: readonly string[];
}

const script = `
import base64, csv, hashlib, importlib, json, os, sys, sysconfig

site, root = sysconfig.get_path("purelib"), sys.argv[1]
values, problems = {}, []

def check(info, path, digest):
    file = os.path.join(site, path)
    if not os.path.isfile(file):
        return problems.append("%s: RECORD names %s, which is not there" % (info, path))
    if digest:
        kind, _, wanted = digest.partition("=")
        found = hashlib.new(kind, open(file, "rb").read()).digest()
        if base64.urlsafe_b64encode(found).rstrip(b"=").decode() != wanted:
            problems.append("%s: %s is not what RECORD says" % (info, path))

for name in sys.argv[2:]:
    infos = [d for d in os.listdir(site) if d.startswith(name + "-") and d.endswith(".dist-info")]
    if len(infos) != 1:
        problems.append("%s has %s dist-info folders: %s" % (name, len(infos), infos))
    for info in infos:
        with open(os.path.join(site, info, "RECORD"), newline="") as record:
            rows = list(csv.reader(record))
        for path, digest, _ in rows:
            check(info, path, digest)
        for file in os.listdir(os.path.join(site, info)):
            if info + "/" + file not in [path for path, _, _ in rows]:
                problems.append("%s: %s is in no RECORD" % (info, file))
        origin = json.load(open(os.path.join(site, info, "direct_url.json")))
        if not origin["dir_info"].get("editable"):
            problems.append(info + " is not editable")
    package = os.path.join(root, "libs", name, "python", name)
    for file in os.listdir(package):
        if ".so." in file:
            problems.append("half an extension: " + file)
    try:
        values[name] = importlib.import_module(name).value()
    except Exception as error:
        values[name] = repr(error)
problems += ["left by an installer: " + name for name in os.listdir(site) if name.startswith("~")]
print(json.dumps({"values": values, "problems": problems}))
`;

export async function installedState(
  { path, root }: Workspace,
  names: readonly string[],
): Promise<InstalledState> {
  const python = programOf(path('.venv'), 'python');
  const { stdout } = await execa(python, ['-c', script, root, ...names], { cwd: root });
  return JSON.parse(stdout) as InstalledState;
}
