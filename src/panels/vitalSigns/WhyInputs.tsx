import { LocateFixed } from 'lucide-react';
import type { Series } from '@/contracts/series';
import type { SignDefinition, SignTrace } from '@/contracts/sign';
import { useCatalogue, useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { clockTime, figure } from '@/state/wordsFormat';
import css from './why.module.css';

/** More lines than a person reads are counted, not listed. */
const listed = 40;

type Input = SignTrace['inputs'][number];

/** The inputs, greatest contribution first and what is missing last; each line flies the camera to its device. */
export function WhyInputs(props: {
  readonly sign: SignDefinition;
  readonly trace: SignTrace;
  readonly onFly: () => void;
}) {
  const { say } = useWords();
  const { trace } = props;
  const catalogue = useCatalogue();
  const w = words.operate.why;
  const heard = trace.inputs.filter(({ state }) => state === 'fresh');
  const missing = trace.inputs.filter(({ state }) => state !== 'fresh');
  // Where one input decides alone, those nearest to deciding come next.
  const towards = props.sign.direction === 'above' ? 1 : -1;
  const ranked = heard.toSorted(
    (one, other) =>
      other.contribution - one.contribution || towards * ((other.value ?? 0) - (one.value ?? 0)),
  );
  const find = (id: number) => catalogue?.series.find((series) => series.id === id);
  const lines = (inputs: readonly Input[]) => (
    <>
      <ol className={css['inputs']}>
        {inputs.slice(0, listed).map((input) => (
          <InputLine key={input.series} input={input} series={find(input.series)} {...props} />
        ))}
      </ol>
      {inputs.length > listed && <p className={css['quiet']}>{say(w.more(inputs.length - listed))}</p>}
    </>
  );
  return (
    <>
      <h3>{say(w.inputs(trace.inputs.length))}</h3>
      {lines(ranked)}
      <h3>{missing.length === 0 ? say(w.noneMissing) : say(w.missing(missing.length))}</h3>
      {missing.length > 0 && lines(missing)}
    </>
  );
}

function InputLine(props: {
  readonly input: Input;
  readonly series: Series | undefined;
  readonly sign: SignDefinition;
  readonly onFly: () => void;
}) {
  const { say } = useWords();
  const city = useCity();
  const catalogue = useCatalogue();
  const w = words.operate.why;
  const { input, series, sign } = props;
  const name = series === undefined ? `#${input.series}` : say(series.name);
  // The share of devices online mixes properties: each line speaks in its own device's unit.
  const property = catalogue?.properties.find(({ id }) => id === series?.property);
  const fly = () => {
    if (series === undefined) return;
    city.scene.getState().setLayer('sensors', { visible: true });
    city.select({ layer: 'sensors', feature: String(series.id) });
    city.scene
      .getState()
      .fly({ kind: 'place', at: [series.at[0], series.at[1]], height: series.at[2], range: 900 });
    props.onFly();
  };
  return (
    <li>
      <button
        type="button"
        data-kind="quiet"
        disabled={series === undefined}
        onClick={fly}
        aria-label={say(w.flyTo(name))}
      >
        <LocateFixed size="0.875rem" aria-hidden="true" />
        <span className={css['inputName']}>{name}</span>
      </button>
      <span className={css['inputValue']}>
        {figure(input.value, property?.decimals ?? sign.decimals)}{' '}
        <small>{property?.unitTitle ?? sign.unit}</small>
      </span>
      <span className={css['quiet']}>
        {input.observedAt !== null && clockTime(input.observedAt)} {say(w.state[input.state])}
      </span>
      <span className={css['share']} title={say(w.contribution)}>
        <span
          className={css['bar']}
          style={{ inlineSize: `${Math.max(2, input.contribution * 100)}%` }}
          aria-hidden="true"
        />
        {(input.contribution * 100).toFixed(input.contribution > 0 && input.contribution < 0.1 ? 1 : 0)}%
      </span>
    </li>
  );
}
