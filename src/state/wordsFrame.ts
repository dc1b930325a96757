import type { WorkspaceId, Theme } from '@/contracts/ids';
import type { Role } from '@/contracts/session';
import type { Text } from '@/contracts/text';
import { timeWords } from './wordsTime';

/** Words of the frame: header, notices, person, help. */
export const frameWords = {
  shed: (count: string): Text => ({
    zh: `为保持运行，已丢弃最早的 ${count} 条读数；告警从不丢弃`,
    en: `To keep running, the oldest ${count} readings were dropped; alarms never are`,
  }),
  name: { zh: '江城孪生', en: 'Jiangcheng Twin' },
  subtitle: { zh: '武汉城市运行数字孪生', en: 'Digital twin of Wuhan' },
  unofficial: {
    zh: '非官方演示 · 依据《武汉市数字经济促进条例（草案征求意见稿）》',
    en: 'Unofficial demonstration · after the draft for comment (草案征求意见稿) of the Wuhan digital economy ordinance',
  },
  /** In the page's title: read from a row of tabs. */
  reds: (count: number, waited: Text): Text => ({
    zh: `■ ${count} 条未确认 ${waited.zh}`,
    en: `■ ${count} unacknowledged, ${waited.en}`,
  }),
  skip: { zh: '跳到城市场景', en: 'Skip to the city' },
  skipPanels: { zh: '跳到工作面板', en: 'Skip to the panels' },
  demoMark: { zh: '演示城市 · 模拟', en: 'Demo city · simulated' },
  staticMark: { zh: '静态演示', en: 'Static demo' },
  staticWhy: {
    zh: '没有服务器：遥测由页面内的模拟器产生；没有档案，也不能下指令。',
    en: 'No server: readings come from a simulator inside the page; no records and no commands.',
  },
  demoWhy: {
    zh: '遥测与档案均为模拟数据，不代表武汉的真实状况。',
    en: 'Readings and records are simulated and do not describe the real Wuhan.',
  },
  scenario: {
    title: { zh: '模拟场景', en: 'Simulated scenario' },
    fromStart: { zh: '自启动起一直如此', en: 'So since the start' },
    since: (when: string, person: string | undefined): Text => ({
      zh: `自 ${when} 起${person === undefined ? '' : `，由 ${person} 切换`}`,
      en: `Since ${when}${person === undefined ? '' : `, switched by ${person}`}`,
    }),
    soon: {
      zh: '切换后约两三分钟全城可见。',
      en: 'A switch shows all over the city within two or three minutes.',
    },
    failed: (detail: string): Text => ({ zh: `没有切换：${detail}`, en: `Not switched: ${detail}` }),
  },
  workspaces: { zh: '工作区', en: 'Workspaces' },
  workspace: {
    operate: { zh: '运行监测', en: 'Operate' },
    plan: { zh: '规划分析', en: 'Plan' },
    brief: { zh: '汇报演示', en: 'Brief' },
    data: { zh: '数据与安全', en: 'Data' },
  } satisfies Readonly<Record<WorkspaceId, Text>>,
  layersRegion: { zh: '图层与视图', en: 'Layers and views' },
  panelsRegion: { zh: '工作面板', en: 'Workspace panels' },
  cityRegion: {
    zh: '城市三维场景：方向键移动，Shift 加方向键旋转与俯仰，加减键缩放',
    en: 'City in 3D: arrow keys move, Shift with arrows turns and tilts, plus and minus zoom',
  },
  hideLeft: { zh: '收起图层面板', en: 'Hide layers panel' },
  showLeft: { zh: '展开图层面板', en: 'Show layers panel' },
  hideRight: { zh: '收起工作面板', en: 'Hide workspace panels' },
  showRight: { zh: '展开工作面板', en: 'Show workspace panels' },
  close: { zh: '关闭', en: 'Close' },
  dismiss: { zh: '知道了', en: 'Dismiss' },
  retry: { zh: '重试', en: 'Try again' },
  reload: { zh: '重新载入页面', en: 'Reload the page' },
  loading: { zh: '正在载入…', en: 'Loading…' },
  partFailed: (reason: string): Text => ({
    zh: `这一部分没有打开：${reason}`,
    en: `This part did not open: ${reason}`,
  }),
  handOver: { zh: '交接班', en: 'Shift hand-over' },
  sceneLoading: { zh: '正在打开城市', en: 'Opening the city' },
  sceneLost: {
    zh: '图形设备被系统收回，正在恢复视图、图层与选择…',
    en: 'The graphics device was taken away; restoring view, layers and selection…',
  },
  sceneFailed: {
    zh: '此处无法显示三维场景，其余功能照常可用。',
    en: 'The 3D city cannot be drawn here; everything else works as usual.',
  },
  feed: {
    title: { zh: '接入', en: 'Feed' },
    connecting: { zh: '正在连接', en: 'Connecting' },
    live: { zh: '接入正常', en: 'Feed up' },
    stale: { zh: '接入迟缓', en: 'Feed late' },
    lost: { zh: '接入中断', en: 'Feed lost' },
    replay: { zh: '回放中', en: 'Replay' },
    rate: (rate: string): Text => ({ zh: `${rate} 条/秒`, en: `${rate}/s` }),
    fresh: (fresh: string, total: string): Text => ({
      zh: `${fresh} / ${total} 在线`,
      en: `${fresh} / ${total} fresh`,
    }),
    dropped: (count: string): Text => ({ zh: `丢弃 ${count} 帧`, en: `${count} frames dropped` }),
    age: (age: Text): Text => ({ zh: `最近消息 ${age.zh}前`, en: `newest message ${age.en} ago` }),
    never: { zh: '尚未收到任何消息', en: 'no message yet' },
    lostBanner: (age: Text): Text => ({
      zh: `接入中断：最近一条消息在 ${age.zh}前。以下数值保留为当时所见，不再更新；指令暂停。`,
      en: `Feed lost: the newest message came ${age.en} ago. Values stay as last seen and no longer update; commands are paused.`,
    }),
    lateBanner: (age: Text): Text => ({
      zh: `接入迟缓：最近一条消息在 ${age.zh}前。`,
      en: `Feed late: the newest message came ${age.en} ago.`,
    }),
    crowded: {
      zh: '同一账户或地址打开的页面过多，服务器不再接受连接；请关闭其他页面，此处会自动恢复。',
      en: 'Too many pages of this account or address are open and the server takes no more; close another and this one comes back by itself.',
    },
    outdated: {
      zh: '页面有新版本：空闲时自动载入，有未确认的告警时不会。',
      en: 'A newer version of this page is out: it loads when nobody is at work, never while an alarm waits.',
    },
    loadNew: { zh: '现在载入', en: 'Load it now' },
  },
  progress: {
    title: { zh: '后台准备', en: 'Preparing' },
    part: {
      base: { zh: '城市底座', en: 'city base' },
      accounts: { zh: '账户', en: 'accounts' },
      feed: { zh: '接入', en: 'feed' },
      outer: { zh: '外围各区', en: 'outer districts' },
      database: { zh: '数据库', en: 'database' },
      history: { zh: '历史数据', en: 'history' },
      alarms: { zh: '告警日志', en: 'alarm log' },
      records: { zh: '登记信息', en: 'records' },
    } as Readonly<Record<string, Text>>,
    failed: { zh: '失败', en: 'failed' },
  },
  person: {
    observer: { zh: '演示观察员', en: 'Demo observer' },
    menu: (name: string): Text => ({ zh: `${name}，账户与设置`, en: `${name}, account and settings` }),
    switchTo: { zh: '换一个演示身份', en: 'Switch to a demo account' },
    signIn: { zh: '登录', en: 'Sign in' },
    signInAs: (login: string, role: string): Text => ({ zh: `${login} · ${role}`, en: `${login} · ${role}` }),
    signOut: { zh: '退出登录', en: 'Sign out' },
    user: { zh: '用户名', en: 'User' },
    password: { zh: '密码', en: 'Password' },
    failed: (status: number): Text =>
      status === 429
        ? { zh: '尝试次数过多，请稍后再试。', en: 'Too many attempts; please wait a little.' }
        : status === 401
          ? { zh: '用户名或密码不对。', en: 'User or password is wrong.' }
          : { zh: `没有登录成功（${status}）。`, en: `Not signed in (${status}).` },
    current: { zh: '当前身份', en: 'Signed in' },
    theme: { zh: '外观', en: 'Appearance' },
    language: { zh: '语言', en: 'Language' },
    noAccounts: { zh: '静态演示没有账户。', en: 'The static demo has no accounts.' },
    role: {
      observer: { zh: '观察员', en: 'observer' },
      operator: { zh: '值班员', en: 'operator' },
      grid: { zh: '网格员', en: 'grid worker' },
      planner: { zh: '规划师', en: 'planner' },
      official: { zh: '领导', en: 'official' },
      steward: { zh: '数据管理员', en: 'data steward' },
      auditor: { zh: '审计员', en: 'auditor' },
    } satisfies Readonly<Record<Role, Text>>,
  },
  theme: {
    night: { zh: '夜', en: 'Night' },
    day: { zh: '昼', en: 'Day' },
    contrast: { zh: '高对比', en: 'High contrast' },
  } satisfies Readonly<Record<Theme, Text>>,
  kiosk: { zh: '大屏轮播', en: 'Wall rotation' },
  address: {
    title: { zh: '链接中有些部分没有恢复', en: 'Some of the link was not restored' },
    part: {
      w: { zh: '工作区', en: 'workspace' },
      c: { zh: '视角', en: 'camera' },
      l: { zh: '图层', en: 'layers' },
      o: { zh: '图层选项', en: 'layer options' },
      u: { zh: '地下模式', en: 'underground mode' },
      a: { zh: '体征范围', en: 'part of the city' },
      s: { zh: '选中对象', en: 'selection' },
      t: { zh: '时间', en: 'time' },
      k: { zh: '已知时刻', en: 'known time' },
      theme: { zh: '外观', en: 'appearance' },
      lang: { zh: '语言', en: 'language' },
      kiosk: { zh: '大屏轮播', en: 'wall rotation' },
    },
    refused: (part: string, given: string): Text => ({
      zh: `${part}“${given}”无法识别`,
      en: `${part} “${given}” was not understood`,
    }),
    gone: (part: string, given: string): Text => ({
      zh: `${part} ${given} 已超出可回放的范围`,
      en: `${part} ${given} can no longer be replayed`,
    }),
  },
  help: {
    title: { zh: '键盘与帮助', en: 'Keyboard and help' },
    open: { zh: '帮助', en: 'Help' },
    keys: [
      { keys: '1 – 4', does: { zh: '切换工作区', en: 'Switch workspace' } },
      { keys: '[  ]', does: { zh: '收起或展开左、右面板', en: 'Fold the left or right panels' } },
      { keys: 'H', does: { zh: '回到起始视角', en: 'Home view' } },
      { keys: 'U', does: { zh: '地下模式', en: 'Underground mode' } },
      { keys: 'N', does: { zh: '去最急的未确认告警', en: 'Go to the worst unacknowledged alarm' } },
      {
        keys: 'A G S C X',
        does: {
          zh: '告警列表内：确认、指派、搁置、备注、关闭',
          en: 'In the list of alarms: acknowledge, assign, shelve, comment, close',
        },
      },
      ...timeWords.keys,
      { keys: 'O', does: { zh: '交接班（运行监测）', en: 'Shift hand-over (operations)' } },
      { keys: 'D · A', does: { zh: '测距 · 测面积', en: 'Measure a distance · an area' } },
      {
        keys: 'Esc',
        does: { zh: '关闭对话框、结束工具或清除选择', en: 'Close, leave the tool or clear the selection' },
      },
      { keys: 'B', does: { zh: '全部运行体征', en: 'All vital signs' } },
      { keys: 'R', does: { zh: '大屏轮播', en: 'Wall rotation' } },
      { keys: '?', does: { zh: '打开本页', en: 'This page' } },
      { keys: '← → · Space', does: { zh: '汇报：前后翻页 · 自动播放', en: 'Briefing: back and on · play' } },
      {
        keys: '↑ ↓ ← →',
        does: {
          zh: '场景获得焦点时移动；加 Shift 旋转与俯仰',
          en: 'In the scene: move; with Shift turn and tilt',
        },
      },
      { keys: '+  −', does: { zh: '场景获得焦点时缩放', en: 'In the scene: zoom' } },
    ],
    states: { zh: '状态怎么读', en: 'How states read' },
    grades: { zh: '数据从哪里来', en: 'Where data comes from' },
    gradeWhy: {
      measured: { zh: '由公开来源测得', en: 'Measured, in a public source' },
      derived: { zh: '由公开来源推算', en: 'Derived from a public source' },
      generated: { zh: '按规则生成，只作示意', en: 'Generated by rule, indicative only' },
      simulated: { zh: '模拟器产生，不是真实读数', en: 'From a simulator, not a real reading' },
    },
    about: {
      zh: '非官方产品。不用于导航，不用于公开地图展示；审图号：（未申请）。',
      en: 'Unofficial. Not for navigation or public map display; map approval number: (none applied for).',
    },
  },
} as const;
