import { ArrowLeft, LocateFixed } from 'lucide-react';
import type { Alarm } from '@/contracts/alarm';
import { alarmRules } from '@/domain/definitions';
import { useCatalogue, useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { clockTime, dayTime, figure } from '@/state/wordsFormat';
import { GradeChip } from '../GradeChip';
import { SeverityTag } from '../StateMark';
import { AlarmCommands } from './AlarmCommands';
import css from './alarms.module.css';

/** One alarm: why it was raised, as frozen then; what people did; what can be done now. */
export function AlarmDetail({ alarm, onBack }: { readonly alarm: Alarm; readonly onBack: () => void }) {
  const { say } = useWords();
  const city = useCity();
  const w = words.operate.alarms;
  return (
    <div className={css['detail']}>
      <div className={css['bar']}>
        <button type="button" data-kind="quiet" onClick={onBack}>
          <ArrowLeft size="0.875rem" aria-hidden="true" /> {say(w.back)}
        </button>
        <button
          type="button"
          data-kind="quiet"
          onClick={() =>
            city.scene.getState().fly({
              kind: 'place',
              at: [alarm.place[0], alarm.place[1]],
              height: alarm.place[2],
              range: 900,
            })
          }
        >
          <LocateFixed size="0.875rem" aria-hidden="true" /> {say(w.flyTo)}
        </button>
      </div>
      <h3>
        <SeverityTag severity={alarm.severity} /> {say(alarm.title)}
      </h3>
      <p className={css['quiet']}>
        {say(w.condition[alarm.condition])} · {say(w.handling[alarm.handling])} ·{' '}
        {say(words.layers.district(alarm.district))} · {say(w.logNumber(alarm.seq))}
      </p>
      <Evidence alarm={alarm} />
      <AlarmLog alarm={alarm} />
      <AlarmCommands alarm={alarm} />
    </div>
  );
}

function Evidence({ alarm }: { readonly alarm: Alarm }) {
  const { say, language } = useWords();
  const catalogue = useCatalogue();
  const w = words.operate.alarms;
  const { evidence } = alarm;
  const series = catalogue?.series.find(({ id }) => id === evidence.series);
  const property = catalogue?.properties.find(({ id }) => id === series?.property);
  const rule = alarmRules.find(({ id, version }) => id === evidence.rule && version === evidence.ruleVersion);
  const unit = property?.unitTitle ?? '';
  return (
    <>
      <h4>{say(w.evidence)}</h4>
      <dl className={css['facts']}>
        <dt>{say(w.value)}</dt>
        <dd>
          {figure(evidence.value, property?.decimals ?? 2)} {unit}{' '}
          <GradeChip grade={series?.provenance.grade ?? 'simulated'} />
        </dd>
        <dt>{say(w.limit)}</dt>
        <dd>
          {rule?.direction === 'below' ? '≤ ' : '≥ '}
          {figure(evidence.limit, property?.decimals ?? 2)} {unit}
        </dd>
        <dt>{say(w.rule)}</dt>
        <dd>
          {rule === undefined ? evidence.rule : say(rule.title)} · v{evidence.ruleVersion}
          {rule && (
            <span className={css['quiet']}>
              {' '}
              {say(rule.source)} ·{' '}
              {say(
                rule.verified ? words.operate.why.standing.verified : words.operate.why.standing.unverified,
              )}{' '}
              · {say(words.layers.clause(rule.clause))}
            </span>
          )}
        </dd>
        <dt>{say(w.series)}</dt>
        <dd>{series === undefined ? `#${evidence.series}` : say(series.name)}</dd>
        <dt>{say(w.observedAt)}</dt>
        <dd>{dayTime(evidence.observedAt, language)}</dd>
        <dt>{say(w.receivedAt)}</dt>
        <dd>{dayTime(evidence.receivedAt, language)}</dd>
      </dl>
    </>
  );
}

function AlarmLog({ alarm }: { readonly alarm: Alarm }) {
  const { say } = useWords();
  const w = words.operate.alarms;
  const lines = [
    { at: alarm.raisedAt, step: 'raised' as const, by: '', text: '' },
    ...(alarm.returnedAt === undefined
      ? []
      : [{ at: alarm.returnedAt, step: 'returned' as const, by: '', text: '' }]),
    ...alarm.notes,
  ].toSorted((one, other) => one.at - other.at);
  return (
    <>
      <h4>{say(w.log)}</h4>
      <ol className={css['log']}>
        {lines.map((line, index) => (
          <li key={`${line.step}-${line.at}-${index}`}>
            <span className={css['number']}>{index + 1}</span>
            <time dateTime={new Date(line.at).toISOString()}>{clockTime(line.at)}</time>
            <span>
              {say(w.step[line.step])}
              {line.by !== '' && ` · ${line.by}`}
              {line.text !== '' && <q className={css['said']}>{line.text}</q>}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
