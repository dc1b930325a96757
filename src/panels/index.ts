import { lazy } from 'react';
import { AlarmList } from './alarmBoard/AlarmList';
import { HandOverDoor } from './handOver/HandOverDoor';
import { HoverName } from './inspector/HoverName';
import { Inspector } from './inspector/Inspector';
import { LayerTree } from './layerTree/LayerTree';
import { PersonMenu } from './person/PersonMenu';
import { CityMark } from './scenario/CityMark';
import { TimeBar } from './timeBar/TimeBar';
import { ToolBar } from './toolBar/ToolBar';

/** What a workspace may put at its right side, by id. Heavy or rare ones come when they are first shown. */
export const panels = {
  vitalSigns: lazy(() => import('./vitalSigns/VitalSigns')),
  alarmBoard: AlarmList,
  computeCentres: lazy(() => import('./computeCentres/ComputeCentres')),
  principles: lazy(() => import('./principles/Principles')),
  infrastructure: lazy(() => import('./infrastructure/Infrastructure')),
  briefing: lazy(() => import('./briefing/BriefingPanel')),
  cityData: lazy(() => import('./cityData/CityData')),
} as const;
export type PanelId = keyof typeof panels;

/** What every workspace has around the city. */
export const framePanels = {
  cityMark: CityMark,
  alarmWatch: lazy(() => import('./alarmWatch/AlarmWatch')),
  layerTree: LayerTree,
  inspector: Inspector,
  hoverName: HoverName,
  toolBar: ToolBar,
  timeBar: TimeBar,
  handOver: HandOverDoor,
  personMenu: PersonMenu,
  attribution: lazy(() => import('./attribution/AttributionLine')),
  kiosk: lazy(() => import('./kiosk/Kiosk')),
  help: lazy(() => import('./help/HelpDialog')),
} as const;
