import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BaseSource } from '@/contracts/base';
import type { CameraPose } from '@/contracts/briefing';
import type { LonLat } from '@/contracts/geo';
import type { FeatureRef, LayerId } from '@/contracts/ids';
import type { LayerLegend } from '@/contracts/layer';
import type { Text } from '@/contracts/text';
import type { Relief } from '@/domain/relief';
import views from '@data/views.json';

/** What a person has asked a layer to be; `opacity` 0…1. */
export interface LayerView {
  readonly visible: boolean;
  readonly opacity: number;
  /** What else the layer lets one choose, by its own keys: what it colours by, what it leaves out. Replaced as a whole. */
  readonly options?: Readonly<Record<string, string>>;
}

/** What a layer is, as the scene reports it. */
export type LayerStatus =
  | { readonly kind: 'off' }
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready';
      readonly count: number | undefined;
      /** How many there would be if nothing were filtered out. */
      readonly total?: number | undefined;
      readonly legend?: LayerLegend | undefined;
      /** Tiles that could not be had and are asked for again. */
      readonly missing?: number;
      /** Why, as whoever was asked for them answered. */
      readonly why?: Text | undefined;
    }
  | { readonly kind: 'failed'; readonly reason: string };

/** Where the camera should go. `seq` grows with each request, so the same target may be asked for twice. */
export type Flight = { readonly seq: number; readonly durationS?: number } & (
  | { readonly kind: 'pose'; readonly pose: CameraPose }
  | { readonly kind: 'place'; readonly at: LonLat; readonly height?: number; readonly range: number }
  | { readonly kind: 'feature'; readonly ref: FeatureRef }
);

export type SceneStatus =
  | { readonly kind: 'loading'; readonly progress: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed'; readonly reason: string };

/** What is known of the ground's heights. Without any, everything stands on level ground. */
export interface SceneGround {
  /** `undefined` until the scene has read it, and where it cannot be read. */
  readonly relief: Relief | undefined;
  /** Why the heights of the base could not be read the last time. */
  readonly trouble: string | undefined;
}

/** A line or ring being drawn on the ground by the active tool. */
export interface Sketch {
  readonly kind: 'line' | 'area';
  readonly points: readonly LonLat[];
  readonly finished: boolean;
}

export type ToolId = 'measureDistance' | 'measureArea';

export interface SceneState {
  readonly layers: Readonly<Partial<Record<LayerId, LayerView>>>;
  readonly layerStatus: Readonly<Partial<Record<LayerId, LayerStatus>>>;
  readonly selection: FeatureRef | undefined;
  readonly hovered:
    | {
        readonly ref: FeatureRef;
        readonly name: Text | undefined;
        /** Below the name: how finely the thing is modelled, and how it is known. */
        readonly detail?: Text;
        readonly x: number;
        readonly y: number;
      }
    | undefined;
  readonly flight: Flight | undefined;
  /** Where the camera stands, reported by the scene when it has come to rest; restored first from the address bar. */
  readonly camera: CameraPose;
  readonly status: SceneStatus;
  readonly tool: ToolId | undefined;
  readonly sketch: Sketch | undefined;
  /** 地下模式: the ground is seen through, and the camera may go below it. */
  readonly underground: { readonly on: boolean };
  readonly ground: SceneGround;
  /** Whom a base comes from that was published while the page was open; `undefined` until one was. */
  readonly sources: readonly BaseSource[] | undefined;

  readonly setUnderground: (on: boolean) => void;
  readonly setLayer: (id: LayerId, view: Partial<LayerView>) => void;
  readonly setLayers: (views: Readonly<Partial<Record<LayerId, LayerView>>>) => void;
  readonly reportLayer: (id: LayerId, status: LayerStatus) => void;
  readonly select: (ref: FeatureRef | undefined) => void;
  readonly hover: (hovered: SceneState['hovered']) => void;
  readonly fly: (target: FlightTarget) => void;
  readonly reportCamera: (pose: CameraPose) => void;
  readonly reportStatus: (status: SceneStatus) => void;
  readonly reportGround: (ground: SceneGround) => void;
  readonly reportSources: (sources: readonly BaseSource[]) => void;
  /** Bumped to ask the scene to try a failed layer again. */
  readonly retries: Readonly<Partial<Record<LayerId, number>>>;
  readonly retryLayer: (id: LayerId) => void;
  readonly useTool: (tool: ToolId | undefined) => void;
  readonly addSketchPoint: (at: LonLat) => void;
  readonly undoSketchPoint: () => void;
  readonly finishSketch: () => void;
}

export type FlightTarget =
  | { readonly kind: 'pose'; readonly pose: CameraPose; readonly durationS?: number }
  | {
      readonly kind: 'place';
      readonly at: LonLat;
      readonly height?: number;
      readonly range: number;
      readonly durationS?: number;
    }
  | { readonly kind: 'feature'; readonly ref: FeatureRef; readonly durationS?: number };

export type SceneStore = StoreApi<SceneState>;

/** Where a city opens that names no camera: the home view, from its one file. */
export const homeCamera: CameraPose = views.home;

const hidden: LayerView = { visible: false, opacity: 1 };
const fewestPoints = { line: 2, area: 3 } as const;

export interface SceneStart {
  readonly layers?: SceneState['layers'];
  readonly camera?: CameraPose;
  readonly selection?: FeatureRef;
  readonly underground?: boolean;
}

export function createSceneStore(start: SceneStart = {}): SceneStore {
  return createStore<SceneState>()((set) => ({
    layers: start.layers ?? {},
    layerStatus: {},
    selection: start.selection,
    hovered: undefined,
    flight: undefined,
    camera: start.camera ?? homeCamera,
    status: { kind: 'loading', progress: 0 },
    tool: undefined,
    sketch: undefined,
    underground: { on: start.underground ?? false },
    ground: { relief: undefined, trouble: undefined },
    sources: undefined,
    retries: {},

    setUnderground: (on) => set(({ underground }) => (underground.on === on ? {} : { underground: { on } })),
    reportSources: (sources) => set({ sources }),
    setLayer: (id, view) =>
      set(({ layers }) => ({ layers: { ...layers, [id]: { ...(layers[id] ?? hidden), ...view } } })),
    setLayers: (views) => set(({ layers }) => ({ layers: mergeViews(layers, views) })),
    reportLayer: (id, status) =>
      set(({ layerStatus }) => ({ layerStatus: { ...layerStatus, [id]: status } })),
    select: (selection) => set({ selection }),
    hover: (hovered) => set({ hovered }),
    fly: (target) => set(({ flight }) => ({ flight: { ...target, seq: (flight?.seq ?? 0) + 1 } })),
    reportCamera: (camera) => set({ camera }),
    reportStatus: (status) => set({ status }),
    reportGround: (ground) => set({ ground }),
    retryLayer: (id) => set(({ retries }) => ({ retries: { ...retries, [id]: (retries[id] ?? 0) + 1 } })),
    useTool: (tool) => set({ tool, sketch: tool === undefined ? undefined : freshSketch(tool) }),
    addSketchPoint: (at) =>
      set(({ tool, sketch }) => {
        if (tool === undefined) return {};
        const open = sketch === undefined || sketch.finished ? freshSketch(tool) : sketch;
        return { sketch: { ...open, points: [...open.points, at] } };
      }),
    undoSketchPoint: () =>
      set(({ sketch }) =>
        sketch === undefined
          ? {}
          : { sketch: { ...sketch, points: sketch.points.slice(0, -1), finished: false } },
      ),
    finishSketch: () =>
      set(({ sketch }) =>
        sketch === undefined || sketch.points.length < fewestPoints[sketch.kind]
          ? {}
          : { sketch: { ...sketch, finished: true } },
      ),
  }));
}

function mergeViews(layers: SceneState['layers'], views: SceneState['layers']): SceneState['layers'] {
  return { ...layers, ...views };
}

function freshSketch(tool: ToolId): Sketch {
  return { kind: tool === 'measureArea' ? 'area' : 'line', points: [], finished: false };
}
