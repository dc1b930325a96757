import type { HandOverCounts, HandOverFault, HandOverState } from '@/contracts/handOver';
import type { Text } from '@/contracts/text';
import { stretch } from './wordsFormat';

const minuteMs = 60_000;

/** Words of the hand-over: they come with it. */
export const handOverWords = {
  title: { zh: '交接班', en: 'Shift hand-over' },
  noServer: {
    zh: '静态演示没有服务器，不能交接班：交接页由服务器保存、签字并计算指纹。',
    en: 'The static demo has no server: hand-over pages are kept, signed and hashed by one.',
  },
  needsPerson: {
    zh: '交接页记有值班人员的姓名与备注，请先登录。',
    en: 'A hand-over page names the people on duty: sign in first.',
  },
  ofThePresent: {
    zh: '交接的是现在，不是回放中的时刻。页上内容按当前时间汇总；返回实时后签字。',
    en: 'A hand-over is of the present, not of the moment replayed. The page is composed now; go live to sign.',
  },
  goLive: { zh: '返回实时', en: 'Go live' },
  failed: (reason: string): Text => ({
    zh: `没有取到：${reason}`,
    en: `It did not come: ${reason}`,
  }),
  state: {
    draft: { zh: '草稿', en: 'Draft' },
    offered: { zh: '待接班签字', en: 'Waits for who takes over' },
    signed: { zh: '双方已签字', en: 'Signed by both' },
  } satisfies Readonly<Record<HandOverState, Text>>,
  page: (number: number): Text => ({ zh: `第 ${number} 页`, en: `Page ${number}` }),
  pages: { zh: '历次交接', en: 'Pages' },
  noPages: { zh: '还没有交接页。', en: 'There is no page yet.' },
  more: { zh: '更早的', en: 'Earlier ones' },
  shift: { zh: '本班', en: 'Shift' },
  composed: { zh: '此刻汇总', en: 'composed just now' },
  source: {
    zh: '来源：告警、体征编号日志与接入记录',
    en: 'Source: the numbered logs of alarms and signs, and the door’s counts',
  },
  scenario: { zh: '场景', en: 'Scenario' },
  switched: { zh: '场景切换', en: 'Scenario switches' },
  counts: {
    raised: { zh: '新触发', en: 'raised' },
    cameBack: { zh: '再次发生', en: 'came back' },
    returned: { zh: '恢复', en: 'returned' },
    acknowledged: { zh: '已接手', en: 'taken' },
    closed: { zh: '关闭', en: 'closed' },
    open: { zh: '在手', en: 'open' },
    unacknowledged: { zh: '无人确认', en: 'taken by nobody' },
    shelved: { zh: '搁置', en: 'shelved' },
    sources: { zh: '来源异常', en: 'sources out' },
    signs: { zh: '体征', en: 'signs' },
    refused: { zh: '拒收', en: 'refused' },
    notes: { zh: '备注', en: 'notes' },
  } satisfies Readonly<Record<keyof HandOverCounts, Text>>,
  open: { zh: '在手告警，按已持续的时长', en: 'Open alarms by age' },
  shelved: { zh: '搁置，按已持续的时长', en: 'Shelved by age' },
  sources: { zh: '失联与过期的数据来源', en: 'Silent and stale sources' },
  signs: { zh: '有变化或不正常的体征', en: 'Signs that turned or are not normal' },
  since: { zh: '本班经过', en: 'What happened in the shift' },
  refused: { zh: '拒收的消息', en: 'Refused messages' },
  refusedSince: (time: string): Text => ({ zh: `${time} 起计数`, en: `counted since ${time}` }),
  notes: { zh: '备注', en: 'Notes' },
  none: { zh: '无', en: 'None' },
  unlisted: (count: number): Text => ({
    zh: `另有 ${count} 条告警只计数、未列出`,
    en: `${count} more alarms are counted and not listed`,
  }),
  withoutData: (count: number): Text => ({
    zh: `另有 ${count} 项体征一直无数据`,
    en: `${count} more signs have had no data throughout`,
  }),
  band: (from: number, below: number | null): Text => {
    const [least, most] = [stretch(from * minuteMs), stretch((below ?? 0) * minuteMs)];
    if (below === null) return { zh: `${least.zh}以上`, en: `${least.en} or more` };
    if (from === 0) return { zh: `不到 ${most.zh}`, en: `under ${most.en}` };
    return { zh: `${least.zh} – ${most.zh}`, en: `${least.en} – ${most.en}` };
  },
  age: (age: Text): Text => ({ zh: `已 ${age.zh}`, en: `for ${age.en}` }),
  with: (person: string): Text => ({ zh: `在 ${person} 手上`, en: `with ${person}` }),
  nobody: { zh: '无人确认', en: 'taken by nobody' },
  takenBy: (person: string): Text => ({ zh: `${person} 已确认`, en: `acknowledged by ${person}` }),
  shelvedUntil: (person: string, until: string): Text => ({
    zh: `${person} 搁置至 ${until}`,
    en: `shelved by ${person} until ${until}`,
  }),
  closedBy: (person: string): Text => ({ zh: `${person} 关闭`, en: `closed by ${person}` }),
  to: (owner: string): Text => ({ zh: `致 ${owner}`, en: `addressed to ${owner}` }),
  turns: (count: number): Text => ({ zh: `变化 ${count} 次`, en: `turned ${count}×` }),
  worst: (state: string): Text => ({ zh: `其间最重 ${state}`, en: `at worst ${state}` }),
  unchanged: { zh: '全班如此', en: 'all through the shift' },
  begin: { zh: '开始交接', en: 'Begin the hand-over' },
  beginHint: {
    zh: '汇总本班以来的变化，写下备注，然后由交班、接班两人各自签字。',
    en: 'It gathers what changed in the shift; add notes, then the one who leaves and the one who comes both sign.',
  },
  begins: { zh: '本班开始于', en: 'The shift began' },
  fromLast: { zh: '上次交接', en: 'last hand-over' },
  fromUsual: { zh: '排班时间', en: 'usual start' },
  fromOwn: { zh: '另定', en: 'another time' },
  setBegin: { zh: '改为此时开始', en: 'Begin then' },
  addNote: { zh: '写备注', en: 'Add a note' },
  noteHint: { zh: '接班人须知道的事', en: 'What the next shift has to know' },
  waitsFor: { zh: '签字', en: 'Signatures' },
  handsOver: { zh: '交班', en: 'Hands over' },
  takesOver: { zh: '接班', en: 'Takes over' },
  waiting: { zh: '等待签字', en: 'waits' },
  password: { zh: '您的密码', en: 'Your password' },
  signFirst: { zh: '签字交班', en: 'Sign and hand over' },
  signSecond: { zh: '签字接班', en: 'Sign and take over' },
  signFirstHint: {
    zh: '签字后内容即冻结，不再变化；对方签字前您可以撤回。',
    en: 'Your signature freezes the content; you can withdraw it until the other has signed.',
  },
  signSecondHint: {
    zh: '签字后本页计算指纹并永久保存，谁都不能再改。',
    en: 'With your signature the page is hashed and kept for ever; nobody can change it.',
  },
  waitsForOther: {
    zh: '您已签字。请由接班的人在本席登录，或在其席位上签字。',
    en: 'You have signed. Who takes over signs at their own seat, or signs in at this one.',
  },
  withdraw: { zh: '撤回签字', en: 'Withdraw the signature' },
  operatorsOnly: {
    zh: '只有值守席位的两人可以书写和签字。',
    en: 'Only two people of the operator’s seat write and sign.',
  },
  pending: { zh: '正在提交…', en: 'Being sent…' },
  hash: { zh: '指纹', en: 'Hash' },
  hashFull: { zh: 'SHA-256，全文', en: 'SHA-256, in full' },
  previous: { zh: '上一页指纹', en: 'Hash of the page before' },
  copy: { zh: '复制指纹', en: 'Copy the hash' },
  copied: { zh: '已复制', en: 'Copied' },
  intact: { zh: '与签字时一致', en: 'As it was signed' },
  found: { zh: '改动被发现', en: 'A change was found' },
  fault: {
    content: { zh: '内容与签字时的指纹不符', en: 'the content does not fit the hash that was signed' },
    head: { zh: '页首与本页指纹不符', en: 'the head does not fit the hash of the page' },
    chain: { zh: '与上一页的指纹接不上', en: 'it does not follow from the page before' },
    seal: { zh: '与签字日志记下的指纹不符', en: 'the log of signatures noted another hash' },
  } satisfies Readonly<Record<HandOverFault, Text>>,
  gone: (numbers: string): Text => ({
    zh: `改动被发现：第 ${numbers} 页曾经签字，现已不在。`,
    en: `A change was found: page ${numbers} was signed and is gone.`,
  }),
  unreadable: {
    zh: '存下的内容已经不能读出。',
    en: 'What is stored can no longer be read.',
  },
  check: { zh: '核对全部', en: 'Check all' },
  checked: (pages: number): Text => ({
    zh: `${pages} 页全部与签字时一致`,
    en: `all ${pages} pages are as they were signed`,
  }),
  checkFound: (numbers: string): Text => ({
    zh: `改动被发现：第 ${numbers} 页`,
    en: `A change was found: page ${numbers}`,
  }),
  print: { zh: '打印', en: 'Print' },
  saveText: { zh: '导出文本', en: 'Save as text' },
  file: (number: number): string => `hand-over-${number}`,
  byOur: {
    zh: '时长分档与班次为本项目建议值，待值班单位确定',
    en: 'Bands of age and times of shifts are our own proposal, to be set by the control room',
  },
} as const;
