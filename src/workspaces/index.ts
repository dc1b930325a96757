import type { WorkspaceId } from '@/contracts/ids';
import { brief } from './brief';
import { data } from './data';
import { operate } from './operate';
import { plan } from './plan';
import type { WorkspaceDefinition } from './workspace';

/** Every workspace, in the order of the header. */
export const workspaces = { operate, plan, brief, data } as const satisfies Readonly<
  Record<WorkspaceId, WorkspaceDefinition>
>;
