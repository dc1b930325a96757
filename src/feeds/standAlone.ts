import { createSimulatedFeed } from './simulatedFeed';
import { createStaticCity } from './staticClient';

/** What a page without a server runs on. Loaded only where none answers: a served page never needs it. */
export const standAlone = { createStaticCity, createSimulatedFeed } as const;
export type StandAlone = typeof standAlone;
