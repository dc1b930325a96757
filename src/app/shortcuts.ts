import { homePose } from '@/scene/camera/views';
import { goToWorst, stepToAlarm } from '@/state/alarmSteps';
import type { City } from '@/state/city';
import { stepMs } from '@/state/timeStore';
import { tools } from '@/tools';
import { workspaces } from '@/workspaces';

export interface FrameKeys {
  readonly toggleLeft: () => void;
  readonly toggleRight: () => void;
  readonly help: () => void;
}

/** The page's own keys (listed in the help). They rest while one types, in a dialog, in a briefing. */
export function followShortcuts(city: City, page: Window, frame: FrameKeys): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (page.document.documentElement.dataset['briefing'] !== undefined || isTyping(event.target)) return;
    const does = actionFor(event.key, city, frame);
    if (does === undefined) return;
    event.preventDefault();
    does();
  };
  page.addEventListener('keydown', onKey);
  return () => page.removeEventListener('keydown', onKey);
}

function actionFor(key: string, city: City, frame: FrameKeys): (() => void) | undefined {
  const scene = city.scene.getState();
  const time = city.time.getState();
  const { workspace, setWorkspace } = city.preferences.getState();
  const opened = Object.values(workspaces).find((one) => one.key === key);
  if (opened) return () => setWorkspace(opened.id);
  const tool = workspaces[workspace].tools.find((id) => tools[id].key === key.toLowerCase());
  if (tool) return () => scene.useTool(scene.tool === tool ? undefined : tool);
  switch (key) {
    case '?':
      return frame.help;
    case '[':
      return frame.toggleLeft;
    case ']':
      return frame.toggleRight;
    case 'r':
    case 'R':
      return () => city.preferences.getState().setKiosk(1);
    case 'u':
    case 'U':
      return () => scene.setUnderground(!scene.underground.on);
    case 'h':
    case 'H':
      return () => scene.fly({ kind: 'pose', pose: homePose });
    case 'l':
    case 'L':
      return time.mode === 'replay' ? time.goLive : undefined;
    case 'k':
    case 'K':
      return time.mode === 'replay' ? () => time.play(!time.playing) : undefined;
    case ',':
      return () => time.step(-stepMs.fine);
    case '.':
      return () => time.step(stepMs.fine);
    // What Shift makes of the two on most keyboards.
    case '<':
      return () => time.step(-stepMs.coarse);
    case '>':
      return () => time.step(stepMs.coarse);
    case 'j':
      return () => stepToAlarm(city, -1);
    case 'J':
      return () => stepToAlarm(city, 1);
    case 'n':
    case 'N':
      return () => goToWorst(city);
    case 't':
    case 'T':
      return time.mode === 'replay' ? () => time.know(time.knowing === 'then' ? 'now' : 'then') : undefined;
    case 'Escape':
      if (scene.tool !== undefined) return () => scene.useTool(undefined);
      return scene.selection === undefined ? undefined : () => city.select(undefined);
    default:
      return undefined;
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const writes = target instanceof HTMLInputElement && !['checkbox', 'range', 'radio'].includes(target.type);
  return (
    writes ||
    target instanceof HTMLTextAreaElement ||
    target.closest('[role="dialog"], [role="listbox"]') !== null
  );
}
