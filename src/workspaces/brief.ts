import { words } from '@/state/words';
import type { WorkspaceDefinition } from './workspace';

export const brief = {
  id: 'brief',
  title: words.frame.workspace.brief,
  key: '3',
  layers: ['bridges'],
  panels: ['briefing', 'vitalSigns'],
  tools: [],
  indicators: ['devicesOnline', 'riverStage'],
  camera: 'home',
} as const satisfies WorkspaceDefinition;
