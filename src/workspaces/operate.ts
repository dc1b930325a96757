import { words } from '@/state/words';
import { indicatorIds } from '@/indicators';
import type { WorkspaceDefinition } from './workspace';

export const operate = {
  id: 'operate',
  title: words.frame.workspace.operate,
  key: '1',
  layers: ['sensors', 'alarms'],
  panels: ['vitalSigns', 'alarmBoard', 'infrastructure'],
  tools: ['measureDistance', 'measureArea'],
  indicators: indicatorIds,
  camera: 'home',
} as const satisfies WorkspaceDefinition;
