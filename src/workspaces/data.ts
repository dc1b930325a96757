import { words } from '@/state/words';
import type { WorkspaceDefinition } from './workspace';

export const data = {
  id: 'data',
  title: words.frame.workspace.data,
  key: '4',
  layers: ['datahealth', 'sensors'],
  panels: ['cityData'],
  tools: [],
  indicators: ['devicesOnline'],
  camera: 'home',
} as const satisfies WorkspaceDefinition;
