import type { Severity } from '@/contracts/alarm';
import type { SignDefinition, SignReading } from '@/contracts/sign';
import type { Text } from '@/contracts/text';

const percent = (share: number) => `${Math.round(share * 100)}%`;

/** Words of the operator: vital signs, why, alarms. */
export const operateWords = {
  signs: {
    title: { zh: '城市运行体征', en: 'Vital signs' },
    count: (calm: number, all: number): Text => ({
      zh: `${calm} / ${all} 正常`,
      en: `${calm} of ${all} normal`,
    }),
    why: { zh: '为什么', en: 'Why' },
    whyOf: (sign: string): Text => ({ zh: `${sign}：为什么是这个值`, en: `${sign}: why this value` }),
    coverage: (share: number): Text => ({ zh: `覆盖 ${percent(share)}`, en: `${percent(share)} covered` }),
    trend: (from: string, to: string, minutes: number): Text => ({
      zh: `近 ${minutes} 分钟由 ${from} 到 ${to}`,
      en: `from ${from} to ${to} in ${minutes} min`,
    }),
    noTrend: { zh: '还没有走势', en: 'no trend yet' },
    waiting: { zh: '等待第一批读数。', en: 'Waiting for the first readings.' },
  },
  why: {
    formula: { zh: '计算方法', en: 'Formula' },
    inputs: (count: number): Text => ({
      zh: `输入 ${count} 项，按贡献排列`,
      en: `${count} inputs, by contribution`,
    }),
    missing: (count: number): Text => ({ zh: `缺少 ${count} 项`, en: `${count} missing` }),
    noneMissing: { zh: '没有缺少的输入', en: 'No input is missing' },
    contribution: { zh: '贡献', en: 'Share' },
    more: (count: number): Text => ({ zh: `其余 ${count} 项未列出`, en: `${count} more not listed` }),
    threshold: { zh: '阈值', en: 'Thresholds' },
    crossed: (state: string, limit: string): Text => ({
      zh: `已越过${state}线 ${limit}`,
      en: `Past the ${state.toLowerCase()} limit of ${limit}`,
    }),
    pending: (state: string, since: string): Text => ({
      zh: `数值自 ${since} 起已属${state}，未满驻留时间，状态暂不改变`,
      en: `The value has read as ${state.toLowerCase()} since ${since}; it has not lasted long enough to change the state`,
    }),
    weight: (share: number): Text => ({ zh: `权重 ${percent(share)}`, en: `weight ${percent(share)}` }),
    dwellRule: (worseS: number, betterS: number): Text => ({
      zh: `变差须持续 ${worseS} 秒，变好须持续 ${betterS} 秒。`,
      en: `A worse state must last ${worseS} s to be shown, a better one ${betterS} s.`,
    }),
    notCrossed: { zh: '未越过任何阈值', en: 'No limit is crossed' },
    source: { zh: '阈值来源', en: 'Source of the limits' },
    version: { zh: '版本', en: 'Version' },
    effective: { zh: '生效', en: 'Effective' },
    clause: { zh: '条款', en: 'Clause' },
    owner: { zh: '责任单位', en: 'Owner' },
    coverageRule: (share: number): Text => ({
      zh: `覆盖低于 ${percent(share)} 时判为无数据。`,
      en: `Below ${percent(share)} coverage the sign is “no data”.`,
    }),
    standing: {
      verified: { zh: '核实', en: 'verified' },
      unverified: { zh: '未核实', en: 'not verified' },
      ours: { zh: '本项目建议', en: 'our proposal' },
    } satisfies Readonly<Record<SignDefinition['standing'], Text>>,
    flyTo: (name: string): Text => ({ zh: `飞到 ${name}`, en: `Fly to ${name}` }),
    askedAt: { zh: '问询时刻', en: 'Asked about' },
    knownAt: { zh: '已知截至', en: 'Known by' },
    failed: (reason: string): Text => ({
      zh: `没有取到解释：${reason}`,
      en: `The explanation did not come: ${reason}`,
    }),
    state: {
      fresh: { zh: '新鲜', en: 'fresh' },
      stale: { zh: '过期', en: 'stale' },
      absent: { zh: '无数据', en: 'no data' },
    },
    simulated: {
      zh: '输入为模拟读数，不代表真实状况。',
      en: 'The inputs are simulated and do not describe the real city.',
    },
  },
  alarms: {
    title: { zh: '告警', en: 'Alarms' },
    unacknowledged: (count: number): Text => ({ zh: `未确认 ${count}`, en: `${count} unacknowledged` }),
    none: {
      zh: '没有告警。有读数越过限值时，会在这里和地图上同时出现。',
      en: 'No alarms. When a reading passes its limit it appears here and on the map at once.',
    },
    gap: (from: number, to: number): Text => ({
      zh: `日志第 ${from} 至 ${to} 条尚未到达，正在补取。`,
      en: `Log entries ${from} to ${to} have not come yet; fetching.`,
    }),
    severity: {
      attention: { zh: '关注', en: 'Attention' },
      warning: { zh: '预警', en: 'Warning' },
      alarm: { zh: '告警', en: 'Alarm' },
    } satisfies Readonly<Record<Severity, Text>>,
    condition: {
      active: { zh: '持续', en: 'active' },
      returned: { zh: '已恢复', en: 'returned' },
    },
    handling: {
      new: { zh: '未确认', en: 'unacknowledged' },
      acknowledged: { zh: '已确认', en: 'acknowledged' },
      assigned: { zh: '已指派', en: 'assigned' },
      closed: { zh: '已关闭', en: 'closed' },
    },
    shelvedUntil: (time: string): Text => ({ zh: `搁置至 ${time}`, en: `shelved until ${time}` }),
    notThen: {
      zh: '所看的时刻还没有这条告警。',
      en: 'There is no such alarm at the time that is shown.',
    },
    evidence: { zh: '触发时的证据（已固定）', en: 'Evidence when raised (frozen)' },
    value: { zh: '读数', en: 'Reading' },
    limit: { zh: '限值', en: 'Limit' },
    rule: { zh: '规则', en: 'Rule' },
    series: { zh: '来源设备', en: 'Device' },
    observedAt: { zh: '观测时间', en: 'Observed' },
    receivedAt: { zh: '收到时间', en: 'Received' },
    raisedAt: { zh: '触发', en: 'Raised' },
    returnedAt: { zh: '恢复', en: 'Returned' },
    log: { zh: '处理记录', en: 'Log' },
    logNumber: (seq: number): Text => ({ zh: `日志号 ${seq}`, en: `log no. ${seq}` }),
    comment: { zh: '说明（必填）', en: 'Comment (required)' },
    commentHint: { zh: '看到了什么，将怎样处理', en: 'What you saw and what you will do' },
    acknowledge: { zh: '确认告警', en: 'Acknowledge' },
    addComment: { zh: '添加备注', en: 'Add comment' },
    close: { zh: '关闭告警', en: 'Close alarm' },
    pending: { zh: '等待日志确认…', en: 'Waiting for the log…' },
    afterReturn: { zh: '读数恢复后才能关闭。', en: 'It can be closed once the reading has returned.' },
    signInFirst: {
      zh: '观察员只能查看。以 operator 登录后可以确认。',
      en: 'Observers can only look. Sign in as operator to acknowledge.',
    },
    notYourDuty: { zh: '当前身份不处理告警。', en: 'This account does not handle alarms.' },
    paused: { zh: '接入中断或回放期间不能下指令。', en: 'No commands while the feed is lost or in replay.' },
    noServer: { zh: '静态演示不能下指令。', en: 'The static demo takes no commands.' },
    commentFirst: { zh: '请先写明说明。', en: 'Please write a comment first.' },
    error: (status: number, detail: string): Text => {
      if (status === 401)
        return { zh: '登录已过期，请重新登录。', en: 'You are signed out; please sign in again.' };
      if (status === 403)
        return { zh: `这个身份不能这样做。${detail}`, en: `This account may not do that. ${detail}` };
      if (status === 409)
        return {
          zh: `告警刚刚被他人改变，请看最新记录后再试。${detail}`,
          en: `The alarm has just been changed by someone else; read the log and try again. ${detail}`,
        };
      if (status === 422) return { zh: `不能这样做：${detail}`, en: `Not possible: ${detail}` };
      return { zh: `没有送达（${status}）：${detail}`, en: `Not delivered (${status}): ${detail}` };
    },
  },
  signNote: (reading: SignReading): Text | undefined =>
    reading.state === 'absent'
      ? { zh: '输入不足，不作判断', en: 'Too few inputs to judge' }
      : reading.state === 'stale'
        ? { zh: '输入过期，不作判断', en: 'Inputs are stale, not judged' }
        : undefined,
} as const;
