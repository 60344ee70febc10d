import {
  writeEnvFileList,
  writeOutsideList,
  writeProjectList,
} from '../environment/workspace-data.ts';
import {
  confirmGraph,
  confirmImports,
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
import type { makeGraph, nothingRemembered } from './make-graph.ts';
import type { Remembered } from './remembered.ts';
import { reportDecisions, reportOnce } from './report.ts';

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

/** What was given last. */
interface Known {
  readonly kept: KeptGraph;
  /** Made in this process, so that `Remembered` has all that it was made from. */
  readonly isOurs: boolean;
}

/**
 * What is loaded only for a repository that has changed. What it remembers is made by the same modules
 * that use it: a loader such as tsx has two of a module that is both required and imported, and what
 * one of them has looked at the other does not see.
 */
interface GraphMaker {
  readonly makeGraph: typeof makeGraph;
  readonly nothingRemembered: typeof nothingRemembered;
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
  const keptAt = new Map<string, Known>();
  const given = new Map<string, Graph>();
  const rememberedAt = new Map<string, Remembered>();
  let last: Promise<unknown> = Promise.resolve();

  const makeAnew = async (
    request: GraphRequest,
    place: string,
    key: string,
  ): Promise<KeptGraph> => {
    // Its disk has been compared already: were this to fail, the next look would find nothing changed.
    keptAt.delete(place);
    const maker = await loadMaker();
    const remembered = rememberedAt.get(place) ?? maker.nothingRemembered(request.workspaceRoot);
    rememberedAt.set(place, remembered);
    const made = await maker.makeGraph(request, remembered);
    const kept = keep(key, made, remembered.packs);
    keptAt.set(place, { kept, isOurs: true });
    writeKept(place, kept);
    // A graph that was kept has told its hints already.
    for (const hint of made.graph.hints) reportOnce(hint);
    reportDecisions(request.workspaceRoot, process.env, made.graph.decisions);
    return kept;
  };
  const confirm = async (
    place: string,
    key: string,
    { workspaceRoot }: GraphRequest,
  ): Promise<KeptGraph | undefined> => {
    const disk = rememberedAt.get(place)?.disk;
    const found = disk?.refresh();
    const known = keptAt.get(place);
    if (disk !== undefined && known?.kept.key === key && known.isOurs) {
      if (found === 'changed') return undefined;
      const observations = found === 'same' ? undefined : disk.reader().observations();
      const confirmed = await confirmImports(known.kept, workspaceRoot, observations);
      if (confirmed === undefined || confirmed === known.kept) return confirmed;
      keptAt.set(place, { kept: confirmed, isOurs: true });
      writeKept(place, confirmed);
      return confirmed;
    }
    const kept = known?.kept.key === key ? known.kept : readKept(place, key);
    const confirmed = kept && (await confirmGraph(kept, workspaceRoot));
    if (confirmed === undefined) return undefined;
    keptAt.set(place, { kept: confirmed, isOurs: false });
    if (confirmed !== kept) writeKept(place, confirmed);
    return confirmed;
  };
  const look = async (request: GraphRequest): Promise<Graph> => {
    const place = placeOf(request);
    const key = keyOf(request, plugin);
    const confirmed = await confirm(place, key, request);
    return graphOf(confirmed ?? (await makeAnew(request, place, key)));
  };
  // One after the other: what is remembered is of one state of the disk.
  const current = (request: GraphRequest): Promise<Graph> => {
    const next = last.then(
      () => look(request),
      () => look(request),
    );
    last = next;
    return next;
  };
  return {
    forNodes: async (request) => {
      const graph = await current(request);
      for (const error of graph.errors) reportOnce(error);
      writeProjectList(request.workspaceRoot, process.env, graph.pythonRoots);
      writeOutsideList(request.workspaceRoot, process.env, graph.outside);
      writeEnvFileList(request.workspaceRoot, process.env, graph.ignoredEnvFiles);
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
