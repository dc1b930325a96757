import { describe, expect, it } from 'vitest';
import { createPreferences } from '@/state/preferences';
import { createSceneStore, homeCamera } from '@/state/sceneStore';
import { createTimeStore, replayReachMs } from '@/state/timeStore';
import { createFakeClock, monday } from '../support/fakeClock';

describe('the scene a person asked for', () => {
  it('begins at home, or where the address bar says', () => {
    expect(createSceneStore().getState().camera).toEqual(homeCamera);
    const camera = { ...homeCamera, heading: 90 };
    const layers = { water: { visible: true, opacity: 0.5 } };
    const selection = { layer: 'bridges', feature: 'b1' } as const;
    expect(createSceneStore({ camera, layers, selection }).getState()).toMatchObject({
      camera,
      layers,
      selection,
    });
  });

  it('keeps what was not spoken of when a layer is changed', () => {
    const { getState } = createSceneStore();
    getState().setLayer('bridges', { visible: true });
    getState().setLayer('bridges', { opacity: 0.4 });
    getState().setLayers({ water: { visible: true, opacity: 1 } });
    expect(getState().layers).toEqual({
      bridges: { visible: true, opacity: 0.4 },
      water: { visible: true, opacity: 1 },
    });
  });

  it('may be asked to fly to the same place twice', () => {
    const { getState } = createSceneStore();
    const target = { kind: 'feature', ref: { layer: 'bridges', feature: 'b1' } } as const;
    getState().fly(target);
    getState().fly(target);
    expect(getState().flight).toEqual({ ...target, seq: 2 });
  });

  it('finishes an area only once it is one, and begins anew after it', () => {
    const { getState } = createSceneStore();
    getState().addSketchPoint([114, 30]);
    expect(getState().sketch).toBeUndefined();
    getState().useTool('measureArea');
    getState().addSketchPoint([114, 30]);
    getState().addSketchPoint([114.1, 30]);
    getState().finishSketch();
    expect(getState().sketch?.finished).toBe(false);
    getState().addSketchPoint([114.1, 30.1]);
    getState().addSketchPoint([114.1, 30.2]);
    getState().undoSketchPoint();
    getState().finishSketch();
    expect(getState().sketch).toMatchObject({ kind: 'area', finished: true });
    expect(getState().sketch?.points).toHaveLength(3);
    getState().addSketchPoint([115, 30]);
    expect(getState().sketch).toEqual({ kind: 'area', finished: false, points: [[115, 30]] });
    getState().useTool(undefined);
    expect(getState().sketch).toBeUndefined();
  });

  it('counts each retry of a failed layer', () => {
    const { getState } = createSceneStore();
    getState().reportLayer('metro', { kind: 'failed', reason: 'no file' });
    getState().retryLayer('metro');
    getState().retryLayer('metro');
    expect(getState().retries).toEqual({ metro: 2 });
  });
});

describe('the one clock', () => {
  it('follows the server’s clock when live', () => {
    const clock = createFakeClock();
    const { getState } = createTimeStore(clock.now);
    getState().setOffset(2_000);
    clock.advance(1_000);
    getState().advance(0);
    expect(getState().at).toBe(monday + 3_000);
    expect(getState().context()).toEqual({ mode: 'live', at: monday + 3_000, knownAt: monday + 3_000 });
  });

  it('stands in the past in a replay, and knows what is known today unless told otherwise', () => {
    const clock = createFakeClock();
    const { getState } = createTimeStore(clock.now);
    getState().replayAt(monday - 60_000);
    clock.advance(5_000);
    expect(getState().context()).toEqual({ mode: 'replay', at: monday - 60_000, knownAt: monday + 5_000 });
    getState().replayAt(monday - 60_000, monday - 50_000);
    expect(getState().context().knownAt).toBe(monday - 50_000);
    getState().goLive();
    expect(getState()).toMatchObject({
      mode: 'live',
      at: monday + 5_000,
      knownAt: undefined,
      playing: false,
    });
  });

  it('replays no further back than is kept, once that is known, and never the future', () => {
    const { getState } = createTimeStore(createFakeClock().now);
    getState().replayAt(monday - 2 * replayReachMs);
    expect(getState()).toMatchObject({ at: monday - 2 * replayReachMs, kept: false });
    getState().setKept(monday - 3_600_000);
    expect(getState()).toMatchObject({ kept: true, range: { from: monday - 3_600_000, to: monday } });
    getState().replayAt(0);
    expect(getState().at).toBe(monday - 3_600_000);
    getState().replayAt(monday * 2);
    expect(getState().at).toBe(monday);
  });

  it('plays only in a replay and stops at the present instead of passing for live', () => {
    const { getState } = createTimeStore(createFakeClock().now);
    getState().play(true);
    expect(getState().playing).toBe(false);
    getState().replayAt(monday - 1_000);
    getState().play(true);
    getState().advance(monday - 500);
    expect(getState()).toMatchObject({ playing: true, at: monday - 500 });
    getState().advance(monday + 500);
    expect(getState()).toMatchObject({ mode: 'replay', playing: false, at: monday });
  });
});

describe('the second clock', () => {
  it('goes with the first where one asks what was known then, and stands where it was set', () => {
    const { getState } = createTimeStore(createFakeClock().now);
    getState().replayAt(monday - 60_000, 'then');
    expect(getState().context()).toMatchObject({ at: monday - 60_000, knownAt: monday - 60_000 });
    getState().play(true);
    getState().advance(monday - 50_000);
    expect(getState().knownAt).toBe(monday - 50_000);
    getState().replayAt(monday - 70_000);
    expect(getState().context().knownAt).toBe(monday - 70_000);
    getState().know(monday - 30_000);
    getState().advance(monday - 40_000);
    expect(getState().context()).toMatchObject({ at: monday - 40_000, knownAt: monday - 30_000 });
    getState().know('now');
    expect(getState().context().knownAt).toBe(monday);
  });

  it('is set from live by beginning a replay, and forgotten by going live', () => {
    const { getState } = createTimeStore(createFakeClock().now);
    getState().know('then');
    expect(getState()).toMatchObject({ mode: 'replay', at: monday, knownAt: monday });
    getState().goLive();
    getState().replayAt(monday - 1);
    expect(getState().knowing).toBe('now');
  });
});

describe('stepping and looking around in time', () => {
  it('steps back from now into a replay, and never ahead of now', () => {
    const { getState } = createTimeStore(createFakeClock().now);
    getState().step(60_000);
    expect(getState().mode).toBe('live');
    getState().step(-60_000);
    expect(getState()).toMatchObject({ mode: 'replay', at: monday - 60_000 });
    getState().step(15 * 60_000);
    expect(getState().at).toBe(monday);
  });

  it('shows a span that holds the time asked about, and runs along with now', () => {
    const clock = createFakeClock();
    const { getState } = createTimeStore(clock.now);
    getState().setSpan(3_600_000);
    expect(getState().view).toEqual({ from: monday - 3_600_000, to: monday });
    clock.advance(60_000);
    getState().advance(0);
    expect(getState().view.to).toBe(monday + 60_000);
    getState().replayAt(monday - 10 * 3_600_000);
    const { view } = getState();
    expect(view.to - view.from).toBe(3_600_000);
    expect(view.from).toBeLessThan(getState().at);
    expect(view.to).toBeGreaterThan(getState().at);
    getState().setSpan(900_000);
    expect(getState().view.from).toBeLessThanOrEqual(getState().at);
    expect(getState().view.to).toBeGreaterThanOrEqual(getState().at);
  });

  it('can be moved within what is kept without moving the time asked about', () => {
    const { getState } = createTimeStore(createFakeClock().now);
    getState().setKept(monday - 5 * 3_600_000);
    getState().setSpan(3_600_000);
    getState().pan(-0.5);
    expect(getState().view.to).toBe(monday - 1_800_000);
    expect(getState()).toMatchObject({ mode: 'live', at: monday });
    getState().advance(0);
    expect(getState().view.to).toBe(monday - 1_800_000);
    for (let turn = 0; turn < 20; turn += 1) getState().pan(-0.5);
    expect(getState().view.from).toBe(monday - 5 * 3_600_000);
    getState().goLive();
    expect(getState().view.to).toBe(monday);
  });
});

describe('preferences', () => {
  const memory = (start?: string) => {
    const held = new Map(start === undefined ? [] : [['jiangcheng.preferences', start]]);
    return {
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, value: string) => void held.set(key, value),
    };
  };

  it('are night, Chinese and 运行监测 until asked otherwise, whatever the machine prefers', () => {
    expect(createPreferences().getState()).toMatchObject({
      theme: 'night',
      language: 'zh',
      workspace: 'operate',
    });
  });

  it('are remembered', () => {
    const storage = memory();
    createPreferences(storage).getState().setTheme('contrast');
    createPreferences(storage).getState().setLanguage('en');
    expect(createPreferences(storage).getState()).toMatchObject({ theme: 'contrast', language: 'en' });
  });

  it.each(['{', '[]', 'null', '{"theme":"pink","language":"fr","workspace":7}'])(
    'forget nonsense: %s',
    (kept) => {
      expect(createPreferences(memory(kept)).getState()).toMatchObject({
        theme: 'night',
        language: 'zh',
        workspace: 'operate',
      });
    },
  );

  it('work where the browser forbids to keep them', () => {
    const forbidden = {
      getItem: (): never => {
        throw new Error('denied');
      },
      setItem: (): never => {
        throw new Error('denied');
      },
    };
    const { getState } = createPreferences(forbidden);
    getState().setTheme('day');
    expect(getState().theme).toBe('day');
  });
});
