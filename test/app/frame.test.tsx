import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { workspaceIds } from '@/contracts/ids';
import { followDocument } from '@/app/documentState';
import { addressOf, followAddress, restoreAddress } from '@/app/followAddress';
import { followVersion } from '@/app/followVersion';
import { followWorkspace } from '@/app/followWorkspace';
import { Header } from '@/app/Header';
import { Notices } from '@/app/Notices';
import { followShortcuts } from '@/app/shortcuts';
import { frameWords as w } from '@/state/wordsFrame';
import { timeWords } from '@/state/wordsTime';
import { createFakeCity, depthAlarm, smallCatalogue } from '../support/fakeCity';
import { monday } from '../support/fakeClock';
import { axeProblems } from '../panels/axe';

const nothing = () => undefined;
const header = <Header left right onLeft={nothing} onRight={nothing} onHelp={nothing} />;

afterEach(() => {
  vi.restoreAllMocks();
  window.history.replaceState(null, '', '/');
});

describe.each(['zh', 'en'] as const)('the header in %s', (language) => {
  it('names the workspaces, marks the city as simulated, and is clean for axe', async () => {
    const { city, render } = createFakeCity({ language, served: false });
    const { container } = render(header);
    for (const id of workspaceIds) {
      await userEvent.click(screen.getByRole('button', { name: w.workspace[id][language] }));
      expect(city.preferences.getState().workspace).toBe(id);
    }
    expect(screen.getByText(w.demoMark[language])).toBeVisible();
    expect(screen.getByText(w.staticMark[language])).toBeVisible();
    expect(await axeProblems(container)).toEqual([]);
  });

  it('never passes for live while anything is simulated, and does where nothing is', () => {
    const measured = smallCatalogue.series.map((series) => ({
      ...series,
      provenance: { ...series.provenance, grade: 'measured' as const },
    }));
    const { city, render } = createFakeCity({ language, catalogue: { ...smallCatalogue, series: measured } });
    render(header);
    expect(screen.getByText(timeWords.live[language])).toBeVisible();
    expect(screen.queryByText(w.demoMark[language])).toBeNull();
    act(() => city.catalogue.setState({ catalogue: smallCatalogue }));
    expect(screen.getByText(w.demoMark[language])).toBeVisible();
    expect(screen.queryByText(timeWords.live[language])).toBeNull();
  });

  it('says how the readings come', () => {
    const { city, render } = createFakeCity({ language, served: false });
    render(header);
    for (const state of ['connecting', 'live', 'stale', 'lost', 'replay'] as const) {
      act(() => city.health.setState({ state }));
      expect(screen.getByText(w.feed[state][language])).toBeVisible();
    }
  });
});

describe('the progress chip', () => {
  it('says what the server still prepares, and goes when nothing is', async () => {
    const state = { state: 'building', progress: 0.4 };
    vi.spyOn(window, 'fetch').mockImplementation(() =>
      Promise.resolve(
        new Response(JSON.stringify({ dependencies: { records: state }, coming: ['records'] })),
      ),
    );
    createFakeCity({ language: 'en' }).render(header);
    expect(await screen.findByText(/records 40%/)).toBeVisible();
  });
});

describe('the notices', () => {
  it('tell a lost feed with its age, in the words of an alert', () => {
    const { city, clock, render } = createFakeCity({ language: 'en' });
    clock.advance(7_000);
    render(<Notices refused={[]} onDismiss={nothing} />);
    expect(screen.queryByRole('alert')).toBeNull();
    act(() => city.health.setState({ state: 'lost', lastMessageAt: clock.now() - 7_000 }));
    expect(screen.getByRole('alert')).toHaveTextContent(w.feed.lost.en);
    expect(screen.getByText(/came 7 s ago/)).toBeVisible();
  });

  it('tell that one page too many is open, and that a newer one is out', () => {
    const { city, render } = createFakeCity({ language: 'en' });
    render(<Notices refused={[]} onDismiss={nothing} />);
    act(() => city.health.setState({ state: 'lost', crowded: true, outdated: true }));
    expect(screen.getByText(new RegExp(w.feed.crowded.en))).toBeVisible();
    expect(screen.getByRole('button', { name: w.feed.loadNew.en })).toBeVisible();
  });

  it('never let a replay pass for now', () => {
    const { city, clock, render } = createFakeCity({ language: 'en' });
    render(<Notices refused={[]} onDismiss={nothing} />);
    act(() => city.time.getState().replayAt(clock.now() - 60_000));
    expect(screen.getByText(/Replay of .* not now/)).toBeVisible();
  });

  it('name each part of a link that was not restored, until dismissed', async () => {
    const dismiss = vi.fn();
    createFakeCity({ language: 'en' }).render(
      <Notices
        refused={[
          { key: 'c', given: 'x', why: 'unreadable' },
          { key: 't', given: '2020', why: 'gone' },
        ]}
        onDismiss={dismiss}
      />,
    );
    expect(screen.getByText(w.address.refused('camera', 'x').en)).toBeVisible();
    expect(screen.getByText(w.address.gone('time', '2020').en)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: w.dismiss.en }));
    expect(dismiss).toHaveBeenCalledOnce();
  });
});

describe('a newer page', () => {
  it('is loaded when nobody has touched this one for a while, and never while an alarm waits', () => {
    vi.useFakeTimers();
    const waiting = createFakeCity({ alarms: [depthAlarm], health: { outdated: true } });
    const quiet = createFakeCity({ alarms: [{ ...depthAlarm, handling: 'acknowledged' }] });
    const [never, reload] = [vi.fn(), vi.fn()];
    const undo = [followVersion(waiting.city, window, never), followVersion(quiet.city, window, reload)];
    vi.advanceTimersByTime(400_000);
    quiet.city.health.setState({ outdated: true });
    window.dispatchEvent(new Event('keydown'));
    vi.advanceTimersByTime(290_000);
    expect(reload).not.toHaveBeenCalled();
    vi.advanceTimersByTime(20_000);
    expect(reload).toHaveBeenCalled();
    expect(never).not.toHaveBeenCalled();
    undo.forEach((stop) => stop());
    vi.useRealTimers();
  });
});

describe('the document', () => {
  it('carries the state of shell, scene, feed and workspace as the contract says', () => {
    const { city } = createFakeCity({ health: { state: 'connecting' } });
    const root = document.documentElement;
    const undo = followDocument(city, document);
    expect(root.dataset['feed']).toBeUndefined();
    expect(root.dataset['scene']).toBe('loading');
    city.health.setState({ state: 'stale' });
    city.scene.getState().reportStatus({ kind: 'failed', reason: 'no WebGL' });
    city.preferences.getState().setWorkspace('plan');
    city.preferences.getState().setLanguage('en');
    city.preferences.getState().setTheme('day');
    expect({ ...root.dataset }).toMatchObject({
      feed: 'stale',
      scene: 'failed',
      workspace: 'plan',
      theme: 'day',
    });
    expect(root.lang).toBe('en');
    expect(document.title).toContain(w.demoMark.en);
    undo();
  });
});

describe('an unacknowledged red', () => {
  const red = { ...depthAlarm, severity: 'alarm', activeSince: monday - 240_000 } as const;

  it('stands in the title with how long it has waited, and no lesser one does', () => {
    const { city } = createFakeCity({ language: 'en', alarms: [depthAlarm] });
    const undo = followDocument(city, document);
    expect(document.title).not.toContain('■');
    city.alarms.setState({ waiting: [red] });
    expect(document.title).toContain(w.reds(1, { zh: '4 分钟', en: '4 min' }).en);
    undo();
  });

  it('is one key away from anywhere, also from the past', async () => {
    const { city } = createFakeCity({ alarms: [depthAlarm, { ...red, id: 'worst' }] });
    const undo = followShortcuts(city, window, { toggleLeft: nothing, toggleRight: nothing, help: nothing });
    city.preferences.getState().setWorkspace('plan');
    city.time.getState().replayAt(monday - 3_600_000);
    await userEvent.keyboard('n');
    expect(city.time.getState().mode).toBe('live');
    expect(city.scene.getState().selection).toEqual({ layer: 'alarms', feature: 'worst' });
    undo();
  });
});

describe('the address of a city', () => {
  it('brings another city to the same state', () => {
    const { city, clock } = createFakeCity();
    city.scene.getState().setLayer('bridges', { visible: true, opacity: 0.4 });
    city.scene.getState().reportCamera({ lon: 114.3, lat: 30.6, height: 900, heading: 10, pitch: -20 });
    city.select({ layer: 'alarms', feature: depthAlarm.id });
    city.preferences.getState().setWorkspace('plan');
    city.preferences.getState().setTheme('contrast');
    city.time.getState().replayAt(Math.round(clock.now() / 1000) * 1000 - 120_000);
    const other = createFakeCity();
    expect(restoreAddress(other.city, addressOf(city))).toEqual([]);
    expect(addressOf(other.city)).toBe(addressOf(city));
    expect(other.city.scene.getState().selection).toEqual({ layer: 'alarms', feature: depthAlarm.id });
  });

  it('refuses a time that can no longer be replayed and stays with now', () => {
    const { city, clock } = createFakeCity();
    city.time.getState().setKept(clock.now() - 3_600_000);
    expect(restoreAddress(city, '?t=2020-01-01T00:00:00Z')).toEqual([
      { key: 't', given: '2020-01-01T00:00:00.000Z', why: 'gone' },
    ]);
    expect(city.time.getState().mode).toBe('live');
  });

  it('is told later that a time is gone, where it was not yet known what is kept', () => {
    const { city, clock } = createFakeCity();
    const refused = vi.fn();
    expect(restoreAddress(city, '?t=2020-01-01T00:00:00Z')).toEqual([]);
    expect(city.time.getState().mode).toBe('replay');
    const undo = followAddress(city, window, refused);
    city.time.getState().setKept(clock.now() - 3_600_000);
    expect(refused).toHaveBeenCalledWith([{ key: 't', given: '2020-01-01T00:00:00.000Z', why: 'gone' }]);
    expect(city.time.getState().mode).toBe('live');
    undo();
  });

  it('carries what was known: all of today, each moment’s own, or one instant’s', () => {
    const { city, clock } = createFakeCity();
    const at = Math.round(clock.now() / 1000) * 1000 - 120_000;
    for (const knowing of ['now', 'then', at + 60_000] as const) {
      city.time.getState().replayAt(at, knowing);
      const other = createFakeCity();
      expect(restoreAddress(other.city, addressOf(city))).toEqual([]);
      expect(other.city.time.getState()).toMatchObject({ mode: 'replay', at, knowing });
    }
  });

  it('goes back to the workspace one came from, and says on the way what it cannot restore', () => {
    vi.useFakeTimers();
    const { city } = createFakeCity();
    const refused = vi.fn();
    const undo = followAddress(city, window, refused);
    city.scene.getState().setLayer('bridges', { visible: true });
    vi.advanceTimersByTime(1000);
    const before = window.history.length;
    city.preferences.getState().setWorkspace('plan');
    vi.advanceTimersByTime(1000);
    expect(window.history.length).toBe(before + 1);
    expect(window.location.search).toContain('w=plan');
    window.history.replaceState(null, '', '/?w=operate&c=nowhere');
    window.dispatchEvent(new PopStateEvent('popstate'));
    expect(city.preferences.getState().workspace).toBe('operate');
    expect(refused).toHaveBeenCalledWith([{ key: 'c', given: 'nowhere', why: 'unreadable' }]);
    undo();
    vi.useRealTimers();
  });
});

describe('a workspace one comes into', () => {
  it('shows the layers of its work and leaves the others alone', () => {
    const { city } = createFakeCity();
    const undo = followWorkspace(city);
    city.scene.getState().setLayer('compute', { visible: false });
    city.scene.getState().setLayer('bridges', { visible: false });
    city.scene.getState().useTool('measureArea');
    city.preferences.getState().setWorkspace('plan');
    expect(city.scene.getState().layers.compute?.visible).toBe(true);
    expect(city.scene.getState().layers.bridges?.visible).toBe(false);
    expect(city.scene.getState().tool).toBe('measureArea');
    city.preferences.getState().setWorkspace('data');
    expect(city.scene.getState().tool).toBeUndefined();
    undo();
  });
});

describe('the keys', () => {
  it('open workspaces, tools, help; rest while one types', async () => {
    const { city } = createFakeCity();
    const keys = { toggleLeft: vi.fn(), toggleRight: vi.fn(), help: vi.fn() };
    const undo = followShortcuts(city, window, keys);
    const person = userEvent.setup();
    await person.keyboard('2');
    expect(city.preferences.getState().workspace).toBe('plan');
    await person.keyboard('d');
    expect(city.scene.getState().tool).toBe('measureDistance');
    await person.keyboard('{Escape}');
    expect(city.scene.getState().tool).toBeUndefined();
    await person.keyboard('?');
    expect(keys.help).toHaveBeenCalledOnce();
    const input = document.body.appendChild(document.createElement('input'));
    await person.type(input, '3d?');
    expect(city.preferences.getState().workspace).toBe('plan');
    expect(city.scene.getState().tool).toBeUndefined();
    input.remove();
    undo();
  });
});
