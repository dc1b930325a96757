import type { Text } from '@/contracts/text';

/** Words of the planner: measuring. */
export const planWords = {
  tools: {
    region: { zh: '工具', en: 'Tools' },
    browse: { zh: '浏览', en: 'Browse' },
    addAtCentre: { zh: '在画面中心加点', en: 'Add point at the centre' },
    undo: { zh: '撤销一点', en: 'Undo point' },
    finish: { zh: '完成', en: 'Finish' },
    clear: { zh: '重新开始', en: 'Start again' },
    leave: { zh: '退出工具', en: 'Leave the tool' },
    points: (count: number): Text => ({
      zh: `${count} 个点`,
      en: count === 1 ? '1 point' : `${count} points`,
    }),
    more: (count: number): Text => ({
      zh: `再加 ${count} 个点`,
      en: count === 1 ? 'one more point' : `${count} more points`,
    }),
    hint: {
      zh: '在地面上单击加点，双击或按 Enter 完成。',
      en: 'Click the ground to add points; double-click or Enter to finish.',
    },
    noCentre: { zh: '画面中心看不到地面', en: 'No ground at the centre of the view' },
    result: { zh: '结果', en: 'Result' },
    plusMinus: (value: string): Text => ({ zh: `± ${value}`, en: `± ${value}` }),
    failed: (reason: string): Text => ({ zh: `没有算出来：${reason}`, en: `Not measured: ${reason}` }),
  },
} as const;
