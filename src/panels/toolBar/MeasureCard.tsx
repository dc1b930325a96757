import type { tools } from '@/tools';
import { sight } from '@/tools';
import { flatRelief } from '@/domain/relief';
import type { ToolId } from '@/state/sceneStore';
import { useCity, useScene } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { useAnswer } from '../useAnswer';
import { measuredWords } from './measuredWords';
import css from './toolBar.module.css';

const noPoints: readonly (readonly [number, number])[] = [];

/** What a measuring tool is doing: points, result with ±, and every step as a button for those without a mouse. */
export function MeasureCard({ tool }: { readonly tool: (typeof tools)[ToolId] }) {
  const { say } = useWords();
  const w = words.plan.tools;
  const points = useScene((scene) => scene.sketch?.points) ?? noPoints;
  const finished = useScene((scene) => scene.sketch?.finished ?? false);
  const camera = useScene((scene) => scene.camera);
  const add = useScene((scene) => scene.addSketchPoint);
  const undo = useScene((scene) => scene.undoSketchPoint);
  const finish = useScene((scene) => scene.finishSketch);
  const takeTool = useScene((scene) => scene.useTool);
  const relief = useScene((scene) => scene.ground.relief) ?? flatRelief;
  const centre = sight.groundAtCentre(camera, relief);
  const lacking = tool.leastPoints - points.length;
  return (
    <div className={css['card']} role="group" aria-label={say(tool.title)}>
      <p className={css['quiet']}>
        {say(w.hint)} {say(w.points(points.length))}
        {lacking > 0 && ` · ${say(w.more(lacking))}`}
      </p>
      {lacking <= 0 && <Result tool={tool} points={points} />}
      <div className={css['steps']}>
        <button
          type="button"
          disabled={centre === undefined}
          title={centre === undefined ? say(w.noCentre) : undefined}
          onClick={() => {
            if (centre) add(centre);
          }}
        >
          {say(w.addAtCentre)}
        </button>
        <button type="button" disabled={points.length === 0} onClick={undo}>
          {say(w.undo)}
        </button>
        <button type="button" data-kind="primary" disabled={lacking > 0 || finished} onClick={finish}>
          {say(w.finish)}
        </button>
        <button type="button" disabled={points.length === 0} onClick={() => takeTool(tool.id)}>
          {say(w.clear)}
        </button>
        <button type="button" onClick={() => takeTool(undefined)}>
          {say(w.leave)}
        </button>
      </div>
    </div>
  );
}

function Result(props: {
  readonly tool: (typeof tools)[ToolId];
  readonly points: readonly (readonly [number, number])[];
}) {
  const { say } = useWords();
  const w = words.plan.tools;
  const { query } = useCity();
  const camera = useScene((scene) => scene.camera);
  const relief = useScene((scene) => scene.ground.relief) ?? flatRelief;
  const doubt = sight.pickingDoubt(camera, Math.max(window.innerWidth, window.innerHeight), relief);
  const answer = useAnswer(
    () => props.tool.measure(props.points, doubt, query.districts),
    `${doubt}:${props.points.join(';')}`,
  );
  if (answer.kind === 'failed') return <p role="alert">{say(w.failed(answer.reason))}</p>;
  const measured = answer.kind === 'answered' ? measuredWords(answer.value) : undefined;
  return (
    <output className={css['result']}>
      <strong>{measured?.value ?? '…'}</strong> {measured && say(w.plusMinus(measured.plusMinus))}
      {answer.kind === 'answered' &&
        answer.value.notes.map((note) => (
          <span key={note.en} className={css['quiet']}>
            {say(note)}
          </span>
        ))}
    </output>
  );
}
