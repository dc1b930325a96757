import { useMemo, useState, type ReactNode } from 'react';
import type { Alarm } from '@/contracts/alarm';
import { groupAlarms, groupings, type AlarmGroup, type Grouping } from '@/domain/alarmGroups';
import type { AlarmLoad } from '@/domain/alarmLoad';
import { alarmLoadRule } from '@/domain/alarmDefinitions';
import { useWords, words } from '@/state/words';
import { alarmWords } from '@/state/wordsAlarms';
import { SeverityTag } from '../StateMark';
import css from './alarms.module.css';

/** A group of so few is open from the start: to open it by hand would cost more than it saves. */
const fewEnough = 3;

interface FloodProps {
  readonly alarms: readonly Alarm[];
  readonly load: AlarmLoad;
  readonly rowOf: (alarm: Alarm) => ReactNode;
}

/** What the seat has to bear, and in a flood the open alarms of the city in groups. */
export function AlarmFlood({ alarms, load, rowOf }: FloodProps) {
  const { say } = useWords();
  const { count, flood } = load;
  const [by, setBy] = useState<Grouping>('root');
  // A thousand alarms take up to 20 ms to group, and the load is told anew every second.
  const groups = useMemo(() => (flood ? groupAlarms(alarms, by) : []), [alarms, by, flood]);
  const { windowS, benchmark, floodAbove } = alarmLoadRule;
  const told = say(alarmWords.load(count, windowS / 60));
  return (
    <>
      <div className={css['load']} title={say(alarmWords.loadMeaning(benchmark, floodAbove))}>
        <span>
          {say(alarmWords.loadName)} {told}
        </span>
        <span
          role="meter"
          className={css['meter']}
          aria-label={say(alarmWords.loadName)}
          aria-valuemin={0}
          aria-valuemax={2 * floodAbove}
          aria-valuenow={Math.min(count, 2 * floodAbove)}
          aria-valuetext={told}
        >
          <span style={{ width: `${Math.min(100, (100 * count) / (2 * floodAbove))}%` }} />
        </span>
      </div>
      {flood && (
        <>
          <div className={css['load']}>
            <strong role="status">{say(alarmWords.flood)}</strong>
            <label>
              {say(alarmWords.groupBy)}{' '}
              <select value={by} onChange={(event) => setBy(groupings[event.currentTarget.selectedIndex]!)}>
                {groupings.map((one) => (
                  <option key={one} value={one}>
                    {say(alarmWords.grouping[one])}
                  </option>
                ))}
              </select>
            </label>
          </div>
          {groups.map((group) => (
            <Group key={group.id} group={group} by={by} rowOf={rowOf} />
          ))}
        </>
      )}
    </>
  );
}

function Group(props: {
  readonly group: AlarmGroup;
  readonly by: Grouping;
  readonly rowOf: (alarm: Alarm) => ReactNode;
}) {
  const { say } = useWords();
  const { group, by, rowOf } = props;
  const title = by === 'district' ? words.layers.district(group.id) : group.title;
  return (
    <details className={css['group']} open={group.alarms.length <= fewEnough}>
      <summary>
        <SeverityTag severity={group.severity} /> <span className={css['title']}>{say(title)}</span>{' '}
        <span className={css['quiet']}>
          {say(alarmWords.group(group.alarms.length, group.active, group.unacknowledged))}
        </span>
      </summary>
      <ul>{group.alarms.map(rowOf)}</ul>
    </details>
  );
}
