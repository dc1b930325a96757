import type { ComputeCentre } from '@/contracts/base';
import { useCity, useScene } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { computeWords as w } from '@/state/wordsCompute';
import { figure } from '@/state/wordsFormat';
import { GradeChip } from '../GradeChip';
import css from './compute.module.css';
import { figuresDisagree } from './precisionSums';

/** Rings wider than this are said to be doubtful places, as the map draws them. */
const doubtfulFromM = 300;

/** One centre: its figure with its precision, or every figure where sources disagree; how sure its place is. */
export function CentreHead({ centre }: { readonly centre: ComputeCentre }) {
  const { say } = useWords();
  const city = useCity();
  const selected = useScene(
    ({ selection }) => selection?.layer === 'compute' && selection.feature === centre.id,
  );
  const disagree = figuresDisagree(centre.figures);
  const choose = () => {
    city.select({ layer: 'compute', feature: centre.id });
    city.scene.getState().setLayer('compute', { visible: true });
    if (centre.at)
      city.scene.getState().fly({ kind: 'feature', ref: { layer: 'compute', feature: centre.id } });
  };
  return (
    <>
      <div className={css['line']}>
        <button
          type="button"
          data-kind="quiet"
          className={css['name']}
          aria-pressed={selected}
          aria-label={say(w.select(say(centre.name)))}
          onClick={choose}
        >
          {say(centre.name)}
        </button>
        {!disagree && (
          <span className={css['pflops']}>
            {centre.pflops === undefined ? (
              <span className={css['quiet']}>{say(w.noFigure)}</span>
            ) : (
              <>
                {figure(centre.pflops)} <small>PFLOPS · {say(w.precision[centre.precision])}</small>
              </>
            )}
          </span>
        )}
      </div>
      {disagree && (
        <div className={css['disagree']} role="group" aria-label={`${say(centre.name)}: ${say(w.disagree)}`}>
          <strong>{say(w.disagree)}</strong>
          <ul>
            {centre.figures.map((found) => (
              <li key={`${found.pflops}-${found.source.en}`}>
                <span>
                  {figure(found.pflops)} <small>PFLOPS</small>
                </span>
                <span className={css['quiet']}>
                  {say(found.source)}
                  {found.year !== undefined && ` · ${found.year}`} ·{' '}
                  {say(words.layers.confidenceOf[found.confidence])}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className={css['quiet']}>
        <GradeChip grade={centre.provenance.grade} /> {say(w.kind[centre.kind])} · {say(placeWords(centre))}
        {!disagree && centre.figures[0] && ` · ${say(centre.figures[0].source)}`}
      </p>
    </>
  );
}

function placeWords({ at, accuracyM }: ComputeCentre) {
  const { place } = w;
  if (at === undefined) return place.none;
  if (accuracyM === undefined) return place.exact('?');
  return accuracyM >= doubtfulFromM ? place.ring(figure(accuracyM)) : place.exact(figure(accuracyM));
}
