import type { SeriesCatalogue } from '@/contracts/series';
import { signDefinition } from '@/domain/definitions';
import { lookAtInfrastructure, type InfrastructureLook } from '@/domain/infrastructure';
import type { InfrastructurePlan } from '@/domain/infrastructurePlan';
import type { City } from '@/state/city';

/** How the classes stand, looked at while anybody looks at it: once a second, and at once when an alarm changes. */
export interface InfrastructureWatch {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => InfrastructureLook;
}

const restMs = 1000;

export function createInfrastructureWatch(
  city: City,
  catalogue: SeriesCatalogue,
  plan: InfrastructurePlan,
): InfrastructureWatch {
  const online = signDefinition('devices-online');
  if (online === undefined) throw new Error('there is no sign of the devices online');
  const lookAt = (at: number, before?: InfrastructureLook) =>
    lookAtInfrastructure({
      plan,
      catalogue,
      columns: city.telemetry(),
      alarms: city.alarms.getState().alarms,
      online,
      at,
      before,
    });
  let seen = city.now();
  let look = lookAt(seen.at);
  const lookAgain = (): void => {
    const now = city.now();
    // Another time or mode: what was held then says nothing of now.
    const goesOn = now.mode === seen.mode && now.at >= seen.at;
    look = lookAt(now.at, goesOn ? look : undefined);
    seen = now;
  };
  return {
    read: () => look,
    subscribe: (listener) => {
      const tell = () => {
        lookAgain();
        listener();
      };
      const beat = () => {
        const now = city.now();
        if (Math.abs(now.at - seen.at) >= restMs || now.mode !== seen.mode) tell();
      };
      const stops = [city.pulse.subscribe(beat), city.alarms.subscribe(tell)];
      return () => stops.forEach((stop) => stop());
    },
  };
}
