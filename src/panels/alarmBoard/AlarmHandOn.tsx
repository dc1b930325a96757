import { useState } from 'react';
import type { Alarm } from '@/contracts/alarm';
import { isShelved } from '@/domain/alarm';
import { useCity } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { alarmWords } from '@/state/wordsAlarms';
import { useNow } from '../useNow';
import css from './alarms.module.css';
import { shelvings, type Command } from './orders';
import { useAssignees } from './useAssignees';

interface HandOnProps {
  readonly alarm: Alarm;
  readonly pending: boolean;
  /** Gives the command with the comment of the form; refused without one. */
  readonly give: (command: Command) => void;
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
