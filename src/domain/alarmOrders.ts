import type { Alarm, AlarmEvent, AlarmStep } from '@/contracts/alarm';
import { longestComment, longestShelvingMs } from '@/contracts/alarmCommand';
import type { Text } from '@/contracts/text';
import { isShelved, isWith, type AlarmEntry } from './alarm';
import { clockText } from './time';

/** What a person orders on an alarm. `at` is now and `until` when a shelving shall end, both Unix ms. */
export type AlarmCommand = {
  readonly by: string;
  readonly comment: string;
  readonly at: number;
} & (
  | { readonly kind: 'acknowledge' | 'comment' | 'close' | 'unshelve' }
  | { readonly kind: 'assign'; readonly to: string }
  | { readonly kind: 'shelve'; readonly until: number }
);

export type Judgement =
  | { readonly ok: true; readonly event: AlarmEvent }
  | { readonly ok: false; readonly status: 409 | 422; readonly reason: Text };

/** Whether a person's command is possible on the alarm as it stands; whether that person may is the policy's affair. */
export function judge(alarm: Alarm, command: AlarmCommand): Judgement {
  const comment = command.comment.trim();
  if (comment.length > longestComment) {
    return refuse(
      422,
      `说明不能超过 ${longestComment} 字`,
      `A comment has at most ${longestComment} characters`,
    );
  }
  const event = { alarm: alarm.id, at: command.at, known: command.at, by: command.by, comment };
  if (alarm.handling === 'closed') {
    return refuseDone(alarm, ['closed'], '告警已关闭', 'The alarm is already closed');
  }
  switch (command.kind) {
    case 'acknowledge':
      return alarm.handling === 'new'
        ? { ok: true, event: { kind: 'acknowledged', ...event } }
        : refuseDone(alarm, ['acknowledged', 'assigned'], '告警已确认', 'The alarm is already acknowledged');
    case 'assign':
      return isWith(alarm, command.to)
        ? refuseDone(
            alarm,
            ['assigned'],
            `告警已指派给 ${command.to}`,
            `The alarm is already assigned to ${command.to}`,
          )
        : { ok: true, event: { kind: 'assigned', ...event, to: command.to } };
    case 'shelve':
      if (isShelved(alarm, command.at)) {
        return refuseDone(alarm, ['shelved'], '告警已搁置', 'The alarm is already shelved');
      }
      if (comment === '') return refuse(422, '请说明搁置的原因', 'Say why it is shelved');
      if (command.until <= command.at || command.until - command.at > longestShelvingMs) {
        return refuse(422, '搁置须在此后 8 小时内结束', 'A shelving ends within the eight hours that follow');
      }
      return { ok: true, event: { kind: 'shelved', ...event, until: command.until } };
    case 'unshelve':
      return isShelved(alarm, command.at)
        ? { ok: true, event: { kind: 'unshelved', ...event } }
        : refuse(409, '告警没有被搁置，或搁置已到时', 'The alarm is not shelved, or its time has run out');
    case 'comment':
      return comment === ''
        ? refuse(422, '请填写说明', 'A comment must say something')
        : { ok: true, event: { kind: 'commented', ...event } };
    case 'close':
      return alarm.condition === 'returned'
        ? { ok: true, event: { kind: 'closed', ...event } }
        : refuse(409, '状况尚未恢复，不能关闭', 'The condition has not returned: it cannot be closed');
  }
}

function refuse(status: 409 | 422, zh: string, en: string): Judgement {
  return { ok: false, status, reason: { zh, en } };
}

/** Says as well who did it and when. */
function refuseDone(alarm: Alarm, steps: readonly AlarmStep[], zh: string, en: string): Judgement {
  const note = alarm.notes.findLast(({ step }) => steps.includes(step));
  if (note === undefined) return refuse(409, zh, en);
  const told = tell(note.step, note);
  return refuse(409, `${zh}：${told.zh}`, `${en}: ${told.en}`);
}

interface Done {
  readonly at: number;
  readonly by: string;
  readonly to?: string | undefined;
  readonly until?: number | undefined;
}

/** 「operator2 于 14:03:05 确认」, in Beijing time. */
function tell(step: AlarmStep, { at, by, to = '', until = 0 }: Done): Text {
  const time = clockText(at);
  const said = (zh: string, en: string): Text => ({
    zh: `${by} 于 ${time} ${zh}`,
    en: `${by} ${en} at ${time}`,
  });
  switch (step) {
    case 'acknowledged':
      return said('确认', 'acknowledged it');
    case 'assigned':
      return said(`指派给 ${to}`, `assigned it to ${to}`);
    case 'shelved':
      return said(`搁置至 ${clockText(until)}`, `shelved it until ${clockText(until)}`);
    case 'unshelved':
      return said('取消搁置', 'ended its shelving');
    case 'commented':
      return said('写了备注', 'commented it');
    case 'closed':
      return said('关闭', 'closed it');
  }
}

/** Who did what to an alarm, from the entries of its log that somebody had not seen. */
export function whatHappened(entries: readonly AlarmEntry[]): Text {
  const told = entries.map(({ body }): Text => {
    const time = clockText(body.at);
    if (body.kind === 'raised') {
      return { zh: `${time} 状况再次发生`, en: `its condition came back at ${time}` };
    }
    if (body.kind === 'escalated') {
      return { zh: `${time} 升级`, en: `it was escalated at ${time}` };
    }
    if (body.kind === 'returned') {
      return { zh: `${time} 状况恢复`, en: `its condition returned to normal at ${time}` };
    }
    return tell(body.kind, body);
  });
  return { zh: told.map(({ zh }) => zh).join('；'), en: told.map(({ en }) => en).join('; ') };
}
