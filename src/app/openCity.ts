import type { CameraPose } from '@/contracts/briefing';
import type { LayerId } from '@/contracts/ids';
import { layers } from '@/layers';
import { homePose, namedViews } from '@/scene/camera/views';
import type { City } from '@/state/city';
import { detectCity } from '@/state/detectCity';
import { workspaces } from '@/workspaces';
import { readAddress, type Refusal } from './addressBar';
import { restoreAddress } from './followAddress';
import { enterWorkspace } from './followWorkspace';

export interface OpenedCity {
  readonly city: City;
  readonly refused: readonly Refusal[];
}

/** Finds the city, and stands it as the address asks before anything is drawn. */
export async function openCity(page: Window): Promise<OpenedCity> {
  const drawn: readonly LayerId[] = layers.map(({ entry }) => entry.id);
  const { address } = readAddress(page.location.search, drawn);
  const city = await detectCity(undefined, {
    layers: Object.fromEntries(layers.map(({ entry }) => [entry.id, entry.defaults])),
    camera: address.c ?? viewOf(workspaces[address.w ?? 'operate'].camera),
  });
  const refused = restoreAddress(city, page.location.search);
  if (address.l === undefined) enterWorkspace(city);
  return { city, refused };
}

function viewOf(id: string): CameraPose {
  return namedViews.find((view) => view.id === id)?.pose ?? homePose;
}
