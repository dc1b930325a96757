import type { BoundingSphere, Color, PrimitiveCollection, Scene } from 'cesium';
import type { ComponentType } from 'react';
import type { BaseManifest } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import type { FeatureRef } from '@/contracts/ids';
import type { LayerChoice, LayerEntry, LayerLegend } from '@/contracts/layer';
import type { Grade, Provenance } from '@/contracts/provenance';
import type { Text } from '@/contracts/text';
import type { TimeContext } from '@/contracts/time';
import type { Relief } from '@/domain/relief';
import type { City } from '@/state/city';
import type { LayerView } from '@/state/sceneStore';
import type { LaidPictures } from './ground/laidPictures';
import type { TerrainPlace } from './ground/terrainPlace';
import type { QualityStore } from './quality';
import type { Signal } from './signals';

/** One line of a feature's sheet: plain text, never markup. */
export interface SheetRow {
  readonly label: Text;
  readonly value: Text;
  readonly unit?: string;
  /** Said beside the value: where it is doubtful, when it was observed. */
  readonly note?: Text;
  /** What the row speaks of, where that can be selected itself. */
  readonly opens?: FeatureRef;
}

/** What a pick tells: data, not a component. */
export interface FeatureSheet {
  readonly title: Text;
  readonly subtitle?: Text;
  readonly rows: readonly SheetRow[];
  readonly provenance: Provenance;
  /** Its CIM level, 实景三维 level, survey and code, told below everything else (scene/levels). */
  readonly levels?: readonly SheetRow[];
  /** A series whose live value the sheet shows, where the feature has one. */
  readonly series?: readonly number[];
}

/** How finely a thing is modelled, when it was surveyed, and by what code it goes. */
export interface ObjectLevels {
  /** CIM level 1…7 (CJJ/T 315), 0 for a mark without a model; `undefined` where its source does not state one. */
  readonly cim: number | undefined;
  /** 实景三维 level; absent for what is no real scene. */
  readonly realScene?: 'terrain' | 'city' | 'component' | 'unstated';
  /** Day (or year) of its survey, empty where there was none; `undefined` where its source does not state it. */
  readonly surveyed: string | undefined;
  /** 统一识别代码, absent where none was assigned. */
  readonly code?: string;
  /** A number of our own, which is no code. */
  readonly number?: string;
  readonly grade: Grade;
}

/** A row of a layer's list, for the list ↔ map selection. */
export interface FeatureSummary {
  readonly feature: string;
  readonly title: Text;
  /** Longitude, latitude; absent where no place is published, so that the list holds it and the map does not. */
  readonly at?: readonly [number, number];
}

export interface LayerFace {
  readonly entry: LayerEntry;
  /** What a pick tells; `undefined` where the feature is unknown. */
  readonly describe?: (feature: string, city: City) => Promise<FeatureSheet | undefined>;
  /** The layer's countable things, for its list; absent for layers only data can count. */
  readonly list?: (city: City) => Promise<readonly FeatureSummary[]>;
  /** What one may choose about the layer; what is chosen reaches the handle as `LayerView.options`. */
  readonly choices?: (city: City) => Promise<readonly LayerChoice[]>;
  /** The short name shown on hover. */
  readonly nameOf?: (feature: string, city: City) => Promise<Text | undefined>;
  /** What one thing reaches where it is not what all of the layer do (see `data/cim-levels.json`). */
  readonly levels?: (feature: string, city: City) => Promise<ObjectLevels | undefined>;
}

export type LayerDefinition = LayerFace &
  (
    | { readonly elements: () => Promise<{ readonly default: ComponentType<LayerElementProps> }> }
    | { readonly primitives: () => Promise<{ readonly attach: AttachLayer }> }
  );

export interface LayerElementProps {
  readonly view: LayerView;
  readonly host: SceneHost;
  readonly city: City;
}

export interface Frame {
  readonly at: TimeContext;
  readonly changed: Uint32Array;
  readonly values: Float64Array;
  readonly times: Float64Array;
  readonly states: Uint8Array;
}

export interface LayerHandle {
  /** Idempotent: applying the same view twice is applying it once. */
  readonly apply: (view: LayerView) => void;
  /** Did anything on screen change? */
  readonly frame?: (frame: Frame) => boolean;
  readonly highlight?: (features: ReadonlySet<string>) => void;
  readonly locate?: (feature: string) => BoundingSphere | undefined;
  /** How many things the layer shows, for the tree. */
  readonly count?: () => number;
  /** How many it would show if nothing were filtered out. */
  readonly total?: () => number;
  /** Tiles that were wanted and could not be had so far; they are asked for again. */
  readonly missing?: () => number;
  /** Why they are missing, as whoever was asked for them answered; nothing while nothing is missing. */
  readonly why?: () => Text | undefined;
  /** Asks at once for what is missing, where a person does not want to wait for the next time. */
  readonly again?: () => void;
  /** What its colours mean just now, where that is a person's choice. */
  readonly legend?: () => LayerLegend | undefined;
  /** The feature drawn nearest a window position, from the layer's own index; asked before the engine's pick. */
  readonly pickNear?: (windowX: number, windowY: number) => string | undefined;
  /** The feature drawn on the ground at a place (degrees); asked where the pointer meets nothing that stands on it. */
  readonly pickGround?: (at: LonLat, metresPerPixel: number) => string | undefined;
  /** Is the feature a group that opens from near? A click on it also flies to it. */
  readonly leadsIn?: (feature: string) => boolean;
  /** Reads what the engine's pick met, where that carries no id of ours (a 3D Tiles feature). */
  readonly recognise?: (picked: unknown) => string | undefined;
  /** Everything the present view asks of the layer is loaded; a layer without it has nothing to wait for. */
  readonly settled?: () => boolean;
  readonly destroy: () => void;
}

/** What a layer is given: the engine's parts it may touch, and nothing of the page. */
export interface SceneHost {
  readonly scene: Scene;
  readonly primitives: PrimitiveCollection;
  /** Asks for one more picture; the frame loop is the only other place that may. */
  readonly requestRender: () => void;
  readonly theme: () => 'night' | 'day' | 'contrast';
  /** Called when theme changes; returns the undo. */
  readonly onTheme: (listener: () => void) => () => void;
  /** Absolute or page-relative URL of a file of the base. */
  readonly baseUrl: (path: string) => string;
  readonly labels: LabelLayer;
  readonly ground: GroundPicture;
  /** Lays a picture of the layer's own on the drawn ground. */
  readonly lay: LaidPictures['lay'];
  /** Puts a terrain in the place of the ground's own; returns what takes it away again. */
  readonly standIn: TerrainPlace['standIn'];
  /** The air everything far away fades into, so that layers and ground fade alike. */
  readonly haze?: { readonly reach: () => number; readonly colour: () => Color };
  /** Drawn without a graphics card: spend less. */
  readonly software?: boolean;
  /** How much of the picture is drawn just now: a layer draws with so much detail and so many shadows, and no more. */
  readonly quality: QualityStore;
  /** Asks that the tree be told anew what the layer counts and what its colours mean. */
  readonly retell?: () => void;
  /** Called when another base has been published in the place of the one drawn; returns the undo. */
  readonly onBase: (listener: (manifest: BaseManifest) => void) => () => void;
  /** Reports a failure that happened after attach; the layer is fenced and its reason shown. */
  readonly fail: (reason: Error) => void;
}

export type AttachLayer = (host: SceneHost, view: LayerView, city: City) => Promise<LayerHandle>;

/** The drawn ground, one imagery layer a part, so that each can be shown and faded on its own. */
export type GroundPart = 'land' | 'shade' | 'water' | 'streets';
export interface GroundPicture {
  readonly show: (part: GroundPart, view: LayerView) => void;
  /** How many features the part draws; resolves when its files are read, and asks again for what could not be. */
  readonly count: (part: GroundPart) => Promise<number>;
  /** The ground's heights; level until they are read, and where there are none. Never rejects. */
  readonly relief: Promise<Relief>;
  /** Ellipsoidal metres of the ground at a place (degrees), as far as it is known by now. */
  readonly heightAt: (lon: number, lat: number) => number;
  /** The ground as it is known by now: level, and of no provenance, while its heights are not read. */
  readonly lie: () => Relief;
  /** Called when the ground has come to lie otherwise: what stands on it is seated anew. Returns the undo. */
  readonly onRelief: (listener: () => void) => () => void;
}

/** Text on the map goes through one layer, which decides by priority which labels may stand. */
export interface LabelLayer {
  readonly set: (owner: string, labels: readonly MapLabel[]) => void;
  readonly remove: (owner: string) => void;
}
export interface MapLabel {
  readonly id: string;
  readonly text: Text;
  readonly at: readonly [lon: number, lat: number, height: number];
  /** Smaller, behind the text of a reading or below the number of a cluster. */
  readonly detail?: Text;
  readonly kind:
    | 'district'
    | 'subdistrict'
    | 'water'
    | 'landmark'
    | 'bridge'
    | 'station'
    | 'depth'
    | 'street'
    | 'alarm'
    | 'compute'
    | 'reading'
    | 'cluster';
  /** What the label says by colour, beside the shape in its words or under it. */
  readonly signal?: Signal;
  /** How important, 0 the most: among alarms, among what is measured, among all names of places. */
  readonly priority: number;
  /** Shown while the camera is between these distances, metres. */
  readonly near?: number;
  readonly far?: number;
}
