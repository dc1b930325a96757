import { systemClock } from './clock';
import { createSimulatedCityFeed, type SimulatedOrder } from './simulatedCityFeed';

let playing: { readonly destroy: () => void } | undefined;

self.onmessage = ({ data }: MessageEvent<SimulatedOrder>) => {
  playing?.destroy();
  playing = createSimulatedCityFeed(data, systemClock, (message) => self.postMessage(message));
};
