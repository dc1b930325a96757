import { words } from '@/state/words';
import type { WorkspaceDefinition } from './workspace';

export const plan = {
  id: 'plan',
  title: words.frame.workspace.plan,
  key: '2',
  layers: ['compute', 'metro', 'utilities'],
  panels: ['infrastructure', 'principles', 'computeCentres', 'vitalSigns'],
  tools: ['measureDistance', 'measureArea'],
  indicators: ['computeLoad'],
  camera: 'home',
} as const satisfies WorkspaceDefinition;
