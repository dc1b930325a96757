import type { HandOverContent, HandOverPage } from '@/contracts/handOver';
import { stateTitles } from '@/contracts/sign';
import type { Language, Text } from '@/contracts/text';
import { frameWords } from '@/state/wordsFrame';
import { dayTime, figure, lasting } from '@/state/wordsFormat';
import { handOverWords as w } from '@/state/wordsHandOver';
import { operateWords } from '@/state/wordsOperate';
import { recordWords } from '@/state/wordsRecords';
import { timeWords } from '@/state/wordsTime';
import { cityTime } from '../csv';
import { aboutAlarm } from './aboutAlarm';
import { scenarioTitle } from './scenarioTitle';
import { decimalsOf, districtsText } from './SignLines';

/** The page as plain text with its mark, source, signatures and hash; times in the city's own. */
export function textOf(page: HandOverPage, language: Language): string {
  const say = (text: Text): string => text[language];
  const signer = (person: HandOverPage['handsOver']) =>
    person === null ? say(w.waiting) : `${person.by} ${cityTime(Date.parse(person.at))}`;
  const { content, faults, hash, previous } = page;
  return [
    `${say(w.title)} · ${say(w.page(page.number))} · ${say(w.state[page.state])}`,
    say(content?.city.simulated === false ? timeWords.live : frameWords.demoMark),
    say(frameWords.unofficial),
    say(w.source),
    `${say(w.handsOver)}: ${signer(page.handsOver)}`,
    `${say(w.takesOver)}: ${signer(page.takesOver)}`,
    ...(faults.length === 0
      ? []
      : [`!! ${say(w.found)}: ${faults.map((fault) => say(w.fault[fault])).join('; ')}`]),
    ...(hash === null
      ? []
      : [`${say(w.hash)} SHA-256: ${hash}`, `${say(w.previous)}: ${previous ?? say(w.none)}`]),
    ...(content === null ? [say(w.unreadable)] : contentLines(content, language)),
    '',
  ].join('\r\n');
}

function contentLines(content: HandOverContent, language: Language): readonly string[] {
  const say = (text: Text): string => text[language];
  const alarms = new Map(content.alarms.map((alarm) => [alarm.id, alarm]));
  const to = Date.parse(content.to);
  const lines = (ids: readonly string[]): readonly string[] =>
    ids.flatMap((id) => {
      const alarm = alarms.get(id);
      if (alarm === undefined) return [];
      const raised = Date.parse(alarm.raisedAt);
      const severity = say(operateWords.alarms.severity[alarm.severity]);
      const age = alarm.handling === 'closed' ? [] : [say(w.age(lasting(to - raised)))];
      const rest = [dayTime(raised, language), ...age, ...aboutAlarm(alarm, language)];
      return [`  [${severity}] ${say(alarm.title)} · ${rest.join(' · ')}`];
    });
  const bands = (some: HandOverContent['open']): readonly string[] =>
    some
      .toReversed()
      .filter(({ alarms: ids }) => ids.length > 0)
      .flatMap(({ from, below, alarms: ids }) => [` ${say(w.band(from, below))}`, ...lines(ids)]);
  const section = (title: Text, count: number, body: readonly string[]): readonly string[] => [
    '',
    `${say(title)} (${count})`,
    ...(count === 0 ? [`  ${say(w.none)}`] : body),
  ];
  const { counts, since, refused, notes, city } = content;
  return [
    `${say(w.shift)}: ${cityTime(Date.parse(content.from))} – ${cityTime(to)}`,
    ...(city.scenario === null ? [] : [`${say(w.scenario)}: ${say(scenarioTitle(city.scenario))}`]),
    ...section(w.open, counts.open, bands(content.open)),
    ...section(w.shelved, counts.shelved, bands(content.shelved)),
    ...section(
      w.signs,
      content.signs.length,
      content.signs.map((sign) => {
        const turned = `${say(stateTitles[sign.before])} → ${say(stateTitles[sign.state])}`;
        const value = `${figure(sign.value, decimalsOf(sign.id))} ${say(sign.unit)}`;
        const where = [say(districtsText(sign))].filter((told) => told !== '');
        return `  ${[say(sign.title), turned, value, ...where].join(' · ')}`;
      }),
    ),
    ...section(w.sources, counts.sources, lines(content.sources)),
    ...(['raised', 'cameBack', 'returned', 'acknowledged', 'closed'] as const).flatMap((kind) =>
      section(w.counts[kind], counts[kind], lines(since[kind])),
    ),
    ...section(
      w.refused,
      refused.total,
      refused.reasons.map(
        ({ reason, count }) =>
          `  ${say(recordWords.data.reason[reason] ?? { zh: reason, en: reason })}: ${count}`,
      ),
    ),
    `  ${say(w.refusedSince(cityTime(Date.parse(refused.from))))}`,
    ...section(
      w.notes,
      notes.length,
      notes.map(
        ({ by, at, text }) => `  ${by} ${cityTime(Date.parse(at))}: ${text.replaceAll('\n', '\r\n    ')}`,
      ),
    ),
    ...(content.unlisted === 0 ? [] : ['', say(w.unlisted(content.unlisted))]),
    '',
    say(w.byOur),
  ];
}
