import { LocateFixed } from 'lucide-react';
import type { Series } from '@/contracts/series';
import type { SignDefinition, SignMeasure, SignTrace } from '@/contracts/sign';
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
  /** The trace the lines are ranked by. */
  readonly ranking: SignTrace;
  readonly onFly: () => void;
}) {
  const { sign } = props;
  return sign.measures
    .filter(({ property }) => property !== undefined)
    .map((measure) => <MeasureInputs key={measure.id} measure={measure} {...props} />);
}

function MeasureInputs(props: {
  readonly measure: SignMeasure;
  readonly sign: SignDefinition;
  readonly trace: SignTrace;
  /** The trace the lines are ranked by. */
  readonly ranking: SignTrace;
  readonly onFly: () => void;
}) {
  const { say } = useWords();
  const { measure, sign, trace } = props;
  const catalogue = useCatalogue();
  const w = words.operate.why;
  const inputs = trace.inputs.filter((input) => input.measure === measure.id);
  const heard = inputs.filter(({ state }) => state === 'fresh');
  const missing = inputs.filter(({ state }) => state !== 'fresh');
  // Where one input decides alone, those nearest to deciding come next.
  const towards = measure.direction === 'above' ? 1 : -1;
  const places = new Map(
    props.ranking.inputs
      .filter((input) => input.measure === measure.id)
      .toSorted(
        (one, other) =>
          other.contribution - one.contribution || towards * ((other.value ?? 0) - (one.value ?? 0)),
      )
      .map(({ series }, place) => [series, place]),
  );
  const last = places.size;
  const ranked = (of: readonly Input[]) =>
    of.toSorted((one, other) => (places.get(one.series) ?? last) - (places.get(other.series) ?? last));
  const seriesById = new Map(catalogue?.series.map((series) => [series.id, series]));
  const lines = (of: readonly Input[]) => (
    <>
      <ol className={css['inputs']}>
        {of.slice(0, listed).map((input) => (
          <InputLine
            key={input.series}
            input={input}
            series={seriesById.get(input.series)}
            measure={measure}
            onFly={props.onFly}
          />
        ))}
      </ol>
      {of.length > listed && <p className={css['quiet']}>{say(w.more(of.length - listed))}</p>}
    </>
  );
  return (
    <>
      <h3>
        {sign.measures.length > 1 && `${say(measure.title)} · `}
        {say(w.inputs(inputs.length))}
      </h3>
      {lines(ranked(heard))}
      <h3>{missing.length === 0 ? say(w.noneMissing) : say(w.missing(missing.length))}</h3>
      {missing.length > 0 && lines(ranked(missing))}
    </>
  );
}

function InputLine(props: {
  readonly input: Input;
  readonly series: Series | undefined;
  readonly measure: SignMeasure;
  readonly onFly: () => void;
}) {
  const { say } = useWords();
  const city = useCity();
  const catalogue = useCatalogue();
  const w = words.operate.why;
  const { input, series, measure } = props;
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
        {figure(input.value, property?.decimals ?? measure.decimals)}{' '}
        <small>{property?.unitTitle ?? say(measure.unit)}</small>
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
