import type { Alarm, AlarmRule, AlarmSource } from '@/contracts/alarm';
import type { SourceRule } from '@/contracts/sourceRule';
import { historyOf } from '@/domain/alarm';
import { alarmRules, sourceRules } from '@/domain/alarmDefinitions';
import { useCatalogue, useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { alarmWords } from '@/state/wordsAlarms';
import { clockTime, dayTime, figure } from '@/state/wordsFormat';
import { GradeChip } from '../GradeChip';
import { SeverityTag, StateMark } from '../StateMark';
import { useNow } from '../useNow';
import { AlarmChart } from './AlarmChart';
import { AlarmCommands } from './AlarmCommands';
import css from './alarms.module.css';

/** One alarm: why it was raised, as frozen then; how it went around that; what people did; what can be done now. */
export default function AlarmCard({ alarm }: { readonly alarm: Alarm }) {
  const { say } = useWords();
  const w = words.operate.alarms;
  return (
    <div id="alarm-card" tabIndex={-1} className={css['detail']}>
      <p>
        {alarm.source ? (
          <StateMark state={alarm.source.state === 'silent' ? 'absent' : 'stale'} />
        ) : (
          <SeverityTag severity={alarm.severity} />
        )}
      </p>
      <p className={css['quiet']}>
        {say(w.condition[alarm.condition])} · {say(w.handling[alarm.handling])} ·{' '}
        {say(words.layers.district(alarm.district))} · {say(w.logNumber(alarm.seq))}
      </p>
      {(alarm.assignee !== undefined || alarm.shelved !== undefined) && (
        <p>
          {[
            ...(alarm.assignee === undefined ? [] : [say(alarmWords.assignedTo(alarm.assignee))]),
            ...(alarm.shelved === undefined
              ? []
              : [say(alarmWords.shelvedBy(alarm.shelved.by, alarm.shelved.until))]),
          ].join(' · ')}
        </p>
      )}
      {alarm.source ? <SourceEvidence alarm={alarm} source={alarm.source} /> : <Evidence alarm={alarm} />}
      {alarm.kind === 'condition' && <AlarmChart alarm={alarm} />}
      <AlarmLog alarm={alarm} />
      <AlarmCommands alarm={alarm} />
    </div>
  );
}

function Evidence({ alarm }: { readonly alarm: Alarm }) {
  const { say, language } = useWords();
  const city = useCity();
  const catalogue = useCatalogue();
  const w = words.operate.alarms;
  const { evidence } = alarm;
  const series = catalogue?.series.find(({ id }) => id === evidence.series);
  const property = catalogue?.properties.find(({ id }) => id === series?.property);
  const rule = alarmRules.find(({ id }) => id === evidence.rule);
  // What another version of the rule says of itself does not hold for this one.
  const same = rule?.version === evidence.ruleVersion ? rule : undefined;
  const unit = property?.unitTitle ?? '';
  return (
    <>
      <h3>{say(w.evidence)}</h3>
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
          {same && <RuleStanding rule={same} />}
        </dd>
        <dt>{say(w.series)}</dt>
        <dd>
          <button
            type="button"
            data-kind="quiet"
            className={css['device']}
            title={say(alarmWords.device)}
            onClick={() => city.select({ layer: 'sensors', feature: String(evidence.series) })}
          >
            {series === undefined ? `#${evidence.series}` : say(series.name)}
          </button>
        </dd>
        <dt>{say(w.observedAt)}</dt>
        <dd>{dayTime(evidence.observedAt, language)}</dd>
        <dt>{say(w.receivedAt)}</dt>
        <dd>{dayTime(evidence.receivedAt, language)}</dd>
      </dl>
    </>
  );
}

/** Where a rule comes from and how long it waits, beside its name. */
function RuleStanding({ rule }: { readonly rule: AlarmRule | SourceRule }) {
  const { say } = useWords();
  const { verified, unverified } = words.operate.why.standing;
  return (
    <span className={css['quiet']}>
      {' '}
      {say(alarmWords.delays(rule.onDelayS, rule.offDelayS))} · {say(rule.source)} ·{' '}
      {say(rule.verified ? verified : unverified)} · {say(words.layers.clause(rule.clause))}
    </span>
  );
}

function SourceEvidence({ alarm, source }: { readonly alarm: Alarm; readonly source: AlarmSource }) {
  const { say, language } = useWords();
  const catalogue = useCatalogue();
  const w = words.operate.alarms;
  const { evidence, owner } = alarm;
  const rule = sourceRules.find(({ id }) => id === evidence.rule);
  const same = rule?.version === evidence.ruleVersion ? rule : undefined;
  const series = catalogue?.series.find(({ id }) => id === evidence.series);
  return (
    <>
      <p className={css['quiet']}>{say(alarmWords.notTheCity)}</p>
      <h3>{say(w.evidence)}</h3>
      <dl className={css['facts']}>
        <dt>{say(alarmWords.addressedTo)}</dt>
        <dd>{owner === undefined ? '–' : say(owner)}</dd>
        <dt>{say(alarmWords.unheard)}</dt>
        <dd>
          {say(alarmWords.unheardOf(source))} · {figure(evidence.value, 1)} %
        </dd>
        <dt>{say(w.limit)}</dt>
        <dd>≥ {figure(evidence.limit)} %</dd>
        <dt>{say(w.rule)}</dt>
        <dd>
          {rule === undefined ? evidence.rule : say(rule.title)} · v{evidence.ruleVersion}
          {same && <RuleStanding rule={same} />}
        </dd>
        <dt>{say(alarmWords.longestSilent)}</dt>
        <dd>{series === undefined ? `#${evidence.series}` : say(series.name)}</dd>
        <dt>{say(alarmWords.newest)}</dt>
        <dd>{dayTime(evidence.observedAt, language)}</dd>
      </dl>
    </>
  );
}

function AlarmLog({ alarm }: { readonly alarm: Alarm }) {
  const { say } = useWords();
  const now = useNow();
  const lines = historyOf(alarm, now);
  return (
    <>
      <h3>{say(words.operate.alarms.log)}</h3>
      <ol className={css['log']}>
        {lines.map((line, index) => (
          <li key={`${line.step}-${line.at}-${index}`}>
            <span className={css['number']}>{index + 1}</span>
            <time dateTime={new Date(line.at).toISOString()}>{clockTime(line.at)}</time>
            <span>
              {say(alarmWords.step[line.step])}
              {line.to !== undefined && ` ${say(alarmWords.to(line.to))}`}
              {line.until !== undefined && ` ${say(alarmWords.until(line.until))}`}
              {line.by === null
                ? line.step === 'unshelved' && ` · ${say(alarmWords.timeRanOut)}`
                : ` · ${line.by}`}
              {line.text !== '' && <q className={css['said']}>{line.text}</q>}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
