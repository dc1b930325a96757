import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { Scope } from '@/contracts/scope';
import { signDefinitions } from '@/domain/definitions';
import { planSigns } from '@/domain/signs';
import { useCity } from '@/state/CityContext';
import type { CityParts } from '@/state/cityParts';
import { useWords } from '@/state/words';
import { figure } from '@/state/wordsFormat';
import { scopeWords as w } from '@/state/wordsScope';
import { StateMark } from '../StateMark';
import { standingDevices, type StandingDevice } from './devices';
import css from './scope.module.css';
import { useEachSecond } from './useEachSecond';

/** More at once nobody reads; the choice of a sign narrows them. */
const most = 200;

/** The devices of a 街道, the gravest first: all, or those a sign is made of. Each is flown to and opened. */
export function ScopeDevices({ scope, parts }: { readonly scope: Scope; readonly parts: CityParts }) {
  const { say } = useWords();
  const city = useCity();
  const [sign, setSign] = useState('');
  const standing = useEachSecond(() =>
    standingDevices(scope.id, parts, city.telemetry(), city.alarms.getState().alarms),
  );
  const [inputs] = useState(() => inputsOf(scope, parts));
  const own = inputs.find(([id]) => id === sign)?.[1];
  const shown = own === undefined ? standing : standing.filter(({ slot }) => own.has(slot));
  const open = (id: string) => {
    const device = standing.find(({ series }) => String(series.id) === id);
    if (device === undefined) return;
    const [lon, lat, height] = device.series.at;
    const scene = city.scene.getState();
    scene.setLayer('sensors', { visible: true });
    city.select({ layer: 'sensors', feature: id });
    scene.fly({ kind: 'place', at: [lon, lat], height, range: 900 });
  };
  return (
    <div className={css['below']}>
      <label className={css['filter']}>
        {say(w.inputsOf)}
        <select value={sign} onChange={(event) => setSign(event.currentTarget.value)}>
          <option value="">{say(w.allInputs)}</option>
          {signDefinitions
            .filter(({ id }) => inputs.some(([of]) => of === id))
            .map(({ id, title }) => (
              <option key={id} value={id}>
                {say(title)}
              </option>
            ))}
        </select>
      </label>
      {shown.length === 0 ? (
        <p role="status">{say(w.empty)}</p>
      ) : (
        <ListBox
          aria-label={say(w.devicesOf(scope.title))}
          className={css['list'] ?? ''}
          onAction={(key) => open(String(key))}
        >
          {shown.slice(0, most).map((device) => (
            <DeviceRow key={device.series.id} device={device} parts={parts} />
          ))}
        </ListBox>
      )}
      {shown.length > most && <p className={css['quiet']}>{say(w.more(shown.length - most))}</p>}
    </div>
  );
}

function DeviceRow({ device, parts }: { readonly device: StandingDevice; readonly parts: CityParts }) {
  const { say } = useWords();
  const { series, state, value } = device;
  const property = parts.catalogue.properties.find(({ id }) => id === series.property);
  return (
    <ListBoxItem id={String(series.id)} textValue={say(series.name)} className={css['item'] ?? ''}>
      <span className={css['name']}>{say(series.name)}</span>
      <span className={css['by']}>
        {property !== undefined && say(property.name)} {figure(value, property?.decimals)}{' '}
        {property?.unitTitle}
      </span>
      <StateMark state={state} />
    </ListBoxItem>
  );
}

/** By sign the slots of the scope it is made of, for signs that are made of any. */
function inputsOf({ id: scope }: Scope, { catalogue, scopes }: CityParts) {
  const within = new Set(scopes.slotsOf(scope));
  return planSigns(signDefinitions, catalogue).flatMap(({ definition: { id }, measures }) => {
    const slots = measures.flatMap((measure) => [...measure.slots]).filter((slot) => within.has(slot));
    return slots.length === 0 ? [] : [[id, new Set(slots)] as const];
  });
}
