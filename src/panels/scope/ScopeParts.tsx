import { useState } from 'react';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import type { Scope } from '@/contracts/scope';
import type { SignReading } from '@/contracts/sign';
import type { Text } from '@/contracts/text';
import { signDefinition } from '@/domain/definitions';
import { useCity } from '@/state/CityContext';
import type { CityParts } from '@/state/cityParts';
import { worstReading } from '@/state/scopeReader';
import { useWords } from '@/state/words';
import { scopeWords as w } from '@/state/wordsScope';
import { StateMark } from '../StateMark';
import css from './scope.module.css';
import { useEachSecond } from './useEachSecond';

const sections = [
  ['district', w.districts],
  ['zone', w.zones],
  ['subdistrict', w.subdistricts],
] as const satisfies readonly (readonly [Scope['kind'], Text])[];

/** What lies below a part of the city, each with the sign that stands worst there. */
export function ScopeParts(props: {
  readonly scope: Scope;
  readonly parts: CityParts;
  readonly onGo: (id: string) => void;
}) {
  const { say } = useWords();
  const city = useCity();
  const { scope, parts } = props;
  const [wanted, setWanted] = useState('');
  const below = parts.scopes.below(scope.id);
  const standing = useEachSecond(() => {
    const table = city.telemetry();
    const { at } = city.now();
    return new Map(below.map(({ id }) => [id, worstReading(parts.reader.readAll(id, table, at))]));
  });
  const shown = below.filter((one) => fits(one, wanted));
  const outside = outsideOf(scope, parts);
  return (
    <div className={css['below']}>
      <input
        type="search"
        autoFocus
        value={wanted}
        placeholder={say(w.search)}
        aria-label={say(w.search)}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      {shown.length === 0 && <p role="status">{say(w.none)}</p>}
      <ListBox
        aria-label={say(w.partsOf(scope.title))}
        className={css['list'] ?? ''}
        onAction={(key) => props.onGo(String(key))}
      >
        {sections
          .filter(([kind]) => shown.some((one) => one.kind === kind))
          .map(([kind, title]) => (
            <ListBoxSection key={kind} id={kind}>
              <Header className={css['head'] ?? ''}>{say(title)}</Header>
              {shown
                .filter((one) => one.kind === kind)
                .map((one) => (
                  <PartRow key={one.id} part={one} worst={standing.get(one.id)} />
                ))}
            </ListBoxSection>
          ))}
      </ListBox>
      <p className={css['quiet']}>
        {say(w.generated)}
        {outside > 0 && ` ${say(w.outside(outside))}`}
      </p>
    </div>
  );
}

function PartRow({ part, worst }: { readonly part: Scope; readonly worst: SignReading | undefined }) {
  const { say } = useWords();
  const sign = worst === undefined ? undefined : signDefinition(worst.id);
  const raised = worst !== undefined && worst.state !== 'normal' && worst.state !== 'absent';
  return (
    <ListBoxItem id={part.id} textValue={say(part.title)} className={css['item'] ?? ''}>
      <span className={css['name']}>{say(part.title)}</span>
      {raised && sign !== undefined && <span className={css['by']}>{say(sign.title)}</span>}
      <StateMark state={worst?.state ?? 'absent'} />
    </ListBoxItem>
  );
}

function fits({ id, title }: Scope, wanted: string): boolean {
  const word = wanted.trim().toLowerCase();
  return word === '' || id.includes(word) || title.zh.includes(word) || title.en.toLowerCase().includes(word);
}

/** Series of a district that stand in none of its subdistricts. */
function outsideOf({ id, kind }: Scope, { scopes }: CityParts): number {
  if (kind !== 'district') return 0;
  const own = new Set(scopes.slotsOf(id));
  return scopes.outside.filter((slot) => own.has(slot)).length;
}
