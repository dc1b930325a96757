import type { City } from '@/state/city';
import { tools } from '@/tools';
import { workspaces } from '@/workspaces';

/** Coming into a workspace shows the layers its work needs and puts down a tool it does not offer; nothing else moves. */
export function followWorkspace(city: City): () => void {
  return city.preferences.subscribe((now, before) => {
    if (now.workspace === before.workspace) return;
    enterWorkspace(city);
  });
}

export function enterWorkspace(city: City): void {
  const scene = city.scene.getState();
  const { layers, tools: offered } = workspaces[city.preferences.getState().workspace];
  for (const id of layers) {
    if (scene.layers[id]?.visible !== true) scene.setLayer(id, { visible: true });
  }
  const kept = Object.values(tools).find(({ id }) => id === scene.tool && offered.some((one) => one === id));
  if (scene.tool !== undefined && kept === undefined) scene.useTool(undefined);
}
