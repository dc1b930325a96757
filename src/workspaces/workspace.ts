import type { WorkspaceId } from '@/contracts/ids';
import type { Text } from '@/contracts/text';
import type { IndicatorId } from '@/indicators';
import type { DrawnLayerId } from '@/layers';
import type { PanelId } from '@/panels';
import type { ToolId } from '@/state/sceneStore';

/** A workspace names its parts; one that does not exist does not compile. */
export interface WorkspaceDefinition {
  readonly id: WorkspaceId;
  readonly title: Text;
  /** The key that opens it. */
  readonly key: string;
  /** Shown when one comes here; what else a person has on stays as it is. */
  readonly layers: readonly DrawnLayerId[];
  readonly panels: readonly PanelId[];
  readonly tools: readonly ToolId[];
  /** Vital signs this work looks at first. */
  readonly indicators: readonly IndicatorId[];
  /** Where the camera stands when the address names no camera: home, or a view of `data/views.json`. */
  readonly camera: string;
}
