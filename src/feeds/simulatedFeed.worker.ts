import { systemClock } from './clock';
import { createSimulatedCityFeed, type SimulatedOrder } from './simulatedCityFeed';

self.onmessage = ({ data }: MessageEvent<SimulatedOrder>) => {
  createSimulatedCityFeed(data, systemClock, (message) => self.postMessage(message));
};
