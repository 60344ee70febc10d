import { writeOutsideList, writeProjectList } from '../environment/workspace-data.ts';
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
import type { makeGraph } from './make-graph.ts';
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

/** What is loaded only for a repository that has changed. */
interface GraphMaker {
  readonly makeGraph: typeof makeGraph;
}

/**
 * @param plugin of the code that runs, which is older than the disk once the plugin is updated under
 * a daemon.
 * @throws Pyo3Error `option-invalid` (its functions) when the plugin's options cannot be used.
 */
export function graphSource(
  plugin: string = pluginIdentity(),
  loadMaker: () => Promise<GraphMaker> = () => import('./make-graph.ts'),
): GraphSource {
  const keptAt = new Map<string, KeptGraph>();
  const given = new Map<string, Graph>();
  const remembered = nothingRemembered();

  const makeAnew = async (
    request: GraphRequest,
    place: string,
    key: string,
  ): Promise<KeptGraph> => {
    const maker = await loadMaker();
    const made = await maker.makeGraph(request, remembered);
    const kept = keep(key, made);
    keptAt.set(place, kept);
    writeKept(place, kept);
    // A graph that was kept has told its hints already.
    for (const hint of made.graph.hints) reportOnce(hint);
    return kept;
  };
  const current = async (request: GraphRequest): Promise<Graph> => {
    const place = placeOf(request);
    const key = keyOf(request, plugin);
    const known = keptAt.get(place);
    const kept = known?.key === key ? known : readKept(place, key);
    const confirmed = kept && (await confirmGraph(kept, request.workspaceRoot));
    if (confirmed === undefined) return graphOf(await makeAnew(request, place, key));
    keptAt.set(place, confirmed);
    if (confirmed !== kept) writeKept(place, confirmed);
    return graphOf(confirmed);
  };
  return {
    forNodes: async (request) => {
      const graph = await current(request);
      for (const error of graph.errors) reportOnce(error);
      writeProjectList(request.workspaceRoot, process.env, graph.pythonRoots);
      writeOutsideList(request.workspaceRoot, process.env, graph.outside);
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
