import type { HandOverAlarm } from '@/contracts/handOver';
import type { Language, Text } from '@/contracts/text';
import { alarmWords } from '@/state/wordsAlarms';
import { dayTime } from '@/state/wordsFormat';
import { handOverWords as w } from '@/state/wordsHandOver';
import { operateWords } from '@/state/wordsOperate';

/** How an alarm stands and in whose hands it is, in the page's words; what people wrote as they wrote it. */
export function aboutAlarm(alarm: HandOverAlarm, language: Language): readonly string[] {
  const { shelved, closed, acknowledged, assignee, handling, source, owner, said } = alarm;
  const say = (text: Text): string => text[language];
  const hands: Text =
    closed !== undefined && handling === 'closed'
      ? w.closedBy(closed.by)
      : handling === 'assigned' && assignee !== undefined
        ? w.with(assignee)
        : acknowledged !== undefined
          ? w.takenBy(acknowledged.by)
          : w.nobody;
  return [
    say(operateWords.alarms.condition[alarm.condition]),
    say(hands),
    ...(source === undefined ? [] : [say(alarmWords.unheardOf(source))]),
    ...(owner === undefined ? [] : [say(w.to(say(owner)))]),
    ...(shelved === undefined
      ? []
      : [
          say(w.shelvedUntil(shelved.by, dayTime(Date.parse(shelved.until), language))),
          ...(shelved.reason === '' ? [] : [`“${shelved.reason}”`]),
        ]),
    ...(said === undefined || said.text === shelved?.reason ? [] : [`${said.by}: “${said.text}”`]),
  ];
}
