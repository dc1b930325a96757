import type { DistrictOutlines } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import type { ToolId } from '@/state/sceneStore';
import type { Text } from '@/contracts/text';

/** One measured figure with its doubt; both in `unit`. */
export interface Measurement {
  readonly value: number;
  readonly plusMinus: number;
  readonly unit: 'm' | 'm²';
  /** Said beside the figure: what was measured on, and why it could be off. */
  readonly notes: readonly Text[];
}

/** An analysis tool: what it draws on the ground and how it answers. */
export interface ToolDefinition {
  readonly id: ToolId;
  readonly title: Text;
  /** The key that takes it up. */
  readonly key: string;
  readonly sketch: 'line' | 'area';
  /** Fewer points measure nothing. */
  readonly leastPoints: number;
  /** Points in degrees, WGS 84; `pointDoubt` is the standard doubt of each point in metres. */
  readonly measure: (
    points: readonly LonLat[],
    pointDoubt: number,
    districts: () => Promise<DistrictOutlines>,
  ) => Promise<Measurement>;
}
