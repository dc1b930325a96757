import { systemClock } from './clock';
import { createPageClock } from './pageClock';
import { createSimulatedCityFeed, type SimulatedOrder } from './simulatedCityFeed';

const clock = createPageClock(systemClock);
/** As the page does: setting the machine's clock back changes nothing, and a sleep is slept through together. */
const now = (): number => {
  clock.look();
  return clock.now();
};

self.onmessage = ({ data }: MessageEvent<SimulatedOrder>) => {
  createSimulatedCityFeed(data, { ...clock, now }, (message) => self.postMessage(message));
};
