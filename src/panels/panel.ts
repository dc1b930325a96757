import type { IndicatorId } from '@/indicators';

/** What a workspace tells each of its panels. */
export interface PanelProps {
  /** The vital signs this work looks at, in their order on the board. */
  readonly indicators: readonly IndicatorId[];
}
