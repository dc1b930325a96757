import type { LayerId } from '@/contracts/ids';
import type { Text } from '@/contracts/text';

/** What the browser draws of a vital sign; the sign itself is data, evaluated in the domain. */
export interface IndicatorDefinition {
  readonly id: string;
  /** The sign it draws, by the id of `data/signs.json`. */
  readonly sign: string;
  /** A name that fits a narrow card. */
  readonly short: Text;
  /** The least height of the trend's axis, in the sign's unit, so that noise never looks like a storm. */
  readonly span: number;
  /** The layer its inputs are seen on. */
  readonly layer: LayerId;
}
