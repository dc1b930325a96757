import type { ToolId } from '@/state/sceneStore';
import { measureArea } from './measureArea';
import { measureDistance } from './measureDistance';
import { groundAtCentre, pickingDoubt } from './sight';
import type { ToolDefinition } from './tool';

/** The analysis tools, in the order of the bar. */
export const tools: Readonly<Record<ToolId, ToolDefinition>> = { measureDistance, measureArea };

/** Where a tool's keyboard point falls, and how doubtful a picked one is. */
export const sight = { groundAtCentre, pickingDoubt } as const;
