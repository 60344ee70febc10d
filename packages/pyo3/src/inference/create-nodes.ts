import type { CreateNodesV2 } from '@nx/devkit';
import { callNxAs } from '../diagnostics/render.ts';
import { nxCommandAt } from '../environment/nx-installation.ts';
import type { GraphSource } from './graph-source.ts';
import { renewGraphFile } from './nx-graph-file.ts';
import type { Pyo3PluginOptions } from './options.ts';

/**
 * The projects of the repository by its manifests. It starts no process, and no malformed manifest
 * stops it: that costs its own project.
 *
 * @throws Pyo3Error `option-invalid` (the hook) when the plugin's options in nx.json cannot be used.
 */
export function createNodesFrom(source: GraphSource): CreateNodesV2<Pyo3PluginOptions> {
  return [
    '{**/Cargo.toml,**/pyproject.toml,**/setup.py}',
    async (files, options, { workspaceRoot }) => {
      callNxAs(() => nxCommandAt(workspaceRoot));
      renewGraphFile(workspaceRoot, process.env);
      const { nodes } = await source.forNodes({ files, options, workspaceRoot });
      return nodes;
    },
  ];
}
