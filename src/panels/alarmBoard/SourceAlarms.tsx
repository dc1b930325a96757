import type { ReactNode } from 'react';
import type { Alarm } from '@/contracts/alarm';
import type { Text } from '@/contracts/text';
import { groupAlarms } from '@/domain/alarmGroups';
import { useWords, words } from '@/state/words';
import { alarmWords } from '@/state/wordsAlarms';
import { StateMark } from '../StateMark';
import css from './alarms.module.css';

interface SourceAlarmsProps {
  readonly alarms: readonly Alarm[];
  readonly rowOf: (alarm: Alarm) => ReactNode;
}

/**
 * 无数据 and 过期: what the owners of sources have to mend. By themselves, never among the city's emergencies; what one wider
 * source explains lies folded beneath it.
 */
export function SourceAlarms({ alarms, rowOf }: SourceAlarmsProps) {
  const { say } = useWords();
  if (alarms.length === 0) return null;
  const w = alarmWords;
  return (
    <section className={css['sources']} aria-label={say(w.sources(alarms.length))}>
      <h3>{say(w.sources(alarms.length))}</h3>
      <p className={css['quiet']}>{say(w.sourcesMeaning)}</p>
      {groupAlarms(alarms, 'root').map(({ id, title, alarms: members, unacknowledged }) => {
        const [first] = members;
        if (first === undefined) return null;
        if (members.length === 1) return <ul key={id}>{rowOf(first)}</ul>;
        const silent = members.some(({ source }) => source?.state === 'silent');
        return (
          <details key={id} className={css['group']}>
            <summary>
              <StateMark state={silent ? 'absent' : 'stale'} />{' '}
              <span className={css['title']}>{say(nameOf(id, title))}</span>{' '}
              <span className={css['quiet']}>{say(w.sourceGroup(members.length, unacknowledged))}</span>
            </summary>
            <ul>{members.map(rowOf)}</ul>
          </details>
        );
      })}
    </section>
  );
}

/** An outage of a district is told by the district's name; the others have their own. */
function nameOf(id: string, title: Text): Text {
  const [kind, district = ''] = id.split(' ');
  return kind === 'area' ? alarmWords.area(words.layers.district(district)) : title;
}
