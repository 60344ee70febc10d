import { pathToFileURL } from 'node:url';
import type { Interpreter } from '../environment/python-environment.ts';
import type { Distribution } from '../project/folder/pyo3-project.ts';
import { distributionFileName } from '../python/distribution-name.ts';
import { interpreterSignature, pluginVersion } from './install-marker.ts';

/** What an editable install of a project has to look like, as far as it can be told beforehand. */
export interface ExpectedInstall {
  readonly distribution: Distribution;
  /** URL of the project's folder: the origin that direct_url.json names. */
  readonly url: string;
  /** The `.pth` file that puts the Python sources on `sys.path`; absent when the backend decides. */
  readonly path?: PathFile;
  readonly made: string;
  readonly interpreter: string;
  readonly plugin: string;
  readonly lock: string;
}

/** A `.pth` file of site-packages (Python's `site` module) and the folder that it names. */
export interface PathFile {
  readonly file: string;
  readonly folder: string;
}

export interface ExpectationRequest {
  readonly distribution: Distribution;
  /** Absolute, links resolved: that is how installers write it. */
  readonly projectFolder: string;
  /** Absolute, links resolved; absent when nothing of the checkout goes on `sys.path`. */
  readonly pythonFolder?: string;
  readonly interpreter: Interpreter;
  /** Digest of what the metadata is made from. */
  readonly made: string;
  /** Digest of the lock file, or `''`. */
  readonly lock: string;
}

export function expectedInstall(request: ExpectationRequest): ExpectedInstall {
  const { distribution, projectFolder, pythonFolder, interpreter, made, lock } = request;
  const file = `${distributionFileName(distribution.name)}.pth`;
  return {
    distribution,
    url: pathToFileURL(projectFolder).href,
    ...(pythonFolder === undefined ? {} : { path: { file, folder: pythonFolder } }),
    made,
    interpreter: interpreterSignature(interpreter),
    plugin: pluginVersion(),
    lock,
  };
}
