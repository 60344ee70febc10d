import {
  confirmGraph,
  graphOf,
  keep,
  keyOf,
  placeOf,
  pluginIdentity,
  readKept,
  writeKept,
} from './graph-cache.ts';
import type { KeptGraph } from './graph-cache.ts';
import type { Graph, GraphRequest } from './graph.ts';
import { writeProjectList } from './project-list.ts';
import { nothingRemembered } from './remembered.ts';
import { reportOnce } from './report.ts';

/** Gives both hooks of the plugin one graph; what it knows lasts as long as the process. */
export interface GraphSource {
  /** The graph of the disk as it is now. */
  readonly forNodes: (request: GraphRequest) => Promise<Graph>;
  /**
   * The graph that `forNodes` has given last, once: Nx makes nodes and then dependencies of one state
   * of the disk. Else that of the disk as it is now.
   */
  readonly forDependencies: (request: GraphRequest) => Promise<Graph>;
}

/** @throws Pyo3Error `option-invalid` (its functions) when the plugin's options cannot be used. */
export function graphSource(): GraphSource {
  const keptAt = new Map<string, KeptGraph>();
  const given = new Map<string, Graph>();
  const remembered = nothingRemembered();
  // Of the code that runs, which is older than the disk once the plugin is updated under a daemon.
  const plugin = pluginIdentity();

  const makeAnew = async (request: GraphRequest, place: string, key: string): Promise<Graph> => {
    // What an unchanged repository does not need is not loaded.
    const { makeGraph } = await import('./make-graph.ts');
    const made = await makeGraph(request, remembered);
    const kept = keep(key, made);
    keptAt.set(place, kept);
    writeKept(place, kept);
    // A graph that was kept has told its hints already.
    for (const hint of made.graph.hints) reportOnce(hint);
    return made.graph;
  };
  const current = async (request: GraphRequest): Promise<Graph> => {
    const place = placeOf(request);
    const key = keyOf(request, plugin);
    const kept = keptAt.get(place) ?? readKept(place);
    const isMeant = kept?.key === key;
    const confirmed = isMeant ? await confirmGraph(kept, request.workspaceRoot) : undefined;
    if (confirmed === undefined) return makeAnew(request, place, key);
    keptAt.set(place, confirmed);
    if (confirmed !== kept) writeKept(place, confirmed);
    return graphOf(confirmed);
  };
  return {
    forNodes: async (request) => {
      const graph = await current(request);
      for (const error of graph.errors) reportOnce(error);
      writeProjectList(request.workspaceRoot, graph.pythonRoots);
      given.set(placeOf(request), graph);
      return graph;
    },
    forDependencies: async (request) => {
      const place = placeOf(request);
      const graph = given.get(place) ?? (await current(request));
      given.delete(place);
      return graph;
    },
  };
}
