import type { City } from '@/state/city';
import type { Frame } from './layer';

/** What the loop needs of the city: the table the readings are in, and the time they are asked about. */
export type FrameSource = Pick<City, 'telemetry' | 'now'>;

/**
 * The readings' side of the scene: drains what changed since the last picture, hands it to every layer, and asks for one
 * more picture if any of them drew. A city where nothing changes draws nothing.
 */
export function runFrame(
  source: FrameSource,
  layers: Iterable<(frame: Frame) => boolean>,
  requestRender: () => void,
): boolean {
  const table = source.telemetry();
  const changed = table.drain();
  if (changed.length === 0) return false;
  const frame: Frame = {
    at: source.now(),
    changed,
    values: table.values,
    times: table.times,
    states: table.states,
  };
  let drew = false;
  for (const layer of layers) drew = layer(frame) || drew;
  if (drew) requestRender();
  return drew;
}
