import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import type { Scope } from '@/contracts/scope';
import { useCatalogue, useCity, useSigns } from '@/state/CityContext';
import { cityPartsOf, type CityParts } from '@/state/cityParts';
import { wholeCity } from '@/state/signBoard';
import { useWords, words } from '@/state/words';
import { scopeWords as w } from '@/state/wordsScope';
import { useAnswer } from '../useAnswer';
import { goTo } from './goTo';
import css from './scope.module.css';
import { ScopeDevices } from './ScopeDevices';
import { ScopeParts } from './ScopeParts';

/** 全市 › 武昌区 › 水果湖街道, and the list of what lies below. The base's areas come when one first goes down. */
export default function ScopeBar() {
  const scope = useSigns((board) => board.scope);
  const [open, setOpen] = useState(false);
  const catalogue = useCatalogue();
  if (catalogue === undefined) return null;
  if (scope === wholeCity && !open) return <Closed onOpen={() => setOpen(true)} />;
  return (
    <Placed
      key={catalogue.revision}
      scope={scope}
      open={open}
      onToggle={() => setOpen((before) => !before)}
    />
  );
}

function Closed({ onOpen }: { readonly onOpen: () => void }) {
  const { say } = useWords();
  return (
    <nav className={css['bar']} aria-label={say(w.nav)}>
      <ol className={css['way']}>
        <li aria-current="location">{say(w.kind.city)}</li>
      </ol>
      <Toggle open={false} label={w.goDown} of={w.goDownOf(w.kind.city)} onToggle={onOpen} />
    </nav>
  );
}

function Toggle(props: {
  readonly open: boolean;
  readonly label: Scope['title'];
  readonly of: Scope['title'];
  readonly onToggle: () => void;
}) {
  const { say } = useWords();
  const Arrow = props.open ? ChevronUp : ChevronDown;
  return (
    <button
      type="button"
      data-kind="quiet"
      aria-expanded={props.open}
      aria-label={say(props.of)}
      onClick={props.onToggle}
    >
      {say(props.label)} <Arrow size="0.875rem" aria-hidden="true" />
    </button>
  );
}

interface PlacedProps {
  readonly scope: string;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function Placed(props: PlacedProps) {
  const { say } = useWords();
  const city = useCity();
  const answer = useAnswer(() => cityPartsOf(city), 'parts');
  if (answer.kind === 'waiting')
    return (
      <p className={css['quiet']} role="status">
        {say(words.frame.loading)}
      </p>
    );
  if (answer.kind === 'failed')
    return (
      <p className={css['quiet']} role="alert">
        {say(w.failed(answer.reason))}{' '}
        <button type="button" onClick={answer.again}>
          {say(words.frame.retry)}
        </button>
      </p>
    );
  return <Way {...props} parts={answer.value} />;
}

/** The way down; where one came through a zone it leads back through that, and not through the district around. */
function wayOf(scope: string, through: string | undefined, { scopes }: CityParts): readonly Scope[] {
  const way = scopes.way(scope);
  const zone = through === undefined ? undefined : scopes.find(through);
  const last = way.at(-1);
  if (zone?.kind !== 'zone' || last?.kind !== 'subdistrict') return way;
  if (!scopes.below(zone.id).some(({ id }) => id === scope)) return way;
  return [...way.slice(0, 1), zone, last];
}

function Way({ scope, open, onToggle, parts }: PlacedProps & { readonly parts: CityParts }) {
  const { say } = useWords();
  const city = useCity();
  const [through, setThrough] = useState<string>();
  const [unknown, setUnknown] = useState(false);
  const way = wayOf(scope, through, parts);
  const here = way.at(-1);
  if (here === undefined) return null;
  const go = (id: string) => {
    if (here.kind === 'zone') setThrough(here.id);
    else if (here.kind !== 'subdistrict') setThrough(undefined);
    goTo(city, parts, id).then(
      (found) => setUnknown(!found),
      () => setUnknown(true),
    );
  };
  const last = here.kind === 'subdistrict';
  return (
    <>
      <nav className={css['bar']} aria-label={say(w.nav)}>
        <ol className={css['way']}>
          {way.slice(0, -1).map(({ id, title }) => (
            <li key={id}>
              <button type="button" data-kind="quiet" onClick={() => go(id)}>
                {say(title)}
              </button>
            </li>
          ))}
          <li aria-current="location">{say(here.title)}</li>
        </ol>
        <Toggle
          open={open}
          label={last ? w.devices : w.goDown}
          of={last ? w.devicesOf(here.title) : w.goDownOf(here.title)}
          onToggle={onToggle}
        />
      </nav>
      {unknown && (
        <p className={css['quiet']} role="alert">
          {say(w.unknown)}
        </p>
      )}
      {last && <p className={css['quiet']}>{say(w.atOnce)}</p>}
      {open && last && <ScopeDevices key={here.id} scope={here} parts={parts} />}
      {open && !last && <ScopeParts key={here.id} scope={here} parts={parts} onGo={go} />}
    </>
  );
}
