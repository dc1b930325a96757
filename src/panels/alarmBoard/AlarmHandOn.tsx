import { useEffect, useState } from 'react';
import type { Alarm } from '@/contracts/alarm';
import { isShelved } from '@/domain/alarm';
import type { CommandResult } from '@/state/city';
import { useCity, useSession } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { alarmWords } from '@/state/wordsAlarms';
import { useNow } from '../useNow';
import css from './alarms.module.css';

const shelvings = [15, 30, 60, 120, 240, 480] as const;

interface HandOnProps {
  readonly alarm: Alarm;
  readonly pending: boolean;
  /** Gives the command with the comment of the form; refused without one. */
  readonly give: (command: (alarm: Alarm, comment: string) => Promise<CommandResult<Alarm>>) => void;
}

/** Assign, shelve, end a shelving: an alarm goes into other hands, or aside for a while. */
export function AlarmHandOn({ alarm, pending, give }: HandOnProps) {
  const { say } = useWords();
  const city = useCity();
  const { people, trouble } = useAssignees();
  const [to, setTo] = useState<string>();
  const [minutes, setMinutes] = useState<number>(shelvings[1]);
  const shelved = isShelved(alarm, useNow());
  const chosen = to ?? people.find((person) => person !== alarm.assignee) ?? people[0];
  const { assignAlarm, shelveAlarm, unshelveAlarm } = city.query;
  return (
    <>
      <div className={css['handOn']}>
        <label>
          {say(alarmWords.assignTo)}
          <select value={chosen} onChange={(event) => setTo(event.currentTarget.value)}>
            {people.map((person) => (
              <option key={person}>{person}</option>
            ))}
          </select>
        </label>
        <button
          type="button"
          aria-disabled={pending || chosen === undefined}
          onClick={() => {
            if (chosen !== undefined) give((one, comment) => assignAlarm(one, comment, chosen));
          }}
        >
          {say(alarmWords.assign)}
        </button>
      </div>
      <div className={css['handOn']}>
        {shelved ? (
          <button type="button" aria-disabled={pending} onClick={() => give(unshelveAlarm)}>
            {say(alarmWords.unshelve)}
          </button>
        ) : (
          <>
            <label>
              {say(alarmWords.shelveFor)}
              <select value={minutes} onChange={(event) => setMinutes(Number(event.currentTarget.value))}>
                {shelvings.map((one) => (
                  <option key={one} value={one}>
                    {say(alarmWords.minutes(one))}
                  </option>
                ))}
              </select>
            </label>
            <button
              type="button"
              aria-disabled={pending}
              onClick={() => give((one, comment) => shelveAlarm(one, comment, minutes))}
            >
              {say(alarmWords.shelve)}
            </button>
          </>
        )}
      </div>
      {trouble !== undefined && (
        <p className={css['obstacle']}>{say(alarmWords.assigneesMissing(trouble))}</p>
      )}
    </>
  );
}

/** Who can be given an alarm; oneself, where the list does not come. */
function useAssignees(): { readonly people: readonly string[]; readonly trouble: string | undefined } {
  const city = useCity();
  const { user } = useSession();
  const [told, setTold] = useState<{ readonly people?: readonly string[]; readonly trouble?: string }>({});
  useEffect(() => {
    let gone = false;
    void city.query.assignees().then((answer) => {
      if (gone) return;
      if (answer.ok) setTold({ people: answer.value.items.map((one) => one.user) });
      else setTold({ trouble: answer.detail });
    });
    return () => {
      gone = true;
    };
  }, [city, user]);
  return { people: told.people ?? (user === null ? [] : [user]), trouble: told.trouble };
}
