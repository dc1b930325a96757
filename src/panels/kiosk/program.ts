import type { CameraPose } from '@/contracts/briefing';
import type { LayerId } from '@/contracts/ids';
import type { Text } from '@/contracts/text';
import { namedViews } from '@/scene/camera/views';
import file from '@data/kiosk.json';

/** One view of the wall's rotation. */
export interface KioskScene {
  readonly title: Text;
  readonly pose: CameraPose;
  readonly layers: readonly LayerId[];
  readonly dwellS: number;
}

/** The views in their order; one whose place has no name any more is left out. */
export const kioskScenes: readonly KioskScene[] = file.scenes.flatMap(({ view, layers, dwellS }) => {
  const named = namedViews.find(({ id }) => id === view);
  return named === undefined
    ? []
    : [{ title: named.title, pose: named.pose, layers: layers as readonly LayerId[], dwellS }];
});

/** How far from an alarm the camera stands, metres, and how long each of several alarms is shown. */
export const kioskAlarm = { rangeM: file.alarmRangeM, dwellS: file.alarmDwellS } as const;
/** What is shown around an alarm. */
export const alarmLayers: readonly LayerId[] = [
  'buildings',
  'terrain',
  'water',
  'roads',
  'bridges',
  'sensors',
  'alarms',
];
