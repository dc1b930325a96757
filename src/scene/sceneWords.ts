/** What the map itself says to people. */
export const sceneWords = {
  map: { zh: '武汉三维地图', en: '3D map of Wuhan' },
  mapRole: { zh: '三维地图', en: '3D map' },
  keys: {
    zh: '方向键平移，加减键缩放，Q 和 E 旋转，Shift 加方向键旋转和俯仰，Home 回到初始视角。量测时：空格在画面中心落点，回车完成，退格撤销，Esc 取消。',
    en: 'Arrow keys pan, plus and minus zoom, Q and E turn, Shift with arrows turns and tilts, Home goes to the first view. While measuring: Space sets a point at the centre, Enter finishes, Backspace undoes, Escape cancels.',
  },
  noGraphics: {
    zh: '这台设备没有可用的 WebGL 2，三维地图无法显示。列表、指标和告警照常可用。',
    en: 'WebGL 2 is not available on this device, so the 3D map cannot be shown. Lists, signs and alarms work as usual.',
  },
  stopped: { zh: '三维地图停止了绘制', en: 'The 3D map has stopped drawing' },
  contextGone: { zh: '图形上下文没有恢复', en: 'The graphics context did not come back' },
  contextUnsteady: {
    zh: '图形上下文在五分钟内丢失了三次，三维地图已停用。列表、指标和告警照常可用。',
    en: 'The graphics context was lost three times in five minutes, so the 3D map rests. Lists, signs and alarms work as usual.',
  },
  retry: { zh: '重试', en: 'Try again' },
  groundUnread: {
    zh: (reason: string) => `地形高程读取失败（${reason}），地面按平地显示`,
    en: (reason: string) => `The heights of the ground cannot be read (${reason}); it is shown level`,
  },
  groundKept: {
    zh: (reason: string) => `新的地形高程读取失败（${reason}），沿用此前的地形`,
    en: (reason: string) => `The new heights of the ground cannot be read (${reason}); those before stay`,
  },
  lowered: {
    detail: { zh: '细节', en: 'detail' },
    resolution: { zh: '移动时分辨率', en: 'resolution in motion' },
    shadows: { zh: '阴影', en: 'shadows' },
  },
  loweredTo: {
    zh: (what: string) => `为保持流畅，已降低：${what}`,
    en: (what: string) => `Lowered to keep moving: ${what}`,
  },
  heldFull: { zh: '完整画面（可能较慢）', en: 'Full picture (may be slow)' },
  keepFull: { zh: '保持完整', en: 'Keep it full' },
  automatic: { zh: '自动', en: 'Automatic' },
} as const;
